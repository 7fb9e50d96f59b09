"""Reminders: 30, 7 and 1 days before something is due, and the day after; each of them once."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from workflows import clock, deadlines, people
from workflows.deadlines import Deadline
from workflows.models import Notice, Person

MARKS = (30, 7, 1, -1)
"""Days to go; the last one is the day after."""

_FURTHEST = timedelta(days=max(MARKS))


def remind(session: Session, last: datetime | None) -> None:
    """Remind everybody of what came near since this was last done.

    After days on which nobody reminded, one reminder is made of each thing that is due, the latest.
    """
    today = clock.today(session)
    before = today - timedelta(days=1)
    if last is not None:
        before = min(before, clock.day(last))
    before = max(before, today - _FURTHEST)
    days = _days(before, today)
    everybody = select(Person).where(Person.active).options(selectinload(Person.mandates))
    for person in session.scalars(everybody):
        actor = people.actor_for(session, person)
        near = deadlines.of(session, actor, days)
        _tell(session, person, near, before, today)
    session.flush()


def reminds_of(notice: Notice) -> str:
    """The key of the deadline that a reminder is about."""
    return notice.key.removeprefix("due:").rpartition(":")[0]


def passed(due: date, before: date, today: date) -> int | None:
    """The mark that was passed after ``before`` and up to today; of several the nearest to today.

    Nothing when the day was as near already, as for what was asked with less time to go.
    """
    then, now = (due - before).days, (due - today).days
    return min((mark for mark in MARKS if now <= mark < then), default=None)


def _days(before: date, today: date) -> list[date]:
    """The days of which a mark was passed after ``before`` and up to today."""
    span = range((before - today).days, _FURTHEST.days + 1)
    near = [today + timedelta(days=days) for days in span]
    return [day for day in near if passed(day, before, today) is not None]


def _tell(
    session: Session, person: Person, near: Iterable[Deadline], before: date, today: date
) -> None:
    found = {
        f"due:{one.key}:{mark}": one
        for one in near
        if not one.is_begun and (mark := passed(one.due, before, today)) is not None
    }
    if not found:
        return
    known = select(Notice.key).where(Notice.person_id == person.id, Notice.key.in_(list(found)))
    told = set(session.scalars(known))
    session.add_all(
        Notice(
            person_id=person.id,
            key=key,
            noun=one.noun,
            object_id=one.object_id,
            action=one.what,
            due=one.due,
            made_at=clock.now(session),
        )
        for key, one in found.items()
        if key not in told
    )
