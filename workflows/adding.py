"""Adding what the reader missed: an item of words chosen on the page, or typed."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from extraction import matching
from workflows import (
    deciding,
    documents,
    events,
    items,
    locks,
    pages,
    performing,
    readings,
    register,
    remembering,
    rules,
)
from workflows.errors import Invalid, NotAllowed
from workflows.marking import N_
from workflows.models import Decision, Document, Item, ItemField
from workflows.permissions import Actor, Who
from workflows.states import ItemAction, ItemKind
from workflows.transitions import ITEMS
from workflows.verdicts import FIELDS, normal

NOT_ADDED = {
    "country": N_("A country belongs to a smelter: fill it in at that smelter, with Change."),
    "mine": N_("Mines are not reviewed here: they are entered in the register of sites."),
    "other": N_("Only smelters and refiners are added: no traders, suppliers, places or people."),
}
"""What a reader may take for a missed name, and why it is no item of the review."""


def add(
    session: Session,
    document: Document,
    actor: Actor,
    *,
    page: int,
    values: Mapping[str, str],
    box: tuple[float, float, float, float] | None,
    quote: str = "",
    typed: bool,
    kind: str = "smelter",
) -> Item:
    """Add a smelter that the reader missed: words chosen on the page, or typed beside a rectangle.

    It is open like any other item, and two people always read it.
    """
    refused = documents.conflict(document, actor) or documents.not_in_review(document)
    if refused is not None:
        raise refused
    if not items.actor_reviews(session, document, actor):
        raise NotAllowed(performing.ONLY[Who.REVIEWER])
    taken = locks.refusal(session, document, locks.FIRST, actor)
    if taken is not None:
        raise taken
    version = documents.current(document)
    if not 1 <= page <= max(version.page_count, 1):
        raise Invalid(N_("The document has no page %(page)s."), page=page)
    if kind in NOT_ADDED:
        raise Invalid(NOT_ADDED[kind])
    name = values.get("smelter", "").strip()
    if not name:
        raise Invalid(N_("Give the smelter a name."))
    existing = items.of_document(session, document)
    item = Item(
        document_id=document.id,
        version_id=version.id,
        kind=ItemKind.SMELTER,
        position=max((i.position for i in existing), default=0) + 1,
        state=ITEMS.initial,
        page=page,
        quote=quote or name,
        certainty="check",
        reasons=["added_by_hand"],
        origin="typed" if typed else "words",
    )
    beside = pages.beside(session, version, page, box) if box is not None else {}
    for field_name in FIELDS:
        text = values.get(field_name, "").strip()
        if text:
            item.fields.append(
                ItemField(
                    name=field_name,
                    text=text,
                    value=normal(field_name, text),
                    page=page,
                    # None where a person typed what they read.
                    box=list(box)
                    if field_name == "smelter" and box is not None
                    else beside.get((field_name, normal(field_name, text))),
                    quote=quote or text,
                    rule="person",
                )
            )
    link(session, document, item)
    enter(session, item, actor)
    deciding.follow_up(session, item, actor)
    return item


def link(session: Session, document: Document, item: Item) -> None:
    """Offer the register entries that an item made by a person may stand for, as reading does."""
    known = matching.index(register.for_reading(session, document.organisation_id))
    found = matching.candidates(
        known,
        rules.printed(item, "smelter"),
        country=rules.value(item, "country"),
        metal=rules.value(item, "metal"),
        identifier=rules.printed(item, "smelter_id") or None,
    )
    sites = register.by_public_ids(session, [candidate.key for candidate in found])
    item.candidates = list(readings.candidates(found, sites))


def enter(session: Session, item: Item, actor: Actor, lead: Decision | None = None) -> None:
    """Put an item on the lists that a person made; ``lead`` is the act that it came of."""
    session.add(item)
    session.flush()
    events.append(
        session,
        actor,
        "item",
        item.public_id,
        ItemAction.ADD.value,
        organisation_id=item.document.organisation_id,
        target=ITEMS.initial,
    )
    remembering.remember(session, item, ItemAction.ADD, actor, remembering.NOWHERE, lead=lead)
