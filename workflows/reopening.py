"""A review that was opened again: by whom, when and why."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows import events
from workflows.models import Document, Event, Person
from workflows.states import DocumentAction, DocumentState

_TURNS = (
    DocumentAction.RECORD,
    DocumentAction.KEEP,
    DocumentAction.FINISH,
    DocumentAction.CONFIRM,
    DocumentAction.REOPEN,
)


@dataclass(frozen=True, slots=True)
class Reopened:
    """Who opened a review again (None: it followed from something else), when, and why."""

    by: Person | None
    at: datetime
    note: str


def last(session: Session, document: Document) -> Reopened | None:
    """The opening again that the document stands in; None where its review never ended."""
    if document.state is not DocumentState.IN_REVIEW:
        return None
    query = select(Event).where(
        Event.noun == "document",
        Event.object_id == document.public_id,
        Event.action.in_([turn.value for turn in _TURNS]),
    )
    event = session.scalars(query.order_by(Event.seq.desc()).limit(1)).one_or_none()
    if event is None or event.action != DocumentAction.REOPEN.value:
        return None
    by = session.get(Person, event.actor_id) if event.actor_id is not None else None
    return Reopened(by, event.at, str(events.payload(session, event).get("note") or ""))
