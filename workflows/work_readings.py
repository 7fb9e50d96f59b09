"""Papers with items to read, as tasks: in the order, and with the counts, of the review queue."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, not_, select, true
from sqlalchemy.orm import Session, selectinload

from workflows import clock, due, firsts, items, queue, urgency
from workflows.models import Document, Item
from workflows.paging import Page, page
from workflows.permissions import Actor
from workflows.states import ItemState, Role
from workflows.work_tasks import Task

_WHOSE = selectinload(Document.organisation)
_COUNTED: Mapping[str, Callable[[queue.Plate], int]] = {
    "first_reading": lambda plate: plate.waiting,
    "second_reading": lambda plate: plate.waiting,
    "my_proposals": lambda plate: plate.others,
}
"""What is counted in a paper of these buckets."""


def conditions(actor: Actor) -> dict[str, ColumnElement[bool]]:
    """What is in each bucket. What waits for the reader is in one of the first two, not in both."""
    if not actor.has(Role.REVIEWER):
        return {}
    again = Item.state == ItemState.SECOND
    mine = Item.proposed_by_id.is_not_distinct_from(actor.person_id)
    fresh = queue.holding(items.fresh_for(actor)) | ~queue.holding(true())
    return {
        "first_reading": fresh,
        "second_reading": and_(queue.holding(again & ~mine), not_(fresh)),
        "my_proposals": queue.holding(items.with_another(actor)),
    }


def tasks(session: Session, actor: Actor, name: str, number: int) -> Page[Task]:
    """One page of the tasks of a bucket."""
    query = queue.to_read(actor).where(conditions(actor)[name]).options(_WHOSE)
    read = page(session, query, number)
    return read.showing(_counted(session, actor, name, read.rows))


def _counted(session: Session, actor: Actor, name: str, rows: Sequence[Document]) -> list[Task]:
    plates = queue.plates(session, rows, actor)
    return [_task(name, row, plates.get(row.id, queue.Plate())) for row in rows]


def _task(name: str, row: Document, plate: queue.Plate) -> Task:
    # What somebody else confirms has no day for this reader.
    promised = None if name == "my_proposals" else row.due
    return Task(row, count=_COUNTED[name](plate), promised=promised)


def first(
    session: Session, actor: Actor, most: int
) -> dict[str, tuple[tuple[Task, ...], int, dict[str, int]]]:
    """Of every bucket the first tasks, how many there are, and how many are how urgent."""
    readings = conditions(actor)
    if not readings:
        return {}
    # What was promised before a day is late on that day.
    urgent = urgency.conditions(Document.due, clock.today(session) + timedelta(days=1))
    papers = queue.to_read(actor).order_by(None)
    seen = papers.with_only_columns(
        Document.id,
        Document.due,
        Document.received_at,
        *firsts.flags(readings | urgent),
    ).cte("papers")
    order = due.first(seen.c.due, seen.c.received_at, seen.c.id)
    found = firsts.of(session, seen, order, readings, most, flagged=list(urgent))
    ids = {number for one in found.values() for number in one.ids}
    query = select(Document).where(Document.id.in_(ids)).options(_WHOSE)
    rows = {row.id: row for row in session.scalars(query)} if ids else {}
    plates = queue.plates(session, rows.values(), actor) if ids else {}
    return {
        name: (
            tuple(_task(name, rows[n], plates.get(n, queue.Plate())) for n in one.ids),
            one.total,
            urgency.completed({} if name == "my_proposals" else one.flagged, one.total),
        )
        for name, one in found.items()
    }
