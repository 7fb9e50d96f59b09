"""One database session a request: opened at the first question, rolled back unless committed."""

from datetime import datetime
from typing import cast

from flask import Flask, current_app, g, has_request_context, request
from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from workflows import engine
from workflows.clock import Clock

_ENGINE = "ketenzicht.engine"
_WRITING = "ketenzicht.sessions"
_READING = "ketenzicht.reading"


def init(app: Flask) -> None:
    """Connect the application to its database; each request gives its session back."""
    connect(app)
    app.teardown_appcontext(_close)


def connect(app: Flask) -> None:
    """The engine and the sessions of the database that is configured; nothing is opened yet."""
    made = engine.make_engine(str(app.config["DATABASE_URL"]))
    clock = cast(Clock, app.config["CLOCK"])
    app.extensions[_ENGINE] = made
    app.extensions[_WRITING] = engine.make_sessions(made, clock)
    app.extensions[_READING] = engine.make_sessions(made, clock, read_only=True)


def engine_of(app: Flask) -> Engine:
    """The engine, for what migrates, checks or disposes of it."""
    return cast(Engine, app.extensions[_ENGINE])


def sessions(app: Flask) -> sessionmaker[Session]:
    """The factory of sessions, for what runs outside a request."""
    return cast("sessionmaker[Session]", app.extensions[_WRITING])


def session() -> Session:
    """This request's session. A page that only reads does not wait for a writer."""
    if "session" not in g:
        reads = has_request_context() and request.method in ("GET", "HEAD")
        g.session = current_app.extensions[_READING if reads else _WRITING]()
    return cast(Session, g.session)


def commit() -> None:
    """Commit this request's work: a view calls it once, on the last line before it answers."""
    session().commit()


def rollback() -> None:
    """Drop what this request has not committed."""
    if "session" in g:
        g.session.rollback()


def read_only() -> None:
    """Go on with a session that waits for no writer: for the page that says what went wrong."""
    _close(None)
    g.session = current_app.extensions[_READING]()


def writing() -> None:
    """Go on with a session that may write, after one that only read: for what takes long to read
    and then says one thing.
    """
    _close(None)
    g.session = current_app.extensions[_WRITING]()


def now() -> datetime:
    """The moment, aware and in UTC, by the application's clock."""
    return cast(Clock, current_app.config["CLOCK"])()


def _close(error: BaseException | None) -> None:
    opened: Session | None = g.pop("session", None)
    if opened is None:
        return
    if error is None:
        engine.end(opened)
    else:
        opened.close()
