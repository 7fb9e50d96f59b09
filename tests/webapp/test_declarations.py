"""A reporting template on the page of its document, and on the command line."""

import json
import re
from datetime import date
from html import unescape

import pytest
from click.testing import CliRunner
from flask import Flask

from extraction import pipeline
from tests import workbooks
from tests.cast import a_document
from tests.webapp.desk import Desk
from webapp.cli import main

ODD = {"D57": "60%", "D22": "2020-01-01"}


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


def received(desk: Desk, data: bytes) -> str:
    reading = pipeline.read(data, "cmrt.xlsx", today=date(2026, 6, 1))
    world = desk.world
    with desk.working() as session:
        document = a_document(session, desk.store, world.company, world.submitter, reading)
        return document.public_id


def page(desk: Desk, document: str, **query: str) -> str:
    browser = desk.browser(desk.world.submitter)
    return unescape(browser.get(f"/documents/{document}", query_string=query).text)


def test_the_page_names_each_remark_with_its_cell(desk: Desk) -> None:
    shown = page(desk, received(desk, workbooks.cmrt(ODD)))
    assert "Declaration!D57" in shown
    assert "“60%” staat niet in de lijst met antwoorden." in shown
    assert "CMRT 6.5" in shown
    assert "Blijft in het product" in shown
    assert "<dd>1 januari 2020</dd>" in shown


def test_what_was_read_is_listed_by_its_cell(desk: Desk) -> None:
    shown = page(desk, received(desk, workbooks.cmrt(ODD)))
    assert re.search(r">\s*Smelter List!C5\s*</", shown)


@pytest.mark.parametrize(
    ("wanted", "greeting"),
    [
        ("", "Sehr geehrte Damen und Herren"),
        ("nl", "Geachte heer of mevrouw"),
        ("en", "Dear Sir or Madam"),
        ("fr", "Sehr geehrte Damen und Herren"),
    ],
)
def test_the_reply_is_in_the_suppliers_language_or_in_one_of_ours(
    desk: Desk, wanted: str, greeting: str
) -> None:
    document = received(desk, workbooks.cmrt(ODD, language="Deutsch"))
    shown = page(desk, document, letter=wanted)
    letter = shown.partition("<textarea")[2].partition("</textarea>")[0]
    assert greeting in letter
    assert "- Declaration!D57: " in letter


def test_a_template_that_is_sound_needs_no_reply(desk: Desk) -> None:
    shown = page(desk, received(desk, workbooks.cmrt()))
    assert "Niets van wat wij nakijken." in shown
    assert "<textarea" not in shown


def test_another_paper_has_no_such_section(desk: Desk) -> None:
    shown = page(desk, received(desk, b"Smelter: Merapi Tin Works, Indonesia, tin."))
    assert 'id="declared"' not in shown


def test_text_of_the_template_is_never_markup(desk: Desk) -> None:
    shown = desk.browser(desk.world.submitter).get(
        f"/documents/{received(desk, workbooks.cmrt({'D57': '<script>alert(1)</script>'}))}"
    )
    assert "<script>alert" not in shown.text
    assert "&lt;script&gt;alert(1)" in shown.text


def test_the_command_line_shows_declaration_and_lint(desk: Desk) -> None:
    document = received(desk, workbooks.cmrt(ODD))
    url = str(desk.app.config["DATABASE_URL"])
    surroundings = {"KETENZICHT_DATA": str(desk.app.config["DATA"]), "KETENZICHT_DATABASE_URL": url}
    line = ["documents", "show", document, "--as", desk.world.submitter.email]
    answer = CliRunner().invoke(main, [*line, "--json"], env=surroundings)
    assert answer.exit_code == 0, (answer.stderr, answer.exception)
    shape = json.loads(answer.stdout)
    assert shape["declaration"]["template"] == "CMRT"
    assert ("answer_odd", "Declaration!D57") in [(x["rule"], x["cell"]) for x in shape["lint"]]
    plain = CliRunner().invoke(main, line, env=surroundings)
    assert "warning: Declaration!D57: “60%” is not one of the answers" in plain.stdout


def test_the_page_says_what_another_paper_of_the_company_says(desk: Desk) -> None:
    more = {"A6": "XID000102", "B6": "Tin", "C6": "Kelana Smelting", "E6": "MALAYSIA"}
    before = received(desk, workbooks.cmrt(smelters={**workbooks.ROW, **more}))
    shown = page(desk, received(desk, workbooks.cmrt()))
    assert "maar hier niet meer: Kelana Smelting." in shown
    assert f'href="/documents/{before}"' in shown
