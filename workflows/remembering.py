"""What an item was before a verdict: kept with the verdict, brought back when that is undone."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from workflows import clock, register
from workflows.models import Decision, Item, ItemPlace, Site
from workflows.permissions import Actor
from workflows.states import ItemAction, ItemState, RejectReason


def before(item: Item) -> dict[str, object]:
    """The item as it is now: all that :func:`restore` needs."""
    return {
        "state": item.state.value,
        "site_id": item.site_id,
        "proposed": item.proposed.value if item.proposed else None,
        "proposed_by_id": item.proposed_by_id,
        "second_reason": item.second_reason,
        "one_reader": item.one_reader,
        "regrouped": item.regrouped,
        "awaits": item.awaits,
        "answer": item.answer.value if item.answer else None,
        "answered_by_id": item.answered_by_id,
        "corrected": {str(f.id): f.corrected for f in item.fields},
        "corrected_places": {str(f.id): f.corrected_place for f in item.fields},
        "places": kept(item.places),
    }


# An item that a person added was nowhere before: to undo that takes it off the lists.
NOWHERE: dict[str, object] = {"state": ItemState.SET_ASIDE.value}


def restore(session: Session, item: Item, decision: Decision) -> None:
    """Make the item what it was before this decision; its state is the transition's."""
    was = decision.before
    if "corrected" not in was:
        return
    proposed, site_id, by = was["proposed"], was["site_id"], was["proposed_by_id"]
    reason, regrouped = was["second_reason"], was.get("regrouped")
    item.proposed = ItemAction(str(proposed)) if proposed else None
    earlier = session.get(Site, site_id) if site_id is not None else None
    item.site = register.current(session, earlier) if earlier is not None else None
    item.proposed_by_id = int(str(by)) if by is not None else None
    item.second_reason = str(reason) if reason else None
    item.regrouped = str(regrouped) if regrouped else None
    one = was.get("one_reader")
    item.one_reader = str(one) if one else None
    answer, answered_by = was.get("answer"), was.get("answered_by_id")
    item.answer = ItemAction(str(answer)) if answer else None
    item.answered_by_id = int(str(answered_by)) if answered_by is not None else None
    _restore_fields(session, item, was)
    places = was.get("places")
    if isinstance(places, list):
        put_places(session, item, places)


def _restore_fields(session: Session, item: Item, was: dict[str, object]) -> None:
    corrected, places = was["corrected"], was.get("corrected_places")
    values = corrected if isinstance(corrected, dict) else {}
    bounds = places if isinstance(places, dict) else {}
    for found in list(item.fields):
        if str(found.id) not in values:  # a field that the verdict added
            item.fields.remove(found)
            session.delete(found)
            continue
        text = values[str(found.id)]
        found.corrected = str(text) if text is not None else None
        found.corrected_place = bounds.get(str(found.id))


def put_places(session: Session, item: Item, places: list[dict[str, object]]) -> None:
    """Let these be the further places of the item, in this order."""
    if kept(item.places) == places:
        return
    for place in list(item.places):
        item.places.remove(place)
        session.delete(place)
    item.places = [ItemPlace(**place) for place in places]


def kept(places: Iterable[ItemPlace]) -> list[dict[str, object]]:
    """Places as plain values, from which they are made again."""
    return [
        {"text": p.text, "page": p.page, "box": p.box, "quote": p.quote, "cell": p.cell}
        for p in places
    ]


def remember(
    session: Session,
    item: Item,
    action: ItemAction,
    actor: Actor,
    was: dict[str, object],
    *,
    reason: RejectReason | None = None,
    note: str = "",
    lead: Decision | None = None,
    doubled: Item | None = None,
) -> Decision:
    """Write down a decision with what its reader saw; ``lead`` is the one it was given with.

    ``doubled`` is the item that a duplicate doubles.
    """
    main = next((f for f in item.fields if f.name == "smelter"), None)
    seen: dict[str, object] = {
        "quote": item.quote,
        "values": {f.name: f.current for f in item.fields},
        "box": main.box if main else None,
        "corrected_places": {f.name: f.corrected_place for f in item.fields if f.corrected_place},
        "places": kept(item.places),
        "site": item.site.public_id if item.site else None,
        "edition": item.site.edition_id if item.site else None,
    }
    decision = Decision(
        person_id=actor.person_id,
        at=clock.now(session),
        action=action,
        reason=reason,
        note=note,
        before=was,
        seen=seen,
        lead_id=lead.id if lead is not None else None,
        duplicate_of=doubled,
    )
    item.decisions.append(decision)
    session.flush()
    return decision
