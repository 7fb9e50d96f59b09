"""A small office for the pages: the cast of the workflow's tests, each with a browser of their own.

What is built here is committed, so that the requests of a test see it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.cast import (
    World,
    a_candidate,
    a_document,
    a_reading,
    a_record,
    a_site,
    a_world,
    an_audit_finding,
)
from tests.webapp.browsing import PASSWORD, log_in
from webapp import db
from workflows import deciding, findings, items, people
from workflows.models import Finding
from workflows.permissions import Actor
from workflows.states import FindingAction, ItemAction
from workflows.storage import FileStore
from workflows.verdicts import Verdict


class Desk:
    """The application with its people, and what they do behind the pages."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.store = FileStore(Path(app.config["DATA"]) / "files")
        self.browsers: dict[str, FlaskClient] = {}
        with self.working() as session:
            self.world: World = a_world(session)

    @contextmanager
    def working(self) -> Iterator[Session]:
        """A session whose work is committed at the end."""
        with db.sessions(self.app)() as session:
            yield session
            session.commit()

    def browser(self, who: Actor) -> FlaskClient:
        """The browser of this person, logged in; in Dutch, as everybody begins."""
        if who.email not in self.browsers:
            with self.working() as session:
                person = people.find(session, who.email)
                assert person is not None
                people.set_password(session, people.new_link(session, person), PASSWORD)
            client = self.app.test_client()
            assert log_in(client, who.email).status_code == 303
            self.browsers[who.email] = client
        return self.browsers[who.email]

    def finding(self, *steps: tuple[str, Actor, dict[str, str]], rival: bool = False) -> str:
        """The public id of an audit finding of the company, after these steps."""
        world = self.world
        owner = world.rival if rival else world.company
        sender = world.competitor if rival else world.submitter
        with self.working() as session:
            reading = a_reading(findings=[an_audit_finding()])
            document = a_document(session, self.store, owner, sender, reading)
            (item,) = items.of_document(session, document)
            deciding.decide(session, item, Verdict(ItemAction.APPROVE), world.reader)
            found = session.query(Finding).order_by(Finding.id.desc()).first()
            assert found is not None
            for action, who, given in steps:
                # What was published somewhere comes with a copy of that page.
                copy = ("page.html", b"<p>Zo is het.</p>") if "address" in given else None
                findings.act(
                    session, found, FindingAction(action), who, given, file=copy, store=self.store
                )
            return found.public_id

    def assigned(self) -> tuple[str, Actor, dict[str, str]]:
        """The step that hands a finding to the reader."""
        return "assign", self.world.secretary, {"person": self.world.reader.email}

    def assessed(self) -> tuple[str, Actor, dict[str, str]]:
        """The step that assesses it."""
        given = {"severity": "major", "likelihood": "possible"}
        return "assess", self.world.reader, given

    def private_site(self, name: str = "Kraaiennest Tin Works") -> str:
        """The public id of a site that one paper of the company taught of."""
        with self.working() as session:
            reading = a_reading(a_record(name))
            world = self.world
            document = a_document(session, self.store, world.company, world.submitter, reading)
            (item,) = items.of_document(session, document)
            deciding.decide(session, item, Verdict(ItemAction.APPROVE), world.reader)
            deciding.decide(session, item, Verdict(ItemAction.APPROVE), world.other_reader)
            assert item.site is not None
            return item.site.public_id

    def public_site(self, name: str = "Merapi Tin Works", **more: str) -> str:
        """The public id of a site that everybody may see, named by a paper of the company."""
        with self.working() as session:
            site = a_site(session, name, **more)
            reading = a_reading(a_record(name, candidates=[a_candidate(site)]))
            world = self.world
            document = a_document(session, self.store, world.company, world.submitter, reading)
            (item,) = items.of_document(session, document)
            deciding.decide(session, item, Verdict(ItemAction.APPROVE), world.reader)
            return site.public_id
