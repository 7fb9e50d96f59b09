"""Plans of action: proposed out of low answers and open findings, edited, done; kept by year.

Nothing is in a plan that nobody put there: what is proposed is made anew at each look.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows import clock, findings, steps, years
from workflows.errors import Invalid, NotAllowed, NotFound, Stale
from workflows.marking import N_
from workflows.maturity_questions import Question
from workflows.models import Finding, MemberYear, PlanAction
from workflows.performing import STALE
from workflows.permissions import Actor
from workflows.transitions import FINDINGS

NOT_FOUND = N_("There is no such action.")
LOW = 1  # an answer up to this level asks for an action
LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the plan could hold: made of an answer or of a finding, by a key of its own."""

    key: str
    step: int
    question: Question | None = None
    level: int = 0
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody fills in for an action."""

    text: str
    owner: str = ""
    due: date | None = None
    done: bool = False
    result: str = ""


def get(session: Session, public_id: str, actor: Actor) -> PlanAction:
    """One action of a year that the actor may see."""
    query = select(PlanAction).where(PlanAction.public_id == public_id)
    action = session.scalars(query).one_or_none()
    if action is None or not years.standing(actor, action.year):
        raise NotFound(NOT_FOUND)
    return action


def proposals(session: Session, year: MemberYear, actor: Actor) -> list[Proposal]:
    """What the answers and the open findings ask for and the plan does not hold, by step."""
    known = years.plan_of(session, year)
    asked = {action.question for action in known}
    held = {action.finding_id for action in known}
    found = []
    for step in year.steps:
        rows = steps.given(step)
        for question in steps.questions(step):
            row = rows.get(question.key)
            level = row.level if row is not None and row.origin is None else None
            if level is not None and level <= LOW and question.key not in asked:
                found.append(Proposal(f"q:{question.key}", step.number, question, level))
    query = findings.visible(actor).where(
        Finding.organisation_id == year.organisation_id, Finding.state.not_in(findings.ENDED)
    )
    for finding in session.scalars(query):
        if finding.id not in held:
            number = FINDINGS.steps[finding.state]
            found.append(Proposal(f"f:{finding.public_id}", number, finding=finding))
    return sorted(found, key=lambda one: one.step)


def take(
    session: Session, year: MemberYear, chosen: Mapping[str, str], actor: Actor
) -> list[PlanAction]:
    """Put what was proposed into the plan, by key, with its first words."""
    years.may_write(year, actor)
    offered = {one.key: one for one in proposals(session, year, actor)}
    if not chosen:
        raise Invalid(N_("Choose at least one action."))
    if not set(chosen) <= set(offered):
        raise Stale(STALE)
    made = [
        PlanAction(
            year=year,
            step=offered[key].step,
            question=question.key if (question := offered[key].question) else None,
            finding=offered[key].finding,
            text=_words(text),
            owner="",
            result="",
        )
        for key, text in chosen.items()
    ]
    return _added(session, year, made, actor)


def add(session: Session, year: MemberYear, number: int, given: Given, actor: Actor) -> PlanAction:
    """Add an action that somebody thought of, to one of the six steps."""
    years.may_write(year, actor)
    if number not in years.NUMBERS:
        raise Invalid(N_("Choose one of the six steps."))
    action = PlanAction(year=year, step=number, text="", owner="", result="")
    _write(session, action, given)
    return _added(session, year, [action], actor)[0]


def change(
    session: Session, action: PlanAction, given: Given, actor: Actor, *, seen: int | None = None
) -> None:
    """Write what will be done, by whom and when; or that it is done, and what came of it."""
    years.may_change(action, actor, seen)
    _write(session, action, given)
    session.flush()
    what = "finish_action" if given.done else "change_action"
    _tell_log(session, action, what, actor, text=action.text, result=action.result)


def remove(session: Session, action: PlanAction, actor: Actor) -> None:
    """Take an action out of the plan; what was done stays."""
    years.may_write(action.year, actor)
    if action.done_at is not None:
        raise NotAllowed(N_("What was done stays in the plan."))
    _tell_log(session, action, "remove_action", actor, text=action.text)
    for later in session.scalars(select(PlanAction).where(PlanAction.earlier_id == action.id)):
        later.earlier_id = action.earlier_id
    session.delete(action)
    session.flush()


def done_before(session: Session, year: MemberYear) -> list[PlanAction]:
    """What the plans of earlier years did, the newest first."""
    earlier = [one.id for one in years.of(session, year.organisation) if one.starts < year.starts]
    query = select(PlanAction).where(
        PlanAction.year_id.in_(earlier), PlanAction.done_at.is_not(None)
    )
    return list(session.scalars(query.order_by(PlanAction.done_at.desc(), PlanAction.id)))


def late(session: Session, action: PlanAction) -> bool:
    """Whether the action should have been done by now."""
    due = action.due
    return action.done_at is None and due is not None and due < clock.today(session)


def _words(text: str) -> str:
    words = text.strip()
    if not words:
        raise Invalid(N_("Write what will be done."))
    if len(words) > LONGEST:
        raise Invalid(N_("Use at most %(most)s characters."), most=LONGEST)
    return words


def _write(session: Session, action: PlanAction, given: Given) -> None:
    action.text, action.owner = _words(given.text), given.owner.strip()
    action.due, action.result = given.due, given.result.strip()
    if not given.done:
        action.done_at = None
    elif action.done_at is None:
        action.done_at = clock.now(session)


def _added(
    session: Session, year: MemberYear, made: Iterable[PlanAction], actor: Actor
) -> list[PlanAction]:
    rows = list(made)
    session.add_all(rows)
    session.flush()
    for action in rows:
        _tell_log(session, action, "add_action", actor, text=action.text)
    return rows


def _tell_log(
    session: Session, action: PlanAction, what: str, actor: Actor, **said: object
) -> None:
    years.log(session, action.year, what, actor, plan_action=action.public_id, **said)
