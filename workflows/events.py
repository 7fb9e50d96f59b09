"""The log: append an event, verify the chain. Rows are only ever added.

Each event carries the SHA-256 of its own fields, of its payload's hash and of the hash of the event
before it. The payload lies in a table of its own and may be erased; the chain holds all the same.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from report_templates.printable import storable
from workflows import clock
from workflows.models import ChainHead, Event, EventPayload
from workflows.permissions import Actor

GENESIS = "0" * 64
_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done to one object, for the log."""

    object_id: str
    action: str
    organisation_id: int | None
    payload: Mapping[str, object]


def append(
    session: Session,
    actor: Actor | None,
    noun: str,
    object_id: str,
    action: str,
    *,
    organisation_id: int | None = None,
    **payload: object,
) -> Event:
    """Write an event in the transaction of its cause and return it."""
    (event,) = append_all(session, actor, noun, [Deed(object_id, action, organisation_id, payload)])
    return event


def append_all(
    session: Session, actor: Actor | None, noun: str, deeds: Iterable[Deed]
) -> list[Event]:
    """Write what was done to many objects, one event for each, in as few statements as can be."""
    head = session.get(ChainHead, 1, with_for_update=True, populate_existing=True)
    if head is None:
        head = ChainHead(id=1, seq=0, hash=GENESIS)
        session.add(head)
    written: list[Event] = []
    payloads: list[EventPayload] = []
    for deed in deeds:
        # The salt keeps a short payload from being guessed out of its hash after erasure.
        body = _canonical({**deed.payload, "salt": secrets.token_hex(8)})
        event = Event(
            seq=head.seq + 1,
            at=clock.now(session).astimezone(UTC),
            actor_id=actor.person_id if actor else None,
            organisation_id=deed.organisation_id,
            noun=noun,
            object_id=deed.object_id,
            action=deed.action,
            payload_hash=_digest(body),
            previous=head.hash,
        )
        event.hash = _link(event)
        head.seq, head.hash = event.seq, event.hash
        written.append(event)
        payloads.append(
            EventPayload(seq=event.seq, organisation_id=deed.organisation_id, body=body)
        )
    session.add_all(written)
    session.flush()
    session.add_all(payloads)
    session.flush()
    return written


def payload(session: Session, event: Event) -> Mapping[str, object]:
    """What the event says; empty when its payload was erased."""
    row = session.get(EventPayload, event.seq)
    return said(row) if row is not None else {}


def said(row: EventPayload) -> Mapping[str, object]:
    """What a payload says, without the salt that keeps it from being guessed."""
    body: dict[str, object] = json.loads(row.body)
    body.pop("salt", None)
    return body


def history(session: Session, noun: str, object_id: str) -> list[Event]:
    """The events of one object, oldest first."""
    query = select(Event).where(Event.noun == noun, Event.object_id == object_id)
    return list(session.scalars(query.order_by(Event.seq)))


def problems(session: Session) -> list[str]:
    """Where the chain is broken; empty when it is whole."""
    found: list[str] = []
    previous, expected = GENESIS, 1
    for event, body in _walk(session):
        if event.seq != expected:
            found.append(f"event {expected} is missing")
        if event.previous != previous:
            found.append(f"event {event.seq} does not follow the one before it")
        if event.hash != _link(event):
            found.append(f"event {event.seq} was altered")
        if body is not None and _digest(body) != event.payload_hash:
            found.append(f"the payload of event {event.seq} was altered")
        previous, expected = event.hash, event.seq + 1
    head = session.get(ChainHead, 1)
    if (head.seq, head.hash) != (expected - 1, previous) if head else expected != 1:
        found.append("the last events are missing")
    strays = select(func.count()).select_from(EventPayload).where(EventPayload.seq >= expected)
    if session.scalar(strays):
        found.append("there are payloads without an event")
    return found


def _walk(session: Session) -> Iterator[tuple[Event, str | None]]:
    after = 0
    while True:
        query = (
            select(Event, EventPayload.body)
            .outerjoin(EventPayload, EventPayload.seq == Event.seq)
            .where(Event.seq > after)
            .order_by(Event.seq)
            .limit(_BATCH)
        )
        rows = session.execute(query).all()
        if not rows:
            return
        yield from ((event, body) for event, body in rows)
        after = rows[-1][0].seq
        session.expunge_all()


def _link(event: Event) -> str:
    fields = (
        event.previous,
        event.seq,
        _stamp(event.at),
        event.actor_id,
        event.organisation_id,
        event.noun,
        event.object_id,
        event.action,
        event.payload_hash,
    )
    return _digest(_canonical(fields))


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _canonical(value: object) -> str:
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
    return storable(text)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
