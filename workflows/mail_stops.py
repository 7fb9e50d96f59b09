"""Addresses that refuse mail: no more is sent there until somebody clears it."""

from sqlalchemy.orm import Session

from workflows import clock, events
from workflows.models import Person
from workflows.permissions import Actor


def stop(session: Session, person: Person, why: str) -> None:
    """Send no more mail to somebody whose address refused one, for the reason that it gave."""
    if person.mail_stopped_at is not None:
        return
    person.mail_stopped_at, person.mail_stopped_why = clock.now(session), why[:500]
    session.flush()
    events.append(session, None, "person", person.public_id, "mail_stopped", why=why[:500])


def clear(session: Session, person: Person, actor: Actor) -> None:
    """Try the address again; whoever may was asked by the caller."""
    if person.mail_stopped_at is None:
        return
    person.mail_stopped_at = person.mail_stopped_why = None
    session.flush()
    events.append(session, actor, "person", person.public_id, "mail_cleared")
