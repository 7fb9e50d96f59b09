"""Who takes part: the secretariat and the administrator add and end organisations, people, roles.

Neither the list nor its pages show anything of what an organisation sent in.
"""

from dataclasses import dataclass

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, selectinload

from workflows import clock, events, lengths, organisations, people
from workflows.errors import Conflict, Invalid, NotAllowed, NotFound
from workflows.marking import N_
from workflows.models import Mandate, Organisation, OrganisationStanding, Person
from workflows.models.declarative import lowered
from workflows.paging import Page, page
from workflows.permissions import SUBMITTERS, Actor
from workflows.states import OrganisationKind, Role, Standing

NO_ORGANISATION = N_("There is no such organisation.")
NO_PERSON = N_("There is no such person.")
NOT_YOURSELF = N_("Somebody else must do this: it is your own account.")

ONLY_FOR = {
    **dict.fromkeys(SUBMITTERS, OrganisationKind.COMPANY),
    Role.SECRETARIAT: OrganisationKind.SECRETARIAT,
    Role.SUPPORTER: OrganisationKind.SUPPORTER,
}
"""Roles that only one kind of organisation can give."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list is narrowed to; an empty text leaves that out."""

    text: str = ""  # in the name, or in the name or address of somebody who works there
    kind: str = ""
    standing: str = ""  # today's


def manages(actor: Actor) -> bool:
    """Whether the actor adds and ends organisations and people."""
    return actor.has(Role.SECRETARIAT, Role.ADMINISTRATOR)


def listing(session: Session, actor: Actor, wanted: Filter, number: int = 1) -> Page[Organisation]:
    """One page of the organisations, by name; to others there is no such list."""
    return page(session, _query(session, actor, wanted), number)


def everything(session: Session, actor: Actor, wanted: Filter) -> list[Organisation]:
    """All of them, for an export."""
    return list(session.scalars(_query(session, actor, wanted)))


def _query(session: Session, actor: Actor, wanted: Filter) -> Select[Organisation]:
    _managing(actor, NO_ORGANISATION)
    query = organisations.visible(actor).options(selectinload(Organisation.standings))
    if wanted.text.strip():
        part = lowered(f"%{wanted.text.strip()}%")
        there = (
            select(Mandate.organisation_id)
            .join(Person)
            .where(or_(func.lower(Person.name).like(part), Person.email.like(part)))
        )
        query = query.where(
            or_(func.lower(Organisation.name).like(part), Organisation.id.in_(there))
        )
    if wanted.kind:
        query = query.where(Organisation.kind == OrganisationKind(wanted.kind))
    if wanted.standing:
        today = clock.today(session)
        stands = select(OrganisationStanding.organisation_id).where(
            OrganisationStanding.standing == Standing(wanted.standing),
            OrganisationStanding.from_date <= today,
            or_(OrganisationStanding.to_date.is_(None), OrganisationStanding.to_date > today),
        )
        query = query.where(Organisation.id.in_(stands))
    return query


def organisation(session: Session, public_id: str, actor: Actor) -> Organisation:
    """One organisation, for who manages them."""
    _managing(actor, NO_ORGANISATION)
    query = organisations.visible(actor).where(Organisation.public_id == public_id)
    found = session.scalars(query).one_or_none()
    if found is None:
        raise NotFound(NO_ORGANISATION)
    return found


def standing(session: Session, row: Organisation) -> OrganisationStanding | None:
    """How the organisation stands today."""
    today = clock.today(session)
    now = [
        s
        for s in row.standings
        if s.from_date <= today and (s.to_date is None or today < s.to_date)
    ]
    return now[-1] if now else None


def mandates(session: Session, row: Organisation) -> list[Mandate]:
    """The roles that people have held for the organisation, running ones first."""
    query = (
        select(Mandate)
        .join(Person)
        .where(Mandate.organisation_id == row.id)
        .order_by(Mandate.to_date.is_not(None), func.lower(Person.name), Mandate.id)
        .options(selectinload(Mandate.person))
    )
    return list(session.scalars(query))


