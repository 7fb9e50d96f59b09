"""Perform a transition: the one place that writes ``state``. Compare-and-set, then one event."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.orm.exc import StaleDataError

from workflows import events, lengths
from workflows.errors import Invalid, NotAllowed, Stale, WorkflowError
from workflows.machine import Machine, Transition
from workflows.marking import N_
from workflows.permissions import Actor, Who

STALE = N_("This changed after you opened it. Look at it again, then decide.")


class Stateful(Protocol):
    """A row with a state that only this module writes."""

    public_id: Any
    state: Any
    version: Any


Guard = Callable[[], WorkflowError | None]
Apply = Callable[[Transition], None]


@dataclass(frozen=True, slots=True)
class Option:
    """An action that the table knows in this state, and what stands in its way (None: nothing)."""

    transition: Transition
    refusal: WorkflowError | None


def options(
    machine: Machine,
    row: Stateful,
    standing: frozenset[Who],
    guards: Mapping[str, Guard],
    *,
    only: StrEnum | None = None,
) -> tuple[Option, ...]:
    """Every action out of the row's state, once each, with the reason why it cannot be done.

    ``only`` one action, where no other is shown: the conditions of the others are not asked.
    """
    found: dict[StrEnum, Option] = {}
    for transition in machine.leaving(row.state):
        if transition.who == {Who.SYSTEM} or only not in (None, transition.action):
            continue
        refusal = _refusal(transition, standing, guards)
        known = found.get(transition.action)
        if known is None or (known.refusal is not None and refusal is None):
            found[transition.action] = Option(transition, refusal)
    return tuple(found.values())


def perform(
    session: Session,
    machine: Machine,
    row: Stateful,
    action: StrEnum,
    actor: Actor | None,
    *,
    standing: frozenset[Who],
    guards: Mapping[str, Guard],
    organisation_id: int | None,
    seen: int | None = None,
    given: Mapping[str, object] | None = None,
    apply: Apply | None = None,
    **payload: object,
) -> Transition:
    """Move ``row`` by ``action`` and record who did it.

    ``seen`` is the version the actor looked at: a newer one raises :class:`Stale`. ``given`` holds
    what the actor filled in, checked against what the transition needs. ``apply`` writes the other
    columns, after every check and before the flush.
    """
    if seen is not None and seen != row.version:
        raise Stale(STALE)
    transition = choose(machine, row, action, standing, guards)
    missing = [name for name in transition.needs if not str((given or {}).get(name) or "").strip()]
    if missing:
        raise Invalid(NEEDS.get(missing[0], N_("Fill in: %(fields)s.")), fields=", ".join(missing))
    for name, text in {"note": payload.get("note"), **(given or {})}.items():
        if isinstance(text, str):
            lengths.within(text, lengths.LETTER, field=name)
    source = row.state
    row.state = transition.target
    flag_modified(row, "state")
    try:
        if apply is not None:
            apply(transition)
        session.flush()
    except StaleDataError as error:
        raise Stale(STALE) from error
    events.append(
        session,
        actor,
        machine.noun,
        row.public_id,
        action.value,
        organisation_id=organisation_id,
        source=source.value,
        target=transition.target.value,
        **payload,
    )
    return transition


SAY_WHY = N_("Say why: the note is required.")
NEEDS = {
    "note": SAY_WHY,
    "severity": N_("Choose a severity."),
    "likelihood": N_("Choose a likelihood."),
    "reason": N_("Choose a reason."),
    "audience": N_("Choose an audience."),
    "text": N_("Write the text."),
    "owner": N_("Name who will do it."),
    "due": N_("Give the date by which it will be done."),
    "person": N_("Choose a person."),
}


def choose(
    machine: Machine,
    row: Stateful,
    action: StrEnum,
    standing: frozenset[Who],
    guards: Mapping[str, Guard],
) -> Transition:
    """The transition that ``action`` means here, or the reason why there is none."""
    possible = machine.by(row.state, action)
    if not possible:
        raise NotAllowed(
            N_("This cannot be done now: it is “%(state)s”."),
            state=machine.state_titles[row.state],
        )
    refusals = []
    for transition in possible:
        refusal = _refusal(transition, standing, guards)
        if refusal is None:
            return transition
        refusals.append(refusal)
    raise refusals[0]


def _refusal(
    transition: Transition, standing: frozenset[Who], guards: Mapping[str, Guard]
) -> WorkflowError | None:
    if not transition.who & standing:
        # One sentence a group, so that each language can word it whole.
        who = next(who for who in Who if who in transition.who)
        return NotAllowed(ONLY[who])
    for name in transition.guards:
        refusal = guards[name]()
        if refusal is not None:
            return refusal
    return None


ONLY = {
    Who.OWN: N_("Only the company itself can do this."),
    Who.REVIEWER: N_("Only a reviewer to whom this is assigned can do this."),
    Who.SECRETARIAT: N_("Only the secretariat can do this."),
    Who.STEERING: N_("Only the steering committee can do this."),
    Who.SYSTEM: N_("Only the system does this."),
}
