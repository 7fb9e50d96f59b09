"""A note at a verdict just given: by who gave it, for as long as they could take it back."""

import pytest

from tests.cast import a_record
from workflows import deciding, doubting, events, explaining, undoing
from workflows.doubting import Doubt
from workflows.errors import Invalid, NotAllowed, Stale
from workflows.states import ItemAction, RejectReason
from workflows.verdicts import Verdict

TRADER = Verdict(ItemAction.REJECT, RejectReason.NOT_A_SMELTER)
WHY = "Dit is een handelaar."


def offered(session, actor):
    (act,) = undoing.recent(session, actor, limit=1)
    return explaining.refusal(session, act, actor) is None


@pytest.fixture
def row(paper):
    (one,) = paper(a_record())
    return one


def test_a_rejection_and_a_doubt_are_explained_afterwards_and_that_is_logged(session, world, row):
    deciding.decide(session, row, TRADER, world.reader)
    assert offered(session, world.reader)
    explaining.explain(session, row, world.reader, f" {WHY} ", seen=row.version)
    assert row.decisions[-1].note == WHY
    event = events.history(session, "item", row.public_id)[-1]
    assert (event.action, event.actor_id) == ("explain", world.reader.person_id)
    deciding.undo(session, row, world.reader)
    doubting.doubt(session, row, Doubt.LATER, world.reader)
    explaining.explain(session, row, world.reader, WHY)
    # The same words once more are no deed.
    explaining.explain(session, row, world.reader, WHY)
    told = [event.action for event in events.history(session, "item", row.public_id)]
    assert told[-2:] == ["doubt", "explain"]
    explaining.explain(session, row, world.reader, "")
    assert row.decisions[-1].note == ""


def test_what_needs_no_words_or_has_its_own_is_not_explained(session, world, row):
    doubting.doubt(session, row, Doubt.ASK, world.reader, text="Is dit een smelter?")
    assert not offered(session, world.reader)
    with pytest.raises(NotAllowed, match="goes with a rejection or a doubt"):
        explaining.explain(session, row, world.reader, WHY)


def test_nobody_explains_the_verdict_of_another(session, world, row):
    with pytest.raises(NotAllowed):
        explaining.explain(session, row, world.reader, WHY)
    deciding.decide(session, row, TRADER, world.reader)
    with pytest.raises(NotAllowed, match="your own last verdict"):
        explaining.explain(session, row, world.other_reader, WHY)


def test_what_another_decided_on_since_stays_as_it_was_said(session, world, row):
    deciding.decide(session, row, TRADER, world.reader)
    again = Verdict(ItemAction.REOPEN, note="Kijk nog eens.")
    deciding.decide(session, row, again, world.secretary)
    assert not offered(session, world.reader)


def test_a_reason_that_asks_for_words_keeps_them(session, world, row):
    other = Verdict(ItemAction.REJECT, RejectReason.OTHER, "Dit is een naam van een schip.")
    deciding.decide(session, row, other, world.reader)
    with pytest.raises(Invalid, match="at least 20 characters"):
        explaining.explain(session, row, world.reader, "Een schip.")
    with pytest.raises(Invalid, match="at most"):
        explaining.explain(session, row, world.reader, "x" * 2001)


def test_a_note_at_what_changed_meanwhile_is_stale(session, world, row):
    deciding.decide(session, row, TRADER, world.reader)
    with pytest.raises(Stale):
        explaining.explain(session, row, world.reader, WHY, seen=row.version - 1)
    assert row.decisions[-1].note == ""
