"""Opening a finding: the one that runs on a subject already, or a new one with its first event."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows import clock, events
from workflows.models import Finding
from workflows.permissions import Actor
from workflows.rules import Hit
from workflows.states import FindingState
from workflows.transitions import FINDINGS

ENDED = (FindingState.CLOSED, FindingState.DISMISSED, FindingState.WITHDRAWN)


def running(session: Session, organisation_id: int, rule: str, subject: str) -> Finding | None:
    """The finding of a rule about a subject that has not ended, if there is one."""
    query = select(Finding).where(
        Finding.organisation_id == organisation_id,
        Finding.rule == rule,
        Finding.subject == subject,
        Finding.state.not_in(ENDED),
    )
    return session.scalars(query).first()


def opened(
    session: Session, organisation_id: int, hit: Hit, actor: Actor | None, **why: object
) -> Finding:
    """A new finding; ``why`` is what its history tells of the reason."""
    severity = hit.facts.get("severity")
    finding = Finding(
        organisation_id=organisation_id,
        rule=hit.rule,
        subject=hit.subject,
        facts=hit.facts,
        language=hit.language,
        state=FINDINGS.initial,
        opened_at=clock.now(session),
        site_id=hit.site.id if hit.site else None,
        severity=str(severity) if severity else None,
    )
    session.add(finding)
    session.flush()
    events.append(
        session,
        actor,
        "finding",
        finding.public_id,
        "open",
        organisation_id=organisation_id,
        target=FINDINGS.initial,
        rule=hit.rule,
        **why,
    )
    return finding
