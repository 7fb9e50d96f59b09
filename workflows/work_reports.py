"""What waits about draft reports: to comment on, to clear, remarks to answer."""

from datetime import date

from sqlalchemy.orm import Session

from workflows import clearances, remarks, rounds
from workflows.models import ReportClearance, ReportRound
from workflows.permissions import Actor

Asked = tuple[ReportRound | ReportClearance, int, date | None]
"""What it is about, how many, by when."""


def waiting(session: Session, actor: Actor) -> dict[str, list[Asked]]:
    """What is in each bucket, the most pressing first."""
    found: dict[str, list[Asked]] = {
        "rounds": [(row, 0, row.due) for row in session.scalars(rounds.waiting(session, actor))],
        "clearances": [(row, 0, row.due) for row in session.scalars(clearances.waiting(actor))],
    }
    if actor.is_secretariat:
        found["remarks"] = [(row, count, None) for row, count in remarks.to_answer(session)]
    return found
