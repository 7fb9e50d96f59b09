"""Workbooks: what a cell shows, where it stands, and what is refused."""

from datetime import date
from io import BytesIO

import pytest
import xlsxwriter

from extraction import pipeline, registers
from extraction.errors import Damaged, Empty, TooBig
from extraction.readers import workbook
from extraction.records import Outcome
from tests import workbooks


def test_each_sheet_is_a_page_of_its_rows():
    first, second = workbook.read(
        workbooks.of_sheets({"One": {"B2": "tin", "D2": 7}, "Two": {"A1": "Kade", "A3": "Alto"}})
    )
    assert (first.number, first.page.text) == (1, "tin | 7")
    assert (second.number, second.page.text) == (2, "Kade\nAlto")
    assert first.page.words == ()


def test_a_cell_is_where_its_address_says_and_where_its_offsets_say():
    (sheet,) = workbook.read(workbooks.of_sheets({"List": {"B2": "tin", "AB4": "Merapi\nTin"}}))
    cell = sheet.cell(28, 4)
    assert cell is not None
    assert sheet.address(28, 4) == "List!AB4"
    assert cell.text == "Merapi Tin"
    assert sheet.text[cell.start : cell.end] == "Merapi Tin"
    assert sheet.at(2, 2) == "tin"
    assert sheet.at(1, 1) == sheet.at(99, 99) == ""


def test_numbers_days_and_truths_read_as_a_person_sees_them():
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        day = book.add_format({"num_format": "dd-mmm-yyyy"})
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, [1, 0.75])
        sheet.write_string(0, 2, "=typed")
        sheet.write_datetime(0, 3, date(2026, 3, 2), day)
        sheet.write_formula(0, 4, "=1/0", None, "#DIV/0!")
    (read,) = workbook.read(out.getvalue())
    assert read.text == "1 | 0.75 | =typed | 2026-03-02"


def test_a_hidden_sheet_has_rows_and_an_empty_page():
    data = workbooks.of_sheets({"A": {"A1": "seen"}, "B": {"A1": "unseen"}}, hidden=["B"])
    _, hidden = workbook.read(data)
    assert hidden.hidden
    assert hidden.at(1, 1) == "unseen"
    assert hidden.page.text == ""


def test_a_sheet_that_is_broken_costs_only_itself():
    row = {"A1": "Smelter", "B1": "Country", "A2": "Merapi Tin Works", "B2": "Indonesia"}
    data = workbooks.of_sheets({"Broken": {"A1": "lost"}, "Smelters": row})
    broken = workbooks.with_member(data, "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row")
    found = pipeline.read(broken, "list.xlsx")
    assert found.outcome is Outcome.PARTLY
    assert [(doubt.code, doubt.page) for doubt in found.warnings] == [("sheet_unreadable", 1)]
    assert [record.smelter.source.cell for record in found.records] == ["Smelters!A2"]
    with pytest.raises(Damaged):  # half a register would look as if the rest had been removed
        registers.read(broken)


def test_a_workbook_without_a_filled_cell_is_empty():
    with pytest.raises(Empty):
        workbook.read(workbooks.of_sheets({"Nothing": {}}))


def test_a_workbook_whose_sheet_is_gone_is_damaged():
    whole = workbooks.of_rows([["tin"]])
    with pytest.raises(Damaged):
        workbook.read(whole.replace(b"xl/worksheets/sheet1.xml", b"xl/worksheets/sheet9.xml"))


def test_a_sheet_of_more_cells_than_are_granted_is_too_big(monkeypatch):
    monkeypatch.setattr(workbook, "SHEET_CELLS", 3)
    with pytest.raises(TooBig):
        workbook.read(workbooks.of_rows([["a", "b"], ["c", "d"]]))


@pytest.mark.parametrize(("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (703, "AAA")])
def test_columns_are_called_as_spreadsheets_call_them(column, letters):
    assert workbook.letters_of(column) == letters
