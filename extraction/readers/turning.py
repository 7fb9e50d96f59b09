"""A page and its tables, read with the text upright, brought back to how a reader sees the page."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from extraction.readers.geometry import quarter_turned, rounded
from extraction.readers.tables import Cell, Row, Table
from extraction.records import Box, Page, Word


def turned(page: Page, tables: Sequence[Table], turns: int) -> tuple[Page, tuple[Table, ...]]:
    """The same with every box turned clockwise by so many quarters; rows stay rows."""
    if turns == 0:
        return page, tuple(tables)

    def box(old: Box) -> Box:
        return rounded(quarter_turned(old, page.width, page.height, turns))

    wide, high = (page.height, page.width) if turns % 2 else (page.width, page.height)
    seen, found = moved(page, tables, box)
    return replace(seen, width=wide, height=high), found


def moved(
    page: Page, tables: Sequence[Table], box: Callable[[Box], Box]
) -> tuple[Page, tuple[Table, ...]]:
    """The same with every box where ``box`` brings it."""

    def words(old: Sequence[Word]) -> tuple[Word, ...]:
        return tuple(word._replace(box=box(word.box)) for word in old)

    def cell(old: Cell | None) -> Cell | None:
        return old and Cell(old.text, box(old.box), words(old.words))

    def table(old: Table) -> Table:
        rows = tuple(Row(tuple(map(cell, row.cells)), box(row.box)) for row in old.rows)
        return replace(old, rows=rows, box=box(old.box))

    return replace(page, words=words(page.words)), tuple(table(old) for old in tables)
