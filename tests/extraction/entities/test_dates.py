"""Dates: the forms of seven languages, and the refusal of what could be two days."""

import pytest

from extraction.entities import dates
from extraction.entities.dates import Order


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024-06-07", "2024-06-07"),
        ("05.06.2024", "2024-06-05"),
        ("7 juni 2024", "2024-06-07"),
        ("12 mrt. 2024", "2024-03-12"),
        ("June 7, 2024", "2024-06-07"),
        ("7th of June 2024", "2024-06-07"),
        ("7. Juni 2024", "2024-06-07"),
        ("14. März 2023", "2023-03-14"),
        ("1er juillet 2024", "2024-07-01"),
        ("2 giugno 2023", "2023-06-02"),
        ("12 de mayo de 2024", "2024-05-12"),
        ("7 Haziran 2024", "2024-06-07"),
        ("07-JUN-2024", "2024-06-07"),
        ("2024年6月7日", "2024-06-07"),
        ("13/04/2024", "2024-04-13"),
        ("04/13/2024", "2024-04-13"),
        ("02/02/2024", "2024-02-02"),
    ],
)
def test_a_printed_date_becomes_iso_8601(text: str, iso: str) -> None:
    assert dates.parse(text) == iso


@pytest.mark.parametrize("text", ["03/04/2024", "31/02/2024", "May 2024", "10.10.10.10", "14001"])
def test_what_is_no_date_or_could_be_two_is_refused(text: str) -> None:
    assert dates.parse(text) is None


def test_a_hint_settles_the_order() -> None:
    assert dates.parse("03/04/2024", order=Order.DAY_FIRST) == "2024-04-03"
    assert dates.parse("03/04/2024", order=Order.MONTH_FIRST) == "2024-03-04"


def test_the_other_dates_of_a_text_settle_the_order() -> None:
    found = dates.find("Issued 03/04/2024, valid until 25/03/2027")
    assert [one.value for one in found] == ["2024-04-03", "2027-03-25"]


def test_dates_that_disagree_settle_nothing() -> None:
    assert dates.order_of(["25/03/2027", "03/25/2027"]) is None
