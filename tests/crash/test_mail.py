"""A worker killed while it sends a mail: the mail goes out again at most once, by the same name."""

import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from sqlalchemy import update

from tests.cast import a_document, a_reading, a_record, a_world
from tests.smtp import listening
from webapp.installation import open_installation
from workflows.models import Job, Mail
from workflows.states import JobState, MailState


@pytest.fixture
def box():
    with listening() as box:
        yield box


@pytest.fixture
def installation(tmp_path, monkeypatch, box):
    """One in which two readers are to be mailed of a document."""
    for name, value in {
        "DATA": str(tmp_path / "data"),
        "URL": "https://keten.example",
        "SMTP_URL": f"smtp://127.0.0.1:{box.port}",
        "MAIL_FROM": "post@keten.example",
    }.items():
        monkeypatch.setenv(f"KETENZICHT_{name}", value)
    installation = open_installation()
    with installation.sessions.begin() as session:
        world = a_world(session)
        a_document(
            session, installation.store, world.company, world.submitter, a_reading(a_record())
        )
        session.execute(update(Job).values(state=JobState.DONE))
    yield installation
    installation.engine.dispose()


def work(box, *, die_at=""):
    """Let a worker do what is due; the server kills it when it is about to answer a verb."""
    command = [sys.executable, "-m", "webapp", "worker", "--once"]
    worker = subprocess.Popen(command, stderr=subprocess.PIPE)

    def kill(verb):
        if verb == die_at:
            os.kill(worker.pid, signal.SIGKILL)
            worker.wait()

    box.on_answer = kill
    said = worker.communicate()[1].decode()
    assert worker.returncode == (-signal.SIGKILL if die_at else 0), said
    return said


def lease_runs_out(installation):
    with installation.sessions.begin() as session:
        session.execute(
            update(Mail)
            .where(Mail.lease_until.is_not(None))
            .values(lease_until=session.info["clock"]() - timedelta(seconds=1))
        )


@pytest.mark.parametrize(("verb", "doubled"), [("MAIL", 0), ("DATA", 1)])
def test_what_was_taken_before_the_kill_is_sent_again_by_the_same_name(
    installation, box, verb, doubled
):
    work(box, die_at=verb)
    assert len(box.raw) == doubled
    assert "1 mails sent" in work(box), "the other reader's; the first one is still held"
    lease_runs_out(installation)
    assert "1 mails sent" in work(box)
    assert "0 mails sent" in work(box)
    names = [mail["Message-ID"] for mail in box.mails]
    assert len(names) == 2 + doubled
    assert len(set(names)) == 2
    with installation.sessions() as session:
        assert [row.state for row in session.query(Mail)] == [MailState.SENT] * 2
