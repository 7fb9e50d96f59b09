"""Lists and sentences to records: what stands beside a name."""

import pytest

from extraction import pairing
from extraction.records import SmelterRecord
from tests import marked_text


def pair(marked: str) -> tuple[SmelterRecord, ...]:
    page, mentions = marked_text.page(marked)
    return pairing.pair([page], {}, mentions)


def shown(marked: str) -> list[tuple[str | None, ...]]:
    return [
        (
            record.smelter.text,
            record.country.value if record.country else None,
            record.metal.value if record.metal else None,
            record.smelter_id.value if record.smelter_id else None,
        )
        for record in pair(marked)
    ]


MERAPI = ("Merapi Tin Works", "ID", None, "XID000101")


@pytest.mark.parametrize(
    "line",
    [
        "{S:Merapi Tin Works} – {C:Indonesia} – {I:XID000101}",
        "- {S:Merapi Tin Works}, {C:Indonesia} ({I:XID000101})",
        "1. {S:Merapi Tin Works} ({C:Indonesië}); {I:XID 000101}",
        "• {I:XID000101} · {S:Merapi Tin Works} · {C:Indonésie}",
        "* {I:XID000101} - Merapi Tin Works - {C:Indonesien}",
    ],
)
def test_a_list_line_is_a_record_whatever_parts_it(line: str) -> None:
    assert shown(f"Our smelters:\n{line}\n") == [MERAPI]
    assert "same_line" in pair(line)[0].reasons


def test_legal_forms_with_commas_stay_with_the_name() -> None:
    assert shown("- {S:Onda Metals Co., Ltd.}, {C:China}, {I:XID000120}") == [
        ("Onda Metals Co., Ltd.", "CN", None, "XID000120")
    ]


def test_an_item_broken_over_lines_is_one_record() -> None:
    assert shown("- {S:Onda Metals Co.,\n  Ltd.}, {C:Korea}, Republic\n  of\n") == [
        ("Onda Metals Co., Ltd.", "KR", None, None)
    ]


def test_a_line_that_goes_on_with_an_item_is_no_heading() -> None:
    found = shown(
        "Smelters of {M:tin} in our\nsupply chain:\n- {S:Onda Metals}, {C:South\n  Africa}\n"
        "- {S:Mira Works}, {C:Peru}\n"
    )
    assert [(row[1], row[2]) for row in found] == [("ZA", "tin"), ("PE", "tin")]


def test_a_metal_before_the_colon_belongs_to_the_line() -> None:
    assert shown("{M:Tin}: {S:Merapi Tin Works} ({C:Indonesia})") == [
        ("Merapi Tin Works", "ID", "tin", None)
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("We buy {M:tin} from {S:Merapi Tin Works} in {C:Indonesia}.", ("ID", "tin")),
        ("Wij kopen {M:tin} van {S:Merapi Tin Works} in {C:Indonesië}.", ("ID", "tin")),
        ("Das {M:Zinn} stammt von {S:Merapi Tin Works} in {C:Indonesien}.", ("ID", "tin")),
        ("L'{M:étain} vient de {S:Merapi Tin Works}, en {C:Indonésie}.", ("ID", "tin")),
        ("The smelter in {C:Indonesia}, {S:Merapi Tin Works}, is audited.", ("ID", None)),
        ("Nothing is known of {S:Merapi Tin Works}.", (None, None)),
    ],
)
def test_a_sentence_gives_the_country_and_metal_it_says(
    sentence: str, expected: tuple[str | None, str | None]
) -> None:
    ((name, country, metal, _),) = shown(sentence)
    assert name == "Merapi Tin Works"
    assert (country, metal) == expected


def test_each_name_of_a_sentence_gets_its_own_country_and_metal() -> None:
    assert shown(
        "We buy {M:tin} from {S:Merapi Tin Works} in {C:Indonesia} and {M:tungsten} from "
        "{S:Alto Wolfram} in {C:Italy}."
    ) == [("Merapi Tin Works", "ID", "tin", None), ("Alto Wolfram", "IT", "tungsten", None)]


def test_names_in_a_row_share_the_country_behind_the_last() -> None:
    found = shown(
        "We buy from {S:Merapi Works}, {S:Bukit Works} and {S:Solo Works} in {C:Indonesia}."
    )
    assert [row[1] for row in found] == ["ID", "ID", "ID"]


