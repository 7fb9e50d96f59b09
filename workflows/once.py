"""What is asked once in a transaction: the few rows of a table that many rules look at."""

from collections.abc import Callable
from typing import TypeVar, cast

from sqlalchemy.orm import Session

_KEPT = "once"

T = TypeVar("T")


def once(session: Session, table: type, ask: Callable[[], T]) -> T:
    """What ``ask`` answers of a table, asked the first time, and again when a row was written.

    It holds for one transaction, and inside a savepoint for that one alone: whatever is rolled
    back takes it along.
    """
    answers = _kept(session)
    if table not in answers:
        answer = ask()
        # The first question is what begins a transaction.
        answers = _kept(session)
        answers[table] = answer
    return cast(T, answers[table])


def forget(session: Session, table: type) -> None:
    """Ask of a table again: rows of it were written past the session."""
    _kept(session).pop(table, None)


def follow(session: Session, _context: object) -> None:
    """After a flush: what it wrote is asked again."""
    answers = _kept(session)
    if answers:
        for row in (*session.new, *session.dirty, *session.deleted):
            answers.pop(type(row), None)


def _kept(session: Session) -> dict[type, object]:
    now = (session.get_transaction(), session.get_nested_transaction())
    kept = session.info.get(_KEPT)
    if kept is None or kept[0] != now:
        kept = session.info[_KEPT] = (now, {})
    return cast(dict[type, object], kept[1])
