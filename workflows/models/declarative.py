"""What every table shares: names of constraints, types of time and of enum, public ids."""

import secrets
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import (
    JSON,
    ColumnElement,
    Date,
    DateTime,
    Dialect,
    Enum,
    MetaData,
    Text,
    TypeDecorator,
    func,
    literal,
)
from sqlalchemy.orm import DeclarativeBase

from report_templates.printable import storable
from workflows import states

NAMING = {
    "ix": "ix__%(table_name)s__%(column_0_N_name)s",
    "uq": "uq__%(table_name)s__%(column_0_N_name)s",
    "ck": "ck__%(table_name)s__%(constraint_name)s",
    "fk": "fk__%(table_name)s__%(column_0_name)s__%(referred_table_name)s",
    "pk": "pk__%(table_name)s",
}

# No vowels, no 0/1/i/l/o: an id spells no word and is read aloud without mistakes.
_ALPHABET = "23456789bcdfghjkmnpqrstvwxz"


def new_public_id() -> str:
    """A random id of 12 signs (57 bits): what addresses, files and the command line show."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(12))


class UTCDateTime(TypeDecorator[datetime]):
    """Aware UTC in, aware UTC out, on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive time: it would mean another moment on another machine."""
        if value is not None and value.tzinfo is None:
            raise ValueError(f"a time without a zone: {value!r}")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """SQLite forgets the zone; PostgreSQL gives the session's."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class StoredText(TypeDecorator[str]):
    """Text as given; what no database can hold (NUL, lone surrogates) as its visible sign."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The same sign on every database, and when such a text is looked for."""
        return None if value is None else storable(value)


def lowered(text: str) -> ColumnElement[str]:
    """What somebody typed, in lower case by the database's own rule, as StoredText keeps it."""
    return func.lower(literal(text, StoredText()))


def text_enum(enum: type[StrEnum]) -> Enum:
    """Store an enum's value as text, so that adding a member needs no migration."""
    return Enum(
        enum,
        native_enum=False,
        create_constraint=False,
        length=32,
        values_callable=lambda members: [member.value for member in members],
    )


def _enums() -> dict[object, object]:
    found = (value for value in vars(states).values() if isinstance(value, type))
    return {
        value: text_enum(value)
        for value in found
        if issubclass(value, StrEnum) and value is not StrEnum
    }


class Base(DeclarativeBase):
    """The root of all tables."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[object, object]] = {
        datetime: UTCDateTime(),
        date: Date(),
        str: StoredText(),
        dict[str, object]: JSON(),
        list[object]: JSON(),
        **_enums(),
    }
