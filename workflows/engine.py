"""Open the database: SQLite safe against a crash, PostgreSQL by address, sessions with a clock.

What a session writes, search and the queue find: words and metals are written with it.
"""

from contextlib import suppress
from typing import Any

from sqlalchemy import Engine, Executable, create_engine, event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, SessionTransaction, sessionmaker

from workflows import once, paper_metals, search_index
from workflows.clock import Clock

# Seconds that a writer waits for another one before it gives up.
BUSY_SECONDS = 30
# Questions that are kept compiled. The lists and pages of a reader, a secretary and a company are
# some four hundred; what falls out is compiled again, which takes longer than most answers.
QUESTIONS_KEPT = 1_500
# Of them, those that a connection to PostgreSQL keeps prepared: some 30 MB there.
PREPARED_KEPT = 600
_WROTE = "wrote"


def make_engine(url: str) -> Engine:
    """An engine for ``url``. SQLite gets WAL, foreign keys and a sync at every commit."""
    if url.startswith("postgresql://"):
        url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    if not url.startswith("sqlite"):
        engine = create_engine(url, pool_pre_ping=True, query_cache_size=QUESTIONS_KEPT)
        event.listen(engine, "connect", _prepare_postgresql)
        return engine
    engine = create_engine(
        url,
        connect_args={"timeout": BUSY_SECONDS, "cached_statements": QUESTIONS_KEPT},
        query_cache_size=QUESTIONS_KEPT,
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def make_sessions(
    engine: Engine, clock: Clock, *, read_only: bool = False
) -> sessionmaker[Session]:
    """Sessions that read ``clock``. A read-only one takes no write lock on SQLite."""
    if engine.dialect.name == "sqlite" and read_only:
        engine = engine.execution_options(sqlite_begin="DEFERRED")
    maker: sessionmaker[Session] = sessionmaker(
        engine, class_=_Noting, info={"clock": clock}, expire_on_commit=False
    )
    event.listen(maker, "after_flush", search_index.follow)
    event.listen(maker, "after_flush", paper_metals.follow)
    event.listen(maker, "after_flush", once.follow)
    event.listen(maker, "after_flush", _note_flush)
    event.listen(maker, "after_transaction_end", _forget)
    return maker


class _Noting(Session):
    """A session that notes whether it was told to write.

    Not by the library's event: where one listens, every question is prepared twice.
    """

    def execute(self, statement: Executable, *given: Any, **options: Any) -> Any:
        self._note(statement)
        return super().execute(statement, *given, **options)

    def scalars(self, statement: Executable, *given: Any, **options: Any) -> Any:
        self._note(statement)
        return super().scalars(statement, *given, **options)

    def scalar(self, statement: Executable, *given: Any, **options: Any) -> Any:
        self._note(statement)
        return super().scalar(statement, *given, **options)

    def _note(self, statement: Executable) -> None:
        if not statement.is_select:
            self.info[_WROTE] = True


def end(session: Session) -> None:
    """Close a session; what it did not commit is rolled back.

    One that only read is committed instead: at every rollback psycopg forgets the questions that
    it has prepared, and PostgreSQL has to plan each of them anew, which often takes longer than
    the answer.
    """
    pending = session.new or session.dirty or session.deleted
    wrote = session.info.get(_WROTE) or pending or not session.is_active  # a flush that failed
    if session.in_transaction() and not wrote:
        with suppress(SQLAlchemyError):  # a connection that was lost, with nothing in it to lose
            session.commit()
    session.close()


def _note_flush(session: Session, _context: object) -> None:
    session.info[_WROTE] = True


def _forget(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.info.pop(_WROTE, None)


def _prepare_postgresql(connection: Any, _record: object) -> None:
    with connection.cursor() as cursor:
        # Compiling a question of a page takes ten times as long as answering it.
        cursor.execute("SET jit = off")
        # A word that many rows have does not fit into the usual 4 MB: each row is read again then.
        cursor.execute("SET work_mem = '32MB'")
    connection.commit()
    connection.prepared_max = PREPARED_KEPT


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver's own transaction handling starts too late; _begin_sqlite does it.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
    # SQLite's own knows only the letters A to Z: a search for "één" would miss "Één".
    connection.create_function("lower", 1, _lower, deterministic=True)


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


def _begin_sqlite(connection: Any) -> None:
    # A transaction that reads first and writes later cannot wait for a writer: it fails at once
    # with "database is locked". Taking the write lock at the start makes it wait its turn.
    mode = connection.get_execution_options().get("sqlite_begin", "IMMEDIATE")
    connection.exec_driver_sql(f"BEGIN {mode}")
