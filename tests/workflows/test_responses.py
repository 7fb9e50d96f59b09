"""What the risks of a finding ask, by when, why it may be later, and what happens when it is."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.walking import walk_to
from workflows import response_terms, responses
from workflows.engine import make_sessions
from workflows.errors import Invalid
from workflows.models import Notice
from workflows.responses import Asks
from workflows.risks import seed_taxonomies
from workflows.states import FindingAction as A
from workflows.states import FindingState as S
from workflows.taxonomies import ANNEX_II, CODES, THEMES

TODAY = date(2026, 3, 2)
WEEK, HALF_YEAR = TODAY + timedelta(days=7), TODAY + timedelta(days=183)


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def assessed(session, do, finding):
    """Assess the finding with these risks."""

    def with_risks(codes):
        seed_taxonomies(session)
        walk_to(do, S.IN_REVIEW)
        do("reader", A.ASSESS, risks=codes)
        return finding

    return with_risks


def test_every_risk_of_annex_ii_asks_something_and_no_theme_does():
    assert set(responses.BY_CODE) == {code for code, *_words in CODES[ANNEX_II]}
    assert responses.asked(code for code, *_words in CODES[THEMES]) == {}


@pytest.mark.parametrize(
    ("codes", "day"),
    [
        ("A1c", WEEK),
        ("A2", WEEK),
        ("A3", HALF_YEAR),
        ("A6,T02", HALF_YEAR),
        ("A4,A1a", WEEK),  # the first day of all that is asked
        ("T02", None),
        ("", None),
    ],
)
def test_an_assessment_says_by_when_its_risks_ask_for_an_answer(assessed, codes, day):
    assert assessed(codes).respond_by == day


def test_a_measure_after_that_day_needs_a_reason_which_stays_with_it(do, assessed):
    finding = assessed("A4")
    late = str(HALF_YEAR + timedelta(days=1))
    with pytest.raises(Invalid, match="ask for an answer by"):
        do("contact", A.PLAN, due=late)
    with pytest.raises(Invalid, match="ask for an answer by"):
        do("contact", A.PLAN, due=late, reason=" ")
    do("contact", A.PLAN, due=late, reason="The contract ends then.")
    do("contact", A.PLAN, due=str(HALF_YEAR))
    assert [measure.reason for measure in finding.measures] == ["The contract ends then.", ""]


def test_what_is_to_be_stopped_is_not_just_reduced(do, assessed):
    assessed("A1b")
    with pytest.raises(Invalid, match="ask to stop the cause"):
        do("contact", A.PLAN, due=str(WEEK), kind="mitigate")
    do("contact", A.PLAN, due=str(WEEK), kind="cease")
    do("contact", A.PLAN, due=str(WEEK), kind="remedy")  # once it is stopped, more is welcome


def test_a_finding_without_risks_of_annex_ii_takes_any_day(do, assessed):
    assessed("T04")
    do("contact", A.PLAN, due="2030-01-01")


def test_what_passed_its_day_without_an_answer_is_escalated_once(session, do, assessed, clock):
    finding = assessed("A1b")
    clock.forward(days=7)
    response_terms.run(session)
    assert finding.escalated_at is None
    clock.forward(days=1)
    response_terms.run(session)
    response_terms.run(session)
    assert (finding.state, finding.escalated_at) == (S.ASSESSED, clock())
    told = session.scalars(select(Notice).where(Notice.action == "escalate")).all()
    assert len(told) == len({row.person_id for row in told}) == 4  # the company and the office


def test_what_was_planned_for_later_with_a_reason_waits_for_its_own_day(
    session, do, assessed, clock
):
    finding = assessed("A1b")
    do("contact", A.PLAN, due="2026-06-01", kind="cease", reason="A court decides in May.")
    clock.forward(days=30)
    response_terms.run(session)
    assert finding.escalated_at is None


def test_what_is_asked_is_a_week_to_stop_or_half_a_year_to_reduce():
    assert {(one.asks, one.days) for one in responses.BY_CODE.values()} == {
        (Asks.STOP, 7),
        (Asks.REDUCE, 183),
    }