def test_two_metals_of_one_name_are_two_records() -> None:
    found = shown("{S:Mira Refinery} supplies {M:gold}. The {M:silver} and {M:tin} come from "
                  "{S:Onda Works}.")  # fmt: skip
    assert [row[2] for row in found] == ["gold", "silver", "tin"]


def test_a_short_name_in_brackets_is_the_same_smelter() -> None:
    found = shown(
        "{S:Philba Associated Smelting Corp} ({S:PASCO}) melts {M:copper}. {S:PASCO} is shut."
    )
    assert found == [("Philba Associated Smelting Corp", None, "copper", None)]


def test_what_sentences_say_in_two_places_is_joined() -> None:
    text = "{S:Merapi Tin Works} refines {M:tin}.\n\n{S:Merapi Tin Works} lies in {C:Indonesia}."
    (record,) = pair(text)
    assert record.country
    assert record.metal
    assert record.certainty == "check"


def test_a_single_bare_mention_is_unsure() -> None:
    (record,) = pair("Nothing is known of {S:Merapi Tin Works}.")
    assert record.certainty == "unsure"
    assert "single_mention" in record.reasons


def test_a_name_broken_over_lines_says_so() -> None:
    (record,) = pair("The plant of {S:Merapi Associated\n   Smelting Corp} is in {C:Indonesia}.")
    assert record.smelter.text == "Merapi Associated Smelting Corp"
    assert record.certainty == "unsure"
    assert "line_break" in record.reasons


def test_the_title_lends_its_metal_when_it_names_but_one() -> None:
    (record,) = pair("{M:Cobalt} declaration\n\nWe buy from {S:Mira Works} in {C:Finland}.")
    assert record.metal
    assert record.metal.value == "cobalt"


def test_a_metal_heading_lends_its_metal_to_the_list_below_until_the_next() -> None:
    found = shown(
        "{M:Tin}\nOur smelters are:\n- {S:Merapi Tin Works} – {C:Indonesia}\n"
        "{M:Tungsten}\n- {S:Alto Wolfram} – {C:Italy}\n\nOther smelters:\n"
        "- {S:Mira Works} – {C:Japan}\n"
    )
    assert [(row[0], row[2]) for row in found] == [
        ("Merapi Tin Works", "tin"),
        ("Alto Wolfram", "tungsten"),
        ("Mira Works", None),
    ]


def test_a_country_in_brackets_is_said_of_the_name_before_it_only() -> None:
    found = shown("Refiners are {S:Mira Works}, {S:Onda Works} ({C:Japan}) and {S:Solo Works}.")
    assert [row[1] for row in found] == [None, "JP", None]


def test_a_country_before_a_colon_is_said_of_the_names_behind_it() -> None:
    found = shown("In use: {C:Japan}: {S:Mira Works}, {S:Onda Works}; {C:Peru}: {S:Oro Works}.")
    assert [row[1] for row in found] == ["JP", "JP", "PE"]


def test_a_heading_that_is_a_country_lends_it_to_the_list_below() -> None:
    (record,) = pair("{C:Japan}\n\n- {S:Mira Works} – {M:zinc} – {I:XID000120}\n")
    assert record.country
    assert record.country.value == "JP"
    assert "country_from_heading" in record.reasons


def test_a_list_takes_the_only_metal_of_its_text() -> None:
    found = shown("{M:Nickel} - who refines?\n* {S:Mira Works} ({C:Peru})\n* {S:Onda} ({C:Chad})")
    assert found == [("Mira Works", "PE", "nickel", None), ("Onda", "TD", "nickel", None)]


def test_a_symbol_before_the_colon_of_a_line_is_its_metal() -> None:
    assert shown("- Ni smelters: {S:Mira Works} ({C:Peru})")[0][2] == "nickel"


def test_a_chain_from_hand_to_hand_is_no_row() -> None:
    found = shown("- {M:cobalt}: {S:Mira Works} ({C:Peru}) -> {S:Onda Works} ({C:Chad})")
    assert found == [("Mira Works", "PE", "cobalt", None), ("Onda Works", "TD", "cobalt", None)]
