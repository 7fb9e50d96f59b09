"""Versions of a document: a newer file added, the same file read again, one made of another's."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session, aliased

from workflows import clock, documents, due, jobs, performing, uploads
from workflows.errors import Invalid, NotAllowed, NotFound, WorkflowError
from workflows.marking import N_
from workflows.models import Document, DocumentPage, DocumentVersion, Item, Upload
from workflows.models.declarative import lowered
from workflows.permissions import Actor, Who
from workflows.states import DocumentAction, DocumentState, ItemState
from workflows.storage import FileStore
from workflows.transitions import DOCUMENTS

SENT, REREAD = "sent", "reread"
MOST = 200  # documents that one is chosen from
REPLACED = frozenset(t.source for t in DOCUMENTS.transitions if t.action is DocumentAction.RENEW)
SAME_FILE = N_("This is the very file of version %(number)s. Nothing was added.")
OUTDATED = N_("This is of version %(number)s, which was replaced. Decide on the newest version.")


class Elsewhere(Invalid):
    """The file is another document of the organisation already: the sender chooses what now."""

    def __init__(self, document: Document) -> None:
        super().__init__(N_("You sent this file before, as “%(title)s”."), title=document.title)
        self.document = document


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What was decided on an item, and on which version of the document."""

    item: Item
    number: int


def add(
    session: Session,
    store: FileStore,
    document: Document,
    filename: str,
    data: bytes,
    actor: Actor,
    *,
    seen: int | None = None,
    also: bool = False,
    limit: int = uploads.LIMIT,
) -> DocumentVersion:
    """Keep a file as the next version of a document and queue its reading.

    Raises :class:`Elsewhere` when the file is another document already, unless ``also``.
    """
    if not documents.standing(session, actor, document) & {Who.OWN, Who.SECRETARIAT}:
        raise NotAllowed(performing.ONLY[Who.OWN])
    documents.may_upload(actor, document.organisation)
    documents.within(data, limit)
    upload = uploads.keep(session, store, document.organisation, filename, data, actor)
    _not_here(document, upload)
    known = documents.known(session, upload)
    if known is not None and not also:
        raise Elsewhere(known)
    return _next(session, document, upload, actor, SENT, seen=seen)


def join(
    session: Session,
    document: Document,
    into: Document,
    actor: Actor,
    *,
    keep: bool = False,
    seen: int | None = None,
) -> DocumentVersion:
    """Make what was sent as a document of its own the next version of another one.

    The document itself is withdrawn, as far as its sender still may; unless it is to be kept too.
    """
    if document.organisation_id != into.organisation_id or document.id == into.id:
        raise NotFound(documents.NOT_FOUND)
    upload = documents.current(document).upload
    _not_here(into, upload)
    if not keep:
        documents.act(session, document, DocumentAction.WITHDRAW, actor, seen=seen)
    return _next(session, into, upload, actor, SENT, part=documents.current(document).part)


def reread(session: Session, document: Document, actor: Actor) -> DocumentVersion:
    """Read the newest file again, as a version of its own: for a reader that has become better."""
    if not actor.is_secretariat:
        raise NotAllowed(performing.ONLY[Who.SECRETARIAT])
    last = documents.current(document)
    return _next(session, document, last.upload, actor, REREAD, part=last.part)


def again(session: Session, document: Document, actor: Actor) -> Document:
    """The same file as a document of its own once more: it came from another supplier, say."""
    documents.may_upload(actor, document.organisation)
    copy = documents.begin(session, documents.current(document).upload, actor)
    documents.assign_reviewers(session, copy)
    return copy


def may_follow(session: Session, document: Document, actor: Actor) -> list[Document]:
    """The documents that this one may be the next version of, the newest first."""
    query = documents.visible(actor).where(
        Document.organisation_id == document.organisation_id,
        Document.id != document.id,
        Document.state.in_(REPLACED),
    )
    return list(session.scalars(query.limit(MOST)))


