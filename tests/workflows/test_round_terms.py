"""The last day of a round of comments: it ends the round, and the secretariat hears of it once."""

import pytest
from sqlalchemy import select

from tests.rounding import a_round
from workflows import clock as clocks
from workflows import remarks, reminding, reports, round_drafts, round_terms, rounds
from workflows.models import Notice
from workflows.remarks import Said
from workflows.states import ReportAction


@pytest.fixture
def row(session, world):
    return a_round(session, world, "Wij deden veel.", steering=True)


def told(session, action):
    return sorted(session.scalars(select(Notice.person_id).where(Notice.action == action)))


def test_the_office_is_told_once_when_the_last_day_has_passed(session, world, row, clock):
    clock.forward(days=7)
    round_terms.run(session)
    assert (row.closed_at, told(session, "end")) == (None, [])
    clock.forward(days=1)
    round_terms.run(session)
    round_terms.run(session)
    assert row.closed_at == clock()
    office = (world.secretary, world.other_secretary)
    assert told(session, "end") == sorted(who.person_id for who in office)


def test_a_round_that_was_closed_or_whose_draft_is_gone_ends_in_silence(session, world, row, clock):
    rounds.close(session, row, world.secretary)
    other = a_round(session, world, "Wij deden meer.")
    reports.act(session, other.report, ReportAction.WITHDRAW, world.secretary)
    clock.forward(days=8)
    round_terms.run(session)
    assert told(session, "end") == []


def test_who_said_nothing_yet_is_reminded_and_who_did_is_not(session, world, row, clock):
    remarks.add(session, row, [Said(round_drafts.spot(row, "1"), "Mooi")], world.contact)
    reminded = []
    for _ in range(10):
        before = clock()
        clock.forward(days=1)
        reminding.remind(session, before)
        left = (row.due - clocks.today(session)).days
        fresh = select(Notice.person_id).where(Notice.due.is_not(None), Notice.made_at == clock())
        reminded += [(who, left) for who in session.scalars(fresh)]
    assert reminded == [(world.chair.person_id, 1)]
