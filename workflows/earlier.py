"""Earlier verdicts: what was decided on the very same text in another paper of the same member.

It is offered with its origin and fills in a verdict; a person gives it. A rule that somebody made
of a verdict comes before it. Never looks at the papers of another member: what all may know of a
name stands in the register, and in rules for everybody.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased, contains_eager, selectinload

from workflows import blind, documents, namesakes, register, rule_effects, rules
from workflows.models import Decision, Document, Item, ItemField, NameRule, Site
from workflows.permissions import Actor
from workflows.states import ItemAction, ItemKind, ItemState, NameRuleState, RejectReason
from workflows.verdicts import FIELDS

_ONE = aliased(Decision)
LOOKED_AT = 20  # the newest papers with this text; older ones say nothing more


@dataclass(frozen=True, slots=True)
class Earlier:
    """A verdict that could be taken over, and where it comes from as far as the actor may see."""

    action: ItemAction  # approve, change or reject
    at: datetime
    site: Site | None = None
    reason: RejectReason | None = None
    note: str = ""
    changes: Mapping[str, str] = field(default_factory=dict)
    document: Document | None = None
    by: str = ""
    rule: NameRule | None = None  # that says so


def verdict(
    session: Session,
    item: Item,
    actor: Actor,
    *,
    meant: Mapping[NameRuleState, NameRule] | None = None,
) -> Earlier | None:
    """What a rule says of this text, else the newest final verdict on it for this member that fits
    what the paper says now.

    ``meant`` are the rules for the item, where they were asked for already.
    """
    if item.kind is not ItemKind.SMELTER or item.state not in (ItemState.OPEN, ItemState.DOUBT):
        return None
    if meant is None:
        meant = rule_effects.for_item(session, item)
    if NameRuleState.ACTIVE in meant:
        return _ruled(session, meant[NameRuleState.ACTIVE])
    for row, last, seen in session.execute(_alike(item, actor)):
        if _fits(row, item):
            return _told(session, row, last, item, row.document if seen else None)
    return None


def _ruled(session: Session, rule: NameRule) -> Earlier:
    by = rule.made_by.name
    if rule.site is None:
        return Earlier(ItemAction.REJECT, rule.made_at, reason=rule.reason, by=by, rule=rule)
    site = register.current(session, rule.site)
    return Earlier(ItemAction.APPROVE, rule.made_at, site=site, by=by, rule=rule)


def _alike(item: Item, actor: Actor) -> Select[Item, Decision, bool]:
    """The items of this text, their final verdict, and whether the actor may see their papers."""
    text = next((f.text for f in item.fields if f.name == "smelter"), "")
    return (
        select(Item, Decision, documents.sees(actor, Document.id))
        .join(Item.document)
        .join(ItemField, ItemField.item_id == Item.id)
        .join(Decision, Decision.id == _LAST)
        .where(
            Document.organisation_id == item.document.organisation_id,
            Item.version_id != item.version_id,
            Item.kind == ItemKind.SMELTER,
            Item.state.in_((ItemState.APPROVED, ItemState.REJECTED)),
            namesakes.named([text]),
        )
        .order_by(Item.id.desc())
        .limit(LOOKED_AT)
        .options(contains_eager(Item.document))
    )


# The newest verdict on an item that was not taken back.
_LAST = (
    select(func.max(_ONE.id))
    .where(_ONE.item_id == Item.id, _ONE.undone_at.is_(None))
    .correlate(Item)
    .scalar_subquery()
)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A new smelter that a first reader proposed elsewhere; where, as far as the actor may see."""

    item: Item | None


def proposed(session: Session, item: Item, actor: Actor) -> Proposed | None:
    """The new smelter of this name and country that waits for its second reader in this member's
    papers: an approval as new becomes the same one.
    """
    if item.kind is not ItemKind.SMELTER or item.state not in (ItemState.OPEN, ItemState.DOUBT):
        return None
    name, country = rules.printed(item, "smelter"), rules.value(item, "country")
    query = (
        select(Item, documents.sees(actor, Document.id))
        .join(Item.document)
        .join(ItemField, ItemField.item_id == Item.id)
        .where(
            Document.organisation_id == item.document.organisation_id,
            Item.id != item.id,
            Item.kind == ItemKind.SMELTER,
            Item.state == ItemState.SECOND,
            Item.proposed == ItemAction.APPROVE,
            Item.site_id.is_(None),
            ~blind.hidden(actor),
            namesakes.named([name]),
        )
        .order_by(Item.id.desc())
        .limit(LOOKED_AT)
        .options(contains_eager(Item.document), selectinload(Item.fields))
    )
    for row, seen in session.execute(query):
        same_name = rules.printed(row, "smelter").casefold() == name.casefold()
        if same_name and rules.value(row, "country") == country:
            return Proposed(row if seen else None)
    return None


def _fits(before: Item, now: Item) -> bool:
    """Whether nothing that the one paper says of the name is denied by the other."""
    for name in ("country", "metal", "smelter_id"):
        one, other = _read(before, name), _read(now, name)
        if one and other and one.casefold() != other.casefold():
            return False
    return True


def _read(item: Item, name: str) -> str | None:
    """What the program read of a field, before a person corrected it."""
    return next((f.value or f.text for f in item.fields if f.name == name), None)


def _told(
    session: Session, row: Item, last: Decision, item: Item, document: Document | None
) -> Earlier:
    by = last.person.name if document is not None else ""
    if row.state is ItemState.REJECTED:
        return Earlier(
            ItemAction.REJECT, last.at, reason=last.reason, note=last.note, document=document, by=by
        )
    changes = {
        f.name: f.corrected
        for f in row.fields
        if f.name in FIELDS and f.corrected is not None and f.corrected != _now(item, f.name)
    }
    site = register.current(session, row.site) if row.site is not None else None
    action = ItemAction.CHANGE if changes else ItemAction.APPROVE
    return Earlier(action, last.at, site=site, changes=changes, document=document, by=by)


def _now(item: Item, name: str) -> str:
    return rules.printed(item, name) if name == "smelter" else rules.value(item, name) or ""
