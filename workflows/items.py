"""Items: which a person may see, in which order they wait, where they stand, who decided last."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, case, not_, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from workflows import documents, questions
from workflows.errors import NotFound
from workflows.marking import N_
from workflows.models import Decision, Document, Item, ItemCandidate, ItemField, ItemPlace, Site
from workflows.permissions import Actor, Who
from workflows.states import ItemAction, ItemState

NOT_FOUND = N_("There is no such item.")
# What was set aside keeps its history, and is in no list.
IN_LISTS = Item.state != ItemState.SET_ASIDE


def visible(actor: Actor) -> Select[Item]:
    """The items of the documents that the actor may see, in reading order."""
    return select(Item).where(seen(actor)).order_by(Item.document_id, Item.position, Item.id)


def seen(actor: Actor) -> ColumnElement[bool]:
    """Items of the documents that the actor may see, for a question about something else."""
    allowed = documents.visible(actor).order_by(None).with_only_columns(Document.id)
    return Item.document_id.in_(allowed)


def get(session: Session, public_id: str, actor: Actor) -> Item:
    """One item that the actor may see."""
    query = select(Item).where(Item.public_id == public_id, documents.sees(actor, Item.document_id))
    whole = joinedload(Item.document).options(*documents.WHOLE)
    read = (joinedload(Item.fields), joinedload(Item.places), joinedload(Item.decisions))
    item = session.scalars(query.options(whole, *read)).unique().one_or_none()
    if item is None:
        raise NotFound(NOT_FOUND)
    return item


def of_document(session: Session, document: Document) -> list[Item]:
    """The items of the newest version, in reading order."""
    version = documents.current(document)
    query = select(Item).where(Item.version_id == version.id, IN_LISTS)
    return list(session.scalars(query.order_by(Item.position, Item.id)))


def set_aside(session: Session, document: Document, public_id: str) -> Item | None:
    """An item of the document that is in no list any more, for its history."""
    query = select(Item).where(
        Item.document_id == document.id, Item.public_id == public_id, not_(IN_LISTS)
    )
    return session.scalars(query).one_or_none()


AWAITED: ColumnElement[bool] = (Item.state == ItemState.OPEN) & Item.asked & Item.answer.is_(None)
"""Items that wait for the answer of their company, before any reviewer."""
FRESH: ColumnElement[bool] = Item.state.in_((ItemState.OPEN, ItemState.DOUBT)) & ~AWAITED
"""Items that are read for the first time."""


def fresh_for(actor: Actor) -> ColumnElement[bool]:
    """Items to read for the first time, unless they await the company or another reader."""
    return _fresh_for(actor.person_id)


def _fresh_for(person_id: int) -> ColumnElement[bool]:
    another = _decided_last().is_distinct_from(person_id)
    return FRESH & or_(
        Item.awaits.is_(None),
        Item.awaits == questions.ANSWERED,
        and_(Item.awaits == questions.READER, another),
    )


def _decided_last() -> SQLColumnExpression[int]:
    """Who gave the last verdict on an item that stands: of one handed over, who did that."""
    return (
        select(Decision.person_id)
        .where(Decision.item_id == Item.id, Decision.undone_at.is_(None))
        .order_by(Decision.id.desc())
        .limit(1)
        .correlate(Item)
        .scalar_subquery()
    )


def with_another(actor: Actor) -> ColumnElement[bool]:
    """Items that this reader judged or handed over, and that another reader looks at now."""
    mine = actor.person_id
    handed = (Item.state == ItemState.DOUBT) & (Item.awaits == questions.READER)
    return or_(
        and_(Item.state == ItemState.SECOND, Item.proposed_by_id == mine),
        and_(handed, _decided_last() == mine),
    )


def waits_for(actor: Actor) -> ColumnElement[bool]:
    """Items that wait for this reader.

    What one proposed oneself, or handed to another reader, waits for somebody else; what the
    company was asked waits for its answer.
    """
    return waits_for_person(actor.person_id)


@lru_cache(maxsize=256)  # a page asks five times, and to say it takes longer than some answers
def waits_for_person(person_id: int) -> ColumnElement[bool]:
    """The same, of a reader by their number."""
    another = Item.proposed_by_id.is_distinct_from(person_id)
    # Said first, that an index need not be read past the others.
    waiting = Item.state.in_((ItemState.OPEN, ItemState.DOUBT, ItemState.SECOND))
    return waiting & (_fresh_for(person_id) | ((Item.state == ItemState.SECOND) & another))


PUT_OFF: ColumnElement[bool] = (Item.state == ItemState.DOUBT) & Item.awaits.is_(None)
"""Items in doubt that a reader looks at later: they wait behind all others."""


def is_put_off(item: Item) -> bool:
    """Whether a reader looks at it later."""
    return item.state is ItemState.DOUBT and item.awaits is None


def is_parked(item: Item, actor: Actor) -> bool:
    """Whether the actor has no verdict to give on it now.

    It was put off, was handed to another reader by the actor, or waits for the company.
    """
    if item.state is ItemState.DOUBT and item.awaits == questions.READER:
        return is_handed_over_by(item, actor)
    if item.state is ItemState.DOUBT:
        return item.awaits != questions.ANSWERED
    return item.state is ItemState.OPEN and bool(item.asked) and item.answer is None


def is_handed_over_by(item: Item, actor: Actor) -> bool:
    """Whether the actor left an item in doubt to another reader."""
    standing = [one for one in item.decisions if one.undone_at is None]
    return (
        item.awaits == questions.READER
        and bool(standing)
        and standing[-1].person_id == actor.person_id
    )


ORDER: tuple[SQLColumnExpression[Any], ...] = (
    case(
        (Item.awaits == questions.ANSWERED, 0),
        ((Item.state == ItemState.DOUBT) & Item.awaits.is_distinct_from(questions.READER), 2),
        else_=1,
    ),
    case({"unsure": 0, "certain": 2}, value=Item.certainty, else_=1),
    Item.position,
    Item.id,
)
"""In which order items wait: what the company answered first, those in doubt last; the least
certain first, then as one reads."""


MAIN = ("smelter", "number", "statement", "standard", "holder")  # the fields that tell the place


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where an item's name stands: the text there, its page, box (points) and line."""

    text: str
    page: int
    box: tuple[float, float, float, float] | None
    quote: str


