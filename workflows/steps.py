"""The six steps of a year: answered, signed by who may, assessed by the secretariat; their scores.

Answers are saved as one goes: nothing need be whole before somebody signs.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows import clock, documents, instruments, performing, telling, years
from workflows.errors import Invalid, NotAllowed, NotFound, WorkflowError
from workflows.instruments import HIGHEST, Score
from workflows.machine import Transition
from workflows.marking import N_
from workflows.maturity_questions import Question
from workflows.models import Document, MemberYear, YearAnswer, YearEvidence, YearStep
from workflows.performing import Guard, Option
from workflows.permissions import SUBMITTERS, Actor, Who
from workflows.states import AnswerOrigin, DocumentState, Role, StepAction, StepState
from workflows.transitions import STEPS

NOT_FOUND = N_("There is no such step.")
WRITABLE = (StepState.NOT_STARTED, StepState.IN_PROGRESS, StepState.RETURNED)
"""While a step stands here, its company can write in it."""
LONGEST_NOTE = 4_000
MOST_PAPERS = 200  # documents that a page offers as evidence

_UNANSWERED = N_("Answer every question first. %(count)s still to answer.")
_NOT_THE_SIGNER = N_("Only a contact person of the company, or their stand-in, signs.")


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody fills in for a question: a level from 0 to 4, or that it does not apply."""

    level: int | None = None
    not_applicable: bool = False
    note: str = ""
    documents: frozenset[str] = frozenset()  # public ids of those of the company that show it
    confirmed: bool = False  # that what was carried over or imported still holds


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it was, with the number of who gave it, when, and where it came from."""

    answer: Answer
    by: int
    at: datetime
    origin: AnswerOrigin | None


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


def put_back(
    session: Session, step: YearStep, actor: Actor, before: Mapping[str, Kept | None]
) -> YearStep:
    """Let answers be as they were, with who gave them and when; None: there was none."""

    def apply(_transition: Transition) -> None:
        known = given(step)
        for key, kept in before.items():
            row = known[key]
            if kept is None:
                step.answers.remove(row)
                session.delete(row)
                continue
            papers = _papers(session, step, {key: kept.answer})
            _write(session, step, key, kept.answer, papers, actor, kept.origin)
            row.answered_by_id, row.answered_at = kept.by, kept.at

    changed = {key: _as_said(kept.answer if kept else Answer()) for key, kept in before.items()}
    _perform(session, step, StepAction.FILL_IN, actor, {}, None, apply, answers=changed)
    return step


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
    origin: AnswerOrigin | None = None,
) -> YearStep:
    """Save what was filled in, whole or not, by the key of each question.

    What has an ``origin`` was filled in by no person: it counts once somebody confirms it.
    """
    asked = {question.key for question in questions(step)}
    for key, answer in answers.items():
        if key not in asked or not (answer.level is None or 0 <= answer.level <= HIGHEST):
            raise Invalid(N_("This page does not know that choice. Open it again and choose."))
        if len(answer.note) > LONGEST_NOTE:
            raise Invalid(N_("Use at most %(most)s characters."), most=LONGEST_NOTE)

    papers = _papers(session, step, answers)

    def apply(_transition: Transition) -> None:
        for key, answer in answers.items():
            _write(session, step, key, answer, papers, actor, origin)

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
    if transition.action is StepAction.ASK_TIME:
        step.asked_due, step.asked_why = _later(step, said["due"]), said["note"].strip()
    if transition.action is StepAction.EXTEND:
        step.due = _later(step, said["due"])
    if transition.action in (StepAction.EXTEND, StepAction.REFUSE_TIME, StepAction.SIGN):
        step.asked_due, step.asked_why = None, ""
    if Who.SECRETARIAT in transition.who and transition.source != transition.target:
        step.assessed_by_id, step.assessed_at = actor.person_id, clock.now(session)
        step.feedback = said.get("note", "").strip()


def _guards(session: Session, step: YearStep, actor: Actor) -> Mapping[str, Guard]:
    def when(holds: bool, refusal: WorkflowError) -> Guard:
        return lambda: None if holds else refusal

    left = len(missing(step))
    return {
        "all_answered": when(not left, NotAllowed(_UNANSWERED, count=left)),
        "time_asked": when(
            step.asked_due is not None, NotAllowed(N_("The company did not ask for more time."))
        ),
        "may_sign": when(signs(session, step.year, actor), NotAllowed(_NOT_THE_SIGNER)),
    }


def signs(session: Session, year: MemberYear, actor: Actor) -> bool:
    """Whether the actor signs for the company: its contact person, or their stand-in for a while.

    A stand-in who does not send in for the company any more does not sign for it either.
    """
    if year.organisation_id in actor.organisations(Role.CONTACT):
        return True
    until = year.stand_in_until
    return (
        until is not None
        and year.stand_in_id == actor.person_id
        and until >= clock.today(session)
        and year.organisation_id in actor.organisations(*SUBMITTERS)
    )


def papers(session: Session, step: YearStep, actor: Actor) -> list[Document]:
    """The documents of the company that can show an answer, the newest first."""
    query = documents.visible(actor).where(
        Document.organisation_id == step.year.organisation_id,
        Document.state != DocumentState.WITHDRAWN,
    )
    newest = query.order_by(None).order_by(Document.id.desc()).limit(MOST_PAPERS)
    return list(session.scalars(newest))


def _papers(session: Session, step: YearStep, answers: Mapping[str, Answer]) -> dict[str, Document]:
    """The documents that are named, by public id; each must be the company's own."""
    wanted = frozenset().union(*(answer.documents for answer in answers.values()))
    if not wanted:
        return {}
    query = select(Document).where(
        Document.organisation_id == step.year.organisation_id, Document.public_id.in_(wanted)
    )
    found = {row.public_id: row for row in session.scalars(query)}
    if wanted - set(found):
        raise Invalid(N_("Choose a document of your own company."))
    return found


