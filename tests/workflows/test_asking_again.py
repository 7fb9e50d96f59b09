"""A rule whose ground moved fills in nothing until a person has looked at it."""

from datetime import date

import pytest
from sqlalchemy import select

from extraction.records import RegisterEntry
from tests.ruling import Ruling
from workflows import (
    asking_again,
    deciding,
    editions,
    events,
    merging,
    name_rules,
    rule_effects,
    rule_making,
)
from workflows.engine import make_sessions
from workflows.errors import NotAllowed
from workflows.models import Site
from workflows.states import ItemAction, NameRuleAction, NameRuleState, RuleScope
from workflows.verdicts import Verdict

ACTIVE, ASKS = NameRuleState.ACTIVE, NameRuleState.ASKS
DAYS = (date(2025, 1, 1), date(2025, 2, 1), date(2025, 3, 1))


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def ruling(session, store, world):
    return Ruling(session, store, world)


def load(session, day, *names):
    """An edition with these names, the first as number one; an empty one is left out."""
    rows = [
        RegisterEntry(f"XID00090{n}", name, (f"XID00090{n}",), (), "ID", ("tin",))
        for n, name in enumerate(names)
        if name
    ]
    editions.import_edition(session, rows, name="Lijst", valid_from=day, actor=None)


def site_called(session, name):
    return session.scalars(select(Site).where(Site.name == name)).one()


@pytest.fixture
def rule(session, world, ruling):
    """A rule on a site that an edition lists beside others."""
    load(session, DAYS[0], "Merapi Tin Works", "Kelana Smelting", "Vostra Metals")
    item = ruling.approved(site_called(session, "Merapi Tin Works"))
    return rule_making.make(session, item, RuleScope.MEMBER, world.reader)


@pytest.mark.parametrize(
    "name", ["Merapi Tin and Lead Works", ""], ids=["renamed it", "left it out"]
)
def test_an_edition_that_changes_its_site_makes_a_rule_ask(session, ruling, rule, name):
    item = ruling.item()
    load(session, DAYS[1], name, "Kelana Smelting", "Vostra Metals")
    assert (rule.state, rule.asks_because) == (ASKS, asking_again.EDITION)
    assert rule.edition.valid_from == DAYS[1]
    assert ACTIVE not in rule_effects.for_item(session, item)
    assert rule_effects.for_item(session, item)[ASKS] is rule


def test_an_edition_that_changes_another_site_leaves_it_alone(session, rule):
    load(session, DAYS[1], "Merapi Tin Works", "Kelana Refinery")
    assert rule.state is ACTIVE


def test_a_rule_that_is_confirmed_fills_in_again(session, world, ruling, rule):
    load(session, DAYS[1], "Merapi Tin Factory")
    assert name_rules.asking(session, world.reader) == [rule]
    name_rules.act(session, rule, NameRuleAction.CONFIRM, world.other_reader, note="Same plant.")
    assert (rule.state, rule.asks_because, rule.edition) == (ACTIVE, None, None)
    assert rule_effects.for_item(session, ruling.item())[ACTIVE] is rule
    assert name_rules.asking(session, world.reader) == []
    deeds = [e.action for e in events.history(session, "name_rule", rule.public_id)]
    assert deeds == ["create", "ask_again", "confirm"]


def test_a_rule_that_was_withdrawn_asks_nobody(session, world, rule):
    name_rules.act(session, rule, NameRuleAction.WITHDRAW, world.reader, note="It is not.")
    load(session, DAYS[1], "Merapi Tin Factory")
    assert rule.state is NameRuleState.WITHDRAWN
    with pytest.raises(NotAllowed):
        name_rules.act(session, rule, NameRuleAction.CONFIRM, world.reader)


def test_a_merge_takes_the_rule_along_and_makes_it_ask(session, world, rule):
    gone, kept = rule.site, site_called(session, "Kelana Smelting")
    merge = merging.merge(session, kept, gone, world.secretary, reason="One furnace.")
    assert (rule.site, rule.state, rule.asks_because) == (kept, ASKS, asking_again.MERGE)
    name_rules.act(session, rule, NameRuleAction.CONFIRM, world.secretary)
    merging.undo(session, merge, world.secretary, reason="Two furnaces.")
    assert (rule.site, rule.state, rule.asks_because) == (gone, ASKS, asking_again.UNMERGE)


def test_the_rule_on_the_entry_that_stays_in_a_merge_holds(session, world, rule):
    gone = site_called(session, "Vostra Metals")
    merging.merge(session, rule.site, gone, world.secretary, reason="One furnace.")
    assert rule.state is ACTIVE


def test_a_verdict_that_is_taken_back_takes_the_ground_from_its_rule(session, world, rule):
    deciding.decide(session, rule.item, Verdict(ItemAction.UNDO), world.reader)
    assert (rule.state, rule.asks_because) == (ASKS, asking_again.VERDICT)


def test_each_cause_has_words():
    causes = {asking_again.EDITION, asking_again.MERGE, asking_again.UNMERGE, asking_again.VERDICT}
    assert set(asking_again.BECAUSE) == causes


def test_an_operators_import_asks_in_nobodys_name(session, rule):
    load(session, DAYS[1], "Merapi Tin Factory")
    asked = events.history(session, "name_rule", rule.public_id)[-1]
    assert (asked.action, asked.actor_id) == ("ask_again", None)
    assert asked.organisation_id == rule.organisation_id
