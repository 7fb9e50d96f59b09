"""Texts without a picture: the line of an item is marked where it stands."""

import pytest

from webapp.passages import marked

ROWS = "Smelters\n\nTin\tMerapi Tin Works\tPeru\nGold\tKelana  Refinery\tPeru\n"


def told(*arguments: str) -> list[tuple[str, str]]:
    looks = {(False, False): "", (True, False): "line", (True, True): "name"}
    return [(looks[p.is_marked, p.is_name], p.text) for p in marked(*arguments)]


def test_a_row_is_marked_and_the_name_in_it():
    assert told(ROWS, "Gold | Kelana Refinery | Peru", "Kelana Refinery") == [
        ("", "Smelters\n\nTin\tMerapi Tin Works\tPeru\n"),
        ("line", "Gold\t"),
        ("name", "Kelana  Refinery"),
        ("line", "\tPeru"),
        ("", "\n"),
    ]


def test_a_sentence_over_two_lines_is_marked():
    text = "We buy tin\nfrom Merapi Tin Works. More."
    found = told(text, "We buy tin from Merapi Tin Works.", "Merapi Tin Works")
    assert [look for look, _ in found] == ["line", "name", "line", ""]


def test_a_name_whose_line_is_not_found_is_marked_alone():
    assert told("a\nMerapi\nb", "typed by a person", "Merapi")[1] == ("name", "Merapi")


@pytest.mark.parametrize("quote", ["", " | ", "nowhere"])
def test_without_a_place_nothing_is_marked(quote: str):
    assert told("some text", quote, "") == [("", "some text")]


@pytest.mark.parametrize(("text", "quote"), [(ROWS, ""), (ROWS, "Peru"), ("a|b\n|c", "a | b | c")])
def test_no_letter_is_lost(text: str, quote: str):
    assert "".join(passage for _, passage in told(text, quote, "Peru")) == text
