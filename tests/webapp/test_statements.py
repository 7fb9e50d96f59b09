"""How many questions a page puts to the database does not grow with what it shows."""

import pytest
from flask import Flask
from sqlalchemy import event

from tests.cast import (
    a_candidate,
    a_document,
    a_person,
    a_reading,
    a_record,
    a_site,
    an_audit_finding,
)
from tests.walking import SENTENCES
from tests.webapp.desk import Desk
from webapp import db
from workflows import clock, deciding, findings, items
from workflows.models import Assignment, Document, Finding, Site
from workflows.permissions import Actor
from workflows.states import FindingAction, ItemAction, Role
from workflows.verdicts import Verdict

APPROVE = Verdict(ItemAction.APPROVE)

PAGES = (
    ("reader", "/work"),
    ("reader", "/work/first_reading"),
    ("reader", "/documents"),
    ("reader", "/documents/{document}"),
    ("reader", "/review"),
    ("reader", "/review/{document}"),
    ("reader", "/findings"),
    ("reader", "/findings/{finding}"),
    ("reader", "/smelters/{site}"),
    ("secretary", "/work"),
    ("secretary", "/work/to_assign"),
    ("secretary", "/documents"),
    ("secretary", "/documents/{document}"),
    ("secretary", "/review"),
    ("secretary", "/findings?state=running&sort=due"),
    ("secretary", "/findings/{finding}"),
    ("secretary", "/smelters?q=works"),
    ("secretary", "/smelters/{site}"),
    ("secretary", "/log"),
    ("secretary", "/log?noun=item"),
    ("contact", "/work"),
    ("contact", "/documents"),
    ("contact", "/documents/{document}"),
    ("contact", "/findings"),
    ("contact", "/smelters"),
)


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


def send_in(desk: Desk, numbers: range) -> None:
    """So many papers, each with a finding, a site of its own, and items at every stage."""
    world = desk.world
    with desk.working() as session:
        for number in numbers:
            site = a_site(session, f"Merapi {number} Tin Works")
            known = a_record(site.name, candidates=[a_candidate(site)])
            records = [known, *(a_record(f"Smelterij {number} {one}") for one in range(3))]
            reading = a_reading(*records, findings=[an_audit_finding(f"Exit {number}.")])
            document = a_document(session, desk.store, world.company, world.submitter, reading)
            linked, mine, theirs, _open, found = items.of_document(session, document)
            deciding.decide(session, linked, APPROVE, world.reader)
            deciding.decide(session, mine, APPROVE, world.reader)
            deciding.decide(session, theirs, APPROVE, world.other_reader)
            deciding.decide(session, found, APPROVE, world.reader)
            if number % 2:
                finding = session.query(Finding).order_by(Finding.id.desc()).first()
                assert finding is not None
                words = SENTENCES | {"person": world.reader.email}
                findings.act(session, finding, FindingAction.ASSIGN, world.secretary, words)


def addresses(desk: Desk) -> dict[str, str]:
    """The public ids of the first paper, finding and site, which are there from the start."""
    with desk.working() as session:
        return {
            name: session.query(table).order_by(table.id).first().public_id
            for name, table in (("document", Document), ("finding", Finding), ("site", Site))
        }


def questions(desk: Desk, who: Actor, address: str) -> int:
    """How many statements the page takes; the first time something may be looked up once."""
    browser, found = desk.browser(who), []

    def note(*given: object) -> None:
        found.append(given[2])

    assert browser.get(address).status_code == 200
    engine = db.engine_of(desk.app)
    event.listen(engine, "before_cursor_execute", note)
    assert browser.get(address).status_code == 200
    event.remove(engine, "before_cursor_execute", note)
    return len(found)


def test_many_papers_take_as_many_questions_as_a_few(desk):
    send_in(desk, range(1, 11))  # more than My work shows of a kind: it has to count them
    ids = addresses(desk)
    asked = [(getattr(desk.world, who), page.format(**ids)) for who, page in PAGES]
    few = [questions(desk, *one) for one in asked]
    send_in(desk, range(11, 31))
    many = [questions(desk, *one) for one in asked]
    grown = [
        f"{who} {page}: {before}, then {after}"
        for (who, page), before, after in zip(PAGES, few, many, strict=True)
        if after > before
    ]
    assert grown == []


def test_the_screen_of_an_item_is_asked_for_in_few_questions(desk):
    send_in(desk, range(1, 3))
    ids = addresses(desk)
    # Each costs a millisecond on a server of its own; more than these, and one waits for them.
    assert questions(desk, desk.world.reader, f"/review/{ids['document']}") <= 36


def test_more_readers_of_a_paper_cost_no_more_questions(desk):
    send_in(desk, range(1, 2))
    address = f"/review/{addresses(desk)['document']}"
    alone = questions(desk, desk.world.reader, address)
    with desk.working() as session:
        document = session.query(Document).one()
        office = document.assignments[0].person.mandates[0].organisation
        for number in range(4):
            person = a_person(session, f"lezer-{number}@example.com", Role.REVIEWER, office)
            given = Assignment(person_id=person.person_id, assigned_at=clock.now(session))
            document.assignments.append(given)
    assert questions(desk, desk.world.reader, address) == alone
