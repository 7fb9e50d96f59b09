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


def test_a_list_of_a_whole_page_is_one_list() -> None:
    text = "Andara Orient Tin, " * 3_000
    assert lists(text) == []
    (found,) = lists(f"{text}Norvik and Merapi.")
    assert found == [*["Andara Orient Tin"] * 3_000, "Norvik", "Merapi"]


def test_the_french_in_and_the_dutch_and_are_told_apart_by_what_follows() -> None:
    assert lists("Andara en Chine, Norvik en France et Merapi.") == [["Andara", "Norvik", "Merapi"]]
    assert lists("Andara, Norvik en Merapi, die smelten.") == [["Andara", "Norvik", "Merapi"]]


def test_a_point_of_a_legal_form_is_the_names_own() -> None:
    assert lists("from Andara Co. Ltd. (Peru) and Norvik.") == [["Andara Co. Ltd.", "Norvik"]]
