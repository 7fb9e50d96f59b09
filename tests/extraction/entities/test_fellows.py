"""Lists of names in running text."""

import pytest

from extraction.entities import fellows


def lists(text: str) -> list[list[str]]:
    return [[text[slice(*one)] for one in found] for found in fellows.lists(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("from Andara, Norvik Zinc and Merapi Tin.", ["Andara", "Norvik Zinc", "Merapi Tin"]),
        ("door Andara (China) en door Norvik Zinc.", ["Andara", "Norvik Zinc"]),
        ("at Andara Orient in\nPeru and Norvik in Chad;", ["Andara Orient", "Norvik"]),
    ],
)
def test_a_list_ends_with_a_word_that_joins(text: str, names: list[str]) -> None:
    assert lists(text) == [names]


@pytest.mark.parametrize(
    "text", ["Andara GmbH, Werk Nord, Halle Zwei.", "the tin of Andara and Norvik buys it"]
)
def test_addresses_and_a_new_subject_are_no_list(text: str) -> None:
    assert lists(text) == []


@pytest.mark.parametrize("lead", ["three refiners: ", "smelters such as ", "drei Zinnhütten: "])
def test_words_before_a_list_say_that_it_is_one_of_smelters(lead: str) -> None:
    text = f"{lead}Andara, Norvik and Merapi."
    assert len(fellows.lists_of_smelters(text, 0, len(text))) == 1
    other = f"members that visited smelters, and {text.removeprefix(lead)}"
    assert fellows.lists_of_smelters(other, 0, len(other)) == []
