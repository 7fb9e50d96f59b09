"""Items of lists, over the lines that they are broken into."""

import pytest

from extraction.entities import items
from extraction.readers.geometry import quarter_turned
from extraction.records import Word


def texts(text: str, words: tuple[Word, ...] = ()) -> list[str]:
    return [" ".join(text[item.start : item.end].split()) for item in items.of(text, words)]


def drawn(*lines: tuple[float, float, str]) -> tuple[str, tuple[Word, ...]]:
    """A text of these lines and its words: each line's left and top, and what it says."""
    words: list[Word] = []
    at = 0
    for left, top, text in lines:
        x = left
        for word in text.split():
            words.append(Word(word, (x, top, x + 5 * len(word), top + 9), at, at + len(word)))
            x, at = x + 5 * len(word) + 3, at + len(word) + 1
    return "\n".join(text for *_, text in lines), tuple(words)


LIST = drawn(
    (50, 100, "Our smelters:"),
    (50, 110, "- Merapi Smelting Pte"),  # its words begin at 58
    (58, 120, "Ltd, South"),
    (58, 130, "Africa"),
    (50, 140, "- Kelana Works (Peru)"),
    (50, 150, "We asked all of them."),
)


def test_an_item_goes_on_in_lines_that_begin_below_its_words() -> None:
    expected = ["Merapi Smelting Pte Ltd, South Africa", "Kelana Works (Peru)"]
    assert texts(*LIST) == expected
    plain = "Our smelters:\n- Merapi Smelting Pte\n  Ltd, South\n  Africa\n- Kelana Works (Peru)\n"
    assert texts(plain + "We asked all of them.\n") == expected


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_the_same_on_a_page_that_lies_on_its_side(turns: int) -> None:
    text, words = LIST
    moved = tuple(word._replace(box=quarter_turned(word.box, 600, 800, turns)) for word in words)
    assert texts(text, moved) == texts(text, words)


def test_what_stands_in_line_but_in_another_place_is_not_of_the_item() -> None:
    text, words = drawn((50, 700, "- Merapi Works, Peru"), (58, 100, "Next"), (58, 110, "column"))
    assert texts(text, words) == ["Merapi Works, Peru"]


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Merapi Works, Peru", "Merapi Works", "Peru"),
        ("Merapi Co., Ltd. (Peru);", "Merapi Co., Ltd.", "Peru"),
        ("Merapi Works - Korea, Republic of", "Merapi Works", "Korea, Republic of"),
        ("MERAPI CO., LTD.\n(Schweiz)", "MERAPI CO., LTD.", "Schweiz"),
        (
            "Merapi, Bolivia\n(Plurinational State of)",
            "Merapi",
            "Bolivia\n(Plurinational State of)",
        ),
    ],
)
def test_an_item_of_a_name_and_a_country_is_taken_apart(text: str, name: str, country: str) -> None:
    found = items.placed(text)
    assert found is not None
    assert text[slice(*found.name)] == name
    assert text[slice(*found.country)] == country


@pytest.mark.parametrize(
    "text", ["Peru", "Merapi Works", "Merapi, Peru (XID000101)", "Merapi, Inc."]
)
def test_an_item_of_anything_else_is_not(text: str) -> None:
    assert items.placed(text) is None