def namesake(session: Session, document: Document, actor: Actor) -> Document | None:
    """The newest other document of the organisation that was sent under the same name."""
    query = documents.visible(actor).where(
        Document.organisation_id == document.organisation_id,
        Document.id != document.id,
        Document.state.in_(REPLACED),
        func.lower(Document.title) == lowered(document.title),
    )
    return session.scalars(query.limit(1)).one_or_none()


def _not_here(document: Document, upload: Upload) -> None:
    same = next((v for v in document.versions if v.upload_id == upload.id), None)
    if same is not None:
        raise Invalid(SAME_FILE, number=same.number)


def _next(
    session: Session,
    document: Document,
    upload: Upload,
    actor: Actor,
    cause: str,
    *,
    part: str = "",
    seen: int | None = None,
) -> DocumentVersion:
    number = documents.current(document).number + 1
    performing.perform(
        session,
        DOCUMENTS,
        document,
        DocumentAction.RENEW,
        actor,
        standing=documents.standing(session, actor, document),
        guards=documents.guards(session, document, actor),
        organisation_id=document.organisation_id,
        seen=seen,
        number=number,
        cause=cause,
        filename=upload.filename,
    )
    version = DocumentVersion(
        upload_id=upload.id, part=part, number=number, cause=cause, since=clock.now(session)
    )
    document.versions.append(version)
    document.due = due.promised(session)
    session.flush()
    jobs.enqueue(session, documents.READ, version.id)
    return version


def numbered(document: Document, number: int) -> DocumentVersion:
    """A version by its number."""
    found = next((v for v in document.versions if v.number == number), None)
    if found is None:
        raise NotFound(documents.NOT_FOUND)
    return found


def outdated(item: Item) -> WorkflowError | None:
    """Why nobody decides on the item any more: a newer version of its document came."""
    newest = documents.current(item.document)
    if item.version_id in (None, newest.id):
        return None
    return NotAllowed(OUTDATED, number=item.document_version.number)


def newest() -> ColumnElement[bool]:
    """Of items: those of the newest version that was read; what is older is history."""
    newer = aliased(DocumentVersion)
    return ~exists().where(
        newer.document_id == Item.document_id,
        newer.id > Item.version_id,
        newer.read_at.is_not(None),
        newer.error.is_(None),
    )


def in_force(document: Document) -> DocumentVersion:
    """The newest version that was read; while none was, the newest."""
    read = [v for v in document.versions if v.read_at and not v.error]
    return read[-1] if read else documents.current(document)


def history(item: Item) -> list[Verdicts]:
    """Where the verdict on an item was taken over from: the newest first, without the item."""
    found = []
    while (before := item.taken_from) is not None:
        found.append(Verdicts(before, before.document_version.number))
        item = before
    return found


def items_of(session: Session, version: DocumentVersion) -> list[Item]:
    """The items of any version, in reading order, as people left them."""
    query = select(Item).where(Item.version_id == version.id, Item.state != ItemState.SET_ASIDE)
    return list(session.scalars(query.order_by(Item.position, Item.id)))


def drawn(session: Session, version: DocumentVersion) -> set[int]:
    """The pages of a version that there is a picture of."""
    query = select(DocumentPage.number).where(DocumentPage.version_id == version.id)
    return set(session.scalars(query.where(DocumentPage.picture.is_not(None))))


def read_otherwise(session: Session, extractor: str, actor: Actor) -> list[Document]:
    """The documents whose newest version another reader than this one read, the oldest first."""
    if not actor.is_secretariat:
        raise NotAllowed(performing.ONLY[Who.SECRETARIAT])
    states = (DocumentState.TO_REVIEW, DocumentState.IN_REVIEW, DocumentState.REVIEWED)
    query = select(Document).where(Document.state.in_(states)).order_by(Document.id)
    return [row for row in session.scalars(query) if documents.current(row).extractor != extractor]
