"""The days by which somebody is to do something: what is on their own plate, and by when."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased, contains_eager

from workflows import (
    assigning,
    clearances,
    contesting,
    documents,
    findings,
    questions,
    remarks,
    rounds,
    steps,
)
from workflows.contest_states import ContestOutcome
from workflows.due import PENDING
from workflows.models import (
    Assignment,
    Contest,
    Document,
    Finding,
    Measure,
    MemberYear,
    PlanAction,
    ReportClearance,
    ReportRound,
    YearStep,
)
from workflows.permissions import SUBMITTERS, Actor
from workflows.states import FindingState, Role

ANSWER = "answer"  # to a question
READ = "read"  # a document was promised to be reviewed
FIND_READER = "find_reader"  # for a document that nobody reads
PLAN = "plan"  # measures
MEASURE = "measure"
STEP = "step"  # of the company's year, to be sent in
ACTION = "plan_action"  # of the company's plan
FINDING = "finding"  # whatever a finding that one has in hand asks
JUDGE = "judge"  # what a company contests
ROUND = "round"  # of comments on a draft report
CLEARANCE = "clearance"  # of a passage that names one
APPEAL = "appeal"  # the last day to go on with a contest

Days = Collection[date]
Look = Callable[[Session, Actor, Days | None], Iterator["Deadline"]]

_NO_MORE = (*findings.ENDED, FindingState.MONITORED)


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something that is due: what, of which object, on which day."""

    what: str
    noun: str  # of the object on whose page it is done
    object_id: str  # its public id
    own: str  # public id of what is due: of a question or a measure that of its own
    due: date
    is_begun: bool = False  # its day is shown, and nobody is reminded of it

    @property
    def key(self) -> str:
        """The same as long as it is due on this day."""
        return f"{self.what}:{self.own}:{self.due}"


def of(
    session: Session,
    actor: Actor,
    days: Days | None = None,
    whats: Collection[str] | None = None,
) -> list[Deadline]:
    """What is on the actor's own plate, the first due first.

    With ``days``, what is due on these; with ``whats``, these sorts at least.
    """
    found = [
        one
        for look, sorts in _LOOKS.items()
        if whats is None or not sorts.isdisjoint(whats)
        for one in look(session, actor, days)
    ]
    return sorted(found, key=lambda one: (one.due, one.key))


def _on(
    day: InstrumentedAttribute[date] | InstrumentedAttribute[date | None], days: Days | None
) -> ColumnElement[bool]:
    return day.is_not(None) if days is None else day.in_(days)


def _questions(session: Session, actor: Actor, days: Days | None) -> Iterator[Deadline]:
    mine = actor.organisations(*SUBMITTERS)
    if not mine:
        return
    for row in questions.pending(session, actor):
        paper = row.item.document
        if paper.organisation_id in mine and (days is None or row.due in days):
            yield Deadline(ANSWER, "document", paper.public_id, row.public_id, row.due)


def _readings(session: Session, actor: Actor, days: Days | None) -> Iterator[Deadline]:
    ways: list[tuple[str, ColumnElement[bool]]] = []
    if actor.has(Role.REVIEWER):
        given = select(Assignment.document_id).where(Assignment.person_id == actor.person_id)
        ways.append((READ, Document.state.in_(PENDING) & Document.id.in_(given)))
    if actor.is_secretariat:
        ways.append((FIND_READER, assigning.needs_somebody()))
    for what, which in ways:
        query = documents.visible(actor).where(which, _on(Document.due, days))
        for row in session.scalars(query):
            if row.due is not None:
                yield Deadline(what, "document", row.public_id, row.public_id, row.due)


def _findings(session: Session, actor: Actor, days: Days | None) -> Iterator[Deadline]:
    """What the company is asked, and what somebody has in hand."""
    mine = Finding.organisation_id.in_(actor.organisations(*SUBMITTERS))
    asked = (Finding.state == FindingState.NEEDS_INFORMATION) & mine
    to_plan = (Finding.state == FindingState.ASSESSED) & mine
    in_hand = Finding.state.not_in(_NO_MORE) & (Finding.owner_id == actor.person_id)
    query = findings.visible(actor).where(or_(asked, to_plan, in_hand), _on(Finding.due, days))
    own = actor.organisations(*SUBMITTERS)
    for row in session.scalars(query):
        what = FINDING
        if row.organisation_id in own and row.state is FindingState.NEEDS_INFORMATION:
            what = ANSWER
        elif row.organisation_id in own and row.state is FindingState.ASSESSED:
            what = PLAN
        if row.due is not None:
            yield Deadline(what, "finding", row.public_id, row.public_id, row.due)


