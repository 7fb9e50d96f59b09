"""Workbooks: each sheet as rows of cells and as a page of text. Only here is calamine used.

A formula counts by the value that the program which saved the file left behind; where a library
wrote the file there is none, and the cell is empty here. Nothing is calculated.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property, partial
from typing import NamedTuple

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from extraction.errors import Damaged, Empty, NeedsPassword, TooBig
from extraction.limits import SHEET_CELLS, SHEET_TEXT, SHEETS
from extraction.readers.characters import visible
from extraction.records import Page

BETWEEN = " | "


class Cell(NamedTuple):
    """A filled cell: its text on one line, and its offsets in the text of its page."""

    text: str
    start: int
    end: int


Row = tuple[Cell | None, ...]


@dataclass(frozen=True)
class Sheet:
    """One sheet. Rows and columns count from 1, as their addresses do; ``text`` is its page."""

    number: int  # its position in the workbook, from 1
    name: str
    hidden: bool
    rows: tuple[Row, ...]  # each up to its last filled cell
    text: str
    broken: str = ""  # why it could not be read, where it could not

    def cell(self, column: int, row: int) -> Cell | None:
        """The cell at a place; None where it is empty or lies outside."""
        if not 0 < row <= len(self.rows) or not 0 < column <= len(self.rows[row - 1]):
            return None
        return self.rows[row - 1][column - 1]

    def at(self, column: int, row: int) -> str:
        """The text at a place; empty where there is none."""
        found = self.cell(column, row)
        return found.text if found else ""

    def address(self, column: int, row: int) -> str:
        """What a place is called: ``Smelter List!C7``; without a sheet's name only ``C7``."""
        place = f"{letters_of(column)}{row}"
        return f"{self.name}!{place}" if self.name else place

    @cached_property
    def page(self) -> Page:
        """The sheet as a page without geometry; empty where the file does not show it."""
        text = "" if self.hidden else self.text
        return Page(self.number, 0.0, 0.0, text, has_ink=bool(text))


def letters_of(column: int) -> str:
    """The letters of a column counted from 1: A, Z, AA."""
    letters = ""
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def read(data: bytes) -> tuple[Sheet, ...]:
    """All sheets of a workbook, in order; one of charts is there too, without rows.

    Raises NeedsPassword, Damaged, Empty or TooBig.
    """
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        known = book.sheets_metadata
        if len(known) > SHEETS:
            raise TooBig(f"{len(known)} sheets, at most {SHEETS}")
        sheets = []
        for number, sheet in enumerate(known, start=1):
            hidden = sheet.visible is not SheetVisibleEnum.Visible
            made = partial(laid_out, number, _line(sheet.name), hidden=hidden)
            try:
                holds = sheet.typ is SheetTypeEnum.WorkSheet
                sheets.append(made(_rows(book.get_sheet_by_name(sheet.name)) if holds else ()))
            except (CalamineError, ValueError) as error:  # the others are read all the same
                sheets.append(replace(made(()), broken=str(error)[:200] or "damaged"))
    except PasswordError as error:
        raise NeedsPassword("workbook") from error
    except (CalamineError, OSError, ValueError) as error:
        raise Damaged(str(error)[:200]) from error
    broken = [sheet.broken for sheet in sheets if sheet.broken]
    if broken and not any(sheet.text for sheet in sheets):
        raise Damaged(broken[0])
    if not any(sheet.text for sheet in sheets):
        raise Empty("a workbook without a filled cell")
    return tuple(sheets)


def _rows(sheet: CalamineSheet) -> Iterator[list[str]]:
    filled = 0
    before = [""] * (sheet.start[1] if sheet.start else 0)  # rows begin at the first used column
    for row in sheet.iter_rows():
        cells = before + [_text(cell) for cell in row]
        filled += sum(map(bool, cells))
        if filled > SHEET_CELLS:
            raise TooBig(f"more than {SHEET_CELLS} cells in a sheet")
        yield cells


def _text(value: object) -> str:
    """What a cell shows: whole numbers without a point, days in ISO 8601."""
    if value is None or value == "":
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        midnight = (value.hour, value.minute, value.second) == (0, 0, 0)
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    return _line(str(value))


def _line(text: str) -> str:
    return visible(" ".join(text.split()))


def laid_out(
    number: int, name: str, rows: Iterable[Sequence[str]], *, hidden: bool = False
) -> Sheet:
    """The sheet of some rows of texts; its page has a line for each row that holds something."""
    lines: list[str] = []
    placed: list[Row] = []
    at = 0
    for texts in rows:
        row: list[Cell | None] = []
        line: list[str] = []
        start = at
        for text in texts:
            if not text:
                row.append(None)
                continue
            row.append(Cell(text, start, start + len(text)))
            line.append(text)
            start += len(text) + len(BETWEEN)
        while row and row[-1] is None:
            row.pop()
        placed.append(tuple(row))
        if line:
            lines.append(BETWEEN.join(line))
            at += len(lines[-1]) + 1
        if at > SHEET_TEXT:
            raise TooBig(f"more than {SHEET_TEXT} letters in a sheet")
    while placed and not placed[-1]:
        placed.pop()
    return Sheet(number, name, hidden, tuple(placed), "\n".join(lines))
