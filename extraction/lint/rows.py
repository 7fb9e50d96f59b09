"""Remarks on the list of smelters: each row by itself, against the look-up sheet, and together."""

from collections.abc import Iterator

from extraction.entities import countries, identifiers
from extraction.lint.sheet import Filled, names_mine, remark
from extraction.records import Remark
from extraction.reporting.look_up import metal_of
from extraction.reporting.smelter_list import ListRow


def check(filled: Filled) -> Iterator[Remark]:
    """All remarks on the rows, from top to bottom; then those on several rows."""
    for row in filled.report.rows:
        yield from _whole(filled, row)
        yield from _identified(filled, row)
        yield from _chosen(filled, row)
        yield from _origin(filled, row)
    yield from _twice(filled)


def _whole(filled: Filled, row: ListRow) -> Iterator[Remark]:
    columns = filled.report.template.layout.columns
    if not row.metal and (row.name or row.is_unidentified):
        yield remark("metal_missing_in_row", filled.place(columns.metal, row))
    if row.is_unlisted and not row.name:
        yield remark("unlisted_without_name", filled.place(columns.name, row))
    if row.name and not row.country:
        yield remark("country_missing_in_row", filled.place(columns.country, row))
    elif row.name and not countries.country_of(row.country).known:
        yield remark("country_odd", filled.place(columns.country, row), row.country)
    if row.metal and not row.name and not row.is_unidentified and not row.is_unlisted:
        unknown = row.typed and row.entry is None and filled.report.known.by_identifier
        if not unknown:  # that is said in words of its own
            yield remark("name_missing_in_row", filled.place(columns.look_up, row))


def _identified(filled: Filled, row: ListRow) -> Iterator[Remark]:
    """The identifier, against its form and against what the look-up sheet says of it."""
    columns, known = filled.report.template.layout.columns, filled.report.known
    if not row.identifier:
        return
    column = columns.typed if row.typed else columns.identifier
    found = identifiers.identifier_of(row.identifier)
    if found is None or not found.well_formed:
        yield remark("identifier_odd", filled.place(column, row), row.identifier)
        return
    if not known.by_identifier:
        return
    entries = known.by_identifier.get(row.identifier.upper(), ())
    if not entries:
        yield remark("identifier_unknown", filled.place(column, row), row.identifier)
        return
    place = filled.place(column, row)
    if row.metal and metal_of(row.metal) not in {metal_of(entry.metal) for entry in entries}:
        yield remark("identifier_of_other_metal", filled.place(columns.metal, row), place)
    names = {name.casefold() for entry in entries for name in (entry.alias, entry.name)}
    if row.name and row.name.casefold() not in names:
        shown = columns.name if row.is_unlisted else columns.look_up
        yield remark("identifier_of_other_name", filled.place(shown, row), place, entries[0].name)
    own = countries.country_of(row.country)
    theirs = {countries.country_of(entry.country).code for entry in entries}
    if row.country and own.code and own.code not in theirs:
        yield remark(
            "identifier_of_other_country",
            filled.place(columns.country, row),
            place,
            entries[0].country,
        )


def _chosen(filled: Filled, row: ListRow) -> Iterator[Remark]:
    """The name chosen from the look-up list, or said not to be in it."""
    columns, known = filled.report.template.layout.columns, filled.report.known
    if not known.by_alias or not row.name or not row.metal:
        return
    named = known.named(row.metal, row.name)
    if row.is_unlisted:
        if named:
            yield remark("unlisted_but_listed", filled.place(columns.name, row), row.name)
    elif not row.identifier and not named:
        yield remark("name_not_in_list", filled.place(columns.look_up, row), row.name)
    elif not row.identifier:
        several = ", ".join(entry.identifier for entry in named)
        yield remark("name_of_several", filled.place(columns.look_up, row), row.name, several)


def _origin(filled: Filled, row: ListRow) -> Iterator[Remark]:
    columns = filled.report.template.layout.columns
    if row.recycled.casefold() != "yes":
        return
    for column, text in ((columns.mine, row.mine), (columns.mine_country, row.mine_country)):
        if names_mine(text):
            yield remark(
                "row_recycled_but_mine",
                filled.place(column, row),
                filled.place(columns.recycled, row),
            )
            return


def _twice(filled: Filled) -> Iterator[Remark]:
    """Rows that say the same, and one identifier for two metals."""
    columns = filled.report.template.layout.columns
    seen: dict[tuple[str, ...], ListRow] = {}
    metal_of_id: dict[str, ListRow] = {}
    for row in filled.report.rows:
        metal = metal_of(row.metal) if row.metal else ""
        same = (metal, row.name.casefold(), row.country.casefold(), row.identifier.upper())
        first = seen.setdefault(same, row)
        if first is not row and row.name:
            yield remark(
                "row_twice",
                filled.place(columns.look_up, row),
                filled.place(columns.look_up, first),
            )
        if not row.identifier or not metal:
            continue
        before = metal_of_id.setdefault(row.identifier.upper(), row)
        if before is not row and metal_of(before.metal) != metal:
            yield remark(
                "identifier_for_two_metals",
                filled.place(columns.metal, row),
                filled.place(columns.metal, before),
            )
