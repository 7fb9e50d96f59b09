"""The queue: jobs in the database, claimed under a lease, redone when the lease runs out.

A job row is written in the transaction of its cause: a rollback leaves no job, a commit always
has one. Whoever holds the lease of the current attempt may write; anybody else is fenced off.
"""

from datetime import datetime, timedelta

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from workflows import clock
from workflows.models import Job
from workflows.states import JobState

LEASE = timedelta(seconds=90)  # unless an installation sets another
ATTEMPTS = 3  # how often a fault of ours is tried again
# How often a job may lose its holder. A machine that restarts takes innocent jobs down with it; one
# that truly kills its holder is parked all the same.
DEATHS = 10


def enqueue(session: Session, task: str, subject_id: int, *, priority: int = 0) -> Job:
    """Ask for ``task`` on the row ``subject_id``, in this transaction."""
    at = clock.now(session)
    job = Job(
        task=task,
        subject_id=subject_id,
        state=JobState.QUEUED,
        priority=priority,
        run_after=at,
        created_at=at,
    )
    session.add(job)
    session.flush()
    return job


def waits(session: Session, task: str, subject_id: int) -> bool:
    """Whether a job for this waits, or is being done."""
    job = last(session, task, subject_id)
    return job is not None and job.state in (JobState.QUEUED, JobState.RUNNING)


def claim(session: Session, owner: str, *, lease: timedelta = LEASE) -> Job | None:
    """Take the next job that is due, or one whose holder died. One UPDATE: never two holders.

    Who holds it must :func:`extend` before ``lease`` is over.
    """
    at = clock.now(session)
    due = or_(
        and_(Job.state == JobState.QUEUED, Job.run_after <= at),
        and_(Job.state == JobState.RUNNING, Job.lease_until < at),
    )
    oldest = (
        select(Job.id)
        .where(due)
        .order_by(Job.priority.desc(), Job.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    statement = (
        update(Job)
        .where(Job.id == oldest.scalar_subquery(), due)
        .values(
            state=JobState.RUNNING,
            lease_owner=owner,
            lease_until=at + lease,
            attempts=Job.attempts + 1,
        )
        .returning(Job)
        .execution_options(populate_existing=True, synchronize_session=False)
    )
    return session.scalars(statement).one_or_none()


def extend(session: Session, job: Job, owner: str, *, lease: timedelta = LEASE) -> bool:
    """Keep the lease for another while; False when somebody else holds the job now."""
    return _write(session, job, owner, lease_until=clock.now(session) + lease)


def progress(session: Session, job: Job, owner: str, done: int, total: int) -> bool:
    """Say how many pages are done."""
    return _write(session, job, owner, pages_done=done, pages_total=total)


def finish(session: Session, job: Job, owner: str) -> bool:
    """The work is done; False when the lease was lost, and then nothing may be written."""
    at = clock.now(session)
    return _write(session, job, owner, state=JobState.DONE, lease_until=None, finished_at=at)


def fail(session: Session, job: Job, owner: str, error: str) -> bool:
    """The work failed through a fault of ours: try again later, up to three times."""
    at = clock.now(session)
    if job.attempts >= ATTEMPTS:
        values: dict[str, object] = {"state": JobState.FAILED, "finished_at": at}
    else:
        values = {"state": JobState.QUEUED, "run_after": at + _pause(job.attempts)}
    return _write(session, job, owner, error=error[:500], lease_until=None, **values)


def retry(session: Session, job: Job) -> None:
    """Queue a failed job again, with all its tries."""
    job.state, job.attempts, job.run_after = JobState.QUEUED, 0, clock.now(session)
    job.finished_at = None


def last(session: Session, task: str, subject_id: int) -> Job | None:
    """The newest job of a task on a row."""
    query = select(Job).where(Job.task == task, Job.subject_id == subject_id)
    return session.scalars(query.order_by(Job.id.desc()).limit(1)).one_or_none()


def running(session: Session) -> int:
    """How many jobs are being done, by whichever worker."""
    held = and_(Job.state == JobState.RUNNING, Job.lease_until >= clock.now(session))
    return session.scalar(select(func.count()).where(held)) or 0


def next_due(session: Session) -> datetime | None:
    """When the next queued job may run; None when none waits."""
    query = select(Job.run_after).where(Job.state == JobState.QUEUED)
    return session.scalars(query.order_by(Job.run_after).limit(1)).one_or_none()


def _pause(attempts: int) -> timedelta:
    return timedelta(seconds=min(600, 2**attempts))


def _write(session: Session, job: Job, owner: str, **values: object) -> bool:
    statement = (
        update(Job)
        .where(
            Job.id == job.id,
            Job.lease_owner == owner,
            Job.attempts == job.attempts,
            Job.state == JobState.RUNNING,
        )
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    result = session.execute(statement)
    assert isinstance(result, CursorResult)  # noqa: S101 - tells the type checker
    return bool(result.rowcount)
