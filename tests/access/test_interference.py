"""Whatever a company sends in, has judged and does, nobody else is shown one byte otherwise.

What a page, a filter, a search, an export or a report tells of others together, it would tell by a
difference: everything is opened, a company does much, and everything is opened again.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import demo_year
from tests.access import crawling
from tests.cast import a_candidate, a_document, a_reading, a_record, an_audit_finding
from webapp import db
from webapp.app import create_app
from workflows import deciding, documents, items, people, register
from workflows.demo import cast
from workflows.demo.story import END
from workflows.models import Document, Finding, Organisation, Site
from workflows.permissions import Actor
from workflows.states import ItemAction, ItemState, RejectReason, Role
from workflows.storage import FileStore
from workflows.verdicts import Verdict

OURS, RIVAL = cast.MEMBERS[0], cast.MEMBERS[1]
OUTSIDE = (Role.MEMBER, Role.SUPPORTER)
LOOKING = (
    OURS.submitter,
    OURS.contact,
    *(persona.email for persona in cast.PERSONAS if persona.role in OUTSIDE),
)
PAPERS = 5
# Every list, narrowed in the ways that a crawl does not come to by itself.
FILTERS = (
    *(f"/documents?{ask}" for ask in ("state=reviewed", "state=in_review", "q=nieuwe", "page=2")),
    *(f"/findings?{ask}" for ask in ("state=running", "due=overdue", "sort=due", "page=2")),
    *(f"/smelters?{ask}" for ask in ("metal=tin", "country=ID", "q=nieuwe", "state=closed")),
    *(f"/search?q={word}" for word in ("nieuwe", "smelterij", "kraaiennest", "tin", "2026")),
    *(
        f"/{one}/export.{kind}"
        for one in ("findings", "smelters", "shared")
        for kind in ("csv", "json")
    ),
)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application, on the demo year as it stands at the end of it."""
    now = END.astimezone(UTC)
    data = demo_year.copy(tmp_path_factory)
    app = create_app({"DATA": data, "CLOCK": lambda: now, "TESTING": True})
    app.config["PROPAGATE_EXCEPTIONS"] = False
    yield app
    db.engine_of(app).dispose()


def everything(app: Flask, email: str) -> dict[str, str]:
    """All that somebody is shown, by address."""
    shown: dict[str, str] = {}
    crawling.crawl(app, email, cast.DEMO_PASSWORD, FILTERS, shown.__setitem__)
    return shown


def do_much(app: Flask) -> None:
    """The rival sends papers in, has them judged, and works on what was found in them."""
    with db.sessions(app)() as session:
        rival = session.scalars(select(Organisation).where(Organisation.name == RIVAL.name)).one()
        sender = people.acting_as(session, RIVAL.submitter)
        readers = [people.acting_as(session, one) for one in cast.REVIEWERS[:2]]
        office = people.acting_as(session, cast.ANNE)
        store = FileStore(Path(str(app.config["DATA"])) / "files")
        for number in range(PAPERS):
            paper = a_paper(session, store, rival, sender, number)
            for reader in readers:
                person = people.find(session, reader.email)
                if reader.email not in {a.person.email for a in paper.assignments}:
                    documents.assign(session, paper, person, office)
            judge(session, paper, readers)
        session.commit()


def a_paper(
    session: Session, store: FileStore, rival: Organisation, sender: Actor, number: int
) -> Document:
    """Sent in and read: a smelter that everybody knows, three that nobody knew, a finding."""
    site = session.scalars(register.public().order_by(Site.id).offset(number).limit(1)).one()
    known = a_record(site.name, candidates=[a_candidate(site)])
    new = [a_record(f"Nieuwe Smelterij {number} {one}", country="ID") for one in range(3)]
    reading = a_reading(known, *new, findings=[an_audit_finding(f"Nieuwe nooduitgang {number}.")])
    return a_document(session, store, rival, sender, reading)


def judge(session: Session, paper: Document, readers: Sequence[Actor]) -> None:
    """One name is rejected, all else approved, by two readers where it takes two."""
    for place, item in enumerate(items.of_document(session, paper)):
        verdict = Verdict(ItemAction.APPROVE)
        if place == 3:
            verdict = Verdict(ItemAction.REJECT, RejectReason.NOT_A_SMELTER)
        for reader in readers:
            session.refresh(item)
            if item.state in (ItemState.OPEN, ItemState.SECOND):
                deciding.decide(session, item, verdict, reader)


@pytest.fixture(scope="module")
def before(year: Flask) -> dict[str, dict[str, str]]:
    """What everybody was shown; since then the rival has done much."""
    shown = {email: everything(year, email) for email in LOOKING}
    do_much(year)
    return shown


@pytest.mark.parametrize("email", LOOKING)
def test_what_a_company_does_changes_nothing_that_others_are_shown(
    year: Flask, before: dict[str, dict[str, str]], email: str
) -> None:
    shown = everything(year, email)
    assert len(shown) > 30
    assert set(shown) == set(before[email])
    assert [one for one in shown if shown[one] != before[email][one]] == []


def test_the_rival_itself_is_shown_what_it_did(
    year: Flask, before: dict[str, dict[str, str]]
) -> None:
    """Or nothing was done that anybody could have met."""
    assert before
    shown = everything(year, RIVAL.submitter)
    assert all(shown[one].startswith("200") for one in FILTERS)
    assert "Smelterij" in shown["/search?q=nieuwe"]
    with db.sessions(year)() as session:
        assert session.scalars(select(Finding).where(Finding.rule == "audit_finding")).all()
