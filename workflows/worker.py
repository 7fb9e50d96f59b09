"""The worker: claim a job, do it with no transaction open, write down what came of it.

A job killed half way is redone when its lease runs out; what it writes, it writes once. Between two
jobs the worker does the duties that are due.
"""

import logging
import os
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from extraction import keepers
from extraction.errors import ExtractionError
from extraction.isolated import extract_isolated
from extraction.pictures import render_isolated
from extraction.records import Extraction, Register
from workflows import (
    cores,
    documents,
    duties,
    jobs,
    mails,
    organisations,
    reader_models,
    readings,
    register,
    schedule,
    unpacking,
)
from workflows.mails import Post
from workflows.marking import N_
from workflows.models import DocumentVersion, Job
from workflows.states import DocumentAction, DocumentState, JobState
from workflows.storage import FileStore, Shelf

log = logging.getLogger(__name__)

STOPPED = N_("The reader stopped each time.")

# 150 dots an inch on A4: text stays sharp at 200 % zoom.
PICTURE_WIDTH = 1240
PICTURES_AT_MOST = 300  # pages drawn beforehand
_LOOK_AFTER = 5.0  # seconds between two looks at the duties
_TELL_AFTER = 0.25  # seconds: a progress bar need not be written to disk for each page


@dataclass(frozen=True, slots=True)
class _Task:
    job: Job
    version_id: int
    name: str
    data: bytes
    shelf: Shelf
    register: Register
    model: str
    network: Path | None


def run_one(
    sessions: sessionmaker[Session],
    store: FileStore,
    owner: str | None = None,
    *,
    lease: timedelta = jobs.LEASE,
) -> bool:
    """Do the next job that is due. Return whether there was one.

    When this process dies, another one takes the job over as soon as ``lease`` is out.
    """
    owner = owner or f"{os.getpid()}:{secrets.token_hex(4)}"
    with sessions.begin() as session:
        job = jobs.claim(session, owner, lease=lease)
        if job is None:
            return False
        if job.attempts > jobs.DEATHS:
            # Its holder died each time: parked, so that it never blocks the queue.
            _give_up(session, job, owner, "The reader stopped each time.")
            return True
    try:
        with _heartbeat(sessions, job, owner, lease):
            _read(sessions, store, job, owner)
    except Exception as error:
        log.exception("job %s failed", job.id)
        with sessions.begin() as session:
            if job.attempts >= jobs.ATTEMPTS:
                _give_up(session, job, owner, type(error).__name__)
            else:
                jobs.fail(session, job, owner, type(error).__name__)
    return True


def run_all(
    sessions: sessionmaker[Session], store: FileStore, *, lease: timedelta = jobs.LEASE
) -> int:
    """Do every job that is due; return how many there were."""
    done = 0
    while run_one(sessions, store, lease=lease):
        done += 1
    return done


def run_forever(
    sessions: sessionmaker[Session],
    store: FileStore,
    stop: threading.Event,
    *,
    pause: float = 0.5,
    lease: timedelta = jobs.LEASE,
    post: Post | None = None,
) -> None:
    """Work until ``stop`` is set, looking every ``pause`` seconds when there is nothing to do.

    Without ``post`` no mail is made and none is sent.
    """
    _tidy_up(store)
    _warm_up(sessions, store)
    log.info("the worker is ready")
    looked = float("-inf")
    while not stop.is_set():
        if time.monotonic() - looked >= _LOOK_AFTER:
            looked = time.monotonic()
            do_duties(sessions, post)
        try:
            busy = run_one(sessions, store, lease=lease)
        except Exception:
            # The database may be away for a moment; the queue is still there when it is back.
            log.exception("the worker could not reach the queue")
            busy = False
        if not busy:
            stop.wait(pause)


def do_duties(sessions: sessionmaker[Session], post: Post | None = None) -> tuple[int, int]:
    """Do the duties that are due, and send the mails that wait; how many of each.

    No fault in one stops the reading.
    """
    done = sent = 0
    try:
        done = schedule.run_due(sessions, duties.ALL if post is None else duties.MAILING)
        if post is not None:
            sent = mails.send_due(sessions, post)
    except Exception:
        log.exception("the worker could not do its duties")
    return done, sent


