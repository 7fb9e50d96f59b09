import pytest

from tests.cast import a_document, a_reading, a_record
from workflows import deciding, items, summaries
from workflows.engine import make_sessions
from workflows.states import ItemAction, RejectReason
from workflows.verdicts import Verdict

APPROVE, DOUBT = Verdict(ItemAction.APPROVE), Verdict(ItemAction.DOUBT)
REJECT = Verdict(ItemAction.REJECT, RejectReason.NOT_A_SMELTER)
CHANGE = Verdict(ItemAction.CHANGE, changes={"country": "PE"})
UNDO = Verdict(ItemAction.UNDO)


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def document(session, store, world):
    names = ("Merapi", "Kelana", "Alto", "Ladang", "Kraaiennest")
    reading = a_reading(*(a_record(f"{name} Tin Works") for name in names))
    return a_document(session, store, world.company, world.submitter, reading)


@pytest.fixture
def decide(session, document, clock):
    """Give verdicts on the items in turn, with seconds between them."""

    def give(actor, *steps):
        for item, (verdict, pause) in zip(
            items.of_document(session, document), steps, strict=False
        ):
            deciding.decide(session, item, verdict, actor)
            clock.forward(seconds=pause)

    return give


def test_ones_own_verdicts_are_counted_as_they_stand(session, world, document, decide):
    decide(world.reader, (APPROVE, 4), (REJECT, 4), (DOUBT, 4), (CHANGE, 4), (APPROVE, 4))
    first = items.of_document(session, document)[0]
    deciding.decide(session, first, UNDO, world.reader)
    summary = summaries.of_document(session, document, world.reader)
    assert (summary.approved, summary.changed) == (1, 1)
    assert (summary.rejected, summary.doubted, summary.total) == (1, 1, 4)
    assert summaries.of_document(session, document, world.other_reader) == summaries.Summary()


def test_a_pause_is_no_part_of_the_pace(session, world, document, decide):
    decide(world.reader, (APPROVE, 3), (APPROVE, 5), (APPROVE, 3600), (APPROVE, 4), (APPROVE, 0))
    assert summaries.of_document(session, document, world.reader).seconds == 4


def test_two_verdicts_say_nothing_about_a_pace(session, world, document, decide):
    decide(world.reader, (APPROVE, 3), (APPROVE, 5))
    assert summaries.of_document(session, document, world.reader).seconds is None


def test_a_document_counts_in_the_week_in_which_one_decided(
    session, world, document, decide, clock
):
    steps = [(APPROVE, 1)] * 5
    decide(world.reader, *steps)
    assert summaries.reviewed_this_week(session, world.reader) == 0  # a second reader must confirm
    decide(world.other_reader, *steps)
    assert summaries.reviewed_this_week(session, world.reader) == 1
    assert summaries.reviewed_this_week(session, world.secretary) == 0
    clock.forward(days=7)
    assert summaries.reviewed_this_week(session, world.reader) == 0


def test_time_in_another_paper_is_no_part_of_the_pace(
    session, store, world, document, decide, clock
):
    reading = a_reading(a_record("Zuring Tin Works"))
    other = a_document(session, store, world.company, world.submitter, reading)
    decide(world.reader, (APPROVE, 3), (APPROVE, 5), (APPROVE, 60))
    (elsewhere,) = items.of_document(session, other)
    deciding.decide(session, elsewhere, APPROVE, world.reader)
    clock.forward(seconds=50)
    deciding.decide(session, items.of_document(session, document)[3], APPROVE, world.reader)
    assert summaries.of_document(session, document, world.reader).seconds == 4
    assert summaries.of_document(session, other, world.reader).seconds is None
