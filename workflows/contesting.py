"""Contesting a finding: three rungs, one after the other, each with its days; nobody judges twice.

First another reviewer, then the secretariat, then the steering committee. The company goes on from
one to the next, and so does the schedule when nobody judged in time. Who judged before, by an
assessment, a verdict on what the finding rests on or on a lower rung, does not judge again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, case, exists, select
from sqlalchemy.orm import Session

from workflows import assigning, clock, documents, people, settings
from workflows.contest_states import ContestOutcome, Rung
from workflows.errors import NotAllowed, WorkflowError
from workflows.marking import N_
from workflows.models import Contest, Decision, Document, Event, Finding, FindingSource, Person
from workflows.performing import Guard
from workflows.permissions import Actor, Who
from workflows.states import FindingAction, FindingState, Role

FIRST, AFTER_REVIEWER, AFTER_OFFICE = "first_contest", "upheld_by_reviewer", "upheld_by_office"
JUDGING = (
    FindingAction.ASSESS,
    FindingAction.DISMISS,
    FindingAction.STAND,
    FindingAction.UPHOLD,
    FindingAction.VERIFY,
    FindingAction.RETURN,
)
"""What one has judged a finding with."""

JUDGED = N_("Somebody else must judge this: you judged it before.")
LAST = N_("The steering committee has decided. There is no higher rung in this agreement.")
TOO_LATE = N_("The last day to go on with this was %(day)s.")
NEXT = N_("The next rung has not been reached.")


@dataclass(frozen=True, slots=True)
class Step:
    """A rung of the ladder: the state of a finding there, who judges, the setting of its days."""

    state: FindingState
    who: Who
    days: str
    after: Rung | None  # whose verdict was contested


LADDER: Mapping[Rung, Step] = {
    Rung.REVIEWER: Step(FindingState.CONTESTED, Who.REVIEWER, "contest.reviewer_days", None),
    Rung.OFFICE: Step(
        FindingState.CONTESTED_OFFICE, Who.SECRETARIAT, "contest.office_days", Rung.REVIEWER
    ),
    Rung.STEERING: Step(
        FindingState.CONTESTED_STEERING, Who.STEERING, "contest.steering_days", Rung.OFFICE
    ),
}
STATES = tuple(step.state for step in LADDER.values())
_JUDGED_BY = (
    select(Contest.due)
    .where(Contest.finding_id == Finding.id, Contest.outcome.is_(None), Contest.is_past.is_(False))
    .order_by(Contest.id.desc())
    .limit(1)
    .correlate(Finding)
    .scalar_subquery()
)
DUE = case((Finding.state.in_(STATES), _JUDGED_BY), else_=Finding.due)
"""What :func:`due` says, asked of the database."""
_GUARDS = {None: FIRST, Rung.REVIEWER: AFTER_REVIEWER, Rung.OFFICE: AFTER_OFFICE}


def last(finding: Finding) -> Contest | None:
    """The newest rung since the finding was last assessed."""
    rows = [one for one in finding.contests if not one.is_past]
    return rows[-1] if rows else None


def pending(finding: Finding) -> Contest | None:
    """The rung that somebody is to judge on now."""
    row = last(finding)
    return row if row is not None and row.outcome is None else None


def due(finding: Finding) -> date | None:
    """The last day of what is asked now: while a finding is contested, of the judgement.

    The term that it had before says nothing of that, and stands still until then.
    """
    row = pending(finding) if finding.state in STATES else None
    return finding.due if row is None else row.due


def contested_on(row: Contest) -> datetime:
    """When the company contested what this rung judges, wherever that was passed on from since."""
    rows = [one for one in row.finding.contests if not one.is_past]
    before = rows[: rows.index(row)] if row in rows else []
    while before and before[-1].outcome is ContestOutcome.PASSED_ON:
        row = before.pop()
    return row.begun_at


def guards(session: Session, finding: Finding, actor: Actor | None) -> Mapping[str, Guard]:
    """The conditions of the table about contests, ready to be asked."""

    def reached(after: Rung | None) -> Guard:
        return lambda: None if _comes_after(finding) is after else refusal(finding)

    def has_not_judged() -> WorkflowError | None:
        if actor is not None and has_judged(session, finding, actor.person_id):
            return NotAllowed(JUDGED)
        return None

    rungs: dict[str, Guard] = {name: reached(after) for after, name in _GUARDS.items()}
    return {**rungs, "has_not_judged": has_not_judged}


def _comes_after(finding: Finding) -> Rung | str | None:
    """Whose verdict the company would contest now; a word where it cannot."""
    row = last(finding)
    if row is None:
        return None
    open_to_appeal = row.outcome is ContestOutcome.UPHELD and not row.is_final
    return row.rung if open_to_appeal and row.rung is not Rung.STEERING else "closed"


def refusal(finding: Finding) -> WorkflowError:
    """Why the company cannot go to a rung: the ladder has ended, or stands elsewhere."""
    row = last(finding)
    if row is not None and row.is_final and row.appeal_until is not None:
        return NotAllowed(TOO_LATE, day=row.appeal_until)
    ended = row is not None and row.rung is Rung.STEERING
    return NotAllowed(LAST if ended else NEXT)


def has_judged(session: Session, finding: Finding, person_id: int) -> bool:
    """Whether this person judged the finding, or what it rests on."""
    query = select(Finding.id).where(Finding.id == finding.id, judged(person_id))
    return session.scalar(query) is not None


def judged(person_id: int) -> ColumnElement[bool]:
    """Findings that this person judged, or what they rest on.

    What was said of a finding is little, what somebody ever did is much: the sum keeps a database
    from looking through the latter for each finding.
    """
    said = exists().where(
        Event.noun == "finding",
        Event.object_id == Finding.public_id,
        Event.actor_id + 0 == person_id,
        Event.action.in_([action.value for action in JUDGING]),
    )
    read = exists().where(
        FindingSource.finding_id == Finding.id,
        Decision.item_id == FindingSource.item_id,
        Decision.person_id + 0 == person_id,
        Decision.undone_at.is_(None),
    )
    return said | read


def conditions(person_id: int) -> dict[str, ColumnElement[bool]]:
    """The same conditions for a person, asked of the database."""
    live = (Contest.finding_id == Finding.id, Contest.is_past.is_(False))
    newest = (
        select(Contest.id)
        .where(*live)
        .order_by(Contest.id.desc())
        .limit(1)
        .correlate(Finding)
        .scalar_subquery()
    )
    upheld = and_(
        Contest.id == newest,
        Contest.outcome == ContestOutcome.UPHELD,
        Contest.is_final.is_(False),
    )
    return {
        FIRST: ~exists().where(*live),
        AFTER_REVIEWER: exists().where(upheld, Contest.rung == Rung.REVIEWER),
        AFTER_OFFICE: exists().where(upheld, Contest.rung == Rung.OFFICE),
        "has_not_judged": ~judged(person_id),
    }


def begin(
    session: Session, finding: Finding, state: FindingState, grounds: str, by: int | None
) -> None:
    """Begin the rung of this state; on the first, somebody who can judge is looked for."""
    rung = next(rung for rung, step in LADDER.items() if step.state is state)
    finding.contests.append(
        Contest(
            rung=rung,
            grounds=grounds,
            contested_by_id=by,
            begun_at=clock.now(session),
            due=_after(session, LADDER[rung].days),
        )
    )
    if rung is Rung.REVIEWER:
        find_reader(session, finding)


def pass_on(session: Session, finding: Finding, state: FindingState) -> None:
    """Take a contest to the rung of this state, with the same grounds."""
    row = pending(finding)
    if row is None:
        return
    row.outcome, row.decided_at = ContestOutcome.PASSED_ON, clock.now(session)
    begin(session, finding, state, row.grounds, row.contested_by_id)


def decide(
    session: Session, finding: Finding, outcome: ContestOutcome, actor: Actor, note: str
) -> None:
    """Write down the verdict of a rung, and until when the company can go on."""
    row = pending(finding)
    if row is None:
        return
    row.outcome, row.decided_by_id, row.note = outcome, actor.person_id, note
    row.decided_at = clock.now(session)
    if row.late_at is not None:
        finding.escalated_at = None
    if outcome is ContestOutcome.UPHELD and row.rung is not Rung.STEERING:
        row.appeal_until = _after(session, "contest.appeal_days")


def overrun(session: Session, finding: Finding) -> None:
    """Say that the last rung did not judge in time."""
    row = pending(finding)
    if row is not None:
        row.late_at = finding.escalated_at = clock.now(session)


def begin_again(finding: Finding) -> None:
    """The finding is assessed anew: whatever was contested is past."""
    for row in finding.contests:
        row.is_past = True


def _after(session: Session, setting: str) -> date:
    return clock.today(session) + timedelta(days=settings.number(session, setting))


def find_reader(session: Session, finding: Finding) -> None:
    """See to it that a reviewer who has not judged can, by handing a document out once more."""
    papers = papers_of(finding)
    if any(_fresh(session, finding, one) for paper in papers for one in _readers(paper)):
        return
    for paper in papers:
        for person in assigning.suited(session, paper):
            if not has_judged(session, finding, person.id):
                documents.assign(session, paper, person, None)
                return


def has_reader(session: Session, finding: Finding) -> bool:
    """Whether a reviewer of its documents can judge the finding."""
    readers = [person for paper in papers_of(finding) for person in _readers(paper)]
    return any(_fresh(session, finding, person) for person in readers)


def papers_of(finding: Finding) -> list[Document]:
    """The documents that the finding rests on, once each."""
    return list(dict.fromkeys(source.item.document for source in finding.sources))


def _readers(paper: Document) -> list[Person]:
    return [one.person for one in paper.assignments if one.person.active]


def _fresh(session: Session, finding: Finding, person: Person) -> bool:
    actor = people.actor_for(session, person)
    able = actor.has(Role.REVIEWER) and finding.organisation_id not in actor.organisations()
    return able and not has_judged(session, finding, person.id)
