"""The queue narrowed down: its buckets, its filters, its order, and the document to read next.

Every question starts from what the actor may see; nothing is counted that they may not.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    case,
    exists,
    func,
    or_,
    select,
    true,
)
from sqlalchemy.orm import Session

from workflows import (
    assigning,
    clock,
    document_lists,
    documents,
    due,
    items,
    locks,
    paper_metals,
    queue,
    reading_languages,
    team_papers,
    teams,
)
from workflows.models import (
    Assignment,
    Document,
    DocumentVersion,
    Item,
    Organisation,
    Person,
    ReadingLock,
    Supplier,
    TeamPaper,
)
from workflows.models.declarative import lowered
from workflows.permissions import Actor
from workflows.states import ItemState, Role

MINE, TEAM, UNSURE, SECOND, ELSEWHERE, ALL, LACKING = (
    "mine",
    "team",
    "unsure",
    "second",
    "elsewhere",
    "all",
    "lacking",
)
BUCKETS = (MINE, TEAM, UNSURE, SECOND, ELSEWHERE, ALL, LACKING)
OVERDUE, WEEK = "overdue", "week"
NOBODY = "nobody"  # as the reader of a document: it has none


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the queue is wanted; an empty word narrows nothing."""

    bucket: str = ""
    company: str = ""  # public id
    kind: str = ""
    language: str = ""
    metal: str = ""
    certainty: str = ""
    reader: str = ""  # e-mail address, or NOBODY
    team: str = ""  # public id
    due: str = ""
    text: str = ""


def buckets(session: Session, actor: Actor) -> tuple[str, ...]:
    """The buckets that there are for this actor, their first one first, the widest kind last."""
    of_team = (TEAM,) if teams.of(session, actor) else ()
    reading = (MINE, *of_team, UNSURE, SECOND, ELSEWHERE) if actor.has(Role.REVIEWER) else ()
    return (*reading, ALL, LACKING) if actor.is_secretariat else reading


def shown(session: Session, actor: Actor, wanted: Wanted) -> str:
    """The bucket that is wanted, or the actor's first one."""
    known = buckets(session, actor)
    return wanted.bucket if wanted.bucket in known else known[0]


def next_best(
    session: Session, actor: Actor, wanted: Wanted, *, besides: Document | None = None
) -> Document | None:
    """The document to read next: the first of the queue that nobody else reads.

    It is one in a language that the reader reads, out of what they were looking at. Papers in which
    nothing waits but what was put off come last.
    """
    waits = items.waits_for(actor)
    put_off = queue.holding(waits & items.PUT_OFF) & ~queue.holding(waits & ~items.PUT_OFF)
    query = _to_begin(session, actor, wanted, besides).order_by(
        case((put_off, 1), else_=0), *due.FIRST
    )
    return session.scalars(query.limit(1)).one_or_none()


def left(
    session: Session,
    actor: Actor,
    wanted: Wanted,
    *,
    besides: Document | None = None,
    counted: Mapping[str, int] | None = None,
) -> int:
    """How many documents could be read next; of the buckets ``counted`` only what others hold."""
    to_begin = _to_begin(session, actor, wanted, besides)
    if counted is None or not actor.has(Role.REVIEWER) or _says_languages(session, actor):
        return _count(session, to_begin)
    held = select(ReadingLock.document_id).where(*_of_another(session, actor))
    there = list(session.scalars(held))
    here = counted[_begins_in(wanted)]
    if not there:
        return here
    among = Document.id.in_(there)
    waiting = _waiting(session, actor, wanted).where(among)
    return here - _count(session, waiting) + _count(session, to_begin.where(among))


def _count(session: Session, query: Select[Document]) -> int:
    seen = query.order_by(None).with_only_columns(Document.id).subquery()
    return session.scalar(select(func.count()).select_from(seen)) or 0


