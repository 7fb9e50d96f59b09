"""My work: what waits for somebody now, what waits for others, what is due soon.

Every bucket starts from what the actor may see, and holds only what they could do today. The
database counts them; of each only the first tasks are loaded, or the page that was asked for.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Select, SQLColumnExpression, select
from sqlalchemy.orm import Session, selectinload

from workflows import (
    assigning,
    clock,
    contesting,
    documents,
    due,
    edition_changes,
    facts,
    findings,
    firsts,
    items,
    likenesses,
    name_rules,
    questions,
    queue,
    site_entries,
    team_papers,
    urgency,
    withdrawing,
    work_findings,
    work_readings,
    work_reports,
    work_steps,
)
from workflows.errors import NotFound
from workflows.following import proposals
from workflows.marking import N_
from workflows.models import (
    Document,
    Finding,
    Measure,
    YearStep,
)
from workflows.paging import Page, page
from workflows.permissions import SUBMITTERS, Actor
from workflows.states import DocumentState, Role
from workflows.work_tasks import Task

NOW, HANDED, WAITING, SOON, NEWS = "now", "handed", "waiting", "soon", "news"
REPORTS = "reports"  # the part of what is to do now that stands before what has days
FIRST = 8  # tasks of a bucket that are shown before one asks for all of them

GROUPS: Mapping[str, str] = {
    "reports_to_clear": NOW,
    "remarks": NOW,
    "passages": NOW,
    "reports_to_finish": NOW,
    "retractions": NOW,
    "first_reading": NOW,
    "second_reading": NOW,
    "paper_itself": NOW,
    "team_papers": NOW,
    "rules_asking": NOW,
    "my_proposals": WAITING,
    "to_confirm": NOW,
    "questions": NOW,
    "rounds": NOW,
    "clearances": NOW,
    "my_reports": NOW,
    "reports_out": WAITING,
    "versions": NOW,
    "questions_late": NOW,
    "questions_out": WAITING,
    "withdrawals": NOW,
    "to_answer": NOW,
    "to_assign": NOW,
    "to_decide": NOW,
    "ground_gone": NOW,
    "to_assess": NOW,
    "to_verify": NOW,
    "to_clear": NOW,
    "to_send": NOW,
    "to_close": NOW,
    "to_plan": NOW,
    "steps_due": NOW,
    "steps_to_assess": NOW,
    "steps_time": NOW,
    "steps_sent": WAITING,
    "measures": NOW,
    "handed": HANDED,
    "asked": WAITING,
    "judged": WAITING,
    "due_soon": SOON,
    "without_reader": NOW,
    "not_read": NOW,
    "in_review": WAITING,
    "withdrawals_asked": WAITING,
    "proposed_sites": NOW,
    "signals": NOW,
    "published": NEWS,
    "facts": NEWS,
    "register": NEWS,
}
"""Every bucket with its group, the most pressing kind first."""

NOT_FOUND = N_("There is no such page.")

_REPORTS = frozenset(
    {"reports_to_clear", "remarks", "passages", "reports_to_finish", "retractions"}
)
_WHOSE = selectinload(Document.organisation)
_NAMED = (
    selectinload(Finding.organisation),
    selectinload(Finding.owner),
    selectinload(Finding.contests),
)


@dataclass(frozen=True, slots=True)
class Bucket:
    """Tasks of one kind: the first of them, how many in all, and how many are how urgent.

    One that :func:`by_urgency` made has the ``total`` of its urgency, of ``whole`` in all.
    """

    name: str
    tasks: tuple[Task, ...]
    total: int
    urgent: Mapping[str, int]

    @property
    def whole(self) -> int:
        """How many tasks of this kind there are, however urgent."""
        return sum(self.urgent.values())

    @property
    def late(self) -> int:
        """How many of its tasks should have been done by now."""
        return self.urgent.get(urgency.LATE, 0)

    @property
    def group(self) -> str:
        """NOW, HANDED, WAITING, SOON or NEWS."""
        return GROUPS[self.name]


def buckets(session: Session, actor: Actor, *, most: int = FIRST) -> list[Bucket]:
    """What is on the actor's plate, the most pressing kind first; empty buckets are left out."""
    today = clock.today(session)
    found = _first_findings(session, actor, most) | _first_readings(session, actor, most)
    for name, papers in _sent(session, actor).items():
        shown = page(session, papers, 1, size=most)
        rows = tuple(_of_papers(session, name, shown.rows))
        found[name] = Bucket(name, rows, shown.total, urgency.completed({}, shown.total))
    for name, measures in work_findings.measures(session, actor).items():
        first = _of_measures(session.scalars(measures.limit(most)))
        found[name] = _dated(session, name, first, most, measures, Measure.due)
    for name, waiting in work_steps.queries(session, actor).items():
        first = _of_steps(session.scalars(waiting.limit(most)))
        found[name] = _dated(session, name, first, most, waiting, work_steps.DUE)
    for name, few in _few(session, actor).items():
        counts = urgency.counted((task.day for task in few), today)
        found[name] = Bucket(name, tuple(few[:most]), len(few), counts)
    return [found[name] for name in GROUPS if name in found and found[name].total]


