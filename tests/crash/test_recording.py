"""The recording of a reading, its database or disk failing at each place: once, whole, or later."""

import errno
import itertools
from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests import papers
from tests.cast import a_world
from tests.crash.faults import database_fault, disk_fault
from workflows import documents, jobs, soundness, worker
from workflows.models import Document, DocumentPage, Event, Item, Mention
from workflows.states import DocumentState

TEXT = "Our tin comes from the smelter Merapi Tin Works in Indonesia (XID000101), paper %d."


@pytest.fixture
def world(sessions):
    with sessions.begin() as session:
        return a_world(session)


@pytest.fixture
def send(sessions, store, world):
    """Queue a paper; gives its row's number."""

    def take_in(data: bytes, name: str = "opgave.txt") -> int:
        with sessions.begin() as session:
            sent = documents.receive(session, store, world.company, name, data, world.submitter)
            return sent.document.id

    return take_in


def traces(sessions, document_id: int) -> dict[str, int]:
    """What there is of a reading of this document, beside the document itself."""
    with sessions() as session:
        document = session.get_one(Document, document_id)
        version = documents.current(document)
        counted = {
            "items": select(Item.id).where(Item.document_id == document_id),
            "mentions": select(Mention.id).where(Mention.version_id == version.id),
            "pages": select(DocumentPage.id).where(DocumentPage.version_id == version.id),
            "events": select(Event.seq).where(
                Event.object_id == document.public_id, Event.action == "record"
            ),
        }
        return {
            name: session.scalar(select(func.count()).select_from(query.subquery())) or 0
            for name, query in counted.items()
        }


def state(sessions, document_id: int) -> DocumentState:
    with sessions() as session:
        return session.get_one(Document, document_id).state


def work_in_the_end(sessions, store, clock) -> None:
    """What a worker does once the fault is over: look again after every pause and every lease."""
    for _ in range(3):
        clock.forward(seconds=2 * jobs.LEASE.total_seconds())
        worker.run_all(sessions, store)


def test_each_fault_of_the_database_leaves_nothing_half_and_the_reading_is_made_up_for(
    sessions, store, send, clock
):
    engine = sessions.kw["bind"]
    send(TEXT.encode() % 0)
    worker.run_all(sessions, store)
    whole = traces(sessions, 1)
    assert whole["items"] == whole["pages"] == whole["events"] == 1
    # Each place on SQLite; on PostgreSQL, where the same code runs, every third.
    step = 1 if engine.dialect.name == "sqlite" else 3
    for place in itertools.count(1, step):
        document = send(TEXT.encode() % place)
        with database_fault(engine, place, "disk I/O error") as fault, suppress(Exception):
            worker.run_one(sessions, store)
        if not fault.reached:
            break
        if state(sessions, document) is DocumentState.RECEIVED:
            assert set(traces(sessions, document).values()) == {0}, place
        work_in_the_end(sessions, store, clock)
        assert traces(sessions, document) == whole, place
        assert state(sessions, document) is DocumentState.TO_REVIEW
    assert place > 20


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_each_fault_of_the_disk_leaves_nothing_half_and_the_reading_is_made_up_for(
    sessions, store, send, clock, monkeypatch
):
    for place in itertools.count(1):
        cause = errno.ENOSPC if place % 2 else errno.EIO
        document = send(
            papers.letter(f"Merapi Tin Works in Indonesia, paper {place}."), "brief.pdf"
        )
        with disk_fault(monkeypatch, place, cause) as fault:
            worker.run_one(sessions, store)
        if not fault.reached:
            break
        assert state(sessions, document) is DocumentState.RECEIVED
        assert set(traces(sessions, document).values()) == {0}
        assert list(store.root.rglob("*.part")) == []
        work_in_the_end(sessions, store, clock)
        assert state(sessions, document) is DocumentState.TO_REVIEW
        with sessions() as session:
            pictures = session.scalars(select(DocumentPage.picture)).all()
            assert all(pictures)
            assert soundness.missing_files(session, store) == []
    assert place > 5


def test_a_holder_that_dies_keeps_the_job_for_the_lease_it_was_given(sessions, send, clock):
    send(TEXT.encode() % 1)
    short = timedelta(seconds=5)
    with sessions.begin() as session:
        held = jobs.claim(session, "one that dies", lease=short)
        assert held is not None
        clock.forward(seconds=4)
        assert jobs.extend(session, held, "one that dies", lease=short)
        clock.forward(seconds=4)
        assert jobs.claim(session, "another") is None
        clock.forward(seconds=2)
        assert jobs.claim(session, "another") is not None


def test_nine_deaths_of_its_holder_do_not_cost_a_paper_its_reading(sessions, store, send, clock):
    document = send(TEXT.encode() % 1)
    for _ in range(jobs.DEATHS - 1):
        with sessions.begin() as session:
            assert jobs.claim(session, "one that dies") is not None
        clock.forward(seconds=2 * jobs.LEASE.total_seconds())
    worker.run_all(sessions, store)
    assert state(sessions, document) is DocumentState.TO_REVIEW


def test_a_paper_that_kills_its_holder_each_time_is_parked_and_said_to_have_failed(
    sessions, store, send, clock
):
    document = send(TEXT.encode() % 1)
    other = send(TEXT.encode() % 2)
    for _ in range(jobs.DEATHS):
        with sessions.begin() as session:
            assert jobs.claim(session, "one that dies") is not None
        clock.forward(seconds=2 * jobs.LEASE.total_seconds())
    worker.run_all(sessions, store)
    assert state(sessions, document) is DocumentState.FAILED
    assert state(sessions, other) is DocumentState.TO_REVIEW


def test_a_picture_that_was_altered_is_noticed(sessions, store, send):
    send(papers.letter("Merapi Tin Works in Indonesia."), "brief.pdf")
    worker.run_all(sessions, store)
    with sessions() as session:
        (name,) = session.scalars(select(DocumentPage.picture))
        assert soundness.missing_files(session, store) == []
        (path,) = store.root.rglob(str(name))
        path.write_bytes(b"no picture")
        assert len(soundness.missing_files(session, store)) == 1
