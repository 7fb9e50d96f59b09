"""The day before which a document's sender hears: promised at receipt, changed with a reason."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from workflows import clock, events, lengths, performing, settings
from workflows.errors import Invalid, NotAllowed
from workflows.marking import N_
from workflows.models import Document
from workflows.permissions import Actor, Who
from workflows.states import DocumentState

PENDING = (
    DocumentState.RECEIVED,
    DocumentState.REFUSED,
    DocumentState.FAILED,
    DocumentState.TO_REVIEW,
    DocumentState.IN_REVIEW,
)
"""While a document stands here, its sender still waits for what was promised."""


def first(
    day: ColumnElement[Any], received_at: ColumnElement[Any], number: ColumnElement[int]
) -> tuple[ColumnElement[Any], ...]:
    """The one order of everything to read: what was promised first, then what waits longest.

    The queue, *My work* and the next document all follow it, so that each is the first of a list.
    """
    return day.is_(None), day, received_at, number


FIRST = first(Document.due.expression, Document.received_at.expression, Document.id.expression)


def promised(session: Session) -> date:
    """The day that is promised for what comes in today."""
    return clock.working_day(clock.today(session), round(settings.number(session, "review.days")))


def again(session: Session, document: Document) -> date | None:
    """The day before which the sender hears of a review that is opened again today.

    What was promised at receipt was kept, or missed, when the review ended: nobody is late because
    of it now.
    """
    return max(document.due, promised(session)) if document.due is not None else None


def day(document: Document) -> date | None:
    """The day before which the sender hears, while they still wait."""
    return document.due if document.state in PENDING else None


def is_overdue(session: Session, document: Document) -> bool:
    """Whether the day that was promised has come, and the sender heard nothing."""
    promise = day(document)
    return promise is not None and promise <= clock.today(session)


def change(
    session: Session, document: Document, until: date | None, actor: Actor, *, note: str
) -> None:
    """Promise another day; only the secretariat does, and says why."""
    if not actor.is_secretariat:
        raise NotAllowed(performing.ONLY[Who.SECRETARIAT])
    if document.state not in PENDING:
        raise NotAllowed(N_("The review of this document has ended."))
    if until is None:
        raise Invalid(N_("Give a date."))
    if until <= clock.today(session):
        raise Invalid(N_("Give a day that is still to come."))
    if not lengths.within(note, lengths.REASON):
        raise Invalid(performing.SAY_WHY)
    before, document.due = document.due, until
    session.flush()
    events.append(
        session,
        actor,
        "document",
        document.public_id,
        "due",
        organisation_id=document.organisation_id,
        before=before,
        after=until,
        note=note.strip(),
    )
