"""Reading locks: who reads a document now, so that two people do not read the same at once.

A document has one lock for its first reading and one for its second: who confirms verdicts never
waits for who gives them. A lock lasts a quarter of an hour from the last thing its holder did, and
then frees itself. Anybody else who reads the document may take it over; it stops no one for long.
"""

from datetime import timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from workflows import clock, documents, events, performing
from workflows.errors import NotAllowed, Stale, WorkflowError
from workflows.marking import N_
from workflows.models import Decision, Document, Item, ReadingLock
from workflows.once import forget, once
from workflows.permissions import Actor, Who
from workflows.states import ItemState

FIRST, SECOND = "first", "second"
LASTS = timedelta(minutes=15)
RENEWED = timedelta(minutes=1)  # a shorter stay is not written down


def reading_of(item: Item) -> str:
    """Which reading an item is in."""
    return SECOND if item.state is ItemState.SECOND else FIRST


def _locks(session: Session, document: Document) -> dict[str, ReadingLock]:
    """The locks as they are written down, by reading, be it ones that freed themselves since."""
    asked = _asked(session)
    if document.id not in asked:
        query = (
            select(ReadingLock)
            .where(ReadingLock.document_id == document.id)
            .execution_options(populate_existing=True)
        )
        asked[document.id] = {lock.reading: lock for lock in session.scalars(query)}
    return asked[document.id]


def _asked(session: Session) -> dict[int, dict[str, ReadingLock]]:
    """What was asked of locks already, by document and reading."""
    return once(session, ReadingLock, dict)


def holder(session: Session, document: Document, reading: str) -> ReadingLock | None:
    """The lock that somebody holds on a reading of this document now."""
    return _holding(session, _locks(session, document).get(reading))


def _holding(session: Session, lock: ReadingLock | None) -> ReadingLock | None:
    return lock if lock is not None and clock.now(session) < lock.until else None


def refusal(
    session: Session, document: Document, reading: str, actor: Actor
) -> WorkflowError | None:
    """Why the actor cannot decide now: somebody else reads this, or took it over from them."""
    return _taken(session, document, holder(session, document, reading), actor)


def _taken(
    session: Session, document: Document, lock: ReadingLock | None, actor: Actor
) -> WorkflowError | None:
    if lock is None or lock.person_id == actor.person_id:
        return None
    name, since = lock.person.name, lock.since.astimezone(clock.ZONE).strftime("%H:%M")
    if lock.before_id != actor.person_id:
        return NotAllowed(N_("%(name)s is reading this since %(time)s."), name=name, time=since)
    kept = (
        select(func.count(Decision.id))
        .join(Item, Item.id == Decision.item_id)
        .where(
            Item.document_id == document.id,
            Decision.person_id == actor.person_id,
            Decision.undone_at.is_(None),
            Decision.at >= lock.before_since,
        )
    )
    return NotAllowed(
        N_("%(name)s took this document over at %(time)s. Your verdicts (%(count)s) are kept."),
        name=name,
        time=since,
        count=session.scalar(kept),
    )


def may_read(session: Session, document: Document, actor: Actor) -> WorkflowError | None:
    """Why the actor is no reader of this document; None for one who is."""
    if Who.REVIEWER not in documents.standing(session, actor, document):
        return NotAllowed(performing.ONLY[Who.REVIEWER])
    return documents.conflict(document, actor)


def enter(session: Session, document: Document, reading: str, actor: Actor) -> WorkflowError | None:
    """Take the lock, or keep it; the refusal when somebody else holds it."""
    refused = may_read(session, document, actor)
    if refused is not None:
        raise refused
    lock = _locks(session, document).get(reading)
    taken = _taken(session, document, _holding(session, lock), actor)
    if taken is None:
        _take(session, document, reading, lock, actor)
    return taken


def take_over(session: Session, document: Document, reading: str, actor: Actor) -> None:
    """Take the lock from whoever holds it; that is logged, and they are told."""
    refused = may_read(session, document, actor)
    if refused is not None:
        raise refused
    lock = _locks(session, document).get(reading)
    taken = _taken(session, document, _holding(session, lock), actor)
    _take(session, document, reading, lock, actor)
    if taken is None:
        return
    events.append(
        session,
        actor,
        "document",
        document.public_id,
        "take_over",
        organisation_id=document.organisation_id,
        reading=reading,
    )


def release(session: Session, actor: Actor, *, besides: Document | None = None) -> None:
    """Free what the actor holds; one reads one document at a time, ``besides`` it nothing."""
    mine = delete(ReadingLock).where(ReadingLock.person_id == actor.person_id)
    if besides is not None:
        mine = mine.where(ReadingLock.document_id != besides.id)
    session.execute(mine)
    forget(session, ReadingLock)


def leave(session: Session, document: Document, actor: Actor) -> None:
    """Free what the actor holds of this document: nothing in it waits for them any more."""
    mine = delete(ReadingLock).where(
        ReadingLock.document_id == document.id, ReadingLock.person_id == actor.person_id
    )
    session.execute(mine)
    forget(session, ReadingLock)


def _take(
    session: Session, document: Document, reading: str, lock: ReadingLock | None, actor: Actor
) -> None:
    """Write the lock down for the actor, unless somebody was quicker than ``lock`` as it was."""
    now = clock.now(session)
    if lock is None:
        known = _locks(session, document)
        release(session, actor, besides=document)
        known[reading] = _make(session, document, reading, actor)
        _asked(session)[document.id] = known
        return
    mine = lock.person_id == actor.person_id
    if mine and now < lock.until - LASTS + RENEWED:
        return
    release(session, actor, besides=document)
    values: dict[str, object] = {"person_id": actor.person_id, "until": now + LASTS}
    if not mine:
        values |= {"since": now, "before_id": lock.person_id, "before_since": lock.since}
    elif now >= lock.until:
        values |= {"since": now, "before_id": None, "before_since": None}
    as_seen = update(ReadingLock).where(
        ReadingLock.document_id == document.id,
        ReadingLock.reading == reading,
        ReadingLock.person_id == lock.person_id,
        ReadingLock.since == lock.since,
    )
    taken = session.execute(
        as_seen.values(values), execution_options={"synchronize_session": False}
    )
    session.expire(lock)
    forget(session, ReadingLock)
    if getattr(taken, "rowcount", 0) == 0:
        raise Stale(performing.STALE)


def _make(session: Session, document: Document, reading: str, actor: Actor) -> ReadingLock:
    now = clock.now(session)
    lock = {
        "document_id": document.id,
        "reading": reading,
        "person_id": actor.person_id,
        "since": now,
        "until": now + LASTS,
    }
    # Not a savepoint: what was asked once in this transaction would be asked again after it.
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    insert = sqlite.insert if is_sqlite else postgresql.insert
    new = insert(ReadingLock).values(lock).on_conflict_do_nothing().returning(ReadingLock)
    made = session.scalars(new, execution_options={"populate_existing": True}).one_or_none()
    if made is None:
        raise Stale(performing.STALE)
    return made
