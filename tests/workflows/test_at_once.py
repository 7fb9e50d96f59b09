"""Two people, or two workers, at the same moment: threads with connections of their own."""

import threading
from collections import Counter

import pytest
from sqlalchemy import select

from tests.cast import a_candidate, a_document, a_reading, a_record, a_site, a_world
from workflows import documents, items, jobs, reports
from workflows.deciding import decide
from workflows.errors import Stale, WorkflowError
from workflows.models import Document, Event, Item, Job
from workflows.states import DocumentState, ItemAction, ItemState, JobState, RejectReason
from workflows.verdicts import Verdict

APPROVE = Verdict(ItemAction.APPROVE)
TRADER = Verdict(ItemAction.REJECT, RejectReason.NOT_A_SMELTER)


def at_once(*tasks):
    """Do the tasks in threads that start together; return what each gave or raised."""
    gate = threading.Barrier(len(tasks))
    results = [None] * len(tasks)

    def run(number, task):
        gate.wait(timeout=20)
        try:
            results[number] = task()
        except WorkflowError as error:
            results[number] = error

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(tasks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


@pytest.fixture
def setting(sessions, store):
    """A paper of two strong matches, committed."""
    with sessions.begin() as session:
        world = a_world(session)
        site = a_site(session)
        reading = a_reading(
            *(a_record(name, candidates=[a_candidate(site)]) for name in ("Merapi", "Kelana"))
        )
        document = a_document(session, store, world.company, world.submitter, reading)
        ids = [item.public_id for item in items.of_document(session, document)]
    return world, ids


def verdict_on(sessions, public_id, verdict, actor, *, seen=None):
    def task():
        with sessions.begin() as session:
            item = session.scalars(select(Item).where(Item.public_id == public_id)).one()
            decide(session, item, verdict, actor, seen=seen)
            return "decided"

    return task


def test_of_two_who_decide_on_one_item_at_once_exactly_one_wins(sessions, setting):
    world, (public_id, _other) = setting
    results = at_once(
        verdict_on(sessions, public_id, APPROVE, world.reader, seen=1),
        verdict_on(sessions, public_id, TRADER, world.other_reader, seen=1),
    )
    assert [isinstance(result, Stale) for result in results].count(True) == 1
    assert results.count("decided") == 1
    with sessions() as session:
        item = session.scalars(select(Item).where(Item.public_id == public_id)).one()
        assert len(item.decisions) == 1
        winner = world.reader if results[0] == "decided" else world.other_reader
        assert item.decisions[0].person_id == winner.person_id


def test_a_double_click_decides_once(sessions, setting):
    world, (public_id, _other) = setting
    click = verdict_on(sessions, public_id, APPROVE, world.reader, seen=1)
    results = at_once(click, click)
    assert results.count("decided") == 1
    with sessions() as session:
        item = session.scalars(select(Item).where(Item.public_id == public_id)).one()
        assert (item.state, len(item.decisions)) == (ItemState.APPROVED, 1)


def test_two_who_decide_on_different_items_of_a_paper_do_not_hinder_each_other(sessions, setting):
    world, (first, other) = setting
    results = at_once(
        verdict_on(sessions, first, APPROVE, world.reader, seen=1),
        verdict_on(sessions, other, TRADER, world.other_reader, seen=1),
    )
    assert results == ["decided", "decided"]
    with sessions() as session:
        assert session.scalars(select(Document.state)).one() is DocumentState.REVIEWED


def test_the_log_stays_one_chain_when_many_write_at_once(sessions, store, setting):
    world, _ids = setting

    def upload(number):
        def task():
            with sessions.begin() as session:
                data = f"invented paper {number}".encode()
                a_document(session, store, world.company, world.submitter, data=data)

        return task

    assert at_once(*[upload(number) for number in range(4)]) == [None] * 4
    with sessions() as session:
        numbers = list(session.scalars(select(Event.seq).order_by(Event.seq)))
        assert numbers == list(range(1, len(numbers) + 1))


def test_two_workers_never_share_a_job(sessions):
    with sessions.begin() as session:
        for number in range(20):
            jobs.enqueue(session, "made_up", number)

    def worker(name):
        def task():
            taken = []
            while True:
                with sessions.begin() as session:
                    job = jobs.claim(session, name)
                    if job is None:
                        return taken
                    taken.append(job.id)
                with sessions.begin() as session:
                    assert jobs.finish(session, job, name)

        return task

    taken = at_once(worker("one"), worker("two"), worker("three"))
    assert max(Counter(sum(taken, [])).values()) == 1
    with sessions() as session:
        assert set(session.scalars(select(Job.state))) == {JobState.DONE}
        assert len(sum(taken, [])) == 20


def test_the_same_paper_sent_twice_at_once_is_kept_once(sessions, store, setting):
    world, _ids = setting

    def send():
        with sessions.begin() as session:
            data = b"one invented paper"
            received = documents.receive(
                session, store, world.company, "a.pdf", data, world.submitter
            )
            return received.duplicate

    assert sorted(at_once(send, send)) == [False, True]


def test_a_double_click_makes_one_report(sessions, setting):
    world, _ = setting

    def make():
        with sessions.begin() as session:
            period = reports.period_named("2025-2026")
            return reports.create(session, period, "nl", world.secretary).public_id

    first, second = at_once(make, make)
    assert first == second
