"""Withdrawing a document on its page: at once, asked for, granted or refused, and put back."""

from html import unescape

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.cast import a_document, a_reading, a_record
from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from workflows import deciding, items
from workflows.permissions import Actor
from workflows.states import ItemAction, RejectReason
from workflows.verdicts import Verdict

REJECT = Verdict(ItemAction.REJECT, reason=RejectReason.NOT_A_SMELTER)
WHY = "Dit is van een ander bedrijf."


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


@pytest.fixture
def document(desk: Desk) -> str:
    """A paper of the company whose review has begun."""
    world = desk.world
    with desk.working() as session:
        reading = a_reading(a_record(), a_record("Kelana Smelting"))
        row = a_document(session, desk.store, world.company, world.submitter, reading)
        deciding.decide(session, items.of_document(session, row)[0], REJECT, world.reader)
        return row.public_id


def say(desk: Desk, who: Actor, document: str, action: str, note: str = "") -> TestResponse:
    address = f"/documents/{document}"
    given = {"action": action, "note": note}
    return send(desk.browser(who), f"{address}/withdrawal", given, page=address)


def page(desk: Desk, who: Actor, address: str) -> str:
    return unescape(desk.browser(who).get(address).text)


def test_a_request_is_read_and_granted_by_a_reviewer_and_taken_back_by_the_company(
    desk: Desk, document: str
) -> None:
    world, address = desk.world, f"/documents/{document}"
    assert "Vraag om dit document in te trekken" in page(desk, world.submitter, address)
    assert say(desk, world.submitter, document, "ask_to_withdraw", WHY).status_code == 303
    assert "Het bedrijf vraagt om dit document" in page(desk, world.reader, f"/review/{document}")
    assert "Verzoeken om een document in te trekken" in page(desk, world.reader, "/work")
    assert WHY in page(desk, world.reader, address)
    say(desk, world.reader, document, "grant_withdrawal", "Dat klopt.")
    shown = page(desk, world.submitter, address)
    assert "Ingetrokken, zoals gevraagd" in shown
    assert "Dat klopt." in shown
    assert "Zet het terug" in shown
    send(desk.browser(world.submitter), f"{address}/act", {"action": "restore"}, page=address)
    assert "Kelana Smelting" in page(desk, world.reader, f"/review/{document}")
    assert "Ingetrokken, zoals gevraagd" not in page(desk, world.submitter, address)


def test_a_refusal_is_read_by_the_company_without_the_name_of_who_refused(
    desk: Desk, document: str
) -> None:
    world, address = desk.world, f"/documents/{document}"
    say(desk, world.submitter, document, "ask_to_withdraw", WHY)
    say(desk, world.reader, document, "refuse_withdrawal", "Er is al over besloten.")
    shown = page(desk, world.submitter, address)
    assert "Er is al over besloten." in shown
    assert world.reader.name not in shown
    assert world.reader.name in page(desk, world.other_reader, address)


def test_without_a_reason_the_form_says_so_beside_the_field(desk: Desk, document: str) -> None:
    answer = say(desk, desk.world.submitter, document, "ask_to_withdraw")
    assert answer.status_code == 400
    assert 'aria-invalid="true"' in answer.text
    say(desk, desk.world.submitter, document, "ask_to_withdraw", WHY)
    assert say(desk, desk.world.reader, document, "grant_withdrawal").status_code == 400


def test_who_asked_sees_no_form_to_answer_and_may_ask_no_longer(desk: Desk, document: str) -> None:
    world, address = desk.world, f"/documents/{document}"
    say(desk, world.submitter, document, "ask_to_withdraw", WHY)
    shown = page(desk, world.submitter, address)
    assert "grant_withdrawal" not in shown
    assert "Documenten die u vroeg in te trekken" in page(desk, world.submitter, "/work")
    say(desk, world.submitter, document, "retract_request")
    assert "Het bedrijf vraagt" not in page(desk, world.reader, address)


def test_a_document_whose_review_has_begun_is_joined_and_kept(desk: Desk, document: str) -> None:
    world = desk.world
    with desk.working() as session:
        a_document(session, desk.store, world.company, world.submitter, a_reading())
    shown = page(desk, world.submitter, f"/documents/{document}/join")
    assert '<input type="hidden" name="keep" value="yes">' in shown
