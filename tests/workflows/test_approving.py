"""Approving what is certain on one page together: only what was seen, only what one may approve."""

import pytest

from extraction.records import Certainty
from tests.cast import a_candidate, a_record, a_risk_list, a_site
from workflows import approving, deciding, items, settings, undoing
from workflows.engine import make_sessions
from workflows.errors import Invalid, NotAllowed, Stale
from workflows.states import ItemAction, ItemState, RejectReason
from workflows.verdicts import Verdict

DOUBT = Verdict(ItemAction.DOUBT)


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def rows(session, paper):
    """Two items of which the reader is certain, one to check, and one that the register lacks."""
    site = a_candidate(a_site(session))
    sure = {"candidates": [site], "certainty": Certainty.CERTAIN}
    return paper(
        a_record("Merapi", **sure),
        a_record("Kelana", **sure),
        a_record("Semeru", candidates=[site]),
        a_record("Nieuw", certainty=Certainty.CERTAIN),
    )


def seen_now(rows):
    return {row.public_id: row.version for row in rows}


def approve(session, rows, actor, seen):
    return approving.approve(session, rows[0].document, actor, page=1, seen=seen)


def states(rows):
    return [row.state.value for row in rows]


def test_what_is_certain_and_needs_one_reader_is_approved_and_nothing_else(session, world, rows):
    assert approve(session, rows, world.reader, seen_now(rows[:2])) == rows[:2]
    assert states(rows) == ["approved", "approved", "open", "open"]


def test_each_has_to_be_ticked_as_looked_at(session, world, rows):
    with pytest.raises(Invalid, match="Not seen yet: Kelana"):
        approve(session, rows, world.reader, seen_now(rows[:1]))
    assert states(rows) == ["open"] * 4


def test_what_changed_since_it_was_in_view_refuses_the_whole(session, world, rows):
    seen = seen_now(rows[:2])
    deciding.decide(session, rows[1], DOUBT, world.other_reader)
    with pytest.raises(Stale):
        approve(session, rows, world.reader, seen)
    assert states(rows) == ["open", "doubt", "open", "open"]
    deciding.undo(session, rows[1], world.other_reader)
    with pytest.raises(Stale):
        approve(session, rows, world.reader, seen)


@pytest.mark.parametrize("why", ["listed", "sample"])
def test_what_a_second_reader_must_see_is_never_among_them(session, world, rows, clock, why):
    if why == "listed":
        a_risk_list(session, "ID", valid_from=clock.at.date())
    else:
        settings.put(session, "review.sample", "1", None)
    assert approving.certain(session, rows[0].document, world.reader, page=1) == []
    with pytest.raises(Stale):
        approve(session, rows, world.reader, seen_now(rows[:2]))
    with pytest.raises(Invalid, match="nothing on this page"):
        approve(session, rows, world.reader, {})


@pytest.mark.parametrize("who", ["secretary", "submitter", "administrator"])
def test_who_cannot_approve_one_cannot_approve_several(session, world, rows, who):
    actor = getattr(world, who)
    assert approving.certain(session, rows[0].document, actor, page=1) == []
    with pytest.raises(NotAllowed, match="Only a reviewer"):
        approve(session, rows, actor, seen_now(rows[:2]))
    assert states(rows) == ["open"] * 4


def test_of_a_scan_nothing_is_approved_together(session, world, rows):
    version, told = rows[0].document_version, {"code": "read_by_ocr", "detail": None}
    version.warnings = [{**told, "page": 2}]
    assert approving.certain(session, rows[0].document, world.reader, page=1) == rows[:2]
    version.warnings = [{**told, "page": 1}]
    with pytest.raises(Stale):
        approve(session, rows, world.reader, seen_now(rows[:2]))
    assert states(rows) == ["open"] * 4


def test_one_undo_takes_all_of_them_back(session, world, rows):
    approve(session, rows, world.reader, seen_now(rows[:2]))
    (act,) = undoing.recent(session, world.reader)
    assert [decision.item for decision in act.decisions] == rows[:2]
    deciding.undo(session, rows[1], world.reader)
    assert states(rows) == ["open"] * 4
    assert undoing.recent(session, world.reader) == []


def test_none_is_taken_back_when_one_was_decided_on_again(session, world, rows):
    approve(session, rows, world.reader, seen_now(rows[:2]))
    again = Verdict(ItemAction.REOPEN, note="It was of the year before.")
    deciding.decide(session, rows[1], again, world.secretary)
    with pytest.raises(NotAllowed, match="Somebody else has decided"):
        deciding.undo(session, rows[0], world.reader)
    assert rows[0].state is ItemState.APPROVED


def test_another_page_has_its_own(session, world, rows):
    assert approving.certain(session, rows[0].document, world.reader, page=2) == []
    assert approving.certain(session, rows[0].document, world.reader, page=1) == rows[:2]
    rejected = Verdict(ItemAction.REJECT, RejectReason.MISREAD)
    deciding.decide(session, rows[0], rejected, world.reader)
    assert approving.certain(session, rows[0].document, world.reader, page=1) == rows[1:2]
    assert [row.state for row in items.of_document(session, rows[0].document)][0] == "second"
