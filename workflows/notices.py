"""Notices as their reader meets them: of what they may see now, and of nothing else."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, joinedload

from workflows import clock, documents, findings, name_rules, questions, steps, teams, years
from workflows.errors import NotFound
from workflows.models import (
    Document,
    Finding,
    MemberYear,
    NameRule,
    Notice,
    Question,
    Team,
    YearStep,
)
from workflows.paging import Page, page
from workflows.permissions import Actor

Thing = Document | Finding | Question | NameRule | Team | MemberYear | YearStep

_GETTERS: Mapping[str, Callable[[Session, str, Actor], Thing]] = {
    "document": documents.get,
    "finding": findings.get,
    "question": questions.get,
    "name_rule": name_rules.get,
    "team": teams.of_mine,
    "step": steps.get,
    "year": years.get,
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
    return shown.showing([about(session, row, actor) for row in shown.rows])


def about(session: Session, notice: Notice, actor: Actor) -> Told:
    """A notice of the actor's, with what it is about."""
    try:
        return Told(notice, _GETTERS[notice.noun](session, notice.object_id, actor))
    except NotFound:
        return Told(notice, None)


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