def mentions(item: Item) -> list[Mention]:
    """Where the item stands in its document: where it was read from first, then by page.

    Where a person found the name instead counts above where it was read.
    """
    name = main(item)
    field = next((f for f in item.fields if f.name == name), None)
    corrected = field.corrected_place if field else None
    if field is not None and corrected is not None:
        first = Mention(
            field.corrected or field.text,
            int(str(corrected["page"])),
            _box(corrected["box"]),
            str(corrected["quote"]),
        )
    else:
        first = Mention(
            field.text if field else "", item.page, _box(field.box if field else None), item.quote
        )
    return [first, *(Mention(p.text, p.page, _box(p.box), p.quote) for p in places(item))]


def stands(field: ItemField) -> tuple[int, tuple[float, float, float, float] | None]:
    """The page and the box of a field: where a person found it, else where it was read."""
    corrected = field.corrected_place
    if corrected is not None:
        return int(str(corrected["page"])), _box(corrected["box"])
    return field.page, _box(field.box)


def on_pages(item: Item) -> set[int]:
    """The pages that an item stands on."""
    return {mention.page for mention in mentions(item)}


def places(item: Item) -> list[ItemPlace]:
    """The further places of an item, in the order of its mentions."""
    return sorted(item.places, key=lambda place: place.page)


def main(item: Item) -> str:
    """The name of the field that tells where the item stands; empty when it has none of them."""
    return next((f.name for f in item.fields if f.name in MAIN), "")


def _box(box: object) -> tuple[float, float, float, float] | None:
    if not isinstance(box, list) or len(box) != 4:
        return None
    x0, top, x1, bottom = (float(str(edge)) for edge in box)
    return x0, top, x1, bottom


_SAYING = (ItemAction.APPROVE, ItemAction.CHANGE, ItemAction.REJECT)


def verdict(item: Item) -> Decision | None:
    """The verdict that an item has, be it given on an earlier version of its document."""
    found, at = last_decision(item), item.taken_from
    while found is None and at is not None:
        found, at = last_decision(at), at.taken_from
    return found


def verdicts(item: Item) -> list[Decision]:
    """Every approval, change and rejection that stands, on the item and what it was taken from."""
    found: list[Decision] = []
    at: Item | None = item
    while at is not None:
        found += [d for d in at.decisions if d.action in _SAYING and d.undone_at is None]
        at = at.taken_from
    return found


def contradicting(
    item: Item, *, rejects: bool, link: str | None, person_id: int | None
) -> list[Decision]:
    """The verdicts of others than this person that say otherwise: another end, or another smelter.

    ``link`` is the public id of the smelter that an approval links to.
    """
    return [
        said
        for said in verdicts(item)
        if said.person_id != person_id
        and (
            (said.action is ItemAction.REJECT) is not rejects
            or (not rejects and said.seen["site"] != link)
        )
    ]


def disagreeing(item: Item) -> list[Decision]:
    """Where its readers differ: what they said, the last reader last; nothing where they do not."""
    if item.state is not ItemState.SECOND:
        return []
    others = contradicting(
        item,
        rejects=item.proposed is ItemAction.REJECT,
        link=item.site.public_id if item.site is not None else None,
        person_id=item.proposed_by_id,
    )
    newest = {said.person_id: said for said in sorted(others, key=lambda d: (d.at, d.id))}
    last = last_decision(item)
    return [*newest.values(), last] if newest and last is not None else []


def bring_candidates(session: Session, item: Item) -> None:
    """Load an item's candidates with all that the register says of them, in few questions."""
    site = joinedload(ItemCandidate.site).options(
        joinedload(Site.identifiers),
        joinedload(Site.metals),
        selectinload(Site.names),
        selectinload(Site.statuses),
    )
    query = select(ItemCandidate).where(ItemCandidate.item_id == item.id).options(site)
    rows = session.scalars(query.order_by(ItemCandidate.rank)).unique().all()
    set_committed_value(item, "candidates", list(rows))


def guesses(session: Session, rows: Iterable[Item]) -> dict[int, ItemCandidate]:
    """The first candidate of each of these items, by the item's id; those without have none."""
    query = (
        select(ItemCandidate)
        .where(ItemCandidate.item_id.in_([row.id for row in rows]), ItemCandidate.rank == 1)
        .options(joinedload(ItemCandidate.site))
    )
    return {row.item_id: row for row in session.scalars(query)}


def last_decision(item: Item) -> Decision | None:
    """The newest verdict that was not taken back."""
    return next((d for d in reversed(item.decisions) if d.undone_at is None), None)


def actor_reviews(session: Session, document: Document, actor: Actor) -> bool:
    """Whether the actor is a reviewer of this document."""
    return Who.REVIEWER in documents.standing(session, actor, document)
