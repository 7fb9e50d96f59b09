"""Organisations: add one, find one, list those that somebody may see."""

import secrets
from datetime import date

from sqlalchemy import Select, false, func, select, true
from sqlalchemy.orm import Session

from workflows import clock, events
from workflows.errors import Conflict, Invalid, NotFound
from workflows.marking import N_
from workflows.models import Organisation, OrganisationStanding
from workflows.models.declarative import lowered
from workflows.permissions import Actor
from workflows.states import OrganisationKind, Role, Standing
from workflows.storage import Shelf

_STANDING = {
    OrganisationKind.SUPPORTER: Standing.SUPPORTER,
    OrganisationKind.EXPERT: None,
    OrganisationKind.SECRETARIAT: None,
}


def add(
    session: Session, name: str, kind: OrganisationKind, *, actor: Actor | None = None
) -> Organisation:
    """Add an organisation; parties and supporters get their standing from today."""
    name = name.strip()
    if not name:
        raise Invalid(N_("Give the organisation a name."))
    if session.scalar(
        select(Organisation.id).where(func.lower(Organisation.name) == lowered(name))
    ):
        raise Conflict(N_("There is already an organisation called “%(name)s”."), name=name)
    organisation = Organisation(
        name=name,
        kind=kind,
        blob_key=secrets.token_hex(32),
        created_at=clock.now(session),
    )
    standing = _STANDING.get(kind, Standing.PARTY)
    if standing is not None:
        organisation.standings.append(
            OrganisationStanding(standing=standing, from_date=clock.today(session))
        )
    session.add(organisation)
    session.flush()
    events.append(
        session, actor, "organisation", organisation.public_id, "add", name=name, kind=kind
    )
    return organisation


def visible(actor: Actor) -> Select[Organisation]:
    """The organisations whose existence the actor may know of as rows: own ones, or all."""
    query = select(Organisation).order_by(Organisation.name)
    if actor.has(Role.SECRETARIAT, Role.ADMINISTRATOR):
        return query.where(true())
    own = actor.organisations()
    return query.where(Organisation.id.in_(own)) if own else query.where(false())


def named(session: Session, name: str, actor: Actor | None = None) -> Organisation:
    """The organisation with this name or public id: for the operator (None), or of the actor's."""
    known = visible(actor) if actor is not None else select(Organisation)
    query = known.where(
        (func.lower(Organisation.name) == lowered(name.strip())) | (Organisation.public_id == name)
    )
    organisation = session.scalars(query).one_or_none()
    if organisation is None:
        raise NotFound(N_("There is no organisation called “%(name)s”."), name=name)
    return organisation


def shelf(organisation: Organisation) -> Shelf:
    """Where the organisation's files are kept."""
    return Shelf(organisation.public_id, organisation.blob_key)


def everything(session: Session) -> list[Organisation]:
    """All organisations by name, for the operator's commands."""
    return list(session.scalars(select(Organisation).order_by(Organisation.name)))


def left(session: Session) -> dict[int, date]:
    """The ids of those that are no party any more, each with the day since when."""
    today = clock.today(session)
    query = select(OrganisationStanding).where(
        OrganisationStanding.standing == Standing.FORMER,
        OrganisationStanding.from_date <= today,
        OrganisationStanding.to_date.is_(None) | (OrganisationStanding.to_date > today),
    )
    return {one.organisation_id: one.from_date for one in session.scalars(query)}
