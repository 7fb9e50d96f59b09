"""Smelters in running text: which proposals have evidence, and the forms of a name."""

import pytest

from extraction.entities import smelters
from extraction.entities.smelters import Candidate
from extraction.entities.tokens import tokens


def kept(name: str, sentence: str, *, text: str = "", language: str | None = "en") -> bool:
    one = Candidate(tuple(tokens(name)), sentence)
    return bool(smelters.weigh([one], text=text or sentence, language=language))


def test_a_proposal_needs_a_cue_in_its_sentence_or_name() -> None:
    assert kept("Norvik", "tin was smelted by Norvik")
    assert kept("Norvik Refinery Ltd", "a visit to Norvik Refinery Ltd")
    assert not kept("Norvik", "a visit to Norvik")


@pytest.mark.parametrize(
    "name",
    [
        "Smelter Name",
        "Tin Smelter",
        "RMI",
        "Peru",
        "Bolivian",
        "Norvik Trade Union",
        "Refiners",
        "gold",
    ],
)
def test_general_words_bodies_and_countries_are_no_names(name: str) -> None:
    assert not kept(name, f"the smelter and {name} were closed")


def test_a_word_that_the_document_also_prints_small_is_no_name() -> None:
    sentence = "fill in this for the smelter: Provide"
    assert not kept("Provide", sentence, text=sentence + ". Please provide all names.")


def test_on_forms_and_in_other_languages_a_name_needs_its_legal_form() -> None:
    form = "Smelter not listed: use the drop-down. Norvik smelts tin. Norvik Metals Ltd smelts tin."
    assert not kept("Norvik", "Norvik smelts tin", text=form)
    assert kept("Norvik Metals Ltd", "Norvik Metals Ltd smelts tin", text=form)
    assert not kept("Tesisi", "Tesisi: smelter", language="tr")


def test_initials_belong_to_a_name_when_their_letters_fit() -> None:
    text = "Andara Smelting Corp (ANSCO) and Andara Smelting Corp (XYZ)"
    found = tokens(text)
    initials = smelters.initials_behind(text, found[:3], found[3:])
    assert initials is not None
    assert initials.text == "ANSCO"
    assert smelters.initials_behind(text, found[7:10], found[10:]) is None


def test_a_name_has_forms_without_brackets_and_legal_form() -> None:
    assert smelters.other_forms("Andara Smelting Co., Ltd. (ASC)") == (
        "Andara Smelting Co., Ltd. (ASC)",
        "Andara Smelting Co., Ltd.",
        "Andara Smelting",
    )


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
