"""The technical state: the duties, the queue of jobs, and trying a failed one again.

For the administrator, who sees no file names and nothing of what files hold.
"""

from datetime import datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, aliased

from workflows import documents, duties, events, jobs, mails, schedule
from workflows.errors import Conflict, NotFound
from workflows.marking import N_
from workflows.models import DocumentVersion, Job
from workflows.paging import Page, page
from workflows.permissions import Actor
from workflows.schedule import Standing
from workflows.states import DocumentAction, DocumentState, JobState, MailState, Role

NOT_FOUND = N_("There is no such job.")


def _administering(actor: Actor) -> None:
    if not actor.has(Role.ADMINISTRATOR):
        raise NotFound(NOT_FOUND)


def listing(session: Session, actor: Actor, state: str = "", number: int = 1) -> Page[Job]:
    """One page of the jobs, the newest first."""
    _administering(actor)
    query = select(Job).order_by(Job.id.desc())
    if state:
        query = query.where(Job.state == JobState(state))
    return page(session, query, number)


def standings(session: Session, actor: Actor, *, mailing: bool) -> list[Standing]:
    """How every duty stands: when it was last done, how the last try went, when it is due."""
    _administering(actor)
    return schedule.standings(session, duties.MAILING if mailing else duties.ALL)


def mail_counts(session: Session, actor: Actor) -> dict[MailState, int]:
    """How many mails there are in each state."""
    _administering(actor)
    return mails.counts(session)


def mail_fault(session: Session, actor: Actor) -> str:
    """What the mail server said last of a mail that waits for another try; empty when none does."""
    _administering(actor)
    return mails.fault(session)


def counts(session: Session, actor: Actor) -> dict[JobState, int]:
    """How many jobs there are in each state."""
    _administering(actor)
    query = select(Job.state, func.count()).group_by(Job.state)
    found = dict(session.execute(query).all())
    return {state: found.get(state, 0) for state in JobState}


def to_retry(session: Session, actor: Actor) -> int:
    """How many jobs failed and were not queued again since: those that ask for somebody."""
    _administering(actor)
    later = aliased(Job)
    again = exists().where(
        later.task == Job.task, later.subject_id == Job.subject_id, later.id > Job.id
    )
    query = select(func.count()).select_from(Job).where(Job.state == JobState.FAILED, ~again)
    return session.scalars(query).one()


def oldest_waiting(session: Session) -> datetime | None:
    """Since when the oldest queued job waits."""
    return session.scalar(select(func.min(Job.created_at)).where(Job.state == JobState.QUEUED))


def may_retry(session: Session, job: Job) -> bool:
    """Whether the job failed and was not queued again since."""
    newest = jobs.last(session, job.task, job.subject_id)
    return job.state is JobState.FAILED and newest is not None and newest.id == job.id


def retry(session: Session, job_id: int, actor: Actor) -> None:
    """Queue a failed job again; a document that it was reading waits for its reading again."""
    _administering(actor)
    job = session.get(Job, job_id)
    if job is None:
        raise NotFound(NOT_FOUND)
    if not may_retry(session, job):
        raise Conflict(N_("This job is not waiting for another try."))
    version = session.get(DocumentVersion, job.subject_id) if job.task == documents.READ else None
    if version is not None and version.document.state is DocumentState.FAILED:
        documents.act(session, version.document, DocumentAction.RETRY, None)
    elif version is not None and version.document.state is not DocumentState.RECEIVED:
        raise Conflict(N_("This job is not waiting for another try."))
    else:
        jobs.retry(session, job)
    session.flush()
    events.append(session, actor, "job", str(job.id), "retry")
