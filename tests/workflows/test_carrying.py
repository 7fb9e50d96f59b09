"""What people regrouped, in the next version: together, or everything open again."""

from dataclasses import replace

import pytest

from tests.cast import a_document, a_reading, a_record, a_value
from workflows import items, readings, regrouping, versions
from workflows.deciding import decide
from workflows.engine import make_sessions
from workflows.models import Item
from workflows.states import ItemAction, ItemState
from workflows.verdicts import Verdict

APPROVE = Verdict(ItemAction.APPROVE)
MERAPI, KELANA = a_record("Merapi Tin Works"), a_record("Kelana Smelting")


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def paper(session, store, world):
    """A read paper of these records."""

    def make(*records):
        return a_document(session, store, world.company, world.submitter, a_reading(*records))

    return make


@pytest.fixture
def again(session, world):
    """Have the file of a paper read again, as these records; gives all its items by name."""

    def read(document, *records):
        version = versions.reread(session, document, world.secretary)
        readings.record(session, version, a_reading(*records), {})
        rows = session.query(Item).filter_by(version_id=version.id).order_by(Item.id)
        return {next(f.text for f in row.fields if f.name == "smelter"): row for row in rows}

    return read


def test_what_was_merged_stays_so_and_is_still_read_by_two(session, world, paper, again):
    document = paper(MERAPI, KELANA)
    regrouping.merge(session, document, items.of_document(session, document), world.reader)
    for _time in range(2):
        now = again(document, MERAPI, KELANA)
        leader = now["Merapi Tin Works"]
        assert now["Kelana Smelting"].state is ItemState.SET_ASIDE
        assert [m.text for m in items.mentions(leader)] == ["Merapi Tin Works", "Kelana Smelting"]
    decide(session, leader, APPROVE, world.reader)
    assert (leader.state, leader.second_reason) == (ItemState.SECOND, "merged")


def test_what_was_merged_into_something_that_is_gone_is_open_again(session, world, paper, again):
    document = paper(MERAPI, KELANA)
    regrouping.merge(session, document, items.of_document(session, document), world.reader)
    now = again(document, KELANA)
    assert now["Kelana Smelting"].state is ItemState.OPEN


def test_what_lost_a_mention_is_not_there_twice(session, world, paper, again):
    twice = (MERAPI, replace(MERAPI, quote="tin | Merapi Tin Works | elsewhere"))
    document = paper(*twice)
    (item,) = items.of_document(session, document)
    regrouping.take_out(session, item, world.reader, mention=2)
    again(document, *twice)
    first, other = items.of_document(session, document)
    assert (first.regrouped, other.regrouped) == ("parted", "parted")
    assert [len(items.mentions(row)) for row in (first, other)] == [1, 1]


def test_a_half_that_was_merged_into_something_that_is_gone_is_not_lost(
    session, world, paper, again
):
    both = a_record("Merapi Kelana")
    document = paper(KELANA, both)
    leader, item = items.of_document(session, document)
    _first, half = regrouping.split(session, item, world.reader, at=1)
    regrouping.merge(session, document, [leader, half], world.reader)
    now = again(document, replace(KELANA, smelter=a_value("Andere Smelterij")), both)
    assert now["Merapi Kelana"].state is ItemState.OPEN
