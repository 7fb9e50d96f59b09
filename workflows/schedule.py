"""The schedule: what is due every day, every week or each so many minutes, done once by one worker.

When a duty last ran stands in its row, so a restart forgets nothing: what was missed meanwhile is
done once, not once for each time. Who takes a duty compares the row with what they saw and moves it
on in the transaction of the work itself: another worker finds it moved, a crash leaves it due.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, sessionmaker

from workflows import clock, settings
from workflows.models import Duty

log = logging.getLogger(__name__)

MONDAY = 0
_LONGEST_PAUSE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Daily:
    """At the hour of the agreement, in its own zone; on one day of the week where it is given."""

    weekday: int | None = None  # 0 is Monday

    def next(self, ran: datetime, hour: timedelta) -> datetime:
        """The first moment after ``ran`` at which it is due."""
        day = clock.day(ran)
        while True:
            moment = datetime.combine(day, time(), clock.ZONE) + hour
            if moment > ran and self.weekday in (None, day.weekday()):
                return moment
            day += timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Every:
    """Each so many minutes after it last ran."""

    minutes: int

    def next(self, ran: datetime, _hour: timedelta) -> datetime:
        """The first moment after ``ran`` at which it is due."""
        return ran + timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class Routine:
    """A duty: its name, its rhythm, and the work, which is told when it was last done."""

    name: str
    rhythm: Daily | Every
    work: Callable[[Session, datetime | None], None]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a routine stands: its row, if it was ever tried, and from when it is due again."""

    routine: Routine
    row: Duty | None
    due: datetime


def standings(session: Session, routines: Iterable[Routine]) -> list[Standing]:
    """How each of the routines stands now."""
    hour, at = timedelta(hours=settings.number(session, "notices.hour")), clock.now(session)
    rows = {row.name: row for row in session.scalars(select(Duty))}
    return [
        Standing(one, rows.get(one.name), _due(one, rows.get(one.name), hour, at))
        for one in routines
    ]


def run_due(sessions: sessionmaker[Session], routines: Iterable[Routine]) -> int:
    """Do what is due, each in its own transaction; how many were done. A failure is noted, and
    tried again later: it keeps nothing else from being done.
    """
    with sessions() as session:
        looked = standings(session, routines)
        at = clock.now(session)  # later than the look: what was never done is due since then
        due = [one for one in looked if one.due <= at]
    return sum(_run(sessions, one) for one in due)


def _due(routine: Routine, row: Duty | None, hour: timedelta, at: datetime) -> datetime:
    due = at if row is None or row.ran_at is None else routine.rhythm.next(row.ran_at, hour)
    if row is not None and row.failures:
        due = max(due, row.tried_at + _pause(row.failures))
    return due


def _run(sessions: sessionmaker[Session], standing: Standing) -> bool:
    routine, row = standing.routine, standing.row
    try:
        with sessions.begin() as session:
            if not _take(session, routine.name, row):
                return False
            routine.work(session, row.ran_at if row is not None else None)
    except Exception as error:
        log.exception("the duty %s failed", routine.name)
        with sessions.begin() as session:
            _note(session, routine.name, row, type(error).__name__)
        return False
    return True


def _take(session: Session, name: str, row: Duty | None) -> bool:
    """Say that it is done now, unless another worker said so first."""
    at = clock.now(session)
    return _move(session, name, row, ran_at=at, tried_at=at, failures=0, error=None)


def _note(session: Session, name: str, row: Duty | None, error: str) -> None:
    failures = (row.failures if row is not None else 0) + 1
    at = clock.now(session)
    _move(session, name, row, tried_at=at, failures=failures, error=error)


def _move(session: Session, name: str, row: Duty | None, **values: object) -> bool:
    if row is None:
        try:
            with session.begin_nested():
                session.add(Duty(name=name, version=1, **values))
        except IntegrityError:  # another worker has just done it for the first time
            return False
        return True
    statement = (
        update(Duty)
        .where(Duty.name == name, Duty.version == row.version)
        .values(version=row.version + 1, **values)
        .execution_options(synchronize_session=False)
    )
    result = session.execute(statement)
    assert isinstance(result, CursorResult)  # noqa: S101 - tells the type checker
    return bool(result.rowcount)


def _pause(failures: int) -> timedelta:
    return min(_LONGEST_PAUSE, timedelta(minutes=2 ** min(failures, 10) // 2))