def _tidy_up(store: FileStore) -> None:
    """Remove what was left half written when a process was killed; no row ever named it."""
    try:
        swept = store.sweep()
    except OSError:
        log.exception("half-written files could not be removed")
        return
    if swept:
        log.info("removed %s half-written files", swept)


def _warm_up(sessions: sessionmaker[Session], store: FileStore) -> None:
    """Start a reading process before a job is held: starting takes longer than most readings."""
    try:
        with sessions() as session:
            _name, network = reader_models.for_reading(session, store)
        keepers.warm(network)
    except (ExtractionError, SQLAlchemyError):
        log.exception("no reading process can be started")


def _read(sessions: sessionmaker[Session], store: FileStore, job: Job, owner: str) -> None:
    task = _prepare(sessions, store, job)

    told = float("-inf")

    def on_page(done: int, total: int) -> None:
        nonlocal told
        if done == total or time.monotonic() - told >= _TELL_AFTER:
            told = time.monotonic()
            with sessions.begin() as session:
                jobs.progress(session, job, owner, done, total)

    reading = extract_isolated(
        task.data,
        task.name,
        register=task.register,
        model=task.network,
        on_page=on_page,
        spare=cores.IdleCores(sessions),
    )
    if reading.error is not None and reading.error.code == "internal":
        raise RuntimeError(f"the reader failed: {reading.error.detail}")
    with sessions() as session:
        version = session.get_one(DocumentVersion, task.version_id)
        reading = unpacking.granted(session, version, reading)
    for part in reading.parts:  # written before the transaction, which then waits for no disk
        store.put(task.shelf, part.data)
    pictures = _draw(store, task, reading)
    with sessions.begin() as session:
        version = session.get_one(DocumentVersion, task.version_id)
        if jobs.finish(session, job, owner):
            unpacking.take_apart(session, store, version, reading)
            readings.record(session, version, reading, pictures, model=task.model)


def _prepare(sessions: sessionmaker[Session], store: FileStore, job: Job) -> _Task:
    with sessions() as session:
        version = session.get_one(DocumentVersion, job.subject_id)
        organisation = version.document.organisation
        shelf = organisations.shelf(organisation)
        model, network = reader_models.for_reading(session, store)
        return _Task(
            job=job,
            version_id=version.id,
            name=version.part or version.upload.filename,
            data=store.get(shelf, version.upload.blob),
            shelf=shelf,
            register=register.for_reading(session, organisation.id),
            model=model,
            network=network,
        )


def _draw(store: FileStore, task: _Task, reading: Extraction) -> dict[int, str]:
    """Pictures of the pages that have a size; a page that cannot be drawn has its text."""
    wanted = [page.number for page in reading.pages if page.width > 0][:PICTURES_AT_MOST]
    drawn = render_isolated(task.data, wanted, width_px=PICTURE_WIDTH) if wanted else iter(())
    return {number: store.put(task.shelf, picture) for number, picture in drawn}


def _give_up(session: Session, job: Job, owner: str, error: str) -> None:
    version = session.get_one(DocumentVersion, job.subject_id)
    job.attempts = max(job.attempts, jobs.ATTEMPTS)
    if jobs.fail(session, job, owner, error) and version.document.state is DocumentState.RECEIVED:
        documents.act(session, version.document, DocumentAction.FAIL, None, note=error)


@contextmanager
def _heartbeat(
    sessions: sessionmaker[Session], job: Job, owner: str, lease: timedelta
) -> Iterator[None]:
    """Keep the lease while the work goes on; the work itself happens in a child process."""
    done = threading.Event()

    def beat() -> None:
        while not done.wait(lease.total_seconds() / 3):
            try:
                with sessions.begin() as session:
                    if not jobs.extend(session, job, owner, lease=lease):
                        return
            except SQLAlchemyError:
                # The database may be back before the lease is out.
                log.exception("the lease of job %s could not be kept", job.id)

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def pending(session: Session, version: DocumentVersion) -> Job | None:
    """The job that is reading, or will read, this version; None when there is none."""
    job = jobs.last(session, documents.READ, version.id)
    return job if job is not None and job.state in (JobState.QUEUED, JobState.RUNNING) else None
