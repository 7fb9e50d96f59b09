"""The secret address of a calendar: made, shown once, withdrawn. Only its digest is kept."""

import hashlib
import secrets

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows import events
from workflows.errors import NotFound
from workflows.marking import N_
from workflows.models import Person
from workflows.permissions import Actor

NOT_FOUND = N_("There is no such calendar.")


def make(session: Session, person: Person, actor: Actor) -> str:
    """A new token for the person's own calendar; the one before stops working."""
    token = secrets.token_urlsafe(24)
    person.calendar_digest = _digest(token)
    session.flush()
    events.append(session, actor, "person", person.public_id, "calendar_made")
    return token


def withdraw(session: Session, person: Person, actor: Actor) -> None:
    """Whoever has the address reads nothing there any more."""
    if person.calendar_digest is None:
        return
    person.calendar_digest = None
    session.flush()
    events.append(session, actor, "person", person.public_id, "calendar_withdrawn")


def person_of(session: Session, token: str) -> Person:
    """Whose calendar the token opens; a removed account has none."""
    query = select(Person).where(Person.calendar_digest == _digest(token), Person.active)
    person = session.scalars(query).one_or_none()
    if person is None:
        raise NotFound(NOT_FOUND)
    return person


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
