"""Two sessions, as of two people: who reads a document, who waits, who takes over."""

import pytest

from tests.cast import a_document, a_reading, a_record, a_world
from workflows import adding, deciding, documents, events, items, locks
from workflows.errors import NotAllowed
from workflows.states import ItemAction
from workflows.verdicts import Verdict

APPROVE = Verdict(ItemAction.APPROVE)


@pytest.fixture
def world(sessions):
    with sessions.begin() as session:
        return a_world(session)


@pytest.fixture
def document(sessions, store, world):
    """The public id of a paper that names two smelters."""
    with sessions.begin() as session:
        reading = a_reading(a_record("Merapi Tin Works"), a_record("Alto Wolfram"))
        return a_document(session, store, world.company, world.submitter, reading).public_id


@pytest.fixture
def as_one(sessions, document):
    """Do something in a session of one's own: gives what the step gives."""

    def do(step, actor, *more):
        with sessions.begin() as session:
            return step(session, documents.get(session, document, actor), *more, actor)

    return do


def decided(number):
    def step(session, document, actor):
        item = items.of_document(session, document)[number]
        return deciding.decide(session, item, APPROVE, actor).state

    return step


def test_who_opens_a_document_reads_it_and_others_are_told_since_when(as_one, world, clock):
    assert as_one(locks.enter, world.reader, locks.FIRST) is None
    clock.forward(minutes=5)
    refused = as_one(locks.enter, world.other_reader, locks.FIRST)
    assert str(refused) == "reader is reading this since 10:00."
    with pytest.raises(NotAllowed):
        as_one(decided(0), world.other_reader)
    assert as_one(decided(0), world.reader) == "second"


def test_a_lock_frees_itself_a_quarter_after_the_last_thing_done(as_one, world, clock):
    as_one(locks.enter, world.reader, locks.FIRST)
    clock.forward(minutes=14)
    as_one(locks.enter, world.reader, locks.FIRST)
    clock.forward(minutes=14)
    assert as_one(locks.enter, world.other_reader, locks.FIRST) is not None
    clock.forward(minutes=1)
    assert as_one(locks.enter, world.other_reader, locks.FIRST) is None


def test_a_document_taken_over_keeps_the_verdicts_and_refuses_more(as_one, world, clock):
    as_one(locks.enter, world.reader, locks.FIRST)
    as_one(decided(0), world.reader)
    clock.forward(minutes=14)
    as_one(locks.take_over, world.other_reader, locks.FIRST)
    with pytest.raises(NotAllowed) as refused:
        as_one(decided(1), world.reader)
    said = "other.reader took this document over at 10:14. Your verdicts (1) are kept."
    assert str(refused.value) == said
    as_one(locks.take_over, world.reader, locks.FIRST)
    assert as_one(decided(1), world.reader) == "second"


def test_a_second_reader_does_not_wait_for_the_first(as_one, world):
    as_one(locks.enter, world.reader, locks.FIRST)
    as_one(decided(0), world.reader)
    assert as_one(locks.enter, world.other_reader, locks.SECOND) is None
    assert as_one(decided(0), world.other_reader) == "approved"
    with pytest.raises(NotAllowed):
        as_one(decided(1), world.other_reader)


def test_nobody_adds_a_name_to_what_somebody_else_reads(as_one, world):
    def add(session, document, actor):
        values = {"smelter": "Kraaiennest Tin Works"}
        adding.add(session, document, actor, page=1, values=values, box=None, typed=True)

    as_one(locks.enter, world.reader, locks.FIRST)
    with pytest.raises(NotAllowed):
        as_one(add, world.other_reader)
    as_one(add, world.reader)


def test_a_takeover_is_on_record_and_a_quiet_opening_is_not(as_one, world, sessions, document):
    as_one(locks.enter, world.reader, locks.FIRST)
    as_one(locks.take_over, world.reader, locks.FIRST)
    as_one(locks.take_over, world.other_reader, locks.FIRST)
    with sessions() as session:
        found = [e for e in events.history(session, "document", document) if "take" in e.action]
    assert [(e.action, e.actor_id) for e in found] == [("take_over", world.other_reader.person_id)]


def test_opening_another_document_frees_the_first(as_one, world, sessions, store):
    as_one(locks.enter, world.reader, locks.FIRST)
    with sessions.begin() as session:
        reading = a_reading(a_record())
        other = a_document(session, store, world.company, world.submitter, reading)
        assert locks.enter(session, other, locks.FIRST, world.reader) is None
    assert as_one(locks.enter, world.other_reader, locks.FIRST) is None


def test_who_is_done_frees_what_they_read_of_that_document_alone(as_one, world, sessions, store):
    as_one(locks.enter, world.reader, locks.FIRST)
    as_one(locks.enter, world.other_reader, locks.SECOND)
    with sessions.begin() as session:
        reading = a_reading(a_record())
        other = a_document(session, store, world.company, world.submitter, reading)
        locks.leave(session, other, world.reader)
    assert as_one(locks.enter, world.other_reader, locks.FIRST) is not None
    as_one(locks.leave, world.reader)
    assert as_one(locks.enter, world.other_reader, locks.FIRST) is None
    assert as_one(locks.enter, world.reader, locks.SECOND) is not None


def test_who_does_not_read_a_document_locks_nothing(as_one, world):
    for who in (world.secretary, world.submitter):
        for step in (locks.enter, locks.take_over):
            with pytest.raises(NotAllowed):
                as_one(step, who, locks.FIRST)
