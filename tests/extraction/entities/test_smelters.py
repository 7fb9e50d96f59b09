"""Names of smelters in running text: their borders, their forms, and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.entities import smelters
from extraction.entities.tokens import tokens


def test_the_metal_of_the_works_is_no_part_of_the_name_before_it() -> None:
    found = tokens("Greyfell copper smelter and GREYFELL COPPER SMELTER and Norvik Copper Ltd")
    assert [t.text for t in smelters.without_metal(found[:2], found[2:])] == ["Greyfell"]
    assert [t.text for t in smelters.without_metal(found[4:6], found[6:])] == ["GREYFELL"]
    assert len(smelters.without_metal(found[8:10], found[10:])) == 2


@pytest.mark.parametrize("before", ["Canadese", "Zinkhütte", "Firma"])
def test_what_describes_a_name_before_it_is_no_part_of_it(before: str) -> None:
    found = tokens(f"von der {before} Norvik Metals")
    completed = smelters.completed(found, 3, 5)
    assert [token.text for token in completed] == ["Norvik", "Metals"]


def test_initials_belong_to_a_name_when_their_letters_fit() -> None:
    text = "Andara Smelting Corp (ANSCO) and Andara Smelting Corp (XYZ)"
    found = tokens(text)
    initials = smelters.initials_behind(text, found[:3], found[3:])
    assert initials is not None
    assert initials.text == "ANSCO"
    assert smelters.initials_behind(text, found[7:10], found[10:]) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Zweedse Norvik", "Norvik"),
        ("Thai Norvik Smelting", "Thai Norvik Smelting"),
        ("Lima-based Norvik", "Norvik"),
        ("Konkurrentin Norvik SA", "Norvik SA"),
        ("Kupferkonzern Norvik", "Norvik"),
        ("Ook PT Norvik", "PT Norvik"),
    ],
)
def test_words_before_a_name_that_say_what_it_is_are_cut_off(text: str, name: str) -> None:
    found = smelters.trimmed(tokens(text))
    assert text[found[0].start : found[-1].end] == name


def test_a_name_goes_on_over_words_that_stand_within_names() -> None:
    found = tokens("bei Cobre del Norvik und Andara Tantalum & Niobium")
    assert [t.text for t in smelters.completed(found, 3, 4)] == ["Cobre", "del", "Norvik"]
    assert smelters.completed(found, 5, 7)[-1].text == "Niobium"


def test_a_country_with_a_metal_and_works_is_a_plants_own_name() -> None:
    assert smelters.is_proper(tokens("Siam Tin Works"))
    assert not smelters.is_proper(tokens("Siam"))


@pytest.mark.parametrize("text", ["China-smelters (Norvik)", "Tin smelter", "Peru", "Gold"])
def test_cells_of_general_words_only(text: str) -> None:
    assert smelters.only_general(text)
    assert not smelters.only_general(f"Norvik {text}")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("aus der Raffinerie Merapi GmbH in Peru", ["Raffinerie Merapi GmbH"]),
        ("de Quilla Refinería S.A. au Pérou", ["Quilla Refinería S.A."]),
        (
            "that Kelana Smelting and Refining Sdn Bhd complies",
            ["Kelana Smelting and Refining Sdn"],
        ),
        ("Our smelter and Norvik Wire Ltd", []),
    ],
)
def test_a_word_of_a_works_before_a_legal_form_makes_a_name(text: str, names: list[str]) -> None:
    found = tokens(text)
    places = smelters.formal_names(found)
    assert [text[found[a].start : found[b - 1].end] for a, b in places][:1] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "you can see the chimney of Kirkmoor Nickel Refinery from here",
            ["Kirkmoor Nickel Refinery"],
        ),
        ("le métal de la Raffinerie Beaumont est vendu ici", ["Raffinerie Beaumont"]),
        ("please fill in the Smelter Information of your own list", []),
        ("what we know of Tin Smelters is not very much", []),
        ("Kirkmoor Nickel Refinery Audit Programme", []),
    ],
)
def test_a_word_of_a_works_at_the_end_of_capitals_makes_a_name(text: str, names: list[str]) -> None:
    found = tokens(text)
    places = smelters.named_works(found)
    assert [text[found[a].start : found[b - 1].end] for a, b in places] == names


@pytest.mark.parametrize("text", ["Last year Norvik Refinery", "Vorig jaar Norvik Refinery"])
def test_when_it_was_is_no_part_of_a_name(text: str) -> None:
    assert [token.text for token in smelters.trimmed(tokens(text))] == ["Norvik", "Refinery"]


@given(st.from_regex(smelters.CUE))
def test_a_cue_is_found_in_whatever_has_one(text: str) -> None:
    assert smelters.says_a_cue(text)
