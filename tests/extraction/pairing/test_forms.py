"""Forms: a name by its label, and the fields below it."""

import pytest

from extraction import pairing
from extraction.records import Page


def shown(text: str) -> list[tuple[str | None, ...]]:
    return [
        (
            record.smelter.text,
            record.country.value if record.country else None,
            record.metal.value if record.metal else None,
            record.smelter_id.value if record.smelter_id else None,
        )
        for record in pairing.pair([Page(1, 0.0, 0.0, text)], {}, [])
    ]


@pytest.mark.parametrize(
    "form",
    [
        "Smelter name: Merapi Tin Works\nCountry: Indonesia\nMetal: Tin\nSmelter ID: XID000101",
        "Metaal: Tin\nNaam smelter: Merapi Tin Works\nLand: Indonesië\nNummer: XID 000101",
        "Name der Schmelze: Merapi Tin Works\nLand: Indonesien\nMetall: Zinn\nID: XID000101",
        "Nom de la fonderie : Merapi Tin Works\nPays : Indonésie\nMétal : étain\nID : XID000101",
    ],
)
def test_the_fields_of_a_form_make_a_record(form: str) -> None:
    assert shown(f"Declaration\n\n{form}\n\nSigned") == [
        ("Merapi Tin Works", "ID", "tin", "XID000101")
    ]


def test_a_form_with_two_smelters_keeps_them_apart() -> None:
    found = shown(
        "Metal: Tin\nSmelter name: Merapi Tin Works\nCountry: Indonesia\n"
        "Smelter name: Bukit Works\nCountry: Malaysia"
    )
    assert found == [
        ("Merapi Tin Works", "ID", "tin", None),
        ("Bukit Works", "MY", "tin", None),
    ]


@pytest.mark.parametrize(
    "form",
    [
        "Smelter name: unknown\nCountry: Indonesia",
        "Refiner: see the annex of this paper",
        "Supplier name: Voorbeeld Draad B.V.\nCountry: Netherlands\nMetal: Tin",
        "Is it from there? Then smelter name: Column A - Number\nCountry: Peru",
        "Smelter: means any plant that refines tin, and is a term of this template.\nCountry: none",
    ],
)
def test_other_forms_give_no_records(form: str) -> None:
    assert shown(form) == []
