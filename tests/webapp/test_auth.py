"""Logging in and out, guessing slowed down, sessions that end at once, passwords by a link."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.webapp.browsing import PASSWORD, log_in, send, token
from tests.webapp.conftest import Moment
from webapp import db
from workflows import people


def change(app: Flask, email: str, what: Callable[..., object]) -> None:
    with db.sessions(app)() as session:
        person = people.find(session, email)
        what(session, person)
        session.commit()


def link(app: Flask, email: str) -> str:
    with db.sessions(app)() as session:
        person = people.find(session, email)
        assert person is not None
        made = people.new_link(session, person)
        session.commit()
    return made


def test_a_person_logs_in_and_sees_who_they_are(member: FlaskClient) -> None:
    page = member.get("/profile").text
    assert "Contactpersoon – Voorbeeld Draad B.V." in page
    assert "U werkt nu als:" in page


def test_after_a_log_in_one_lands_where_one_wanted_to_go(
    browser: FlaskClient, add_person: Callable[..., str]
) -> None:
    asked = browser.get("/profile?a=1")
    assert asked.headers["Location"] == "/login?next=/profile?a%3D1"
    fields = {"email": add_person(), "password": PASSWORD, "next": "/profile?a=1"}
    assert send(browser, "/login", fields).headers["Location"] == "/profile?a=1"


def test_after_a_log_in_nobody_lands_on_another_site(
    browser: FlaskClient, add_person: Callable[..., str]
) -> None:
    fields = {"email": add_person(), "password": PASSWORD, "next": "//evil.example/"}
    assert "evil" not in send(browser, "/login", fields).headers["Location"]


@pytest.mark.parametrize("email", ["fenna@draad.example", "nobody@draad.example"])
def test_a_wrong_log_in_does_not_say_what_was_wrong(
    browser: FlaskClient, add_person: Callable[..., str], email: str
) -> None:
    add_person()
    answer = log_in(browser, email, "not the password")
    assert answer.status_code == 400
    assert "E-mailadres of wachtwoord klopt niet." in answer.text
    assert "<title>Fout: Inloggen" in answer.text
    assert "not the password" not in answer.text


def test_an_empty_form_names_each_field(browser: FlaskClient) -> None:
    page = log_in(browser, "", "").text
    assert "Er is een probleem" in page
    assert '<a href="#email">Vul uw e-mailadres in.</a>' in page
    assert '<a href="#password">Vul uw wachtwoord in.</a>' in page
    assert 'aria-describedby="email-mistake"' in page


def test_guessing_is_slowed_down_and_the_page_says_how_long(
    browser: FlaskClient, add_person: Callable[..., str], moment: Moment
) -> None:
    email = add_person()
    for _ in range(people.FREE_TRIES):
        assert log_in(browser, email, "wrong again and again").status_code == 400
        moment.passes(seconds=10)
    answer = log_in(browser, email)
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) == 15 * 60 - 10
    assert "Te veel pogingen. Wacht 15 minuten en probeer het dan opnieuw." in answer.text
    moment.passes(minutes=15)
    assert log_in(browser, email).status_code == 303


def test_a_log_in_gives_a_new_session(browser: FlaskClient, add_person: Callable[..., str]) -> None:
    old = token(browser)
    log_in(browser, add_person())
    refused = browser.post("/logout", data={"csrf_token": old})
    assert refused.status_code == 400


def test_logging_out_ends_the_session(member: FlaskClient) -> None:
    assert send(member, "/logout", page="/profile").status_code == 303
    assert member.get("/profile").status_code == 303
    assert "U bent uitgelogd." in member.get("/login").text


def test_logging_out_everywhere_ends_the_session_of_another_device(
    app: Flask, member: FlaskClient
) -> None:
    other = app.test_client()
    log_in(other, "fenna@draad.example")
    assert other.get("/profile").status_code == 200
    send(member, "/profile/sessions", page="/profile")
    assert member.get("/profile").status_code == 303
    assert other.get("/profile").status_code == 303


def test_a_removed_account_is_out_at_once(app: Flask, member: FlaskClient) -> None:
    change(app, "fenna@draad.example", people.deactivate)
    assert member.get("/profile").status_code == 303
    assert log_in(member, "fenna@draad.example").status_code == 400


def test_a_session_carried_to_another_browser_is_void(member: FlaskClient) -> None:
    assert member.get("/profile", headers={"User-Agent": "Another"}).status_code == 303


def test_a_password_is_set_once_with_a_link(app: Flask, member: FlaskClient) -> None:
    made = link(app, "fenna@draad.example")
    page = f"/password/{made}"
    shown = member.get(page).text
    assert "fenna@draad.example" in shown
    assert 'autocomplete="new-password"' in shown
    assert 'autocomplete="username"' in shown
    assert "onpaste" not in shown
    fields = {"password": "een heel ander wachtwoord"}
    assert send(member, page, fields, page=page).status_code == 303
    assert member.get("/profile").status_code == 303, "the old sessions have ended"
    assert log_in(member, "fenna@draad.example", PASSWORD).status_code == 400
    assert log_in(member, "fenna@draad.example", "een heel ander wachtwoord").status_code == 303
    dead = member.get(page)
    assert dead.status_code == 404
    assert "Deze link is gebruikt of verlopen." in dead.text


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("", "Vul een nieuw wachtwoord in."),
        ("te kort", "Gebruik ten minste 12 tekens."),
        ("ik-ben-fenna-van-draad", "Gebruik uw e-mailadres niet in het wachtwoord."),
    ],
)
def test_a_password_that_does_not_do_says_why(
    app: Flask, member: FlaskClient, password: str, words: str
) -> None:
    page = f"/password/{link(app, 'fenna@draad.example')}"
    answer = send(member, page, {"password": password}, page=page)
    assert answer.status_code == 400
    assert words in answer.text
    assert member.get(page).status_code == 200


def test_a_link_lasts_three_days(app: Flask, member: FlaskClient, moment: Moment) -> None:
    page = f"/password/{link(app, 'fenna@draad.example')}"
    moment.passes(hours=people.LINK_HOURS)
    assert member.get(page).status_code == 404


def test_a_link_that_never_was_says_the_same_as_a_used_one(
    app: Flask, member: FlaskClient, moment: Moment
) -> None:
    page = f"/password/{link(app, 'fenna@draad.example')}"
    moment.passes(days=4)
    never = member.get("/password/never").text
    assert _without_tokens(member.get(page).text, page) == _without_tokens(never, "/password/never")


def _without_tokens(page: str, address: str) -> list[str]:
    return [line.replace(address, "") for line in page.splitlines() if "csrf_token" not in line]
