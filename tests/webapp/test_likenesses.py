"""A document that is like an earlier one: said on its page, joined or kept apart by a person."""

import re
from dataclasses import replace
from html import unescape

import pytest
from flask import Flask

from extraction.records import Page
from tests.cast import a_document, a_reading, a_record
from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from workflows import deciding, items
from workflows.models import Document
from workflows.permissions import Actor
from workflows.states import ItemAction, RejectReason
from workflows.verdicts import Verdict

HINT = "Is dit een nieuwe versie?"
REJECT = Verdict(ItemAction.REJECT, reason=RejectReason.NOT_A_SMELTER)


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


@pytest.fixture
def pair(desk: Desk) -> tuple[str, str]:
    """An earlier and a later paper of the company with nearly the same text; their ids."""
    return sent(desk, 100), sent(desk, 95)


def sent(desk: Desk, same: int) -> str:
    words = [*map(str, range(same)), *(f"new{number}" for number in range(100 - same))]
    reading = replace(a_reading(a_record()), pages=(Page(1, 595.0, 842.0, " ".join(words)),))
    world = desk.world
    with desk.working() as session:
        document = a_document(session, desk.store, world.company, world.submitter, reading)
        document.title = f"opgave {same}"
        return document.public_id


def page(desk: Desk, address: str, who: Actor) -> str:
    return unescape(desk.browser(who).get(address).text)


def test_the_page_names_the_earlier_document_and_offers_both_choices(
    desk: Desk, pair: tuple[str, str]
) -> None:
    earlier, later = pair
    shown = page(desk, f"/documents/{later}", desk.world.submitter)
    assert HINT in shown
    assert re.search(r"Ongeveer 9\d% van de tekst is gelijk", shown)
    assert f"/documents/{later}/join?into={earlier}" in shown
    assert HINT not in page(desk, f"/documents/{earlier}", desk.world.submitter)


def test_a_reviewer_reads_a_quiet_line_and_no_choice(desk: Desk, pair: tuple[str, str]) -> None:
    earlier, later = pair
    reviewed = page(desk, f"/review/{later}", desk.world.reader)
    line = re.search(r"Ongeveer 9\d% van de tekst is gelijk aan (.*)</p>", reviewed)
    assert line is not None
    assert f"/documents/{earlier}" in line.group()
    assert f"/documents/{later}/alike" not in page(desk, f"/documents/{later}", desk.world.reader)


def test_the_company_keeps_them_apart_and_asks_again(desk: Desk, pair: tuple[str, str]) -> None:
    earlier, later = pair
    browser, address = desk.browser(desk.world.submitter), f"/documents/{later}"
    send(browser, f"{address}/alike", {"other": earlier}, page=address)
    shown = page(desk, address, desk.world.submitter)
    assert HINT not in shown
    assert "U zei dat “opgave 100” een ander stuk is." in shown
    assert "van de tekst is gelijk" not in page(desk, f"/review/{later}", desk.world.reader)
    send(browser, f"{address}/alike", {"other": earlier, "again": "yes"}, page=address)
    assert HINT in page(desk, address, desk.world.submitter)


def test_joined_they_are_two_versions_of_one_document(desk: Desk, pair: tuple[str, str]) -> None:
    earlier, later = pair
    address = f"/documents/{later}/join"
    send(desk.browser(desk.world.submitter), address, {"into": earlier}, page=address)
    with desk.working() as session:
        document = session.query(Document).filter_by(public_id=earlier).one()
        assert [version.number for version in document.versions] == [1, 2]
    assert HINT not in page(desk, f"/documents/{later}", desk.world.submitter)


def test_only_who_has_answered_reads_that_nothing_is_to_be_done(
    desk: Desk, pair: tuple[str, str]
) -> None:
    earlier, later = pair
    with desk.working() as session:
        document = session.query(Document).filter_by(public_id=later).one()
        deciding.decide(session, items.of_document(session, document)[0], REJECT, desk.world.reader)
    browser, address = desk.browser(desk.world.submitter), f"/documents/{later}"
    assert "Nu niets." not in browser.get(address).text
    send(browser, f"{address}/alike", {"other": earlier}, page=address)
    assert "Nu niets." in browser.get(address).text
