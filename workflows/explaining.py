"""Why a verdict was given, said right after it: the verdict itself takes one key."""

from sqlalchemy.orm import Session

from workflows import comments, events, items, lengths, questions, undoing
from workflows.errors import NotAllowed, Stale, WorkflowError
from workflows.marking import N_
from workflows.models import Item
from workflows.performing import STALE
from workflows.permissions import Actor
from workflows.states import ItemAction
from workflows.transitions import ITEMS
from workflows.verdicts import Verdict, checked

EXPLAINED = (ItemAction.REJECT, ItemAction.DOUBT)


def refusal(session: Session, act: undoing.Act, actor: Actor) -> WorkflowError | None:
    """Why the actor cannot add or change the note of a verdict of theirs; None: they can.

    They can for as long as they could take it back, and where no question says it already.
    """
    item = act.lead.item
    if act.lead.action not in EXPLAINED or item.awaits == questions.ANSWER:
        return NotAllowed(N_("A note goes with a rejection or a doubt."))
    return act.refusal or comments.refusal(session, item.document, actor)


def explain(
    session: Session, item: Item, actor: Actor, text: str, *, seen: int | None = None
) -> None:
    """Let this be the note of the actor's last verdict on an item; empty takes it away.

    Raises :class:`Invalid` for one that is too long, or too short for its reason.
    """
    last = items.last_decision(item)
    if last is None:
        raise NotAllowed(undoing.NOT_YOURS)
    refused = refusal(session, undoing.act(session, last, actor), actor)
    if refused is not None:
        raise refused
    if seen is not None and seen != item.version:
        raise Stale(STALE)
    note = lengths.within(text, lengths.REASON)
    checked(item, Verdict(last.action, last.reason, note))
    if note == last.note:
        return
    last.note = note
    session.flush()
    events.append(
        session,
        actor,
        ITEMS.noun,
        item.public_id,
        "explain",
        organisation_id=item.document.organisation_id,
        note=note,
    )
