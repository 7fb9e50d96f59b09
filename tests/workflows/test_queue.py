"""The queue of a reader: their papers, oldest first, and only what they can do themselves."""

import pytest

from tests.cast import a_document, a_person, a_reading, a_record
from workflows import deciding, documents, items, queue
from workflows.engine import make_sessions
from workflows.states import DocumentAction, ItemAction, Role
from workflows.verdicts import Verdict

APPROVE = Verdict(ItemAction.APPROVE)


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def sent(session, store, world, clock):
    """Send in a paper with so many new smelters, a minute after the one before it."""

    def send(count=1):
        clock.forward(minutes=1)
        reading = a_reading(*(a_record(f"Smelterij {n}") for n in range(count)))
        return a_document(session, store, world.company, world.submitter, reading)

    return send


def waiting(session, actor):
    query = queue.to_read(actor).where(queue.waits_for(actor))
    return session.scalars(query).all()


def test_the_oldest_paper_comes_first(session, world, sent):
    papers = [sent() for _ in range(3)]
    assert waiting(session, world.reader) == papers
    assert waiting(session, world.secretary) == []
    assert waiting(session, world.contact) == []


def test_a_paper_in_which_nothing_was_found_waits_as_well(session, world, sent):
    empty = sent(0)
    assert waiting(session, world.reader) == [empty]
    documents.act(session, empty, DocumentAction.FINISH, world.reader)
    assert waiting(session, world.reader) == []


def test_what_one_proposed_waits_for_somebody_else(session, world, sent):
    paper = sent()
    (item,) = items.of_document(session, paper)
    deciding.decide(session, item, APPROVE, world.reader)
    assert waiting(session, world.reader) == []
    assert waiting(session, world.other_reader) == [paper]
    assert queue.plates(session, [paper], world.reader) == {paper.id: queue.Plate(others=1)}
    assert queue.plates(session, [paper], world.other_reader)[paper.id].waiting == 1


def test_nobody_reads_a_paper_of_their_own_organisation_or_their_own_upload(
    session, world, sent, store
):
    paper = sent()
    a_person(session, world.reader.email, Role.MEMBER, world.company)
    hats = a_person(session, world.reader.email, Role.CONTACT, world.company)
    assert waiting(session, hats) == []
    a_person(session, world.secretary.email, Role.REVIEWER, world.rival)
    sender = a_person(session, world.secretary.email, Role.SUPPORTER, world.rival)
    own = a_document(session, store, world.company, sender, a_reading(a_record()))
    assert own not in waiting(session, sender)
    assert paper in waiting(session, world.other_reader)