def companies(session: Session, actor: Actor) -> list[Organisation]:
    """The companies of which something stands in the actor's queue."""
    whose = (base.with_only_columns(Document.organisation_id) for base in _all(session, actor))
    query = select(Organisation).where(or_(*(Organisation.id.in_(ids) for ids in whose)))
    return list(session.scalars(query.order_by(Organisation.name)))


def sorts(session: Session, actor: Actor) -> tuple[list[str], list[str]]:
    """The kinds and the languages of the documents in the actor's queue."""
    seen = (base.with_only_columns(Document.id) for base in _all(session, actor))
    which = or_(*(DocumentVersion.document_id.in_(ids) for ids in seen))
    newest = (which, document_lists.NEWEST)
    columns = (DocumentVersion.kind, DocumentVersion.language)
    rows = session.execute(select(*columns).where(*newest).distinct()).all()
    return sorted({row[0] for row in rows if row[0]}), sorted({row[1] for row in rows if row[1]})


def readers(session: Session, rows: Iterable[Document]) -> dict[int, list[Person]]:
    """Who reads each of these documents, for who hands them out."""
    query = (
        select(Assignment.document_id, Person)
        .join(Person, Person.id == Assignment.person_id)
        .where(Assignment.document_id.in_([row.id for row in rows]))
        .order_by(Assignment.id)
    )
    found: dict[int, list[Person]] = {}
    for document_id, person in session.execute(query):
        found.setdefault(document_id, []).append(person)
    return found


_OFFICE = (ALL, LACKING)


def _all(session: Session, actor: Actor) -> list[Select[Document]]:
    """The documents in the actor's queue, and those that wait for a team of theirs."""
    known = buckets(session, actor)
    widest = [known[-1], *((TEAM,) if TEAM in known else ())]
    return [_base(session, actor, name).order_by(None) for name in widest]


def _base(session: Session, actor: Actor, bucket: str) -> Select[Document]:
    if bucket == TEAM:
        return team_papers.waiting(session, actor)
    if bucket in _OFFICE and actor.is_secretariat:
        return documents.visible(actor).where(Document.state.in_(queue.IN_REVIEW)).order_by(None)
    return queue.to_read(actor).order_by(None)


def conditions(actor: Actor) -> Mapping[str, ColumnElement[bool]]:
    """What stands in each bucket, of the documents that it is cut out of."""
    return {
        MINE: queue.waits_for(actor),
        TEAM: true(),
        UNSURE: queue.holding(unsure(actor)),
        SECOND: queue.holding(again(actor)),
        ELSEWHERE: ~queue.waits_for(actor),
        ALL: true(),
        LACKING: assigning.needs_somebody(),
    }


def unsure(actor: Actor) -> ColumnElement[bool]:
    """Items that wait for this reader, and of which the program was not sure."""
    return items.waits_for(actor) & (Item.certainty == "unsure")


def again(actor: Actor) -> ColumnElement[bool]:
    """Items that this reader could confirm: another one proposed the verdict."""
    another = Item.proposed_by_id.is_distinct_from(actor.person_id)
    return (Item.state == ItemState.SECOND) & another


def within(session: Session, actor: Actor, wanted: Wanted, bucket: str) -> Select[Document]:
    """The documents that a bucket is cut out of, within the other filters."""
    return _filtered(session, _base(session, actor, bucket), actor, wanted)


