"""What is said about a document itself: title, kind, supplier, period, until when it is valid.

Reading fills in what a document says, each with its place. Until a person confirms or corrects it,
it is what a machine read. A newer version that says something else asks again.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from extraction.records import Extraction, Kind, Source
from workflows import clock, documents, events, performing
from workflows.errors import Invalid, NotAllowed, WorkflowError
from workflows.marking import N_
from workflows.models import Document, DocumentVersion, Event, Mandate, Supplier
from workflows.models.declarative import lowered
from workflows.permissions import Actor, Who
from workflows.states import DocumentState

UNCHANGED: Final = date.min  # in the place of a day that is left as it is
NAMES = ("kind", "supplier", "period_from", "period_to", "valid_until")
"""The facts that a document itself may tell."""
_STANDING = (
    DocumentState.PARKED,
    DocumentState.TO_REVIEW,
    DocumentState.IN_REVIEW,
    DocumentState.REVIEWED,
    DocumentState.CONFIRMED,
)


@dataclass(frozen=True, slots=True)
class Read:
    """A fact as it was read: its value, and the page, cell and line where it stands."""

    value: str
    page: int | None = None
    quote: str = ""
    cell: str | None = None


def of_version(version: DocumentVersion) -> dict[str, Read]:
    """What the version says of its document, by the fact's name."""
    return {
        name: Read(**given)
        for name, given in (version.facts or {}).items()
        if isinstance(given, dict)
    }


def fill_in(session: Session, version: DocumentVersion, reading: Extraction) -> None:
    """Keep what a reading says of its document, and fill it in where no person said otherwise.

    What was confirmed is asked again when a newer version says something else than the one before.
    """
    document, found = version.document, dict(_found(reading))
    version.facts = {name: asdict(read) for name, read in found.items()}
    earlier = next((v for v in reversed(document.versions) if v is not version and v.facts), None)
    before = of_version(earlier) if earlier is not None else {}
    new = {n: r for n, r in found.items() if n not in before or before[n].value != r.value}
    if new:
        document.confirmed_at = document.confirmed_by_id = None
    for name, read in new.items():
        _fill(session, document, name, read.value, before.get(name))


def _found(reading: Extraction) -> Iterator[tuple[str, Read]]:
    if reading.kind is not Kind.CONTAINER:
        yield "kind", _read(reading.kind.value, reading.about.kind)
    if reading.declarant is not None:
        name = reading.declarant.value or reading.declarant.text
        yield "supplier", _read(name, reading.declarant.source)
    for name, told in (("period_from", reading.about.first), ("period_to", reading.about.last)):
        if told is not None and told.value:
            yield name, _read(told.value, told.source)
    ends = [one.expires for one in reading.certificates if one.expires and one.expires.value]
    if ends:
        # Of several certificates the one that ends first: from then on not all of it is valid.
        first = min(ends, key=lambda end: end.value or "")
        yield "valid_until", _read(first.value or "", first.source)


def _read(value: str, source: Source | None) -> Read:
    if source is None:
        return Read(value)
    return Read(value, source.page, source.quote, source.cell)


def _fill(session: Session, document: Document, name: str, value: str, before: Read | None) -> None:
    """Fill in what nobody typed: what is empty, or as it was read before."""
    if name == "kind":
        if before is not None:
            document.kind = None
    elif name == "supplier":
        # A supplier that somebody named, or an earlier version, is better known than one read now.
        if document.supplier_id is None:
            document.supplier = supplier_named(session, document.organisation_id, value)
    else:
        now: date | None = getattr(document, name)
        if now is None or (before is not None and now.isoformat() == before.value):
            setattr(document, name, date.fromisoformat(value))


def kind(document: Document) -> str | None:
    """What kind of paper it is: as a person said, else as the newest version was read."""
    return document.kind or documents.current(document).kind


def is_typed_by_company(session: Session, document: Document) -> bool:
    """Whether the last who typed what a document is acts for the company that sent it in."""
    last = (
        select(Event.actor_id)
        .where(
            Event.noun == "document",
            Event.object_id == document.public_id,
            Event.action == "describe",
        )
        .order_by(Event.seq.desc())
        .limit(1)
    )
    acts = select(Mandate.id).where(
        Mandate.person_id == last.scalar_subquery(),
        Mandate.organisation_id == document.organisation_id,
    )
    return session.scalar(acts.limit(1)) is not None


