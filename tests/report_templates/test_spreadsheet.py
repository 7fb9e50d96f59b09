"""Exports that a spreadsheet program shows and never runs."""

import csv
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO

import openpyxl
import pytest

from report_templates.printable import printable
from report_templates.spreadsheet import to_csv, to_xlsx
from tests.report_templates.test_render import HOSTILE


def csv_rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", [*HOSTILE, "\t=1", "\r=1", "-1", "a\x00b"])
def test_a_csv_cell_reads_back_and_never_begins_like_a_formula(text: str) -> None:
    content = to_csv(["name", "n"], [[text, 1]])
    cell = csv_rows(content)[1][0]
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    runs = text.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell == ("'" if runs else "") + printable(text)


def test_csv_has_a_mark_plain_numbers_and_iso_dates() -> None:
    content = to_csv(["a", "b", "c"], [[-1.5, date(2026, 1, 2), None], [Decimal("-2.50"), 3, "x"]])
    assert content.startswith(b"\xef\xbb\xbf")
    assert csv_rows(content)[1:] == [["-1.5", "2026-01-02", ""], ["-2.50", "3", "x"]]


@pytest.mark.parametrize("text", [t for t in HOSTILE if t] + ["a\x00b", "https://example.org"])
def test_a_workbook_cell_is_text_and_reads_back(text: str) -> None:
    content = to_xlsx([text], [[text]], "x")
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    for cell in (sheet["A1"], sheet["A2"]):
        assert cell.data_type == "s"
        assert cell.value == printable(text)
        assert cell.hyperlink is None


def test_numbers_and_dates_stay_numbers_and_dates() -> None:
    content = to_xlsx(["n", "d", "e"], [[1.5, date(2026, 1, 2), None]], "x")
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    assert (sheet["A2"].value, sheet["A2"].data_type) == (1.5, "n")
    assert sheet["B2"].is_date
    assert sheet["C2"].value is None


def test_the_header_is_bold_and_stays_in_view() -> None:
    sheet = openpyxl.load_workbook(BytesIO(to_xlsx(["n"], [[1]], "Smelters"))).active
    assert sheet["A1"].font.bold
    assert sheet.freeze_panes == "A2"
    assert sheet.title == "Smelters"


@pytest.mark.parametrize("title", ["a/b:c*[d]?", "", "'x'", "y" * 80, "history\x00", "  "])
def test_any_title_makes_a_sheet(title: str) -> None:
    sheet = openpyxl.load_workbook(BytesIO(to_xlsx(["n"], [], title))).active
    assert 0 < len(sheet.title) <= 31


def test_a_text_too_long_for_a_cell_ends_in_an_ellipsis() -> None:
    sheet = openpyxl.load_workbook(BytesIO(to_xlsx(["n"], [["x" * 40_000]], "x"))).active
    assert len(sheet["A2"].value) == 32_767
    assert sheet["A2"].value.endswith("…")
