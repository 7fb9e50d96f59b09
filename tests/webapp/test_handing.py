"""Documents that change hands: a language one does not read, given back, claimed, taken away."""

from html import unescape

import pytest
from flask import Flask

from tests.cast import a_document, a_person, a_reading, a_record
from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from workflows import documents, organisations
from workflows.states import Role


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


@pytest.fixture
def paper(desk: Desk) -> str:
    with desk.working() as session:
        world, reading = desk.world, a_reading(a_record())
        return a_document(session, desk.store, world.company, world.submitter, reading).public_id


def readers(desk, paper):
    with desk.working() as session:
        document = documents.get(session, paper, desk.world.secretary)
        return {one.person.name for one in document.assignments}


def do(desk, who, address, **fields):
    answer = send(desk.browser(who), address, fields, page="/profile")
    assert answer.status_code == 303
    return unescape(desk.browser(who).get(answer.location).text)


def test_who_cannot_read_the_language_says_so_and_somebody_else_reads(desk, paper):
    with desk.working() as session:
        office = organisations.named(session, "Secretariaat Verzinsel")
        a_person(session, "third@voorbeeld.example", Role.REVIEWER, office)
    page = unescape(desk.browser(desk.world.reader).get(f"/review/{paper}").text)
    assert "Ik kan deze taal niet lezen (Engels)" in page
    said = do(desk, desk.world.reader, f"/review/{paper}/cannot-read")
    assert "Iemand anders leest het nu." in said
    assert readers(desk, paper) == {"other.reader", "third"}
    profile = desk.browser(desk.world.reader).get("/profile").text
    assert 'value="nl" checked' in profile
    assert 'value="en" checked' not in profile.partition("reads")[2]


def test_given_back_without_anybody_else_the_secretariat_looks(desk, paper):
    said = do(desk, desk.world.reader, f"/review/{paper}/give-back", note="Ik ken hen.")
    assert "Het secretariaat zoekt een lezer." in said
    assert readers(desk, paper) == {"other.reader"}
    assert desk.browser(desk.world.reader).get(f"/review/{paper}").status_code == 404
    told = "Documenten die een lezer nodig hebben"
    assert told in desk.browser(desk.world.secretary).get("/work").text
    assert told not in desk.browser(desk.world.other_reader).get("/work").text


def test_a_reviewer_asks_for_one_more_document(desk, paper):
    none = do(desk, desk.world.reader, "/review/claim")
    assert "Er wacht geen document op nog een lezer." in none
    address, email = f"/review/{paper}/unassign", desk.world.reader.email
    assert "reader leest het niet meer." in do(desk, desk.world.secretary, address, reviewer=email)
    said = do(desk, desk.world.reader, "/review/claim")
    assert "U mag “opgave.pdf” lezen." in said
    assert readers(desk, paper) == {"reader", "other.reader"}


def test_the_languages_that_one_reads_are_kept_on_the_profile(desk):
    said = do(desk, desk.world.reader, "/profile/reading", language=["nl", "de"])
    assert 'value="de" checked' in said
    assert 'value="fr" checked' not in said
    assert "Talen die u leest" not in desk.browser(desk.world.submitter).get("/profile").text
