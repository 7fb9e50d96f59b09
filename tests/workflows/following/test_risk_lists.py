"""A country enters or leaves a list: the day before it holds, on that day, and a month after."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.cast import a_candidate, a_document, a_reading, a_record, a_risk_list, a_site
from workflows import findings, items
from workflows.following import proposals
from workflows.models import Cause, Proposal
from workflows.states import FindingAction, FindingState

TODAY = date(2026, 3, 2)
OPENS = ("open", "country_listed", "proposed")


@pytest.fixture
def smelter(session, paper, approve):
    """An approved smelter in Indonesia."""
    site = a_site(session)
    approve(*paper(a_record(candidates=[a_candidate(site)])))
    return site


def edition(session, *countries, days, **more):
    return a_risk_list(session, *countries, valid_from=TODAY + timedelta(days=days), **more)


def regional(session, country, regions, *, days):
    """An edition that names regions of one country."""
    made = edition(session, country, days=days)
    made.countries[0].note = regions
    session.flush()


def test_a_country_that_enters_is_proposed_from_the_day_of_the_edition(
    session, smelter, look, clock
):
    edition(session, "MY", days=-200)
    edition(session, "MY", "ID", days=1)
    assert look() == []
    clock.forward(days=1)
    assert look() == [OPENS]
    clock.forward(days=1)
    assert look() == [OPENS]
    (proposal,) = session.scalars(select(Proposal))
    assert proposal.facts["country"] == "ID"
    assert proposal.facts["edition"] == "2026-03-03"
    assert proposal.site is smelter


def test_an_edition_of_long_ago_is_no_news(session, smelter, look, clock):
    edition(session, "ID", days=-30)
    assert look() == []
    edition(session, "ID", "MY", days=-29)
    assert look() == []  # Indonesia was on the one before
    edition(session, "ID", days=-28, name="Tweede lijst")
    assert look() == [OPENS]


def test_what_entered_and_left_stands_with_the_cause(session, smelter, look):
    edition(session, "ID", "MY", days=-200)
    edition(session, "MY", "PH", days=-1)
    assert look() == []
    (cause,) = session.scalars(select(Cause))
    assert (cause.facts["added"], cause.facts["removed"]) == (["PH"], ["ID"])
    assert cause.facts["list"] == "Verzonnen lijst"


def test_a_region_that_enters_is_looked_at_again_and_one_edition_is_one_cause(
    session, world, paper, approve, look, there, do_to, clock
):
    site = a_site(session)
    regional(session, "ID", "Noord", days=-200)
    approve(*paper(a_record(candidates=[a_candidate(site)])))
    (finding,) = there()
    do_to(finding)
    clock.forward(days=10)
    regional(session, "ID", "Noord", days=5)
    assert look() == []
    regional(session, "ID", "Noord; Oost", days=10)
    assert look() == [("reopen", "country_listed", "proposed")]
    (cause,) = session.scalars(select(Cause))
    assert (cause.facts["changed"], cause.facts["added"]) == (["ID"], [])


def test_the_country_that_the_paper_says_counts_before_that_of_the_register(
    session, paper, approve, look
):
    site = a_site(session)
    approve(*paper(a_record(country="PH", candidates=[a_candidate(site)])))
    edition(session, "ID", days=0)
    assert look() == []
    edition(session, "ID", "PH", days=0, name="Tweede lijst")
    assert look() == [OPENS]


def test_one_smelter_in_many_papers_is_one_proposal_a_company(
    session, store, world, smelter, paper, approve, look
):
    record = a_record(candidates=[a_candidate(smelter)])
    approve(*paper(record))
    reading = a_reading(record)
    document = a_document(session, store, world.rival, world.competitor, reading)
    approve(*items.of_document(session, document))
    edition(session, "ID", days=0)
    assert look() == [OPENS, OPENS]
    whose = {row.organisation_id for row in session.scalars(select(Proposal))}
    assert whose == {world.company.id, world.rival.id}
    assert len(session.scalars(select(Cause)).all()) == 1


def test_a_finding_that_runs_or_was_opened_for_this_edition_is_enough(
    session, world, smelter, paper, approve, look, there
):
    edition(session, "ID", days=-3)
    approve(*paper(a_record(candidates=[a_candidate(smelter)])))
    (finding,) = there()
    assert finding.rule == "country_listed"
    assert look() == []
    given = {"note": "Bezocht: er is geen conflict."}
    findings.act(session, finding, FindingAction.DISMISS, world.secretary, given)
    assert look() == []


def test_a_finding_of_an_earlier_edition_is_reopened_when_the_country_comes_back(
    session, world, paper, approve, look, there, do_to, clock
):
    site = a_site(session)
    edition(session, "ID", days=-200)
    approve(*paper(a_record(candidates=[a_candidate(site)])))
    (finding,) = there()
    do_to(finding)
    clock.forward(days=10)
    edition(session, "MY", days=5)
    edition(session, "ID", days=10)
    assert look() == [("reopen", "country_listed", "proposed")]
    (proposal,) = session.scalars(select(Proposal))
    proposals.accept(session, proposal, world.secretary)
    assert finding.state is FindingState.IN_REVIEW
