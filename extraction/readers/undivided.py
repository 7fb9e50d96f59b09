"""Rows that rules leave undivided: lines stand between the columns only, not between the rows."""

from collections.abc import Sequence
from dataclasses import replace

from extraction.readers.tables import Cell, Row, Table, cell_of
from extraction.records import Box, Word

_FEWEST_LINES = 3  # two may be a name that wraps beside another that does
_SHARE = 0.5  # of a line's height: lines nearer than this stand beside each other


def with_rows_divided(table: Table) -> Table:
    """The same table, its undivided rows taken apart."""
    return replace(table, rows=tuple(part for row in table.rows for part in divided(row)))


def divided(row: Row) -> tuple[Row, ...]:
    """The rows that a ruled row really is: itself, unless its cells hold the same lines.

    Divided only when every filled cell has equally many lines, at least three, each level with
    the others' lines.
    """
    filled = [cell for cell in row.cells if cell and cell.words]
    if len(filled) < 2 or min(len(cell.words) for cell in filled) < _FEWEST_LINES:
        return (row,)
    lines = [_lines(cell.words) for cell in filled]
    most = max(map(len, lines))
    if most < _FEWEST_LINES or any(len(found) != most for found in lines):
        return (row,)
    levels = [_middle(line) for line in lines[0]]
    height = min(word.box[3] - word.box[1] for cell in filled for word in cell.words)
    if any(
        abs(_middle(line) - level) > _SHARE * height
        for found in lines[1:]
        for line, level in zip(found, levels, strict=True)
    ):
        return (row,)
    return tuple(_part(row, edges) for edges in _bands(row.box, levels))


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.box[1] + word.box[3]):
        height = word.box[3] - word.box[1]
        if lines and _middle([word]) - _middle(lines[-1]) <= _SHARE * height:
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines


def _middle(line: Sequence[Word]) -> float:
    return (line[0].box[1] + line[0].box[3]) / 2


def _bands(box: Box, levels: Sequence[float]) -> list[tuple[float, float]]:
    between = [round((one + other) / 2, 2) for one, other in zip(levels, levels[1:], strict=False)]
    tops = [box[1], *between]
    return list(zip(tops, [*between, box[3]], strict=True))


def _part(row: Row, edges: tuple[float, float]) -> Row:
    top, bottom = edges

    def cell(whole: Cell | None) -> Cell | None:
        if whole is None:
            return None
        words = [word for word in whole.words if top <= _middle([word]) < bottom]
        return cell_of(words, (whole.box[0], top, whole.box[2], bottom))

    return Row(tuple(map(cell, row.cells)), (row.box[0], top, row.box[2], bottom))
