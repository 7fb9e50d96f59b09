"""A verdict becomes a rule for a supplier, a member, or, where it is all public, for everybody."""

import pytest

from tests.cast import a_site
from tests.ruling import APPROVE, Ruling
from workflows import aliases, events, name_rules, rule_making
from workflows.deciding import decide
from workflows.engine import make_sessions
from workflows.errors import Conflict, Invalid, NotAllowed, Stale
from workflows.models import SiteName
from workflows.states import ItemAction, NameRuleAction, NameRuleState, RejectReason, RuleScope
from workflows.verdicts import Verdict

MEMBER, SUPPLIER, EVERYBODY = RuleScope.MEMBER, RuleScope.SUPPLIER, RuleScope.EVERYBODY


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def ruling(session, store, world):
    return Ruling(session, store, world)


def test_an_approval_becomes_this_text_is_that_smelter(session, world, ruling):
    site = a_site(session)
    item = ruling.approved(site, supplier="Bedacht Draadhuis")
    rule = rule_making.make(session, item, SUPPLIER, world.reader, note="So they call it.")
    assert (rule.text, rule.site, rule.reason) == ("Merapi Wks.", site, None)
    assert (rule.scope, rule.supplier.name) == (SUPPLIER, "Bedacht Draadhuis")
    assert (rule.country, rule.metal) == ("ID", "tin")
    assert (rule.state, rule.made_by_id) == (NameRuleState.ACTIVE, world.reader.person_id)
    (made,) = events.history(session, "name_rule", rule.public_id)
    assert events.payload(session, made)["note"] == "So they call it."
    assert made.organisation_id == world.company.id


def test_a_rejection_becomes_this_text_is_never_a_smelter(session, world, ruling):
    rule = rule_making.make(session, ruling.rejected(), MEMBER, world.reader)
    assert (rule.text, rule.site, rule.reason) == (
        "Merapi Handel", None, RejectReason.NOT_A_SMELTER
    )  # fmt: skip
    assert (rule.country, rule.metal, rule.supplier) == (None, None, None)


@pytest.mark.parametrize(
    "verdict",
    [
        None,
        Verdict(ItemAction.REJECT, RejectReason.MISREAD),
        Verdict(ItemAction.APPROVE, candidate="new"),
    ],
    ids=["undecided", "of the one paper", "not confirmed yet"],
)
def test_what_no_verdict_on_the_text_stands_behind_becomes_no_rule(session, world, ruling, verdict):
    item = ruling.item(site=a_site(session))
    if verdict is not None:
        decide(session, item, verdict, world.reader)
    assert not rule_making.offered(session, item, world.reader)
    with pytest.raises(NotAllowed, match="A rule comes of a verdict that stands"):
        rule_making.make(session, item, MEMBER, world.reader)


def test_only_who_may_decide_on_the_paper_makes_a_rule_of_it(session, world, ruling):
    item = ruling.approved(a_site(session))
    makes = [name for name, who in world.everybody.items() if _makes(session, item, who)]
    assert makes == ["reader", "other_reader", "secretary", "other_secretary"]


def _makes(session, item, who) -> bool:
    try:
        rule_making.preview(session, item, MEMBER, who)
    except NotAllowed:
        return False
    return True


def test_the_same_rule_is_not_made_twice_but_again_once_it_is_withdrawn(session, world, ruling):
    item = ruling.approved(a_site(session))
    assert rule_making.offered(session, item, world.reader)
    rule = rule_making.make(session, item, MEMBER, world.reader)
    assert not rule_making.offered(session, item, world.reader)
    other = ruling.approved(a_site(session, "Merapi Refinery"), "MERAPI WKS.")
    with pytest.raises(Conflict):
        rule_making.make(session, other, MEMBER, world.other_reader)
    elsewhere = ruling.approved(a_site(session, country="MY"), country="MY")
    rule_making.make(session, elsewhere, MEMBER, world.reader)
    name_rules.act(session, rule, NameRuleAction.WITHDRAW, world.reader, note="Two of them.")
    rule_making.make(session, other, MEMBER, world.other_reader)


