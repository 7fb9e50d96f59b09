"""Years of companies for tests: opened, answered, signed."""

from workflows import steps, years
from workflows.models import MemberYear, YearStep
from workflows.permissions import Actor
from workflows.states import StepAction
from workflows.steps import Answer


def a_year(session, actor: Actor) -> MemberYear:
    """The running year of the company that the actor sends in for."""
    (company,) = years.companies(session, actor)
    return years.begin(session, company.public_id, actor)


def answered(session, step: YearStep, actor: Actor, level: int = 2) -> YearStep:
    """The step with every question at this level."""
    whole = {one.key: Answer(level) for one in steps.questions(step)}
    return steps.fill_in(session, step, actor, whole)


def signed(session, step: YearStep, submitter: Actor, contact: Actor, level: int = 2) -> YearStep:
    """The step as it lies before the secretariat."""
    answered(session, step, submitter, level)
    return steps.act(session, step, StepAction.SIGN, contact, {})