def add_organisation(
    session: Session, name: str, kind: OrganisationKind, actor: Actor
) -> Organisation:
    """Add an organisation, as a party or a supporter from today where its kind is one."""
    _managing(actor, NO_ORGANISATION)
    return organisations.add(session, name, kind, actor=actor)


def end_organisation(session: Session, row: Organisation, actor: Actor, *, note: str) -> None:
    """It no longer takes part: its standing and every role for it end today. Its papers stay."""
    _managing(actor, NO_ORGANISATION)
    if row.id in actor.organisations():
        raise NotAllowed(N_("Somebody else must do this: it is your own organisation."))
    if not lengths.within(note, lengths.REASON):
        raise Invalid(N_("Say why: the note is required."))
    now = standing(session, row)
    if now is not None and now.standing is Standing.FORMER:
        raise Conflict(N_("This organisation has already ended its part."))
    today = clock.today(session)
    for one in row.standings:
        one.to_date = min(one.to_date or today, today)
    row.standings.append(OrganisationStanding(standing=Standing.FORMER, from_date=today))
    for mandate in mandates(session, row):
        if mandate.to_date is None or mandate.to_date > today:
            mandate.to_date = today
    session.flush()
    events.append(
        session,
        actor,
        "organisation",
        row.public_id,
        "end",
        organisation_id=row.id,
        note=note.strip(),
    )


def person(session: Session, public_id: str, actor: Actor) -> Person:
    """One account, for who manages them."""
    _managing(actor, NO_PERSON)
    found = session.scalars(select(Person).where(Person.public_id == public_id)).one_or_none()
    if found is None:
        raise NotFound(NO_PERSON)
    return found


def grant(
    session: Session, row: Organisation, actor: Actor, *, email: str, name: str, role: Role
) -> Person:
    """Give somebody a role for the organisation; makes the account when there is none."""
    _managing(actor, NO_ORGANISATION)
    fits = ONLY_FOR.get(role, row.kind)
    if row.kind is not fits:
        raise Invalid(N_("This role does not fit this kind of organisation."))
    if people.normalise(email) == actor.email:
        raise NotAllowed(NOT_YOURSELF)
    return people.add(session, email, role, row, name=name.strip(), actor=actor)


def end_role(session: Session, who: Person, role: Role, where: str, actor: Actor) -> None:
    """End somebody's role for the organisation with the public id ``where`` today."""
    _managing(actor, NO_PERSON)
    if who.id == actor.person_id:
        raise NotAllowed(NOT_YOURSELF)
    today = clock.today(session)
    running = [
        m
        for m in who.mandates
        if (m.role, m.organisation.public_id) == (role, where)
        and (m.to_date is None or m.to_date > today)
    ]
    if not running:
        raise Conflict(N_("This role has already ended."))
    for mandate in running:
        mandate.to_date = today
    session.flush()
    events.append(
        session,
        actor,
        "person",
        who.public_id,
        "end_role",
        organisation_id=running[0].organisation_id,
        role=role,
    )


def new_link(session: Session, who: Person, actor: Actor) -> str:
    """A token to set the password with, once, to be handed over; never shown again."""
    _managing(actor, NO_PERSON)
    if not who.active:
        raise Conflict(N_("This account has been removed. Give it a role first."))
    return people.new_link(session, who, actor=actor)


def remove(session: Session, who: Person, actor: Actor) -> None:
    """Remove an account: no log-in, no roles, no sessions; what the person did stays on record."""
    _managing(actor, NO_PERSON)
    if who.id == actor.person_id:
        raise NotAllowed(NOT_YOURSELF)
    if not who.active:
        raise Conflict(N_("This account has been removed already."))
    people.deactivate(session, who, actor=actor)


def counts(session: Session) -> dict[int, int]:
    """How many people hold a role today, by organisation."""
    today = clock.today(session)
    query = (
        select(Mandate.organisation_id, func.count(Mandate.person_id.distinct()))
        .where(or_(Mandate.to_date.is_(None), Mandate.to_date > today))
        .group_by(Mandate.organisation_id)
    )
    return dict(session.execute(query).all())


def _managing(actor: Actor, message: str) -> None:
    if not manages(actor):
        raise NotFound(message)