def _measures(session: Session, actor: Actor, days: Days | None) -> Iterator[Deadline]:
    mine = actor.organisations(*SUBMITTERS)
    if not mine:
        return
    query = (
        select(Measure)
        .join(Measure.finding)
        .where(
            Finding.organisation_id.in_(mine),
            Finding.state.in_(findings.TAKING),
            Measure.done_at.is_(None),
            _on(Measure.due, days),
        )
        .options(contains_eager(Measure.finding))
    )
    for row in session.scalars(query):
        yield Deadline(MEASURE, "finding", row.finding.public_id, row.public_id, row.due)


def _steps(session: Session, actor: Actor, days: Days | None) -> Iterator[Deadline]:
    mine = actor.organisations(*SUBMITTERS)
    if not mine:
        return
    query = (
        select(YearStep)
        .join(YearStep.year)
        .where(
            MemberYear.organisation_id.in_(mine),
            YearStep.state.in_(steps.WRITABLE),
            _on(YearStep.due, days),
        )
    )
    for row in session.scalars(query):
        yield Deadline(STEP, "step", row.public_id, row.public_id, row.due)


def _contests(session: Session, actor: Actor, days: Days | None) -> Iterator[Deadline]:
    """What somebody is to judge, who has not judged it before."""
    if not (actor.has(Role.REVIEWER) or actor.is_secretariat or actor.steers):
        return
    seen = findings.visible(actor).order_by(None)
    query = (
        seen.join(Contest)
        .where(
            Finding.state.in_(contesting.STATES),
            Contest.outcome.is_(None),
            _on(Contest.due, days),
            ~contesting.judged(actor.person_id),
        )
        .with_only_columns(Finding, Contest)
    )
    for row, contest in session.execute(query):
        if contesting.LADDER[contest.rung].who in findings.standing(session, actor, row):
            yield Deadline(JUDGE, "finding", row.public_id, contest.public_id, contest.due)


def _appeals(session: Session, actor: Actor, days: Days | None) -> Iterator[Deadline]:
    mine = actor.organisations(*SUBMITTERS)
    if not mine:
        return
    query = (
        select(Contest)
        .join(Contest.finding)
        .where(
            Finding.organisation_id.in_(mine),
            Finding.state.in_((FindingState.ASSESSED, *findings.TAKING)),
            Contest.outcome == ContestOutcome.UPHELD,
            Contest.is_final.is_(False),
            Contest.is_past.is_(False),
            _on(Contest.appeal_until, days),
        )
    )
    for row in session.scalars(query):
        if row.appeal_until is not None and contesting.last(row.finding) is row:
            finding = row.finding.public_id
            yield Deadline(APPEAL, "finding", finding, row.public_id, row.appeal_until)


def _actions(session: Session, actor: Actor, days: Days | None) -> Iterator[Deadline]:
    """What the plan of the newest year of a company holds: earlier ones were carried over."""
    mine = actor.organisations(*SUBMITTERS)
    if not mine:
        return
    later = aliased(MemberYear)
    newer = exists().where(
        later.organisation_id == MemberYear.organisation_id, later.starts > MemberYear.starts
    )
    query = (
        select(PlanAction)
        .join(PlanAction.year)
        .where(
            MemberYear.organisation_id.in_(mine),
            ~newer,
            PlanAction.done_at.is_(None),
            _on(PlanAction.due, days),
        )
        .options(contains_eager(PlanAction.year))
    )
    for row in session.scalars(query):
        if row.due is not None:
            yield Deadline(ACTION, "year", row.year.public_id, row.public_id, row.due)


def _rounds(session: Session, actor: Actor, days: Days | None) -> Iterator[Deadline]:
    """The last day on which one can comment on a draft report."""
    said = remarks.spoken_in(session, actor)
    for row in session.scalars(rounds.waiting(session, actor).where(_on(ReportRound.due, days))):
        own = row.public_id
        yield Deadline(ROUND, "round", own, own, row.due, is_begun=row.id in said)


def _clearances(session: Session, actor: Actor, days: Days | None) -> Iterator[Deadline]:
    """The day by which one says whether a passage may stand."""
    query = clearances.waiting(actor).where(_on(ReportClearance.due, days))
    for row in session.scalars(query):
        yield Deadline(CLEARANCE, "clearance", row.public_id, row.public_id, row.due)


_LOOKS: Mapping[Look, frozenset[str]] = {
    _questions: frozenset({ANSWER}),
    _readings: frozenset({READ, FIND_READER}),
    _findings: frozenset({ANSWER, PLAN, FINDING}),
    _measures: frozenset({MEASURE}),
    _steps: frozenset({STEP}),
    _contests: frozenset({JUDGE}),
    _appeals: frozenset({APPEAL}),
    _actions: frozenset({ACTION}),
    _rounds: frozenset({ROUND}),
    _clearances: frozenset({CLEARANCE}),
}
"""Each question to the database, with the sorts of deadlines that it finds."""
