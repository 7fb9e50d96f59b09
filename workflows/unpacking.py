"""A read mail or archive taken apart: each part a document of the same member, queued, once."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from extraction.limits import ARCHIVE_UNPACKED, PARTS
from extraction.parts import Stock
from extraction.records import Extraction, Outcome
from extraction.records import Part as Unpacked
from workflows import documents, events, parts, people, uploads
from workflows.models import Document, DocumentVersion, Part, Upload
from workflows.states import DocumentState, Role
from workflows.storage import FileStore

PRIORITY = -1  # hundreds of attachments wait behind what somebody sends by itself


def granted(session: Session, version: DocumentVersion, reading: Extraction) -> Extraction:
    """The reading as far as a mail or archive may go, all that lies round it counted."""
    if not reading.parts:
        return reading
    root, depth = version.document, 0
    while (part := parts.origin(session, root)) is not None:
        root, depth = part.container, depth + 1
    documents_inside, bytes_inside = _inside(session, root)
    stock = Stock(PARTS - documents_inside, ARCHIVE_UNPACKED - bytes_inside)
    return stock.take(reading, depth)


def _inside(session: Session, root: Document) -> tuple[int, int]:
    """How many documents came out of a file so far, at any depth, and their bytes."""
    count, size, level = 0, 0, [root.id]
    while level:
        found = session.execute(
            select(Part.document_id, func.max(Upload.size))
            .join(DocumentVersion, DocumentVersion.document_id == Part.document_id)
            .join(Upload, Upload.id == DocumentVersion.upload_id)
            .where(Part.container_id.in_(level), Part.known.is_(False))
            .group_by(Part.document_id)
        ).all()
        level = [document_id for document_id, _size in found]
        count, size = count + len(found), size + sum(size for _document_id, size in found)
    return count, size


def take_apart(
    session: Session, store: FileStore, version: DocumentVersion, reading: Extraction
) -> None:
    """Make each part of a reading a document, in the transaction that records the reading.

    A second call for the same version (a job done twice), or one for a document that was taken
    back meanwhile, changes nothing.
    """
    container = version.document
    unread = container.state is DocumentState.RECEIVED and not parts.of(session, container)
    if not unread or not reading.parts or reading.outcome is Outcome.REFUSED:
        return
    for position, part in enumerate(reading.parts, start=1):
        _take_out(session, store, version, position, part)
    events.append(
        session,
        None,
        "document",
        container.public_id,
        "take_apart",
        organisation_id=container.organisation_id,
        parts=len(reading.parts),
    )


def _take_out(
    session: Session, store: FileStore, version: DocumentVersion, position: int, part: Unpacked
) -> None:
    container, sender = version.document, version.upload.uploaded_by
    upload = uploads.keep(
        session,
        store,
        container.organisation,
        part.name.rpartition("/")[2],
        part.data,
        people.actor_for(session, sender),
    )
    document = documents.known(session, upload)
    known = document is not None
    if document is None:
        document = documents.begin(session, upload, None, container, part.name, PRIORITY)
        document.supplier_id = container.supplier_id
        _assign(session, container, document)
    session.add(
        Part(
            container_id=container.id,
            document_id=document.id,
            position=position,
            name=part.name,
            known=known,
        )
    )
    session.flush()


def _assign(session: Session, container: Document, document: Document) -> None:
    """Who reviews a mail or archive reviews what was in it."""
    for assignment in container.assignments:
        reviewer = people.actor_for(session, assignment.person)
        if reviewer.has(Role.REVIEWER) and documents.conflict(document, reviewer) is None:
            documents.assign(session, document, assignment.person, None)
    if not document.assignments:
        documents.assign_reviewers(session, document)
