"""Lists as text: told from prose by their header, with each cell where it stands."""

import pytest

from extraction.readers import separated

LIST = 'Metaal;Naam smelter;Land\nTin;"Kelana; Smelting";Maleisië\n\nGoud;;"Gha""na"\n'


def test_a_quoted_cell_may_hold_the_mark_that_parts_cells():
    sheet = separated.sheet_of(LIST)
    assert sheet is not None
    cell = sheet.cell(2, 2)
    assert cell is not None
    assert cell.text == LIST[cell.start : cell.end] == "Kelana; Smelting"
    assert sheet.address(2, 2) == "B2"


def test_empty_cells_keep_their_place():
    sheet = separated.sheet_of(LIST)
    assert sheet is not None
    assert (sheet.at(1, 4), sheet.at(2, 4), sheet.at(3, 4)) == ("Goud", "", 'Gha"na')


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_any_of_three_marks_parts_cells_below_a_title(mark):
    text = f"List of 2026\nMetal{mark}Smelter name{mark}Country\nTin{mark}Merapi{mark}ID\n"
    sheet = separated.sheet_of(text)
    assert sheet is not None
    assert sheet.at(2, 3) == "Merapi"


@pytest.mark.parametrize(
    "text",
    [
        "We buy tin, gold, and other metals in the country, as you know.\n",
        "Smelter: Merapi Tin Works\nCountry: Indonesia\n",
        "id,colour,size\n1,red,4\n",
        "Herewith smelter name, country, metal:\nMerapi Tin Works in Indonesia refines tin.\n",
        "",
    ],
)
def test_prose_and_other_tables_are_no_lists(text):
    assert separated.sheet_of(text) is None


def test_a_quote_that_is_never_closed_is_an_ordinary_sign():
    sheet = separated.sheet_of('metal,smelter name\ntin,"Merapi\n')
    assert sheet is not None
    assert sheet.at(2, 2) == '"Merapi'
