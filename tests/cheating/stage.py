"""The stage: an installation with people who would like to cheat, put back before every history."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import delete
from sqlalchemy.orm import Session

from extraction.records import Certainty, Extraction
from tests import cast
from tests.webapp.browsing import give_passwords, log_in, token
from webapp import db
from webapp.app import create_app
from webapp.installation import Installation
from workflows import documents, readings, settings
from workflows.engine import make_engine, make_sessions
from workflows.models import Assignment, Document
from workflows.permissions import Actor
from workflows.risks import seed_taxonomies
from workflows.states import Role
from workflows.storage import FileStore

LISTED = "CD"
NEVER = "x" * 12  # an id that was never given
NAMES = (
    ("Nieuwe Smelterij", None, "check", "ID"),  # the register does not know it
    ("Zwakke Smelterij", 0.6, "check", "ID"),
    ("Zekere Smelterij", 0.97, "certain", "ID"),
    ("Gewone Smelterij", 0.95, "check", "ID"),
    ("Gewone Smelterij", 0.95, "check", "ID"),  # said again: one item with two mentions
    ("Verre Smelterij", 0.95, "check", LISTED),
    ("Andere Zekere Smelterij", 0.99, "certain", "ID"),
)


class Moment:
    """A clock that stands still until it is told to go on."""

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 2, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


@dataclass
class Stage:
    """The application, its people and papers, and a look into its database from outside."""

    app: Flask
    clock: Moment
    installation: Installation
    people: dict[str, Actor]
    papers: dict[str, str]  # public ids of documents
    cookies: dict[str, tuple[str, str]]  # of a logged-in browser: the cookie, a token for its forms
    watch: sqlite3.Connection
    pristine: Path
    sites: dict[str, str]  # name -> public id

    @property
    def store(self) -> FileStore:
        """Where the files are."""
        return self.installation.store

    @contextmanager
    def working(self) -> Iterator[Session]:
        """A session whose work is kept, unless something is refused."""
        with db.sessions(self.app)() as session:
            yield session
            session.commit()

    def restore(self) -> None:
        """Everything as it was in the beginning."""
        db.engine_of(self.app).dispose()
        self.installation.engine.dispose()
        with closing(sqlite3.connect(self.pristine)) as source:
            source.backup(self.watch)
        self.clock.at = Moment().at


def build(folder: Path, template: Path) -> Iterator[Stage]:
    """An installation in ``folder``, in a copy of the migrated, empty database ``template``."""
    data, clock = folder / "data", Moment()
    data.mkdir()
    database = data / "ketenzicht.sqlite3"
    shutil.copy(template, database)
    app = create_app({"DATA": data, "CLOCK": clock, "TESTING": True})
    engine = make_engine(str(app.config["DATABASE_URL"]))
    installation = Installation(
        dict(app.config),
        engine,
        make_sessions(engine, clock),
        make_sessions(engine, clock, read_only=True),
        FileStore(data / "files"),
    )
    with db.sessions(app)() as session:
        everybody, papers, sites = _fill(session, installation.store)
        session.commit()
    cookies = {name: _enter(app, actor.email) for name, actor in everybody.items()}
    with closing(sqlite3.connect(database)) as watch:
        pristine = folder / "pristine.sqlite3"
        with closing(sqlite3.connect(pristine)) as target:
            watch.backup(target)
        yield Stage(app, clock, installation, everybody, papers, cookies, watch, pristine, sites)
    engine.dispose()
    db.engine_of(app).dispose()


def _enter(app: Flask, email: str) -> tuple[str, str]:
    client = app.test_client()
    assert log_in(client, email).status_code == 303, email
    form = token(client, "/help")
    cookie = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert cookie is not None
    return cookie.value, form


def _fill(
    session: Session, store: FileStore
) -> tuple[dict[str, Actor], dict[str, str], dict[str, str]]:
    world = cast.a_world(session)
    seed_taxonomies(session)
    cast.a_risk_list(session, LISTED, valid_from=date(2026, 1, 1))
    home = world.secretary.held[0].organisation_id
    office = next(o for o in session.query(cast.Organisation) if o.id == home)
    # A reviewer who also has to do with the company; one who reads nothing; one of the secretariat
    # who reviews too, and sent a paper in for the company.
    conflicted = cast.a_person(session, "conflicted@voorbeeld.example", Role.REVIEWER, office)
    idle = cast.a_person(session, "idle@voorbeeld.example", Role.REVIEWER, office)
    both = cast.a_person(session, world.other_secretary.email, Role.REVIEWER, office)
    sites = {
        name: cast.a_site(session, name, country=country)
        for name, score, _certainty, country in NAMES
        if score is not None
    }
    papers = {
        "ours": _paper(session, store, world.company, world.submitter, sites),
        "behalf": _paper(session, store, world.company, both, sites, most=3),
        "theirs": _paper(session, store, world.rival, world.competitor, sites, most=3),
    }
    settings.put(session, "review.first", "member", None)
    papers["asked"] = _paper(session, store, world.company, world.submitter, sites)
    settings.put(session, "review.first", "reviewers", None)
    conflicted = cast.a_person(session, conflicted.email, Role.EXPERT, world.company)
    _hand_out(session, papers, [world.reader, world.other_reader, conflicted, both])
    everybody = {
        name: getattr(world, name)
        for name in ("submitter", "contact", "competitor", "reader", "other_reader", "secretary")
    }
    everybody |= {name: getattr(world, name) for name in ("administrator", "chair", "member")}
    everybody |= {"conflicted": conflicted, "idle": idle, "both": both}
    give_passwords(session, everybody.values())
    public = {name: document.public_id for name, document in papers.items()}
    return everybody, public, {name: site.public_id for name, site in sites.items()}


def _paper(session, store, company, sender, sites, *, most: int = 7) -> Document:
    return cast.a_document(session, store, company, sender, a_reading(sites, most=most))


def a_reading(sites, *, leave: int | None = None, move: int | None = None, most=7) -> Extraction:
    """What is read of a paper; without one of its names, or with one of them in another country."""
    records = [
        cast.a_record(
            name,
            country="PE" if number == move else country,
            certainty=Certainty(certainty),
            candidates=[cast.a_candidate(sites[name], score)] if score is not None else [],
        )
        for number, (name, score, certainty, country) in enumerate(NAMES[:most])
        if number != leave
    ]
    more = {"certificates": [cast.a_certificate()], "findings": [cast.an_audit_finding()]}
    return cast.a_reading(*records, **(more if most > 3 else {}))


def read(session: Session, document_id: str, reading: Extraction) -> None:
    """The worker has read the newest version."""
    document = session.query(Document).filter_by(public_id=document_id).one()
    readings.record(session, documents.current(document), reading, {})


def _hand_out(session: Session, papers: dict[str, Document], readers: list[Actor]) -> None:
    """Who reads what: not all of them may decide on it."""
    session.execute(delete(Assignment))
    session.expire_all()
    first, other, conflicted, both = readers
    hands = {"theirs": [first, other], "behalf": [first, other, both], "asked": [first, other]}
    at = datetime(2026, 3, 1, tzinfo=UTC)
    for name, document in papers.items():
        for reader in hands.get(name, [first, other, conflicted, both]):
            document.assignments.append(Assignment(person_id=reader.person_id, assigned_at=at))
    session.flush()


def go_on(stage: Stage, minutes: int) -> None:
    """Time passes."""
    stage.clock.at += timedelta(minutes=minutes)
