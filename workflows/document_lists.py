"""Lists of documents: filtered, paged, with how far each one is; always within what one may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import Session, aliased, selectinload

from workflows import clock, documents, paging, parts
from workflows.models import Document, DocumentVersion, Item, Job, Part, Supplier
from workflows.models.declarative import lowered
from workflows.paging import Page
from workflows.permissions import Actor
from workflows.states import DocumentState, ItemState

DECIDED = (ItemState.APPROVED, ItemState.REJECTED)  # by reviewers

_later = aliased(DocumentVersion)
NEWEST = ~(
    select(_later.id)
    .where(
        _later.document_id == DocumentVersion.document_id,
        _later.number > DocumentVersion.number,
    )
    .exists()
)
"""Versions that no other one of the same document came after."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the review of a document is."""

    items: int = 0
    decided: int = 0
    second: int = 0
    unsure: int = 0
    confirmed: int = 0  # by the company, unread by reviewers

    @property
    def left(self) -> int:
        """Items that still wait for a verdict."""
        return self.items - self.decided - self.confirmed


def listing(
    session: Session,
    actor: Actor,
    *,
    state: DocumentState | None = None,
    kind: str = "",
    text: str = "",
    page: int = 1,
) -> Page[Document]:
    """The documents that the actor may see, newest first."""
    query = _filtered(documents.visible(actor), state, kind, text)
    loaded = (selectinload(Document.organisation), selectinload(Document.supplier))
    return paging.page(session, query.options(*loaded), page)


def _filtered(
    query: Select[Document], state: DocumentState | None, kind: str, text: str
) -> Select[Document]:
    if state is not None:
        query = query.where(Document.state == state)
    if kind:
        # As a person said, else as the newest version was read.
        read = (
            select(DocumentVersion.id)
            .where(DocumentVersion.document_id == Document.id, NEWEST, DocumentVersion.kind == kind)
            .exists()
        )
        query = query.where(or_(Document.kind == kind, Document.kind.is_(None) & read))
    if text.strip():
        part = lowered(f"%{text.strip()}%")
        suppliers = select(Supplier.id).where(func.lower(Supplier.name).like(part))
        query = query.where(
            or_(func.lower(Document.title).like(part), Document.supplier_id.in_(suppliers))
        )
    return query


def progress(session: Session, rows: Iterable[Document]) -> dict[int, Progress]:
    """How far each document is, in one question to the database."""
    query = by_paper(
        rows,
        func.count(),
        func.sum(case((Item.state.in_(DECIDED), 1), else_=0)),
        func.sum(case((Item.state == ItemState.SECOND, 1), else_=0)),
        func.sum(case((Item.certainty == "unsure", 1), else_=0)),
        func.sum(case((Item.state == ItemState.CONFIRMED, 1), else_=0)),
    )
    return {
        document: Progress(items, *map(int, counts))
        for document, items, *counts in session.execute(query)
    }


def by_paper(rows: Iterable[Document], *figures: ColumnElement[Any]) -> Select[Any]:
    """Figures over the items of each document's newest version, behind the document's number."""
    return (
        select(DocumentVersion.document_id, *figures)
        .join(Item, Item.version_id == DocumentVersion.id)
        .where(
            DocumentVersion.document_id.in_([row.id for row in rows]),
            NEWEST,
            Item.state != ItemState.SET_ASIDE,
        )
        .group_by(DocumentVersion.document_id)
    )


def reading(session: Session, rows: Iterable[Document]) -> dict[int, Job]:
    """The job that reads each document which is still being read."""
    ids = [row.id for row in rows if row.state is DocumentState.RECEIVED]
    if not ids:
        return {}
    query = (
        select(DocumentVersion.document_id, Job)
        .join(DocumentVersion, DocumentVersion.id == Job.subject_id)
        .where(Job.task == documents.READ, DocumentVersion.document_id.in_(ids), NEWEST)
        .order_by(Job.id)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def first_day(session: Session) -> date | None:
    """The day on which the first document of all came in; None while there is none."""
    first = session.scalar(select(func.min(Document.received_at)))
    return None if first is None else clock.day(first)


def inside(session: Session, container: Document, actor: Actor) -> list[Part]:
    """What a mail or archive held, as far as the actor may see the documents that came of it."""
    held = parts.of(session, container)
    if not held:  # as with all but mails and archives
        return []
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
