"""Telling people what was done: a notice for each whom the table names, with the deed itself.

Whoever does not stand to the object as the table says gets none, and nobody is told of their own
deed. What a notice says is made when it is read, of what the reader may see then.
"""

from collections.abc import Callable, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows import clock, people
from workflows.machine import Machine, Transition
from workflows.models import ChainHead, Notice, Person
from workflows.performing import Stateful
from workflows.permissions import STEERING, SUBMITTERS, Actor, Who
from workflows.states import Role


def of(
    session: Session,
    machine: Machine,
    row: Stateful,
    transition: Transition,
    actor: Actor | None,
    *,
    organisation_id: int | None,
    readers: Iterable[int],
    standing: Callable[[Actor], frozenset[Who]],
) -> None:
    """Tell whoever the transition, just performed, tells.

    ``organisation_id`` is whose the object is, ``readers`` are its reviewers by number, and
    ``standing`` says how somebody stands to it.
    """
    hearers: dict[int, Person] = {}
    if Who.OWN in transition.tells and organisation_id is not None:
        own = people.with_role(session, *SUBMITTERS, organisation_id=organisation_id)
        hearers |= {person.id: person for person in own}
    if Who.SECRETARIAT in transition.tells:
        office = people.with_role(session, Role.SECRETARIAT)
        hearers |= {person.id: person for person in office}
    if Who.STEERING in transition.tells:
        committee = people.with_role(session, *STEERING)
        hearers |= {person.id: person for person in committee}
    if Who.REVIEWER in transition.tells:
        given = select(Person).where(Person.active, Person.id.in_(set(readers)))
        hearers |= {person.id: person for person in session.scalars(given)}
    may_hear = [
        person
        for person in hearers.values()
        if standing(people.actor_for(session, person)) & transition.tells
    ]
    these(session, may_hear, machine.noun, str(row.public_id), transition.action.value, actor)


def unless_unread(
    session: Session,
    hearers: Iterable[Person],
    noun: str,
    object_id: str,
    action: str,
    actor: Actor,
) -> None:
    """Tell of a deed that is often done in a row: not again who did not read of the last one."""
    knows = select(Notice.person_id).where(
        Notice.noun == noun,
        Notice.object_id == object_id,
        Notice.action == action,
        Notice.read_at.is_(None),
    )
    known = set(session.scalars(knows))
    fresh = [person for person in hearers if person.id not in known]
    these(session, fresh, noun, object_id, action, actor)


def these(
    session: Session,
    hearers: Iterable[Person],
    noun: str,
    object_id: str,
    action: str,
    actor: Actor | None,
) -> None:
    """Tell these people, who may see the object, of the deed that the log ends with."""
    head = session.get_one(ChainHead, 1)
    doer = actor.person_id if actor is not None else None
    session.add_all(
        Notice(
            person_id=person.id,
            key=f"deed:{head.seq}",
            noun=noun,
            object_id=object_id,
            action=action,
            actor_id=doer,
            made_at=clock.now(session),
        )
        for person in hearers
        if person.id != doer
    )
    session.flush()
