"""Layout: lines, cells, zones and sentences of a page's text."""

import pytest

from extraction.entities import layout
from extraction.readers.geometry import quarter_turned
from extraction.records import Word


def cells(text: str) -> list[list[str]]:
    return [[cell.text for cell in line.cells] for line in layout.lines(text)]


def test_tabs_bars_and_wide_blanks_part_cells() -> None:
    assert cells("Tin\t\tMerapi\n| Tin | Merapi |\nTin   Merapi    Peru") == [
        ["Tin", "", "Merapi"],
        ["Tin", "Merapi"],
        ["Tin", "Merapi", "Peru"],
    ]


def test_offsets_are_those_of_the_page() -> None:
    text = "Metal  Name\r\n Tin   Merapi Works   Peru\n"
    for line in layout.lines(text):
        assert text[line.start : line.end] == line.text
        for cell in line.cells:
            assert text[cell.start : cell.end] == cell.text


def test_a_slip_of_two_blanks_does_not_make_a_row() -> None:
    line = layout.lines("the group would  be responsible")[0]
    assert not line.is_row


def test_wide_gaps_on_paper_part_cells() -> None:
    text = "Merapi Works Peru"
    words = (
        Word("Merapi", (50, 100, 80, 110), 0, 6),
        Word("Works", (83, 100, 110, 110), 7, 12),
        Word("Peru", (300, 100, 320, 110), 13, 17),
    )
    line = layout.lines(text, words)[0]
    assert [cell.text for cell in line.cells] == ["Merapi Works", "Peru"]
    assert [cell.left for cell in line.cells] == [50, 300]


def test_a_column_is_found_by_place_in_aligned_text() -> None:
    header, row = layout.lines("Name           Country   City\nMerapi Works   Peru      Quilla")
    above = layout.column_above(row.cells[1], 1, row, header)
    assert above is not None
    assert above.text == "Country"


def test_running_lines_form_one_zone_and_headlines_stand_apart() -> None:
    text = "NORVIK SMELTER FACES STRIKE\nWorkers at Norvik said\nthey would stop.\nTin\tMerapi"
    zones = layout.zones(layout.lines(text))
    assert [text[zone.start : zone.end] for zone in zones] == [
        "NORVIK SMELTER FACES STRIKE",
        "Workers at Norvik said\nthey would stop.",
        "Tin",
        "Merapi",
    ]


def test_abbreviations_do_not_end_a_sentence() -> None:
    text = "Norvik Co. Ltd. of Peru smelts tin. Its office is in the U.S. capital."
    assert [text[a:b] for a, b in layout.sentences(text)] == [
        "Norvik Co. Ltd. of Peru smelts tin.",
        "Its office is in the U.S. capital.",
    ]


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_line_that_lies_sideways_falls_apart_where_its_words_stand_apart(turns: int) -> None:
    upright = [("XID000101", (50.0, 100.0, 95.0, 108.0)), ("Merapi", (200.0, 100.0, 230.0, 108.0))]
    text = "XID000101 Merapi"
    words = [
        Word(name, quarter_turned(box, 595.0, 842.0, turns), at, at + len(name))
        for (name, box), at in zip(upright, (0, 10), strict=True)
    ]
    (line,) = layout.lines(text, words)
    assert [cell.text for cell in line.cells] == ["XID000101", "Merapi"]
    assert line.cells[1].left > line.cells[0].right
