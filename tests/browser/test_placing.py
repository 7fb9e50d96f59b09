"""Fields of a certificate and of an audit finding, filled in by choosing words on the page."""

from collections.abc import Callable, Sequence

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from tests import papers
from tests.browser.sending import Sent, send
from webapp import db
from workflows.models import Document, Item

Open = Callable[..., Page]

# Without words by which the number and the last day would be known: a reader has to point at them.
PLAIN = """Keurdienst Zuid verklaart

CERTIFICATE

This is to certify that the management system of

Voorbeeld Draad B.V.
Draadweg 12, 1234 AB Noordhaven, Netherlands

has been assessed and complies with the requirements of

ISO 14001:2015

Nummer dossier 77-A

Date of issue: 7 June 2024

Het dossier sluit na 6 juni 2029"""


@pytest.fixture
def certificate(app: Flask, request: pytest.FixtureRequest) -> Sent:
    annex = (
        f"Annex for {request.node.name}\n\nKeurdienst Noord"  # the same bytes are the same paper
    )
    return send(app, "certificaat-kiezen.pdf", papers.letter(PLAIN, annex))


@pytest.fixture
def audit(app: Flask) -> Sent:
    finding = ("8.2", "Minor", "No records of the checks of suppliers were found for 2025.")
    return send(app, "audit-kiezen.pdf", papers.audit_report([finding]))


def on_page(page: Page, *words: str) -> list[Locator]:
    """These words as they lie on the page, one after another."""
    told: Sequence[Sequence[object]] = page.locator("[data-sheet]").evaluate(
        "sheet => JSON.parse(sheet.dataset.words)"
    )
    texts = [str(word[6]) for word in told]
    at = next(n for n in range(len(texts)) if tuple(texts[n : n + len(words)]) == words)
    return [page.locator(f".word[data-word='{at + n}']") for n in range(len(words))]


def chooses(page: Page, field: str, *words: str) -> None:
    """Click in a field, then the first and the last of some words."""
    page.locator(field).focus()
    places = on_page(page, *words)
    places[0].click()
    if len(places) > 1:
        places[-1].click()
    expect(page.locator(field)).to_be_focused()


def kept(app: Flask, sent: Sent) -> dict[str, tuple[str | None, dict[str, object] | None]]:
    """What a person corrected in the one item, and where they found it."""
    with db.sessions(app)() as session:
        query = select(Item).join(Document).where(Document.public_id == sent.document)
        (item,) = session.scalars(query).all()
        return {
            f.name: (f.corrected, f.corrected_place)
            for f in item.fields
            if f.corrected is not None or f.corrected_place is not None
        }


def test_fields_of_a_certificate_are_chosen_on_the_page(
    app: Flask, open_as: Open, certificate: Sent
) -> None:
    page = open_as(certificate.readers[0])
    certificate.open(page)
    expect(page.locator(".item__where")).to_contain_text("Certificaat")
    page.keyboard.press("w")
    expect(page.locator(".sheet--selecting")).to_have_count(1)
    # Also what was not read at all can be filled in.
    chooses(page, "#field-issuer", "Keurdienst", "Zuid")
    expect(page.locator("#field-issuer")).to_have_value("Keurdienst Zuid")
    chooses(page, "#field-number", "77-A")
    expect(page.locator("#field-number")).to_have_value("77-A")
    # A day is taken whole, whatever word of it is clicked; a list takes what it knows by that name.
    chooses(page, "#field-expires", "juni")
    expect(page.locator("#field-expires")).to_have_value("2029-06-06")
    chooses(page, "#field-country", "Netherlands")
    expect(page.locator("#field-country")).to_have_value("NL")
    # What is no day is said not to be one; the field stays as it is.
    chooses(page, "#field-expires", "dossier")
    expect(page.locator("[data-toast]")).to_contain_text("“dossier”")
    expect(page.locator("#field-expires")).to_have_value("2029-06-06")
    chooses(page, "#field-expires", "6", "juni", "2029")
    # Another page leaves what was filled in, and its words are chosen there.
    page.locator("[data-page-link='2']").click()
    expect(page.locator("[data-page='2'] .sheet--selecting")).to_have_count(1)
    expect(page.locator("#field-number")).to_have_value("77-A")
    chooses(page, "#field-issuer", "Keurdienst", "Noord")
    expect(page.locator("#field-issuer")).to_have_value("Keurdienst Noord")
    name = page.locator("[data-heading]").inner_text()
    page.locator("#field-number").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-heading]")).not_to_have_text(name)
    expect(page.locator(".review__what")).to_contain_text("andere lezer")
    found = kept(app, certificate)
    assert {name: text for name, (text, _place) in found.items() if text is not None} == {
        "issuer": "Keurdienst Noord",
        "number": "77-A",
        "expires": "2029-06-06",
    }
    places = {name: place for name, (_text, place) in found.items() if place is not None}
    assert [places[name]["page"] for name in ("issuer", "number", "expires")] == [2, 1, 1]
    assert {place["origin"] for place in places.values()} == {"words"}


def test_fields_of_a_certificate_are_chosen_by_the_keys_alone(
    app: Flask, open_as: Open, certificate: Sent
) -> None:
    page = open_as(certificate.readers[0])
    certificate.open(page)
    page.keyboard.press("w")
    page.locator("#field-issuer").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("keurd")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#field-issuer")).to_have_value("Keurdienst")
    page.keyboard.press("Shift+ArrowDown")
    expect(page.locator("#field-issuer")).to_have_value("Keurdienst Zuid")
    expect(page.locator(".word--chosen")).to_have_count(2)
    # In a field of days the arrows do something else: its button walks over the page.
    page.locator("#field-expires").focus()
    walks = page.locator("[data-more=change] [data-walk=field-expires]")
    while not walks.evaluate("e => e === document.activeElement"):
        page.keyboard.press("Tab")
    name = page.locator("[data-heading]").inner_text()
    while page.locator("#field-expires").input_value() != "2029-06-06":
        page.keyboard.press("ArrowDown")
    expect(walks).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#field-expires")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-heading]")).not_to_have_text(name)
    assert {"issuer", "expires"} <= kept(app, certificate).keys()


def test_an_audit_finding_is_corrected_by_its_key_and_words_of_the_page(
    app: Flask, open_as: Open, audit: Sent
) -> None:
    page = open_as(audit.readers[0])
    audit.open(page)
    expect(page.locator(".item__where")).to_contain_text("Auditbevinding")
    page.keyboard.press("w")
    said = page.locator("#field-statement")
    expect(said).to_be_focused()
    # Its own words are marked; a clause of the page goes into its field, the words into theirs.
    expect(page.locator(".word--chosen").first).to_be_visible()
    chooses(page, "#field-clause", "8.2")
    chooses(page, "#field-severity", "Minor")
    expect(page.locator("#field-severity")).to_have_value("minor")
    chooses(page, "#field-due", "March")
    expect(page.locator("#field-due")).to_have_value("2026-03-12")
    chooses(page, "#field-statement", "No", "records", "of", "the", "checks")
    expect(said).to_have_value("No records of the checks")
    page.get_by_role("button", name="Wijziging bewaren").click()
    expect(page.locator("[data-heading]")).not_to_contain_text("were found for 2025")
    expect(page.locator(".review__what")).to_contain_text("andere lezer")
    found = kept(app, audit)
    assert found["statement"][0] == "No records of the checks"
    assert found["due"][0] == "2026-03-12"
    # Undone with the key: nothing of it is left.
    page.keyboard.press("z")
    expect(page.locator("[data-heading]")).to_contain_text("were found for 2025")
    assert kept(app, audit) == {}
