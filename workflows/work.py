"""My work: what waits for somebody now, what waits for others, what is due soon.

Every bucket starts from what the actor may see, and holds only what they could do today.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session, selectinload

from workflows import (
    clock,
    document_lists,
    documents,
    edition_changes,
    finding_lists,
    findings,
    items,
    site_entries,
)
from workflows.models import Communication, Document, Edition, Finding, Measure, Site
from workflows.permissions import SUBMITTERS, Actor, Who
from workflows.states import (
    CommunicationState,
    DocumentState,
    FindingAction,
    FindingState,
    ItemState,
    Role,
)

AHEAD = timedelta(days=30)  # what counts as soon
NEAR = timedelta(days=7)  # a measure is to be done now
NOW, WAITING, SOON, NEWS = "now", "waiting", "soon", "news"


@dataclass(frozen=True, slots=True)
class Task:
    """One row: the document, finding, edition or site it is about, how many, by when, detail."""

    document: Document | None = None
    finding: Finding | None = None
    count: int = 0
    due: date | None = None
    detail: str = ""
    edition: Edition | None = None
    site: Site | None = None


@dataclass(frozen=True, slots=True)
class Bucket:
    """Tasks of one kind; ``group`` is NOW, WAITING, SOON or NEWS."""

    name: str
    group: str
    tasks: tuple[Task, ...]


def buckets(session: Session, actor: Actor) -> list[Bucket]:
    """What is on the actor's plate, the most pressing kind first; empty buckets are left out."""
    found: list[Bucket] = []
    if actor.has(Role.REVIEWER):
        found += _reading(session, actor)
    if actor.has(Role.SECRETARIAT, Role.REVIEWER, *SUBMITTERS):
        found += _findings(session, actor)
        found += _papers(session, actor)
    sites = site_entries.proposed(session, actor)
    found.append(Bucket("proposed_sites", NOW, tuple(Task(site=site) for site in sites)))
    if actor.has(*SUBMITTERS):
        found.append(_editions(session, actor))
    return [bucket for bucket in found if bucket.tasks]


def next_due(session: Session, actor: Actor) -> Finding | None:
    """The running finding with the first due date to come."""
    query = (
        findings.visible(actor)
        .where(Finding.state.not_in(finding_lists.SETTLED), Finding.due >= clock.today(session))
        .order_by(None)
        .order_by(Finding.due, Finding.id)
    )
    return session.scalars(query.limit(1)).one_or_none()


def _reading(session: Session, actor: Actor) -> Iterable[Bucket]:
    """Items to read, by document: for the first time, and a second time."""
    first, second, others = [], [], []
    for document in document_lists.to_read(session, actor):
        rows = items.of_document(session, document)
        fresh = [row for row in rows if row.state in (ItemState.OPEN, ItemState.DOUBT)]
        again = [row for row in rows if row.state is ItemState.SECOND]
        mine = [row for row in again if row.proposed_by_id != actor.person_id]
        if fresh or not rows:
            first.append(Task(document, count=len(fresh)))
        if mine:
            second.append(Task(document, count=len(mine)))
        if len(again) > len(mine):
            others.append(Task(document, count=len(again) - len(mine)))
    yield Bucket("first_reading", NOW, tuple(first))
    yield Bucket("second_reading", NOW, tuple(second))
    yield Bucket("my_proposals", WAITING, tuple(others))


def _findings(session: Session, actor: Actor) -> Iterable[Bucket]:
    running = _running(session, actor)
    can = {row.id: _allowed(session, row, actor) for row in running}
    at = {row.id: findings.standing(session, actor, row) for row in running}

    def those(fits: Callable[[Finding], bool]) -> tuple[Task, ...]:
        return tuple(Task(finding=row, due=row.due) for row in running if fits(row))

    def doing(action: FindingAction) -> Callable[[Finding], bool]:
        return lambda row: action in can[row.id]

    state, act = FindingState, FindingAction
    company = actor.has(*SUBMITTERS)
    yield Bucket("to_answer", NOW, those(doing(act.ANSWER)))
    yield Bucket(
        "to_assign", NOW, those(lambda r: r.state is state.OPEN and act.ASSIGN in can[r.id])
    )
    yield Bucket("to_decide", NOW, those(doing(act.UPHOLD)))
    yield Bucket("to_assess", NOW, those(lambda r: act.ASSESS in can[r.id] and _mine(r, actor)))
    yield Bucket("to_verify", NOW, those(doing(act.VERIFY)))
    yield Bucket("to_clear", NOW, _messages(running, actor, at, CommunicationState.DRAFT))
    yield Bucket("to_send", NOW, _messages(running, actor, at, CommunicationState.CLEARED))
    yield Bucket("to_close", NOW, those(doing(act.CLOSE)))
    if company:
        planning = (state.ASSESSED,)
        yield Bucket("to_plan", NOW, those(lambda r: r.state in planning and Who.OWN in at[r.id]))
        yield Bucket("measures", NOW, _measures(session, running, at, NEAR))
    asked = (state.NEEDS_INFORMATION,)
    yield Bucket(
        "asked", WAITING, those(lambda r: r.state in asked and act.ANSWER not in can[r.id])
    )
    if company:
        judged = (state.OPEN, state.IN_REVIEW, state.VERIFICATION, state.CONTESTED)
        yield Bucket("judged", WAITING, those(lambda r: r.state in judged and Who.OWN in at[r.id]))
    yield Bucket("due_soon", SOON, those(lambda r: _soon(session, r)))


