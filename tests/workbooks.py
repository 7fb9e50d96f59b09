"""Fictitious workbooks for all tests, cell by cell. Every company and smelter is invented.

The templates have the sheets and the places of the industry's own, and none of their words.
"""

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO

import xlsxwriter

Cells = Mapping[str, object]  # "D8": what stands there

LOOK_UP = (
    ("Tin", "Merapi Tin Works", "Merapi Tin Works", "INDONESIA", "XID000101"),
    ("Tin", "Merapi TW", "Merapi Tin Works", "INDONESIA", "XID000101"),
    ("Tin", "Kelana Smelting", "Kelana Smelting Berhad", "MALAYSIA", "XID000102"),
    ("Gold", "Kade Refinery", "Kade Refinery", "GHANA", "XID000103"),
    ("Tungsten", "Alto Wolfram", "Alto Wolfram S.p.A.", "ITALY", "XID000105"),
    ("Tin", "Quilla", "Quilla Smelting", "BOLIVIA", "XID000106"),
    ("Tin", "Quilla", "Quilla Norte S.A.", "PERU", "XID000107"),
    ("Tin", "Smelter not listed", "", "", ""),
    ("Tin", "Smelter not yet identified", "Unknown", "Unknown", ""),
)
COMPANY: Cells = {
    "D8": "Voorbeeld Draad B.V.",
    "D9": "A. Company",
    "D15": "A. Bakker",
    "D16": "a.bakker@draad.example",
    "D17": "+31 00 0000000",
    "D18": "B. Smit",
    "D20": "b.smit@draad.example",
    "D22": "2026-03-02",
}
# Answers for tin alone (the second of four rows of each question) that agree with each other.
ANSWERS: Cells = {
    "D26": "No", "D27": "Yes", "D28": "No", "D29": "No",
    "D33": "Yes", "D39": "No", "D45": "No", "D51": "No", "D57": "100%", "D63": "Yes", "D69": "Yes",
    "D75": "Yes", "D77": "Yes", "G77": "https://draad.example/policy", "D79": "Yes", "D81": "Yes",
    "D83": "Yes, in conformance with IPC1755 (e.g., CMRT)", "D85": "Yes", "D87": "Yes", "D89": "No",
}  # fmt: skip
ROW: Cells = {"A5": "XID000101", "B5": "Tin", "C5": "Merapi Tin Works", "E5": "INDONESIA"}


def of_sheets(
    sheets: Mapping[str, Cells], *, hidden: Sequence[str] = (), formulas: bool = True
) -> bytes:
    """A workbook of sheets, each a map of cells; without ``formulas`` "=..." is typed text."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": formulas}
    with xlsxwriter.Workbook(out, options) as book:
        for name, cells in sheets.items():
            sheet = book.add_worksheet(name)
            for place, value in cells.items():
                sheet.write(place, value)
            if name in hidden:
                sheet.hide()
    return out.getvalue()


def with_member(data: bytes, member: str, content: bytes) -> bytes:
    """The same workbook with something else in one of the files that it is packed from."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            after.writestr(name, content if name == member else before.read(name))
    return out.getvalue()


def of_rows(rows: Sequence[Sequence[object]], name: str = "Sheet1") -> bytes:
    """A workbook of one sheet, row by row."""
    cells = {
        f"{chr(ord('A') + column)}{row}": value
        for row, values in enumerate(rows, start=1)
        for column, value in enumerate(values)
        if value != ""
    }
    return of_sheets({name: cells})


def look_up(entries: Sequence[Sequence[str]] = LOOK_UP) -> dict[str, object]:
    """The cells of a look-up sheet."""
    return {
        f"{'ABCDE'[column]}{row}": text
        for row, entry in enumerate(entries, start=5)
        for column, text in enumerate(entry)
        if text
    }


def template(
    revision: str,
    declaration: Cells,
    smelters: Cells,
    *,
    language: str = "English",
    others: Mapping[str, Cells] | None = None,
    entries: Sequence[Sequence[str]] | None = LOOK_UP,
) -> bytes:
    """A reporting template; ``revision`` as its cell J3 gives it, ``others`` are more sheets."""
    sheets: dict[str, Mapping[str, object]] = {
        "Revision": {"A1": "Changes of this edition"},
        "Instructions": {"A1": "Smelter: Voorbeeldsmelter Utopia, Indonesia, tin (XID000999)"},
        "Declaration": {"D3": language, "J3": revision, **declaration},
        "Smelter List": {"A4": "输入", "B4": "金属 (*)", "C4": "查找 (*)", **smelters},
        **(others or {}),
    }
    if entries is not None:
        sheets["Smelter Look-up"] = look_up(entries)
    words = {"D1": "English", "E1": "Deutsch", "D2": "Silver", "E2": "Silber"}
    sheets["L"] = words | {"D3": "Yes", "E3": "Ja"}
    return of_sheets(sheets, hidden=["L"])


def cmrt(
    declaration: Cells | None = None,
    smelters: Cells | None = None,
    *,
    version: str = "6.5",
    language: str = "English",
    others: Mapping[str, Cells] | None = None,
) -> bytes:
    """A filled CMRT; what is given comes over a declaration that contradicts itself nowhere."""
    told = {**COMPANY, **ANSWERS, **(declaration or {})}
    return template(
        f"Revision {version}\nApril 25, 2025",
        {place: value for place, value in told.items() if value != ""},
        ROW if smelters is None else smelters,
        language=language,
        others=others,
    )
