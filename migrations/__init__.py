"""Numbered revisions of the database, and the three things one does with them."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from workflows import search_index
from workflows.engine import make_engine


def upgrade(url: str, revision: str = "head") -> None:
    """Bring the database at ``url`` to ``revision``; to the newest one, also what is searched."""
    command.upgrade(_config(url), revision)
    if revision == "head":
        engine = make_engine(url)
        with engine.begin() as connection:
            search_index.complete(connection)
        engine.dispose()


def downgrade(url: str, revision: str) -> None:
    """Bring the database at ``url`` back to ``revision``."""
    command.downgrade(_config(url), revision)


def state(url: str) -> tuple[str | None, str | None]:
    """The revision of the database, and the newest there is."""
    engine = make_engine(url)
    try:
        with engine.connect() as connection:
            current = MigrationContext.configure(connection).get_current_revision()
    finally:
        engine.dispose()
    return current, ScriptDirectory.from_config(_config(url)).get_current_head()


def _config(url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["url"] = url
    return config


def drawn_up(
    _object: object, name: str | None, kind: str, _reflected: bool, _other: object
) -> bool:
    """Whether a table or index is one that the models tell of: what searches is made by hand."""
    return not (kind in ("table", "index") and str(name).startswith("search_words"))
