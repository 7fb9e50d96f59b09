"""The days of what a risk asks: a finding without an answer in time is escalated, once."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows import clock, findings
from workflows.models import Finding, Measure
from workflows.states import FindingAction, FindingState

LATE = "response_late"


def run(session: Session) -> None:
    """Once a day: escalate what passed its last day without a reason for a later one."""
    later = select(Measure.id).where(
        Measure.finding_id == Finding.id, Measure.due > Finding.respond_by
    )
    query = (
        select(Finding)
        .where(
            Finding.state.in_((FindingState.ASSESSED, *findings.TAKING)),
            Finding.respond_by < clock.today(session),
            Finding.escalated_at.is_(None),
            ~later.exists(),
        )
        .order_by(Finding.id)
    )
    for finding in session.scalars(query).all():
        findings.by_system(session, finding, FindingAction.ESCALATE, note=LATE)
