"""Rules on names: who knows of which, what can be done with one, confirmed or withdrawn.

A rule of a member, or of one of its suppliers, is known to that member, to the reviewers who were
given such papers, and to the secretariat. One for everybody holds nothing of any member.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, selectinload

from workflows import documents, performing
from workflows.errors import NotAllowed, NotFound, WorkflowError
from workflows.machine import Transition
from workflows.marking import N_
from workflows.models import Document, NameRule, Site
from workflows.models.declarative import lowered
from workflows.paging import Page, page
from workflows.performing import Guard, Option
from workflows.permissions import SUBMITTERS, Actor, Who
from workflows.states import NameRuleAction, NameRuleState, Role, RuleScope
from workflows.transitions import NAME_RULES

NOT_FOUND = N_("There is no such rule.")
OWN_ORGANISATION = N_("You cannot decide on a rule for your own organisation.")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to; an empty text leaves that out."""

    state: str = ""
    scope: str = ""
    text: str = ""


def knows(actor: Actor) -> bool:
    """Whether rules are any of the actor's business."""
    return actor.has(*SUBMITTERS, Role.REVIEWER, Role.SECRETARIAT)


def visible(actor: Actor) -> Select[NameRule]:
    """The rules that the actor may know of, the newest first."""
    query = select(NameRule).order_by(NameRule.id.desc())
    if actor.is_secretariat:
        return query
    own = actor.organisations(*SUBMITTERS)
    ways: list[ColumnElement[bool]] = [NameRule.organisation_id.in_(own)]
    if actor.has(*SUBMITTERS):
        # Of what is never a smelter the register says nothing: companies are not told either.
        ways.append(NameRule.organisation_id.is_(None) & NameRule.site_id.is_not(None))
    if actor.has(Role.REVIEWER):
        ways += _of_papers(actor)
    return query.where(or_(*ways))


def _of_papers(actor: Actor) -> Iterator[ColumnElement[bool]]:
    """Rules that a reviewer meets in the papers that were given to them."""
    seen = documents.visible(actor).order_by(None)
    whose = seen.with_only_columns(Document.organisation_id)
    from_whom = seen.where(Document.supplier_id.is_not(None))
    yield NameRule.organisation_id.is_(None)
    yield NameRule.supplier_id.is_(None) & NameRule.organisation_id.in_(whose)
    yield NameRule.supplier_id.in_(from_whom.with_only_columns(Document.supplier_id))


def get(session: Session, public_id: str, actor: Actor) -> NameRule:
    """One rule that the actor may know of."""
    query = visible(actor).where(NameRule.public_id == public_id)
    rule = session.scalars(query).one_or_none()
    if rule is None:
        raise NotFound(NOT_FOUND)
    return rule


def listing(session: Session, actor: Actor, wanted: Wanted, number: int = 1) -> Page[NameRule]:
    """One page of the rules that fit; what asks again comes first."""
    if not knows(actor):
        raise NotFound(N_("There is no such page."))
    query = visible(actor).options(
        selectinload(NameRule.site),
        selectinload(NameRule.organisation),
        selectinload(NameRule.supplier),
        selectinload(NameRule.made_by),
    )
    asks = NameRule.state != NameRuleState.ASKS
    query = query.order_by(None).order_by(asks, NameRule.id.desc())
    return page(session, query.where(*_narrowed(wanted)), number)


def _narrowed(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.state:
        yield NameRule.state == wanted.state
    if wanted.scope:
        yield {
            RuleScope.SUPPLIER.value: NameRule.supplier_id.is_not(None),
            RuleScope.MEMBER.value: NameRule.supplier_id.is_(None)
            & NameRule.organisation_id.is_not(None),
            RuleScope.EVERYBODY.value: NameRule.organisation_id.is_(None),
        }[wanted.scope]
    if wanted.text.strip():
        text = wanted.text.strip()
        sites = select(Site.id).where(func.lower(Site.name).contains(lowered(text)))
        named = func.lower(NameRule.text).contains(lowered(text))
        yield or_(named, NameRule.site_id.in_(sites))


def asking(session: Session, actor: Actor) -> list[NameRule]:
    """The rules that ask again, and that the actor could confirm or withdraw; oldest first."""
    query = visible(actor).where(NameRule.state == NameRuleState.ASKS).order_by(None)
    rows = session.scalars(query.order_by(NameRule.id))
    return [
        rule
        for rule in rows
        if any(option.refusal is None for option in options(session, rule, actor))
    ]


def standing(rule: NameRule, actor: Actor) -> frozenset[Who]:
    """How the actor, who may know of the rule, stands to it."""
    found: set[Who] = set()
    if actor.is_secretariat:
        found.add(Who.SECRETARIAT)
    if rule.organisation_id in actor.organisations(*SUBMITTERS):
        found.add(Who.OWN)
    if actor.has(Role.REVIEWER):
        found.add(Who.REVIEWER)
    return frozenset(found)


def options(session: Session, rule: NameRule, actor: Actor) -> tuple[Option, ...]:
    """What the actor can do with a rule, and why not where they cannot."""
    return performing.options(NAME_RULES, rule, standing(rule, actor), guards(rule, actor))


def guards(rule: NameRule, actor: Actor) -> Mapping[str, Guard]:
    """The conditions of the table, ready to be asked."""

    def no_conflict() -> WorkflowError | None:
        own = rule.organisation_id in actor.organisations()
        return NotAllowed(OWN_ORGANISATION) if own else None

    def office_for_everybody() -> WorkflowError | None:
        wide = rule.scope is RuleScope.EVERYBODY and not actor.is_secretariat
        return NotAllowed(performing.ONLY[Who.SECRETARIAT]) if wide else None

    return {"no_conflict": no_conflict, "office_for_everybody": office_for_everybody}


def act(
    session: Session,
    rule: NameRule,
    action: NameRuleAction,
    actor: Actor,
    *,
    note: str = "",
    seen: int | None = None,
) -> None:
    """Confirm a rule that asks again, or withdraw one; its history stays."""

    def apply(_transition: Transition) -> None:
        rule.asks_because = rule.edition_id = None

    performing.perform(
        session,
        NAME_RULES,
        rule,
        action,
        actor,
        standing=standing(rule, actor),
        guards=guards(rule, actor),
        organisation_id=rule.organisation_id,
        seen=seen,
        given={"note": note},
        apply=apply,
        note=note.strip(),
    )
