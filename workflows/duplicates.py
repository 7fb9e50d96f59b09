"""The same smelter twice in one paper: which other item says the very same.

Reading joins what says the same in the same words. What is left are names that a person added or
corrected, and names that are written in another way. The same smelter for another metal is no
duplicate: a paper states each.
"""

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session, joinedload

from extraction import matching
from workflows import items, namesakes, rules
from workflows.models import Item, ItemCandidate, ItemField, Site
from workflows.states import ItemKind, ItemState

_JUDGED = (ItemState.OPEN, ItemState.DOUBT, ItemState.SECOND)
_Told = tuple[str | None, ...]  # country, metal, identifier


def of(session: Session, item: Item, site: Site | None) -> Item | None:
    """The item of the same paper that an item which waits for a verdict says again, or None.

    ``site`` is what it would be approved as. Of two that wait, the later one is the duplicate.
    What says less than several others is a duplicate of none: it may be any of them.
    """
    if item.kind is not ItemKind.SMELTER or item.state not in _JUDGED:
        return None
    name, told = matching.name_key(rules.printed(item, "smelter")), _told(item)
    found = [
        other
        for other in _others(session, item, site)
        if matching.name_key(rules.printed(other, "smelter")) == name and _agree(told, _told(other))
    ]
    same = [other for other in found if _told(other) == told] or found
    if len(found) > 1 and same is found:
        return None
    before = [other for other in same if _comes_first(other, item)]
    return min(before, key=lambda other: (other.position, other.id), default=None)


def _others(session: Session, item: Item, site: Site | None) -> list[Item]:
    """The items of the paper with this name, or likely of this smelter, that stand."""
    named = select(ItemField.item_id).where(namesakes.named(namesakes.texts(item)))
    either: list[ColumnElement[bool]] = [Item.id.in_(named)]
    if site is not None:
        offered = exists().where(
            ItemCandidate.item_id == Item.id,
            ItemCandidate.rank == 1,
            ItemCandidate.site_id == site.id,
        )
        either += [Item.site_id == site.id, offered]
    query = select(Item).where(
        Item.version_id == item.version_id,
        Item.id != item.id,
        Item.kind == ItemKind.SMELTER,
        Item.state != ItemState.REJECTED,
        items.IN_LISTS,
        or_(*either),
    )
    return list(session.scalars(query.options(joinedload(Item.fields))).unique())


def _told(item: Item) -> _Told:
    number = matching.identifier_key(rules.printed(item, "smelter_id"))
    return rules.value(item, "country"), rules.value(item, "metal"), number or None


def _agree(one: _Told, other: _Told) -> bool:
    """Whether neither says anything that the other denies."""
    return all(a is None or b is None or a == b for a, b in zip(one, other, strict=True))


def _comes_first(other: Item, item: Item) -> bool:
    decided = other.state not in _JUDGED
    return decided or (other.position, other.id) < (item.position, item.id)
