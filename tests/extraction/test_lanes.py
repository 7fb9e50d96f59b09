"""Work in lanes: as many as there are free cores, in order, and never before a document waits."""

import threading

import pytest

from extraction import lanes
from extraction.lanes import ALONE, Slots


def test_what_each_piece_gives_comes_in_order_with_and_without_help() -> None:
    work = [lambda number=number: number * number for number in range(20)]
    squares = [number * number for number in range(20)]
    assert lanes.run(work, ALONE) == squares
    assert lanes.run(work, Slots(3)) == squares


def test_a_free_slot_makes_a_second_lane_and_is_given_back() -> None:
    slots = Slots(2)
    meeting = threading.Barrier(2, timeout=10)  # both lanes must be there at once
    with slots.held():
        lanes.run([meeting.wait, meeting.wait], slots)
        assert slots.take()
        assert not slots.take()


def test_nothing_is_lent_while_a_document_waits() -> None:
    slots = Slots(1)
    began = threading.Event()

    def wait_for_one() -> None:
        with slots.held():
            began.set()

    with slots.held():
        waiting = threading.Thread(target=wait_for_one)
        waiting.start()
        assert not slots.take()
        assert not began.is_set()
    waiting.join(10)
    assert began.is_set()
    assert slots.take()


def test_an_error_in_a_lane_is_raised_once_all_have_ended() -> None:
    meeting = threading.Barrier(2, timeout=10)

    def fail() -> None:
        meeting.wait()
        raise LookupError("here")

    slots = Slots(1)
    with pytest.raises(LookupError):
        lanes.run([fail, meeting.wait], slots)
    assert slots.take()
