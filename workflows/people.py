"""People: accounts, mandates, passwords, and slowing down who guesses them."""

import hashlib
import secrets
from datetime import date, datetime, timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session, joinedload

from workflows import clock, events
from workflows.errors import Conflict, Invalid, NotAllowed, NotFound, Throttled
from workflows.marking import N_
from workflows.models import LoginFailure, Mandate, Organisation, PasswordLink, Person
from workflows.models.declarative import new_public_id
from workflows.permissions import Actor, Held
from workflows.states import Role

LINK_HOURS = 72
SHORTEST_PASSWORD = 12
FREE_TRIES = 5
WINDOW = timedelta(minutes=15)
KEPT = timedelta(days=1)  # a failed log-in

WRONG = N_("The e-mail address or the password is not right.")
WAIT = N_("Too many tries. Wait %(minutes)s minutes, then try again.")
LINK_DEAD = N_("This link has been used or has expired. Ask the secretariat for a new one.")

_hasher = PasswordHasher()


@cache
def _nobody() -> str:
    """A hash to verify against when there is no account: both answers take the same time."""
    return _hasher.hash(secrets.token_hex(16))


def add(
    session: Session,
    email: str,
    role: Role,
    organisation: Organisation,
    *,
    name: str = "",
    actor: Actor | None = None,
) -> Person:
    """Give somebody a role; makes the account when there is none yet."""
    email = normalise(email)
    person = find(session, email)
    if person is None:
        person = Person(
            email=email, name=name or email.split("@")[0], created_at=clock.now(session)
        )
        session.add(person)
        session.flush()
    held = (m for m in person.mandates if m.to_date is None)
    if any((m.role, m.organisation_id) == (role, organisation.id) for m in held):
        raise Conflict(N_("%(email)s already has this role."), email=email)
    person.mandates.append(
        Mandate(role=role, organisation_id=organisation.id, from_date=clock.today(session))
    )
    person.active = True
    session.flush()
    events.append(
        session,
        actor,
        "person",
        person.public_id,
        "add",
        organisation_id=organisation.id,
        role=role,
    )
    return person


def normalise(email: str) -> str:
    """An e-mail address as it is kept: trimmed, in lower case."""
    email = email.strip().lower()
    local, at, domain = email.rpartition("@")
    if not (at and local and domain) or any(sign.isspace() for sign in email) or len(email) > 254:
        raise Invalid(N_("“%(email)s” is not an e-mail address."), email=email)
    return email


def find(session: Session, email: str) -> Person | None:
    """The person with this address, whether active or not."""
    query = select(Person).where(Person.email == email.strip().lower())
    return session.scalars(query).one_or_none()


def get(session: Session, person_id: int) -> Person | None:
    """The active person with this id, with their roles: every page asks for both."""
    roles = joinedload(Person.mandates).joinedload(Mandate.organisation)
    person = session.get(Person, person_id, options=[roles])
    return person if person is not None and person.active else None


def by_public_id(session: Session, public_id: str) -> Person | None:
    """The active person with this public id."""
    query = select(Person).where(Person.public_id == public_id, Person.active)
    return session.scalars(query).one_or_none()


def everybody(session: Session) -> list[Person]:
    """All accounts by address, for the operator's commands and the administrator."""
    return list(session.scalars(select(Person).order_by(Person.email)))


def actor_for(session: Session, person: Person) -> Actor:
    """The person as an actor: with the roles they hold today."""
    day = clock.today(session)
    held = tuple(
        Held(m.role, m.organisation_id, m.organisation.name, m.organisation.kind)
        for m in person.mandates
        if m.from_date <= day and (m.to_date is None or day < m.to_date)
    )
    return Actor(person.id, person.public_id, person.email, person.name, person.language, held)


def acting_as(session: Session, email: str) -> Actor:
    """The actor with this address, for the command line; refuses one that is unknown or removed."""
    person = find(session, email)
    if person is None or not person.active:
        raise NotFound(N_("There is no account for %(email)s."), email=email)
    return actor_for(session, person)


def check_password(session: Session, email: str, password: str, *, address: str) -> Person:
    """The person whose password this is.

    Raises :class:`NotAllowed` without saying what was wrong, or :class:`Throttled` after five
    failures in a quarter of an hour for the account or for the peer's address. The caller commits
    the failure that this writes.
    """
    at = clock.now(session)
    subjects = [_subject("email", email.strip().lower()), _subject("address", address)]
    _throttle(session, subjects, at)
    person = find(session, email)
    known = person.password_hash if person is not None and person.active else None
    try:
        _hasher.verify(known or _nobody(), password)
        right = known is not None
    except (VerifyMismatchError, InvalidHashError):
        right = False
    if not right or person is None:
        session.add_all(LoginFailure(subject=subject, at=at) for subject in subjects)
        session.flush()
        raise NotAllowed(WRONG)
    session.execute(delete(LoginFailure).where(LoginFailure.subject == subjects[0]))
    if known is not None and _hasher.check_needs_rehash(known):
        person.password_hash = _hasher.hash(password)
    return person


