"""Lists of smelters in workbooks that are no template."""

import pytest

from extraction import pipeline
from extraction.records import Extraction, Kind, Label
from tests import papers, workbooks


def read(data: bytes, name: str = "list.xlsx") -> Extraction:
    return pipeline.read(data, name)


@pytest.mark.parametrize("language", ["nl", "en", "de", "fr"])
def test_a_header_in_four_languages_tells_the_columns(language):
    smelters = papers.smelters(3)
    rows = [["Voorbeeld Draad B.V. – 2026"], [], papers.HEADERS[language]]
    found = read(workbooks.of_rows([*rows, *(one.cells for one in smelters)]))
    assert [record.smelter.text for record in found.records] == [one.name for one in smelters]
    first = found.records[0]
    assert first.smelter.source.cell == "Sheet1!B4"
    assert first.metal is not None and first.metal.source.cell == "Sheet1!A4"
    assert first.quote == " | ".join(smelters[0].cells)
    assert found.kind is Kind.SMELTER_DECLARATION


def test_an_empty_cell_shifts_nothing():
    rows = [
        ["Smelter name", "Alias", "Country", "Metal"],
        ["Merapi Tin Works", "", "Indonesia", "Tin"],
        ["Kade Refinery", "Kade Co.", "", "Gold"],
    ]
    merapi, kade = read(workbooks.of_rows(rows)).records
    assert merapi.country is not None and merapi.country.value == "ID"
    assert kade.country is None
    assert kade.metal is not None and kade.metal.value == "gold"


def test_the_names_that_the_columns_show_are_the_mentions():
    rows = [
        ["Smelter name", "Contact", "Country"],
        ["Merapi Tin Works", "", "Indonesia"],
        ["Kade Refinery", "Peter Tin", "Ghana"],
    ]
    found = read(workbooks.of_rows(rows))
    text = found.pages[0].text
    shown = [m for m in found.mentions if m.label is Label.SMELTER]
    assert [m.text for m in shown] == ["Merapi Tin Works", "Kade Refinery"]
    assert all(text[m.start : m.end] == m.text for m in found.mentions)


def test_a_sheet_named_after_a_metal_lends_it_to_its_rows():
    rows = [["Smelter name", "Country"], ["Merapi Tin Works", "Indonesia"]]
    (record,) = read(workbooks.of_rows(rows, "Tin")).records
    assert record.metal is not None and record.metal.value == "tin"
    assert "metal_from_heading" in record.reasons


def test_a_hidden_sheet_gives_no_names_and_a_warning():
    hidden = {"A1": "Smelter name", "B1": "Country", "A2": "Kade Refinery", "B2": "Ghana"}
    shown = {"A1": "Smelter name", "B1": "Country", "A2": "Merapi Tin Works", "B2": "Indonesia"}
    found = read(workbooks.of_sheets({"Now": shown, "Then": hidden}, hidden=["Then"]))
    assert [record.smelter.text for record in found.records] == ["Merapi Tin Works"]
    assert [(w.code, w.page) for w in found.warnings] == [("hidden_sheet", 2)]


def test_a_list_of_customers_is_no_list_of_smelters():
    rows = [["Klant", "Land"], ["Noordhaven Metals", "Nederland"], ["Isarberg GmbH", "Duitsland"]]
    assert read(workbooks.of_rows(rows)).records == ()


def test_a_separated_list_is_read_with_cells():
    text = "Metaal;Naam smelter;Land\nTin;Merapi Tin Works;Indonesië\nGoud;;Ghana\n"
    found = read(text.encode(), "lijst.csv")
    (record,) = found.records
    assert record.smelter.source.cell == "B2"
    assert record.country is not None and record.country.value == "ID"
    assert found.pages[0].text == text
