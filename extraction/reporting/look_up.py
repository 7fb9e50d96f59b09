"""The look-up sheet of a template: by identifier, and by metal and the name chosen."""

from collections.abc import Mapping
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
    by_alias: Mapping[tuple[str, str], Entry]  # metal and folded name

    def named(self, metal: str, alias: str) -> Entry | None:
        """The entry of a metal that is called so."""
        return self.by_alias.get((metal_of(metal), alias.casefold()))


def metal_of(text: str) -> str:
    """A mineral by its plain name; one that is no metal (soda ash) by its own, in lower case."""
    bare = text.replace("(*)", "").strip()
    found = metals.metals_of(bare)
    return found[0] if found else bare.casefold()


def of_sheet(sheet: Sheet | None) -> LookUp:
    """The entries of a look-up sheet; none where a template has no such sheet."""
    by_identifier: dict[str, tuple[Entry, ...]] = {}
    by_alias: dict[tuple[str, str], Entry] = {}
    for row in range(FIRST_ROW, len(sheet.rows) + 1 if sheet else 0):
        entry = Entry(*(sheet.at(column, row) for column in range(1, 6))) if sheet else None
        if entry is None or not (entry.identifier and entry.name):
            continue
        key = entry.identifier.upper()
        by_identifier[key] = (*by_identifier.get(key, ()), entry)
        for alias in (entry.alias, entry.name):
            by_alias.setdefault((metal_of(entry.metal), alias.casefold()), entry)
    return LookUp(by_identifier, by_alias)
