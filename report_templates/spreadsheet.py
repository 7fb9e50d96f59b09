"""Rows as CSV or XLSX that a spreadsheet program shows and never runs."""

import csv
from codecs import BOM_UTF8
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from itertools import chain
from typing import IO

import xlsxwriter

from report_templates.printable import printable

Value = str | int | float | Decimal | date | None
_RUNS = ("=", "+", "-", "@", "\t", "\r")
_WIDEST = 60
# What one cell of a workbook can hold, by Excel's specification.
_LONGEST = 32_767
_SHEET_FORBIDS = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def to_csv(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """The same as :func:`write_csv`, at once."""
    stream = BytesIO()
    write_csv(stream, header, rows)
    return stream.getvalue()


def write_csv(target: IO[bytes], header: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    """UTF-8 with a byte-order mark and CR LF, as spreadsheet programs expect, row by row.

    A text that begins with = + - @ TAB or CR gets an apostrophe before it, so that it is shown and
    not run. Numbers are plain (`-1.5`), dates ISO 8601, nothing is an empty cell.
    """
    target.write(BOM_UTF8)
    line = StringIO(newline="")
    writer = csv.writer(line)
    for row in chain([header], rows):
        writer.writerow([_csv_cell(value) for value in row])
        target.write(line.getvalue().encode())
        line.seek(0)
        line.truncate()


def to_xlsx(header: Sequence[str], rows: Iterable[Sequence[Value]], title: str) -> bytes:
    """One sheet named after the title, its header row bold and frozen.

    Texts are written as texts, never as formulas or links; numbers as numbers, dates as dates.
    A text longer than a cell can hold is cut and ends in an ellipsis.
    """
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    created = datetime(2000, 1, 1, tzinfo=UTC)
    book.set_properties({"title": printable(title), "author": "Ketenzicht", "created": created})
    sheet = book.add_worksheet(_sheet_name(title))
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
    widths = [len(name) for name in header]
    for column, name in enumerate(header):
        sheet.write_string(0, column, _text(name), bold)
    last = 0
    for last, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            widths[column] = max(widths[column], _width(value))
            if isinstance(value, str):
                sheet.write_string(last, column, _text(value), plain)
            elif isinstance(value, date):
                sheet.write_datetime(last, column, value, day)
            elif value is not None:
                sheet.write_number(last, column, value)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(max(width, 8), _WIDEST) + 2)
    sheet.freeze_panes(1, 0)
    if header:
        sheet.autofilter(0, 0, last, len(header) - 1)
    book.close()
    return stream.getvalue()


def _csv_cell(value: Value) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        return value.isoformat() if isinstance(value, date) else str(value)
    # A carriage return is shown as a sign by `printable`, but the text began with it all the same.
    text = printable(value)
    return f"'{text}" if value.startswith(_RUNS) else text


def _text(value: str) -> str:
    text = printable(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _width(value: Value) -> int:
    return max((len(line) for line in str(value).split("\n")), default=0)


def _sheet_name(title: str) -> str:
    # Excel allows 31 characters, some of them not, no apostrophe at either end, and keeps one name
    # for itself.
    name = printable(title).translate(_SHEET_FORBIDS).strip(" '\t\n")[:31].strip(" '") or "Data"
    return f"{name} 1" if name.lower() == "history" else name
