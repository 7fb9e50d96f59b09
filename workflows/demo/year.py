"""The demo year, from June 2025 to November 2026, made through the real functions."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from itertools import groupby, pairwise
from operator import attrgetter

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session, sessionmaker

from workflows import documents, events, facts, jobs, organisations, people, risks, settings, worker
from workflows.demo import (
    awkward,
    cast,
    lately,
    opening,
    reporting,
    reviewing,
    ruling,
    sites,
    yearly,
)
from workflows.demo.following import Following, take_up
from workflows.demo.papers import PAPERS, Course, Paper
from workflows.demo.story import Agenda, StoryClock
from workflows.engine import make_sessions
from workflows.errors import Conflict
from workflows.marking import N_
from workflows.models import Document, Event, Organisation
from workflows.permissions import Actor
from workflows.states import DocumentAction, DocumentState
from workflows.storage import FileStore

Progress = Callable[[str], None]
# Given a session, the one who makes the report and the one who checks it.
MakeReport = Callable[[Session, Actor, Actor], None]

NOT_A_DEMO = N_("This database does not hold the demo: it is left as it is.")
NOT_EMPTY = N_("The demo is loaded into an empty database only.")
REPORT_DAY = date(2026, 10, 6)
_SAMPLE_DAY, _OFFER_DAY = date(2026, 11, 16), date(2026, 11, 19)
_RENEWAL_DAY, _QUESTION_DAY, _TEAM_DAY = (date(2026, 11, day) for day in (10, 12, 13))
_DAYS_TO_FIRST, _DAYS_TO_SECOND = 6, 11


@dataclass(slots=True)
class Stage:
    """What the year needs to run, and the documents that came of the papers."""

    sessions: sessionmaker[Session]
    store: FileStore
    clock: StoryClock
    agenda: Agenda
    following: Following
    progress: Progress
    documents: dict[str, int] = field(default_factory=dict)  # file name to row


def load(
    engine: Engine,
    store: FileStore,
    *,
    progress: Progress = lambda message: None,
    make_report: MakeReport | None = None,
) -> None:
    """Fill an empty, migrated database with the demo year; raises :class:`Conflict` otherwise.

    Everything is written with the story's own clock. ``progress`` hears an English sentence now
    and then; ``make_report`` is called once, on 6 October 2026; six weeks later a draft of the
    months since then is offered to be cleared.
    """
    clock = StoryClock()
    sessions = make_sessions(engine, clock)
    agenda = Agenda(clock)
    stage = Stage(sessions, store, clock, agenda, Following(sessions, store, agenda), progress)
    with sessions.begin() as session:
        if session.scalar(select(Organisation.id).limit(1)) is not None:
            raise Conflict(NOT_EMPTY)
        events.append(session, None, "demo", "demo", "load")
        risks.seed_taxonomies(session)
        opening.add_organisations(session)
        # Which items are in the sample hangs on their random ids; without one, every load gives
        # the same year.
        settings.put(session, "review.sample", "0", None)
    _opening(stage)
    for sent, papers in groupby(sorted(PAPERS, key=attrgetter("sent")), attrgetter("sent")):
        agenda.on(sent, 9, _sending(stage, list(papers)))
    if make_report is not None:
        agenda.on(REPORT_DAY, 15, _reporting(stage, make_report))
        agenda.on(_OFFER_DAY, 15, _reporting(stage, reporting.offer))
    agenda.on(_RENEWAL_DAY, 9, _renewing(stage))
    agenda.on(_QUESTION_DAY, 10, _step(stage, _paper(lately.ASKED_ABOUT), _ask))
    agenda.on(_TEAM_DAY, 10, _step(stage, _paper(lately.ASKED_ABOUT), _make_team))
    agenda.on(_SAMPLE_DAY, 9, partial(_begin_sample, sessions))
    agenda.run()
    with sessions.begin() as session:
        lately.tell(session)
    progress("The demo year is loaded.")


def reset(
    engine: Engine,
    store: FileStore,
    rebuild: Callable[[], None],
    *,
    progress: Progress = lambda message: None,
    make_report: MakeReport | None = None,
) -> None:
    """Empty a demo and load it anew; raises :class:`Conflict` for a database that is not one.

    ``rebuild`` takes the tables down and puts them up again, empty: rows of the log are only ever
    added, so that nothing else can empty it.
    """
    with make_sessions(engine, StoryClock()).begin() as session:
        if not is_demo(session):
            raise Conflict(NOT_A_DEMO)
    engine.dispose()
    rebuild()
    for owner in sorted({owner for owner, _name in store.everything()}):
        shutil.rmtree(store.root / owner)
    load(engine, store, progress=progress, make_report=make_report)


def is_demo(session: Session) -> bool:
    """Whether the database holds the demo and nothing that was there before it."""
    first = session.scalars(select(Event).order_by(Event.seq).limit(1)).one_or_none()
    return first is not None and (first.noun, first.action) == ("demo", "load")


def _begin_sample(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        default = settings.DEFINITIONS["review.sample"].default
        note = "Vanaf nu leest een tweede lezer een steekproef mee."
        anne = people.acting_as(session, cast.ANNE)
        settings.put(session, "review.sample", default, anne, note=note)


def _opening(stage: Stage) -> None:
    """Put on the agenda what is not a paper: people, editions, lists, statuses."""

    def plan(day: date, hour: int, do: Callable[[Session], None]) -> None:
        def step() -> None:
            with stage.sessions.begin() as session:
                do(session)

        stage.agenda.on(day, hour, step)

    for day in sorted({player.since for player in cast.PLAYERS}):
        plan(day, 8, partial(opening.add_people, on=day))
    for day in (sites.FIRST_EDITION, sites.SECOND_EDITION):
        plan(day, 10, partial(opening.import_register, day=day))
    plan(ruling.DAY, 16, ruling.make_rules)
    for day, _countries in sites.RISK_EDITIONS:
        plan(day, 10, partial(opening.import_risk_list, day=day))
    plan(sites.ENTITY_DAY, 10, opening.import_entity_list)
    for day in yearly.OPENED:
        plan(day, 7, yearly.open_years)
    plan(yearly.FIRST_DAY, 14, yearly.answer_first_year)
    plan(yearly.ASSESSED_DAY, 14, yearly.assess_first_year)
    plan(yearly.PLAN_DAY, 14, yearly.plan_first_year)
    plan(yearly.PLAN_DAY, 15, yearly.see_risks)
    plan(yearly.LATELY_DAY, 14, yearly.begin_second_year)
    plan(yearly.RETURNED_DAY, 14, yearly.answer_second_year)
    plan(yearly.RETURNED_DAY, 15, yearly.make_good)
    begin = sites.FIRST_EDITION
    later = sorted({said.since for said in sites.STATUSES if said.since > begin})
    for earlier, day in pairwise((date.min, begin, *later)):
        plan(day, 11, partial(opening.state_statuses, after=earlier, until=day))


def _sending(stage: Stage, papers: list[Paper]) -> Callable[[], None]:
    def send() -> None:
        new = [paper for paper in papers if _receive(stage, paper)]
        if any(paper.course is Course.UNREAD for paper in new):
            return
        for paper in new:
            if paper.course is Course.FAILED:
                _stop_reader_each_time(stage)
        _read(stage)
        for paper in new:
            _plan_review(stage, paper)

    return send


def _receive(stage: Stage, paper: Paper) -> bool:
    """Upload a paper; False when the company had sent these bytes before."""
    with stage.sessions.begin() as session:
        actor = people.acting_as(session, paper.uploader)
        organisation = organisations.named(session, paper.member.name)
        name, data = paper.filename, paper.draw()
        if paper.archive:
            name, data = paper.archive, awkward.archive(name, data)
        received = documents.receive(session, stage.store, organisation, name, data, actor)
        stage.documents[paper.filename] = received.document.id
        stage.progress(f"{paper.sent}: {paper.member.name} sends {name}")
        if not received.duplicate:
            _describe(session, paper, received.document, actor)
        if paper.member is cast.CONFLICT_MEMBER and not received.duplicate:
            anne = people.acting_as(session, cast.ANNE)
            hedda = people.find(session, cast.CONFLICT_REVIEWER)
            if hedda is not None and paper.sent < cast.CONFLICT_SINCE:
                documents.assign(session, received.document, hedda, anne)
        return not received.duplicate


def _describe(session: Session, paper: Paper, document: Document, actor: Actor) -> None:
    first = paper.sent.year if paper.sent.month >= 7 else paper.sent.year - 1
    facts.describe(
        session,
        document,
        actor,
        supplier=paper.member.supplier,
        period_from=date(first, 7, 1),
        period_to=date(first + 1, 6, 30),
    )


def _read(stage: Stage) -> None:
    """Let the worker read; what failed through a fault of ours is tried again, as it would be."""
    for _try in range(jobs.ATTEMPTS + 1):
        stage.clock.pass_by(minutes=10)
        if not worker.run_all(stage.sessions, stage.store):
            return


def _stop_reader_each_time(stage: Stage) -> None:
    """A reader that dies each time over the next job, as a machine with too little memory has."""
    for _try in range(jobs.DEATHS):
        with stage.sessions.begin() as session:
            jobs.claim(session, "a reader that stopped")
        stage.clock.pass_by(seconds=2 * jobs.LEASE.total_seconds())


def _plan_review(stage: Stage, paper: Paper) -> None:
    day = paper.sent
    if paper.course is Course.WITHDRAWN:
        stage.agenda.on(day + timedelta(days=2), 13, _step(stage, paper, _withdraw))
    if paper.course in (Course.CONFIRMED, Course.FIRST, Course.HALF):
        first = day + timedelta(days=_DAYS_TO_FIRST)
        stage.agenda.on(first, 10, _step(stage, paper, _first))
    if paper.course is Course.CONFIRMED:
        second = day + timedelta(days=_DAYS_TO_SECOND)
        stage.agenda.on(second, 14, _step(stage, paper, _second))


Act = Callable[[Session, Stage, Paper, Document], None]


def _step(stage: Stage, paper: Paper, act: Act) -> Callable[[], None]:
    def step() -> None:
        with stage.sessions.begin() as session:
            act(session, stage, paper, session.get_one(Document, stage.documents[paper.filename]))
        take_up(stage.following)

    return step


def _first(session: Session, stage: Stage, paper: Paper, document: Document) -> None:
    reviewing.first_reading(session, stage.clock, paper, document)


def _second(session: Session, stage: Stage, paper: Paper, document: Document) -> None:
    reviewing.second_reading(session, stage.clock, document)


def _renewing(stage: Stage) -> Callable[[], None]:
    step = _step(stage, _paper(lately.RENEWED), _renew)

    def renew() -> None:
        step()
        _read(stage)

    return renew


def _renew(session: Session, stage: Stage, paper: Paper, document: Document) -> None:
    lately.renew(session, stage.store, document)


def _ask(session: Session, stage: Stage, paper: Paper, document: Document) -> None:
    lately.ask(session, document)


def _make_team(session: Session, stage: Stage, paper: Paper, document: Document) -> None:
    lately.make_team(session, document)


def _paper(what: str) -> Paper:
    return next(paper for paper in PAPERS if paper.filename.endswith(f"_{what}.pdf"))


def _withdraw(session: Session, stage: Stage, paper: Paper, document: Document) -> None:
    if document.state is DocumentState.TO_REVIEW:
        actor = people.acting_as(session, paper.member.submitter)
        documents.act(session, document, DocumentAction.WITHDRAW, actor)


def _reporting(stage: Stage, make_report: MakeReport) -> Callable[[], None]:
    def report() -> None:
        with stage.sessions.begin() as session:
            anne, bram = (people.acting_as(session, email) for email in (cast.ANNE, cast.BRAM))
            make_report(session, anne, bram)

    return report
