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
    writable = YearStep.state.in_(steps.WRITABLE)
    if actor.has(*SUBMITTERS):
        own = waiting.where(MemberYear.organisation_id.in_(actor.organisations(*SUBMITTERS)))
        pressing = or_(
            YearStep.state == StepState.RETURNED, YearStep.due <= clock.today(session) + NEAR
        )
        found["steps_due"] = own.where(writable, pressing)
        found["steps_sent"] = own.where(YearStep.state == StepState.SENT)
    if actor.is_secretariat:
        # Whoever also works for the company does not judge its steps.
        others = waiting.where(MemberYear.organisation_id.not_in(actor.organisations()))
        found["steps_to_assess"] = others.where(YearStep.state == StepState.SENT)
        found["steps_time"] = others.where(writable, YearStep.asked_due.is_not(None))
    return found