def _filtered(
    session: Session, seen: Select[Document], actor: Actor, wanted: Wanted
) -> Select[Document]:
    if wanted.company:
        whose = select(Organisation.id).where(Organisation.public_id == wanted.company)
        seen = seen.where(Document.organisation_id.in_(whose))
    for column, value in (
        (DocumentVersion.kind, wanted.kind),
        (DocumentVersion.language, wanted.language),
    ):
        if value:
            seen = seen.where(_newest(column == value))
    if wanted.metal:
        kept = paper_metals.written([wanted.metal])
        seen = seen.where(_newest(DocumentVersion.metals.contains(kept, autoescape=True)))
    if wanted.certainty:
        undecided = Item.state.not_in(document_lists.DECIDED)
        seen = seen.where(queue.holding(undecided & (Item.certainty == wanted.certainty)))
    if wanted.reader and actor.is_secretariat:
        seen = seen.where(_read_by(wanted.reader))
    if wanted.team:
        seen = seen.where(_standing_with(session, actor, wanted.team))
    if wanted.due in (OVERDUE, WEEK):
        ahead = timedelta(days=7 if wanted.due == WEEK else 0)
        seen = seen.where(Document.due <= clock.today(session) + ahead)
    if wanted.text.strip():
        seen = seen.where(_says(wanted.text))
    return seen


def _newest(which: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(DocumentVersion.document_id == Document.id, document_lists.NEWEST, which)


def _read_by(reader: str) -> ColumnElement[bool]:
    assigned = Assignment.document_id == Document.id
    if reader == NOBODY:
        return ~exists().where(assigned)
    return exists().where(assigned, Assignment.person_id == Person.id, Person.email == reader)


def _standing_with(session: Session, actor: Actor, team: str) -> ColumnElement[bool]:
    """Documents of a team that the actor knows of, whether somebody took them or nobody yet."""
    ids = [one.id for one in teams.known(session, actor) if one.public_id == team]
    return Document.id.in_(select(TeamPaper.document_id).where(TeamPaper.team_id.in_(ids)))


def _says(text: str) -> ColumnElement[bool]:
    part = lowered(f"%{text.strip()}%")
    suppliers = select(Supplier.id).where(func.lower(Supplier.name).like(part))
    return or_(func.lower(Document.title).like(part), Document.supplier_id.in_(suppliers))


def _to_begin(
    session: Session, actor: Actor, wanted: Wanted, besides: Document | None
) -> Select[Document]:
    """What of the queue the actor could begin with now."""
    if not actor.has(Role.REVIEWER):  # who reviews nothing has nothing to begin with
        return _base(session, actor, MINE)
    query = _waiting(session, actor, wanted).where(~_taken(session, actor))
    if besides is not None:
        query = query.where(Document.id != besides.id)
    if _says_languages(session, actor):
        known = reading_languages.of(session.get_one(Person, actor.person_id))
        known_languages = DocumentVersion.language.in_(known)
        query = query.where(_newest(or_(DocumentVersion.language.is_(None), known_languages)))
    return query


def _waiting(session: Session, actor: Actor, wanted: Wanted) -> Select[Document]:
    """What of the queue waits for the actor, whoever else reads it now."""
    bucket = _begins_in(wanted)
    return within(session, actor, wanted, bucket).where(conditions(actor)[bucket])


def _begins_in(wanted: Wanted) -> str:
    return wanted.bucket if wanted.bucket in (MINE, UNSURE, SECOND) else MINE


def _says_languages(session: Session, actor: Actor) -> bool:
    return reading_languages.says(session.get_one(Person, actor.person_id))


def _of_another(session: Session, actor: Actor) -> tuple[ColumnElement[bool], ...]:
    """Locks that somebody else holds now."""
    return ReadingLock.person_id != actor.person_id, ReadingLock.until > clock.now(session)


def _taken(session: Session, actor: Actor) -> ColumnElement[bool]:
    """Documents that somebody else reads now, where this reader has no second reading to do."""
    theirs = and_(ReadingLock.document_id == Document.id, *_of_another(session, actor))
    open_again = queue.holding(again(actor))
    first = exists().where(theirs, ReadingLock.reading == locks.FIRST)
    second = exists().where(theirs, ReadingLock.reading == locks.SECOND)
    return or_(first & ~open_again, second & ~_fresh(), first & second)


def _fresh() -> ColumnElement[bool]:
    return queue.holding(items.FRESH) | ~queue.holding(true())
