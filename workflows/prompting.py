"""Reminders by hand: whoever was asked about a draft report and has said nothing yet.

The secretariat sends them, beside those that go out by themselves; nobody gets two on one day.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflows import clearances, clock, events, people, rounds, telling
from workflows.errors import Conflict, NotAllowed
from workflows.marking import N_
from workflows.models import (
    Notice,
    Organisation,
    Person,
    ReportClearance,
    ReportRound,
    RoundRemark,
)
from workflows.performing import ONLY
from workflows.permissions import STEERING, Actor, Who
from workflows.report_audiences import SPEAKERS

REMIND = "remind"
TODAY = N_("Whoever has not answered was reminded today already. You can do it again tomorrow.")
NOBODY = N_("Nobody is left to be reminded: everybody who was asked has answered.")


def silent(session: Session, row: ReportRound) -> list[tuple[Organisation | None, list[Person]]]:
    """The parties of a round of which nobody said anything, each with who speaks for it.

    None stands for the steering committee.
    """
    query = select(RoundRemark.organisation_id).where(RoundRemark.round_id == row.id).distinct()
    spoke = set(session.scalars(query))
    found: list[tuple[Organisation | None, list[Person]]] = []
    if row.steering and None not in spoke:
        found.append((None, people.with_role(session, *STEERING)))
    for guest in row.guests:
        if guest.organisation_id not in spoke:
            whose = guest.organisation_id
            speakers = people.with_role(session, *SPEAKERS, organisation_id=whose)
            found.append((guest.organisation, speakers))
    return found


def of_round(session: Session, row: ReportRound, actor: Actor) -> list[Person]:
    """Remind everybody of whom a round heard nothing; who was reminded."""
    if not actor.is_secretariat:
        raise NotAllowed(ONLY[Who.SECRETARIAT])
    if not rounds.is_open(session, row):
        raise NotAllowed(N_("The round of comments has ended."))
    waiting = {one.id: one for _whose, speakers in silent(session, row) for one in speakers}
    return _remind(session, "round", row.public_id, list(waiting.values()), actor)


def of_passage(session: Session, row: ReportClearance, actor: Actor) -> list[Person]:
    """Remind whoever speaks for the organisation that was asked about a passage."""
    if not actor.is_secretariat:
        raise NotAllowed(ONLY[Who.SECRETARIAT])
    if not clearances.is_open(row):
        raise NotAllowed(clearances.PUBLISHED)
    asked = clearances.speakers(session, row.organisation) if row.given is None else []
    return _remind(session, "clearance", row.public_id, asked, actor, row.organisation_id)


def last(session: Session, noun: str, public_id: str) -> Mapping[int, datetime]:
    """By the id of a person when they were last reminded by hand of a round or a passage."""
    query = (
        select(Notice.person_id, func.max(Notice.made_at).label("at"))
        .where(Notice.noun == noun, Notice.object_id == public_id, Notice.action == REMIND)
        .group_by(Notice.person_id)
    )
    return {one.person_id: one.at for one in session.execute(query)}


def not_today(
    session: Session, noun: str, public_id: str, waiting: Iterable[Person]
) -> list[Person]:
    """Those of these people who were not reminded today."""
    known, today = last(session, noun, public_id), clock.today(session)
    return [one for one in waiting if one.id not in known or clock.day(known[one.id]) < today]


def _remind(
    session: Session,
    noun: str,
    public_id: str,
    waiting: list[Person],
    actor: Actor,
    organisation_id: int | None = None,
) -> list[Person]:
    if not waiting:
        raise Conflict(NOBODY)
    fresh = not_today(session, noun, public_id, waiting)
    if not fresh:
        raise Conflict(TODAY)
    whom = [one.public_id for one in fresh]
    events.append(
        session, actor, noun, public_id, REMIND, organisation_id=organisation_id, people=whom
    )
    telling.these(session, fresh, noun, public_id, REMIND, actor)
    return fresh
