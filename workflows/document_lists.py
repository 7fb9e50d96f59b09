"""Lists of documents: filtered, paged, with how far each one is; always within what one may see."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.orm import Session, selectinload

from workflows import documents, parts
from workflows.models import Document, DocumentVersion, Item, Job, Part, Supplier
from workflows.models.declarative import lowered
from workflows.permissions import Actor, Who
from workflows.states import DocumentState, ItemState

PAGE_SIZE = 50
DECIDED = (ItemState.APPROVED, ItemState.REJECTED)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the review of a document is."""

    items: int = 0
    decided: int = 0
    second: int = 0
    unsure: int = 0

    @property
    def left(self) -> int:
        """Items that still wait for a verdict."""
        return self.items - self.decided


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list: its rows, how many there are in all, and which page of how many."""

    rows: list[Document]
    total: int
    page: int
    last: int


def listing(
    session: Session,
    actor: Actor,
    *,
    state: DocumentState | None = None,
    text: str = "",
    page: int = 1,
) -> Listing:
    """The documents that the actor may see, newest first."""
    query = _filtered(documents.visible(actor), state, text)
    total = session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    last = max(1, -(-total // PAGE_SIZE))
    page = min(max(page, 1), last)
    query = (
        query.offset((page - 1) * PAGE_SIZE)
        .limit(PAGE_SIZE)
        .options(selectinload(Document.versions), selectinload(Document.supplier))
    )
    return Listing(list(session.scalars(query)), total, page, last)


def _filtered(query: Select[Document], state: DocumentState | None, text: str) -> Select[Document]:
    if state is not None:
        query = query.where(Document.state == state)
    if text.strip():
        part = lowered(f"%{text.strip()}%")
        suppliers = select(Supplier.id).where(func.lower(Supplier.name).like(part))
        query = query.where(
            or_(func.lower(Document.title).like(part), Document.supplier_id.in_(suppliers))
        )
    return query


def to_read(session: Session, actor: Actor) -> list[Document]:
    """The documents that wait for this reviewer: the oldest first."""
    states = (DocumentState.TO_REVIEW, DocumentState.IN_REVIEW)
    query = documents.visible(actor).where(Document.state.in_(states)).order_by(None)
    query = query.order_by(Document.received_at, Document.id).options(
        selectinload(Document.versions), selectinload(Document.assignments)
    )
    return [
        row
        for row in session.scalars(query)
        if Who.REVIEWER in documents.standing(session, actor, row)
        and documents.conflict(row, actor) is None
    ]


def progress(session: Session, rows: Iterable[Document]) -> dict[int, Progress]:
    """How far each document is, in one question to the database."""
    versions = {documents.current(row).id: row.id for row in rows}
    if not versions:
        return {}
    query = (
        select(
            Item.version_id,
            func.count(),
            func.sum(case((Item.state.in_(DECIDED), 1), else_=0)),
            func.sum(case((Item.state == ItemState.SECOND, 1), else_=0)),
            func.sum(case((Item.certainty == "unsure", 1), else_=0)),
        )
        .where(Item.version_id.in_(versions), Item.state != ItemState.SET_ASIDE)
        .group_by(Item.version_id)
    )
    return {
        versions[version]: Progress(items, int(decided), int(second), int(unsure))
        for version, items, decided, second, unsure in session.execute(query)
    }


def reading(session: Session, rows: Iterable[Document]) -> dict[int, Job]:
    """The job that reads each document which is still being read."""
    versions = {
        documents.current(row).id: row.id for row in rows if row.state is DocumentState.RECEIVED
    }
    query = (
        select(Job)
        .join(DocumentVersion, DocumentVersion.id == Job.subject_id)
        .where(Job.task == documents.READ, Job.subject_id.in_(versions))
        .order_by(Job.id)
    )
    return {versions[job.subject_id]: job for job in session.scalars(query)}


def inside(session: Session, container: Document, actor: Actor) -> list[Part]:
    """What a mail or archive held, as far as the actor may see the documents that came of it."""
    held = parts.of(session, container)
    ids = [part.document_id for part in held]
    seen = set(session.scalars(documents.visible(actor).where(Document.id.in_(ids))))
    return [part for part in held if part.document in seen]


def came_with(session: Session, document: Document, actor: Actor) -> Document | None:
    """The mail or archive that a document came with, if the actor may see that too."""
    part = parts.origin(session, document)
    if part is None:
        return None
    query = documents.visible(actor).where(Document.id == part.container_id)
    return session.scalars(query).one_or_none()
