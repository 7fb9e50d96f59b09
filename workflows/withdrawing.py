"""Withdrawing a document: at once before its review begins, on request after that; and back again.

Nothing is destroyed. What rests on a withdrawn document loses its ground, and has it again when the
document is put back where it stood.
"""

from collections.abc import Callable, Mapping
from functools import cache

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session, aliased

from workflows import carrying, clock, parts, performing
from workflows.errors import NotAllowed, WorkflowError
from workflows.machine import Transition
from workflows.marking import N_
from workflows.models import (
    Assignment,
    Decision,
    Document,
    DocumentVersion,
    Item,
    Upload,
    WithdrawalRequest,
)
from workflows.performing import Apply, Guard
from workflows.permissions import Actor, Who
from workflows.states import DocumentAction, DocumentState
from workflows.transitions import DOCUMENTS

ANSWERS = (DocumentAction.GRANT_WITHDRAWAL, DocumentAction.REFUSE_WITHDRAWAL)
_ENDS = (*ANSWERS, DocumentAction.RETRACT_REQUEST)
_TAKES_AWAY = (DocumentAction.WITHDRAW, DocumentAction.GRANT_WITHDRAWAL)
_BEGUN = (DocumentState.IN_REVIEW, DocumentState.REVIEWED, DocumentState.CONFIRMED)

BEGUN = N_("The review has begun: ask for it, with a reason.")
NOT_BEGUN = N_("The review has not begun: it can be withdrawn at once.")
ASKED = N_("It was asked for already, and waits for an answer.")
NOT_ASKED = N_("Nobody asks to withdraw this document.")
OWN_REQUEST = N_("You asked for it yourself: somebody else answers.")
ELSEWHERE = N_("This file is in “%(title)s” now: it was sent again, or joined to that document.")
UNKNOWN = N_("It is not known any more where it stood before.")


def open_request(session: Session, document: Document) -> WithdrawalRequest | None:
    """The request that still waits for an answer."""
    query = select(WithdrawalRequest).where(
        WithdrawalRequest.document_id == document.id, WithdrawalRequest.answered_at.is_(None)
    )
    return session.scalars(query).one_or_none()


def last_request(session: Session, document: Document) -> WithdrawalRequest | None:
    """The newest request, answered or not."""
    query = select(WithdrawalRequest).where(WithdrawalRequest.document_id == document.id)
    return session.scalars(query.order_by(WithdrawalRequest.id.desc()).limit(1)).one_or_none()


def has_begun(session: Session, document: Document) -> bool:
    """Whether anybody decided on anything in the document, be it in an earlier version."""
    if document.state in _BEGUN:
        return True
    decided = exists().where(Decision.item_id == Item.id, Item.document_id == document.id)
    return bool(session.scalar(select(decided)))


def requested() -> ColumnElement[bool]:
    """Of documents: those that somebody asks to withdraw."""
    return exists().where(
        WithdrawalRequest.document_id == Document.id, WithdrawalRequest.answered_at.is_(None)
    )


def to_answer(actor: Actor) -> ColumnElement[bool]:
    """Of documents: those whose request this reader or secretariat may answer."""
    sent = exists().where(
        DocumentVersion.document_id == Document.id,
        DocumentVersion.upload_id == Upload.id,
        Upload.uploaded_by_id == actor.person_id,
    )
    assigned = exists().where(
        Assignment.document_id == Document.id, Assignment.person_id == actor.person_id
    )
    # Few are open: they are found once, and not asked of each document there is.
    others = select(WithdrawalRequest.document_id).where(
        WithdrawalRequest.answered_at.is_(None),
        WithdrawalRequest.asked_by_id != actor.person_id,
    )
    free = Document.id.in_(others) & ~sent & Document.organisation_id.not_in(actor.organisations())
    return free if actor.is_secretariat else free & assigned


