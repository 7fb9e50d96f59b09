"""The rules of the demo year: verdicts that the readers do not want to give twice."""

from collections.abc import Callable
from datetime import date

from sqlalchemy.orm import Session

from workflows import items, people, rule_making, rules
from workflows.demo import cast, sites
from workflows.models import Item
from workflows.permissions import Actor
from workflows.states import ItemState, RuleScope

DAY = date(2025, 12, 15)  # before the second edition, which makes one of them ask again
_AGAIN = "XID000158"  # stands in the supplier's next paper too, which is not read to its end
_WORDS = 7


def make_rules(session: Session) -> None:
    """A rule of each scope, as far as the readers' verdicts give ground for one."""
    anne = people.acting_as(session, cast.ANNE)
    reader, another = (people.acting_as(session, email) for email in cast.REVIEWERS[:2])
    renamed = next(iter(sites.RENAMED))
    _make(session, reader, RuleScope.MEMBER, lambda item: renamed in _identifiers(item))
    _make(session, reader, RuleScope.SUPPLIER, lambda item: _AGAIN in _identifiers(item))
    _make(session, another, RuleScope.MEMBER, _is_no_name)
    _make(session, anne, RuleScope.EVERYBODY, _is_known_so, note=sites.REGISTER)


def _make(
    session: Session,
    actor: Actor,
    scope: RuleScope,
    fits: Callable[[Item], bool],
    note: str = "",
) -> None:
    for item in session.scalars(items.visible(actor)):
        if rule_making.offered(session, item, actor) and fits(item):
            rule_making.make(session, item, scope, actor, note=note)
            return


def _identifiers(item: Item) -> set[str]:
    return {one.value for one in item.site.identifiers} if item.site is not None else set()


def _is_no_name(item: Item) -> bool:
    """Whether a few words were taken for a smelter that are none."""
    return item.state is ItemState.REJECTED and len(rules.printed(item, "smelter").split()) < _WORDS


def _is_known_so(item: Item) -> bool:
    """Whether everybody knows the smelter by the name that stands in the paper."""
    site = item.site
    if site is None or site.organisation_id is not None:
        return False
    known = {name.name for name in site.names if name.organisation_id is None}
    return rules.printed(item, "smelter") in {site.name, *known}
