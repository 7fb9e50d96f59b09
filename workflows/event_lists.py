"""Reading the log: its entries filtered and paged, for the secretariat; the names of who acted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from workflows import events
from workflows.clock import ZONE
from workflows.errors import NotFound
from workflows.marking import N_
from workflows.models import ChainHead, Event, EventPayload, Organisation, Person
from workflows.once import once
from workflows.paging import PAGE_SIZE, Page, clamped, page
from workflows.permissions import Actor

NOT_FOUND = N_("There is no such page.")
MOST = 10_000  # entries of a filtered log that are counted; an export holds all of them
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Filter:
    """What the log is narrowed to; an empty text or None leaves that out."""

    noun: str = ""
    action: str = ""
    object_id: str = ""
    person: str = ""  # public id
    organisation: str = ""  # public id
    begin: date | None = None
    end: date | None = None


def readable(actor: Actor) -> None:
    """Refuse who may not read the log; to them there is no such page."""
    if not actor.is_secretariat:
        raise NotFound(NOT_FOUND)


def listing(session: Session, actor: Actor, wanted: Filter, number: int = 1) -> Page[Event]:
    """One page of the log, the newest entry first."""
    readable(actor)
    if wanted == Filter():
        return _unfiltered(session, number)
    return page(session, _query(wanted), number, most=MOST)


def _unfiltered(session: Session, number: int) -> Page[Event]:
    # Entries are numbered without a gap: nothing needs to be counted or passed over.
    head = session.get(ChainHead, 1)
    total = head.seq if head is not None else 0
    number, last = clamped(number, total)
    newest = total - (number - 1) * PAGE_SIZE
    query = _query(Filter()).where(Event.seq <= newest, Event.seq > newest - PAGE_SIZE)
    return Page(list(session.scalars(query)), total, number, last)


def everything(session: Session, actor: Actor, wanted: Filter) -> list[Event]:
    """All entries that fit, for an export."""
    readable(actor)
    return list(session.scalars(_query(wanted)))


def problems(session: Session, actor: Actor) -> list[str]:
    """Where the chain is broken; empty when it is whole."""
    readable(actor)
    return events.problems(session)


def nouns(session: Session) -> list[str]:
    """What the log has entries about."""
    return _words(session, Event.noun)


def actions(session: Session) -> list[str]:
    """What the log says was done."""
    return _words(session, Event.action)


def _words(session: Session, column: InstrumentedAttribute[str]) -> list[str]:
    """The words of a column, in order: from each to the next by the index, not by every row."""
    known: dict[str, list[str]] = once(session, Event, dict)
    if column.key not in known:
        known[column.key] = list(session.scalars(_by_index(column)))
    return list(known[column.key])


def _by_index(column: InstrumentedAttribute[str]) -> Select[str]:
    first = select(func.min(column).label("word")).cte("words", recursive=True)
    after = select(func.min(column)).where(column > first.c.word).scalar_subquery()
    every = first.union_all(select(after).where(first.c.word.is_not(None)))
    return select(every.c.word).where(every.c.word.is_not(None))


def people(session: Session) -> list[Person]:
    """Everybody who did something."""
    did = select(Event.seq).where(Event.actor_id == Person.id).exists()
    return list(session.scalars(select(Person).where(did).order_by(Person.name)))


def people_of(session: Session, rows: Iterable[Event]) -> dict[int, Person]:
    """Who acted, by the number that the events carry."""
    ids = {row.actor_id for row in rows if row.actor_id is not None}
    return {p.id: p for p in session.scalars(select(Person).where(Person.id.in_(ids)))}


def organisations_of(session: Session, rows: Iterable[Event]) -> dict[int, Organisation]:
    """Whose objects it was about, by the number that the events carry."""
    ids = {row.organisation_id for row in rows if row.organisation_id is not None}
    return {o.id: o for o in session.scalars(select(Organisation).where(Organisation.id.in_(ids)))}


def payloads(session: Session, rows: Sequence[Event]) -> dict[int, Mapping[str, object]]:
    """What the events say, by their number; one whose payload was erased is left out."""
    found: dict[int, Mapping[str, object]] = {}
    for start in range(0, len(rows), _BATCH):
        numbers = [row.seq for row in rows[start : start + _BATCH]]
        query = select(EventPayload).where(EventPayload.seq.in_(numbers))
        found |= {row.seq: events.said(row) for row in session.scalars(query)}
    return found


def _query(wanted: Filter) -> Select[Event]:
    query = select(Event).order_by(Event.seq.desc())
    for column, value in (
        (Event.noun, wanted.noun),
        (Event.action, wanted.action),
        (Event.object_id, wanted.object_id),
    ):
        if value:
            query = query.where(column == value)
    if wanted.person:
        who = select(Person.id).where(Person.public_id == wanted.person)
        query = query.where(Event.actor_id == who.scalar_subquery())
    if wanted.organisation:
        whose = select(Organisation.id).where(Organisation.public_id == wanted.organisation)
        query = query.where(Event.organisation_id == whose.scalar_subquery())
    if wanted.begin or wanted.end:
        # What the log holds of some days is found by the time, in the same order.
        query = query.order_by(None).order_by(Event.at.desc(), Event.seq.desc())
    if wanted.begin:
        query = query.where(Event.at >= _midnight(wanted.begin))
    if wanted.end:
        query = query.where(Event.at < _midnight(wanted.end + timedelta(days=1)))
    return query


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=ZONE)
