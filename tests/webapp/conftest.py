"""An application on a database of its own, its people, and browsers that are logged in."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.databases import populate
from tests.webapp.browsing import PASSWORD, log_in
from webapp import config, db
from webapp.app import create_app
from workflows import people
from workflows.models import Organisation
from workflows.models.declarative import new_public_id
from workflows.states import OrganisationKind, Role


class Moment:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 22, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def passes(self, **span: float) -> None:
        """Move on by a span, such as ``minutes=15``."""
        self.at += timedelta(**span)


@pytest.fixture
def moment() -> Moment:
    return Moment()


@pytest.fixture(scope="session")
def template_desk(template_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database with the people of the desk in it, copied for each test."""
    path = tmp_path_factory.mktemp("desk") / "desk.sqlite"
    shutil.copy(template_sqlite, path)
    populate(f"sqlite:///{path}", Moment())
    return path


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application that all tests have in turn: to make one takes as long as many pages."""
    return create_app({"DATA": tmp_path_factory.mktemp("made"), "TESTING": True})


@pytest.fixture
def app(
    request: pytest.FixtureRequest, made_once: Flask, tmp_path: Path, moment: Moment
) -> Iterator[Flask]:
    """The application, with a configuration and a database of the test's own."""
    app, before = made_once, dict(made_once.config)
    given = {"DATA": tmp_path / "data", "CLOCK": moment, "TESTING": True}
    app.config.from_mapping(config.load(given))
    db.connect(app)
    # The handlers are what is tested: they get the errors, not the test.
    app.config["PROPAGATE_EXCEPTIONS"] = False
    template = "template_desk" if "desk" in request.fixturenames else "template_sqlite"
    shutil.copy(
        request.getfixturevalue(template),
        str(app.config["DATABASE_URL"]).removeprefix("sqlite:///"),
    )
    yield app
    db.engine_of(app).dispose()
    app.config.clear()
    app.config.update(before)


@pytest.fixture
def add_person(app: Flask) -> Callable[..., str]:
    """Make an account with a password; gives its address."""

    def add(
        email: str = "fenna@draad.example",
        role: Role = Role.CONTACT,
        organisation: str = "Voorbeeld Draad B.V.",
        kind: OrganisationKind = OrganisationKind.COMPANY,
    ) -> str:
        with db.sessions(app)() as session:
            party = session.query(Organisation).filter_by(name=organisation).one_or_none()
            if party is None:
                made = app.config["CLOCK"]()
                party = Organisation(
                    name=organisation, kind=kind, blob_key=new_public_id(), created_at=made
                )
                session.add(party)
                session.flush()
            person = people.add(session, email, role, party, name=email.split("@")[0].title())
            people.set_password(session, people.new_link(session, person), PASSWORD)
            session.commit()
        return email

    return add


@pytest.fixture
def browser(app: Flask) -> FlaskClient:
    """A browser that is not logged in."""
    return app.test_client()


@pytest.fixture
def member(app: Flask, add_person: Callable[..., str]) -> FlaskClient:
    """The browser of a company's contact person, logged in."""
    client = app.test_client()
    log_in(client, add_person())
    return client


@pytest.fixture
def migrated(template_sqlite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands of the test find a database that holds nothing yet."""
    folder = tmp_path / "var"
    folder.mkdir()
    shutil.copy(template_sqlite, folder / "ketenzicht.sqlite3")
    monkeypatch.setenv("KETENZICHT_DATA", str(folder))
