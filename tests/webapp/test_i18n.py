"""Each reader gets their language, and nothing is left without Dutch."""

import ast
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import force_locale, get_translations, gettext

from tests.webapp.browsing import log_in, send
from webapp import formats, i18n
from webapp.translations import catalogue
from workflows.errors import Invalid
from workflows.report_glossary import GLOSSARY


def language_of(client: FlaskClient, **headers: str) -> str:
    page = client.get("/help", headers=headers).text
    return "nl" if 'lang="nl"' in page.split("<head>")[0] else "en"


def test_a_stranger_gets_the_browsers_language_and_else_dutch(browser: FlaskClient) -> None:
    assert language_of(browser) == "nl"
    assert language_of(browser, **{"Accept-Language": "en-GB,en;q=0.9,nl;q=0.5"}) == "en"
    assert language_of(browser, **{"Accept-Language": "fr"}) == "nl"


def test_the_switch_in_the_header_goes_over_the_browsers_language(browser: FlaskClient) -> None:
    answer = send(browser, "/language", {"language": "en", "next": "/glossary"})
    assert answer.headers["Location"] == "/glossary"
    assert language_of(browser, **{"Accept-Language": "nl"}) == "en"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_of_words_explains_them_as_reports_do(browser: FlaskClient, language: str) -> None:
    page = browser.get("/glossary", headers={"Accept-Language": language}).text
    for term, meaning in GLOSSARY:
        assert page.count(f"<strong>{term.said(language)}</strong>") == 1
        assert meaning.said(language) in page


def test_what_a_person_keeps_goes_with_them_to_another_browser(
    app: Flask, member: FlaskClient
) -> None:
    send(member, "/profile/language", {"language": "en"}, page="/profile")
    other = app.test_client()
    assert language_of(other) == "nl"
    log_in(other, "fenna@draad.example")
    assert language_of(other) == "en"
    send(other, "/language", {"language": "nl"}, page="/profile")
    assert language_of(member) == "nl"


def test_an_unknown_language_is_refused(browser: FlaskClient) -> None:
    assert send(browser, "/language", {"language": "xx"}).status_code == 400


def test_no_text_is_without_dutch() -> None:
    kept = catalogue.dutch()
    known = {message.id for message in kept}
    missing = [message.id for message in catalogue.collected() if message.id not in known]
    assert missing == [], "run: make translations"
    assert catalogue.without_dutch(kept) == []


def test_no_text_hides_in_an_f_string() -> None:
    """What stands there is not collected, and would be English in the middle of Dutch."""
    hidden = [
        f"{path.name}:{call.lineno}"
        for package in catalogue.PACKAGES
        for path in (catalogue.ROOT / package).rglob("*.py")
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call)
        and ast.unparse(call.func) in catalogue.KEYWORDS
        and isinstance(call.args[0], ast.Constant)
    ]
    assert hidden == []


def test_the_compiled_catalogue_is_the_one_that_is_edited() -> None:
    assert catalogue.MO.read_bytes() == catalogue.as_mo(catalogue.dutch()), "make translations"


def test_dutch_keeps_the_parameters_of_the_english() -> None:
    for message in catalogue.dutch():
        if message.id:
            assert list(message.check()) == []


def test_an_error_of_the_workflow_is_said_in_the_readers_language(app: Flask) -> None:
    error = Invalid("“%(email)s” is not an e-mail address.", email="x%sy")
    with app.test_request_context(headers={"Accept-Language": "nl"}):
        assert i18n.sentence(error) == "“x%sy” is geen e-mailadres."
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert i18n.sentence(error) == "“x%sy” is not an e-mail address."


def test_a_name_that_ends_in_a_stop_ends_the_sentence_too(app: Flask) -> None:
    error = Invalid(
        "Look at each of them first. Not seen yet: %(names)s.", names="Kelana K.K., Verzonnen B.V."
    )
    with app.test_request_context(headers={"Accept-Language": "nl"}):
        assert i18n.sentence(error).endswith("Kelana K.K., Verzonnen B.V.")
        assert not i18n.sentence(error).endswith("..")


@pytest.mark.parametrize(
    ("language", "written"),
    [
        (
            "nl",
            [
                "22 november 2026",
                "23 november 2026, 00:30",
                "1.234,5",
                "67%",
                "€\xa01.250",
                "1,5\xa0MB",
            ],
        ),
        (
            "en",
            [
                "22 November 2026",
                "23 November 2026, 00:30",
                "1,234.5",
                "67%",
                "€\xa01,250",
                "1.5\xa0MB",
            ],
        ),
    ],
)
def test_dates_and_numbers_are_written_as_the_language_does(
    app: Flask, language: str, written: list[str]
) -> None:
    calls: list[Callable[[], str]] = [
        lambda: formats.day(date(2026, 11, 22)),
        lambda: formats.moment(datetime(2026, 11, 22, 23, 30, tzinfo=UTC)),
        lambda: formats.number(1234.5),
        lambda: formats.percent(0.666),
        lambda: formats.euros(1250),
        lambda: formats.file_size(1_500_000),
    ]
    with app.test_request_context(headers={"Accept-Language": language}):
        assert [call() for call in calls] == written


def test_sizes_and_waiting_times_take_the_unit_that_fits(app: Flask) -> None:
    with app.test_request_context():
        assert formats.file_size(999) == "999\xa0bytes"
        assert formats.file_size(98_000) == "98\xa0kB"
        assert formats.file_size(3_200_000_000) == "3,2\xa0GB"
        assert formats.waiting(1) == "1 seconde"
        assert formats.waiting(61) == "2 minuten"
        assert formats.joined(["a", "b", "c"]) == "a, b of c"
        assert formats.number(1234.5, 2) == "1.234,50"
        assert formats.euros(12.5) == "€\xa012,50"
        assert formats.day(None) == ""


def test_the_texts_of_a_language_are_read_once_for_all_requests(app: Flask) -> None:
    def texts(language: str) -> object:
        with app.test_request_context(headers={"Accept-Language": language}):
            return get_translations()

    assert texts("nl") is texts("nl")
    assert texts("en") is not texts("nl")


def test_another_language_holds_for_as_long_as_it_is_asked_for(app: Flask) -> None:
    with app.test_request_context(headers={"Accept-Language": "nl"}):
        words = [gettext("Documents")]
        with force_locale("en"):
            words.append(gettext("Documents"))
        words.append(gettext("Documents"))
    assert words == ["Documenten", "Documents", "Documenten"]
