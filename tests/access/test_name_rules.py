"""Who knows of a rule, makes one, ends one: asked of the rules themselves, without a page."""

import pytest
from sqlalchemy import select

from tests.access import matrix
from tests.access.ground import OURS, THEIRS
from tests.access.reviewing import ENDS_RULES, RULES_LISTED
from tests.access.viewers import OFFICE, OTHER_READER, READER, some
from webapp import db
from workflows import items, name_rules, people, rule_effects, rule_making
from workflows.errors import NotAllowed, NotFound
from workflows.models import Item, NameRule
from workflows.name_rules import Wanted
from workflows.states import NameRuleAction, RuleScope

MAKES = {"ours": some(READER) | OFFICE, "theirs": some(OTHER_READER) | OFFICE}


def each(ground, noun):
    """Every viewer with a session of their own, and the objects of a noun by name and id."""
    for viewer in sorted(matrix.LOGGED_IN):
        for name, public_id in ground.ids[noun].items():
            if name == "none":
                continue
            with db.sessions(ground.app)() as session:
                yield session, viewer, people.acting_as(session, ground.emails[viewer]), (
                    name, public_id
                )  # fmt: skip
                session.rollback()


def test_a_rule_is_known_to_whom_it_concerns(ground):
    for session, viewer, who, (name, public_id) in each(ground, "name_rule"):
        seen = session.scalars(name_rules.visible(who).where(NameRule.public_id == public_id)).all()
        assert bool(seen) is (viewer in matrix.SEES["name_rule"][name]), (viewer, name)


def test_the_list_of_rules_is_a_page_of_companies_readers_and_the_office(ground):
    for session, viewer, who, _ in each(ground, "verdict"):
        has = viewer in RULES_LISTED
        assert name_rules.knows(who) is has
        if not has:
            with pytest.raises(NotFound):
                name_rules.listing(session, who, Wanted())


def test_a_rule_is_ended_by_its_readers_and_the_office(ground):
    for session, viewer, who, (name, public_id) in each(ground, "name_rule"):
        # As found by somebody else: what stands between is the table alone.
        rule = session.scalars(select(NameRule).where(NameRule.public_id == public_id)).one()
        if viewer not in matrix.SEES["name_rule"][name]:
            continue
        try:
            name_rules.act(session, rule, NameRuleAction.WITHDRAW, who, note="x")
        except NotAllowed:
            assert viewer not in ENDS_RULES[name], (viewer, name)
        else:
            assert viewer in ENDS_RULES[name], (viewer, name)


def test_a_rule_is_made_by_who_may_decide_on_the_paper(ground):
    for session, viewer, who, (name, public_id) in each(ground, "verdict"):
        item = session.scalars(select(Item).where(Item.public_id == public_id)).one()
        try:
            rule_making.make(session, item, RuleScope.SUPPLIER, who)
        except NotAllowed:
            assert viewer not in MAKES[name], (viewer, name)
        else:
            assert viewer in MAKES[name], (viewer, name)


def test_a_rule_for_everybody_is_made_by_the_office(ground):
    for session, viewer, who, (_, public_id) in each(ground, "verdict"):
        item = session.scalars(select(Item).where(Item.public_id == public_id)).one()
        try:
            rule_making.make(session, item, RuleScope.EVERYBODY, who, note="een krant")
        except NotAllowed:
            assert viewer not in matrix.OFFICE, viewer
        else:
            assert viewer in matrix.OFFICE, viewer


def test_what_a_rule_does_is_told_within_what_one_sees(ground):
    for session, viewer, who, (_, public_id) in each(ground, "name_rule"):
        rule = session.scalars(select(NameRule).where(NameRule.public_id == public_id)).one()
        seen = {row.id for row in session.scalars(items.visible(who))}
        effect = rule_effects.of(session, rule, who)
        assert {row.id for row in effect.first} <= seen, viewer
        assert effect.total + effect.same + effect.otherwise <= len(seen), viewer


def test_a_company_is_told_of_its_rule_and_not_why_a_reader_made_it(ground, visitors):
    address = f"/rules/{ground.ids['name_rule']['ours']}"
    for viewer in sorted(matrix.SEES["name_rule"]["ours"]):
        page = visitors.ask(viewer, address).text
        assert f"{OURS} Kantoor" in page
        works = viewer in matrix.REVIEWERS | matrix.OFFICE
        assert (f"{OURS} is vaak" in page) is works, viewer


def test_a_list_of_rules_holds_ones_own_and_those_for_everybody(ground, visitors):
    for viewer in sorted(RULES_LISTED):
        page = visitors.ask(viewer, "/rules").text
        for name, text in (
            ("ours", f"{OURS} Kantoor"),
            ("theirs", f"{THEIRS} Kantoor"),
            ("everybody", "Openbare Smelterij"),
            ("never", "Openbare Beurs"),
        ):
            assert (text in page) is (viewer in matrix.SEES["name_rule"][name]), (viewer, name)
