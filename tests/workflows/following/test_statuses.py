"""A scheme says less of a smelter: the day before, on that day, and when it is old news."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.cast import a_candidate, a_record, a_site
from workflows import site_facts
from workflows.models import Cause, Proposal

TODAY = date(2026, 3, 2)
BEGAN = TODAY - timedelta(days=400)
LESS = ("open", "smelter_status_changed", "proposed")
WORST = ("open", "smelter_not_conformant", "proposed")


@pytest.fixture
def site(session, paper, approve):
    """A conformant smelter that an approved paper names."""
    site = a_site(session, status=("rmap", "conformant", BEGAN))
    approve(*paper(a_record(candidates=[a_candidate(site)])))
    return site


@pytest.fixture
def say(session, site):
    """Let the scheme say something from so many days after today."""

    def state(status, days, **more):
        said = {"scheme": "rmap", "basis": "assessed", "source": "invented", **more}
        day = TODAY + timedelta(days=days)
        return site_facts.state_status(
            session, site, status=status, from_date=day, actor=None, **said
        )

    return state


@pytest.mark.parametrize(("status", "proposal"), [("non_conformant", WORST), ("active", LESS)])
def test_less_is_proposed_from_its_day_on(session, say, look, clock, status, proposal):
    say(status, 1)
    assert look() == []
    clock.forward(days=1)
    assert look() == [proposal]
    clock.forward(days=1)
    assert look() == [proposal]
    (row,) = session.scalars(select(Proposal))
    assert (row.facts["former_status"], row.facts["status"]) == ("conformant", status)
    assert row.facts["since"] == "2026-03-03"


@pytest.mark.parametrize(("days", "count"), [(-29, 1), (-30, 0)])
def test_a_change_is_news_for_thirty_days(say, look, days, count):
    say("active", days)
    assert len(look()) == count


def test_what_a_scheme_says_no_more_is_less(session, site, say, look, clock):
    site.statuses[0].to_date = TODAY + timedelta(days=1)
    session.flush()
    assert look() == []
    clock.forward(days=1)
    assert look() == [LESS]
    (row,) = session.scalars(select(Proposal))
    assert row.facts["status"] == ""


def test_more_or_the_same_is_not_proposed(say, look):
    say("non_conformant", -200)
    say("conformant", -2)
    say("conformant", -1)
    assert look() == []


def test_a_first_word_is_proposed_only_when_it_is_the_worst(say, look):
    say("active", -2, scheme="lbma")
    assert look() == []
    say("non_conformant", -1, scheme="irma")
    assert look() == [WORST]


def test_a_scheme_day_and_source_are_one_cause(session, site, say, paper, approve, look):
    other = a_site(session, "Ander", status=("rmap", "conformant", BEGAN))
    approve(*paper(a_record("Ander", candidates=[a_candidate(other)])))
    say("active", -1)
    site_facts.state_status(
        session, other, scheme="rmap", status="non_conformant", basis="assessed",
        from_date=TODAY - timedelta(days=1), source="invented", actor=None,
    )  # fmt: skip
    assert sorted(look()) == sorted([LESS, WORST])
    (cause,) = session.scalars(select(Cause))
    assert cause.facts == {"scheme": "rmap", "since": "2026-03-01", "source": "invented"}


def test_a_smelter_that_no_approved_paper_names_is_let_be(session, say, look):
    other = a_site(session, "Ander", status=("rmap", "conformant", BEGAN))
    site_facts.state_status(
        session, other, scheme="rmap", status="active", basis="assessed",
        from_date=TODAY, source="invented", actor=None,
    )  # fmt: skip
    assert look() == []
