"""Tables of a page as rows of cells, found from its rules."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from extraction.limits import EDGES
from extraction.readers.cells import tables_of_cells
from extraction.readers.geometry import union
from extraction.readers.rules import edges, lined_up
from extraction.records import Box, Page, Warning, Word

_FEWEST_EDGES = 6  # two rows of one cell have five rules at the least
_CROSSINGS = 2_000_000  # level times upright rules; the finder compares each with each


class Cell(NamedTuple):
    """One cell: its words in reading order, their text with single spaces, and its box."""

    text: str
    box: Box
    words: tuple[Word, ...] = ()


class Row(NamedTuple):
    """One row, a place for each column; None where a merged neighbour covers the place."""

    cells: tuple[Cell | None, ...]
    box: Box


@dataclass(frozen=True, slots=True)
class Table:
    """A table of page ``page``. ``ruled`` tells whether lines or only alignment made it one."""

    page: int
    rows: tuple[Row, ...]
    box: Box
    ruled: bool


Reading = tuple[Page, tuple[Table, ...], tuple[Warning, ...]]  # all that is read of a page


class TooManyRules(Exception):
    """The page has so many rules that finding tables would take too long."""


def cell_of(words: Sequence[Word], box: Box) -> Cell:
    """A cell holding these words."""
    return Cell(" ".join([word.text for word in words]), box, tuple(words))


def ruled_tables(page: Page, rules: Sequence[Box], *, cut: bool = False) -> tuple[Table, ...]:
    """The tables that rules draw on a page, top to bottom.

    Raises TooManyRules, also when ``cut`` says that not all of them were collected.
    """
    if cut:
        raise TooManyRules
    drawn_level, drawn_upright = edges(rules)
    drawn = len(drawn_level) + len(drawn_upright)
    if drawn < _FEWEST_EDGES or not page.words:
        return ()
    if drawn > EDGES:
        raise TooManyRules
    level = [(x0, y, x1, y) for y, x0, x1 in lined_up(drawn_level)]
    upright = [(x, top, x, bottom) for x, top, bottom in lined_up(drawn_upright)]
    if len(level) * len(upright) > _CROSSINGS:
        raise TooManyRules
    found = (_table(page, cells) for cells in tables_of_cells(level, upright))
    return tuple(table for table in found if table is not None)


def _table(page: Page, cells: list[Box]) -> Table | None:
    held = _held(cells, page.words)
    if len(held) < 2:
        return None
    places = {left: place for place, left in enumerate(sorted({cell[0] for cell in cells}))}
    rows: dict[float, list[Box | None]] = {}
    for cell in sorted(cells, key=lambda cell: (cell[1], cell[0])):
        rows.setdefault(cell[1], [None] * len(places))[places[cell[0]]] = cell
    return Table(
        page.number,
        tuple(
            Row(
                tuple(cell and cell_of(held.get(cell, ()), cell) for cell in row),
                _hull([cell for cell in row if cell]),
            )
            for row in rows.values()
        ),
        _hull(cells),
        ruled=True,
    )


def _hull(boxes: Sequence[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _held(cells: list[Box], words: Sequence[Word]) -> dict[Box, list[Word]]:
    """The words whose middle lies in each cell, in reading order."""
    columns: dict[tuple[float, float], list[Box]] = {}
    for cell in sorted(cells, key=itemgetter(1)):
        columns.setdefault((cell[0], cell[2]), []).append(cell)
    # Merged cells make columns that overlap: the narrowest that begins nearest is asked first.
    spans = sorted(columns, key=lambda span: (span[0], -span[1]))
    lefts = [span[0] for span in spans]
    tops = {span: [cell[1] for cell in column] for span, column in columns.items()}
    held: dict[Box, list[Word]] = {}
    for word in words:
        x0, top, x1, bottom = word.box
        x, y = (x0 + x1) / 2, (top + bottom) / 2
        for span in reversed(spans[: bisect_right(lefts, x)]):
            if x < span[1]:
                column = columns[span]
                place = bisect_right(tops[span], y) - 1
                if place >= 0 and y < column[place][3]:
                    held.setdefault(column[place], []).append(word)
                    break
    return held


def free_words(page: Page, tables: Sequence[Table]) -> Iterator[Word]:
    """The words of a page that lie in none of the tables."""
    if not tables:
        yield from page.words
        return
    boxes = [table.box for table in tables]
    for word in page.words:
        x0, top, x1, bottom = word.box
        x, y = (x0 + x1) / 2, (top + bottom) / 2
        for left, high, right, low in boxes:
            if left <= x <= right and high <= y <= low:
                break
        else:
            yield word


def around(words: Sequence[Word]) -> Box:
    """The box round some words, of which there is at least one."""
    box = words[0].box
    for word in words[1:]:
        box = union(box, word.box)
    return box
