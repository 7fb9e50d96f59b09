"""An edition of the register leaves out, renames or closes a smelter that approved papers name."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from extraction.records import RegisterEntry
from tests.cast import a_candidate, a_document, a_reading, a_record
from workflows import editions, items
from workflows.following import proposals
from workflows.models import Cause, Proposal, Site
from workflows.states import FindingState


@pytest.fixture
def load(session, clock):
    """Import an edition of today with these names by number; a name with a star is closed."""

    def import_names(name="Lijst", **names):
        rows = [
            RegisterEntry(
                f"XID{key[1:]:>06}",
                value.strip("*"),
                (f"XID{key[1:]:>06}",),
                country="ID",
                metals=("tin",),
                active=not value.endswith("*"),
            )
            for key, value in names.items()
        ]
        day = clock().date()
        return editions.import_edition(session, rows, name=name, valid_from=day, actor=None)

    return import_names


@pytest.fixture
def named(session, paper, approve):
    """Approve an item that stands for the site of this name."""

    def approved(name):
        site = session.scalars(select(Site).where(Site.name == name)).one()
        approve(*paper(a_record(name, candidates=[a_candidate(site)])))
        return site

    return approved


@pytest.fixture
def used(load, named, clock):
    """A first edition of three smelters, of which a paper names two; a day later."""
    load(n1="Van ons", n2="Ook van ons", n3="Van niemand")
    named("Van ons")
    named("Ook van ons")
    clock.forward(days=1)


def facts(session):
    return [row.facts for row in session.scalars(select(Proposal).order_by(Proposal.id))]


def test_the_first_edition_of_a_source_changes_nothing(used, look):
    assert look() == []


def test_one_edition_is_one_cause_of_all_that_it_did_to_known_smelters(session, used, load, look):
    load(n1="Heet anders", n3="Van niemand B")
    assert sorted(look()) == [
        ("open", "smelter_removed", "proposed"),
        ("open", "smelter_renamed", "proposed"),
    ]
    (cause,) = session.scalars(select(Cause))
    assert cause.facts == {"source": "Lijst", "edition": "2026-03-03"}
    renamed = next(said for said in facts(session) if "former_name" in said)
    assert (renamed["former_name"], renamed["smelter"]) == ("Van ons", "Heet anders")
    assert len(look()) == 2


def test_a_smelter_that_the_edition_closes_is_proposed(session, used, load, look, there, world):
    load(n1="Van ons*", n2="Ook van ons", n3="Van niemand")
    assert look() == [("open", "smelter_closed", "proposed")]
    (proposal,) = session.scalars(select(Proposal))
    proposals.accept(session, proposal, world.secretary)
    (finding,) = there()
    assert (finding.rule, finding.site.name) == ("smelter_closed", "Van ons")


def test_an_edition_that_leaves_all_as_it_was_is_no_cause(used, load, look):
    load(n1="Van ons", n2="Ook van ons", n3="Van niemand")
    assert look() == []


def test_two_editions_of_one_day_are_both_looked_at(session, used, load, look):
    load(n1="Van ons B", n2="Ook van ons", n3="Van niemand")
    load(n1="Van ons B", n2="Ook van ons B", n3="Van niemand")
    assert look() == [("open", "smelter_renamed", "proposed")] * 2
    assert len(session.scalars(select(Cause)).all()) == 2


@pytest.mark.parametrize(("days", "count"), [(0, 1), (29, 1), (30, 0)])
def test_an_edition_is_news_for_thirty_days(used, load, look, clock, days, count):
    load(n1="Van ons", n3="Van niemand")
    clock.forward(days=days)
    assert len(look()) == count


def test_what_was_proposed_stays_when_it_is_no_news_any_more(used, load, look, clock):
    load(n1="Van ons", n3="Van niemand")
    assert look() == [("open", "smelter_removed", "proposed")]
    clock.forward(days=31)
    assert look() == [("open", "smelter_removed", "proposed")]


def test_a_paper_that_came_after_the_edition_is_not_asked_about(
    session, store, world, used, load, approve, look, clock
):
    site = session.scalars(select(Site).where(Site.name == "Van niemand")).one()
    load(n1="Van ons", n2="Ook van ons", n3="Anders")
    clock.forward(hours=1)
    reading = a_reading(a_record("Anders", candidates=[a_candidate(site)]))
    document = a_document(session, store, world.rival, world.competitor, reading)
    approve(*items.of_document(session, document))
    assert look() == []


def test_a_closed_finding_is_reopened_when_an_edition_closes_the_smelter_again(
    session, used, load, look, there, do_to, world, clock
):
    names = {"n2": "Ook van ons", "n3": "Van niemand"}
    load(n1="Van ons*", **names)
    look()
    (first,) = session.scalars(select(Proposal))
    proposals.accept(session, first, world.secretary)
    (finding,) = there()
    do_to(finding)
    clock.forward(days=1)
    load(n1="Van ons", **names)
    clock.at += timedelta(days=1)
    load(n1="Van ons*", **names)
    assert look()[1:] == [("reopen", "smelter_closed", "proposed")]
    again = session.scalars(select(Proposal).where(Proposal.id != first.id)).one()
    proposals.accept(session, again, world.secretary)
    assert finding.state is FindingState.IN_REVIEW
