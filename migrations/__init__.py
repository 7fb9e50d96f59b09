"""Numbered revisions of the database, and the three things one does with them."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext

from workflows import search_index
from workflows.engine import make_engine

_HERE = Path(__file__).parent


def upgrade(url: str, revision: str = "head") -> None:
    """Bring the database at ``url`` to ``revision``; to the newest one, also what is searched."""
    if revision != "head":
        command.upgrade(_config(url), revision)
        return
    # Every command begins here, and nearly always there is nothing to do: the revisions are not
    # loaded to find that out, and the database is opened once.
    engine = make_engine(url)
    try:
        with engine.connect() as connection:
            found = MigrationContext.configure(connection).get_current_revision()
        if found != newest():
            command.upgrade(_config(url), revision)
        with engine.begin() as connection:
            search_index.complete(connection)
    finally:
        engine.dispose()


def newest() -> str:
    """The newest revision there is, by the numbers that their files begin with."""
    return max(path.name.partition("_")[0] for path in _HERE.glob("versions/[0-9]*_*.py"))


def downgrade(url: str, revision: str) -> None:
    """Bring the database at ``url`` back to ``revision``."""
    command.downgrade(_config(url), revision)


def state(url: str) -> tuple[str | None, str]:
    """The revision of the database, and the newest there is."""
    return _revision(url), newest()


def _revision(url: str) -> str | None:
    engine = make_engine(url)
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    finally:
        engine.dispose()


def _config(url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    config.attributes["url"] = url
    return config


def drawn_up(
    _object: object, name: str | None, kind: str, _reflected: bool, _other: object
) -> bool:
    """Whether a table or index is one that the models tell of: what searches is made by hand."""
    return not (kind in ("table", "index") and str(name).startswith("search_words"))
