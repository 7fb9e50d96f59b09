"""Which rows of a large database its people ask for, by public id."""

from collections.abc import Callable

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from workflows.models import Assignment, Document, Finding, FindingSource, Item, Organisation, Site
from workflows.states import DocumentState, ItemState


def assigned(session: Session, who: str) -> list[int]:
    """The papers that a reader has to read."""
    number = int(who.rpartition(".")[2]) + 1  # people are added in that order
    return list(
        session.scalars(select(Assignment.document_id).where(Assignment.person_id == number))
    )


def documents(who: str) -> Callable[[Session], list[str]]:
    """The papers that somebody sees."""

    def found(session: Session) -> list[str]:
        query = select(Document.public_id)
        if who.startswith("lezer"):
            query = query.where(Document.id.in_(assigned(session, who)))
        if who.startswith("contact"):
            query = query.where(Document.organisation_id == _company(session, who))
        return list(session.scalars(query))

    return found


def _company(session: Session, who: str) -> int:
    name = f"Bedacht Metaal {who.rpartition('.')[2]} B.V."
    return session.scalars(select(Organisation.id).where(Organisation.name == name)).one()


def findings(who: str) -> Callable[[Session], list[str]]:
    """The findings that somebody sees."""

    def found(session: Session) -> list[str]:
        query = select(Finding.public_id)
        if who.startswith("lezer"):
            query = query.join(Finding.sources).join(FindingSource.item)
            query = query.where(Item.document_id.in_(assigned(session, who)))
        if who.startswith("contact"):
            query = query.where(Finding.organisation_id == _company(session, who))
        return list(session.scalars(query))

    return found


def sites(session: Session) -> list[str]:
    """The smelters that everybody sees."""
    return list(session.scalars(select(Site.public_id).where(Site.organisation_id.is_(None))))


_RUNNING = (DocumentState.TO_REVIEW, DocumentState.IN_REVIEW)
_STILL_OPEN = 40  # items: as many as are decided on at most


def to_review(session: Session) -> list[str]:
    """The papers that the reader has to read, and that are not read yet."""
    query = select(Document.public_id).where(Document.state.in_(_RUNNING))
    return list(session.scalars(query.where(Document.id.in_(assigned(session, "lezer.3")))))


def items(session: Session) -> list[str]:
    """The items on which the reader has to decide."""
    return _open(session, Item.document_id.in_(assigned(session, "lezer.3")))


def largest(session: Session) -> list[str]:
    """The paper with the most items, alone."""
    document = _largest_document(session)
    return list(session.scalars(select(Document.public_id).where(Document.id == document)))


def large_items(session: Session) -> list[str]:
    """The items of the largest paper on which the reader has to decide."""
    return _open(session, Item.document_id == _largest_document(session))


def _open(session: Session, which: ColumnElement[bool]) -> list[str]:
    return list(session.scalars(select(Item.public_id).where(Item.state == ItemState.OPEN, which)))


def _largest_document(session: Session) -> int:
    """The paper with the most items that the reader has to read, and that no bench read out."""
    waits = func.sum(case((Item.state == ItemState.OPEN, 1), else_=0))
    query = (
        select(Item.document_id)
        .join(Document, Document.id == Item.document_id)
        .where(Item.document_id.in_(assigned(session, "lezer.3")), Document.state.in_(_RUNNING))
        .group_by(Item.document_id)
        .having(waits >= _STILL_OPEN)
        .order_by(func.count().desc())
    )
    return session.scalars(query.limit(1)).one()
