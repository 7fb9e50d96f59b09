import pytest
from sqlalchemy import select

from tests.cast import a_candidate, a_certificate, a_record, a_site, an_audit_finding
from workflows import doubting, findings, items
from workflows.deciding import decide, undo
from workflows.engine import make_sessions
from workflows.errors import NotAllowed
from workflows.models import Finding
from workflows.states import (
    DocumentState,
    FindingAction,
    FindingState,
    ItemAction,
    ItemState,
    RejectReason,
)
from workflows.verdicts import Verdict

APPROVE = Verdict(ItemAction.APPROVE)
DOUBT = Verdict(ItemAction.DOUBT)
TRADER = Verdict(ItemAction.REJECT, RejectReason.NOT_A_SMELTER)


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


def changing(**changes):
    return Verdict(ItemAction.CHANGE, changes=changes)


def picture(item):
    """All that an undo must bring back."""
    return (
        item.state,
        item.site,
        item.proposed,
        item.proposed_by_id,
        item.second_reason,
        [(f.name, f.text, f.corrected) for f in item.fields],
    )


@pytest.mark.parametrize("verdict", [APPROVE, TRADER, DOUBT, changing(country="MY", metal="lead")])
def test_undo_brings_back_what_was_before_a_first_verdict(session, world, paper, verdict):
    (item,) = paper(a_record(metal=None, candidates=[a_candidate(a_site(session))]))
    before = picture(item)
    decide(session, item, verdict, world.reader)
    assert picture(item) != before
    undo(session, item, world.reader)
    assert picture(item) == before
    assert items.last_decision(item) is None


@pytest.mark.parametrize("verdict", [APPROVE, TRADER, changing(country="MY")])
def test_undo_brings_back_that_a_colleague_handed_it_on(session, world, paper, verdict):
    (item,) = paper(a_record(candidates=[a_candidate(a_site(session))]))
    doubting.doubt(session, item, doubting.Doubt.READER, world.reader)
    decide(session, item, verdict, world.other_reader)
    undo(session, item, world.other_reader)
    assert (item.state, item.awaits) == (ItemState.DOUBT, "reader")


@pytest.mark.parametrize("verdict", [APPROVE, TRADER, DOUBT, changing(country="PH")])
def test_undo_brings_back_the_proposal_before_a_second_verdict(session, world, paper, verdict):
    (item,) = paper(a_record())
    decide(session, item, changing(country="MY"), world.reader)
    before = picture(item)
    decide(session, item, verdict, world.other_reader)
    assert picture(item) != before
    undo(session, item, world.other_reader)
    assert picture(item) == before


def test_undo_takes_back_only_ones_own_last_verdict(session, world, paper):
    (item,) = paper(a_record())
    decide(session, item, APPROVE, world.reader)
    with pytest.raises(NotAllowed, match="your own last verdict"):
        undo(session, item, world.other_reader)
    decide(session, item, TRADER, world.other_reader)
    with pytest.raises(NotAllowed, match="your own last verdict"):
        undo(session, item, world.reader)
    undo(session, item, world.other_reader)
    undo(session, item, world.reader)
    assert item.state is ItemState.OPEN
    with pytest.raises(NotAllowed, match="your own last verdict"):
        undo(session, item, world.reader)


def test_undo_is_a_verdict_like_the_others_to_who_asks_for_one(session, world, paper):
    (item,) = paper(a_record())
    decide(session, item, DOUBT, world.reader)
    decide(session, item, Verdict(ItemAction.UNDO), world.reader, seen=item.version)
    assert item.state is ItemState.OPEN


def test_undo_of_one_of_two_equal_fields_leaves_the_other_alone(session, world, paper):
    (item,) = paper(certificates=[a_certificate()])
    decide(session, item, changing(site="Hal 3"), world.reader)
    before = picture(item)
    decide(session, item, changing(number="VB-2"), world.other_reader)
    undo(session, item, world.other_reader)
    assert picture(item) == before