def _running(session: Session, actor: Actor) -> list[Finding]:
    query = (
        findings.visible(actor)
        .where(Finding.state.not_in(findings.ENDED))
        .order_by(None)
        .order_by(Finding.due.is_(None), Finding.due, Finding.id)
        .options(
            selectinload(Finding.organisation),
            selectinload(Finding.measures),
            selectinload(Finding.evidence),
            selectinload(Finding.communications),
            selectinload(Finding.sources),
        )
    )
    return list(session.scalars(query))


def _allowed(session: Session, finding: Finding, actor: Actor) -> set[FindingAction]:
    return {
        FindingAction(option.transition.action)
        for option in findings.options(session, finding, actor)
        if option.refusal is None
    }


def _mine(finding: Finding, actor: Actor) -> bool:
    return finding.owner_id in (None, actor.person_id)


def _messages(
    running: Iterable[Finding],
    actor: Actor,
    at: dict[int, frozenset[Who]],
    state: CommunicationState,
) -> tuple[Task, ...]:
    """Findings with a message that waits for somebody else's clearing, or for sending."""

    def waits(said: Communication) -> bool:
        another = said.drafted_by_id != actor.person_id
        return said.state is state and (another or state is CommunicationState.CLEARED)

    return tuple(
        Task(finding=row, due=row.due)
        for row in running
        if at[row.id] & {Who.SECRETARIAT, Who.REVIEWER} and any(map(waits, row.communications))
    )


def _measures(
    session: Session,
    running: Iterable[Finding],
    at: dict[int, frozenset[Who]],
    ahead: timedelta,
) -> tuple[Task, ...]:
    last = clock.today(session) + ahead

    def due(measure: Measure) -> bool:
        return measure.done_at is None and measure.due <= last

    working = (FindingState.PLANNED, FindingState.REMEDIATION, FindingState.REMEDY)
    return tuple(
        Task(finding=row, due=measure.due, detail=measure.text)
        for row in running
        if row.state in working and Who.OWN in at[row.id]
        for measure in row.measures
        if due(measure)
    )


def _soon(session: Session, finding: Finding) -> bool:
    today = clock.today(session)
    settled = finding.state in finding_lists.SETTLED
    return not settled and finding.due is not None and today <= finding.due <= today + AHEAD


def _papers(session: Session, actor: Actor) -> Iterable[Bucket]:
    """Documents that were not read, and the company's own that others are busy with."""
    whose = Document.organisation_id.in_(actor.organisations(*SUBMITTERS))
    refused = Document.state.in_((DocumentState.REFUSED, DocumentState.FAILED))
    mine = refused if actor.is_secretariat else refused & whose
    yield Bucket("not_read", NOW, _documents(session, actor, mine))
    busy = (DocumentState.RECEIVED, DocumentState.TO_REVIEW, DocumentState.IN_REVIEW)
    yield Bucket("in_review", WAITING, _documents(session, actor, Document.state.in_(busy) & whose))


def _editions(session: Session, actor: Actor) -> Bucket:
    """New editions of the register that change smelters of the company's own documents."""
    new = edition_changes.news(session, actor)
    return Bucket("register", NEWS, tuple(Task(edition=row, count=count) for row, count in new))


def _documents(session: Session, actor: Actor, which: ColumnElement[bool]) -> tuple[Task, ...]:
    query = documents.visible(actor).where(which).options(selectinload(Document.organisation))
    return tuple(Task(document=row) for row in session.scalars(query))
