"""Copies of prepared databases: migrating, and making everybody, happens once for many tests."""

import shutil
import uuid

import psycopg
from sqlalchemy import create_engine, text

from tests.cast import KNOWN, a_world
from workflows.engine import make_engine, make_sessions

# A number out of the versions of all that was made in a database: a change of a table shows.
CATALOGUE = """
SELECT sum(hashtextextended(seen, 0)) FROM (
    SELECT 'relation ' || oid || ' ' || xmin FROM pg_class WHERE oid >= 16384
    UNION ALL
    SELECT 'column ' || attrelid || ' ' || attnum || ' ' || xmin FROM pg_attribute
    WHERE attrelid >= 16384
    UNION ALL SELECT 'constraint ' || oid || ' ' || xmin FROM pg_constraint WHERE oid >= 16384
    UNION ALL SELECT 'trigger ' || oid || ' ' || xmin FROM pg_trigger WHERE oid >= 16384
    UNION ALL SELECT 'function ' || oid || ' ' || xmin FROM pg_proc WHERE oid >= 16384
) AS known (seen)
"""
OTHERS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


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


class Lent:
    """A copy on PostgreSQL that tests have in turn: putting it back takes a tenth of a new one.

    Rows and numbers are put back. Where a test changed a table, or after many tests, whose deleted
    rows take room, the next test gets a new copy.
    """

    MANY = 50

    def __init__(self, server: str, template: str) -> None:
        self.server, self.template = server, template
        self.name, self.catalogue, self.lends = "", 0, 0
        self.emptied, self.rows = "", {}

    def lend(self) -> str:
        """The address of the copy, as the template was."""
        if not self.name:
            self.name, self.lends = f"test_{uuid.uuid4().hex[:12]}", 0
            run_on(self.server, f"CREATE DATABASE {self.name} TEMPLATE {self.template}")
            with self._connect() as connection:
                self._remember(connection)
        self.lends += 1
        return f"{self.server}/{self.name}"

    def take_back(self) -> None:
        """End what still uses the copy, and make it again what it was."""
        with self._connect() as connection:
            connection.execute(OTHERS)
            changed = _catalogue(connection) != self.catalogue
            if not changed and self.lends < self.MANY:
                self._put_back(connection)
                return
        self.drop()

    def drop(self) -> None:
        """Remove the copy; the next test gets a new one."""
        if self.name:
            run_on(self.server, f"DROP DATABASE {self.name} WITH (FORCE)")
        self.name = ""

    def _connect(self) -> psycopg.Connection:
        server = self.server.replace("+psycopg", "")
        return psycopg.connect(f"{server}/{self.name}")

    def _remember(self, connection: psycopg.Connection) -> None:
        self.catalogue = _catalogue(connection)
        found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [f'"{name}"' for (name,) in found]
        self.rows = {}
        for table in tables:
            with connection.cursor().copy(f"COPY {table} TO STDOUT") as copy:
                if rows := b"".join(copy):
                    self.rows[table] = rows
        numbers = connection.execute(
            "SELECT sequencename, coalesce(last_value, start_value), last_value IS NOT NULL"
            " FROM pg_sequences WHERE schemaname = 'public'"
        )
        given = [f"SELECT setval('\"{name}\"', {last}, {used})" for name, last, used in numbers]
        # As a replica: no trigger refuses it, and the order of tables does not matter.
        first = "SET LOCAL session_replication_role = replica"
        emptied = [f"DELETE FROM {table}" for table in tables]  # noqa: S608 - our own names
        self.emptied = "; ".join([first, *emptied, *given])

    def _put_back(self, connection: psycopg.Connection) -> None:
        connection.execute(self.emptied)
        for table, rows in self.rows.items():
            with connection.cursor().copy(f"COPY {table} FROM STDIN") as copy:
                copy.write(rows)


def _catalogue(connection: psycopg.Connection) -> int:
    (seen,) = connection.execute(CATALOGUE).fetchone()
    return int(seen)
