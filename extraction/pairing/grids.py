"""Grids: rows of cells, whether a reader found a table or the lines of a plain text make one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extraction import places
from extraction.entities import layout
from extraction.readers import tables
from extraction.records import Box, Page, Word

_LONGEST = 600  # characters of a cell that count; more is no name, and costs time
_BETWEEN = 2  # lines of remarks between two rows of one text table
_RULE = re.compile(r"[\s:=_*-]*")
_HYPHENS = ("-", "\u00ad")
_BROKEN = re.compile(r"[a-zà-ÿ][-\u00ad]$")
_MARKUP = re.compile(r"\*{1,3}|`|__")


class Cell(NamedTuple):
    """A filled cell. ``start`` and ``end`` are offsets in its page's text."""

    text: str
    page: int
    start: int
    end: int
    box: Box | None = None
    words: tuple[Word, ...] = ()
    address: str | None = None  # in a workbook


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells in places; a place is None where the cell is empty or merged with another.

    ``merged`` holds (row, place) of cells that a merged neighbour covers.
    """

    page: int
    rows: tuple[tuple[Cell | None, ...], ...]
    merged: frozenset[tuple[int, int]] = frozenset()

    @property
    def start(self) -> int:
        """The offset in the page's text where the grid begins."""
        return min((cell.start for row in self.rows for cell in row if cell), default=0)


def of_page(page: Page, found: Sequence[tables.Table]) -> tuple[Grid, ...]:
    """The grids of a page: the reader's tables; where the page has no geometry its lines, too."""
    listed = [_of_table(page, table) for table in found]
    if page.words:
        return tuple(listed)
    taken = sorted(span for grid in listed for span in spans(grid))
    return tuple(sorted([*listed, *_of_lines(page, taken)], key=lambda grid: grid.start))


def spans(grid: Grid) -> Iterator[tuple[int, int]]:
    """What a grid takes of its page's text: whole rows of plain text, on paper its cells."""
    for row in grid.rows:
        filled = [cell for cell in row if cell]
        if filled and not any(cell.words for cell in filled):
            yield min(cell.start for cell in filled), max(cell.end for cell in filled)
        for cell in filled:
            for word in cell.words:
                yield word.start, word.end


def row_spans(grid: Grid) -> Iterator[tuple[int, int]]:
    """What the rows of a grid take of its page's text on paper, but those of a single cell."""
    for row in grid.rows:
        filled = [cell for cell in row if cell]
        if len(filled) > 1:
            yield from ((word.start, word.end) for cell in filled for word in cell.words)


def quote(row: Sequence[Cell | None]) -> str:
    """A row as it is quoted: its filled cells joined."""
    return " | ".join(cell.text for cell in row if cell)


def part(cell: Cell, start: int, end: int) -> Cell:
    """A stretch of a cell's text, with the words it covers; offsets count in the cell's text."""
    text = cell.text[start:end]
    if not cell.words:
        return cell._replace(text=text, start=cell.start + start, end=cell.start + end)
    inside: list[Word] = []
    at = 0
    for word in cell.words:
        place = cell.text.find(word.text.rstrip("-\u00ad"), at)
        if place < 0:
            continue
        at = place + len(word.text.rstrip("-\u00ad"))
        if place < end and at > start:
            inside.append(word)
    return _cell(cell.page, tuple(inside), text) if inside else cell._replace(text=text)


def _of_table(page: Page, table: tables.Table) -> Grid:
    rows = tuple(
        tuple(_held(page, cell.words) if cell and cell.words else None for cell in row.cells)
        for row in table.rows
    )
    merged = {
        (number, place)
        for number, row in enumerate(table.rows)
        for place, cell in enumerate(row.cells)
        if cell is None
    }
    return Grid(page.number, rows, frozenset(merged))


def _held(page: Page, words: tuple[Word, ...]) -> Cell:
    """The cell of these words; where the page has no geometry they have no boxes of their own."""
    if page.words:
        return _cell(page.number, words)
    start, end = words[0].start, words[-1].end
    return Cell(page.text[start:end][:_LONGEST], page.number, start, end)


def _cell(page: int, words: tuple[Word, ...], text: str | None = None) -> Cell:
    if len(words) == 1:  # as most are
        name, box, start, end = words[0]
        return Cell(name[:_LONGEST] if text is None else text, page, start, end, box, words)
    return Cell(
        text=_joined(words) if text is None else text,
        page=page,
        start=min(word.start for word in words),
        end=max(word.end for word in words),
        box=tables.around(words),
        words=words,
    )


def _joined(words: Sequence[Word]) -> str:
    """Words with spaces between; a word broken over two lines of the cell is made whole.

    One that was broken at its own hyphen keeps it: "Royaume-Uni".
    """
    text = ""
    for before, word in zip([None, *words], words, strict=False):
        broken = text[-1:] in _HYPHENS and before is not None and word.box[1] > before.box[1] + 2
        if broken and _BROKEN.search(text) and word.text[:1].islower():
            text = text[:-1] + word.text
        elif broken and text[-2:-1].isalpha():
            text += word.text
        else:
            text = f"{text} {word.text}" if text else word.text
    return text[:_LONGEST]


def _of_lines(page: Page, taken: list[tuple[int, int]]) -> Iterator[Grid]:
    """The grids that lines of cells make, those outside the stretches that are ``taken``."""
    run: list[layout.Line] = []
    between = 0
    for line in layout.lines(page.text):
        if places.inside(taken, line.start + len(line.text) - len(line.text.lstrip())):
            if run:
                yield _grid(page.number, run)
                run = []
        elif line.is_row:
            run.append(line)
            between = 0
        elif line.cells:
            between += 1
            if between > _BETWEEN and run:
                yield _grid(page.number, run)
                run = []
        elif run:
            between += 1
    if run:
        yield _grid(page.number, run)


def _grid(page: int, run: Sequence[layout.Line]) -> Grid:
    header = run[0]
    rows = []
    for line in run:
        if all(_RULE.fullmatch(cell.text) for cell in line.cells):
            continue
        places = _places(line, header)
        row: list[Cell | None] = [None] * max(len(header.cells), max(places, default=0) + 1)
        for place, cell in zip(places, line.cells, strict=True):
            row[place] = _plain(page, cell)
        rows.append(tuple(row))
    return Grid(page, tuple(rows))


def _places(line: layout.Line, header: layout.Line) -> list[int]:
    """The column of each cell: below the header's cell where that can be told, else in order."""
    order = list(range(len(line.cells)))
    if line.ruled or line is header:
        return order
    places: list[int] = []
    for number, cell in enumerate(line.cells):
        above = layout.column_above(cell, number, line, header)
        if above is None:
            return order
        places.append(header.cells.index(above))
    return places if len(set(places)) == len(places) else order


def _plain(page: int, cell: layout.Cell) -> Cell | None:
    text = _MARKUP.sub("", cell.text[:_LONGEST]).strip()
    if not text:
        return None
    start = cell.start + max(cell.text.find(text), 0)
    return Cell(text, page, start, start + len(text))
