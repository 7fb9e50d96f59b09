"""Steps of companies' years that wait: to be sent in, to be assessed, for more time."""

from datetime import timedelta

from sqlalchemy import Select, case, or_, select
from sqlalchemy.orm import Session, contains_eager

from workflows import clock, steps
from workflows.models import MemberYear, YearStep
from workflows.permissions import SUBMITTERS, Actor
from workflows.states import StepState

NEAR = timedelta(days=30)  # a step is to be sent in now
DUE = case((YearStep.state.in_(steps.WRITABLE), YearStep.due))
"""The day by which something has to be done; none where it matters no more."""


def queries(session: Session, actor: Actor) -> dict[str, Select[YearStep]]:
    """What is in each bucket, the most pressing first."""
    found: dict[str, Select[YearStep]] = {}
    waiting = (
        select(YearStep)
        .join(YearStep.year)
        .options(contains_eager(YearStep.year).selectinload(MemberYear.organisation))
        .order_by(YearStep.due, MemberYear.organisation_id, YearStep.number)
    )
    # Its day is past once it is sent in: from then on it is the wait that counts.
    sent = waiting.where(YearStep.state == StepState.SENT).order_by(None)
    sent = sent.order_by(YearStep.signed_at, MemberYear.organisation_id, YearStep.number)
    writable = YearStep.state.in_(steps.WRITABLE)
    if actor.has(*SUBMITTERS):
        theirs = MemberYear.organisation_id.in_(actor.organisations(*SUBMITTERS))
        pressing = or_(
            YearStep.state == StepState.RETURNED, YearStep.due <= clock.today(session) + NEAR
        )
        found["steps_due"] = waiting.where(theirs, writable, pressing)
        found["steps_sent"] = sent.where(theirs)
    if actor.is_secretariat:
        # Whoever also works for the company does not judge its steps.
        others = MemberYear.organisation_id.not_in(actor.organisations())
        found["steps_to_assess"] = sent.where(others)
        found["steps_time"] = waiting.where(others, writable, YearStep.asked_due.is_not(None))
    return found
