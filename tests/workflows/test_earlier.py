"""What was decided before on the same text is offered again, and to nobody of another member."""

import pytest

from tests.cast import a_candidate, a_document, a_reading, a_record, a_site
from tests.ruling import Ruling
from workflows import earlier, items, name_rules, rule_making
from workflows.deciding import decide
from workflows.engine import make_sessions
from workflows.states import ItemAction, ItemState, NameRuleAction, RejectReason, RuleScope
from workflows.verdicts import Verdict

APPROVE = Verdict(ItemAction.APPROVE)
TRADER = Verdict(ItemAction.REJECT, RejectReason.NOT_A_SMELTER)


@pytest.fixture
def ruling(session, store, world):
    return Ruling(session, store, world)


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


def test_an_approval_is_offered_with_its_smelter_and_its_origin(session, world, paper):
    site = a_site(session)
    (before,) = paper(a_record("Merapi Wks.", candidates=[a_candidate(site)]))
    decide(session, before, APPROVE, world.reader)
    (now,) = paper(a_record("MERAPI WKS."))
    found = earlier.verdict(session, now, world.reader)
    assert (found.action, found.site) == (ItemAction.APPROVE, site)
    assert (found.document, found.by) == (before.document, world.reader.name)
    assert now.state is ItemState.OPEN  # it is offered, and never given by itself


def test_a_rejection_is_offered_with_its_reason(session, world, paper):
    (before,) = paper(a_record("Merapi Handel"))
    decide(session, before, TRADER, world.reader)
    found = earlier.verdict(session, paper(a_record("Merapi Handel"))[0], world.reader)
    assert (found.action, found.reason) == (ItemAction.REJECT, RejectReason.NOT_A_SMELTER)


def test_a_correction_is_offered_where_the_paper_reads_as_wrongly_as_before(session, world, paper):
    site = a_site(session)
    (before,) = paper(a_record("Merapi Tin Wks", candidates=[a_candidate(site)]))
    fixed = {"smelter": "Merapi Tin Works"}
    decide(session, before, Verdict(ItemAction.CHANGE, changes=fixed), world.reader)
    decide(session, before, APPROVE, world.other_reader)
    found = earlier.verdict(session, paper(a_record("Merapi Tin Wks"))[0], world.reader)
    assert (found.action, found.changes, found.site) == (ItemAction.CHANGE, fixed, site)


def test_the_newest_verdict_counts_and_one_taken_back_does_not(session, world, paper):
    (first,) = paper(a_record("Merapi", candidates=[a_candidate(a_site(session))]))
    decide(session, first, APPROVE, world.reader)
    (second,) = paper(a_record("Merapi"))
    decide(session, second, TRADER, world.reader)
    (now,) = paper(a_record("Merapi"))
    assert earlier.verdict(session, now, world.reader).action is ItemAction.REJECT
    decide(session, second, Verdict(ItemAction.UNDO), world.reader)
    assert earlier.verdict(session, now, world.reader).action is ItemAction.APPROVE
    again = Verdict(ItemAction.REOPEN, note="The register was wrong.")
    decide(session, first, again, world.reader)
    assert earlier.verdict(session, now, world.reader) is None


def test_the_same_name_in_another_country_is_another_question(session, world, paper):
    (before,) = paper(a_record("Merapi", candidates=[a_candidate(a_site(session))]))
    decide(session, before, APPROVE, world.reader)
    for unlike in (a_record("Merapi", country="MY"), a_record("Merapi", metal="gold")):
        assert earlier.verdict(session, paper(unlike)[0], world.reader) is None
    (silent,) = paper(a_record("Merapi", country=None))
    assert earlier.verdict(session, silent, world.reader) is not None


def test_nothing_of_another_member_is_offered(session, store, world, paper):
    reading = a_reading(a_record("Geheim Kanariemetaal", candidates=[a_candidate(a_site(session))]))
    theirs = a_document(session, store, world.rival, world.competitor, reading)
    decide(session, items.of_document(session, theirs)[0], APPROVE, world.reader)
    (mine,) = paper(a_record("Geheim Kanariemetaal"))
    for who in world.everybody.values():
        assert earlier.verdict(session, mine, who) is None


def test_a_rule_goes_before_the_newest_verdict_and_says_whose_it_is(session, world, ruling):
    site = a_site(session)
    rule = rule_making.make(session, ruling.approved(site), RuleScope.MEMBER, world.reader)
    ruling.rejected("Merapi Wks.")
    found = earlier.verdict(session, ruling.item(), world.other_reader)
    assert (found.action, found.site, found.rule) == (ItemAction.APPROVE, site, rule)
    assert (found.by, found.at) == (world.reader.name, rule.made_at)
    name_rules.act(session, rule, NameRuleAction.WITHDRAW, world.reader, note="It is a trader.")
    found = earlier.verdict(session, ruling.item(), world.other_reader)
    assert (found.action, found.rule) == (ItemAction.REJECT, None)


def test_a_rule_of_what_is_no_smelter_offers_its_reason(session, world, ruling):
    rule = rule_making.make(session, ruling.rejected(), RuleScope.MEMBER, world.reader)
    found = earlier.verdict(session, ruling.item("MERAPI HANDEL"), world.reader)
    assert (found.action, found.reason, found.rule) == (
        ItemAction.REJECT, RejectReason.NOT_A_SMELTER, rule
    )  # fmt: skip


def test_no_rule_of_another_member_is_offered(session, world, ruling):
    theirs = ruling.approved(a_site(session), "Geheim Kanariemetaal", rival=True)
    rule_making.make(session, theirs, RuleScope.MEMBER, world.reader)
    mine = ruling.item("Geheim Kanariemetaal")
    for who in world.everybody.values():
        assert earlier.verdict(session, mine, who) is None


def test_who_may_not_see_the_other_paper_does_not_hear_its_title_or_reader(session, world, paper):
    (before,) = paper(a_record("Merapi", candidates=[a_candidate(a_site(session))]))
    decide(session, before, APPROVE, world.reader)
    (now,) = paper(a_record("Merapi"))
    for assigned in list(before.document.assignments):
        session.delete(assigned)
    session.flush()
    session.expire(before.document)
    found = earlier.verdict(session, now, world.reader)
    assert (found.document, found.by) == (None, "")
    assert earlier.verdict(session, now, world.secretary).by == world.reader.name


def test_a_new_smelter_that_waits_for_its_second_reader_is_told_where_its_name_stands_again(
    session, store, world, paper
):
    reading = a_reading(a_record("Nieuwe Smelterij"))
    theirs = a_document(session, store, world.rival, world.competitor, reading)
    (first,) = paper(a_record("Nieuwe Smelterij"))
    again, abroad = paper(
        a_record("NIEUWE SMELTERIJ"), a_record("Nieuwe Smelterij", country="MY", metal="lead")
    )
    assert earlier.proposed(session, again, world.reader) is None
    decide(session, first, APPROVE, world.reader)
    found = earlier.proposed(session, again, world.reader)
    assert found is not None
    assert found.item is first
    # Elsewhere it is another one; and of other members nothing is told.
    assert earlier.proposed(session, abroad, world.reader) is None
    (item,) = items.of_document(session, theirs)
    assert earlier.proposed(session, item, world.other_reader) is None
    decide(session, first, APPROVE, world.other_reader)
    assert earlier.proposed(session, again, world.reader) is None
