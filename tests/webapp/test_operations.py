"""The technical state: jobs without a name of any file, and a failed one tried again."""

import pytest
from flask import Flask

from tests.cast import a_document
from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from webapp import db
from workflows import documents, jobs, people, worker
from workflows.models import Document, Job
from workflows.states import DocumentAction, DocumentState, JobState


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


@pytest.fixture
def failed(desk: Desk) -> int:
    """The number of a job that failed for good, its document with it."""
    world = desk.world
    with desk.working() as session:
        document = a_document(session, desk.store, world.company, world.submitter)
        job = jobs.last(session, documents.READ, documents.current(document).id)
        assert job is not None
        job.state, job.attempts, job.error = JobState.FAILED, 3, "RuntimeError"
        documents.act(session, document, DocumentAction.FAIL, None)
        return job.id


def test_the_administrator_sees_the_queue_and_no_file_names(desk, failed):
    page = desk.browser(desk.world.administrator).get("/operations").text
    assert "RuntimeError" in page
    assert "opgave.pdf" not in page
    assert "Voorbeeld Draad" not in page


def test_what_stopped_the_reader_is_said_in_the_administrators_language(desk, failed):
    with desk.working() as session:
        session.get_one(Job, failed).error = worker.STOPPED
    page = desk.browser(desk.world.administrator).get("/operations").text
    assert "De lezer stopte elke keer." in page


def test_a_failed_job_is_tried_again_once(desk, failed):
    client = desk.browser(desk.world.administrator)
    address = f"/operations/jobs/{failed}/retry"
    assert send(client, address, page="/operations").status_code == 303
    with desk.working() as session:
        assert session.query(Document).one().state is DocumentState.RECEIVED
        queued = session.query(Job).filter(Job.state == JobState.QUEUED).all()
        assert len(queued) == 1
    assert send(client, address, page="/profile").status_code == 409


def test_a_job_that_was_tried_again_is_no_longer_warned_of(desk, failed):
    client = desk.browser(desk.world.administrator)
    assert "1 taak mislukt" in client.get("/operations").text
    send(client, f"/operations/jobs/{failed}/retry", page="/operations")
    assert "1 taak mislukt" not in client.get("/operations").text


def test_a_job_that_does_not_exist_is_not_found(desk):
    client = desk.browser(desk.world.administrator)
    assert send(client, "/operations/jobs/99/retry", page="/profile").status_code == 404


def test_to_others_there_is_no_technical_state(desk, failed):
    for who in (desk.world.secretary, desk.world.contact, desk.world.reader):
        client = desk.browser(who)
        assert client.get("/operations").status_code == 404
        address = f"/operations/jobs/{failed}/retry"
        assert send(client, address, page="/profile").status_code == 404


def test_the_duties_are_shown_with_their_last_fault(desk, monkeypatch):
    client = desk.browser(desk.world.administrator)
    assert "Oude mislukte inlogpogingen verwijderen" in client.get("/operations").text
    assert "TimeoutError" not in client.get("/operations").text

    def broken(_session):
        raise TimeoutError

    monkeypatch.setattr(people, "forget_failures", broken)
    worker.do_duties(db.sessions(desk.app))
    assert "TimeoutError" in client.get("/operations").text


def test_the_jobs_are_filtered_by_state(desk, failed):
    client = desk.browser(desk.world.administrator)
    assert "RuntimeError" not in client.get("/operations?state=queued").text
    assert "RuntimeError" in client.get("/operations?state=failed").text
