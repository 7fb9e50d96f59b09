"""The pages of the Word templates: a file is checked, kept, shown with a report, switched on."""

from io import BytesIO

import pytest
from flask import Flask

from tests.report_templates.test_lacking import without
from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from tests.workflows.test_word_templates import a_file
from webapp import template_reading
from workflows import reports

PAGE = "/word-templates"


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


def upload(desk: Desk, data: bytes):
    fields = {"kind": "progress", "language": "nl", "file": (BytesIO(data), "eigen.docx")}
    return send(desk.browser(desk.world.secretary), PAGE, fields, page=PAGE)


def test_a_template_is_kept_shown_with_a_report_and_switched_on_by_another(desk: Desk) -> None:
    assert upload(desk, a_file()).status_code == 303
    browser = desk.browser(desk.world.other_secretary)
    page = browser.get(PAGE).text
    (address,) = {part.split('"')[0] for part in page.split('href="') if "/preview" in part[:60]}
    assert browser.get(address).status_code == 400  # no report yet
    with desk.working() as session:
        days = reports.period_named("2024-2025")
        made = reports.create(session, days, "nl", desk.world.secretary)
        report = f"/reports/{made.public_id}"
    assert "preview.docx" in browser.get(address).headers["Content-Disposition"]
    assert "dat van Ketenzicht zelf" in browser.get(report).text
    switch = address.replace("/preview", "/switch")
    assert send(browser, switch, {"to": "on"}, page=PAGE).status_code == 303
    assert "versie 1" in browser.get(report).text


def test_what_is_wrong_with_a_template_is_named_by_its_line(desk: Desk) -> None:
    answer = upload(desk, a_file("{{ titel }}"))
    assert answer.status_code == 400
    assert "{{ titel }}" in answer.text
    assert "eigen.docx" not in desk.browser(desk.world.secretary).get(PAGE).text


def test_whoever_switches_an_older_template_on_reads_first_what_it_does_not_print(
    desk: Desk,
) -> None:
    answer = upload(desk, without("{{ checked_by }}", "{{ chart.grid }}"))
    assert answer.status_code == 303
    mine = desk.browser(desk.world.secretary).get(PAGE).text
    assert "Er ontbreken velden" in mine
    theirs = desk.browser(desk.world.other_secretary).get(PAGE).text
    for page in (mine, theirs):
        listed = page[page.index("2 velden staan er niet in") :].partition("</details>")[0]
        assert "wie het controleerde <code>checked_by</code>" in listed
        assert f'href="{PAGE}/shipped/progress/nl"' in listed
    sure = theirs[theirs.index("Aanzetten…") :].partition("</details>")[0]
    assert "wie het controleerde; de tabel met de getallen van een grafiek." in sure
    assert 'name="to" value="on"' in sure
    assert upload(desk, a_file()).status_code == 303
    whole = desk.browser(desk.world.other_secretary).get(PAGE).text
    assert whole.count("Aanzetten…") == 1


def test_a_file_is_checked_behind_walls() -> None:
    assert template_reading.problems(a_file(), "nl") == ()
    (problem,) = template_reading.problems(b"no Word file", "en") or ()
    assert problem.message


def test_the_shipped_template_can_be_taken(desk: Desk) -> None:
    file = desk.browser(desk.world.secretary).get(f"{PAGE}/shipped/progress/en")
    assert file.data.startswith(b"PK")
    assert "progress-report-template.docx" in file.headers["Content-Disposition"]
