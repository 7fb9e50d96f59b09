"""The application on either database, with its people: for tests of faults and of hostile texts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.webapp.desk import Desk
from webapp import db
from webapp.app import create_app
from workflows import events, soundness
from workflows.storage import FileStore


@pytest.fixture
def app(database_url: str, tmp_path: Path, clock) -> Iterator[Flask]:
    """The application; when the test ends, log, histories and files must be sound."""
    app = create_app(
        {"DATA": tmp_path / "data", "DATABASE_URL": database_url, "CLOCK": clock, "TESTING": True}
    )
    # The handlers are what is tested: they get the errors, not the test.
    app.config["PROPAGATE_EXCEPTIONS"] = False
    yield app
    store = FileStore(Path(app.config["DATA"]) / "files")
    with db.sessions(app)() as session:
        assert events.problems(session) == []
        assert soundness.problems(session) == []
        assert soundness.missing_files(session, store) == []
    db.engine_of(app).dispose()


@pytest.fixture
def desk(app: Flask) -> Desk:
    """The people, each with a browser."""
    return Desk(app)
