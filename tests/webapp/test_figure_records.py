"""The list behind a figure of a report: its search and its files."""

import csv
import re
from datetime import date
from io import StringIO
from urllib.parse import unquote

import pytest
from flask import Flask

from tests.cast import a_company, a_document, a_person, a_reading, a_record
from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from tests.webapp.drafts import draft
from webapp import files
from workflows import reports
from workflows.states import ReportAction, Role

PERIOD = "2026-01-01..2099-12-31"
PAPERS = ("Déclaration d’Ambôn", "=Som van de smelters", "Jaarverslag")


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


@pytest.fixture
def address(desk: Desk) -> str:
    """The page behind the number of documents, in a report on three companies' papers."""
    with desk.working() as session, desk.app.app_context():
        for number, title in enumerate(PAPERS):
            company = a_company(session, f"Verzonnen Rij {number} B.V.")
            sender = a_person(session, f"inkoop@rij{number}.example", Role.SUBMITTER, company)
            document = a_document(session, files.store(), company, sender)
            document.title = title
    return f"{draft(desk, period=PERIOD)}/figures/F201"


def listed(desk: Desk, address: str) -> list[str]:
    page = desk.browser(desk.world.secretary).get(address).text
    return re.findall(r'<th scope="row"><a [^>]*>([^<]+)', page)


@pytest.mark.parametrize("words", ["declaration", "AMBON", "d%C3%A9cl", "rij+0", "ambon+rij"])
def test_records_are_found_by_a_word_whatever_its_accents(
    desk: Desk, address: str, words: str
) -> None:
    assert listed(desk, f"{address}?q={words}") == [PAPERS[0]]


@pytest.mark.parametrize("words", ["claratio", "CLAR%C3%81T", "bon+erzonn", "ij+0"])
def test_any_part_of_a_name_or_of_a_company_finds_a_record(
    desk: Desk, address: str, words: str
) -> None:
    assert listed(desk, f"{address}?q={words}") == [PAPERS[0]]


def test_a_search_that_finds_nothing_leads_back_to_all_records(desk: Desk, address: str) -> None:
    page = desk.browser(desk.world.secretary).get(f"{address}?q=zilver").text
    assert "Geen gegeven past bij dit filter." in page
    assert f'<a href="{address}">' in page
    assert len(listed(desk, address)) == 3


def test_the_list_is_saved_as_it_is_filtered_and_runs_nothing(desk: Desk, address: str) -> None:
    office = desk.browser(desk.world.secretary)
    text = office.get(f"{address}/export.csv").text
    rows = list(csv.reader(StringIO(text.removeprefix("\ufeff"))))
    assert rows[0] == ["Gegeven", "Bedrijf", "Ontvangen", "Op de peildatum", "Nu", "Code"]
    assert [row[1] for row in rows[1:]] == [f"Verzonnen Rij {number} B.V." for number in range(3)]
    assert len({date.fromisoformat(row[2]) for row in rows[1:]}) == 1
    assert [row[0] for row in rows[1:]] == [PAPERS[0], f"'{PAPERS[1]}", PAPERS[2]]
    found = office.get(f"{address}/export.json?q=jaarverslag")
    assert [one["kind"] for one in found.get_json()] == ["documents"]
    assert found.get_json()[0]["company"] == "Verzonnen Rij 2 B.V."
    assert office.get(f"{address}/export.xlsx").data[:2] == b"PK"
    name = unquote(found.headers["Content-Disposition"])
    named = "concept-2026-01-01-2099-12-31-ontvangen-documenten-gefilterd-op-jaarverslag-"
    assert named in name
    assert office.get(f"{address}/export.exe").status_code == 404
    assert office.get(f"{address.removesuffix('F201')}F999/export.csv").status_code == 404


def test_an_item_has_the_company_and_the_day_that_it_is_ordered_by(desk: Desk) -> None:
    with desk.working() as session, desk.app.app_context():
        company = a_company(session, "Verzonnen Rij 9 B.V.")
        sender = a_person(session, "inkoop@rij9.example", Role.SUBMITTER, company)
        a_document(session, files.store(), company, sender, a_reading(a_record()))
    address = f"{draft(desk, period=PERIOD)}/figures/F204"
    page = desk.browser(desk.world.secretary).get(f"{address}?part=waiting&q=rij+9").text
    for column in ("Bedrijf", "Document en pagina", "Ontvangen"):
        assert f'<th scope="col">{column}</th>' in page
    assert '<td data-label="Bedrijf"><span>Verzonnen Rij 9 B.V.</span>' in page
    assert re.search(r'data-label="Document en pagina"><span><a href="/documents/\w+', page)


def test_the_page_leads_to_the_files_of_what_it_shows(desk: Desk, address: str) -> None:
    page = desk.browser(desk.world.secretary).get(f"{address}?q=rij&part=counted").text
    assert f'href="{address}/export.xlsx?q=rij&amp;part=counted" download' in page


def test_a_company_finds_and_saves_its_own_records_alone(desk: Desk, address: str) -> None:
    with desk.working() as session:
        report = reports.get(session, address.split("/")[2], desk.world.secretary)
        reports.act(session, report, ReportAction.CHECK, desk.world.other_secretary)
        reports.act(session, report, ReportAction.FINALISE, desk.world.secretary)
        reports.act(session, report, ReportAction.PUBLISH, desk.world.secretary, audience="public")
    company = desk.browser(desk.world.submitter)
    assert "Achter dit cijfer staat niets van u." in company.get(address).text
    for asked in ("", "?q=rij", "?q=ambon"):
        assert company.get(f"{address}/export.json{asked}").get_json() == []
        assert "Verzonnen Rij" not in company.get(f"{address}{asked}").text


def test_a_filtered_list_says_how_many_there_are(desk: Desk, address: str) -> None:
    page = desk.browser(desk.world.secretary).get(f"{address}?q=jaarverslag").text
    assert "1 van 3 gegevens" in page


def test_of_nothing_words_are_said_instead_of_numbers(desk: Desk) -> None:
    """Of a goal, and on the page behind its figure."""
    address = draft(desk)
    browser = desk.browser(desk.world.secretary)
    send(browser, f"{address}/goals", {"goal-F102": "80"}, page=address)
    for page in (address, f"{address}/figures/F102"):
        shown = browser.get(page).text
        assert "0 van 0" not in shown, page
        assert "er was niets te tellen" in shown, page