def new_link(session: Session, person: Person, *, actor: Actor | None = None) -> str:
    """A token that sets the person's password once, within three days. Older ones die."""
    at = clock.now(session)
    old = select(PasswordLink).where(
        PasswordLink.person_id == person.id, PasswordLink.used_at.is_(None)
    )
    for link in session.scalars(old):
        link.used_at = at
    token = secrets.token_urlsafe(24)
    expires = at + timedelta(hours=LINK_HOURS)
    session.add(PasswordLink(person_id=person.id, token_digest=_digest(token), expires_at=expires))
    session.flush()
    events.append(session, actor, "person", person.public_id, "link")
    return token


def person_of_link(session: Session, token: str) -> Person:
    """Whose password the link sets; raises :class:`NotFound` when it is used or expired."""
    return _person(session, _link(session, token))


def set_password(session: Session, token: str, password: str) -> Person:
    """Set the password with a one-time link; ends every session of the person."""
    link = _link(session, token)
    person = _person(session, link)
    if len(password) < SHORTEST_PASSWORD:
        raise Invalid(N_("Use at least %(least)s characters."), least=SHORTEST_PASSWORD)
    if person.email.split("@")[0] in password.lower():
        raise Invalid(N_("Do not use your e-mail address in the password."))
    link.used_at = clock.now(session)
    person.password_hash = _hasher.hash(password)
    person.stamp = new_public_id()
    session.flush()
    actor = actor_for(session, person)
    events.append(session, actor, "person", person.public_id, "set_password")
    return person


def logout_everywhere(session: Session, person: Person) -> None:
    """End every session of the person."""
    person.stamp = new_public_id()
    session.flush()
    actor = actor_for(session, person)
    events.append(session, actor, "person", person.public_id, "logout_everywhere")


def set_language(session: Session, person: Person, language: str) -> None:
    """Keep the language that the person reads."""
    if language not in ("nl", "en"):
        raise Invalid(N_("Choose Dutch or English."))
    person.language = language
    session.flush()


def deactivate(session: Session, person: Person, *, actor: Actor | None = None) -> None:
    """Remove an account: its roles end today, its sessions at once; what it did stays on record."""
    person.active = False
    person.stamp = new_public_id()
    _end_mandates(person, clock.today(session))
    session.flush()
    events.append(session, actor, "person", person.public_id, "deactivate")


def with_role(session: Session, *roles: Role, organisation_id: int | None = None) -> list[Person]:
    """The active people with one of ``roles`` today, for an organisation if given, by address."""
    held = holding(session, *roles)
    if organisation_id is not None:
        held = held.where(Mandate.organisation_id == organisation_id)
    query = select(Person).where(Person.active, Person.id.in_(held)).order_by(Person.email)
    return list(session.scalars(query))


def holding(session: Session, *roles: Role) -> Select[int]:
    """The numbers of those who hold one of ``roles`` today, to ask further."""
    day = clock.today(session)
    return select(Mandate.person_id).where(
        Mandate.role.in_(roles),
        Mandate.from_date <= day,
        (Mandate.to_date.is_(None)) | (Mandate.to_date > day),
    )


def _end_mandates(person: Person, day: date) -> None:
    for mandate in person.mandates:
        if mandate.to_date is None or mandate.to_date > day:
            mandate.to_date = day


def forget_failures(session: Session) -> None:
    """Remove the failed log-ins that slow nobody down any more: they are about people."""
    old = clock.now(session) - KEPT
    session.execute(delete(LoginFailure).where(LoginFailure.at < old))


def _throttle(session: Session, subjects: list[str], at: datetime) -> None:
    forget_failures(session)
    for subject in subjects:
        recent = select(func.count(), func.max(LoginFailure.at)).where(
            LoginFailure.subject == subject, LoginFailure.at > at - WINDOW
        )
        count, newest = session.execute(recent).one()
        # A shared address (an office behind one router) gets four times the tries of an account.
        allowed = FREE_TRIES if subject == subjects[0] else 4 * FREE_TRIES
        if count >= allowed:
            left = newest + WINDOW - at
            raise Throttled(WAIT, seconds=max(1, int(left.total_seconds())))


def _link(session: Session, token: str) -> PasswordLink:
    query = select(PasswordLink).where(PasswordLink.token_digest == _digest(token))
    link = session.scalars(query).one_or_none()
    if link is None or link.used_at is not None or link.expires_at <= clock.now(session):
        raise NotFound(LINK_DEAD)
    return link


def _person(session: Session, link: PasswordLink) -> Person:
    person = get(session, link.person_id)
    if person is None:
        raise NotFound(LINK_DEAD)
    return person


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _subject(kind: str, value: str) -> str:
    return _digest(f"{kind}:{value}")
