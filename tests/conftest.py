"""Fixtures with a database: SQLite files and a real PostgreSQL, through real migrations."""

import gc
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before numpy is loaded: as in the reading processes

import pytest
from argon2 import PasswordHasher, profiles
from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from playwright.sync_api import Browser, expect, sync_playwright
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.orm import Session
from sqlalchemy.util import LRUCache

import migrations
from tests.databases import Lent, copy_of, populate, run_on
from workflows import engine, events, people, soundness
from workflows.engine import make_engine, make_sessions
from workflows.storage import FileStore

# Thousands of accounts are made and log in: a password's hash is as cheap as can be here.
people._hasher = PasswordHasher.from_parameters(profiles.CHEAPEST)


class Compiled(BytecodeCache):
    """Templates as they were compiled for the first application: each test makes one of its own."""

    def __init__(self) -> None:
        self.known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was compiled from this very source."""
        if bucket.key in self.known:
            bucket.bytecode_from_string(self.known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it; the bucket holds the checksum of its source."""
        self.known[bucket.key] = bucket.bytecode_to_string()


Flask.jinja_options = {"bytecode_cache": Compiled()}


class Asked(LRUCache[Any, Any]):
    """Questions as they were compiled for the first database of a kind: each test has its own."""

    def get(self, key: Any, default: Any = None) -> Any:
        """What was compiled for any dialect of this kind."""
        return super().get(self._of_the_kind(key), default)

    def __setitem__(self, key: Any, compiled: Any) -> None:
        super().__setitem__(self._of_the_kind(key), compiled)

    @staticmethod
    def _of_the_kind(key: Any) -> Any:
        dialect, *question = key
        return (dialect.name, *question)


ASKED = Asked(5_000)


def knowing(url: str, **given: Any) -> Engine:
    """An engine that knows what others compiled."""
    made = create_engine(url, **given)
    made._compiled_cache = ASKED
    if made.dialect.name == "sqlite":
        event.listen(made, "checkout", unsynced)
    return made


def unsynced(connection: Any, *_of_the_pool: object) -> None:
    """No test pulls the plug: nothing waits until the disk has it, as on PostgreSQL here."""
    connection.execute("PRAGMA synchronous=OFF")


engine.create_engine = knowing  # type: ignore[attr-defined]
os.fsync = lambda _descriptor: None  # nor for files; the store is tested to ask for it


def pytest_collection_finish() -> None:
    """Look no more for circles in all that was loaded: it took a twentieth of the tests' time."""
    gc.collect()
    gc.freeze()


class SetClock:
    """A clock that a test sets: it stands still until told to move."""

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **duration: float) -> None:
        self.at += timedelta(**duration)


@pytest.fixture(scope="session")
def postgresql():
    """The address of a PostgreSQL of our own, on a free port, gone when the tests end."""
    # Not under pytest's folder: each run of pytest shuts that folder to other accounts again.
    with tempfile.TemporaryDirectory(prefix="ketenzicht-postgresql-") as folder:
        yield from _postgresql(Path(folder))


def _postgresql(folder):
    programs = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    run_as: dict[str, object] = {}
    if os.getuid() == 0:  # PostgreSQL refuses to run as root
        account = pwd.getpwnam("postgres")
        run_as = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        shutil.chown(folder, account.pw_uid, account.pw_gid)
    cluster = folder / "cluster"
    quiet = {"stdout": subprocess.DEVNULL, "cwd": folder, **run_as}
    initdb = [programs / "initdb", "-D", cluster, "-U", "tests", "-A", "trust", "-E", "UTF8"]
    subprocess.run([*initdb, "--no-sync"], check=True, **quiet)
    server = subprocess.Popen(
        [programs / "postgres", "-D", cluster, "-p", str(port), "-k", folder]
        + ["-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "synchronous_commit=off"]
        + ["-c", "full_page_writes=off"],
        stderr=subprocess.DEVNULL,
        **quiet,
    )
    ready = [programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port), "-t", "1"]
    while subprocess.run(ready, check=False, **quiet).returncode != 0:
        assert server.poll() is None, "PostgreSQL did not start"
    yield f"postgresql+psycopg://tests@127.0.0.1:{port}"
    # At once: in the usual way it would wait for a connection that a failed test left open.
    server.send_signal(signal.SIGINT)
    server.wait()


@pytest.fixture(scope="session")
def template_sqlite(tmp_path_factory):
    """A migrated, empty SQLite file, copied for each test."""
    path = tmp_path_factory.mktemp("template") / "template.sqlite"
    migrations.upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def template_postgresql(postgresql):
    """The name of a migrated, empty database, copied for each test."""
    name = f"template_{uuid.uuid4().hex[:8]}"
    run_on(postgresql, f"CREATE DATABASE {name}")
    migrations.upgrade(f"{postgresql}/{name}")
    return name


@pytest.fixture(scope="session")
def world_sqlite(template_sqlite, tmp_path_factory):
    """The same with everybody of the rules' tests in it."""
    path = tmp_path_factory.mktemp("world") / "world.sqlite"
    shutil.copy(template_sqlite, path)
    populate(f"sqlite:///{path}", SetClock())
    return path


@pytest.fixture(scope="session")
def world_postgresql(postgresql, template_postgresql):
    """The same with everybody of the rules' tests in it."""
    name = f"world_{uuid.uuid4().hex[:8]}"
    run_on(postgresql, f"CREATE DATABASE {name} TEMPLATE {template_postgresql}")
    populate(f"{postgresql}/{name}", SetClock())
    return name


@pytest.fixture(scope="session")
def lent(request):
    """The copies on PostgreSQL that tests have in turn, by whether there is a world in them."""
    templates: dict[bool, Lent] = {}

    def of(populated: bool) -> Lent:
        if populated not in templates:
            template = "world_postgresql" if populated else "template_postgresql"
            server = request.getfixturevalue("postgresql")
            templates[populated] = Lent(server, request.getfixturevalue(template))
        return templates[populated]

    return of


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request, tmp_path):
    """A migrated database of the test's own, on either engine."""
    populated = not {"desk", "world"}.isdisjoint(request.fixturenames)
    if request.param == "sqlite":
        yield copy_of(request, "sqlite", tmp_path / "ketenzicht.sqlite", populated=populated)
        return
    copy = request.getfixturevalue("lent")(populated)
    yield copy.lend()
    copy.take_back()


@pytest.fixture
def clock():
    """The clock that the test's sessions read."""
    return SetClock()


@pytest.fixture
def sessions(database_url, clock):
    """A maker of sessions. When the test ends, the log and every state history must be sound."""
    made = make_engine(database_url)
    maker = make_sessions(made, clock)
    yield maker
    with maker() as session:
        assert events.problems(session) == []
        assert soundness.problems(session) == []
    made.dispose()


@pytest.fixture
def session(sessions) -> Session:
    """One open session; what a test does not commit is rolled back."""
    with sessions() as session:
        yield session
        session.rollback()


@pytest.fixture
def store(tmp_path):
    """A file store of the test's own."""
    return FileStore(tmp_path / "files")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A browser for all the tests of a worker: a process has room for one Playwright."""
    # Two cores are shared by a server, a worker, a browser and other tests.
    expect.set_options(timeout=30_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium-headless-shell") or shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()
