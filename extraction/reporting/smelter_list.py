"""The rows of a template's list of smelters, what is missing filled in from its own look-up sheet.

Where an identifier is typed in, the template fills in metal, name and country by formulas; a
library that writes the file leaves these cells empty, or with the values of another identifier.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from extraction.entities import countries, identifiers
from extraction.pairing.drafts import Draft, Layout
from extraction.readers.workbook import BETWEEN, Sheet
from extraction.records import Label, Mention, Source, Value
from extraction.reporting.layouts import FIRST_ROW, Columns, Template, english, is_filled
from extraction.reporting.look_up import (
    NOT_IDENTIFIED,
    NOT_LISTED,
    Entry,
    LookUp,
    metal_of,
)

_RULE = "template cell"


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row of the list: as printed, and as it stands once the formulas are followed."""

    number: int
    printed: tuple[str, ...]  # typed id, metal, chosen name, name, country, id
    metal: str  # as printed or filled in
    chosen: str  # of the look-up list; also "smelter not listed"
    name: str  # the smelter's; empty where the row names none
    country: str
    identifier: str
    typed: str
    mine: str
    mine_country: str
    recycled: str
    entry: Entry | None  # what the look-up sheet knows of the typed identifier
    quote: str

    @property
    def is_unidentified(self) -> bool:
        """Whether the row says only that the smelter is not known."""
        return self.chosen.casefold() == NOT_IDENTIFIED or self.name.casefold() == NOT_IDENTIFIED

    @property
    def is_unlisted(self) -> bool:
        """Whether the row names a smelter that the look-up list does not have."""
        return self.chosen.casefold() == NOT_LISTED


def read(template: Template, known: LookUp) -> tuple[ListRow, ...]:
    """The filled rows, in order."""
    sheet, columns = template.smelters, template.layout.columns
    rows = (
        _row(template, known, sheet, columns, number)
        for number in range(FIRST_ROW, len(sheet.rows) + 1)
    )
    return tuple(row for row in rows if row is not None)


def _row(
    template: Template, known: LookUp, sheet: Sheet, columns: Columns, number: int
) -> ListRow | None:
    def at(column: int | None) -> str:
        text = sheet.at(column, number) if column else ""
        return text if is_filled(text) else ""

    typed, metal, chosen = at(columns.typed), at(columns.metal), at(columns.look_up)
    name, country, shown_id = at(columns.name), at(columns.country), at(columns.identifier)
    printed = (typed, metal, chosen, name, country, shown_id)
    if not any(printed):
        return None
    entries = known.by_identifier.get(typed.upper(), ()) if typed else ()
    entry = entries[0] if entries else None
    if entry is not None and shown_id and shown_id.upper() != typed.upper():
        metal = chosen = country = ""  # left over from another identifier
    if entry is not None:
        metal, chosen = metal or entry.metal, chosen or entry.name
        country = country or entry.country
    named = known.named(metal, chosen) if chosen and entry is None else ()
    if len(named) == 1:  # of several, none is guessed
        country, shown_id = country or named[0].country, shown_id or named[0].identifier
    if columns.look_up is None or (chosen.casefold() in ("", NOT_LISTED)):
        who = name
    else:
        who = "" if chosen.casefold() == NOT_IDENTIFIED else chosen
    shown_id = "" if entry is not None and shown_id.upper() != typed.upper() else shown_id
    rest = (at(column) for column in range(columns.identifier + 1, columns.last + 1))
    return ListRow(
        number=number,
        printed=printed,
        metal=english(template, metal),
        chosen=chosen,
        name=who if who.casefold() not in (NOT_IDENTIFIED, NOT_LISTED) else "",
        country=country,
        identifier=typed or shown_id,
        typed=typed,
        mine=at(columns.mine),
        mine_country=at(columns.mine_country),
        recycled=english(template, at(columns.recycled)),
        entry=entry,
        quote=BETWEEN.join(
            text for text in (typed, metal, chosen, name, country, shown_id, *rest) if text
        ),
    )


def drafts(template: Template, rows: tuple[ListRow, ...]) -> Iterator[Draft]:
    """A draft for each row that names a smelter."""
    columns = template.layout.columns
    for row in rows:
        if not row.name:
            continue
        found = identifiers.identifier_of(row.identifier)
        place = columns.typed if row.typed and columns.typed else columns.identifier
        yield Draft(
            smelter=_value(template, row, row.name, row.name, name_column(columns, row)),
            country=_value(
                template, row, row.country, countries.country_of(row.country).code, columns.country
            )
            if row.country
            else None,
            metal=_value(template, row, row.metal, metal_of(row.metal), columns.metal)
            if row.metal
            else None,
            smelter_id=_value(
                template,
                row,
                row.identifier,
                found.id if found and found.well_formed else None,
                place,
            )
            if row.identifier
            else None,
            quote=row.quote,
            layout=Layout.ROW,
            notes=("smelter_column",),
        )


def name_column(columns: Columns, row: ListRow) -> int:
    """The column in which the name of a row's smelter stands."""
    if columns.look_up is None or row.is_unlisted or not row.chosen:
        return columns.name
    return columns.look_up


def _value(template: Template, row: ListRow, text: str, normal: str | None, column: int) -> Value:
    sheet = template.smelters
    cell = sheet.address(column, row.number)
    return Value(text, normal, Source(sheet.number, None, row.quote, _RULE, cell))


def mentions(template: Template, rows: tuple[ListRow, ...]) -> Iterator[Mention]:
    """The names that the cells of the rows print."""
    sheet, columns = template.smelters, template.layout.columns
    for row in rows:
        labels = {
            columns.typed: Label.SMELTER_ID,
            columns.metal: Label.METAL,
            name_column(columns, row) if row.name else None: Label.SMELTER,
            columns.country: Label.COUNTRY,
            columns.identifier: Label.SMELTER_ID,
        }
        for column, label in sorted((c, one) for c, one in labels.items() if c):
            cell = sheet.cell(column, row.number)
            if cell is not None and is_filled(cell.text):
                yield Mention(label, cell.text, sheet.number, cell.start, cell.end, None, _RULE)
