"""The findings of the demo year: each new one is given a walk, and walks it step by step."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from workflows import clock, findings, people
from workflows.demo import cast, walks
from workflows.demo.reviewing import readers
from workflows.demo.story import Agenda
from workflows.demo.walks import Step
from workflows.demo.wordings import WORDINGS
from workflows.models import Finding
from workflows.permissions import Actor
from workflows.states import FindingAction, FindingState
from workflows.storage import FileStore


@dataclass(slots=True)
class Following:
    """What is needed to follow findings, and which of them have their walk already."""

    sessions: sessionmaker[Session]
    store: FileStore
    agenda: Agenda
    known: set[int] = field(default_factory=set)
    ends: Counter[FindingState] = field(default_factory=Counter)


def take_up(following: Following) -> None:
    """Put the walks of findings that are new on the agenda."""
    with following.sessions() as session:
        new = session.scalars(select(Finding).order_by(Finding.id)).all()
        for finding in new:
            if finding.id in following.known:
                continue
            following.known.add(finding.id)
            end = walks.choose(finding.rule, finding.severity, following.ends)
            following.ends[end] += 1
            moment = clock.now(session).replace(hour=11, minute=0, second=0)
            for step in walks.WALKS[end]:
                moment += timedelta(days=step.days)
                following.agenda.at(moment, _walking(following, finding.id, step))


def _walking(following: Following, finding_id: int, step: Step) -> Callable[[], None]:
    def walk() -> None:
        with following.sessions.begin() as session:
            _take(session, following.store, session.get_one(Finding, finding_id), step)

    return walk


def _take(session: Session, store: FileStore, finding: Finding, step: Step) -> None:
    member = next(m for m in cast.MEMBERS if m.name == finding.organisation.name)
    reviewer = _reviewer(session, finding)
    who = {
        walks.ANNE: cast.ANNE,
        walks.BRAM: cast.BRAM,
        walks.CONTACT: member.contact,
        walks.REVIEWER: reviewer.email,
    }
    said = WORDINGS[finding.rule]
    # A measure names the supplier: it is filled in before the supplier is.
    words = {
        "{risks}": said.risks,
        "{measure}": said.measure,
        "{parties}": said.parties,
        "{supplier}": member.supplier,
        "{reviewer}": reviewer.email,
    }
    given = {name: _filled(text, words) for name, text in step.given.items()}
    if step.action is FindingAction.ASSESS and finding.severity and "harm" not in given:
        given["severity"] = finding.severity  # the auditor's own weight stands
    if step.due is not None:
        given["due"] = (clock.today(session) + timedelta(days=step.due)).isoformat()
    content = f"Verklaring van {member.supplier}. Verzonnen, voor de demonstratie.\n"
    file = (step.file, content.encode()) if step.file else None
    if step.who == walks.JUDGE:
        who[walks.JUDGE] = _judge(session, finding)
    actor = people.acting_as(session, who[step.who])
    findings.act(session, finding, step.action, actor, given, file=file, store=store)


def _reviewer(session: Session, finding: Finding) -> Actor:
    return readers(session, findings.documents_of(finding)[0])[0]


def _judge(session: Session, finding: Finding) -> str:
    """The address of somebody who may judge what is contested, as far as the contest has come."""
    able = [*cast.REVIEWERS, cast.ANNE, cast.BRAM, cast.CHAIR]
    actors = [people.acting_as(session, email) for email in able]
    return next(
        actor.email
        for actor in actors
        for option in findings.options(session, finding, actor)
        if option.transition.action is FindingAction.UPHOLD and option.refusal is None
    )


def _filled(text: str, words: dict[str, str]) -> str:
    for mark, word in words.items():
        text = text.replace(mark, word)
    return text
