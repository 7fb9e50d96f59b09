"""Names of more than one country: a town or a number beside them decides, else they stay open."""

import pytest

from extraction import pipeline
from extraction.records import SmelterRecord

HEADER = "Metal | Smelter name | City | Country | Smelter ID\n"


def of_row(row: str) -> SmelterRecord:
    (record,) = pipeline.read(f"{HEADER}{row}\n".encode(), "a.txt").records
    return record


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("Copper | Vostra Works | Kolwezi | Congo | XID000101", "CD"),
        ("Copper | Vostra Works | Pointe-Noire | Congo | XID000101", "CG"),
        ("Gold | Andara Refinery | Ulsan | KOREA | XID000101", "KR"),
        ("Gold | Andara Onsan Refinery | - | Corea | XID000101", "KR"),
        ("Tin | Merapi Works | - | Korea | 2KOR007", "KR"),
        ("Gold | Tamboran Works | Siguiri | Guinée | XID000101", "GN"),
        ("Gold | Tamboran Works | Bissau | Guinea | XID000101", "GW"),
    ],
)
def test_what_stands_in_the_row_tells_countries_of_one_name_apart(row: str, code: str) -> None:
    record = of_row(row)
    assert record.country
    assert record.country.value == code
    assert "country_from_beside" in record.reasons


@pytest.mark.parametrize(
    ("country", "reason"),
    [
        ("Congo", "country_several"),
        ("Korea", "country_several"),
        ("Guinea", "country_several"),
        ("コンゴ", "country_several"),
        ("USSR", "country_past"),
        ("Joegoslavië", "country_past"),
        ("Atlantis", "country_unclear"),
    ],
)
def test_a_name_that_stays_open_has_no_value_and_says_why(country: str, reason: str) -> None:
    record = of_row(f"Tin | Merapi Works | Verzinseldorp | {country} | XID000101")
    assert record.country
    assert (record.country.text, record.country.value) == (country, None)
    assert reason in record.reasons
    assert record.certainty != "certain"


def test_towns_of_two_countries_leave_the_name_open() -> None:
    record = of_row("Copper | Vostra Works | Kinshasa, Brazzaville | Congo | XID000101")
    assert record.country
    assert record.country.value is None


def test_a_full_name_is_never_changed_by_a_town() -> None:
    record = of_row("Copper | Vostra Works | Kinshasa | Zambia | XID000101")
    assert record.country
    assert record.country.value == "ZM"


def test_a_sentence_tells_it_too() -> None:
    text = b"We buy copper from the Vostra smelter in Kolwezi, Congo."
    (record,) = pipeline.read(text, "a.txt").records
    assert record.country
    assert (record.country.text, record.country.value) == ("Congo", "CD")
