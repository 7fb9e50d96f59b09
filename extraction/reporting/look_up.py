"""The look-up sheet of a template: by identifier, and by metal and the name chosen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extraction.entities import metals
from extraction.readers.workbook import Sheet
from extraction.reporting.layouts import FIRST_ROW

NOT_LISTED = "smelter not listed"
NOT_IDENTIFIED = "smelter not yet identified"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the look-up sheet."""

    metal: str  # as printed
    alias: str
    name: str
    country: str
    identifier: str


@dataclass(frozen=True, slots=True)
class LookUp:
    """What a template's own look-up sheet knows."""

    by_identifier: Mapping[str, tuple[Entry, ...]]
    by_alias: Mapping[tuple[str, str], tuple[Entry, ...]]  # metal and folded name

    def named(self, metal: str, alias: str) -> tuple[Entry, ...]:
        """The smelters of a metal that are called so; seldom more than one."""
        return self.by_alias.get((metal_of(metal), alias.casefold()), ())


def metal_of(text: str) -> str:
    """A mineral by its plain name; one that is no metal (soda ash) by its own, in lower case."""
    bare = text.replace("(*)", "").strip()
    found = metals.metals_of(bare)
    return found[0] if found else bare.casefold()


def of_sheet(sheet: Sheet | None) -> LookUp:
    """The entries of a look-up sheet; none where a template has no such sheet."""
    by_identifier: dict[str, tuple[Entry, ...]] = {}
    by_alias: dict[tuple[str, str], tuple[Entry, ...]] = {}
    entries = list(_entries(sheet)) if sheet else []
    for entry in entries:
        key, alias = entry.identifier.upper(), (metal_of(entry.metal), entry.alias.casefold())
        by_identifier[key] = (*by_identifier.get(key, ()), entry)
        if all(known.identifier != entry.identifier for known in by_alias.get(alias, ())):
            by_alias[alias] = (*by_alias.get(alias, ()), entry)
    for entry in entries:  # a name that another smelter is also called by counts as that alias
        by_alias.setdefault((metal_of(entry.metal), entry.name.casefold()), (entry,))
    return LookUp(by_identifier, by_alias)


def _entries(sheet: Sheet) -> Iterator[Entry]:
    for row in range(FIRST_ROW, len(sheet.rows) + 1):
        entry = Entry(*(sheet.at(column, row) for column in range(1, 6)))
        if entry.identifier and entry.name:
            yield entry