def by_urgency(buckets: Iterable[Bucket], today: date) -> dict[str, list[Bucket]]:
    """The buckets in parts by how urgent their tasks are, as ``urgency.ORDER`` has it.

    Before them come the reports that wait: they have no day, and somebody waits for each of them.
    In each part what is due first comes first; of what has no day, what waits longest. A bucket
    may be without any task in a part, when its own tasks of a more urgent part fill what is shown.
    """
    found: dict[str, list[Bucket]] = {}
    for bucket in buckets:
        if bucket.name in _REPORTS:
            found.setdefault(REPORTS, []).append(bucket)
            continue
        for one, count in bucket.urgent.items():
            some = tuple(task for task in bucket.tasks if urgency.of(task.day, today) == one)
            found.setdefault(one, []).append(replace(bucket, tasks=some, total=count))
    order = (REPORTS, *urgency.ORDER)
    return {one: sorted(found[one], key=_pressing) for one in order if one in found}


def _pressing(bucket: Bucket) -> tuple[date, date]:
    due = min((task.day for task in bucket.tasks if task.day is not None), default=date.max)
    if bucket.name in _REPORTS:
        return due, date.max  # in the order of their kinds
    return due, min((task.since for task in bucket.tasks if task.since), default=date.max)


def _dated(
    session: Session,
    name: str,
    first: list[Task],
    most: int,
    query: Select[Any],
    due: SQLColumnExpression[Any],
) -> Bucket:
    """A bucket of what has days; the database counts where there may be more than ``first``."""
    today = clock.today(session)
    if len(first) < most:
        counts = urgency.counted((task.day for task in first), today)
    else:
        counts = urgency.of_query(session, query, due, today)
    return Bucket(name, tuple(first), sum(counts.values()), counts)


def tasks(session: Session, actor: Actor, name: str, number: int = 1) -> Page[Task]:
    """One page of all the tasks of a bucket."""
    if name in work_readings.conditions(actor):
        return work_readings.tasks(session, actor, name, number)
    if name in (sent := _sent(session, actor)):
        shown = page(session, sent[name], number)
        return shown.showing(_of_papers(session, name, shown.rows))
    if name in (measures := work_findings.measures(session, actor)):
        due = page(session, measures[name], number)
        return due.showing(_of_measures(due.rows))
    if name in (waiting := work_steps.queries(session, actor)):
        steps = page(session, waiting[name], number)
        return steps.showing(_of_steps(steps.rows))
    if name in (few := _few(session, actor)):
        return Page(few[name], len(few[name]), 1, 1)
    if name not in (conditions := work_findings.conditions(session, actor)):
        raise NotFound(NOT_FOUND)
    running = work_findings.running(actor).where(conditions[name]).order_by(*work_findings.BY_DUE)
    found = page(session, running.options(*_NAMED), number)
    return found.showing(_of_findings(session, actor, name, found.rows))


def _of_findings(session: Session, actor: Actor, name: str, rows: Sequence[Finding]) -> list[Task]:
    also: dict[int, tuple[str, ...]] = {}
    if name in work_findings.WITH_MESSAGES and rows:
        also = work_findings.also(session, actor, [row.id for row in rows])
    moved = work_findings.moved(session, actor, rows)
    return [
        Task(
            finding=row,
            due=contesting.due(row),
            begun=moved.get(row.public_id),
            also=also.get(row.id, ()),
        )
        for row in rows
    ]


def next_due(session: Session, actor: Actor) -> Finding | None:
    """The running finding with the first due date to come."""
    query = (
        findings.visible(actor)
        .where(clock.today(session) <= work_findings.DUE)
        .order_by(None)
        .order_by(work_findings.DUE, Finding.id)
    )
    return session.scalars(query.limit(1)).one_or_none()


