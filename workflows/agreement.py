"""How often two readers agree, field by field. One's own figures are for oneself alone.

The secretariat sees totals, and only where enough readers stand behind them.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from workflows import blind, items
from workflows.models import Decision, Item
from workflows.permissions import Actor
from workflows.states import ItemAction, ItemState
from workflows.verdicts import FIELDS

VERDICT, LINK = "verdict", "link"
COMPARED = (VERDICT, LINK, *FIELDS)
SHOWN = 20  # items where one differed
READERS = 3  # fewer than so many would show what single persons do
_GIVEN = (ItemAction.APPROVE, ItemAction.CHANGE, ItemAction.REJECT)
_PAUSE = 300  # seconds: a longer gap between two verdicts is no work on one item


@dataclass(slots=True)
class Agreement:
    """Of one field: how often two readers were compared, and how often they said the same."""

    same: int = 0
    compared: int = 0


class _Said(NamedTuple):
    item_id: int
    person_id: int
    action: ItemAction
    before: dict[str, object]
    seen: dict[str, object]
    state: ItemState  # of the item now


def own(session: Session, actor: Actor) -> dict[str, Agreement]:
    """How often the actor and another reader agreed; nobody else may ask this."""
    mine = actor.person_id
    return _counted(p for p in _pairs(session, mine) if mine in {s.person_id for s in p[:2]})


@dataclass(frozen=True, slots=True)
class Difference:
    """An item of which two readers said otherwise, and the fields in which they did."""

    item: Item
    fields: tuple[str, ...]


def differences(session: Session, actor: Actor) -> list[Difference]:
    """Where the actor and another reader last differed, the newest item first.

    What the actor may not see, or may not know yet as a blind reader, is not among them.
    """
    differing: dict[int, tuple[str, ...]] = {}
    for first, second, after in _pairs(session, actor.person_id):
        if actor.person_id in (first.person_id, second.person_id):
            compared = _compared(first, second, after)
            differing[first.item_id] = tuple(name for name, same in compared if not same)
    newest = sorted((item for item, fields in differing.items() if fields), reverse=True)[:SHOWN]
    query = items.visible(actor).where(Item.id.in_(newest), ~blind.hidden(actor))
    shown = query.options(joinedload(Item.document), selectinload(Item.fields))
    rows = {row.id: row for row in session.scalars(shown)}
    return [Difference(rows[one], differing[one]) for one in newest if one in rows]


def totals(session: Session) -> dict[str, Agreement]:
    """The agreement of all readers; nothing where there are too few to hide one person."""
    pairs = list(_pairs(session))
    readers = {said.person_id for pair in pairs for said in pair[:2]}
    return _counted(iter(pairs)) if len(readers) >= READERS else {}


def pace(session: Session, actor: Actor) -> float | None:
    """The median of seconds from one verdict of the actor to the next; None where too few."""
    query = select(Decision.at).where(Decision.person_id == actor.person_id)
    moments = session.scalars(query.order_by(Decision.id.desc()).limit(500)).all()
    gaps = [(later - earlier).total_seconds() for later, earlier in pairwise(moments)]
    worked = [gap for gap in gaps if 0 < gap <= _PAUSE]
    return median(worked) if worked else None


_Pair = tuple[_Said, _Said, ItemState]


def _pairs(session: Session, person_id: int | None = None) -> Iterator[_Pair]:
    """A first verdict, the second one, and where the item stood after both."""
    given = Decision.undone_at.is_(None) & Decision.action.in_(_GIVEN)
    twice = select(Decision.item_id).where(given).group_by(Decision.item_id)
    query = (
        select(
            Decision.item_id,
            Decision.person_id,
            Decision.action,
            Decision.before,
            Decision.seen,
            Item.state,
        )
        .join(Item, Item.id == Decision.item_id)
        .where(given, Decision.item_id.in_(twice.having(func.count() > 1)))
        .order_by(Decision.item_id, Decision.id)
    )
    if person_id is not None:
        theirs = select(Decision.item_id).where(Decision.person_id == person_id)
        query = query.where(Decision.item_id.in_(theirs))
    said = [_Said._make(row) for row in session.execute(query)]
    for place, (first, second) in enumerate(pairwise(said)):
        again = second.before.get("state") == ItemState.SECOND.value
        if first.item_id != second.item_id or first.person_id == second.person_id or not again:
            continue
        later = said[place + 2] if place + 2 < len(said) else None
        following = later is not None and later.item_id == second.item_id
        after = ItemState(str(later.before["state"])) if later and following else second.state
        yield first, second, after


def _counted(pairs: Iterator[_Pair]) -> dict[str, Agreement]:
    found: dict[str, Agreement] = defaultdict(Agreement)
    for first, second, after in pairs:
        for name, same in _compared(first, second, after):
            found[name].compared += 1
            found[name].same += same
    return {name: found[name] for name in COMPARED if name in found}


def _compared(first: _Said, second: _Said, after: ItemState) -> Iterator[tuple[str, bool]]:
    rejected = [said.action is ItemAction.REJECT for said in (first, second)]
    yield VERDICT, rejected[0] == rejected[1]
    if any(rejected):
        return
    # A smelter that both propose is made when the second one agrees.
    link = first.seen.get("site"), second.seen.get("site")
    yield LINK, link[0] == link[1] or (link[0] is None and after is ItemState.APPROVED)
    values = [said.seen.get("values") for said in (first, second)]
    one, other = (given if isinstance(given, dict) else {} for given in values)
    for name in FIELDS:
        if name in one or name in other:
            yield name, one.get(name) == other.get(name)
