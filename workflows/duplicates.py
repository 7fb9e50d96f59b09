"""The same smelter twice in one paper: which other item says the very same, or was said to.

Reading joins what says the same in the same words. What is left are names that a person added or
corrected, and names that are written in another way. The same smelter for another metal is no
duplicate: a paper states each.
"""

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session, joinedload

from extraction import matching
from workflows import items, namesakes, rules
from workflows.errors import Invalid
from workflows.marking import N_
from workflows.models import Decision, Item, ItemCandidate, ItemField, Site
from workflows.states import ItemAction, ItemKind, ItemState, RejectReason
from workflows.verdicts import Verdict, suggested

OF_WHAT = N_(
    "Nothing like it stands in this document before it. Choose the item that it doubles, say it in "
    "the note, or choose another reason."
)
NO_SUCH = N_("There is no such item to double. Choose another one.")
IN_TURN = N_("That one was rejected as a duplicate of this one. One of the two has to stay.")
_LONGEST = 5  # digits of a number in a paper; a public id has more signs

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


def chosen(session: Session, item: Item, verdict: Verdict) -> Item | None:
    """The item that a rejection says this one doubles; None where the reason is another one.

    Refused is to call something a duplicate of which nothing stands in its paper, without a choice
    or a word of what it doubles. Whoever reads it a second time need not say that again.
    """
    if verdict.action is not ItemAction.REJECT or verdict.reason is not RejectReason.DUPLICATE:
        return None
    if verdict.duplicate_of:
        return _named(session, item, verdict.duplicate_of)
    if verdict.note.strip():
        return None
    if item.state is ItemState.SECOND and item.proposed is ItemAction.REJECT:
        return said(item)
    twin = of(session, item, suggested(item))
    if twin is None:
        raise Invalid(OF_WHAT)
    return twin


def said(item: Item) -> Item | None:
    """The item that a verdict which stands says this one doubles."""
    stands = [d for d in item.decisions if d.undone_at is None]
    return next((d.duplicate_of for d in reversed(stands) if d.duplicate_of_id is not None), None)


def doubled_by(session: Session, item: Item) -> list[Item]:
    """The items of which a verdict that stands says that they double this one, in reading order."""
    said_so = select(Decision.item_id).where(
        Decision.duplicate_of_id == item.id, Decision.undone_at.is_(None)
    )
    query = select(Item).where(Item.id.in_(said_so), items.IN_LISTS)
    return list(session.scalars(query.order_by(Item.position, Item.id)))


def _named(session: Session, item: Item, wanted: str) -> Item:
    """Another item of the paper, by its public id or its number there, from 1."""
    here = select(Item).where(Item.version_id == item.version_id, items.IN_LISTS)
    if wanted.isdecimal() and len(wanted) <= _LONGEST:
        here = here.order_by(Item.position, Item.id).offset(max(int(wanted), 1) - 1).limit(1)
    else:
        here = here.where(Item.public_id == wanted)
    other = session.scalars(here).one_or_none()
    if other is None or other.id == item.id or other.kind is not item.kind:
        raise Invalid(NO_SUCH)
    if said(other) is item:
        raise Invalid(IN_TURN)
    return other


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
