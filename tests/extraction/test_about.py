"""What a document says of itself: its kind, with the line that says so, and its period."""

import pytest

from extraction import about
from extraction.records import Kind, Page


def page(text: str, number: int = 1) -> Page:
    return Page(number, 595.0, 842.0, text)


def period(*texts: str, kind: Kind = Kind.SMELTER_DECLARATION) -> tuple[str | None, ...]:
    found = about.read([page(text, number) for number, text in enumerate(texts, 1)], kind)
    return tuple(one.value if one else None for one in (found.first, found.last))


@pytest.mark.parametrize(
    "text",
    [
        "Reporting period: 1 January 2024 - 31 December 2024",
        "Reporting year: 2024",
        "Verslagperiode: 01-01-2024 t/m 31-12-2024",
        "Berichtsjahr 2024",
        "This report covers the reporting period from 1 January 2024 to 31 December 2024.",
        "Our due diligence report for the year 2024",
        "Verslag over het jaar 2024 van onze leveranciers",
        "Rapport pour l'année 2024",
        "Calendar year 2024",
    ],
)
def test_a_period_is_read_beside_its_label_or_in_a_sentence(text: str) -> None:
    assert period(f"Conflict minerals\n\n{text}\n") == ("2024-01-01", "2024-12-31")


@pytest.mark.parametrize(
    "text",
    [
        "Issued on 3 March 2024",
        "Our company has existed since 1924",
        "Reporting period: until further notice",
        "Reporting period: 31 December 2024 - 1 January 2024",
        "Reporting period: 1 January 1990 - 31 December 2024",
        "Reporting year: 2024/2025",
    ],
)
def test_what_is_no_period_or_may_be_several_is_left_open(text: str) -> None:
    assert period(text) == (None, None)


def test_a_certificate_has_days_of_its_own_and_no_period() -> None:
    assert period("Audit period: 2024", kind=Kind.CERTIFICATE) == (None, None)


def test_a_period_says_on_which_line_of_which_page_it_stands() -> None:
    found = about.read([page("Cover"), page("Intro\nReporting year: 2024\n", 2)], Kind.OTHER)
    assert found.first is not None
    assert (found.first.source.page, found.first.source.quote) == (2, "Reporting year: 2024")


def test_the_line_that_says_the_kind_is_told() -> None:
    pages = [page("Voorbeeld Draad B.V.\nCertificate of Registration\nISO 14001")]
    found = about.read(pages, Kind.CERTIFICATE)
    assert found.kind is not None
    assert found.kind.quote == "Certificate of Registration"
    assert about.read([page("Nothing at all")], Kind.OTHER).kind is None
