"""Doubt about an item: leave it for later, ask the company, let another reader look; a flag."""

from enum import StrEnum

from sqlalchemy.orm import Session

from workflows import (
    clock,
    comments,
    deciding,
    events,
    performing,
    questions,
    undoing,
    versions,
)
from workflows.errors import NotAllowed, Stale, WorkflowError
from workflows.marking import N_
from workflows.models import Item
from workflows.permissions import Actor
from workflows.states import ItemAction, ItemState
from workflows.transitions import ITEMS
from workflows.verdicts import Verdict

ANOTHERS_FLAG = N_("Somebody else asked for a second look. They, or the secretariat, take it back.")


class Doubt(StrEnum):
    """What is done about an item that its reader is not sure of."""

    LATER = "later"
    ASK = "ask"
    READER = "reader"


def doubt(
    session: Session,
    item: Item,
    how: Doubt,
    actor: Actor,
    *,
    text: str = "",
    seen: int | None = None,
) -> None:
    """Put an item off: to the end of the queue, until the company answers, or to another reader.

    ``text`` is the question to the company; else why one doubts.
    """
    if how is Doubt.READER and not has_another_reader(session, item, actor):
        raise NotAllowed(
            N_("Nobody else reads this document. The secretariat can assign somebody.")
        )
    was = item.awaits
    verdict = Verdict(ItemAction.DOUBT, note="" if how is Doubt.ASK else text)
    deciding.decide(session, item, verdict, actor, seen=seen)
    # What was done about the doubt before is over.
    questions.settle(session, item, actor)
    if how is Doubt.ASK:
        questions.ask(session, item, text, actor)
    elif how is Doubt.LATER and was is not None:
        _log(session, item, actor, "later")
    elif how is Doubt.READER:
        item.awaits = questions.READER
        session.flush()
        _log(session, item, actor, "another_reader")


def has_another_reader(session: Session, item: Item, actor: Actor) -> bool:
    """Whether somebody else is assigned to the document."""
    return any(a.person_id != actor.person_id for a in item.document.assignments)


def flag(session: Session, item: Item, actor: Actor, *, seen: int | None = None) -> None:
    """Ask for a second look whatever the verdict will be; once more takes that back."""
    refused = flag_refusal(session, item, actor)
    if refused is not None:
        raise refused
    if seen is not None and seen != item.version:
        raise Stale(performing.STALE)
    item.flagged_at = clock.now(session) if item.flagged_at is None else None
    session.flush()
    _log(session, item, actor, "flag" if item.flagged_at is not None else "unflag")


def flag_refusal(session: Session, item: Item, actor: Actor) -> WorkflowError | None:
    """Why the actor may not flag the item, or take its flag away; None: they may.

    Nobody else than who asked for a second look does without it, and the secretariat.
    """
    refused = comments.refusal(session, item.document, actor) or _over(item)
    if refused is not None:
        return refused
    if item.state in (ItemState.APPROVED, ItemState.REJECTED, ItemState.SET_ASIDE):
        return NotAllowed(N_("This item has its verdict. Choose “Review again” to look once more."))
    if item.flagged_at is None or actor.is_secretariat:
        return None
    asked_by = _flagged_by(session, item)
    return None if asked_by == actor.person_id else NotAllowed(ANOTHERS_FLAG)


def _flagged_by(session: Session, item: Item) -> int | None:
    """Who flagged the item last, or what it was taken from."""
    at: Item | None = item
    while at is not None:
        for event in reversed(events.history(session, ITEMS.noun, at.public_id)):
            if event.action == "flag":
                return event.actor_id
        at = at.taken_from
    return None


def _over(item: Item) -> WorkflowError | None:
    """Why nothing is said of the item any more: it was replaced, or its document withdrawn."""
    return undoing.withdrawn(item) or versions.outdated(item)


def _log(session: Session, item: Item, actor: Actor, action: str) -> None:
    events.append(
        session,
        actor,
        "item",
        item.public_id,
        action,
        organisation_id=item.document.organisation_id,
    )
