"""The last days of rounds of comments: one that has passed ends the round and is told, once."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows import clock, events, people, telling
from workflows.models import Report, ReportRound
from workflows.states import ReportState, Role


def run(session: Session) -> None:
    """Once a day: end what passed its last day, and tell the secretariat, who answers now."""
    query = (
        select(ReportRound)
        .join(ReportRound.report)
        .where(
            ReportRound.closed_at.is_(None),
            ReportRound.due < clock.today(session),
            Report.state == ReportState.DRAFT,
        )
        .order_by(ReportRound.id)
    )
    for row in session.scalars(query).all():
        row.closed_at = clock.now(session)
        session.flush()
        events.append(
            session,
            None,
            "round",
            row.public_id,
            "end",
            organisation_id=None,
            report=row.report.public_id,
        )
        office = people.with_role(session, Role.SECRETARIAT)
        telling.these(session, office, "round", row.public_id, "end", None)
