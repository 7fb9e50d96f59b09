"""A measure was to be done by a day, and that day has passed: the finding is escalated."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows.following import ground
from workflows.following.looks import Look, Seen, Wanted
from workflows.models import Finding, Measure
from workflows.states import ProposalDoes

LATE = (30, 1)  # days; each is told once


def look(session: Session, day: date) -> Seen:
    """The measures that are late on ``day``; a cause is one measure and the day it was due."""
    query = (
        select(
            Measure.public_id,
            Measure.text,
            Measure.owner,
            Measure.due,
            Finding.id,
            Finding.organisation_id,
            Finding.rule,
            Finding.subject,
            Finding.facts,
        )
        .join(Finding, Finding.id == Measure.finding_id)
        .where(Measure.done_at.is_(None), Measure.due < day, Finding.state.in_(ground.AT_WORK))
        .order_by(Measure.id)
    )
    looks = []
    for code, text, owner, due, finding_id, company, rule, subject, facts in session.execute(query):
        late = str(next(days for days in LATE if (day - due).days >= days))
        said = {"measure": text[:160], "owner": owner, "due": due.isoformat()}
        wanted = Wanted(
            organisation_id=company,
            does=ProposalDoes.ESCALATE,
            rule=rule,
            subject=subject,
            facts={**facts, **said, "late": late},
            stage=f"{code}:{late}",
            finding_id=finding_id,
        )
        looks.append(Look(f"measure:{code}:{due}", due + timedelta(days=1), said, [wanted]))
    return Seen(looks)
