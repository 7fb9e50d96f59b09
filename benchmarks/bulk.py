"""Rows by the hundred thousand into a migrated database, and the chained log beside them."""

import json
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from enum import Enum
from types import SimpleNamespace
from typing import Any, cast

from sqlalchemy import (
    Column,
    ColumnDefault,
    Connection,
    Table,
    create_engine,
    event,
    func,
    insert,
    select,
    text,
)

from workflows import events, paper_metals, search_index
from workflows.models import Base
from workflows.models.declarative import _ALPHABET

AT_ONCE = 200_000  # rows in memory


class Bulk:
    """Rows to be written, by table; their numbers are given out here. One writer, one log."""

    def __init__(self, connection: Connection, seed: int, begin: datetime) -> None:
        self.connection = connection
        self.random = random.Random(seed)  # noqa: S311 - repeatable
        self.at = begin  # the moment of the next event: it only goes forward
        self._rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._last: dict[str, int] = defaultdict(int)
        self._waiting = 0
        self._hash = events.GENESIS

    def public_id(self) -> str:
        """Twelve signs, as the product gives them, out of the seed."""
        return "".join(self.random.choices(_ALPHABET, k=12))

    def add(self, table: str, **values: Any) -> int:
        """A row, with the next number of its table; gives the number."""
        self._last[table] += 1
        self._rows[table].append({"id": self._last[table], **values})
        self._waiting += 1
        return self._last[table]

    def log(
        self,
        noun: str,
        object_id: str,
        action: str,
        *,
        by: int | None = None,
        organisation: int | None = None,
        after: float = 1.0,
        **said: object,
    ) -> None:
        """An event, ``after`` so many seconds, chained to the one before it."""
        self.at += timedelta(seconds=after)
        self._last["event"] += 1
        salt = f"{self.random.getrandbits(64):016x}"
        body = events._canonical({**said, "salt": salt})
        row = SimpleNamespace(
            seq=self._last["event"],
            at=self.at,
            actor_id=by,
            organisation_id=organisation,
            noun=noun,
            object_id=object_id,
            action=action,
            payload_hash=events._digest(body),
            previous=self._hash,
        )
        self._hash = row.hash = events._link(row)  # type: ignore[arg-type]
        self._rows["event"].append(vars(row))
        payload = {"seq": row.seq, "organisation_id": organisation, "body": body}
        self._rows["event_payload"].append(payload)
        self._waiting += 2

    def flush(self, *, least: int = 0) -> None:
        """Write what waits, when that is at least so many rows."""
        if self._waiting < least:
            return
        with self.connection.begin():
            for table in Base.metadata.sorted_tables:
                if rows := self._rows.pop(table.name, []):
                    self._write(table, rows)
        self._waiting = 0

    def finish(self) -> None:
        """The head of the log, and the words to search; on PostgreSQL where numbering goes on."""
        self.add("chain_head", seq=self._last["event"], hash=self._hash)
        self.flush()
        if self.connection.dialect.name == "postgresql":
            for table in Base.metadata.sorted_tables:
                if "id" in table.c:
                    last = select(func.coalesce(func.max(table.c.id), 0) + 1).scalar_subquery()
                    place = func.pg_get_serial_sequence(table.name, "id")
                    self.connection.execute(select(func.setval(place, last, False)))
        search_index.rebuild(self.connection)
        paper_metals.rebuild(self.connection)
        self.connection.commit()

    def _write(self, table: Table, rows: list[dict[str, Any]]) -> None:
        if self.connection.dialect.name != "postgresql":
            self.connection.execute(insert(table), rows)
            return
        # COPY knows nothing of the defaults that an INSERT fills in.
        unsaid = [c for c in table.columns if c.name not in rows[0] and c.default is not None]
        names = [*rows[0], *(column.name for column in unsaid)]
        columns = ", ".join(f'"{name}"' for name in names)
        with (
            self.connection.connection.cursor() as cursor,
            cursor.copy(f'COPY "{table.name}" ({columns}) FROM STDIN') as copy,
        ):
            for row in rows:
                row = {**{column.name: _default(column) for column in unsaid}, **row}
                copy.write_row([_plain(row[name]) for name in names])


def _default(column: Column[Any]) -> Any:
    """What a column holds of which nothing was said."""
    given = cast("ColumnDefault", column.default).arg
    return given(None) if callable(given) else given


def _plain(value: Any) -> Any:
    """A value as COPY takes it."""
    if isinstance(value, Enum):
        return value.value
    return json.dumps(value) if isinstance(value, (list, Mapping)) else value


@contextmanager
def opened(url: str) -> Iterator[Connection]:
    """A connection that does not wait for the disk: what is half filled is thrown away."""
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://", 1))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _hasten)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def _hasten(connection: Any, _record: object) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=OFF", "cache_size=-400000"):
        connection.execute(f"PRAGMA {pragma}")


def settle(connection: Connection) -> None:
    """What a database does by itself in a day: on PostgreSQL its figures, on SQLite its log."""
    if connection.dialect.name == "postgresql":
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM ANALYZE"))
    else:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
