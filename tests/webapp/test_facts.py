"""What a document is said to be: shown with its place, not confirmed until a person says so."""

from dataclasses import replace
from html import unescape

import pytest
from flask import Flask

from extraction.records import About, Source
from tests.cast import a_certificate, a_document, a_reading, a_value
from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from workflows.permissions import Actor

READ = replace(
    a_reading(certificates=[a_certificate()]),
    declarant=a_value("Verzonnen Buis B.V."),
    about=About(
        Source(1, None, "Opgave van smelters", "cue"),
        a_value("2025-01-01"),
        a_value("2025-12-31"),
    ),
)


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


@pytest.fixture
def document(desk: Desk) -> str:
    """The page of a paper that was read; its address."""
    world = desk.world
    with desk.working() as session:
        row = a_document(session, desk.store, world.company, world.submitter, READ)
        return f"/documents/{row.public_id}"


def page(desk: Desk, who: Actor, address: str) -> str:
    return unescape(desk.browser(who).get(address).text)


def test_each_fact_says_where_it_was_read_and_that_nobody_confirmed_it(
    desk: Desk, document: str
) -> None:
    shown = page(desk, desk.world.submitter, document)
    assert "(pagina 1: “Opgave van smelters”)" in shown
    assert "1 januari 2025 – 31 december 2025" in shown
    assert "6 juni 2027" in shown
    assert "Niet bevestigd" in shown
    assert shown.count("<dt>Leverancier</dt>") == shown.count("<dt>Periode</dt>") == 1


@pytest.mark.parametrize("who", ["submitter", "reader", "secretary"])
def test_who_sent_or_reviews_it_confirms_it_with_one_button(
    desk: Desk, document: str, who: str
) -> None:
    actor = getattr(desk.world, who)
    assert "Ja, dit klopt" in page(desk, actor, document)
    assert send(desk.browser(actor), f"{document}/confirm", page=document).status_code == 303
    shown = page(desk, desk.world.submitter, document)
    assert "Niet bevestigd" not in shown
    assert "Bevestigd" in shown
    assert desk.world.reader.name not in shown


def test_a_correction_shows_what_was_read_beside_what_a_person_said(
    desk: Desk, document: str
) -> None:
    given = {"title": "Opgave", "kind": "audit_report", "supplier": "", "valid_until": "2026-01-02"}
    browser = desk.browser(desk.world.reader)
    assert send(browser, f"{document}/describe", given, page=document).status_code == 303
    shown = page(desk, desk.world.reader, document)
    assert "gelezen als: 6 juni 2027" in shown
    assert "2 januari 2026" in shown
    assert "1 januari 2025 – 31 december 2025" in shown  # what the form left out stays


def test_an_unknown_kind_is_refused(desk: Desk, document: str) -> None:
    browser = desk.browser(desk.world.submitter)
    given = {"title": "Opgave", "kind": "recept"}
    assert send(browser, f"{document}/describe", given, page=document).status_code == 400
