"""Notices as their reader meets them: of what they may see now, and of nothing else."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, joinedload

from workflows import (
    clearances,
    clock,
    comments,
    documents,
    finding_comments,
    findings,
    name_rules,
    questions,
    remarks,
    reports,
    rounds,
    steps,
    teams,
    years,
)
from workflows.errors import NotFound
from workflows.following import proposals
from workflows.models import (
    Cause,
    Document,
    Finding,
    FindingComment,
    ItemComment,
    MemberYear,
    NameRule,
    Notice,
    Question,
    Report,
    ReportClearance,
    ReportRound,
    RoundRemark,
    Team,
    YearStep,
)
from workflows.paging import Page, page
from workflows.permissions import Actor

Thing = (
    Cause
    | Document
    | Finding
    | FindingComment
    | Question
    | NameRule
    | Team
    | MemberYear
    | YearStep
    | Report
    | ReportRound
    | RoundRemark
    | ItemComment
    | ReportClearance
)

# All but findings, of which there may be many in one mail.
_GETTERS: Mapping[str, Callable[[Session, str, Actor], Thing]] = {
    "cause": proposals.cause,
    "document": documents.get,
    "question": questions.get,
    "name_rule": name_rules.get,
    "team": teams.of_mine,
    "step": steps.get,
    "year": years.get,
    "report": reports.get,
    "round": rounds.get,
    "comment": comments.get,
    finding_comments.NOUN: finding_comments.get,
    "remark": remarks.get,
    "clearance": clearances.get,
}


@dataclass(frozen=True, slots=True)
class Told:
    """A notice with what it is about; without it when the reader may not see that any more."""

    notice: Notice
    thing: Thing | None


def listing(session: Session, actor: Actor, number: int = 1) -> Page[Told]:
    """One page of the actor's notices, the newest first."""
    query = (
        select(Notice)
        .where(Notice.person_id == actor.person_id)
        .order_by(Notice.id.desc())
        .options(joinedload(Notice.actor))
    )
    shown = page(session, query, number)
    return shown.showing(about_all(session, shown.rows, actor))


def about_all(session: Session, rows: Sequence[Notice], actor: Actor) -> list[Told]:
    """Notices of the actor's, each with what it is about; the findings in one question."""
    ids = {row.object_id for row in rows if row.noun == "finding"}
    seen = findings.visible(actor, few=True).where(Finding.public_id.in_(ids))
    things = {one.public_id: one for one in session.scalars(seen)} if ids else {}
    return [
        Told(row, things.get(row.object_id))
        if row.noun == "finding"
        else Told(row, _thing(session, row, actor))
        for row in rows
    ]


def _thing(session: Session, notice: Notice, actor: Actor) -> Thing | None:
    try:
        return _GETTERS[notice.noun](session, notice.object_id, actor)
    except NotFound:
        return None


def unread(session: Session, actor: Actor) -> int:
    """How many notices the actor has not read."""
    query = select(func.count()).where(
        Notice.person_id == actor.person_id, Notice.read_at.is_(None)
    )
    return session.scalars(query).one()


def mark_read(session: Session, actor: Actor, upto: int) -> None:
    """Note that the actor read their notices up to this number; a later one stays unread."""
    session.execute(
        update(Notice)
        .where(Notice.person_id == actor.person_id, Notice.read_at.is_(None), Notice.id <= upto)
        .values(read_at=clock.now(session))
        .execution_options(synchronize_session=False)
    )


def mark_read_about(session: Session, actor: Actor, noun: str, object_id: str) -> None:
    """Note that the actor read what they were told of one thing; the other notices stay."""
    session.execute(
        update(Notice)
        .where(
            Notice.person_id == actor.person_id,
            Notice.read_at.is_(None),
            Notice.noun == noun,
            Notice.object_id == object_id,
        )
        .values(read_at=clock.now(session))
        .execution_options(synchronize_session=False)
    )
