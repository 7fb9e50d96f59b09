"""A smelter declaration as a workbook: our own, with its cells where reporting templates have them.

The places are those of the widely used template for conflict minerals, edition 6; no sheet, words
or list of others is in it. What nobody answered stays empty: its reader's checks then ask for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO

import xlsxwriter

from report_templates.printable import printable

METALS = ("tantalum", "tin", "gold", "tungsten")
"""In the order in which the template asks of them."""
REVISION = "Revision 6.5"
_FIRST_ROW = 5  # of the list of smelters, and of the look-up sheet
_USED = 26  # the row of the first question, on the first metal
_NOT_LISTED = "Smelter not listed"
_HEADER = ("Id", "Metal", "Look-up", "Name", "Country", "Identifier", "Source")


@dataclass(frozen=True, slots=True)
class Smelter:
    """A smelter of a metal; the country in English, the identifier where a scheme gave one."""

    metal: str
    name: str
    country: str
    identifier: str = ""
    scheme: str = ""


def to_xlsx(company: str, smelters: Sequence[Smelter], day: date) -> bytes:
    """The workbook of these smelters, of the four metals only; texts are never formulas."""
    rows = [one for one in smelters if one.metal in METALS]
    stream = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        created = datetime(day.year, day.month, day.day, tzinfo=UTC)
        book.set_properties(
            {"title": printable(company), "author": "Ketenzicht", "created": created}
        )
        bold = book.add_format({"bold": True})
        _declaration(book.add_worksheet("Declaration"), company, rows, day, bold)
        _smelters(book.add_worksheet("Smelter List"), rows, bold)
        _look_up(book.add_worksheet("Smelter Look-up"), rows, bold)
    return stream.getvalue()


def _declaration(
    sheet: xlsxwriter.worksheet.Worksheet,
    company: str,
    rows: Sequence[Smelter],
    day: date,
    bold: xlsxwriter.format.Format,
) -> None:
    sheet.set_column(0, 9, 22)
    sheet.write_string("D3", "English")
    sheet.write_string("J3", REVISION)
    for row, title, value in (
        (8, "Company", printable(company)),
        (9, "Scope", "A. Company"),
        (22, "Date", day.isoformat()),
    ):
        sheet.write_string(f"B{row}", title, bold)
        sheet.write_string(f"D{row}", value)
    named = {one.metal for one in rows}
    for row, metal in enumerate(METALS, _USED):
        sheet.write_string(f"B{row}", metal.capitalize(), bold)
        # A smelter of the metal in an approved record says that it is used; none says nothing.
        if metal in named:
            sheet.write_string(f"D{row}", "Yes")


def _smelters(
    sheet: xlsxwriter.worksheet.Worksheet,
    rows: Sequence[Smelter],
    bold: xlsxwriter.format.Format,
) -> None:
    sheet.set_column(0, 6, 24)
    for column, title in enumerate(_HEADER):
        sheet.write_string(_FIRST_ROW - 2, column, title, bold)
    for number, one in enumerate(rows, _FIRST_ROW - 1):
        known = bool(one.identifier)
        name = printable(one.name)
        cells = (
            one.identifier,
            one.metal.capitalize(),
            name if known else _NOT_LISTED,
            "" if known else name,
            one.country.upper(),
            one.identifier,
            one.scheme,
        )
        for column, text in enumerate(cells):
            if text:
                sheet.write_string(number, column, printable(text))


def _look_up(
    sheet: xlsxwriter.worksheet.Worksheet,
    rows: Sequence[Smelter],
    bold: xlsxwriter.format.Format,
) -> None:
    sheet.set_column(0, 4, 24)
    for column, title in enumerate(("Metal", "Look-up", "Name", "Country", "Identifier")):
        sheet.write_string(_FIRST_ROW - 2, column, title, bold)
    for number, one in enumerate((one for one in rows if one.identifier), _FIRST_ROW - 1):
        cells = (one.metal.capitalize(), one.name, one.name, one.country.upper(), one.identifier)
        for column, text in enumerate(cells):
            sheet.write_string(number, column, printable(text))
