"""Row numbers that stand so near a column that they were read into its cells, taken out again."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extraction.pairing.grids import Cell, Grid, part

_HEADED = re.compile(r"(?:N°|Nº|N[ro]\.?|№|#|Pos\.?|Lfd\.?\s?Nr\.?|Item)\s+(?=\S)", re.IGNORECASE)
_NUMBERED = re.compile(r"(\d{1,4})[.)]?\s+(?=\S)")
_FEWEST = 2  # rows that count upwards


def without(grid: Grid) -> Grid:
    """The grid without the numbers of its rows in the cells of its first column."""
    first = [row[0] if row else None for row in grid.rows]
    numbers = [int(match[1]) for cell in first if cell and (match := _NUMBERED.match(cell.text))]
    headed = any(cell is not None and _HEADED.match(cell.text) for cell in first)
    if not headed or not _count_upwards(numbers):
        return grid
    rows = tuple(
        (_bare(row[0]), *row[1:]) if row and row[0] is not None else row for row in grid.rows
    )
    return replace(grid, rows=rows)


def _count_upwards(numbers: Sequence[int]) -> bool:
    """Whether numbers rise by one, from anew under each heading."""
    if len(numbers) < _FEWEST:
        return bool(numbers) and numbers[0] == 1
    steps = zip(numbers, numbers[1:], strict=False)
    return all(later == before + 1 or later == 1 for before, later in steps)


def _bare(cell: Cell) -> Cell:
    mark = _HEADED.match(cell.text) or _NUMBERED.match(cell.text)
    return part(cell, mark.end(), len(cell.text)) if mark else cell
