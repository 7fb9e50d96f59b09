"""Adding what the reader missed: an item of words chosen on the page, or typed."""

from collections.abc import Mapping
from types import MappingProxyType

from sqlalchemy.orm import Session

from extraction import matching
from workflows import (
    bounds,
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
from workflows.models import Decision, Document, DocumentVersion, Item, ItemField
from workflows.permissions import Actor, Who
from workflows.states import ItemAction, ItemKind
from workflows.transitions import ITEMS
from workflows.verdicts import FIELDS_OF, normal

NOWHERE: Mapping[str, bounds.Place] = MappingProxyType({})
NOT_ADDED = {
    "country": N_("A country belongs to a smelter: fill it in at that smelter, with Change."),
    "mine": N_("Mines are not reviewed here: they are entered in the register of sites."),
    "other": N_(
        "Only smelters and refiners, certificates and findings of audits are added: no traders, "
        "suppliers, places or people."
    ),
}
"""What a reader may take for a missed name, and why it is no item of the review."""
_NEEDED: Mapping[ItemKind, tuple[tuple[str, ...], str]] = {
    ItemKind.SMELTER: (("smelter",), N_("Give the smelter a name.")),
    ItemKind.CERTIFICATE: (
        ("standard", "number", "holder"),
        N_("Fill in the standard, the number or the holder of the certificate."),
    ),
    ItemKind.AUDIT_FINDING: (("statement",), N_("Fill in what was found.")),
}
"""One of which fields must be filled in, and what is said where none of them is."""


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
    places: Mapping[str, bounds.Place] = NOWHERE,
) -> Item:
    """Add what the reader missed: words chosen on the page, or typed beside a rectangle.

    Of a smelter the place of its name is given, in ``box``; of a certificate or a finding of an
    audit that of each field, in ``places``. It is open like any other item, and two people always
    read it.
    """
    _allow(session, document, actor)
    version = documents.current(document)
    if not 1 <= page <= max(version.page_count, 1):
        raise Invalid(N_("The document has no page %(page)s."), page=page)
    if kind not in _NEEDED:
        raise Invalid(NOT_ADDED.get(kind, NOT_ADDED["other"]))
    sort = ItemKind(kind)
    said = {name: text for name in FIELDS_OF[sort] if (text := values.get(name, "").strip())}
    needed, missing = _NEEDED[sort]
    name = next((name for name in needed if name in said), None)
    if name is None:
        raise Invalid(missing)
    existing = items.of_document(session, document)
    item = Item(
        document_id=document.id,
        version_id=version.id,
        kind=sort,
        position=max((i.position for i in existing), default=0) + 1,
        state=ITEMS.initial,
        page=page,
        quote=quote or said[name],
        certainty="check",
        reasons=["added_by_hand"],
        origin="typed" if typed else "words",
    )
    if sort is ItemKind.SMELTER:
        item.fields = _of_smelter(session, version, said, page, box, quote)
        link(session, document, item)
    else:
        kept = {
            field: bounds.kept(session, version, place, said[field], field=field)
            for field, place in places.items()
            if field in said
        }
        item.fields = [_placed(*one, page, kept.get(one[0], {})) for one in said.items()]
        main = next(f for f in item.fields if f.name == name)
        item.page, item.quote = main.page, main.quote
        item.origin = str(kept.get(name, {}).get("origin", "typed"))
    enter(session, item, actor)
    deciding.follow_up(session, item, actor)
    return item


def _allow(session: Session, document: Document, actor: Actor) -> None:
    """Refuse who does not read the document now, or may not."""
    refused = documents.conflict(document, actor) or documents.not_in_review(document)
    if refused is not None:
        raise refused
    if not items.actor_reviews(session, document, actor):
        raise NotAllowed(performing.ONLY[Who.REVIEWER])
    taken = locks.refusal(session, document, locks.FIRST, actor)
    if taken is not None:
        raise taken


def _of_smelter(
    session: Session,
    version: DocumentVersion,
    said: Mapping[str, str],
    page: int,
    box: tuple[float, float, float, float] | None,
    quote: str,
) -> list[ItemField]:
    """The name where it was chosen; beside it, what stands in its row."""
    beside = pages.beside(session, version, page, box) if box is not None else {}
    return [
        ItemField(
            name=name,
            text=text,
            value=normal(name, text),
            page=page,
            # None where a person typed what they read.
            box=list(box)
            if name == "smelter" and box is not None
            else beside.get((name, normal(name, text))),
            quote=quote or text,
            rule="person",
        )
        for name, text in said.items()
    ]


def _placed(name: str, text: str, page: int, kept: Mapping[str, object]) -> ItemField:
    """A field where it was chosen, as ``bounds.kept`` says; else on the page one looked at."""
    box = kept.get("box")
    return ItemField(
        name=name,
        text=text,
        value=normal(name, text),
        page=int(str(kept.get("page", page))),
        box=box if isinstance(box, list) else None,
        quote=str(kept.get("quote", text)),
        rule="person",
    )


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
