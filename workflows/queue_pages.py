"""A page of the queue, and how many documents each of its parts holds: asked together.

Whether something waits in a paper is the dear question. Here each paper is asked it once, for the
page and for every count.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CTE, ColumnElement, SelectBase, case, func, literal, select
from sqlalchemy.orm import Session, selectinload

from workflows import due, paging, queue, queue_filters
from workflows.models import Document
from workflows.paging import PAGE_SIZE, Page
from workflows.permissions import Actor
from workflows.queue_filters import (
    ALL,
    ELSEWHERE,
    LACKING,
    MINE,
    SECOND,
    TEAM,
    UNSURE,
    Wanted,
)

_KINDS = ((MINE, UNSURE, SECOND, ELSEWHERE), (TEAM,), (ALL, LACKING))
"""Parts that are cut out of the same documents."""


@dataclass(frozen=True, slots=True)
class Look:
    """A page of the part that is wanted, and how many each part holds within the filters."""

    listing: Page[Document]
    counts: dict[str, int]


def look(session: Session, actor: Actor, wanted: Wanted, number: int = 1) -> Look:
    """What is wanted, in the order of the queue."""
    known = queue_filters.buckets(session, actor)
    part = queue_filters.shown(session, actor, wanted)
    found: dict[str, int] = {}
    listing: Page[Document] = Page([], 0, 1, 1)
    for kind in _KINDS:
        names = [name for name in known if name in kind]
        if not names:
            continue
        flagged = _flagged(session, actor, wanted, names)
        if part in names:
            listing, counted = _page(session, flagged, names, part, number)
        else:
            counted = _counted(session, flagged, names)
        found |= counted
    return Look(listing, {name: found[name] for name in known})


def _page(
    session: Session, flagged: CTE, names: Sequence[str], part: str, number: int
) -> tuple[Page[Document], dict[str, int]]:
    sums = [select(one).scalar_subquery() for one in _sums(flagged, names)]
    of_part = (
        select(flagged.c.number, *sums)
        .where(flagged.c[part] == 1)
        .order_by(*due.first(flagged.c.due, flagged.c.received_at, flagged.c.number))
        .limit(PAGE_SIZE)
    )
    rows = session.execute(of_part.offset((max(number, 1) - 1) * PAGE_SIZE)).all()
    # Beyond the last row there is none that tells how many there are.
    counted = _told(rows[0][1:], names) if rows else _counted(session, flagged, names)
    number, last = paging.clamped(number, counted[part], PAGE_SIZE)
    if not rows and counted[part]:
        rows = session.execute(of_part.offset((number - 1) * PAGE_SIZE)).all()
    ids = [row[0] for row in rows]
    query = (
        select(Document).where(Document.id.in_(ids)).options(selectinload(Document.organisation))
    )
    papers = {row.id: row for row in session.scalars(query)} if ids else {}
    return Page([papers[one] for one in ids], counted[part], number, last), counted


def _flagged(session: Session, actor: Actor, wanted: Wanted, names: Sequence[str]) -> CTE:
    """The documents of one kind of parts, within the filters, each with what it stands in."""
    seen = queue_filters.within(session, actor, wanted, names[0]).order_by(None)
    columns = (Document.id.label("number"), Document.due, Document.received_at)
    if MINE not in names:
        conditions = queue_filters.conditions(actor)
        flags = [_flag(conditions[name]).label(name) for name in names]
        return _once(seen.with_only_columns(*columns, *flags), "flagged")
    # What is uncertain, and what is read again, is asked of those alone in which something waits.
    waiting = _once(
        seen.with_only_columns(*columns, _flag(queue.waits_for(actor)).label(MINE)), "waiting"
    )
    waits = waiting.c[MINE] == 1
    parts = [
        _flag(waits & queue.holding(which, waiting.c.number)).label(name)
        for name, which in (
            (UNSURE, queue_filters.unsure(actor)),
            (SECOND, queue_filters.again(actor)),
        )
    ]
    other = (literal(1) - waiting.c[MINE]).label(ELSEWHERE)
    return _once(select(*waiting.c, *parts, other), "flagged")


def _once(query: SelectBase, name: str) -> CTE:
    """As a table of its own, worked out once, however often it is looked at."""
    return query.cte(name).prefix_with("MATERIALIZED")


def _flag(which: ColumnElement[bool]) -> ColumnElement[int]:
    return case((which, 1), else_=0)


def _sums(flagged: CTE, names: Iterable[str]) -> list[ColumnElement[int]]:
    return [func.sum(flagged.c[name]) for name in names]


def _counted(session: Session, flagged: CTE, names: Sequence[str]) -> dict[str, int]:
    return _told(session.execute(select(*_sums(flagged, names))).one(), names)


def _told(row: Sequence[Any], names: Sequence[str]) -> dict[str, int]:
    return {name: int(count or 0) for name, count in zip(names, row, strict=True)}
