"""The last ten verdicts of a person: which there are, and which of them can still be taken back."""

import pytest
from sqlalchemy import select

from tests.cast import a_candidate, a_record, a_site, an_audit_finding
from workflows import adding, deciding, findings, items, undoing
from workflows.engine import make_sessions
from workflows.errors import Stale
from workflows.models import Finding
from workflows.states import FindingAction, ItemAction, ItemState, RejectReason
from workflows.verdicts import Verdict

APPROVE = Verdict(ItemAction.APPROVE)
DOUBT = Verdict(ItemAction.DOUBT)
MISREAD = Verdict(ItemAction.REJECT, RejectReason.MISREAD)


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


def said(session, actor):
    """What each of the last verdicts was, and why it stays; empty where it can be taken back."""
    return [
        (act.lead.action.value, str(act.refusal or "")) for act in undoing.recent(session, actor)
    ]


def test_the_newest_ten_are_there_each_to_be_taken_back_in_any_order(session, world, paper):
    rows = paper(*(a_record(f"Smelterij {number}") for number in range(12)))
    for row in rows:
        deciding.decide(session, row, DOUBT, world.reader)
    acts = undoing.recent(session, world.reader)
    assert [act.lead.item for act in acts] == rows[:1:-1]
    assert all(act.refusal is None for act in acts)
    deciding.undo(session, rows[4], world.reader)
    assert rows[4].state is ItemState.OPEN
    assert [act.lead.item for act in undoing.recent(session, world.reader)][-1] is rows[1]


def test_another_persons_are_not_among_them(session, world, paper):
    (row,) = paper(a_record())
    deciding.decide(session, row, DOUBT, world.other_reader)
    assert undoing.recent(session, world.reader) == []


def test_a_verdict_stays_once_a_second_reader_has_started(session, world, paper):
    (row,) = paper(a_record())
    deciding.decide(session, row, APPROVE, world.reader)
    assert said(session, world.reader) == [("approve", "")]
    deciding.decide(session, row, MISREAD, world.other_reader)
    assert said(session, world.reader) == [("approve", "Somebody else has decided on it since.")]


def test_of_two_verdicts_on_one_item_the_later_goes_first(session, world, paper):
    (row,) = paper(a_record(candidates=[a_candidate(a_site(session))]))
    deciding.decide(session, row, DOUBT, world.reader)
    deciding.decide(session, row, APPROVE, world.reader)
    assert said(session, world.reader) == [
        ("approve", ""),
        ("doubt", "You decided on it again since: undo that first."),
    ]
    deciding.undo(session, row, world.reader)
    assert said(session, world.reader) == [("doubt", "")]


def test_a_verdict_stays_when_its_finding_is_being_worked_on(session, world, paper):
    (row,) = paper(findings=[an_audit_finding()])
    deciding.decide(session, row, APPROVE, world.reader)
    finding = session.scalars(select(Finding)).one()
    given = {"person": world.reader.email, "severity": "major", "likelihood": "likely"}
    for action in (FindingAction.ASSIGN, FindingAction.ASSESS):
        findings.act(session, finding, action, world.secretary, given)
    ((_, refusal),) = said(session, world.reader)
    assert "being worked on" in refusal


def test_a_name_that_was_added_by_mistake_goes_off_the_lists(session, world, paper):
    (row,) = paper(a_record())
    values = {"smelter": "Bedachte Smelterij"}
    added = adding.add(
        session, row.document, world.reader, page=1, values=values, box=None, typed=True
    )
    assert said(session, world.reader) == [("add", "")]
    deciding.undo(session, added, world.reader)
    assert (added.state, items.of_document(session, row.document)) == (ItemState.SET_ASIDE, [row])


def test_an_addition_stays_once_somebody_decided_on_it(session, world, paper):
    (row,) = paper(a_record())
    values = {"smelter": "Bedachte Smelterij"}
    added = adding.add(
        session, row.document, world.reader, page=1, values=values, box=None, typed=True
    )
    deciding.decide(session, added, MISREAD, world.other_reader)
    assert said(session, world.reader) == [("add", "Somebody else has decided on it since.")]


def test_an_undo_of_what_changed_meanwhile_is_stale(session, world, paper):
    (row,) = paper(a_record())
    deciding.decide(session, row, DOUBT, world.reader)
    seen = row.version
    deciding.undo(session, row, world.reader)
    deciding.decide(session, row, DOUBT, world.reader)
    with pytest.raises(Stale):
        deciding.undo(session, row, world.reader, seen=seen)
