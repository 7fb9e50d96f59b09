"""Documents: take in an upload, say who may see it, hand it to reviewers, move it on."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased, joinedload

from workflows import (
    clock,
    due,
    events,
    jobs,
    left,
    people,
    performing,
    reopening,
    settings,
    teams,
    telling,
    uploads,
    withdrawing,
)
from workflows.errors import Invalid, NotAllowed, NotFound, WorkflowError
from workflows.machine import Transition
from workflows.marking import N_
from workflows.models import Assignment, Document, DocumentVersion, Organisation, Person, Upload
from workflows.performing import ONLY, Guard, Option
from workflows.permissions import SUBMITTERS, Actor, Who
from workflows.states import DocumentAction, DocumentState, OrganisationKind, Role
from workflows.storage import FileStore
from workflows.transitions import DOCUMENTS

READ = "read"  # the job that reads a version
REVIEWERS_PER_DOCUMENT = 2

NOT_FOUND = N_("There is no such document.")
OWN_ORGANISATION = N_("You cannot decide on a document of your own organisation.")
BEFORE_THE_END = (DocumentState.TO_REVIEW, DocumentState.IN_REVIEW)
DONE = (DocumentState.REVIEWED, DocumentState.CONFIRMED)
OWN_UPLOAD = N_("You cannot decide on this: you uploaded the document yourself.")


@dataclass(frozen=True, slots=True)
class Received:
    """An upload taken in, and whether the organisation had sent these bytes before."""

    document: Document
    duplicate: bool


def receive(
    session: Session,
    store: FileStore,
    organisation: Organisation,
    filename: str,
    data: bytes,
    actor: Actor,
    *,
    limit: int = uploads.LIMIT,
) -> Received:
    """Keep a file and queue its reading.

    The same bytes from the same organisation give the document there already is. The bytes are on
    disk and synced when this returns; the caller commits before it says so to anybody.
    """
    may_upload(actor, organisation)
    within(data, limit)
    upload = uploads.keep(session, store, organisation, filename, data, actor)
    document = known(session, upload)
    if document is not None:
        return Received(document, duplicate=True)
    document = begin(session, upload, actor)
    assign_reviewers(session, document)
    return Received(document, duplicate=False)


def within(data: bytes, limit: int) -> None:
    """Refuse what is larger than ``limit`` bytes."""
    if len(data) > limit:
        raise Invalid(
            N_(
                "The file is larger than %(most)s MB. Split it, or make the pictures in it smaller."
            ),
            most=limit // 1_000_000,
        )


def known(session: Session, upload: Upload) -> Document | None:
    """The document that these bytes are already, unless it was withdrawn."""
    query = select(Document).join(DocumentVersion).where(DocumentVersion.upload_id == upload.id)
    query = query.where(Document.state != DocumentState.WITHDRAWN).order_by(Document.id)
    return session.scalars(query.limit(1)).one_or_none()


def may_upload(actor: Actor, organisation: Organisation) -> None:
    """Refuse who may not send papers for this organisation."""
    if organisation.id not in actor.organisations(*SUBMITTERS) and not actor.is_secretariat:
        raise NotAllowed(N_("You can only upload for your own organisation."))
    if organisation.kind is not OrganisationKind.COMPANY:
        raise NotAllowed(N_("Only companies send in documents."))


def begin(
    session: Session,
    upload: Upload,
    actor: Actor | None,
    container: Document | None = None,
    part: str = "",
    priority: int = 0,
) -> Document:
    """A document of an upload, its reading queued; ``part`` is its name inside a ``container``."""
    document = Document(
        organisation_id=upload.organisation_id,
        title=part.rpartition("/")[2] or upload.filename,
        state=DOCUMENTS.initial,
        received_at=clock.now(session),
        due=due.promised(session),
        review_first=settings.get(session, "review.first"),
    )
    version = DocumentVersion(document=document, upload_id=upload.id, part=part, number=1)
    session.add_all((document, version))
    session.flush()
    jobs.enqueue(session, READ, version.id, priority=priority)
    events.append(
        session,
        actor,
        "document",
        document.public_id,
        "receive",
        organisation_id=upload.organisation_id,
        target=DOCUMENTS.initial,
        filename=upload.filename,
        size=upload.size,
        **({} if container is None else {"container": container.public_id}),
    )
    return document


def visible(actor: Actor) -> Select[Document]:
    """The documents that the actor may see, newest first; nothing for who has no business there."""
    query = select(Document).order_by(Document.id.desc())
    if actor.is_secretariat:
        return query
    assigned = select(Assignment.document_id).where(Assignment.person_id == actor.person_id)
    return query.where(_seen(actor, Document.organisation_id, Document.id.in_(assigned)))


def sees(actor: Actor, document_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Whether the actor may see the document with this number: as ``visible`` says, row by row.

    For a question that leaves few rows, where all that the actor may see need not be gathered.
    """
    return _sees(actor, document_id)


