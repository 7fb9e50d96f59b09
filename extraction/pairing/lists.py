"""Sheets of a workbook that list smelters under a header of their own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extraction.entities import metals
from extraction.pairing import columns, rows
from extraction.pairing.columns import Columns, Role
from extraction.pairing.drafts import Draft
from extraction.pairing.grids import Cell, Grid
from extraction.readers.workbook import Sheet
from extraction.records import Label, Mention, Page, Source, Value

_LOOKED_THROUGH = 25  # rows: titles, logos and remarks may stand above a header
_FEWEST = 2  # columns that a header must name, where a sheet has more than one
_HEADING = 300  # characters of what stands above
_RULE = "workbook cell"


@dataclass(frozen=True, slots=True)
class Listing:
    """A sheet's table: its grid from the header on, the columns, and what stands above."""

    grid: Grid
    known: Columns
    heading: str


def read(
    pages: Sequence[Page], sheets: Mapping[int, Sheet], mentions: Sequence[Mention]
) -> tuple[list[Draft], tuple[Mention, ...], list[Page]]:
    """The smelters of all sheets with a header, the mentions set right by it, and the other pages.

    ``sheets`` holds the sheet of a page by its number; a page without one is left as it is.
    """
    by_page: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_page.setdefault(mention.page, []).append(mention)
    drafts: list[Draft] = []
    seen: list[Mention] = []
    left: list[Page] = []
    for page in pages:
        own: Sequence[Mention] = by_page.get(page.number, ())
        sheet = sheets.get(page.number)
        listing = of_sheet(sheet) if sheet is not None else None
        if sheet is None or listing is None:
            left.append(page)
        else:
            found = drafted(listing, sheet, own)
            own = named(found, sheet, own)
            drafts += found
        seen += own
    return drafts, tuple(seen), left


def of_sheet(sheet: Sheet) -> Listing | None:
    """The table of a sheet; None where no row of its beginning is a header that we know."""
    grid = _grid(sheet)
    alone = all(sum(cell is not None for cell in row) < _FEWEST for row in grid.rows)
    for start in range(min(_LOOKED_THROUGH, len(grid.rows))):
        part = replace(grid, rows=grid.rows[start : start + 1 + _LOOKED_THROUGH])
        known = columns.of_grid(part)
        if known is None:
            continue
        named = sum(role not in (None, Role.OTHER) for role in known.roles)
        if named >= _FEWEST or (alone and named):
            above = [cell.text for row in grid.rows[: start + known.header] for cell in row if cell]
            heading = " ".join([sheet.name, *above])[:_HEADING]
            return Listing(replace(grid, rows=grid.rows[start:]), known, heading)
    return None


def drafted(listing: Listing, sheet: Sheet, mentions: Sequence[Mention]) -> list[Draft]:
    """The smelters of a table; ``mentions`` are those that the finder of names saw in the sheet."""
    covered = tuple(mention for mention in mentions if mention.label is Label.SMELTER)
    setting = rows.Setting(listing.heading, *_metal_of(sheet), covered=covered)
    return list(rows.read(listing.grid, listing.known, setting))


def named(
    drafts: Sequence[Draft], sheet: Sheet, mentions: Sequence[Mention]
) -> tuple[Mention, ...]:
    """The mentions of a sheet: of smelters those that the columns show, and what else was seen."""
    cells = {
        sheet.address(column, row): cell
        for row, texts in enumerate(sheet.rows, start=1)
        for column, cell in enumerate(texts, start=1)
        if cell is not None
    }
    shown: dict[tuple[int, int], Mention] = {}
    for draft in drafts:
        cell = cells.get(draft.smelter.source.cell or "")
        if cell is None:
            continue
        at = sheet.text.find(draft.smelter.text, cell.start, cell.end)
        start, end = (at, at + len(draft.smelter.text)) if at >= 0 else (cell.start, cell.end)
        text = sheet.text[start:end]
        shown[start, end] = Mention(Label.SMELTER, text, sheet.number, start, end, None, _RULE)
    return tuple(sorted([*shown.values(), *_beside(shown, mentions)], key=lambda one: one.start))


def _beside(
    shown: dict[tuple[int, int], Mention], mentions: Sequence[Mention]
) -> Iterator[Mention]:
    """The mentions of anything but smelters that overlap none of those shown."""
    taken = sorted(shown)
    place = 0
    for mention in mentions:
        while place < len(taken) and taken[place][1] <= mention.start:
            place += 1
        free = place == len(taken) or taken[place][0] >= mention.end
        if free and mention.label is not Label.SMELTER:
            yield mention


def _metal_of(sheet: Sheet) -> tuple[Value | None, str]:
    """The metal that a sheet is named after."""
    found = metals.metals_of(sheet.name) if sheet.name else ()
    if len(found) != 1:
        return None, ""
    source = Source(sheet.number, None, sheet.name, "sheet name")
    return Value(sheet.name, found[0], source), "metal_from_heading"


def _grid(sheet: Sheet) -> Grid:
    return Grid(
        sheet.number,
        tuple(
            tuple(
                Cell(cell.text, sheet.number, cell.start, cell.end, address=sheet.address(c, r))
                if cell
                else None
                for c, cell in enumerate(row, start=1)
            )
            for r, row in enumerate(sheet.rows, start=1)
        ),
    )
