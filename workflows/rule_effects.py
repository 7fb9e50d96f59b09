"""What a rule on a name does: the open items that it fills in, how its text was decided since.

A rule fills in, and never decides. What of it somebody is told stays within what they may see.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, true
from sqlalchemy.orm import Session

from workflows import items, versions
from workflows.models import Decision, Document, Item, ItemField, NameRule
from workflows.models.declarative import lowered
from workflows.permissions import Actor
from workflows.states import DocumentState, ItemKind, ItemState, NameRuleState, RuleScope

SHOWN = 20  # items that a preview names
_WAITING = (ItemState.OPEN, ItemState.DOUBT)
_OPEN = Item.state.in_(_WAITING)


@dataclass(frozen=True, slots=True)
class Effect:
    """The first items that a rule fills in, how many there are, how others were decided since."""

    first: tuple[Item, ...]
    total: int
    same: int
    otherwise: int


def for_item(session: Session, item: Item) -> dict[NameRuleState, NameRule]:
    """The rules that an open item is meant by, of each state the narrowest scope, the newest."""
    text = next((f.text for f in item.fields if f.name == "smelter"), "")
    if item.kind is not ItemKind.SMELTER or item.state not in _WAITING or not text.strip():
        return {}
    document = item.document
    query = (
        select(NameRule)
        .where(
            NameRule.state != NameRuleState.WITHDRAWN,
            func.lower(NameRule.text) == lowered(text),
            or_(
                NameRule.organisation_id.is_(None),
                NameRule.organisation_id == document.organisation_id,
            ),
            or_(NameRule.supplier_id.is_(None), NameRule.supplier_id == document.supplier_id),
        )
        .order_by(
            NameRule.supplier_id.is_(None), NameRule.organisation_id.is_(None), NameRule.id.desc()
        )
    )
    found: dict[NameRuleState, NameRule] = {}
    for rule in session.scalars(query):
        if rule.state not in found and _means(session, rule, item):
            found[rule.state] = rule
    return found


def of(session: Session, rule: NameRule, actor: Actor) -> Effect:
    """What a rule does among the items that the actor may see; also of one that is not made yet."""
    withdrawn = select(Document.id).where(Document.state == DocumentState.WITHDRAWN)
    open_now = _OPEN & Item.document_id.not_in(withdrawn)
    met = items.visible(actor).where(meant_by(rule), open_now | _decided_since(rule))
    if rule.scope is RuleScope.EVERYBODY:
        # Of a million items it is quicker to find the few of this name first.
        met = met.where(Item.id.in_(select(ItemField.item_id).where(*_named(rule))))
    rows = session.execute(met.with_only_columns(Item.id, Item.state, Item.site_id)).all()
    filled = [row.id for row in rows if row.state in _WAITING]
    decided = [row for row in rows if row.state not in _WAITING]
    same = [row for row in decided if _says(rule, row.state, row.site_id)]
    first = items.visible(actor).where(Item.id.in_(filled[:SHOWN]))
    return Effect(
        first=tuple(session.scalars(first)),
        total=len(filled),
        same=len(same),
        otherwise=len(decided) - len(same),
    )


def _says(rule: NameRule, state: ItemState, site_id: int | None) -> bool:
    """Whether a verdict is the one that the rule would have filled in."""
    if rule.site_id is None:
        return state is ItemState.REJECTED
    return state is ItemState.APPROVED and site_id == rule.site_id


def meant_by(rule: NameRule) -> ColumnElement[bool]:
    """Items of the papers that a rule holds for, with its text and nothing that contradicts it."""
    said = [one for one in (rule.identifier,) if one]
    known = [one.value for one in rule.site.identifiers] if rule.site is not None else []
    return and_(
        Item.kind == ItemKind.SMELTER,
        versions.newest(),
        _in_scope(rule),
        exists().where(ItemField.item_id == Item.id, *_named(rule)),
        _unless_other("country", [rule.country] if rule.country else []),
        _unless_other("metal", [rule.metal] if rule.metal else []),
        _unless_other("smelter_id", [*said, *known]),
    )


def _means(session: Session, rule: NameRule, item: Item) -> bool:
    met = select(Item.id).where(Item.id == item.id, _OPEN, meant_by(rule))
    return session.scalar(met) is not None


def _named(rule: NameRule) -> tuple[ColumnElement[bool], ...]:
    """Fields that hold the text of the rule, whatever its capitals."""
    return ItemField.name == "smelter", func.lower(ItemField.text) == lowered(rule.text)


def _in_scope(rule: NameRule) -> ColumnElement[bool]:
    if rule.supplier_id is not None:
        mine = Document.supplier_id == rule.supplier_id
    elif rule.organisation_id is not None:
        mine = Document.organisation_id == rule.organisation_id
    else:
        return true()
    return Item.document_id.in_(select(Document.id).where(mine))


def _unless_other(name: str, allowed: Iterable[str]) -> ColumnElement[bool]:
    """Unless the paper says something else of a field than these; with none of them, anything."""
    known = [lowered(one) for one in allowed]
    if not known:
        return true()
    read = func.lower(func.coalesce(ItemField.value, ItemField.text))
    return ~exists().where(
        ItemField.item_id == Item.id, ItemField.name == name, read != "", read.not_in(known)
    )


def _decided_since(rule: NameRule) -> ColumnElement[bool]:
    """Items whose verdict is newer than the rule."""
    given = exists().where(
        Decision.item_id == Item.id, Decision.undone_at.is_(None), Decision.at > rule.made_at
    )
    return Item.state.in_((ItemState.APPROVED, ItemState.REJECTED)) & given
