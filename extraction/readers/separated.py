"""Lists as text, cells parted by commas, semicolons or tabs: told from prose by a known header."""

import re
from collections.abc import Iterator
from itertools import pairwise

from extraction.entities import columns
from extraction.errors import TooBig
from extraction.limits import SHEET_CELLS
from extraction.readers.workbook import Cell, Row, Sheet

_MARKS = ";\t,"
_HEADER_LINES = 5  # titles may stand above the header
_FEWEST = 2  # columns whose headers are known
_SAMPLE = 20_000  # code points in which the header stands
_LINE = re.compile(r"\r\n|\n|\r")


def sheet_of(text: str) -> Sheet | None:
    """The list that a text is, with the cells where they stand in it; None for any other text.

    Raises TooBig.
    """
    lines = [line for line in text[:_SAMPLE].splitlines() if line.strip()]
    for line, below in pairwise(lines[: _HEADER_LINES + 1]):
        for mark in _MARKS:
            headers = [cell.strip(' "\ufeff') for cell in line.split(mark)]
            known = sum(columns.column_of(header) is not None for header in headers)
            # A sentence may speak of metal, country and smelter: a row below it has as many cells.
            if known >= _FEWEST and below.count(mark) >= line.count(mark):
                return Sheet(1, "", False, tuple(_rows(text, mark)), text)
    return None


def _rows(text: str, mark: str) -> Iterator[Row]:
    """Rows after RFC 4180: a quoted cell may hold the mark, a line's end and doubled quotes."""
    one = re.compile(
        rf'[ ]*"(?P<quoted>(?:[^"]+|"")*+)"[^{mark}\r\n]*|(?P<plain>[^{mark}\r\n]*)',
    )
    at, filled = 0, 0
    row: list[Cell | None] = []
    while at < len(text):
        found = one.match(text, at)
        if found is None:
            break
        row.append(_cell(found))
        filled += row[-1] is not None
        if filled > SHEET_CELLS:
            raise TooBig(f"more than {SHEET_CELLS} cells in a list")
        at = found.end()
        if text.startswith(mark, at):
            at += 1
            continue
        yield tuple(row)
        row = []
        if end := _LINE.match(text, at):
            at = end.end()
    if row:
        yield tuple(row)


def _cell(found: re.Match[str]) -> Cell | None:
    group = "plain" if found["quoted"] is None else "quoted"
    given = found[group]
    plain = given.strip()
    if not plain:
        return None
    start = found.start(group) + given.index(plain)
    return Cell(" ".join(plain.replace('""', '"').split()), start, start + len(plain))
