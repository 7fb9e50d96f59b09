"""The days of contests: what was not judged in time is passed on, what rested is final."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows import clock, contesting, events, findings
from workflows.contest_states import ContestOutcome, Rung
from workflows.models import Contest, Finding
from workflows.states import FindingAction


def run(session: Session) -> None:
    """Once a day: pass on what is late, and end what the company let rest."""
    today = clock.today(session)
    late = (
        select(Contest)
        .join(Contest.finding)
        .where(
            Finding.state.in_(contesting.STATES),
            Contest.outcome.is_(None),
            Contest.late_at.is_(None),
            Contest.due < today,
        )
        .order_by(Contest.id)
    )
    for row in session.scalars(late).all():
        last = row.rung is Rung.STEERING
        action = FindingAction.OVERRUN if last else FindingAction.HAND_UP
        findings.by_system(session, row.finding, action)
    rested = select(Contest).where(
        Contest.outcome == ContestOutcome.UPHELD,
        Contest.is_final.is_(False),
        Contest.is_past.is_(False),
        Contest.appeal_until < today,
    )
    for row in session.scalars(rested.order_by(Contest.id)).all():
        _end(session, row)
    session.flush()


def _end(session: Session, row: Contest) -> None:
    row.is_final = True
    if contesting.last(row.finding) is not row:
        return  # the company went on in time
    events.append(
        session,
        None,
        "finding",
        row.finding.public_id,
        "contest_final",
        organisation_id=row.finding.organisation_id,
    )
