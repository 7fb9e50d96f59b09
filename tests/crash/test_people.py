"""People and machines that cross each other: each gets the right words, and nothing is lost."""

import os
import subprocess
import sys
import threading
from contextlib import contextmanager
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event, func, select, text

from tests import papers
from tests.cast import a_document, a_reading, a_record, some_bytes
from tests.crash.faults import database_fault
from tests.webapp.browsing import HERE, log_in, send, token
from webapp import db
from workflows import items, people, worker
from workflows.models import Decision, Document, Item, Job, Upload
from workflows.states import DocumentState

NOTE = "Zorgvuldig getypt & nog niet bewaard."
# What the slower one is told: the item changed, or somebody else began to read the document.
TOO_LATE = ("Dit is gewijzigd nadat u het opende", "leest dit sinds")
SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def open_item(desk) -> str:
    """An item that waits for its first verdict."""
    with desk.working() as session:
        company, submitter = desk.world.company, desk.world.submitter
        document = a_document(session, desk.store, company, submitter, a_reading(a_record()))
        (item,) = items.of_document(session, document)
        return item.public_id


def verdict(client: FlaskClient, item: str, **more: str):
    """Send a rejection with a note, as the form on the screen does."""
    fields = {"action": "reject", "reason": "not_a_smelter", "note": NOTE, "seen": "1"} | more
    return send(client, f"/review/items/{item}", fields, page="/profile")


def upload(client: FlaskClient, mine: str, *files: tuple[str, bytes]):
    given = [(BytesIO(data), name) for name, data in files]
    fields = {"csrf_token": mine, "files": given}
    answer = client.post("/documents/upload", data=fields, headers=HERE)
    answer.request.environ["wsgi.input"].close()  # the test browser's own copy of what it sent
    return answer


