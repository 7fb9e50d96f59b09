"""A smelter enters a list of companies: from the day of the edition, and never as a namesake."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.cast import a_candidate, a_document, a_reading, a_record, a_site, an_entity_list
from workflows import items
from workflows.models import Cause, Proposal
from workflows.risk_entries import ListedEntity

TODAY = date(2026, 3, 2)
OPENS = ("open", "entity_listed", "proposed")
LISTED = ListedEntity("Merapi Tin Works", country="ID", risks="forced labour")
OTHER = ListedEntity("Iets anders")


@pytest.fixture
def smelter(session, paper, approve):
    """An approved smelter in Indonesia."""
    site = a_site(session)
    approve(*paper(a_record(candidates=[a_candidate(site)])))
    return site


def edition(session, *entities, days, **more):
    return an_entity_list(session, *entities, valid_from=TODAY + timedelta(days=days), **more)


def test_a_smelter_that_enters_is_proposed_from_the_day_of_the_edition(
    session, smelter, look, clock
):
    edition(session, OTHER, days=-200)
    edition(session, LISTED, days=1)
    assert look() == []
    clock.forward(days=1)
    assert look() == [OPENS]
    assert look() == [OPENS]
    (proposal,) = session.scalars(select(Proposal))
    assert proposal.site is smelter
    assert {name: proposal.facts[name] for name in ("entry", "edition", "match", "risks")} == {
        "entry": "Merapi Tin Works",
        "edition": "2026-03-03",
        "match": "name_country",
        "risks": "forced labour",
    }
    (cause,) = session.scalars(select(Cause))
    assert [cause.facts[name] for name in ("new", "gone", "changed")] == [1, 1, 0]


@pytest.mark.parametrize(
    "listed",
    [ListedEntity("Merapi Tin Works", country="MY"), ListedEntity("Merapi Tin Smelter")],
    ids=["the same name in another country", "a name that is like it"],
)
def test_a_namesake_is_not_proposed(session, smelter, look, listed):
    edition(session, listed, days=0)
    assert look() == []


def test_what_stood_on_the_edition_before_is_no_news(session, smelter, look):
    edition(session, LISTED, days=-200)
    edition(session, ListedEntity("Merapi Tin Works", country="ID", risks="x"), OTHER, days=0)
    assert look() == []


def test_an_entry_that_was_a_namesake_before_is_news(session, smelter, look):
    edition(session, ListedEntity("Elders", country="ID", identifier="X-1"), days=-200)
    edition(session, ListedEntity("Merapi Tin Works", country="ID", identifier="X-1"), days=0)
    assert look() == [OPENS]


def test_an_edition_of_long_ago_is_no_news(session, smelter, look):
    edition(session, LISTED, days=-30)
    assert look() == []


def test_a_finding_that_runs_is_enough(session, smelter, paper, approve, look, there):
    edition(session, LISTED, days=0)
    approve(*paper(a_record(candidates=[a_candidate(smelter)])))
    assert [finding.rule for finding in there()] == ["entity_listed"]
    assert look() == []


def test_each_company_has_a_proposal_of_its_own_and_what_a_rival_calls_it_is_its_own(
    session, store, world, smelter, approve, look
):
    reading = a_reading(a_record("Schuilnaam", candidates=[a_candidate(smelter)]))
    document = a_document(session, store, world.rival, world.competitor, reading)
    approve(*items.of_document(session, document))
    edition(session, ListedEntity("Schuilnaam"), days=0, name="Een")
    assert look() == [OPENS]
    (proposal,) = session.scalars(select(Proposal))
    assert proposal.organisation_id == world.rival.id
    edition(session, LISTED, days=0, name="Twee")
    assert look() == [OPENS, OPENS, OPENS]