def test_who_looked_at_an_older_verdict_looks_again(session, world, ruling):
    item = ruling.approved(a_site(session))
    with pytest.raises(Stale):
        rule_making.make(session, item, MEMBER, world.reader, seen=item.version - 1)


def test_without_a_supplier_there_is_no_rule_for_one(session, world, ruling):
    (supplier, member) = rule_making.choices(session, ruling.rejected(), world.reader)
    assert (supplier.scope, supplier.effect) == (SUPPLIER, None)
    assert isinstance(supplier.refusal, Invalid)
    assert (member.scope, member.effect.total, member.refusal) == (MEMBER, 0, None)


def test_only_the_secretariat_makes_a_rule_for_everybody(session, world, ruling):
    site = a_site(session)
    item = ruling.approved(site, site.name)
    assert EVERYBODY not in [c.scope for c in rule_making.choices(session, item, world.reader)]
    with pytest.raises(NotAllowed, match="Only the secretariat"):
        rule_making.make(session, item, EVERYBODY, world.reader, note="the register")
    with pytest.raises(Invalid, match="public source"):
        rule_making.make(session, item, EVERYBODY, world.secretary)
    rule = rule_making.make(session, item, EVERYBODY, world.secretary, note="the register")
    assert (rule.organisation, rule.supplier, rule.item) == (None, None, None)
    (made,) = events.history(session, "name_rule", rule.public_id)
    assert made.organisation_id is None
    assert item.public_id not in str(events.payload(session, made))


def test_a_name_that_only_one_company_uses_becomes_no_rule_for_everybody(session, world, ruling):
    site = a_site(session)
    item = ruling.approved(site, "Geheim Kanariemetaal")
    learned = aliases.learned(session, site)
    assert [row.name for row, _owner in learned.values()] == ["Geheim Kanariemetaal"]
    with pytest.raises(Invalid, match="No public source is known"):
        rule_making.make(session, item, EVERYBODY, world.secretary, note="overheard")
    aliases.clear(session, site, next(iter(learned)), world.secretary, note="a newspaper")
    rule_making.make(session, item, EVERYBODY, world.secretary, note="a newspaper")


def test_a_smelter_that_only_one_company_knows_becomes_no_rule_for_everybody(
    session, world, ruling
):
    site = a_site(session, organisation=world.company)
    item = ruling.approved(site, site.name)
    with pytest.raises(Invalid, match="Make the smelter itself public first"):
        rule_making.make(session, item, EVERYBODY, world.secretary, note="overheard")


@pytest.mark.parametrize(
    "name",
    ["Bedacht Draadhuis", "c/o Voorbeeld Draad B.V., magazijn", "Kraaiennest", "Oude Kraai"],
    ids=["a supplier", "a member", "a member's smelter", "a member's name for one"],
)
def test_what_is_never_a_smelter_names_nobody_whom_one_company_knows(session, world, ruling, name):
    a_site(session, "Kraaiennest", organisation=world.rival)
    known = a_site(session)
    known.names.append(
        SiteName(name="Oude Kraai", organisation_id=world.rival.id, source="document")
    )
    item = ruling.rejected(name, supplier="Bedacht Draadhuis")
    with pytest.raises(Invalid, match="comes of one company alone"):
        rule_making.make(session, item, EVERYBODY, world.secretary, note="overheard")


def test_a_smelter_of_the_register_is_never_never_a_smelter_for_everybody(session, world, ruling):
    a_site(session, "Merapi Handel")
    with pytest.raises(Invalid, match="The register has a smelter of this name"):
        rule_making.make(session, ruling.rejected(), EVERYBODY, world.secretary, note="overheard")


def test_a_rule_of_what_two_people_read_waits_for_the_second_of_them(session, world, ruling):
    item = ruling.item("Merapi Wks.")  # no candidate: a new smelter, which two people read
    decide(session, item, APPROVE, world.reader)
    assert not rule_making.offered(session, item, world.reader)
    decide(session, item, APPROVE, world.other_reader)
    rule = rule_making.make(session, item, MEMBER, world.reader)
    assert rule.site.organisation_id == world.company.id