def at_once(*tasks):
    """What each gives, of tasks that begin together."""
    gate, given = threading.Barrier(len(tasks)), [None] * len(tasks)

    def run(place, task) -> None:
        gate.wait(20)
        given[place] = task()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(tasks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return given


def count(desk, table) -> int:
    with desk.working() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def another_window(desk, who) -> FlaskClient:
    """A second browser of the same person."""
    desk.browser(who)
    client = desk.app.test_client()
    assert log_in(client, who.email).status_code == 303
    return client


def test_of_two_reviewers_who_decide_at_once_one_wins_and_the_other_keeps_the_words(
    desk, open_item
):
    first, second = desk.browser(desk.world.reader), desk.browser(desk.world.other_reader)
    answers = at_once(lambda: verdict(first, open_item), lambda: verdict(second, open_item))
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    beaten = next(answer for answer in answers if answer.status_code == 409)
    assert any(told in beaten.text for told in TOO_LATE)
    assert NOTE.replace("&", "&amp;") in beaten.text
    assert count(desk, Decision) == 1


def test_a_stale_form_is_refused_in_words_and_kept(desk, open_item):
    assert verdict(desk.browser(desk.world.reader), open_item).status_code == 303
    answer = verdict(desk.browser(desk.world.other_reader), open_item)
    assert answer.status_code == 409
    assert "gewijzigd" in answer.text
    assert NOTE.replace("&", "&amp;") in answer.text
    assert count(desk, Decision) == 1


def test_a_double_click_on_a_verdict_decides_once(desk, open_item):
    one, two = desk.browser(desk.world.reader), another_window(desk, desk.world.reader)
    answers = at_once(lambda: verdict(one, open_item), lambda: verdict(two, open_item))
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    assert count(desk, Decision) == 1


def test_a_double_click_on_upload_takes_the_paper_in_once(desk):
    windows = [desk.browser(desk.world.submitter), another_window(desk, desk.world.submitter)]
    tokens = [token(window, "/documents/upload") for window in windows]
    data = some_bytes()

    def click(number: int):
        return lambda: upload(windows[number], tokens[number], ("opgave.pdf", data))

    answers = at_once(click(0), click(1))
    assert sorted(answer.status_code for answer in answers) == [200, 303]
    known = next(answer for answer in answers if answer.status_code == 200)
    assert "Dit bestand hebt u al eerder gestuurd" in known.text or "al eerder" in known.text
    assert (count(desk, Document), count(desk, Upload), count(desk, Job)) == (1, 1, 1)


def test_a_double_click_on_making_a_report_makes_it_once(desk):
    windows = [desk.browser(desk.world.secretary), another_window(desk, desk.world.secretary)]
    fields = {"period": "2025-2026", "language": "nl"}

    def click(window: FlaskClient):
        return lambda: send(window, "/reports/new", fields, page="/reports/new")

    answers = at_once(*map(click, windows))
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    assert send(windows[0], "/reports/new", fields, page="/reports/new").location == (
        answers[0].location
    )


def test_a_double_click_on_clearing_a_report_clears_it_once(desk):
    maker = desk.browser(desk.world.secretary)
    fields = {"period": "2025-2026", "language": "nl"}
    made = send(maker, "/reports/new", fields, page="/reports/new")
    report = made.location.rpartition("/")[2]
    one = desk.browser(desk.world.other_secretary)
    two = another_window(desk, desk.world.other_secretary)

    def click(window: FlaskClient):
        fields = {"action": "check", "seen": "1"}
        return lambda: send(window, f"/reports/{report}/act", fields, page="/profile")

    assert sorted(answer.status_code for answer in at_once(click(one), click(two))) == [303, 409]


def test_who_is_removed_is_out_at_the_next_request_and_nothing_is_done(desk, open_item):
    browser = desk.browser(desk.world.reader)
    mine = token(browser, "/profile")
    with desk.working() as session:
        person = people.find(session, desk.world.reader.email)
        assert person is not None
        people.deactivate(session, person)
    fields = {"csrf_token": mine, "action": "approve", "note": NOTE, "seen": "1"}
    answer = browser.post(f"/review/items/{open_item}", data=fields, headers=HERE)
    assert answer.status_code == 401
    assert "U bent uitgelogd" in answer.text
    assert count(desk, Decision) == 0
    page = browser.get("/review")
    assert (page.status_code, page.location.split("?")[0]) == (303, "/login")


def test_a_form_whose_token_is_no_longer_good_keeps_what_was_typed(desk, open_item):
    browser = desk.browser(desk.world.reader)
    fields = {"csrf_token": "verlopen", "action": "reject", "note": NOTE, "seen": "1"}
    answer = browser.post(f"/review/items/{open_item}", data=fields, headers=HERE)
    assert answer.status_code == 400
    assert "te lang open" in answer.text
    assert NOTE.replace("&", "&amp;") in answer.text
    assert count(desk, Decision) == 0


def test_a_full_disk_under_a_verdict_undoes_all_of_it_and_keeps_the_words(desk, open_item):
    browser = desk.browser(desk.world.reader)
    mine = token(browser, "/profile")
    fields = {"csrf_token": mine, "action": "reject", "reason": "not_a_smelter"}
    fields |= {"note": NOTE, "seen": "1"}
    place, status = 0, 503
    while status == 503:
        place += 3
        with database_fault(db.engine_of(desk.app), place, "database or disk is full") as fault:
            answer = browser.post(f"/review/items/{open_item}", data=fields, headers=HERE)
        status = answer.status_code
        assert fault.reached == (status == 503), place
        if status == 503:
            assert "de schijf is vol" in answer.text or "nu niet tonen" in answer.text
            assert count(desk, Decision) == 0
    assert (status, count(desk, Decision)) == (303, 1)
    assert place > 12


@contextmanager
def away(engine):
    """The database cannot be reached."""

    def refuse(*_given) -> None:
        raise engine.dialect.dbapi.OperationalError("connection refused")

    engine.dispose()
    event.listen(engine, "do_connect", refuse)
    try:
        yield
    finally:
        event.remove(engine, "do_connect", refuse)


def test_while_the_database_is_away_nothing_is_done_and_afterwards_all_goes_on(desk, open_item):
    browser = desk.browser(desk.world.reader)
    mine = token(browser, "/profile")
    fields = {"csrf_token": mine, "action": "reject", "reason": "not_a_smelter"}
    fields |= {"note": NOTE, "seen": "1"}
    with away(db.engine_of(desk.app)):
        refused = browser.post(f"/review/items/{open_item}", data=fields, headers=HERE)
        assert refused.status_code == browser.get("/review").status_code == 503
        assert "Traceback" not in refused.text
        assert browser.get("/healthz").status_code == 200
        assert browser.get("/readyz").status_code == 503
    assert browser.post(f"/review/items/{open_item}", data=fields, headers=HERE).status_code == 303
    assert count(desk, Decision) == 1


@SQLITE
def test_a_database_that_stays_locked_says_so_and_keeps_what_was_typed(desk, open_item):
    engine = db.engine_of(desk.app)
    browser = desk.browser(desk.world.reader)
    mine = token(browser, "/profile")
    fields = {"csrf_token": mine, "action": "reject", "reason": "not_a_smelter"}
    fields |= {"note": NOTE, "seen": "1"}

    def hurry(connection, _record) -> None:
        connection.execute("PRAGMA busy_timeout=100")

    with engine.connect() as holder:  # takes the lock for writing
        holder.execute(text("SELECT 1"))
        event.listen(engine, "connect", hurry)
        refused = browser.post(f"/review/items/{open_item}", data=fields, headers=HERE)
        page = browser.get("/review")
        event.remove(engine, "connect", hurry)
    assert refused.status_code == 503
    assert NOTE.replace("&", "&amp;") in refused.text
    assert "database" in refused.text
    assert page.status_code == 200  # who only reads does not wait
    assert browser.post(f"/review/items/{open_item}", data=fields, headers=HERE).status_code == 303
    assert count(desk, Decision) == 1


def test_what_is_too_large_is_refused_in_words_and_not_kept(desk):
    browser = desk.browser(desk.world.submitter)
    mine = token(browser, "/documents/upload")
    desk.app.config["MAX_UPLOAD"] = 1_048_576
    answer = upload(browser, mine, ("groot.pdf", b"x" * 1_000_001), ("klein.pdf", some_bytes()))
    assert answer.status_code == 200
    assert "groter dan 1 MB" in answer.text
    assert count(desk, Document) == 1
    desk.app.config["MAX_CONTENT_LENGTH"] = 2_000_000
    answer = upload(browser, mine, ("reusachtig.pdf", b"x" * 2_500_000))
    assert answer.status_code == 413
    assert "hoogstens 1 MB" in answer.text
    assert count(desk, Document) == 1


@SQLITE
def test_what_cannot_be_read_ends_with_its_own_sentence(desk):
    browser = desk.browser(desk.world.submitter)
    mine = token(browser, "/documents/upload")
    wrong = {
        "leeg.pdf": b"",
        "programma.pdf": b"MZ\x90\x00" + bytes(400),
        "kapot.pdf": papers.letter("Merapi Tin Works")[:300],
        "dicht.pdf": papers.encrypted(papers.letter("Merapi Tin Works")),
    }
    for name, data in wrong.items():
        assert upload(browser, mine, (name, data)).status_code == 303, name
    worker.run_all(db.sessions(desk.app), desk.store)
    sentences = set()
    with desk.working() as session:
        for row in session.scalars(select(Document)):
            assert row.state is DocumentState.REFUSED, row.title
            page = browser.get(f"/documents/{row.public_id}").text
            sentences.add(row.versions[0].error)
            assert row.versions[0].error not in page  # words, not a code
        assert session.scalar(select(func.count()).select_from(Item)) == 0
    assert sentences == {"empty", "unsupported", "damaged", "needs_password"}


@pytest.mark.parametrize("command", [["run"], ["worker", "--once"], ["check"]])
def test_a_data_folder_that_cannot_be_written_stops_the_start_in_words(tmp_path, command):
    (tmp_path / "bestand").write_text("geen map")
    environment = dict(os.environ) | {"KETENZICHT_DATA": str(tmp_path / "bestand" / "var")}
    told = subprocess.run(
        [sys.executable, "-m", "webapp", *command], env=environment, capture_output=True, text=True
    )
    assert told.returncode == 1
    assert "Cannot write in the data folder" in told.stderr
    assert "Traceback" not in told.stderr
    assert told.stdout == ""