def not_confirmed() -> ColumnElement[bool]:
    """Whether the document was read, stands, and nobody confirmed what is said about it."""
    told = exists().where(
        DocumentVersion.document_id == Document.id,
        DocumentVersion.read_at.is_not(None),
        DocumentVersion.facts.is_not(None),
    )
    return Document.state.in_(_STANDING) & Document.confirmed_at.is_(None) & told


def may_say(session: Session, document: Document, actor: Actor) -> WorkflowError | None:
    """Why the actor may not say what a document is: the company may, and who reviews it."""
    standing = documents.standing(session, actor, document)
    if standing & {Who.OWN, Who.SECRETARIAT}:
        return None
    if Who.REVIEWER in standing:
        return documents.conflict(document, actor)
    return NotAllowed(performing.ONLY[Who.OWN])


def asks(session: Session, document: Document, actor: Actor) -> bool:
    """Whether facts were read that nobody confirmed, and that this actor may confirm."""
    read = documents.current(document).facts
    return bool(read) and document.confirmed_at is None and not may_say(session, document, actor)


def beside_period(document: Document, days: Collection[date]) -> bool:
    """Whether all of these days lie before the period of a document, or all of them after it.

    Days on both sides of it say nothing against it: a certificate is given out before, and ends
    after.
    """
    first, last = document.period_from, document.period_to
    before = first is not None and all(day < first for day in days)
    return bool(days) and (before or (last is not None and all(day > last for day in days)))


def describe(
    session: Session,
    document: Document,
    actor: Actor,
    *,
    title: str | None = None,
    kind: str | None = None,
    supplier: str | None = None,
    period_from: date | None = UNCHANGED,
    period_to: date | None = UNCHANGED,
    valid_until: date | None = UNCHANGED,
) -> None:
    """Correct what is said about a document, and confirm it so; what is left out stays."""
    refused = may_say(session, document, actor)
    if refused is not None:
        raise refused
    days = {"period_from": period_from, "period_to": period_to, "valid_until": valid_until}
    given = {name: day for name, day in days.items() if day is not UNCHANGED}
    first = given.get("period_from", document.period_from)
    last = given.get("period_to", document.period_to)
    if first and last and last < first:
        raise Invalid(N_("The period ends before it begins."))
    if title is not None:
        if not title.strip():
            raise Invalid(N_("Give the document a title."))
        document.title = title.strip()
    if kind is not None:
        # What the reader says stays the reader's; a person's word is kept where it differs.
        read = documents.current(document).kind
        document.kind = None if kind in ("", read) else Kind(kind).value
    if supplier is not None:
        document.supplier = supplier_named(session, document.organisation_id, supplier)
    for name, day in given.items():
        setattr(document, name, day)
    _confirmed(session, document, actor, "describe", title=document.title, supplier=supplier)


def confirm(session: Session, document: Document, actor: Actor) -> None:
    """Say that what is said about a document is right."""
    refused = may_say(session, document, actor)
    if refused is not None:
        raise refused
    if documents.current(document).read_at is None:
        raise NotAllowed(N_("It was not read yet."))
    _confirmed(session, document, actor, "confirm_facts")


def _confirmed(
    session: Session, document: Document, actor: Actor, action: str, **more: object
) -> None:
    # What nobody read yet is not confirmed by what is typed before.
    if documents.current(document).read_at is not None:
        document.confirmed_at, document.confirmed_by_id = clock.now(session), actor.person_id
    session.flush()
    events.append(
        session,
        actor,
        "document",
        document.public_id,
        action,
        organisation_id=document.organisation_id,
        **more,
        **_said(document),
    )


def _said(document: Document) -> Mapping[str, object]:
    return {
        "kind": kind(document),
        "period_from": document.period_from,
        "period_to": document.period_to,
        "valid_until": document.valid_until,
    }


def supplier_named(session: Session, organisation_id: int, name: str) -> Supplier | None:
    """The organisation's supplier of this name, made when it is new; None for an empty name."""
    name = name.strip()
    if not name:
        return None
    query = select(Supplier).where(
        Supplier.organisation_id == organisation_id,
        func.lower(Supplier.name) == lowered(name),
    )
    supplier = session.scalars(query).one_or_none()
    if supplier is None:
        supplier = Supplier(organisation_id=organisation_id, name=name)
        session.add(supplier)
        session.flush()
    return supplier
