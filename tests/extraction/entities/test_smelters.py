"""Smelters in running text: which proposals have evidence, and the forms of a name."""

import pytest

from extraction.entities import smelters
from extraction.entities.smelters import Candidate
from extraction.entities.tokens import tokens


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
    return bool(smelters.weigh([one], text=text or sentence, language=language))


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


def test_a_word_behind_each_or_une_is_a_common_noun() -> None:
    def found(before: str) -> bool:
        sentence = f"{before} Fonderie Suspendue ne reçoit plus d'or"
        one = Candidate(tuple(tokens("Fonderie Suspendue")), sentence, before.lower())
        return bool(smelters.weigh([one], text=sentence, language="fr"))

    assert found("La")
    assert not found("Une")


def test_an_identifier_in_the_sentence_will_do() -> None:
    assert kept("Andara", "solder from Andara (XID000101)", given=True)


def test_one_own_word_with_a_word_of_a_works_is_a_name() -> None:
    assert kept(
        "Thaisori Smelting", "bisher wird es zur Thaisori Smelting verschifft", language="de"
    )


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
