"""Telling of a certificate's days: its company, and who has the finding on it in hand."""

from sqlalchemy.orm import Session

from workflows import findings, people, telling
from workflows.models import Finding, Person
from workflows.permissions import SUBMITTERS, Actor

OPENED, NEAR, ENDED = "open", "near", "ended"


def tell(session: Session, finding: Finding, what: str, actor: Actor | None = None) -> None:
    """Tell them what the log just wrote: a newer certificate can still be sent in."""
    own = people.with_role(session, *SUBMITTERS, organisation_id=finding.organisation_id)
    hearers = {person.id: person for person in own}
    owner = finding.owner
    if owner is not None and owner.active and _sees(session, owner, finding):
        hearers[owner.id] = owner
    telling.these(session, hearers.values(), "finding", finding.public_id, what, actor)


def _sees(session: Session, person: Person, finding: Finding) -> bool:
    return bool(findings.standing(session, people.actor_for(session, person), finding))