def _later(step: YearStep, text: str) -> date:
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise Invalid(N_("“%(text)s” is not a date, such as 2026-06-30."), text=text) from None
    if day <= step.due:
        raise Invalid(N_("Give a later day than the one that holds now."))
    return day


def _write(
    session: Session,
    step: YearStep,
    key: str,
    answer: Answer,
    known: Mapping[str, Document],
    actor: Actor,
    origin: AnswerOrigin | None,
) -> None:
    row = given(step).get(key)
    if not _differs(step, key, answer):
        return
    if row is None:
        row = YearAnswer(question=key)
        step.answers.append(row)
    row.level = None if answer.not_applicable else answer.level
    row.not_applicable, row.note = answer.not_applicable, answer.note.strip()
    row.answered_by_id, row.answered_at = actor.person_id, clock.now(session)
    row.origin = origin
    row.evidence = [one for one in row.evidence if one.document.public_id in answer.documents] + [
        YearEvidence(document=known[public_id])
        for public_id in sorted(answer.documents - saved(row).documents)
    ]


def saved(row: YearAnswer | None) -> Answer:
    """What is kept, as it would be filled in."""
    if row is None:
        return Answer()
    shown = frozenset(one.document.public_id for one in row.evidence)
    return Answer(row.level, row.not_applicable, row.note, shown)


def _differs(step: YearStep, key: str, answer: Answer) -> bool:
    """Whether it is another answer than the one that is kept, or confirms that one."""
    row = given(step).get(key)
    if answer.confirmed and row is not None and row.origin is not None:
        return True
    return saved(row) != replace(answer, note=answer.note.strip(), confirmed=False)


def _whole(answer: YearAnswer | None) -> bool:
    """Whether the answer counts: it has a level, or says why it does not apply."""
    if answer is None or answer.origin is not None:
        return False
    return answer.level is not None or (answer.not_applicable and bool(answer.note))


def _as_said(answer: Answer) -> dict[str, object]:
    return {
        "level": answer.level,
        "not_applicable": answer.not_applicable,
        "note": answer.note,
        "documents": sorted(answer.documents),
    }
