"""What a decision made known is offered where the same name waits, and to no other member."""

import pytest

from tests.cast import a_candidate, a_document, a_reading, a_record, a_site
from workflows import items
from workflows.deciding import decide
from workflows.engine import make_sessions
from workflows.states import ItemAction, ItemState
from workflows.verdicts import NEW, Verdict, suggested

APPROVE = Verdict(ItemAction.APPROVE)
UNDO = Verdict(ItemAction.UNDO)


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def proposed(session, world, paper):
    """Let two readers propose a new smelter of this name; gives its entry."""

    def propose(name="Struisgras", **record):
        (item,) = paper(a_record(name, **record))
        for reader in (world.reader, world.other_reader):
            decide(session, item, Verdict(ItemAction.APPROVE, candidate=NEW), reader)
        return item.site

    return propose


def said(item):
    return [(row.rank, row.site.name, row.score) for row in item.candidates]


def test_a_new_smelter_is_a_candidate_where_its_name_waits(session, paper, proposed):
    weak = a_site(session, "Struis Works")
    here, there = paper(
        a_record("STRUISGRAS", candidates=[a_candidate(weak, 0.5)]), a_record("Iets Anders")
    )
    site = proposed()
    assert said(here) == [(1, site.name, 1.0), (2, weak.name, 0.5)]
    assert suggested(here) is site
    assert there.candidates == []


def test_what_the_paper_says_otherwise_makes_it_a_weaker_one(paper, proposed):
    (other,) = paper(a_record("Struisgras", metal="lead"))
    proposed(metal="tin")
    (row,) = other.candidates
    assert row.score == 0.8
    assert "metal_differs" in row.reasons


def test_nobody_elses_papers_hear_of_it(session, store, world, proposed):
    reading = a_reading(a_record("Struisgras"))
    theirs = a_document(session, store, world.rival, world.competitor, reading)
    proposed()
    (item,) = items.of_document(session, theirs)
    assert item.candidates == []


def test_what_somebody_gave_a_verdict_on_stays_as_it_was_judged(session, world, paper, proposed):
    (waits,) = paper(a_record("Struisgras"))
    decide(session, waits, APPROVE, world.reader)
    assert waits.state is ItemState.SECOND
    proposed()
    assert waits.candidates == []


def test_a_name_that_a_verdict_taught_is_offered_and_goes_with_it(session, world, paper):
    site, other = a_site(session), a_site(session, "Merapi Trading")
    (taught,) = paper(a_record("Merapi Wks.", candidates=[a_candidate(site)]))
    (waits,) = paper(a_record("Merapi Wks.", candidates=[a_candidate(other, 0.6)]))
    decide(session, taught, APPROVE, world.reader)
    assert taught.state is ItemState.APPROVED
    assert said(waits) == [(1, site.name, 0.98), (2, other.name, 0.6)]
    assert "decided_before" in waits.candidates[0].reasons
    decide(session, taught, UNDO, world.reader)
    assert suggested(waits) is not site
