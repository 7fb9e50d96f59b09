"""Plans of action: what is proposed, what stands in them, what is done and what goes on."""

from datetime import UTC, date, datetime

import pytest

from tests.cast import a_document, a_reading, an_audit_finding
from tests.yearly import a_year, answered
from workflows import deadlines, deciding, events, items, plans, years
from workflows.errors import Invalid, NotAllowed, NotFound, Stale
from workflows.plans import Given
from workflows.states import ItemAction
from workflows.verdicts import Verdict

WORDS = "Een inkoper krijgt hiervoor tijd."


@pytest.fixture
def year(session, world):
    """The company's year with low answers to its first step and good ones to its second."""
    year = a_year(session, world.submitter)
    answered(session, year.steps[0], world.submitter, level=1)
    answered(session, year.steps[1], world.submitter, level=2)
    return year


def a_finding(session, store, company, sender, reader):
    reading = a_reading(findings=[an_audit_finding()])
    (item,) = items.of_document(session, a_document(session, store, company, sender, reading))
    deciding.decide(session, item, Verdict(ItemAction.APPROVE), reader)


def taken(session, year, actor, *keys):
    return plans.take(session, year, dict.fromkeys(keys, WORDS), actor)


def test_low_answers_and_open_findings_are_proposed_and_nothing_is_written(
    session, store, world, year
):
    a_finding(session, store, world.company, world.submitter, world.reader)
    a_finding(session, store, world.rival, world.competitor, world.other_reader)
    found = plans.proposals(session, year, world.submitter)
    assert [one.question.key for one in found if one.question] == [
        "policy", "board", "buyers", "contracts"
    ]  # fmt: skip
    (audit,) = [one.finding for one in found if one.finding]
    assert audit.organisation_id == world.company.id
    assert years.plan_of(session, year) == []


def test_what_stands_in_the_plan_is_not_proposed_again(session, world, year):
    (action,) = taken(session, year, world.submitter, "q:policy")
    assert (action.step, action.question, action.text) == (1, "policy", WORDS)
    keys = [one.key for one in plans.proposals(session, year, world.submitter)]
    assert "q:policy" not in keys
    with pytest.raises(Stale):
        taken(session, year, world.submitter, "q:policy")


def test_something_has_to_be_chosen(session, world, year):
    with pytest.raises(Invalid):
        taken(session, year, world.submitter)


def test_an_action_has_an_owner_and_a_day_and_is_done_with_what_came_of_it(
    session, world, year, clock
):
    (action,) = taken(session, year, world.submitter, "q:policy")
    day = date(2026, 4, 1)
    given = Given("Het bestuur stelt het beleid vast.", "Mevrouw Verzinsel", day)
    plans.change(session, action, given, world.contact)
    assert (action.owner, action.due, action.done_at) == ("Mevrouw Verzinsel", day, None)
    done = Given(given.text, given.owner, day, done=True, result="Vastgesteld.")
    plans.change(session, action, done, world.contact)
    assert (action.done_at, action.result) == (clock(), "Vastgesteld.")
    clock.forward(days=3)
    before = action.done_at
    plans.change(session, action, done, world.contact)
    assert action.done_at == before
    logged = [one.action for one in events.history(session, "year", year.public_id)]
    assert logged == ["add_action", "change_action", "finish_action", "finish_action"]


def test_who_looked_before_a_colleague_saved_is_told(session, world, year):
    (action,) = taken(session, year, world.submitter, "q:policy")
    seen = action.version
    plans.change(session, action, Given("Anders."), world.contact, seen=seen)
    with pytest.raises(Stale):
        plans.change(session, action, Given("Nog anders."), world.submitter, seen=seen)


@pytest.mark.parametrize("text", ["", "  ", "x" * 2_001])
def test_an_action_says_what_will_be_done(session, world, year, text):
    with pytest.raises(Invalid):
        plans.add(session, year, 3, Given(text), world.submitter)


@pytest.mark.parametrize("number", [0, 7])
def test_an_action_belongs_to_one_of_the_six_steps(session, world, year, number):
    with pytest.raises(Invalid):
        plans.add(session, year, number, Given(WORDS), world.submitter)


def test_what_is_not_done_is_taken_out_and_what_is_done_stays(session, world, year):
    one = plans.add(session, year, 3, Given(WORDS), world.submitter)
    other = plans.add(session, year, 3, Given(WORDS, done=True), world.submitter)
    plans.remove(session, one, world.submitter)
    with pytest.raises(NotAllowed):
        plans.remove(session, other, world.submitter)
    assert years.plan_of(session, year) == [other]


def test_the_next_year_goes_on_with_what_was_not_done_and_keeps_what_was(
    session, world, year, clock
):
    plans.add(session, year, 4, Given(WORDS, "Iemand", date(2026, 4, 1)), world.submitter)
    done = plans.add(session, year, 3, Given("Klaar.", done=True), world.submitter)
    clock.at = datetime(2026, 9, 1, 9, tzinfo=UTC)
    later = a_year(session, world.submitter)
    (carried,) = years.plan_of(session, later)
    assert (carried.text, carried.owner, carried.step) == (WORDS, "Iemand", 4)
    assert plans.done_before(session, later) == [done]
    assert plans.late(session, carried)
    plans.remove(session, carried, world.submitter)
    assert len(years.plan_of(session, year)) == 2


def test_only_the_company_writes_its_plan_and_only_the_secretariat_reads_along(
    session, world, year
):
    action = plans.add(session, year, 3, Given(WORDS), world.submitter)
    assert plans.get(session, action.public_id, world.secretary) is action
    for write in (
        lambda who: plans.add(session, year, 3, Given(WORDS), who),
        lambda who: plans.change(session, action, Given(WORDS), who),
        lambda who: plans.remove(session, action, who),
        lambda who: taken(session, year, who, "q:policy"),
    ):
        for who in (world.secretary, world.competitor, world.reader):
            with pytest.raises(NotAllowed):
                write(who)
    for who in (world.competitor, world.reader, world.member, world.chair, world.administrator):
        with pytest.raises(NotFound):
            plans.get(session, action.public_id, who)


def test_an_action_is_on_the_plate_of_its_company_once_until_it_is_done(
    session, world, year, clock
):
    def plate(who):
        return [one.due for one in deadlines.of(session, who) if one.what == deadlines.ACTION]

    day = date(2026, 10, 1)
    plans.add(session, year, 3, Given(WORDS, due=day), world.submitter)
    clock.at = datetime(2026, 9, 1, 9, tzinfo=UTC)
    (carried,) = years.plan_of(session, a_year(session, world.submitter))
    assert plate(world.contact) == [day]
    assert plate(world.competitor) == []
    plans.change(session, carried, Given(WORDS, due=day, done=True), world.contact)
    assert plate(world.contact) == []