def guards(session: Session, document: Document, actor: Actor | None) -> Mapping[str, Guard]:
    """The conditions of the document table about withdrawing, ready to be asked."""

    # Several conditions ask the same; the database is asked once.
    begun = cache(lambda: has_begun(session, document))
    asked = cache(lambda: open_request(session, document))

    def when(holds: Callable[[], bool], refusal: WorkflowError) -> Guard:
        return lambda: None if holds() else refusal

    def another_asked() -> bool:
        request = asked()
        return request is None or actor is None or request.asked_by_id != actor.person_id

    def not_elsewhere() -> WorkflowError | None:
        other = _elsewhere(session, document)
        return NotAllowed(ELSEWHERE, title=other.title) if other is not None else None

    def stood(state: DocumentState) -> Guard:
        return lambda: None if document.withdrawn_from is state else NotAllowed(UNKNOWN)

    return {
        "review_begun": when(begun, NotAllowed(NOT_BEGUN)),
        "review_not_begun": when(lambda: not begun(), NotAllowed(BEGUN)),
        "not_requested": when(lambda: asked() is None, NotAllowed(ASKED)),
        "is_requested": when(lambda: asked() is not None, NotAllowed(NOT_ASKED)),
        "another_asked": when(another_asked, NotAllowed(OWN_REQUEST)),
        "not_elsewhere": not_elsewhere,
        **{f"was_{state}": stood(state) for state in DocumentState},
    }


def _elsewhere(session: Session, document: Document) -> Document | None:
    """Another document, not withdrawn, that one of the files of this one is too."""
    mine, other = aliased(DocumentVersion), aliased(DocumentVersion)
    query = (
        select(Document)
        .join(other, other.document_id == Document.id)
        .join(mine, (mine.upload_id == other.upload_id) & (mine.part == other.part))
        .where(
            mine.document_id == document.id,
            Document.id != document.id,
            Document.state != DocumentState.WITHDRAWN,
        )
    )
    return session.scalars(query.limit(1)).one_or_none()


def applied(
    session: Session, document: Document, action: DocumentAction, actor: Actor | None, note: str
) -> Apply:
    """What an action writes beside the state of the document: the request, and where it stood."""
    stood, now = document.state, clock.now(session)

    def apply(_transition: Transition) -> None:
        if action in _ENDS and (request := open_request(session, document)) is not None:
            request.answered_at, request.answer = now, note.strip()
            request.answered_by_id = actor.person_id if actor is not None else None
            granted = action is DocumentAction.GRANT_WITHDRAWAL
            request.accepted = granted if action in ANSWERS else None
        if action is DocumentAction.ASK_TO_WITHDRAW and actor is not None:
            asked = WithdrawalRequest(
                document_id=document.id,
                asked_by_id=actor.person_id,
                asked_at=now,
                reason=note.strip(),
            )
            session.add(asked)
        if action in _TAKES_AWAY:
            document.withdrawn_from = stood
        if action is DocumentAction.RESTORE:
            document.withdrawn_from = None

    return apply


def follow(
    session: Session,
    document: Document,
    action: DocumentAction,
    actor: Actor | None,
    standing: frozenset[Who],
    note: str,
) -> list[Document]:
    """What comes after a document was taken away or put back: its grounds, and what was in it.

    Return every document that was put back.
    """
    if action in _TAKES_AWAY:
        carrying.end(session, document, carrying.in_force(session, document))
        _with_it(session, document, DocumentAction.WITHDRAW, actor, standing, note)
    if action is not DocumentAction.RESTORE:
        return []
    carrying.revive(session, document)
    return [document, *_with_it(session, document, action, actor, standing, note)]


def _with_it(
    session: Session,
    container: Document,
    action: DocumentAction,
    actor: Actor | None,
    standing: frozenset[Who],
    note: str,
) -> list[Document]:
    """Take away or put back what came in with a mail or archive, as far as that can be.

    A document that was there before stays, whoever attached it once more; so does what somebody
    works on already.
    """
    moved = []
    for document in list(parts.taken_out(session, container)):
        known = guards(session, document, actor)
        if not _possible(document, action, standing, known):
            continue
        performing.perform(
            session,
            DOCUMENTS,
            document,
            action,
            actor,
            standing=standing,
            guards=known,
            organisation_id=document.organisation_id,
            apply=applied(session, document, action, actor, note),
            note=note,
        )
        moved.append(document)
    return moved


def _possible(
    document: Document, action: DocumentAction, standing: frozenset[Who], known: Mapping[str, Guard]
) -> bool:
    return any(
        transition.who & standing and all(known[name]() is None for name in transition.guards)
        for transition in DOCUMENTS.by(document.state, action)
    )
