"""From the level and upright rules of a page to the cells they enclose, table by table.

The same cells as pdfplumber's finder gives (after A. Nurminen, "Algorithmic extraction of data in
tables in PDF documents", 2013), which compares each point with each: here a point asks only its
own row and column, so that a page of many cells takes no longer than its words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extraction.records import Box

_TOUCH = 3.0  # points by which two rules may miss each other and still cross

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Crossing:
    """The rules that meet in a point, by their places in the order of rules."""

    upright: set[int] = field(default_factory=set)
    level: set[int] = field(default_factory=set)


def tables_of_cells(level: Sequence[Box], upright: Sequence[Box]) -> list[list[Box]]:
    """The cells of each table of two cells or more, topmost table first.

    ``level`` and ``upright`` are rules as boxes without height, and without width. Cells that
    share a corner are of one table.
    """
    return _gathered(list(_cells(_crossings(level, upright))))


def _crossings(level: Sequence[Box], upright: Sequence[Box]) -> dict[Point, _Crossing]:
    crossings: dict[Point, _Crossing] = {}
    rows = sorted(enumerate(level), key=lambda one: (one[1][1], one[1][0]))
    for number, (x, top, _, bottom) in enumerate(upright):
        for other, (left, y, right, _) in rows:
            if y > bottom + _TOUCH:
                break
            if top <= y + _TOUCH and left - _TOUCH <= x <= right + _TOUCH:
                here = crossings.setdefault((x, y), _Crossing())
                here.upright.add(number)
                here.level.add(other)
    return crossings


def _cells(crossings: dict[Point, _Crossing]) -> Iterator[Box]:
    """The smallest cell that begins at each point, where there is one; left to right."""
    columns: dict[float, list[float]] = {}
    rows: dict[float, list[float]] = {}
    points = sorted(crossings)
    for x, y in points:
        columns.setdefault(x, []).append(y)
        rows.setdefault(y, []).append(x)
    below = {column: iter(range(1, len(ys) + 1)) for column, ys in columns.items()}
    beside = {row: iter(range(1, len(xs) + 1)) for row, xs in rows.items()}
    for x, y in points:
        down, far = columns[x], rows[y]
        cell = _closed(crossings, (x, y), down[next(below[x]) :], far[next(beside[y]) :])
        if cell is not None:
            yield cell


def _closed(
    crossings: dict[Point, _Crossing], start: Point, below: list[float], beside: list[float]
) -> Box | None:
    """The smallest cell that begins at ``start``; the nearest corners nearly always close it."""
    x, y = start
    here = crossings[start]
    upright, level = here.upright, here.level
    for down in below:
        left = crossings[x, down]
        if upright.isdisjoint(left.upright):
            continue
        for far in beside:
            corner = crossings.get((far, down))
            if corner is None or corner.level.isdisjoint(left.level):
                continue
            right = crossings[far, y]
            if not level.isdisjoint(right.level) and not corner.upright.isdisjoint(right.upright):
                return x, y, far, down
    return None


def _gathered(cells: list[Box]) -> list[list[Box]]:
    """Cells that share corners, directly or through others, together."""
    at: dict[Point, list[int]] = {}
    for number, (x0, top, x1, bottom) in enumerate(cells):
        for corner in ((x0, top), (x0, bottom), (x1, top), (x1, bottom)):
            at.setdefault(corner, []).append(number)
    seen: set[int] = set()
    tables: list[list[Box]] = []
    for number in range(len(cells)):
        if number in seen:
            continue
        table, waiting = [], [number]
        seen.add(number)
        while waiting:
            one = waiting.pop()
            table.append(one)
            x0, top, x1, bottom = cells[one]
            for corner in ((x0, top), (x0, bottom), (x1, top), (x1, bottom)):
                for other in at.pop(corner, ()):
                    if other not in seen:
                        seen.add(other)
                        waiting.append(other)
        if len(table) > 1:
            tables.append([cells[one] for one in sorted(table)])
    return sorted(tables, key=lambda table: min((cell[1], cell[0]) for cell in table))
