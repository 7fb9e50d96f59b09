"""A smelter declaration as a workbook: our own, with its cells where reporting templates have them.

The places are those of the widely used templates: for conflict minerals, edition 6, for other
minerals that are often asked about, edition 2, and for further ones, edition 1.3; no sheet, words
or list of others is in them. What nobody answered stays empty: its reader's checks then ask for it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from io import BytesIO

import xlsxwriter

from report_templates.printable import printable


class Form(StrEnum):
    """Which reporting template a workbook is laid out as."""

    CMRT = "cmrt"
    EMRT = "emrt"
    AMRT = "amrt"


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a template has its cells: ``metals`` by our name with its own, in its order.

    ``scope`` are the cells, column and row from 1, in which the metals are chosen that it asks
    about; without any it asks about all of them. ``sheets`` stand empty beside the others.
    """

    revision: str
    metals: Mapping[str, str]
    date: int
    used: int  # the row of the first question, on the first metal
    scope: tuple[tuple[int, int], ...] = ()
    sheets: tuple[str, ...] = ()


def _scope(*columns: int) -> tuple[tuple[int, int], ...]:
    return tuple((column, row) for row in (12, 13) for column in columns)


LAYOUTS: Mapping[Form, Layout] = {
    Form.CMRT: Layout(
        "Revision 6.5",
        {one: one.capitalize() for one in ("tantalum", "tin", "gold", "tungsten")},
        date=22,
        used=26,
    ),
    Form.EMRT: Layout(
        "Revision 2.1",
        {one: one.capitalize() for one in ("cobalt", "copper", "lithium", "mica", "nickel")}
        | {"graphite": "Graphite (natural)"},
        date=26,
        used=30,
        scope=_scope(4, 5, 7),
        sheets=("Mine List",),
    ),
    Form.AMRT: Layout(
        "Revision 1.3",
        {"aluminium": "Aluminum", "rare earths": "Rare Earth Elements"}
        | {one: one.capitalize() for one in ("iridium", "manganese", "palladium", "platinum")}
        | {one: one.capitalize() for one in ("rhodium", "ruthenium", "silver", "zinc")},
        date=27,
        used=31,
        scope=_scope(4, 5, 7, 8, 9),
        sheets=("Minerals Scope",),
    ),
}
_FIRST_ROW = 5  # of the list of smelters, and of the look-up sheet
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


def to_xlsx(company: str, smelters: Sequence[Smelter], day: date, form: Form = Form.CMRT) -> bytes:
    """The workbook of these smelters, of the form's metals only; texts are never formulas."""
    layout = LAYOUTS[form]
    rows = [
        replace(one, metal=layout.metals[one.metal])
        for one in smelters
        if one.metal in layout.metals
    ]
    stream = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        created = datetime(day.year, day.month, day.day, tzinfo=UTC)
        book.set_properties(
            {"title": printable(company), "author": "Ketenzicht", "created": created}
        )
        bold = book.add_format({"bold": True})
        _declaration(book.add_worksheet("Declaration"), company, rows, day, bold, layout)
        _smelters(book.add_worksheet("Smelter List"), rows, bold)
        _look_up(book.add_worksheet("Smelter Look-up"), rows, bold)
        for name in layout.sheets:
            book.add_worksheet(name)
    return stream.getvalue()


def _declaration(
    sheet: xlsxwriter.worksheet.Worksheet,
    company: str,
    rows: Sequence[Smelter],
    day: date,
    bold: xlsxwriter.format.Format,
    layout: Layout,
) -> None:
    sheet.set_column(0, 9, 22)
    sheet.write_string("D3", "English")
    sheet.write_string("J3", layout.revision)
    for row, title, value in (
        (8, "Company", printable(company)),
        (9, "Scope", "A. Company"),
        (layout.date, "Date", day.isoformat()),
    ):
        sheet.write_string(f"B{row}", title, bold)
        sheet.write_string(f"D{row}", value)
    named = {one.metal for one in rows}
    asked = sorted(named) if layout.scope else list(layout.metals.values())
    for (column, row), metal in zip(layout.scope, asked, strict=False):
        sheet.write_string(row - 1, column - 1, metal)
    for row, metal in enumerate(asked, layout.used):
        sheet.write_string(f"B{row}", metal, bold)
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
            one.metal,
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
        cells = (one.metal, one.name, one.name, one.country.upper(), one.identifier)
        for column, text in enumerate(cells):
            sheet.write_string(number, column, printable(text))
