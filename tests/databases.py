"""Copies of prepared databases: migrating, and making everybody, happens once for many tests."""

import shutil
import uuid

from sqlalchemy import create_engine, text

from tests.cast import KNOWN, a_world
from workflows.engine import make_engine, make_sessions


def populate(url, clock) -> None:
    """Put a world in a database that is copied."""
    engine = make_engine(url)
    with make_sessions(engine, clock).begin() as session:
        world = a_world(session)
        KNOWN[world.company.public_id] = world
    engine.dispose()


def run_on(server, statement) -> None:
    """Put a statement to a PostgreSQL server, outside of any transaction."""
    admin = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(statement))
    admin.dispose()


def copy_of(request, kind, path, *, populated=False) -> str:
    """The address of a copy, on either engine, of the empty database or of the one with a world."""
    if kind == "sqlite":
        name = "world_sqlite" if populated else "template_sqlite"
        shutil.copy(request.getfixturevalue(name), path)
        return f"sqlite:///{path}"
    server = request.getfixturevalue("postgresql")
    template = request.getfixturevalue("world_postgresql" if populated else "template_postgresql")
    name = f"test_{uuid.uuid4().hex[:12]}"
    run_on(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    return f"{server}/{name}"
