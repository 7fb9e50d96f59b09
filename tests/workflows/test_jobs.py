import pytest

from workflows import jobs
from workflows.engine import make_sessions
from workflows.models import Job
from workflows.states import JobState


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def job(session):
    return jobs.enqueue(session, "made_up", 7)


def test_a_job_is_claimed_by_one(session, job):
    claimed = jobs.claim(session, "one")
    assert (claimed.id, claimed.state, claimed.lease_owner) == (job.id, JobState.RUNNING, "one")
    assert jobs.claim(session, "two") is None


def test_urgent_jobs_come_first_and_else_the_oldest(session):
    order = [jobs.enqueue(session, "made_up", 1, priority=p).id for p in (0, 5, 0, 5)]
    claimed = [jobs.claim(session, "one").id for _ in order]
    assert claimed == [order[1], order[3], order[0], order[2]]


def test_a_rollback_leaves_no_job(session):
    savepoint = session.begin_nested()
    jobs.enqueue(session, "made_up", 7)
    savepoint.rollback()
    assert jobs.claim(session, "one") is None
    assert jobs.last(session, "made_up", 7) is None


def test_a_job_whose_holder_died_is_taken_over_when_the_lease_is_out(session, job, clock):
    jobs.claim(session, "one")
    clock.forward(seconds=jobs.LEASE.total_seconds())
    assert jobs.claim(session, "two") is None
    clock.forward(seconds=1)
    assert jobs.claim(session, "two").attempts == 2


def test_a_lease_that_is_kept_up_is_not_taken_over(session, job, clock):
    held = jobs.claim(session, "one")
    for _ in range(5):
        clock.forward(seconds=60)
        assert jobs.extend(session, held, "one")
        assert jobs.claim(session, "two") is None


def test_whoever_lost_the_lease_writes_nothing_more(sessions, session, job, clock):
    jobs.claim(session, "one")
    late = Job(id=job.id, attempts=1)
    clock.forward(minutes=5)
    mine = jobs.claim(session, "two")
    assert not jobs.finish(session, late, "one")
    assert not jobs.fail(session, late, "one", "too late")
    assert not jobs.extend(session, late, "one")
    assert not jobs.progress(session, late, "one", 1, 2)
    assert jobs.finish(session, mine, "two")
    session.expire(job)
    assert (job.state, job.lease_owner, job.error) == (JobState.DONE, "two", None)


def test_the_same_worker_is_fenced_off_from_its_own_older_attempt(session, job, clock):
    jobs.claim(session, "one")
    late = Job(id=job.id, attempts=1)
    clock.forward(minutes=5)
    jobs.claim(session, "one")
    assert not jobs.finish(session, late, "one")


def test_whoever_never_had_the_lease_writes_nothing(session, job):
    held = jobs.claim(session, "one")
    assert not jobs.finish(session, held, "two")
    assert jobs.finish(session, held, "one")


def test_a_failing_job_is_tried_three_times_with_growing_pauses(session, job, clock):
    pauses = []
    for attempt in range(1, jobs.ATTEMPTS + 1):
        held = jobs.claim(session, "one")
        assert held.attempts == attempt
        assert jobs.fail(session, held, "one", "RuntimeError")
        session.expire(job)
        if job.state is JobState.QUEUED:
            assert jobs.claim(session, "one") is None
            pauses.append((jobs.next_due(session) - clock()).total_seconds())
            clock.forward(seconds=pauses[-1])
    assert pauses == sorted(set(pauses))
    assert (job.state, job.error, job.finished_at) == (JobState.FAILED, "RuntimeError", clock())
    clock.forward(days=1)
    assert jobs.claim(session, "one") is None
    assert jobs.next_due(session) is None


def test_a_failed_job_is_tried_anew_on_request(session, job, clock):
    for _ in range(jobs.ATTEMPTS):
        jobs.fail(session, jobs.claim(session, "one"), "one", "RuntimeError")
        clock.forward(hours=1)
    session.expire(job)
    jobs.retry(session, job)
    session.flush()
    assert jobs.claim(session, "one").attempts == 1


def test_progress_is_counted_in_pages(session, job):
    held = jobs.claim(session, "one")
    assert jobs.progress(session, held, "one", 3, 12)
    session.expire(job)
    assert (job.pages_done, job.pages_total) == (3, 12)


def test_the_newest_job_of_a_task_is_found(session, job):
    newer = jobs.enqueue(session, "made_up", 7)
    assert jobs.last(session, "made_up", 7) is newer
    assert jobs.last(session, "other", 7) is None
