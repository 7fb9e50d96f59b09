"""Items made out of items: a name split in two, a mention on its own, several items merged.

Each is a person's change. What it makes waits for two readers, whatever was decided before.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from workflows import (
    adding,
    deciding,
    documents,
    items,
    locks,
    naming,
    pages,
    performing,
    remembering,
    rules,
)
from workflows.errors import Invalid
from workflows.machine import Transition
from workflows.marking import N_
from workflows.models import Document, DocumentPage, Item, ItemField, ItemPlace, new_public_id
from workflows.permissions import Actor
from workflows.states import ItemAction, ItemKind
from workflows.transitions import ITEMS

ONE_DOCUMENT = N_("Only items of the same document are merged.")
_SHARED = ("country", "metal")  # what is said of the whole name is said of both its halves


def split(
    session: Session, item: Item, actor: Actor, *, at: int, seen: int | None = None
) -> tuple[Item, Item]:
    """Make two items of one: the name is divided before its piece number ``at``, from 1.

    Both halves stand on the same page, each in its own box, and so at every mention. An identifier
    belongs to one of the two; a reader says to which.
    """
    name = rules.printed(item, "smelter")
    cut = naming.halves(name, at)
    if item.kind is ItemKind.SMELTER and cut is None:
        raise Invalid(N_("Choose where the name divides."))
    made = [_half(session, item, name, half) for half in cut or ()]
    was = remembering.before(item)
    _perform(session, item, ItemAction.SPLIT, actor, seen=seen, others=[m.public_id for m in made])
    lead = remembering.remember(session, item, ItemAction.SPLIT, actor, was)
    for one in made:
        adding.enter(session, one, actor, lead)
    deciding.follow_up(session, item, actor)
    return made[0], made[1]


def take_out(
    session: Session, item: Item, actor: Actor, *, mention: int, seen: int | None = None
) -> Item:
    """Part one mention (from 1, as :func:`items.mentions` counts) from the others of an item.

    It becomes an item of its own, of which nothing but the name is known; of the first mention it
    is the others that do, since what the item says stands there.
    """
    others = items.places(item)
    if not 1 <= mention <= len(others) + 1:
        raise Invalid(N_("There is no mention %(number)s."), number=mention)
    leaving = others if mention == 1 else [others[mention - 2]]
    staying = [place for place in others if place not in leaving]
    was = remembering.before(item)
    made = _of_places(item, leaving) if leaving else None

    def apply(_transition: Transition) -> None:
        item.regrouped = "parted"
        remembering.put_places(session, item, remembering.kept(staying))

    _perform(
        session,
        item,
        ItemAction.TAKE_OUT,
        actor,
        seen=seen,
        apply=apply,
        others=[made.public_id] if made else [],
    )
    if made is None:  # the table has refused an item of one mention
        raise Invalid(N_("There is no mention %(number)s."), number=mention)
    lead = remembering.remember(session, item, ItemAction.TAKE_OUT, actor, was)
    adding.link(session, item.document, made)
    adding.enter(session, made, actor, lead)
    deciding.follow_up(session, item, actor)
    return made


def merge(
    session: Session,
    document: Document,
    rows: Sequence[Item],
    actor: Actor,
    *,
    seen: Mapping[str, int] | None = None,
) -> Item:
    """Make one item of several of the same document: the first in reading order leads.

    Its name and its link with the register stay; the others become mentions of it, and give it
    what it does not say itself. ``seen`` holds the versions that the actor looked at, by public id.
    """
    rows = sorted(set(rows), key=lambda row: (row.position, row.id))
    refused = locks.may_read(session, document, actor) or documents.not_in_review(document)
    if refused is not None:
        raise refused
    if len(rows) < 2:
        raise Invalid(N_("Tick at least two items to merge."))
    leader, *followers = rows
    version = documents.current(document)
    if any(row.version_id != version.id for row in rows):
        raise Invalid(ONE_DOCUMENT)
    known = seen or {}
    was = {row.public_id: remembering.before(row) for row in rows}

    def apply(_transition: Transition) -> None:
        leader.regrouped = "merged"
        for follower in followers:
            _take_over(leader, follower)

    _perform(
        session,
        leader,
        ItemAction.MERGE,
        actor,
        seen=known.get(leader.public_id),
        apply=apply,
        others=[row.public_id for row in followers],
    )
    lead = remembering.remember(session, leader, ItemAction.MERGE, actor, was[leader.public_id])
    for row in followers:
        _perform(
            session,
            row,
            ItemAction.JOIN,
            actor,
            seen=known.get(row.public_id),
            others=[leader.public_id],
        )
        remembering.remember(session, row, ItemAction.JOIN, actor, was[row.public_id], lead=lead)
    deciding.follow_up(session, leader, actor)
    return leader


def _perform(
    session: Session,
    item: Item,
    action: ItemAction,
    actor: Actor,
    *,
    seen: int | None,
    apply: performing.Apply | None = None,
    others: Sequence[str],
) -> None:
    def settle(transition: Transition) -> None:
        # What was proposed was proposed for the item as it was.
        item.proposed = item.proposed_by_id = item.second_reason = None
        if apply is not None:
            apply(transition)

    performing.perform(
        session,
        ITEMS,
        item,
        action,
        actor,
        standing=documents.standing(session, actor, item.document),
        guards=deciding.guards(session, item, actor),
        organisation_id=item.document.organisation_id,
        seen=seen,
        apply=settle,
        others=list(others),
    )


def _new(item: Item, *, page: int, quote: str, origin: str, regrouped: str) -> Item:
    return Item(
        public_id=new_public_id(),
        document_id=item.document_id,
        version_id=item.version_id,
        kind=item.kind,
        position=item.position,
        state=ITEMS.initial,
        page=page,
        quote=quote,
        certainty="check",
        reasons=[f"{regrouped}_by_hand"],
        origin=origin,
        regrouped=regrouped,
    )


def _half(session: Session, item: Item, name: str, half: naming.Half) -> Item:
    main, *others = items.mentions(item)
    made = _new(item, page=main.page, quote=main.quote, origin="words", regrouped="split")
    field = next((f for f in item.fields if f.name == "smelter"), None)
    made.fields = [
        ItemField(
            name="smelter",
            text=half.text,
            value=half.text,
            page=main.page,
            box=_half_box(session, item, main, name, half),
            quote=main.quote,
            rule="person",
            cell=field.cell if field else None,
        ),
        *(_copy(f) for f in item.fields if f.name in _SHARED),
    ]
    made.places = [
        ItemPlace(
            text=half.text,
            page=place.page,
            box=_half_box(session, item, place, name, half),
            quote=place.quote,
            cell=None,
        )
        for place in others
    ]
    adding.link(session, item.document, made)
    return made


def _half_box(
    session: Session, item: Item, place: items.Mention, name: str, half: naming.Half
) -> list[object] | None:
    page = _page(session, item, place.page)
    if place.box is None or page is None:
        return list(place.box) if place.box else None
    words = [word for word in page.words if isinstance(word, list)]
    return list(naming.box_of(half, place.text or name, place.box, words, page.text))


def _page(session: Session, item: Item, number: int) -> DocumentPage | None:
    return pages.of(session, item.document_version, number)


def _copy(field: ItemField) -> ItemField:
    return ItemField(
        name=field.name,
        text=field.text,
        value=field.value,
        corrected=field.corrected,
        page=field.page,
        box=field.box,
        quote=field.quote,
        rule=field.rule,
        cell=field.cell,
    )


def _of_places(item: Item, places: Sequence[ItemPlace]) -> Item:
    first, *others = places
    made = _new(item, page=first.page, quote=first.quote, origin="read", regrouped="parted")
    made.fields = [
        ItemField(
            name="smelter",
            text=first.text,
            value=first.text,
            page=first.page,
            box=first.box,
            quote=first.quote,
            rule="person",
            cell=first.cell,
        )
    ]
    made.places = [ItemPlace(**place) for place in remembering.kept(others)]
    return made


def _take_over(leader: Item, follower: Item) -> None:
    """Every place of the follower, and what the leader does not say itself."""
    known = {(m.page, m.box, m.quote) for m in items.mentions(leader)}
    cells = [next((f.cell for f in follower.fields if f.name == "smelter"), None)]
    cells += [place.cell for place in items.places(follower)]
    for mention, cell in zip(items.mentions(follower), cells, strict=True):
        if (mention.page, mention.box, mention.quote) not in known:
            leader.places.append(
                ItemPlace(
                    text=mention.text,
                    page=mention.page,
                    box=list(mention.box) if mention.box else None,
                    quote=mention.quote,
                    cell=cell,
                )
            )
    said = {field.name for field in leader.fields}
    leader.fields += [_copy(field) for field in follower.fields if field.name not in said]
