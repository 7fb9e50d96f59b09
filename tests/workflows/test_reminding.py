"""Reminders: 30, 7 and 1 days before, and the day after; each once, to whose plate it is on."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from tests.cast import a_document, a_reading, a_record
from workflows import assigning, deadlines, deciding, doubting, questions, reminding
from workflows import clock as clocks
from workflows.doubting import Doubt
from workflows.engine import make_sessions
from workflows.models import Notice
from workflows.states import FindingAction, ItemAction
from workflows.verdicts import Verdict


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def days_pass(session, world, clock):
    """Remind on each of so many days; who was reminded of what on which day."""
    names = {who.person_id: name for name, who in world.everybody.items()}

    def over(days):
        found = []
        for _ in range(days):
            newest = session.scalar(select(func.max(Notice.id))) or 0
            reminding.remind(session, clock() - timedelta(days=1))
            fresh = select(Notice).where(Notice.id > newest, Notice.due.is_not(None))
            today = clocks.today(session)
            found += [
                (names[row.person_id], row.action, (row.due - today).days)
                for row in session.scalars(fresh)
            ]
            clock.forward(days=1)
        return found

    return over


def measured(do, due):
    """The finding gets as far as a measure that is due on a day."""
    do("secretary", FindingAction.ASSIGN)
    do("reader", FindingAction.ASSESS)
    do("contact", FindingAction.PLAN, due=due.isoformat())


def test_a_measure_is_reminded_of_four_times_and_never_twice(session, do, days_pass, clock):
    measured(do, clock().date() + timedelta(days=40))
    told = days_pass(60)
    for who in ("submitter", "contact"):
        mine = [left for name, what, left in told if (name, what) == (who, deadlines.MEASURE)]
        assert mine == [30, 7, 1, -1]
    assert [left for name, *_, left in told if name == "reader"] == [30, 7, 1, -1]
    assert {name for name, *_ in told} == {"submitter", "contact", "reader"}


def test_a_second_look_on_the_same_day_reminds_nobody(session, do, clock):
    measured(do, clock().date() + timedelta(days=7))
    before = clock() - timedelta(days=1)
    reminding.remind(session, before)
    count = select(func.count()).select_from(Notice)
    once = session.scalar(count)
    reminding.remind(session, before)
    assert session.scalar(count) == once


def test_after_days_without_a_worker_one_reminder_is_made_of_each_thing(
    session, world, do, clock, days_pass
):
    measured(do, clock().date() + timedelta(days=31))
    last = clock()
    clock.forward(days=30)  # past the marks of 30, 7 and 1 days
    reminding.remind(session, last)
    mine = select(Notice).where(
        Notice.person_id == world.contact.person_id, Notice.due.is_not(None)
    )
    (row,) = session.scalars(mine)
    assert row.key.endswith(":1")


def test_what_is_done_is_reminded_of_no_more(session, do, clock, days_pass):
    measured(do, clock().date() + timedelta(days=8))
    assert days_pass(2)
    do("contact", FindingAction.START)
    do("contact", FindingAction.ADD_EVIDENCE)
    do("submitter", FindingAction.SUBMIT)
    do("reader", FindingAction.VERIFY)
    assert days_pass(20) == []


def test_a_question_reminds_the_company_and_a_promise_its_readers(
    session, store, world, paper, days_pass
):
    item, _ = paper(a_record("Merapi Tin Works"), a_record("Ombak Tin"))
    doubting.doubt(session, item, Doubt.ASK, world.reader, text="Is it yours?")
    told = set(days_pass(16))
    expected = {(who, deadlines.ANSWER) for who in ("submitter", "contact")}
    expected |= {(who, deadlines.READ) for who in ("reader", "other_reader")}
    assert told == {(*one, left) for one in expected for left in (7, 1, -1)}


def test_an_answered_question_is_on_nobodys_plate(session, store, world, paper):
    item, _ = paper(a_record("Merapi Tin Works"), a_record("Ombak Tin"))
    doubting.doubt(session, item, Doubt.ASK, world.reader, text="Is it yours?")
    assert [one.what for one in deadlines.of(session, world.contact)] == [deadlines.ANSWER]
    (question,) = questions.of_item(session, item, world.reader)
    questions.answer(session, store, question, world.contact, text="It is.")
    assert deadlines.of(session, world.contact) == []


def test_a_document_that_is_done_is_on_no_plate(session, world, paper):
    (item,) = paper(a_record())
    assert [one.what for one in deadlines.of(session, world.reader)] == [deadlines.READ]
    no = Verdict(ItemAction.REJECT, reason="not_a_smelter")
    deciding.decide(session, item, no, world.reader)
    assert deadlines.of(session, world.reader) == []


def test_a_document_without_a_reader_is_on_the_plate_of_the_office(session, store, world):
    paper = a_document(session, store, world.company, world.submitter, a_reading(a_record()))
    assert deadlines.of(session, world.secretary) == []
    for one in list(paper.assignments):
        assigning.unassign(session, paper, one.person, world.secretary)
    assert [one.what for one in deadlines.of(session, world.secretary)] == [deadlines.FIND_READER]


@pytest.mark.parametrize("who", ["competitor", "member", "expert", "supporter", "chair"])
def test_others_have_nothing_of_it_on_their_plate(session, world, do, paper, who):
    measured(do, date(2026, 9, 1))
    item, _ = paper(a_record("Merapi Tin Works"), a_record("Ombak Tin"))
    doubting.doubt(session, item, Doubt.ASK, world.reader, text="Is it yours?")
    assert deadlines.of(session, getattr(world, who)) == []


@pytest.mark.parametrize(
    ("left_then", "left_now", "mark"),
    [(31, 30, 30), (30, 29, None), (8, 7, 7), (31, 1, 1), (0, -1, -1), (-1, -2, None)],
)
def test_a_mark_is_passed_once(left_then, left_now, mark):
    due, day = date(2026, 6, 1), timedelta(days=1)
    assert reminding.passed(due, due - left_then * day, due - left_now * day) == mark
