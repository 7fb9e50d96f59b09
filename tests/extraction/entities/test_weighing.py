"""Weighing of candidates for smelters: which of them have evidence."""

import pytest

from extraction.entities import weighing
from extraction.entities.tokens import tokens
from extraction.entities.weighing import Candidate


def kept(
    name: str,
    sentence: str,
    *,
    text: str = "",
    language: str | None = "en",
    given: bool = False,
    backed: bool = False,
) -> bool:
    one = Candidate(tuple(tokens(name)), sentence, given=given, backed=backed)
    return bool(weighing.weigh([one], text=text or sentence, language=language))


def test_a_proposal_needs_a_cue_in_its_sentence_or_name() -> None:
    assert kept("Norvik", "tin was smelted by Norvik")
    assert kept("Norvik Refinery Ltd", "a visit to Norvik Refinery Ltd")
    assert not kept("Norvik", "a visit to Norvik")


def test_a_country_or_metal_beside_a_whole_name_will_do_where_the_text_speaks_of_smelters() -> None:
    sentence = "it comes from Andara Orient in China"
    assert kept("Andara Orient", sentence, text=f"Our smelters: {sentence}", backed=True)
    assert not kept("Andara Orient", sentence, text=f"Our smelters: {sentence}")
    assert not kept("Andara Orient", sentence, backed=True)
    assert not kept("Andara", sentence, text=f"Our smelters: {sentence}", backed=True)


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("Restricted Smelter", "en"),
        ("Red Flag Smelters", "en"),
        ("Vice", "en"),
        ("Costs of Smelter", "en"),
        ("Area Operations Manager Refining", "en"),
        ("Alloy Products", "en"),
        ("Angrenzende Länder", "de"),
        ("Gold Ihren Produkten", "de"),
        ("Gieterij Voorbeeld B.V.", "nl"),
    ],
)
def test_titles_offices_and_foundries_name_no_smelter(name: str, language: str) -> None:
    assert not kept(name, f"what smelters say of {name} in June", language=language)


@pytest.mark.parametrize(
    "line",
    ["To: Norvik Refining B.V.", "Aan : Norvik Refining B.V.", "À : Norvik Refining B.V. (achats)"],
)
def test_who_a_paper_is_written_to_is_no_smelter(line: str) -> None:
    text = f"{line}\nThe gold was refined by Kelana Refining (XID000119)."
    assert not kept("Norvik Refining B.V.", text, text=text, given=True)
    assert kept("Kelana Refining", text, text=text, given=True)


def test_a_word_behind_each_or_une_is_a_common_noun() -> None:
    def found(before: str) -> bool:
        sentence = f"{before} Fonderie Suspendue ne reçoit plus d'or"
        one = Candidate(tuple(tokens("Fonderie Suspendue")), sentence, before.lower())
        return bool(weighing.weigh([one], text=sentence, language="fr"))

    assert found("La")
    assert not found("Une")


@pytest.mark.parametrize("word", ["RMAP", "CID", "concentrate", "Konzentrate", "bullion"])
def test_a_word_of_their_trade_speaks_of_smelters_too(word: str) -> None:
    sentence = "it comes from Andara Orient in China"
    assert kept("Andara Orient", sentence, text=f"No {word} yet: {sentence}", backed=True)


def test_an_identifier_in_the_sentence_will_do() -> None:
    assert kept("Andara", "solder from Andara (XID000101)", given=True)


def test_one_own_word_with_a_word_of_a_works_is_a_name() -> None:
    assert kept(
        "Thaisori Smelting", "bisher wird es zur Thaisori Smelting verschifft", language="de"
    )


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


def test_a_metal_in_the_name_counts_like_one_beside_it() -> None:
    sentence = "Norvik Zinc will cut output"
    assert kept("Norvik Zinc", sentence, text=f"The smelters wait. {sentence}")
    assert kept("Norvik Zinc", sentence, backed=True)
    assert not kept("Norvik Zinc", sentence)


def test_what_a_role_beside_it_says_is_no_smelter_unless_a_turn_calls_it_one() -> None:
    def found(*, given: bool) -> int:
        one = Candidate(tuple(tokens("Norvik Orient")), "smelted tin", other=True)
        other = Candidate(tuple(tokens("Norvik Orient")), "a smelter", given=given)
        return len(weighing.weigh([one, other], text="a smelter", language="en"))

    assert found(given=True) == 2
    assert found(given=False) == 0


def test_a_country_alone_brings_up_no_name_without_a_word_of_metal_in_it() -> None:
    def found(name: str) -> bool:
        one = Candidate(tuple(tokens(name)), "which smelters they use", sole=True)
        return bool(weighing.weigh([one], text="which smelters they use", language="en"))

    assert found("Norvik Stannum")
    assert not found("Norvik Orient")


def test_a_fonderie_that_moulds_is_a_foundry() -> None:
    assert not kept(
        "Fonderies Norvik SAS", "Fonderies Norvik SAS, moulage de laiton", language="fr"
    )
    assert kept("Fonderies Norvik SAS", "Fonderies Norvik SAS, zinc", language="fr")
