"""Making rules of decisions: what a verdict on a name can become, for whom, with what effect.

A rule for everybody takes nothing of a member along: its site and its text are public, and which
paper it came of is not kept.
"""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from workflows import clock, documents, events, items, lengths, performing, register, rule_effects
from workflows.errors import Conflict, Invalid, NotAllowed, Stale, WorkflowError
from workflows.marking import N_
from workflows.models import Item, NameRule, Organisation, Site, SiteName, Supplier
from workflows.models.declarative import lowered
from workflows.permissions import Actor, Who
from workflows.rule_effects import Effect
from workflows.states import ItemKind, ItemState, NameRuleState, RejectReason, RuleScope
from workflows.transitions import NAME_RULES

NEVER = (RejectReason.NOT_A_SMELTER, RejectReason.ADDRESS_OR_PERSON, RejectReason.EXAMPLE_TEXT)
"""Reasons that are about a text; the others are about the one paper."""

NO_GROUND = N_(
    "A rule comes of a verdict that stands: of an approved smelter, or of a name that was rejected "
    "as not a smelter, an address or an example."
)
NO_SUPPLIER = N_("The document does not say which supplier it comes from.")
ALREADY = N_("There is such a rule already. Withdraw that one first.")
ONE_COMPANYS_NAME = N_(
    "No public source is known for this name. Add it to the smelter first, with its source."
)
ONE_COMPANYS_WORD = N_("This name comes of one company alone. It cannot be told to others.")
IS_A_SMELTER = N_("The register has a smelter of this name.")


@dataclass(frozen=True, slots=True)
class Choice:
    """One scope that a rule could have: what it would do, or why it cannot be made."""

    scope: RuleScope
    effect: Effect | None
    refusal: WorkflowError | None


def choices(session: Session, item: Item, actor: Actor) -> list[Choice]:
    """The scopes that a rule of this item could have; for everybody only where that is asked of
    the secretariat.
    """
    _allow(session, item, actor)
    scopes = [s for s in RuleScope if s is not RuleScope.EVERYBODY or actor.is_secretariat]
    return [_choice(session, item, scope, actor) for scope in scopes]


def _choice(session: Session, item: Item, scope: RuleScope, actor: Actor) -> Choice:
    try:
        return Choice(scope, preview(session, item, scope, actor), None)
    except WorkflowError as refusal:
        return Choice(scope, None, refusal)


def offered(session: Session, item: Item, actor: Actor) -> bool:
    """Whether a rule can be made of this item for its member, and none of it is there yet."""
    if not _has_ground(item):
        return False
    try:
        rule = _draft(session, item, RuleScope.MEMBER, actor)
    except WorkflowError:
        return False
    of_it = (NameRule.state != NameRuleState.WITHDRAWN) & (NameRule.item_id == item.id)
    return not _stands(session, or_(_alike(rule), of_it))


def preview(session: Session, item: Item, scope: RuleScope, actor: Actor) -> Effect:
    """What a rule of this scope would do, as far as the actor may see it; nothing is written."""
    return rule_effects.of(session, _new(session, item, scope, actor), actor)


def make(
    session: Session,
    item: Item,
    scope: RuleScope,
    actor: Actor,
    *,
    note: str = "",
    seen: int | None = None,
) -> NameRule:
    """Make a rule of the verdict on an item; ``note`` says why, or for everybody the public source.

    ``seen`` is the version of the item that the actor looked at.
    """
    if seen is not None and seen != item.version:
        raise Stale(performing.STALE)
    rule = _new(session, item, scope, actor)
    rule.note = lengths.within(note, lengths.REASON)
    if scope is RuleScope.EVERYBODY and not rule.note:
        raise Invalid(N_("Name the public source."))
    session.add(rule)
    session.flush()
    events.append(
        session,
        actor,
        NAME_RULES.noun,
        rule.public_id,
        "create",
        organisation_id=rule.organisation_id,
        target=NAME_RULES.initial.value,
        text=rule.text,
        scope=scope.value,
        site=rule.site.public_id if rule.site else None,
        reason=rule.reason.value if rule.reason else None,
        item=rule.item.public_id if rule.item else None,
        note=rule.note,
    )
    return rule


def _new(session: Session, item: Item, scope: RuleScope, actor: Actor) -> NameRule:
    """The rule as it would be made, where there is none like it yet."""
    rule = _draft(session, item, scope, actor)
    if _stands(session, _alike(rule)):
        raise Conflict(ALREADY)
    return rule


