"""The six steps of a year: answered, signed by who may, assessed by the secretariat; their scores.

Answers are saved as one goes: nothing need be whole before somebody signs.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows import clock, instruments, performing, telling, years
from workflows.errors import Invalid, NotAllowed, NotFound, WorkflowError
from workflows.instruments import HIGHEST, Score
from workflows.machine import Transition
from workflows.marking import N_
from workflows.maturity_questions import Question
from workflows.models import MemberYear, YearAnswer, YearStep
from workflows.performing import Guard, Option
from workflows.permissions import Actor, Who
from workflows.states import Role, StepAction, StepState
from workflows.transitions import STEPS

NOT_FOUND = N_("There is no such step.")
WRITABLE = (StepState.NOT_STARTED, StepState.IN_PROGRESS, StepState.RETURNED)
"""While a step stands here, its company can write in it."""
LONGEST_NOTE = 4_000

_UNANSWERED = N_("Answer every question first. %(count)s still to answer.")
_NOT_THE_SIGNER = N_("Only a contact person of the company, or their stand-in, signs.")


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody fills in for a question: a level from 0 to 4, or that it does not apply."""

    level: int | None = None
    not_applicable: bool = False
    note: str = ""


def get(session: Session, public_id: str, actor: Actor) -> YearStep:
    """One step of a year that the actor may see."""
    step = session.scalars(select(YearStep).where(YearStep.public_id == public_id)).one_or_none()
    if step is None or not years.standing(actor, step.year):
        raise NotFound(NOT_FOUND)
    return step


def questions(step: YearStep) -> tuple[Question, ...]:
    """What the edition of its year asks of the step."""
    return instruments.of_step(step.year.instrument, step.number)


def given(step: YearStep) -> dict[str, YearAnswer]:
    """What was answered, by the key of the question."""
    return {answer.question: answer for answer in step.answers}


def missing(step: YearStep) -> list[Question]:
    """The questions that have no whole answer yet."""
    known = given(step)
    return [one for one in questions(step) if not _whole(known.get(one.key))]


def score(steps: Iterable[YearStep]) -> Score | None:
    """The score of these steps of one year; None before every question is answered."""
    rows = list(steps)
    if not rows or any(missing(step) for step in rows):
        return None
    asked = {question.key for step in rows for question in questions(step)}
    levels = [one.level for step in rows for one in step.answers if one.question in asked]
    return instruments.score(rows[0].year.instrument, levels)


def options(session: Session, step: YearStep, actor: Actor) -> tuple[Option, ...]:
    """What the actor can do with the step, and why not where they cannot."""
    at = years.standing(actor, step.year)
    return performing.options(STEPS, step, at, _guards(session, step, actor))


def fill_in(
    session: Session,
    step: YearStep,
    actor: Actor,
    answers: Mapping[str, Answer],
    *,
    seen: int | None = None,
) -> YearStep:
    """Save what was filled in, whole or not, by the key of each question."""
    asked = {question.key for question in questions(step)}
    for key, answer in answers.items():
        if key not in asked or not (answer.level is None or 0 <= answer.level <= HIGHEST):
            raise Invalid(N_("This page does not know that choice. Open it again and choose."))
        if len(answer.note) > LONGEST_NOTE:
            raise Invalid(N_("Use at most %(most)s characters."), most=LONGEST_NOTE)

    def apply(_transition: Transition) -> None:
        for key, answer in answers.items():
            _write(session, step, key, answer, actor)

    changed = {key: _as_said(one) for key, one in answers.items() if _differs(step, key, one)}
    _perform(session, step, StepAction.FILL_IN, actor, {}, seen, apply, answers=changed)
    return step


def act(
    session: Session,
    step: YearStep,
    action: StepAction,
    actor: Actor,
    said: Mapping[str, str],
    *,
    seen: int | None = None,
) -> YearStep:
    """Do one thing of the table with the step; ``said`` holds what was filled in (note)."""

    def apply(transition: Transition) -> None:
        _apply(session, step, transition, actor, said)

    words = {f"given_{name}": text for name, text in said.items() if text}
    _perform(session, step, action, actor, said, seen, apply, **words)
    return step


def _perform(
    session: Session,
    step: YearStep,
    action: StepAction,
    actor: Actor,
    said: Mapping[str, str],
    seen: int | None,
    apply: Callable[[Transition], None],
    **payload: object,
) -> None:
    done = performing.perform(
        session,
        STEPS,
        step,
        action,
        actor,
        standing=years.standing(actor, step.year),
        guards=_guards(session, step, actor),
        organisation_id=step.year.organisation_id,
        seen=seen,
        given=said,
        apply=apply,
        number=step.number,
        **payload,
    )
    telling.of(
        session,
        STEPS,
        step,
        done,
        actor,
        organisation_id=step.year.organisation_id,
        readers=(),
        standing=lambda who: years.standing(who, step.year),
    )


def _apply(
    session: Session,
    step: YearStep,
    transition: Transition,
    actor: Actor,
    said: Mapping[str, str],
) -> None:
    if transition.action is StepAction.SIGN:
        step.signed_by_id, step.signed_at = actor.person_id, clock.now(session)
    if transition.action is StepAction.TAKE_BACK:
        step.signed_by_id = step.signed_at = None
    if Who.SECRETARIAT in transition.who and transition.source != transition.target:
        step.assessed_by_id, step.assessed_at = actor.person_id, clock.now(session)
        step.feedback = said.get("note", "").strip()


def _guards(session: Session, step: YearStep, actor: Actor) -> Mapping[str, Guard]:
    def when(holds: bool, refusal: WorkflowError) -> Guard:
        return lambda: None if holds else refusal

    left = len(missing(step))
    return {
        "all_answered": when(not left, NotAllowed(_UNANSWERED, count=left)),
        "may_sign": when(signs(session, step.year, actor), NotAllowed(_NOT_THE_SIGNER)),
    }


def signs(session: Session, year: MemberYear, actor: Actor) -> bool:
    """Whether the actor signs for the company: its contact person, or their stand-in."""
    return year.organisation_id in actor.organisations(Role.CONTACT)


def _write(session: Session, step: YearStep, key: str, answer: Answer, actor: Actor) -> None:
    row = given(step).get(key)
    if row is None:
        if not (answer.level is not None or answer.not_applicable or answer.note.strip()):
            return
        row = YearAnswer(question=key)
        step.answers.append(row)
    elif not _differs(step, key, answer):
        return
    row.level = None if answer.not_applicable else answer.level
    row.not_applicable, row.note = answer.not_applicable, answer.note.strip()
    row.answered_by_id, row.answered_at = actor.person_id, clock.now(session)
    row.origin = None


def _differs(step: YearStep, key: str, answer: Answer) -> bool:
    row = given(step).get(key)
    before = Answer(row.level, row.not_applicable, row.note) if row is not None else Answer()
    return before != Answer(answer.level, answer.not_applicable, answer.note.strip())


def _whole(answer: YearAnswer | None) -> bool:
    """Whether the answer counts: it has a level, or says why it does not apply."""
    if answer is None or answer.origin is not None:
        return False
    return answer.level is not None or (answer.not_applicable and bool(answer.note))


def _as_said(answer: Answer) -> dict[str, object]:
    return {"level": answer.level, "not_applicable": answer.not_applicable, "note": answer.note}
