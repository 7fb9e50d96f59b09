"""How sure a record is with a register at hand, and what it says for itself."""

import pytest

from extraction import matching, pairing
from extraction.records import Register, RegisterEntry, SmelterRecord
from tests import marked_text

INDEX = matching.index(
    Register(
        (
            RegisterEntry("a", "Merapi Tin Works", ("XID000101",), ("Merapi TW",), "ID", ("tin",)),
            RegisterEntry("b", "PT Bukit Mentara", ("XID000103",), (), "ID", ("tin",)),
            RegisterEntry("c", "PT Bukit Kandara", ("XID000104",), (), "ID", ("tin",)),
            RegisterEntry("d", "Alto Wolfram S.p.A.", ("XID000105",), (), "IT", ("tungsten",)),
        )
    )
)
HEAD = "Metal\tSmelter\tCountry\tSmelter ID\n"


def one(marked: str) -> SmelterRecord:
    page, mentions = marked_text.page(marked)
    (record,) = pairing.pair([page], {}, mentions, register=INDEX)
    return record


@pytest.mark.parametrize(
    ("row", "certainty", "reason"),
    [
        ("Tin\tMerapi Tin Works\tIndonesia\tXID000101", "certain", "identifier_in_register"),
        ("Tin\tMerapi TW\tIndonesia\tXID 000101", "certain", "name_in_register"),
        ("Tin\tMerapi Tin Works\tIndonesia\t", "certain", "name_in_register"),
        ("Tin\tMerapi Tin Works\t\t", "check", "country_missing"),
        ("Tin\tMerappi Tin Work\tIndonesia\tXID000101", "check", "name_similar"),
        ("Tin\tMerapi Tin Works\tIndonesia\tXID000999", "check", "identifier_unknown"),
        ("Tin\tMerapi Tin Works\tBolivia\tXID000101", "check", "country_not_register"),
        ("Gold\tMerapi Tin Works\tIndonesia\tXID000101", "check", "metal_not_register"),
        ("Tin\tAlto Wolfram S.p.A.\tIndonesia\tXID000101", "check", "identifier_differs"),
        ("Tin\tZonnebloem Smelting\tIndonesia\tXID000101", "check", "identifier_differs"),
        ("Tin\tBukit Sentosa\tIndonesia\t", "check", "name_similar"),
        ("Tin\tZonnebloem Refining\tChina\t", "check", "name_unknown"),
    ],
)
def test_certain_takes_the_very_name_and_nothing_against_it(
    row: str, certainty: str, reason: str
) -> None:
    record = one(HEAD + row)
    assert record.certainty == certainty
    assert reason in record.reasons


def test_the_document_keeps_its_own_values_and_the_register_stays_in_the_candidates() -> None:
    record = one(HEAD + "Tin\tMerapi Tin Works\t\tXID000101")
    assert record.country is None
    assert record.candidates[0].country == "ID"
    assert [candidate.key for candidate in record.candidates][:1] == ["a"]


def test_a_sentence_is_certain_only_with_name_and_identifier() -> None:
    with_id = one("We buy {M:tin} from {S:Merapi Tin Works} ({I:XID000101}) in {C:Indonesia}.")
    without = one("We buy {M:tin} from {S:Merapi Tin Works} in {C:Indonesia}.")
    assert (with_id.certainty, without.certainty) == ("certain", "check")


def test_without_a_register_there_are_no_candidates() -> None:
    page, mentions = marked_text.page(HEAD + "Tin\tMerapi Tin Works\tIndonesia\tXID000101")
    (record,) = pairing.pair([page], {}, mentions)
    assert record.candidates == ()
    assert record.certainty == "certain"


@pytest.mark.parametrize("name", ["merapi works", "4711 90210 2210 a b"])
def test_an_odd_name_is_never_certain(name: str) -> None:
    page, mentions = marked_text.page(HEAD + f"Tin\t{name}\tIndonesia\tXID000101")
    (record,) = pairing.pair([page], {}, mentions)
    assert record.certainty == "unsure"
    assert "odd_name" in record.reasons