def _sent(session: Session, actor: Actor) -> dict[str, Select[Document]]:
    """Papers that need a reader, an answer, another file; the company's own that are under way."""
    found: dict[str, Select[Document]] = {}
    whose = Document.organisation_id.in_(actor.organisations(*SUBMITTERS))
    seen = documents.visible(actor).options(_WHOSE)
    seen = seen.order_by(None).order_by(Document.received_at, Document.id)
    if actor.has(Role.SECRETARIAT, *SUBMITTERS):
        refused = Document.state.in_((DocumentState.REFUSED, DocumentState.FAILED))
        found["not_read"] = seen.where(refused if actor.is_secretariat else refused & whose)
    if actor.has(Role.SECRETARIAT, Role.REVIEWER):
        found["withdrawals"] = seen.where(withdrawing.to_answer(actor))
    if actor.has(Role.REVIEWER):
        papers = team_papers.waiting(session, actor).options(_WHOSE)
        found["paper_itself"] = queue.to_confirm(actor).options(_WHOSE)
        found["team_papers"] = papers.order_by(*due.FIRST)
    if actor.is_secretariat:
        found["without_reader"] = seen.where(assigning.needs_somebody())
    if actor.has(*SUBMITTERS):
        busy = Document.state.in_((DocumentState.RECEIVED, *queue.IN_REVIEW)) & whose
        mine = busy & queue.holding(items.AWAITED)
        found |= {"to_confirm": seen.where(mine), "in_review": seen.where(busy & ~mine)}
        found["withdrawals_asked"] = seen.where(withdrawing.requested() & whose)
        found["facts"] = seen.where(facts.not_confirmed() & whose)
    return found


def _first_readings(session: Session, actor: Actor, most: int) -> dict[str, Bucket]:
    """The first papers of every bucket of the reader, and how many there are."""
    found = work_readings.first(session, actor, most)
    return {name: Bucket(name, *parts) for name, parts in found.items()}


def _of_papers(session: Session, name: str, rows: Iterable[Document]) -> list[Task]:
    found = []
    for row in rows:
        since = row.received_at
        if name in ("withdrawals", "withdrawals_asked"):
            asked = withdrawing.open_request(session, row)
            since = asked.asked_at if asked is not None else since
        found.append(Task(row, begun=clock.day(since)))
    return found


def _of_measures(rows: Iterable[Measure]) -> list[Task]:
    return [Task(finding=row.finding, due=row.due, detail=row.text) for row in rows]


def _of_steps(rows: Iterable[YearStep]) -> list[Task]:
    return [Task(step=row, due=row.due) for row in rows]


def _few(session: Session, actor: Actor) -> dict[str, list[Task]]:
    """Buckets that never hold much: questions, likenesses, proposed sites, rules, editions."""
    found = _questions(session, actor)
    for name, asked in work_reports.waiting(session, actor).items():
        found[name] = [Task(asked=row, count=count, due=due) for row, count, due in asked]
    if actor.has(Role.REVIEWER, Role.SECRETARIAT):
        found["rules_asking"] = [Task(rule=rule) for rule in name_rules.asking(session, actor)]
    if actor.is_secretariat:
        sites = site_entries.proposed(session, actor)
        found["proposed_sites"] = [Task(site=site) for site in sites]
        signals = sorted(proposals.waiting(session, actor), key=lambda one: one.cause.day)
        found["signals"] = [Task(signal=one) for one in signals]
    if actor.has(*SUBMITTERS):
        found["versions"] = [Task(paper) for paper in likenesses.asking(session, actor)]
        new = edition_changes.news(session, actor)
        found["register"] = [Task(edition=row, count=count) for row, count in new]
    return {name: sorted(rows, key=_first) for name, rows in found.items()}


def _first(task: Task) -> tuple[date, date]:
    """What is due first, then what waits longest."""
    return task.day or date.max, task.since or date.max


def _questions(session: Session, actor: Actor) -> dict[str, list[Task]]:
    """Open questions about items: the company's to answer, the readers' to wait for."""
    mine = actor.organisations(*SUBMITTERS)
    found: dict[str, list[Task]] = {"questions": [], "questions_late": [], "questions_out": []}
    for row in questions.pending(session, actor):
        document = row.item.document
        if document.organisation_id in mine:
            name = "questions"
        else:
            late = questions.is_overdue(session, row)
            name = "questions_late" if late else "questions_out"
        found[name].append(Task(document, due=row.due, question=row))
    return found


def _first_findings(session: Session, actor: Actor, most: int) -> dict[str, Bucket]:
    """The first findings of every bucket, and how many there are."""
    marks = work_findings.marks(session, actor)
    if not marks:
        return {}
    due = work_findings.DUE
    urgent = urgency.conditions(due, clock.today(session))
    seen = (
        work_findings.running(actor)
        .with_only_columns(
            Finding.id,
            due.label("due"),
            *firsts.flags(marks | urgent),
        )
        .cte("running")
    )
    found = firsts.of(
        session,
        seen,
        (seen.c.due.is_(None), seen.c.due, seen.c.id),
        marks,
        most,
        rest=work_findings.REST,
        flagged=list(urgent),
    )
    ids = {number for first in found.values() for number in first.ids}
    query = select(Finding).where(Finding.id.in_(ids)).options(*_NAMED)
    rows = {row.id: row for row in session.scalars(query)} if ids else {}
    return {
        name: Bucket(
            name,
            tuple(_of_findings(session, actor, name, [rows[one] for one in first.ids])),
            first.total,
            urgency.completed(first.flagged, first.total),
        )
        for name, first in found.items()
    }
