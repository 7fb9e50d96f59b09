"""The second reading: blind where chance asked for it, begun before an undo, or not to be had."""

import pytest

from extraction.records import Certainty
from tests.cast import a_candidate, a_record, a_site
from workflows import blind, locks, settings, site_lists, versions
from workflows.deciding import decide
from workflows.engine import make_sessions
from workflows.errors import Invalid, NotAllowed
from workflows.states import DocumentState, ItemAction, ItemState, RejectReason
from workflows.verdicts import Verdict

APPROVE = Verdict(ItemAction.APPROVE)
UNDO = Verdict(ItemAction.UNDO)
TRADER = Verdict(ItemAction.REJECT, RejectReason.NOT_A_SMELTER)
SETTLE = Verdict(ItemAction.SETTLE, note="The other reader is ill until June.")


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def drawn(session, paper):
    """An item that chance picks, whatever the verdict."""
    settings.put(session, "review.sample", "1", None)
    (item,) = paper(a_record(candidates=[a_candidate(a_site(session))]))
    return item


@pytest.mark.parametrize("verdict", [APPROVE, TRADER], ids=["approved", "rejected"])
def test_chance_picks_approvals_and_rejections_alike(session, world, drawn, verdict):
    decide(session, drawn, verdict, world.reader)
    assert (drawn.state, drawn.second_reason) == (ItemState.SECOND, "sample")
    assert blind.hides(drawn, world.other_reader)
    assert not blind.hides(drawn, world.reader)


def test_a_second_reading_that_a_rule_asks_for_shows_the_first_verdict(session, world, paper):
    settings.put(session, "review.sample", "1", None)
    (item,) = paper(a_record(certainty=Certainty.CERTAIN))
    decide(session, item, TRADER, world.reader)
    assert not blind.hides(item, world.other_reader)


def test_the_same_verdict_given_blind_is_final(session, world, drawn):
    decide(session, drawn, APPROVE, world.reader)
    decide(session, drawn, APPROVE, world.other_reader)
    assert drawn.state is ItemState.APPROVED


def test_another_verdict_given_blind_goes_back_in_the_open(session, world, drawn):
    decide(session, drawn, APPROVE, world.reader)
    decide(session, drawn, TRADER, world.other_reader)
    assert (drawn.state, drawn.second_reason) == (ItemState.SECOND, "differs")
    assert not blind.hides(drawn, world.reader)
    decide(session, drawn, TRADER, world.reader)
    assert drawn.state is ItemState.REJECTED


def test_no_page_of_a_smelter_tells_the_first_verdict_to_who_reads_blind(session, world, drawn):
    decide(session, drawn, APPROVE, world.reader)
    site = drawn.site
    readers = (world.reader, world.other_reader)
    assert [site_lists.found_in(session, site, who) for who in readers] == [[drawn], []]
    assert [site_lists.use(session, site, who).documents for who in readers] == [1, 0]
    decide(session, drawn, APPROVE, world.other_reader)
    assert site_lists.found_in(session, site, world.other_reader) == [drawn]


def test_a_verdict_stands_once_somebody_has_begun_the_second_reading(session, world, drawn, clock):
    decide(session, drawn, APPROVE, world.reader)
    locks.enter(session, drawn.document, locks.SECOND, world.other_reader)
    with pytest.raises(NotAllowed, match="begun the second reading"):
        decide(session, drawn, UNDO, world.reader)
    clock.forward(minutes=16)  # they left it
    decide(session, drawn, UNDO, world.reader)
    assert drawn.state is ItemState.OPEN


def test_the_secretariat_may_let_one_reader_be_enough_with_a_reason(session, world, paper):
    (item,) = paper(a_record())
    decide(session, item, APPROVE, world.reader)
    with pytest.raises(Invalid, match="Say why"):
        decide(session, item, Verdict(ItemAction.SETTLE), world.secretary)
    decide(session, item, SETTLE, world.secretary)
    assert (item.state, item.one_reader) == (ItemState.APPROVED, "new_smelter")
    assert item.site is not None
    assert item.document.state is DocumentState.REVIEWED


def test_nothing_is_settled_on_a_version_that_was_replaced(session, store, world, paper):
    (item,) = paper(a_record())
    decide(session, item, APPROVE, world.reader)
    versions.add(session, store, item.document, "2.pdf", b"%PDF-1.4 later", world.submitter)
    with pytest.raises(NotAllowed, match="replaced"):
        decide(session, item, SETTLE, world.secretary)


def test_what_one_reader_rejected_is_settled_as_rejected(session, world, paper):
    (item,) = paper(a_record(certainty=Certainty.CERTAIN))
    decide(session, item, TRADER, world.reader)
    decide(session, item, SETTLE, world.secretary)
    assert (item.state, item.one_reader) == (ItemState.REJECTED, "certain_rejected")
    again = Verdict(ItemAction.REOPEN, note="A second reader came.")
    decide(session, item, again, world.secretary)
    assert item.one_reader is None


def test_a_reader_does_not_settle_it(session, world, paper):
    (item,) = paper(a_record())
    decide(session, item, APPROVE, world.reader)
    for who in (world.reader, world.other_reader, world.submitter):
        with pytest.raises(NotAllowed, match="Only the secretariat"):
            decide(session, item, SETTLE, who)