def _draft(session: Session, item: Item, scope: RuleScope, actor: Actor) -> NameRule:
    """The rule as it would be made, and not added to the session."""
    _allow(session, item, actor)
    if scope is RuleScope.EVERYBODY and not actor.is_secretariat:
        raise NotAllowed(performing.ONLY[Who.SECRETARIAT])
    document = item.document
    if scope is RuleScope.SUPPLIER and document.supplier_id is None:
        raise Invalid(NO_SUPPLIER)
    everybody = scope is RuleScope.EVERYBODY
    site = register.current(session, item.site) if item.site is not None else None
    verdict = items.verdict(item)
    rule = NameRule(
        state=NAME_RULES.initial,
        text=_read(item, "smelter", as_printed=True),
        organisation_id=None if everybody else document.organisation_id,
        supplier_id=document.supplier_id if scope is RuleScope.SUPPLIER else None,
        site_id=site.id if site is not None else None,
        site=site,
        reason=verdict.reason if site is None and verdict is not None else None,
        item_id=None if everybody else item.id,
        item=None if everybody else item,
        made_by_id=actor.person_id,
        made_at=clock.now(session),
        note="",
    )
    if site is not None:
        _say_beside(rule, item, site)
    if everybody:
        _only_public(session, rule)
    return rule


def _stands(session: Session, which: ColumnElement[bool]) -> bool:
    """Whether there is such a rule."""
    return session.scalar(select(NameRule.id).where(which).limit(1)) is not None


def _allow(session: Session, item: Item, actor: Actor) -> None:
    if not documents.standing(session, actor, item.document) & {Who.REVIEWER, Who.SECRETARIAT}:
        raise NotAllowed(performing.ONLY[Who.REVIEWER])
    refused = documents.conflict(item.document, actor)
    if refused is not None:
        raise refused
    if not _has_ground(item):
        raise NotAllowed(NO_GROUND)


def _has_ground(item: Item) -> bool:
    if item.kind is not ItemKind.SMELTER or not _read(item, "smelter", as_printed=True).strip():
        return False
    if item.state is ItemState.APPROVED:
        return item.site is not None
    verdict = items.verdict(item)
    return item.state is ItemState.REJECTED and verdict is not None and verdict.reason in NEVER


def _read(item: Item, name: str, *, as_printed: bool = False) -> str:
    """What the program read of a field, before a person corrected it: so it reads it again."""
    found = next((f for f in item.fields if f.name == name), None)
    if found is None:
        return ""
    return found.text if as_printed else found.value or found.text


def _say_beside(rule: NameRule, item: Item, site: Site) -> None:
    """What may not be denied: what the paper says; for everybody, what the register says."""
    if rule.scope is RuleScope.EVERYBODY:
        rule.country = site.country
        rule.metal = site.metals[0].metal if len(site.metals) == 1 else None
        return
    rule.country = _read(item, "country") or None
    rule.metal = _read(item, "metal") or None
    rule.identifier = _read(item, "smelter_id") or None


def _alike(rule: NameRule) -> ColumnElement[bool]:
    """Rules that stand and say something of the very same text, for the same papers."""
    return (
        (NameRule.state != NameRuleState.WITHDRAWN)
        & (func.lower(NameRule.text) == lowered(rule.text))
        & NameRule.organisation_id.is_not_distinct_from(rule.organisation_id)
        & NameRule.supplier_id.is_not_distinct_from(rule.supplier_id)
        & NameRule.country.is_not_distinct_from(rule.country)
        & NameRule.metal.is_not_distinct_from(rule.metal)
    )


def _only_public(session: Session, rule: NameRule) -> None:
    """Refuse what would carry something of one member to another."""
    if rule.site is None:
        if _is_public_name(session, rule.text):
            raise Invalid(IS_A_SMELTER)
        if _is_of_one_company(session, rule.text):
            raise Invalid(ONE_COMPANYS_WORD)
        return
    if rule.site.organisation_id is not None:
        raise Invalid(N_("Make the smelter itself public first."))
    if not _is_public_name(session, rule.text):
        raise Invalid(ONE_COMPANYS_NAME)


def _is_public_name(session: Session, text: str) -> bool:
    alias = select(SiteName.site_id).where(
        func.lower(SiteName.name) == lowered(text), SiteName.organisation_id.is_(None)
    )
    named = or_(func.lower(Site.name) == lowered(text), Site.id.in_(alias))
    return session.scalars(register.public().where(named).limit(1)).first() is not None


def _is_of_one_company(session: Session, text: str) -> bool:
    """Whether it names a member, or is a supplier or a smelter that only members know of."""
    named = lowered(text).contains(func.lower(Organisation.name))
    names = (
        select(Organisation.id).where(named),
        select(Supplier.id).where(func.lower(Supplier.name) == lowered(text)),
        select(Site.id).where(
            func.lower(Site.name) == lowered(text), Site.organisation_id.is_not(None)
        ),
        select(SiteName.id).where(
            func.lower(SiteName.name) == lowered(text), SiteName.organisation_id.is_not(None)
        ),
    )
    return any(session.scalar(query.limit(1)) is not None for query in names)
