"""The same smelter twice in one paper is told, and the same one for another metal is none."""

from dataclasses import replace

import pytest

from tests.cast import a_candidate, a_record, a_site
from workflows import adding, clock, duplicates
from workflows.deciding import decide
from workflows.engine import make_sessions
from workflows.errors import Invalid
from workflows.states import ItemAction, ItemState, RejectReason
from workflows.verdicts import NEW, Verdict

FIRST = {"country": "NO", "metal": "tin", "identifier": "XID000901"}


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.mark.parametrize(
    ("name", "otherwise", "is_one"),
    [
        ("NORVIK SMELTING LTD", {}, True),
        ("Norvik-Smelting", {"identifier": "XID-000901"}, True),
        ("Norvik Smelting Ltd", {"identifier": None}, True),
        ("Norvik Smelting Ltd", {"country": None, "metal": None, "identifier": None}, True),
        ("Norvik Smelting Ltd", {"metal": "lead"}, False),
        ("Norvik Smelting Ltd", {"country": "SE"}, False),
        ("Norvik Smelting Ltd", {"identifier": "XID000902"}, False),
        ("Norvik Smelters", {}, False),
    ],
)
def test_a_duplicate_is_the_same_record_and_no_other(session, paper, name, otherwise, is_one):
    site = a_site(session, "Norvik Smelting")
    first, again = paper(
        a_record("Norvik Smelting", **FIRST, candidates=[a_candidate(site)]),
        a_record(name, **{**FIRST, **otherwise}, candidates=[a_candidate(site)]),
    )
    assert duplicates.of(session, again, site) is (first if is_one else None)
    # The first of two that wait is no duplicate of the second.
    assert duplicates.of(session, first, site) is None


def test_what_says_less_than_two_others_is_a_duplicate_of_none(session, paper):
    tin, lead, bare = paper(
        a_record("Norvik Smelting", metal="tin"),
        a_record("Norvik Smelting", metal="lead"),
        a_record("Norvik Smelting", metal=None),
    )
    assert {tin.state, lead.state} == {ItemState.OPEN}
    assert duplicates.of(session, bare, None) is None


def test_one_that_was_added_and_decided_counts_wherever_it_stands(session, world, paper):
    (first,) = paper(a_record("Norvik Smelting", country="NO"))
    later = adding.add(
        session,
        first.document,
        world.reader,
        page=1,
        values={"smelter": "norvik smelting", "country": "NO"},
        box=None,
        typed=True,
    )
    assert duplicates.of(session, later, None) is first
    for reader in (world.reader, world.other_reader):
        decide(session, later, Verdict(ItemAction.APPROVE, candidate=NEW), reader)
    assert duplicates.of(session, first, None) is later
    assert duplicates.of(session, later, None) is None  # nobody asks of what is decided


def test_a_rejected_one_is_no_ground_to_reject_another(session, world, paper):
    first, again = paper(a_record("Norvik Smelting"), a_record("Norvik Smelting Ltd"))
    decide(session, first, Verdict(ItemAction.REJECT, RejectReason.MISREAD), world.reader)
    assert duplicates.of(session, again, None) is None


def test_another_paper_is_no_matter(session, paper):
    paper(a_record("Norvik Smelting"))
    (item,) = paper(a_record("Norvik Smelting"))
    assert duplicates.of(session, item, None) is None


def test_what_is_double_of_nothing_in_its_paper_is_rejected_with_a_word_of_what(
    session, world, paper
):
    (alone,) = paper(a_record("Norvik Smelting", **FIRST))
    alone.flagged_at = clock.now(session)  # so that two people look
    double = Verdict(ItemAction.REJECT, RejectReason.DUPLICATE)
    with pytest.raises(Invalid, match="Nothing like it stands in this document"):
        decide(session, alone, double, world.reader)
    assert alone.state is ItemState.OPEN
    decide(session, alone, replace(double, note="Staat ook in de bijlage."), world.reader)
    assert alone.state is ItemState.SECOND
    # The second reader says the same, and need not say again of what.
    decide(session, alone, double, world.other_reader)
    assert alone.state is ItemState.REJECTED
