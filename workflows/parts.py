"""What a mail or archive held: the document that each part became, and where one came from."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows.models import Document, Part
from workflows.states import DocumentState


def of(session: Session, container: Document) -> list[Part]:
    """The parts of a mail or archive, in their order; of anything else, none."""
    query = select(Part).where(Part.container_id == container.id).order_by(Part.position)
    return list(session.scalars(query))


def origin(session: Session, document: Document) -> Part | None:
    """The part as which a document came in; None for one that was sent by itself."""
    query = select(Part).where(Part.document_id == document.id, Part.known.is_(False))
    return session.scalars(query.order_by(Part.id).limit(1)).one_or_none()


def unread(session: Session, public_id: str) -> bool:
    """Whether a document that somebody has just sent, or anything inside it, waits to be read."""
    document = session.scalars(select(Document).where(Document.public_id == public_id)).one()
    return any(
        one.state is DocumentState.RECEIVED for one in (document, *taken_out(session, document))
    )


def taken_out(session: Session, container: Document) -> Iterator[Document]:
    """What came in with a mail or archive, at any depth; not what was there before."""
    for part in of(session, container):
        if not part.known:
            yield part.document
            yield from taken_out(session, part.document)
