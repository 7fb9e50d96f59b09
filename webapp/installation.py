"""One installation: its settings, its database, its file store; for the server and the commands."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from alembic.util import CommandError
from sqlalchemy import Engine, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, sessionmaker

import migrations
from webapp import config
from workflows.clock import Clock, system_clock
from workflows.engine import make_engine, make_sessions
from workflows.models import Organisation
from workflows.storage import FileStore


@dataclass(frozen=True, slots=True)
class Installation:
    """What a command works on."""

    settings: dict[str, object]
    engine: Engine
    sessions: sessionmaker[Session]
    reading: sessionmaker[Session]  # that wait for no writer, and keep none waiting
    store: FileStore

    def is_empty(self) -> bool:
        """Whether nobody has been added yet."""
        with self.sessions() as session:
            return session.scalar(select(Organisation.id).limit(1)) is None

    @property
    def lease(self) -> timedelta:
        """How long a worker may be silent before another one takes over."""
        lease = self.settings["LEASE"]
        assert isinstance(lease, timedelta)  # noqa: S101 - tells the type checker
        return lease

    @property
    def url(self) -> str:
        """The database's address, password included: for connecting, never for showing."""
        return str(self.settings["DATABASE_URL"])


def open_installation(*, clock: Clock = system_clock, upgrade: bool = True) -> Installation:
    """The installation that the environment describes; brings its database up to date first.

    Raises :class:`webapp.config.ConfigurationError` when the settings do not allow it.
    """
    settings = config.load()
    url = str(settings["DATABASE_URL"])
    if upgrade:
        _upgrade(url)
    engine = make_engine(url)
    writing, reading = (make_sessions(engine, clock, read_only=only) for only in (False, True))
    return Installation(settings, engine, writing, reading, store(settings))


def _upgrade(url: str) -> None:
    try:
        migrations.upgrade(url)
    except CommandError as error:
        raise config.ConfigurationError(
            "The database was made by another version of Ketenzicht. Start that version, or a "
            "newer one."
        ) from error
    except OperationalError as error:
        raise config.ConfigurationError(f"The database cannot be opened: {error.orig}") from error


def store(settings: dict[str, object]) -> FileStore:
    """The file store under the data folder."""
    return FileStore(Path(str(settings["DATA"])) / "files")
