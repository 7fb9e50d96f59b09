"""An upload whose disk or database fails at each place in turn: taken in whole, or not at all."""

import errno
import itertools
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event, func, select

from tests.cast import some_bytes
from tests.crash.faults import database_fault, disk_fault
from tests.webapp.browsing import HERE, token
from tests.webapp.browsing import send as post
from webapp import db
from workflows import organisations
from workflows.models import Document, Job, Upload

DISK = [pytest.param(errno.ENOSPC, id="full"), pytest.param(errno.EIO, id="broken")]
SENTENCES = ("Er is geen ruimte meer", "kan niet schrijven in zijn gegevensmap")
WORDS = "database or disk is full"


@pytest.fixture
def browser(desk) -> FlaskClient:
    return desk.browser(desk.world.submitter)


@pytest.fixture
def send(browser):
    """Send papers through the form."""
    mine = token(browser, "/documents/upload")

    def upload(*papers: tuple[str, bytes]):
        files = [(BytesIO(data), name) for name, data in papers]
        fields = {"csrf_token": mine, "files": files}
        return browser.post("/documents/upload", data=fields, headers=HERE)

    return upload


@pytest.fixture
def counts(desk):
    """How many documents, uploads and jobs there are; no half-written file may lie about."""

    def count() -> tuple[int, ...]:
        assert list(desk.store.root.rglob("*.part")) == []
        with desk.working() as session:
            return tuple(
                session.scalar(select(func.count()).select_from(table)) or 0
                for table in (Document, Upload, Job)
            )

    return count


def assert_kept(desk, answer, data: bytes) -> None:
    """The answer names a document whose bytes are on disk."""
    assert answer.status_code == 303, answer.text
    public_id = answer.location.rpartition("/")[2]
    with desk.working() as session:
        document = session.scalars(select(Document).where(Document.public_id == public_id)).one()
        shelf = organisations.shelf(document.organisation)
        assert desk.store.get(shelf, document.versions[0].upload.blob) == data


@pytest.mark.parametrize("cause", DISK)
def test_each_fault_of_the_disk_takes_nothing_in_and_says_so(
    desk, send, counts, monkeypatch, cause
):
    for taken_in, place in enumerate(itertools.count(1)):
        data = some_bytes()
        with disk_fault(monkeypatch, place, cause) as fault:
            answer = send(("opgave.pdf", data))
        if not fault.reached:
            break
        assert answer.status_code == 503, place
        assert any(words in answer.text for words in SENTENCES), place
        assert counts() == (taken_in,) * 3
        assert_kept(desk, send(("opgave.pdf", data)), data)
    assert place > 8
    assert_kept(desk, answer, data)


def test_each_fault_of_the_database_takes_nothing_in_and_says_so(desk, send, counts):
    engine = db.engine_of(desk.app)
    send(("eerder.pdf", some_bytes()))
    for taken_in, place in enumerate(itertools.count(1), start=1):
        data = some_bytes()
        with database_fault(engine, place, WORDS) as fault:
            answer = send(("opgave.pdf", data))
        if not fault.reached:
            break
        assert answer.status_code == 503, place
        assert counts() == (taken_in,) * 3
        assert_kept(desk, send(("opgave.pdf", data)), data)
    assert place > 10
    assert_kept(desk, answer, data)


@pytest.mark.parametrize(
    ("language", "words"),
    [("nl", "Er is geen ruimte meer"), ("en", "There is no room left")],
)
def test_a_full_disk_is_told_in_the_readers_language(
    desk, browser, send, monkeypatch, language, words
):
    fields = {"language": language}
    assert post(browser, "/profile/language", fields, page="/profile").status_code == 303
    with disk_fault(monkeypatch, 2, errno.ENOSPC):
        answer = send(("opgave.pdf", some_bytes()))
    assert answer.status_code == 503
    assert words in answer.text
    assert "Traceback" not in answer.text


def test_what_was_taken_in_before_the_disk_was_full_is_said_to_be_taken_in(
    desk, send, counts, monkeypatch
):
    first, second = some_bytes(), some_bytes()
    with disk_fault(monkeypatch, 10_000, errno.ENOSPC) as healthy:
        send(("meting.pdf", some_bytes()))
    with disk_fault(monkeypatch, healthy.passed + 2, errno.ENOSPC):
        answer = send(("eerste.pdf", first), ("tweede.pdf", second))
    assert answer.status_code == 200
    assert "Ontvangen" in answer.text
    assert "geen ruimte" in answer.text
    assert counts() == (2, 2, 2)


def test_what_was_taken_in_before_the_database_failed_is_said_to_be_taken_in(desk, send, counts):
    engine = db.engine_of(desk.app)
    with database_fault(engine, 10_000, WORDS) as healthy:
        send(("meting.pdf", some_bytes()))
    with database_fault(engine, healthy.passed + 3, WORDS):
        answer = send(("eerste.pdf", some_bytes()), ("tweede.pdf", some_bytes()))
    assert "eerste.pdf" in answer.text
    assert "Ontvangen" in answer.text
    assert counts() == (2, 2, 2)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_sqlite_file_that_may_not_grow_takes_nothing_in(desk, send, counts):
    engine = db.engine_of(desk.app)

    def shut(connection, _record) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages}")

    engine.dispose()
    event.listen(engine, "connect", shut)
    refused = None
    for _ in range(200):  # the pages there are have room for some
        before = counts()
        refused = send((("x" * 200) + ".pdf", some_bytes()))
        if refused.status_code != 303:
            break
    event.remove(engine, "connect", shut)
    engine.dispose()
    assert refused is not None and refused.status_code == 503
    assert counts() == before
    assert send(("opgave.pdf", some_bytes())).status_code == 303
