"""The page of a document: what it says of each state, and its facts corrected."""

import re
from html import unescape

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.cast import a_candidate, a_certificate, a_document, a_reading, a_record, a_site
from tests.webapp.browsing import send
from tests.webapp.conftest import Moment
from tests.webapp.desk import Desk
from workflows import deciding, documents, facts, items
from workflows.models import Document
from workflows.permissions import Actor
from workflows.states import ItemAction
from workflows.verdicts import Verdict

FACTS = {"title": "Opgave", "supplier": "Één Gieterij", "period_from": "", "period_to": ""}


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


def sent(desk: Desk, **reading: str) -> str:
    """The public id of a paper of the company that was read so."""
    world, given = desk.world, a_reading(**reading) if reading else a_reading(a_record())
    with desk.working() as session:
        return a_document(session, desk.store, world.company, world.submitter, given).public_id


def page(desk: Desk, document: str, who: Actor) -> str:
    return unescape(desk.browser(who).get(f"/documents/{document}").text)


def corrected(desk: Desk, document: str, **facts: str) -> TestResponse:
    browser, address = desk.browser(desk.world.submitter), f"/documents/{document}"
    return send(browser, f"{address}/describe", FACTS | facts, page=address)


def test_a_company_is_not_shown_what_only_reviewers_do(desk: Desk) -> None:
    document = sent(desk)
    assert "act-finish" not in page(desk, document, desk.world.submitter)
    assert "act-finish" in page(desk, document, desk.world.reader)


def test_of_a_refused_file_nothing_is_told_that_was_not_read(desk: Desk) -> None:
    shown = page(desk, sent(desk, refused="damaged"), desk.world.submitter)
    assert "<dt>Bestand</dt>" in shown
    assert "<dt>Soort</dt>" not in shown
    assert "<dt>Taal</dt>" not in shown


def test_corrected_facts_are_kept(desk: Desk) -> None:
    document = sent(desk)
    assert corrected(desk, document, period_from="2025-07-01").status_code == 303
    shown = page(desk, document, desk.world.submitter)
    assert "Één Gieterij" in shown
    assert "1 juli 2025 – …" in shown


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (
            {"period_from": "2026-07-01", "period_to": "2025-06-30"},
            "Het einde van de periode ligt voor het begin.",
        ),
        ({"period_to": "gisteren"}, "“gisteren” is geen datum"),
        ({"title": "  "}, "Geef het document een titel."),
    ],
)
def test_a_mistake_in_the_facts_is_told_beside_what_was_typed(
    desk: Desk, facts: dict[str, str], said: str
) -> None:
    document = sent(desk)
    answer = corrected(desk, document, **facts)
    shown = unescape(answer.text)
    assert answer.status_code == 400
    assert said in shown
    assert 'aria-invalid="true"' in shown
    assert 'value="Één Gieterij"' in shown
    with desk.working() as session:
        row = session.query(Document).filter_by(public_id=document).one()
        assert (row.title, row.supplier) == ("opgave.pdf", None)
        assert documents.current(row).upload.filename == "opgave.pdf"


def test_the_sender_reads_by_when_they_hear_and_that_it_is_late(desk: Desk, moment: Moment) -> None:
    document = sent(desk)
    assert "u hoort vóór 4 december 2026 van ons" in page(desk, document, desk.world.submitter)
    moment.passes(days=12)
    shown = page(desk, document, desk.world.submitter)
    assert "beloofd vóór 4 december 2026; het is te laat" in shown
    assert "De beoordeling is te laat" in shown


def test_the_secretariat_promises_another_day_with_a_reason(desk: Desk) -> None:
    document, browser = sent(desk), desk.browser(desk.world.secretary)
    given = {"due": "2026-12-18", "note": "De lijst is lang."}
    assert send(browser, f"/review/{document}/due", given, page="/profile").status_code == 303
    assert "u hoort vóór 18 december 2026" in page(desk, document, desk.world.submitter)


def test_the_page_says_what_a_certificate_covers_and_what_it_is_silent_about(desk: Desk) -> None:
    with desk.working() as session:
        world, reading = desk.world, a_reading(certificates=[a_certificate()])
        document = a_document(session, desk.store, world.company, world.submitter, reading)
        place = document.public_id
    page = desk.browser(desk.world.submitter).get(f"/documents/{place}").text
    part = page.partition('id="coverage"')[2]
    assert "ISO 14001, milieu" in part
    assert "Een certificaat is geen due diligence." in part
    assert re.search(r"Vervuiling van lucht, bodem en water<.{,400}?Voor een deel", part, re.S)
    assert re.search(r"Kinderarbeid<.{,400}?Zegt niets", part, re.S)


def test_documents_are_listed_by_their_kind_as_a_person_said_it(desk: Desk) -> None:
    with desk.working() as session:
        world = desk.world
        for title, kind in (("Een opgave", None), ("Een audit", "audit_report")):
            document = a_document(
                session, desk.store, world.company, world.submitter, a_reading(a_record())
            )
            facts.describe(session, document, world.submitter, title=title, kind=kind)
    browser = desk.browser(desk.world.submitter)
    audits = browser.get("/documents?kind=audit_report").text
    assert "Een audit" in audits
    assert "Een opgave" not in audits
    declared = browser.get("/documents?kind=smelter_declaration").text
    assert "Een opgave" in declared
    assert "Een audit</a>" not in declared
    assert "Een audit" in browser.get("/documents?kind=elsewhere").text


def test_opening_a_finished_review_again_is_asked_first_and_leads_to_its_end(desk: Desk) -> None:
    world = desk.world
    with desk.working() as session:
        site = a_site(session)
        reading = a_reading(a_record(candidates=[a_candidate(site)]))
        document = a_document(session, desk.store, world.company, world.submitter, reading)
        (item,) = items.of_document(session, document)
        deciding.decide(session, item, Verdict(ItemAction.APPROVE), world.reader)
        place = document.public_id
    browser, address = desk.browser(world.reader), f"/documents/{place}"
    before = page(desk, place, world.reader)
    assert "Bekijk de beoordeling" in before
    assert "Beoordeel dit document" not in before
    question = before.partition("Heropenen…")[2].partition("</details>")[0]
    assert "haar oordelen blijven staan" in question
    answer = send(
        browser,
        f"{address}/act",
        {"action": "reopen", "back": "review", "note": "De naam klopt niet."},
        page=address,
    )
    assert answer.location == f"/review/{place}"
    for shown in (browser.get(answer.location).text, page(desk, place, world.reader)):
        panel = shown.partition("data-reopened")[2].partition("</div>")[0]
        assert "heropende deze beoordeling op" in panel
        assert "De naam klopt niet." in panel
        assert 'value="finish"' in panel
        assert "De beoordeling is te laat" not in shown
    assert "data-reopened" not in page(desk, place, world.submitter)
    # Whoever opened it again for nothing ends it beside that.
    send(browser, f"{address}/act", {"action": "finish", "back": "review"}, page=address)
    assert "Bekijk de beoordeling" in page(desk, place, world.reader)
    assert "data-reopened" not in page(desk, place, world.reader)
