"""What went wrong becomes a page or data that says what to do, and nothing more."""

import errno
import logging
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError

from tests.webapp.browsing import HERE, send, token
from webapp import db
from webapp.app import create_app
from workflows import errors, people

JSON = {"Accept": "application/json"}


@pytest.fixture
def made_once(tmp_path: Path) -> Flask:
    """An application of each test's own, that may be given further pages."""
    return create_app({"DATA": tmp_path / "made", "TESTING": True})


@pytest.fixture(autouse=True)
def failing_pages(app: Flask) -> None:
    """Pages that go wrong, each in its own way."""
    causes: dict[str, Exception] = {
        "not-found": errors.NotFound("There is no such document."),
        "not-allowed": errors.NotAllowed("Only the secretariat can do this."),
        "invalid": errors.Invalid(
            "Give a number from %(least)s to %(greatest)s.", least=3, greatest=50
        ),
        "stale": errors.Stale("This changed after you opened it. Look at it again, then decide."),
        "conflict": errors.Conflict("%(email)s already has this role.", email="<i>x</i>"),
        "throttled": errors.Throttled(
            "Too many tries. Wait %(minutes)s minutes, then try again.", seconds=90
        ),
        "unavailable": errors.Unavailable("There is no room left to keep the file."),
        "stale-row": StaleDataError("UPDATE of hushed_table"),
        "full": OSError(errno.ENOSPC, "No space left on device", "/var/hushed/path"),
        "full-database": OperationalError("INSERT", {}, Exception("database or disk is full")),
        "broken": RuntimeError("hushed detail"),
    }

    def fail(cause: str) -> str:
        raise causes[cause]

    app.add_url_rule("/fail/<cause>", "fail", fail, methods=["GET", "POST"])


@pytest.mark.parametrize(
    ("cause", "status", "title", "words"),
    [
        ("not-allowed", 403, "Dit mag u niet doen", "Alleen het secretariaat kan dit doen."),
        ("invalid", 400, "Zo kan dit niet worden bewaard", "Geef een getal van 3 tot en met 50."),
        ("stale", 409, "Dit is intussen gewijzigd", "Bekijk het opnieuw"),
        ("conflict", 409, "Dit is er al", "&lt;i&gt;x&lt;/i&gt; heeft deze rol al."),
        ("throttled", 429, "Een ogenblik geduld", "Wacht 2 minuten"),
        ("unavailable", 503, "Bewaren kan nu niet", "no room left"),
        ("stale-row", 409, "Dit is intussen gewijzigd", "Open de pagina opnieuw"),
        ("full", 503, "Bewaren kan nu niet", "de schijf is vol"),
        ("full-database", 503, "Bewaren kan nu niet", "de schijf is vol"),
        ("broken", 500, "Er ging iets mis bij ons", "Code:"),
    ],
)
def test_each_cause_has_its_page_in_the_readers_language(
    member: FlaskClient, cause: str, status: int, title: str, words: str
) -> None:
    answer = member.get(f"/fail/{cause}")
    assert answer.status_code == status
    assert f"<h1>{title}</h1>" in answer.text
    assert words in answer.text
    assert "hushed" not in answer.text
    assert "Traceback" not in answer.text


def test_what_one_may_not_see_has_the_same_bytes_as_what_never_was(member: FlaskClient) -> None:
    hidden = member.get("/fail/not-found")
    never = member.get("/documents/9zzzzzzzzzzz")
    assert hidden.status_code == never.status_code == 404
    assert hidden.data == never.data
    assert b"9zzz" not in never.data
    assert b"csrf_token" not in never.data
    assert {k for k, _ in hidden.headers} == {k for k, _ in never.headers}


def test_as_data_too_the_hidden_and_the_missing_are_the_same(member: FlaskClient) -> None:
    hidden = member.get("/fail/not-found", headers=JSON)
    assert hidden.data == member.get("/documents/9zzzzzzzzzzz", headers=JSON).data
    assert hidden.mimetype == "application/problem+json"


def test_who_asks_for_data_gets_problem_details(member: FlaskClient) -> None:
    answer = member.get("/fail/not-allowed", headers=JSON)
    assert answer.mimetype == "application/problem+json"
    assert answer.get_json() == {
        "type": "about:blank",
        "title": "Dit mag u niet doen",
        "status": 403,
        "detail": "Alleen het secretariaat kan dit doen.",
    }


def test_a_failure_of_ours_shows_a_code_that_the_log_explains(
    member: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    code = member.get("/fail/broken", headers=JSON).get_json()["code"]
    record = next(record for record in caplog.records if code in record.getMessage())
    assert record.exc_info
    assert "hushed detail" in str(record.exc_info[1])


def test_a_failure_of_ours_keeps_what_was_typed(member: FlaskClient) -> None:
    page = send(member, "/fail/broken", {"note": "Lang & zorgvuldig"}, page="/profile").text
    assert "Lang &amp; zorgvuldig" in page
    assert "Opnieuw versturen" in page


def test_a_refusal_is_logged_with_who_and_where_and_without_what_was_typed(
    member: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    member.get("/fail/not-allowed?x=%0Aforged")
    denied = [r.getMessage() for r in caplog.records if r.getMessage().startswith("denied")]
    assert len(denied) == 1
    assert "endpoint=fail" in denied[0]
    assert "forged" not in denied[0]


def test_what_is_too_big_says_how_big_it_may_be(app: Flask, member: FlaskClient) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 10_000
    answer = member.post(
        "/profile/language", data={"csrf_token": "x", "note": "y" * 20_000}, headers=HERE
    )
    assert answer.status_code == 413
    assert "Verstuur hoogstens 100 MB tegelijk." in answer.text


def test_the_wrong_method_says_to_use_the_button(member: FlaskClient) -> None:
    answer = member.get("/logout")
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]
    assert "gebruik de knop" in answer.text


def test_an_address_of_a_form_loaded_anew_leads_to_its_page(member: FlaskClient) -> None:
    answer = member.get("/profile/sessions")
    assert (answer.status_code, answer.location) == (303, "/profile")
    data = member.get("/profile/sessions", headers={"Accept": "application/json"})
    assert data.status_code == 405


def test_a_form_sent_after_a_log_out_keeps_what_was_typed(app: Flask, member: FlaskClient) -> None:
    mine = token(member, "/profile")
    with db.sessions(app)() as session:
        person = people.find(session, "fenna@draad.example")
        assert person is not None
        people.logout_everywhere(session, person)
        session.commit()
    fields = {"csrf_token": mine, "note": "Nog niet bewaard"}
    answer = member.post("/profile/language", data=fields, headers=HERE)
    assert answer.status_code == 401
    assert "U bent uitgelogd" in answer.text
    assert "Nog niet bewaard" in answer.text


def test_data_for_a_stranger_is_refused_as_data(browser: FlaskClient) -> None:
    answer = browser.get("/profile", headers=JSON)
    assert answer.status_code == 401
    assert answer.get_json()["status"] == 401


def test_when_not_even_a_page_can_be_made_there_is_still_an_answer(
    app: Flask, member: FlaskClient
) -> None:
    db.engine_of(app).dispose()
    database = app.config["DATA"] / "ketenzicht.sqlite3"
    for file in app.config["DATA"].glob("ketenzicht.sqlite3*"):
        file.unlink()
    database.mkdir()
    answer = member.get("/profile")
    assert answer.status_code in (500, 503)
    assert "Ketenzicht kan deze pagina nu niet tonen." in answer.text
    assert answer.headers["Content-Security-Policy"]
    assert member.get("/healthz").status_code == 200
    assert member.get("/readyz").status_code == 503