def test_undo_withdraws_a_finding_that_nobody_touched(session, world, paper):
    (item,) = paper(findings=[an_audit_finding()])
    decide(session, item, APPROVE, world.reader)
    finding = session.scalars(select(Finding)).one()
    undo(session, item, world.reader)
    assert finding.state is FindingState.WITHDRAWN
    decide(session, item, APPROVE, world.reader)
    states = session.scalars(select(Finding.state).order_by(Finding.id))
    assert list(states) == [FindingState.WITHDRAWN, FindingState.OPEN]


def test_undo_is_refused_when_the_finding_is_being_worked_on(session, world, paper):
    (item,) = paper(findings=[an_audit_finding()])
    decide(session, item, APPROVE, world.reader)
    finding = session.scalars(select(Finding)).one()
    given = {"person": world.reader.email, "severity": "major", "likelihood": "likely"}
    for action in (FindingAction.ASSIGN, FindingAction.ASSESS):
        findings.act(session, finding, action, world.secretary, given)
    with (
        pytest.raises(NotAllowed, match="the finding made of it is being worked on"),
        session.begin_nested(),
    ):
        undo(session, item, world.reader)
    assert item.state is ItemState.APPROVED
    assert finding.state is FindingState.ASSESSED


def test_a_finding_of_two_items_stays_when_one_is_undone(session, world, paper):
    site = a_site(session, organisation=world.company)
    first, other = paper(
        *(a_record(name, candidates=[a_candidate(site)]) for name in ("Merapi", "Kelana"))
    )
    for item in (first, other):
        decide(session, item, APPROVE, world.reader)
    finding = session.scalars(select(Finding)).one()
    assert [source.item for source in finding.sources] == [first, other]
    undo(session, first, world.reader)
    assert finding.state is FindingState.OPEN
    assert [source.item for source in finding.sources] == [other]
    undo(session, other, world.reader)
    assert finding.state is FindingState.WITHDRAWN


def test_an_item_reviewed_again_takes_its_untouched_finding_along(session, world, paper):
    (item,) = paper(findings=[an_audit_finding()])
    decide(session, item, APPROVE, world.reader)
    again = Verdict(ItemAction.REOPEN, note="It was of the year before.")
    decide(session, item, again, world.other_reader)
    finding = session.scalars(select(Finding)).one()
    assert finding.state is FindingState.WITHDRAWN


def test_reviewing_again_is_not_undone_by_an_older_verdict(session, world, paper):
    (item,) = paper(findings=[an_audit_finding()])
    decide(session, item, DOUBT, world.reader)
    decide(session, item, APPROVE, world.reader)
    decide(session, item, Verdict(ItemAction.REOPEN, note="Again."), world.secretary)
    with pytest.raises(NotAllowed):
        undo(session, item, world.reader)


def test_reviewing_again_is_taken_back_and_all_stands_as_it_did(session, world, paper):
    (item,) = paper(findings=[an_audit_finding()])
    decide(session, item, APPROVE, world.reader)
    for person in (world.other_reader, world.secretary):
        decide(session, item, Verdict(ItemAction.REOPEN, note="Of the year before."), person)
        assert item.document.state is DocumentState.IN_REVIEW
        undo(session, item, person)
        assert (item.state, item.document.state) == (ItemState.APPROVED, DocumentState.REVIEWED)
    # What was withdrawn meanwhile is open again, as a new finding.
    states = [row.state for row in session.scalars(select(Finding).order_by(Finding.id))]
    assert states == [FindingState.WITHDRAWN, FindingState.WITHDRAWN, FindingState.OPEN]


def test_a_finding_that_is_worked_on_stays_when_its_item_is_reviewed_again(session, world, paper):
    (item,) = paper(findings=[an_audit_finding()])
    decide(session, item, APPROVE, world.reader)
    finding = session.scalars(select(Finding)).one()
    findings.act(
        session, finding, FindingAction.ASSIGN, world.secretary, {"person": world.reader.email}
    )
    given = {"severity": "major", "likelihood": "possible"}
    findings.act(session, finding, FindingAction.ASSESS, world.reader, given)
    stood = finding.state
    decide(session, item, Verdict(ItemAction.REOPEN, note="Of the year before."), world.reader)
    assert (item.state, finding.state) == (ItemState.OPEN, stood)
    undo(session, item, world.reader)
    assert (item.state, finding.state) == (ItemState.APPROVED, stood)
    assert session.scalars(select(Finding)).one() is finding
