"""Who knows of which rule, and who may do what with it."""

import pytest

from tests.cast import a_site
from tests.ruling import Ruling
from workflows import events, name_rules, rule_making
from workflows.engine import make_sessions
from workflows.errors import Invalid, NotAllowed, NotFound, Stale
from workflows.name_rules import Wanted
from workflows.states import NameRuleAction, NameRuleState, RuleScope

MEMBER, SUPPLIER, EVERYBODY = RuleScope.MEMBER, RuleScope.SUPPLIER, RuleScope.EVERYBODY
WITHDRAW = NameRuleAction.WITHDRAW


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def ruling(session, store, world):
    return Ruling(session, store, world)


def knowing(session, world, rule) -> set[str]:
    """Who knows of a rule."""
    return {
        name
        for name, who in world.everybody.items()
        if rule in session.scalars(name_rules.visible(who)).all()
    }


READERS = {"reader", "other_reader", "secretary", "other_secretary"}


def test_a_rule_of_a_member_is_known_to_that_member_and_its_readers(session, world, ruling):
    rule = rule_making.make(session, ruling.approved(a_site(session)), MEMBER, world.reader)
    assert knowing(session, world, rule) == READERS | {"submitter", "contact"}


def test_a_reviewer_who_was_given_no_such_paper_knows_of_no_such_rule(session, world, ruling):
    item = ruling.rejected(supplier="Bedacht Draadhuis")
    of_one = rule_making.make(session, item, SUPPLIER, world.reader)
    of_all = rule_making.make(session, item, MEMBER, world.reader)
    other = ruling.item("Iets anders")  # of the same member, and of no supplier
    for document, reader in ((item.document, "other.reader"), (other.document, "reader")):
        for assigned in list(document.assignments):
            if assigned.person.email.startswith(f"{reader}@"):
                session.delete(assigned)
        session.flush()
        session.expire(document)
    assert "other_reader" in knowing(session, world, of_all)
    assert "other_reader" not in knowing(session, world, of_one)
    assert "reader" in knowing(session, world, of_one)
    with pytest.raises(NotFound):
        name_rules.get(session, of_one.public_id, world.other_reader)


def test_a_rule_for_everybody_on_a_smelter_is_known_to_every_company(session, world, ruling):
    site = a_site(session)
    item = ruling.approved(site, site.name)
    rule = rule_making.make(session, item, EVERYBODY, world.secretary, note="the register")
    assert knowing(session, world, rule) == READERS | {"submitter", "contact", "competitor"}


def test_what_is_never_a_smelter_for_everybody_is_told_to_no_company(session, world, ruling):
    item = ruling.rejected("London Metal Exchange")
    rule = rule_making.make(session, item, EVERYBODY, world.secretary, note="its own website")
    assert knowing(session, world, rule) == READERS


def test_a_rule_is_withdrawn_with_a_note_and_its_history_stays(session, world, ruling):
    rule = rule_making.make(session, ruling.rejected(), MEMBER, world.reader)
    with pytest.raises(Invalid, match="note is required"):
        name_rules.act(session, rule, WITHDRAW, world.other_reader)
    session.refresh(rule)
    with pytest.raises(Stale):
        seen = rule.version - 1
        name_rules.act(session, rule, WITHDRAW, world.reader, note="x", seen=seen)
    name_rules.act(session, rule, WITHDRAW, world.other_reader, note="It has a furnace.")
    assert rule.state is NameRuleState.WITHDRAWN
    made, gone = events.history(session, "name_rule", rule.public_id)
    assert events.payload(session, made)["text"] == "Merapi Handel"
    assert events.payload(session, gone)["note"] == "It has a furnace."


def doing(session, world, rule) -> list[str]:
    """Who could withdraw a rule."""
    found = []
    for name, who in world.everybody.items():
        if rule in session.scalars(name_rules.visible(who)).all():
            refusals = [option.refusal for option in name_rules.options(session, rule, who)]
            found += [name] if None in refusals else []
    return found


def test_readers_and_the_secretariat_withdraw_and_the_company_does_not(session, world, ruling):
    rule = rule_making.make(session, ruling.rejected(), MEMBER, world.reader)
    assert set(doing(session, world, rule)) == READERS
    with pytest.raises(NotAllowed):
        name_rules.act(session, rule, WITHDRAW, world.submitter, note="x")


def test_only_the_secretariat_withdraws_what_holds_for_everybody(session, world, ruling):
    item = ruling.rejected("London Metal Exchange")
    rule = rule_making.make(session, item, EVERYBODY, world.secretary, note="its own website")
    assert doing(session, world, rule) == ["secretary", "other_secretary"]


def test_the_list_is_narrowed_and_what_asks_stands_first(session, world, ruling):
    site = a_site(session)
    item = ruling.approved(site, supplier="Bedacht Draadhuis")
    first = rule_making.make(session, item, SUPPLIER, world.reader)
    second = rule_making.make(session, ruling.rejected(), MEMBER, world.reader)

    def listed(**wanted):
        return name_rules.listing(session, world.reader, Wanted(**wanted)).rows

    assert listed() == [second, first]
    assert listed(scope="supplier") == [first]
    assert listed(scope="everybody") == []
    assert listed(text="HANDEL") == [second]
    assert listed(text="tin works") == [first]  # by the smelter that it names
    name_rules.act(session, second, WITHDRAW, world.reader, note="x")
    assert listed(state="withdrawn") == [second]
    with pytest.raises(NotFound):
        name_rules.listing(session, world.member, Wanted())