@lru_cache(maxsize=512)  # a page asks some of these several times, and each takes a while to say
def _sees(actor: Actor, document_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    query = select(_ONE.id).where(_ONE.id == document_id)
    if not actor.is_secretariat:
        assigned = exists().where(
            Assignment.document_id == _ONE.id, Assignment.person_id == actor.person_id
        )
        query = query.where(_seen(actor, _ONE.organisation_id, assigned))
    return query.exists()


_ONE = aliased(Document)  # made once: that takes longer than the question


def _seen(
    actor: Actor, whose: InstrumentedAttribute[int], assigned: ColumnElement[bool]
) -> ColumnElement[bool]:
    """What a document is to somebody outside the secretariat: their own, or theirs to read."""
    own = whose.in_(actor.organisations(*SUBMITTERS))
    return or_(own, assigned) if actor.has(Role.REVIEWER) else own


# Whose it is, who sent it in and who reads it: every page about one paper asks all three.
WHOLE = (
    joinedload(Document.organisation),
    joinedload(Document.assignments),
    joinedload(Document.versions).joinedload(DocumentVersion.upload).joinedload(Upload.uploaded_by),
)


def get(session: Session, public_id: str, actor: Actor) -> Document:
    """One document that the actor may see."""
    query = select(Document).where(Document.public_id == public_id, sees(actor, Document.id))
    document = session.scalars(query.options(*WHOLE)).unique().one_or_none()
    if document is None:
        raise NotFound(NOT_FOUND)
    return document


def current(document: Document) -> DocumentVersion:
    """The newest version."""
    return document.versions[-1]


def standing(session: Session, actor: Actor, document: Document) -> frozenset[Who]:
    """How the actor stands to the document."""
    found: set[Who] = set()
    if actor.is_secretariat:
        found.add(Who.SECRETARIAT)
    if document.organisation_id in actor.organisations(*SUBMITTERS):
        found.add(Who.OWN)
    if actor.has(Role.REVIEWER) and any(
        a.person_id == actor.person_id for a in document.assignments
    ):
        found.add(Who.REVIEWER)
    return frozenset(found)


def conflict(document: Document, actor: Actor) -> WorkflowError | None:
    """Why the actor may not decide on this document: their organisation's, or their own upload."""
    if document.organisation_id in actor.organisations():
        return NotAllowed(OWN_ORGANISATION)
    if any(v.upload.uploaded_by_id == actor.person_id for v in document.versions):
        return NotAllowed(OWN_UPLOAD)
    return None


def not_in_review(document: Document) -> WorkflowError | None:
    """Why nothing can be added: it was not read yet, or was taken back."""
    if document.state in (*BEFORE_THE_END, *DONE):
        return None
    state = DOCUMENTS.state_titles[document.state]
    return NotAllowed(N_("This cannot be done now: it is “%(state)s”."), state=state)


def guards(
    session: Session, document: Document, actor: Actor | None, *, waiting: int | None = None
) -> Mapping[str, Guard]:
    """The conditions of the document table, ready to be asked; ``waiting`` of its items are open,
    where they were counted already.
    """

    def no_conflict() -> WorkflowError | None:
        return conflict(document, actor) if actor is not None else None

    def reads_or_reopened() -> WorkflowError | None:
        # Whoever may open a review again may end it again too, while nothing was judged anew.
        if actor is None or Who.REVIEWER in standing(session, actor, document):
            return None
        return None if reopening.last(session, document) else NotAllowed(ONLY[Who.REVIEWER])

    return {
        "no_conflict": no_conflict,
        **left.guards(session, document, waiting),
        "reads_or_reopened": reads_or_reopened,
        **withdrawing.guards(session, document, actor),
    }


def options(
    session: Session,
    document: Document,
    actor: Actor,
    *,
    only: DocumentAction | None = None,
    waiting: int | None = None,
) -> tuple[Option, ...]:
    """What the actor can do with the document, and why not where they cannot.

    ``waiting`` of its items are open, where they were counted already.
    """
    at = standing(session, actor, document)
    found = guards(session, document, actor, waiting=waiting)
    return performing.options(DOCUMENTS, document, at, found, only=only)


def act(
    session: Session,
    document: Document,
    action: DocumentAction,
    actor: Actor | None,
    *,
    seen: int | None = None,
    note: str = "",
) -> None:
    """Move a document on; ``actor`` is None for the worker."""
    if action is DocumentAction.RENEW:
        raise Invalid(N_("A new version is sent in as a file."))
    at = frozenset({Who.SYSTEM}) if actor is None else standing(session, actor, document)
    again = due.again(session, document) if action is DocumentAction.REOPEN else None
    done = performing.perform(
        session,
        DOCUMENTS,
        document,
        action,
        actor,
        standing=at,
        guards=guards(session, document, actor),
        organisation_id=document.organisation_id,
        seen=seen,
        given={"note": note},
        apply=withdrawing.applied(session, document, action, actor, note),
        note=note,
        **({"due": again} if again is not None else {}),
    )
    if again is not None:
        document.due = again
    _tell(session, document, done, actor)
    for one in withdrawing.follow(session, document, action, actor, at, note):
        if one.state is DocumentState.RECEIVED and not jobs.waits(session, READ, current(one).id):
            jobs.enqueue(session, READ, current(one).id)
    if action is DocumentAction.RETRY:
        version = current(document)
        version.read_at = version.error = None
        version.error_detail = ""
        jobs.enqueue(session, READ, version.id)


def _tell(session: Session, document: Document, done: Transition, actor: Actor | None) -> None:
    telling.of(
        session,
        DOCUMENTS,
        document,
        done,
        actor,
        organisation_id=document.organisation_id,
        readers=[one.person_id for one in document.assignments],
        standing=lambda who: standing(session, who, document),
    )


def may_assign(actor: Actor) -> None:
    """Refuse who may not assign: asked before an address is looked up, so that the answer does not
    tell who has an account.
    """
    if not actor.is_secretariat:
        raise NotAllowed(ONLY[Who.SECRETARIAT])


def assign(
    session: Session,
    document: Document,
    person: Person,
    actor: Actor | None,
    *,
    asks: bool = False,
) -> None:
    """Let a reviewer see and decide on a document; who ``asks`` for it is not told of it."""
    if actor is not None:
        may_assign(actor)
    reviewer = people.actor_for(session, person)
    if not reviewer.has(Role.REVIEWER):
        raise Invalid(N_("%(email)s is not a reviewer."), email=person.email)
    refused = conflict(document, reviewer)
    if refused is not None:
        raise Invalid(
            N_("%(email)s has a conflict of interest with this document."), email=person.email
        )
    if any(a.person_id == person.id for a in document.assignments):
        return
    document.assignments.append(Assignment(person_id=person.id, assigned_at=clock.now(session)))
    session.flush()
    teams.taken(session, document, person)
    events.append(
        session,
        actor,
        "document",
        document.public_id,
        "assign",
        organisation_id=document.organisation_id,
        reviewer=person.public_id,
    )
    # What is still to be read is told when it is read.
    if document.state in BEFORE_THE_END and not asks:
        telling.these(session, [person], "document", document.public_id, "assign", actor)


def plates(session: Session) -> dict[int, int]:
    """How many documents each reviewer has on their plate."""
    counts = session.execute(
        select(Assignment.person_id, func.count())
        .join(Document)
        .where(Document.state.not_in((*DONE, DocumentState.WITHDRAWN)))
        .group_by(Assignment.person_id)
    )
    return dict(counts.all())


def able(session: Session, document: Document) -> list[Person]:
    """The reviewers without a conflict of interest, with the least on their plate first."""
    load = plates(session)
    found = [
        person
        for person in people.with_role(session, Role.REVIEWER)
        if conflict(document, people.actor_for(session, person)) is None
    ]
    return sorted(found, key=lambda person: (load.get(person.id, 0), person.id))


def assign_reviewers(session: Session, document: Document) -> None:
    """Two reviewers with the least on their plate, neither of the organisation nor the uploader."""
    for person in able(session, document)[:REVIEWERS_PER_DOCUMENT]:
        assign(session, document, person, None)
