"""Rules on names that ask again: what each rests on was touched, and a person looks first.

An edition of the register that changed or left out its site, a merge of that site or its undoing, a
verdict that was taken back. Until somebody confirms the rule, it fills in nothing.
"""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from workflows import people, performing, telling
from workflows.marking import N_
from workflows.models import Assignment, Document, Edition, EditionChange, Item, NameRule, Site
from workflows.permissions import Actor, Who
from workflows.states import NameRuleAction, NameRuleState, Role
from workflows.transitions import NAME_RULES

EDITION, MERGE, UNMERGE, VERDICT = "edition", "merge", "unmerge", "verdict"

BECAUSE = {
    EDITION: N_("A new edition of the register changed this smelter or left it out."),
    MERGE: N_("This smelter was merged with another entry of the register."),
    UNMERGE: N_("A merge of this smelter was undone."),
    VERDICT: N_("The verdict that the rule came of no longer stands."),
}
"""Why a rule asks again, in the reader's words."""


def after_edition(session: Session, edition: Edition, actor: Actor | None) -> None:
    """Rules on a site that an edition changed or ended."""
    touched = select(EditionChange.site_id).where(
        EditionChange.edition_id == edition.id, EditionChange.what != "added"
    )
    _ask(session, NameRule.site_id.in_(touched), EDITION, actor, edition)


def before_merge(session: Session, gone: Site, actor: Actor) -> None:
    """Rules on the entry that goes: from now on they say that the text is the other one."""
    _ask(session, NameRule.site_id == gone.id, MERGE, actor)


def after_unmerge(session: Session, ids: Iterable[int], gone: Site, actor: Actor) -> None:
    """Of the rules that a merge had moved, those that its undoing moved back."""
    moved_back = NameRule.id.in_(list(ids)) & (NameRule.site_id == gone.id)
    _ask(session, moved_back, UNMERGE, actor)


def without_verdict(session: Session, item: Item, actor: Actor | None) -> None:
    """Rules that came of a verdict on this item, which has none any more."""
    _ask(session, NameRule.item_id == item.id, VERDICT, actor)


def _ask(
    session: Session,
    which: ColumnElement[bool],
    because: str,
    actor: Actor | None,
    edition: Edition | None = None,
) -> None:
    query = select(NameRule).where(which, NameRule.state != NameRuleState.WITHDRAWN)
    # A merge writes past the session: what it holds of a row may be older than the table.
    fresh = query.order_by(NameRule.id).execution_options(populate_existing=True)
    for rule in session.scalars(fresh):
        _ask_one(session, rule, because, actor, edition)


def _ask_one(
    session: Session, rule: NameRule, because: str, actor: Actor | None, edition: Edition | None
) -> None:
    def apply(_transition: object) -> None:
        rule.asks_because = because
        rule.edition_id = edition.id if edition is not None else None

    done = performing.perform(
        session,
        NAME_RULES,
        rule,
        NameRuleAction.ASK_AGAIN,
        actor,
        standing=frozenset({Who.SYSTEM}),
        guards={},
        organisation_id=rule.organisation_id,
        apply=apply,
        because=because,
        edition=edition.public_id if edition is not None else None,
    )
    telling.of(
        session,
        NAME_RULES,
        rule,
        done,
        actor,
        organisation_id=rule.organisation_id,
        readers=_readers(session, rule),
        standing=_standing,
    )


def _readers(session: Session, rule: NameRule) -> list[int]:
    """The reviewers who meet the rule: in the papers of its supplier, of its member, or in all."""
    if rule.organisation_id is None:
        return [person.id for person in people.with_role(session, Role.REVIEWER)]
    query = select(Assignment.person_id).join(Document).distinct()
    if rule.supplier_id is not None:
        query = query.where(Document.supplier_id == rule.supplier_id)
    return list(session.scalars(query.where(Document.organisation_id == rule.organisation_id)))


def _standing(actor: Actor) -> frozenset[Who]:
    held = {Role.SECRETARIAT: Who.SECRETARIAT, Role.REVIEWER: Who.REVIEWER}
    return frozenset(who for role, who in held.items() if actor.has(role))
