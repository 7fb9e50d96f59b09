"""Steps of years on somebody's plate: to send in, to assess, and what was asked for them."""

from datetime import UTC, date, datetime

import pytest

from tests.cast import a_person
from tests.yearly import a_year, answered, signed
from workflows import steps, work
from workflows.states import Role, StepAction


@pytest.fixture
def year(session, world, clock):
    """The year that began in July, with half a year to go."""
    clock.at = datetime(2026, 7, 20, 9, tzinfo=UTC)
    return a_year(session, world.submitter)


def numbers(session, actor, name):
    """The steps of a bucket, as the first of them are shown and as its page has them."""
    found = {bucket.name: bucket for bucket in work.buckets(session, actor)}
    if name not in found:
        return []
    shown = [task.step.number for task in found[name].tasks]
    rows = work.tasks(session, actor, name).rows
    assert shown == [task.step.number for task in rows]
    assert found[name].total == len(rows)
    return shown


def test_a_step_is_to_be_sent_in_when_its_day_nears(session, world, clock, year):
    assert numbers(session, world.submitter, "steps_due") == []
    clock.at = datetime(2026, 12, 2, 9, tzinfo=UTC)
    assert numbers(session, world.submitter, "steps_due") == [1, 2, 3, 4, 5, 6]
    assert numbers(session, world.contact, "steps_due") == [1, 2, 3, 4, 5, 6]
    clock.at = datetime(2027, 1, 20, 9, tzinfo=UTC)
    signed(session, year.steps[0], world.submitter, world.contact)
    assert numbers(session, world.submitter, "steps_due") == [2, 3, 4, 5, 6]
    assert numbers(session, world.competitor, "steps_due") == []


def test_a_step_that_was_sent_back_is_to_do_at_once(session, world, year):
    step = signed(session, year.steps[2], world.submitter, world.contact)
    steps.act(session, step, StepAction.RETURN, world.secretary, {"note": "Which day?"})
    assert numbers(session, world.submitter, "steps_due") == [3]
    answered(session, step, world.submitter)
    steps.act(session, step, StepAction.SIGN, world.contact, {})
    assert numbers(session, world.submitter, "steps_due") == []


def test_what_was_sent_in_waits_for_the_secretariat(session, world, year):
    step = signed(session, year.steps[0], world.submitter, world.contact)
    assert numbers(session, world.secretary, "steps_to_assess") == [1]
    assert numbers(session, world.submitter, "steps_sent") == [1]
    for who in (world.reader, world.chair, world.administrator, world.competitor):
        assert numbers(session, who, "steps_to_assess") == []
    steps.act(session, step, StepAction.ACCEPT, world.secretary, {})
    assert numbers(session, world.secretary, "steps_to_assess") == []
    assert numbers(session, world.submitter, "steps_sent") == []


def test_what_was_sent_in_first_is_read_first(session, world, clock, year):
    for day, place in enumerate((2, 0, 4), 1):
        clock.at = datetime(2026, 8, day, 9, tzinfo=UTC)
        signed(session, year.steps[place], world.submitter, world.contact)
    assert numbers(session, world.secretary, "steps_to_assess") == [3, 1, 5]
    (first, *_rest) = work.tasks(session, world.secretary, "steps_to_assess").rows
    assert (first.day, first.since) == (None, date(2026, 8, 1))


def test_who_asks_for_more_time_is_answered_by_the_secretariat(session, world, year):
    said = {"due": "2027-02-01", "note": "The list comes in January."}
    steps.act(session, year.steps[1], StepAction.ASK_TIME, world.submitter, said)
    assert numbers(session, world.secretary, "steps_time") == [2]
    steps.act(session, year.steps[1], StepAction.EXTEND, world.secretary, said)
    assert numbers(session, world.secretary, "steps_time") == []


def test_who_also_works_for_the_company_is_given_none_of_its_steps(session, world, year):
    signed(session, year.steps[0], world.submitter, world.contact)
    both = a_person(session, world.secretary.email, Role.EXPERT, world.company)
    assert numbers(session, both, "steps_to_assess") == []
    assert numbers(session, world.other_secretary, "steps_to_assess") == [1]
