"""Two readers at one document: who has it open, who takes it over, what the other is told."""

from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import a_document, a_reading, a_record
from tests.webapp.browsing import send
from tests.webapp.conftest import Moment
from tests.webapp.desk import Desk
from workflows import documents, items


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


@pytest.fixture
def paper(desk: Desk) -> str:
    """The public id of a document that names two smelters."""
    world, reading = desk.world, a_reading(a_record("Merapi Tin Works"), a_record("Alto Wolfram"))
    with desk.working() as session:
        return a_document(session, desk.store, world.company, world.submitter, reading).public_id


@pytest.fixture
def names(desk: Desk, paper: str) -> list[str]:
    """The public ids of its items."""
    with desk.working() as session:
        document = documents.get(session, paper, desk.world.secretary)
        return [item.public_id for item in items.of_document(session, document)]


def opened(browser: FlaskClient, paper: str) -> str:
    return unescape(browser.get(f"/review/{paper}").text)


def approve(browser: FlaskClient, item: str) -> int:
    given = {"action": "approve", "candidate": "new"}
    return send(browser, f"/review/items/{item}", given, page="/profile").status_code


def test_the_second_to_open_is_told_who_reads_and_since_when(desk, paper, names, moment) -> None:
    reader, other = desk.browser(desk.world.reader), desk.browser(desk.world.other_reader)
    assert "data-taken" not in opened(reader, paper)
    moment.passes(minutes=2)
    page = opened(other, paper)
    assert "reader leest dit sinds 13:00." in page
    assert "Dit document overnemen" in page
    assert approve(other, names[0]) == 403
    assert approve(reader, names[0]) == 303


def test_what_was_taken_over_says_so_and_takes_no_more_verdicts(
    desk: Desk, paper: str, names: list[str], moment: Moment
) -> None:
    reader, other = desk.browser(desk.world.reader), desk.browser(desk.world.other_reader)
    opened(reader, paper)
    approve(reader, names[0])
    moment.passes(minutes=14)
    address = f"/review/items/{names[1]}/take-over"
    assert send(other, address, page="/profile").status_code == 303
    answer = send(
        reader, f"/review/items/{names[1]}", {"action": "approve", "candidate": "new"},
        page="/profile",
    )  # fmt: skip
    assert answer.status_code == 403
    said = "other.reader heeft dit document overgenomen om 13:14. Uw keuzes (1) zijn bewaard."
    assert said in unescape(answer.text)
    assert said in opened(reader, paper)
    send(reader, address, page="/profile")
    assert approve(reader, names[1]) == 303


def test_a_document_that_was_left_is_free_after_a_quarter(desk, paper, names, moment) -> None:
    opened(desk.browser(desk.world.reader), paper)
    moment.passes(minutes=15)
    assert "data-taken" not in opened(desk.browser(desk.world.other_reader), paper)


def test_who_has_nothing_left_to_read_frees_the_document(desk, paper, names, moment) -> None:
    reader, other = desk.browser(desk.world.reader), desk.browser(desk.world.other_reader)
    handed = f"{paper}?item={names[1]}"
    opened(reader, paper)
    send(reader, f"/review/items/{names[1]}", {"action": "doubt", "how": "reader"}, page="/profile")
    opened(reader, paper)
    assert "data-taken" in opened(other, handed)  # one item is left for who reads it
    approve(reader, names[0])
    assert "Nog één vraag" in opened(reader, paper)  # the card of one who is done
    assert "data-taken" not in opened(other, handed)


def test_the_secretariat_looks_without_taking_anything(desk: Desk, paper: str, moment) -> None:
    opened(desk.browser(desk.world.secretary), paper)
    assert "data-taken" not in opened(desk.browser(desk.world.reader), paper)
    assert "data-taken" not in opened(desk.browser(desk.world.secretary), paper)
