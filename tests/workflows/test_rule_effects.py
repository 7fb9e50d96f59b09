"""A rule fills in the open items that it means, within what one may see, and decides none."""

import pytest

from tests.cast import a_reading, a_record, a_site, some_bytes
from tests.ruling import APPROVE, TRADER, Ruling
from workflows import documents, name_rules, readings, rule_effects, rule_making, versions
from workflows.deciding import decide
from workflows.engine import make_sessions
from workflows.models import SiteName
from workflows.states import DocumentAction, ItemState, NameRuleAction, NameRuleState, RuleScope

MEMBER, SUPPLIER, EVERYBODY = RuleScope.MEMBER, RuleScope.SUPPLIER, RuleScope.EVERYBODY


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def ruling(session, store, world):
    return Ruling(session, store, world)


@pytest.fixture
def rule_for(session):
    """The rule that means an item."""
    return lambda item: rule_effects.for_item(session, item).get(NameRuleState.ACTIVE)


def test_a_rule_of_a_member_means_its_other_papers_and_those_of_nobody_else(
    session, world, ruling, rule_for
):
    site = a_site(session)
    rule = rule_making.make(session, ruling.approved(site), MEMBER, world.reader)
    assert rule_for(ruling.item("MERAPI WKS.")) is rule
    assert rule_for(ruling.item("Merapi Wks", supplier="Iemand anders")) is None
    assert rule_for(ruling.item("Merapi Wks.", supplier="Iemand anders")) is rule
    assert rule_for(ruling.item("Merapi Wks.", rival=True)) is None


def test_a_rule_of_a_supplier_means_the_papers_of_that_supplier(session, world, ruling, rule_for):
    item = ruling.approved(a_site(session), supplier="Bedacht Draadhuis")
    rule = rule_making.make(session, item, SUPPLIER, world.reader)
    assert rule_for(ruling.item(supplier="Bedacht Draadhuis")) is rule
    assert rule_for(ruling.item(supplier="Iemand anders")) is None
    assert rule_for(ruling.item()) is None
    # Another member may buy of a supplier that is called the same: the two are never linked.
    assert rule_for(ruling.item(supplier="Bedacht Draadhuis", rival=True)) is None


def test_a_rule_for_everybody_means_the_papers_of_everybody(session, world, ruling, rule_for):
    site = a_site(session)
    site.names.append(SiteName(name="M.S.C.", source="edition"))
    item = ruling.approved(site, "M.S.C.")
    rule = rule_making.make(session, item, EVERYBODY, world.secretary, note="the register")
    assert rule_for(ruling.item("m.s.c.", rival=True)) is rule


def test_the_narrowest_rule_comes_first_and_of_those_the_newest(session, world, ruling, rule_for):
    site, other = a_site(session), a_site(session, "Merapi Refinery")
    item = ruling.approved(site, site.name, supplier="Bedacht Draadhuis")
    wide = rule_making.make(session, item, EVERYBODY, world.secretary, note="the register")
    now = ruling.item(site.name, supplier="Bedacht Draadhuis")
    assert rule_for(now) is wide
    mine = rule_making.make(session, item, MEMBER, world.reader)
    assert rule_for(now) is mine
    of_them = ruling.approved(other, site.name, supplier="Bedacht Draadhuis")
    narrow = rule_making.make(session, of_them, SUPPLIER, world.reader)
    assert (rule_for(now), narrow.site) == (narrow, other)


def test_a_paper_that_says_otherwise_is_not_meant(session, world, ruling, rule_for):
    rule = rule_making.make(session, ruling.approved(a_site(session)), MEMBER, world.reader)
    assert rule_for(ruling.item(country="MY")) is None
    assert rule_for(ruling.item(metal="gold")) is None
    assert rule_for(ruling.item(country=None, metal=None)) is rule


def test_what_is_never_a_smelter_is_none_whatever_stands_beside_it(
    session, world, ruling, rule_for
):
    rule = rule_making.make(session, ruling.rejected(), MEMBER, world.reader)
    assert rule_for(ruling.item("Merapi Handel", country="MY", metal="gold")) is rule


def test_only_what_is_open_is_meant_and_it_stays_open(session, world, ruling, rule_for):
    site = a_site(session)
    rule = rule_making.make(session, ruling.approved(site), MEMBER, world.reader)
    item = ruling.item(site=site)
    assert (rule_for(item), item.state, item.decisions) == (rule, ItemState.OPEN, [])
    decide(session, item, APPROVE, world.reader)
    assert rule_for(item) is None


def test_a_rule_that_is_withdrawn_or_asks_means_nothing(session, world, ruling, rule_for):
    rule = rule_making.make(session, ruling.rejected(), MEMBER, world.reader)
    item = ruling.item("Merapi Handel")
    name_rules.act(session, rule, NameRuleAction.WITHDRAW, world.reader, note="It has a furnace.")
    assert rule_for(item) is None


def test_a_preview_counts_what_would_be_filled_in_and_writes_nothing(session, world, ruling):
    site = a_site(session)
    item = ruling.approved(site)
    open_ones = [ruling.item(), ruling.item()]
    ruling.item("Something else")
    effect = rule_making.preview(session, item, MEMBER, world.reader)
    assert (list(effect.first), effect.total) == (open_ones, 2)
    assert session.scalars(name_rules.visible(world.secretary)).all() == []


def test_a_preview_counts_only_the_papers_that_one_may_see(session, world, ruling):
    site = a_site(session)
    item = ruling.approved(site, site.name)
    ruling.item(site.name)
    theirs = ruling.item(site.name, rival=True)
    for assigned in list(theirs.document.assignments):
        session.delete(assigned)
    session.flush()
    session.expire(theirs.document)
    rule = rule_making.make(session, item, EVERYBODY, world.secretary, note="the register")
    assert rule_effects.of(session, rule, world.secretary).total == 2
    for who in (world.reader, world.submitter, world.competitor):
        effect = rule_effects.of(session, rule, who)
        assert effect.total == 1
        assert (theirs in effect.first) is (who is world.competitor)


def test_what_was_decided_since_says_how_often_the_rule_was_right(session, world, ruling, clock):
    site, other = a_site(session), a_site(session, "Merapi Refinery")
    ruling.approved(site)  # before there was a rule
    clock.forward(minutes=1)
    rule = rule_making.make(session, ruling.approved(site), MEMBER, world.reader)
    clock.forward(minutes=1)
    ruling.approved(site)
    ruling.approved(other)
    decide(session, ruling.item(), TRADER, world.reader)
    effect = rule_effects.of(session, rule, world.reader)
    assert (effect.total, effect.same, effect.otherwise) == (0, 1, 2)


def test_items_of_a_version_that_was_replaced_are_not_counted(session, store, world, ruling):
    rule = rule_making.make(session, ruling.approved(a_site(session)), MEMBER, world.reader)
    document = ruling.item().document
    assert rule_effects.of(session, rule, world.reader).total == 1
    newer = versions.add(session, store, document, "nieuw.pdf", some_bytes(), world.submitter)
    readings.record(session, newer, a_reading(a_record("Something else")), {})
    assert rule_effects.of(session, rule, world.reader).total == 0


def test_items_of_a_document_that_was_withdrawn_are_not_counted(session, world, ruling):
    rule = rule_making.make(session, ruling.approved(a_site(session)), MEMBER, world.reader)
    item = ruling.item()
    assert rule_effects.of(session, rule, world.secretary).total == 1
    documents.act(session, item.document, DocumentAction.WITHDRAW, world.submitter)
    assert rule_effects.of(session, rule, world.secretary).total == 0
