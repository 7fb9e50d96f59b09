"""The pages that take over answers of another tool: what is shown, taken, undone, and exported."""

import io
import json
from html import unescape

import openpyxl
import pytest
from flask import Flask

from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from tests.yearly import a_year
from webapp import register_reading
from workflows import steps
from workflows.models import YearAnswer, YearStep
from workflows.states import AnswerOrigin
from workflows.steps import Answer

TOOL = b"""Nr;Vraag;Score;Toelichting
1.1;Is er beleid voor eerlijk zaken doen dat de risico's in uw metaalketens noemt?;3;Van juni
1.2;;0;'=1+1
1.3;;n.v.t.;Wij kopen niets
Kantine;Heeft u een kantine?;4;
2.1;;misschien;
"""


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


@pytest.fixture
def year(desk: Desk) -> str:
    """The public id of the company's running year."""
    with desk.working() as session:
        return a_year(session, desk.world.submitter).public_id


@pytest.fixture
def sent(desk: Desk, year: str):
    """Send a file in; the address of its preview."""

    def call(data: bytes = TOOL, name: str = "tool.csv", code: int = 303):
        fields = {"file": (io.BytesIO(data), name)}
        address = f"/years/{year}/answers"
        answer = send(desk.browser(desk.world.submitter), address, fields, page=address)
        assert answer.status_code == code, unescape(answer.text)
        return answer.location if code == 303 else unescape(answer.text)

    return call


def answers(desk: Desk) -> dict[str, tuple[int | None, str, AnswerOrigin | None]]:
    with desk.working() as session:
        return {
            row.question: (row.level, row.note, row.origin) for row in session.query(YearAnswer)
        }


def shown(desk: Desk, address: str) -> str:
    return unescape(desk.browser(desk.world.submitter).get(address).text)


def test_what_would_change_is_shown_and_then_taken_over(desk: Desk, year: str, sent) -> None:
    address = sent()
    page = shown(desk, address)
    assert "Ingevuld: 3. Anders dan wat er staat: 0. Staat er al: 0. Niet overgenomen: 2." in page
    assert "Vraag niet begrepen" in page
    assert "Kantine" in page
    assert "misschien" in page
    assert answers(desk) == {}
    answer = send(desk.browser(desk.world.submitter), address, page=address)
    assert (answer.status_code, answer.location) == (303, f"/years/{year}")
    imported = AnswerOrigin.IMPORTED
    assert answers(desk) == {
        "policy": (3, "Van juni", imported),
        "board": (0, "=1+1", imported),
        "buyers": (None, "Wij kopen niets", imported),
    }
    page = shown(desk, f"/years/{year}")
    assert "3 antwoorden zijn overgenomen" in page
    with desk.working() as session:
        first = session.query(YearStep).filter_by(number=1).one()
        assert (first.state, first.signed_at) == ("in_progress", None)


def test_what_is_not_understood_can_be_said(desk: Desk, year: str, sent) -> None:
    address = sent()
    page = shown(desk, address)
    assert 'name="v3"' in page  # "misschien" is the fifth answer, the fourth other one
    said = "?q=0&a=2&n=3&of-q=0&of-a=2&v4=1&l5=means"
    page = shown(desk, address + said)
    assert "Ingevuld: 5" in page
    fields = {"q": "0", "a": "2", "n": "3", "of-q": "0", "of-a": "2", "v4": "1", "l5": "means"}
    send(desk.browser(desk.world.submitter), address, fields, page=address)
    kept = answers(desk)
    assert (kept["suppliers"][0], kept["means"][0]) == (1, 4)


def test_what_was_said_of_one_column_is_not_said_of_another(desk: Desk, sent) -> None:
    page = shown(desk, sent() + "?q=0&a=3&n=&of-q=0&of-a=2&v0=4&v1=4")
    assert "Ingevuld: 0" in page


def test_what_is_there_stays_unless_it_is_ticked(desk: Desk, year: str, sent) -> None:
    with desk.working() as session:
        first = session.query(YearStep).filter_by(number=1).one()
        steps.fill_in(session, first, desk.world.contact, {"policy": Answer(1, note="Van ons")})
    address = sent()
    page = shown(desk, address)
    assert "Anders dan wat er staat: 1" in page
    assert "Van ons" in page
    browser = desk.browser(desk.world.submitter)
    send(browser, address, {"instead": "board"}, page=address)
    assert answers(desk)["policy"] == (1, "Van ons", None)
    send(browser, address, {"instead": "policy"}, page=address)
    assert answers(desk)["policy"] == (3, "Van juni", AnswerOrigin.IMPORTED)


def test_nothing_to_take_over_is_said_beside_the_file(desk: Desk, sent) -> None:
    address = sent(b"question,answer\npolicy,perhaps\nboard,\n")
    answer = send(desk.browser(desk.world.submitter), address, page=address)
    assert answer.status_code == 400
    assert "Er zou niets worden overgenomen" in unescape(answer.text)


def test_an_import_is_undone_from_the_page(desk: Desk, year: str, sent) -> None:
    address = sent()
    browser = desk.browser(desk.world.submitter)
    send(browser, address, page=address)
    page = shown(desk, f"/years/{year}/answers")
    assert "tool.csv" in page
    undo = page.split('action="/years/answers/')[1].split('"')[0]
    answer = send(browser, f"/years/answers/{undo}", page=f"/years/{year}/answers")
    assert answer.status_code == 303
    assert answers(desk) == {}
    page = shown(desk, f"/years/{year}/answers")
    assert "3 antwoorden zijn teruggezet." in page
    assert "Ongedaan gemaakt op" in page


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        (b"", "empty.csv", "leeg"),
        (b"one line", "short.csv", "een regel voor elke vraag"),
        (b"%PDF-1.4 made up", "paper.pdf", "CSV"),
        (b"PK\x03\x04 broken", "broken.xlsx", ""),
    ],
)
def test_a_file_without_answers_is_refused_in_words(sent, data: bytes, name: str, why: str) -> None:
    page = sent(data, name, code=400)
    assert 'href="#file"' in page
    assert why in page


def test_no_file_is_asked_for(desk: Desk, year: str) -> None:
    address = f"/years/{year}/answers"
    answer = send(desk.browser(desk.world.submitter), address, page=address)
    assert answer.status_code == 400
    assert "Kies een bestand" in unescape(answer.text)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_is_exported_is_understood_when_it_is_imported(
    desk: Desk, year: str, sent, kind: str, language: str
) -> None:
    given = {
        "policy": Answer(3, note="=1+1 en\nmeer"),
        "board": Answer(not_applicable=True, note="Wij zijn met twee."),
        "buyers": Answer(0),
    }
    with desk.working() as session:
        first = session.query(YearStep).filter_by(number=1).one()
        steps.fill_in(session, first, desk.world.contact, given)
    browser = desk.browser(desk.world.submitter)
    browser.set_cookie("language", language)
    data = browser.get(f"/years/{year}/answers.{kind}").data
    address = sent(data, f"answers.{kind}")
    page = shown(desk, address)
    assert "Ingevuld: 0. Anders dan wat er staat: 0. Staat er al: 3." in page
    with desk.working() as session:
        for row in session.query(YearAnswer):
            session.delete(row)
    send(browser, address, page=address)
    assert answers(desk) == {
        "policy": (3, "=1+1 en meer", AnswerOrigin.IMPORTED),  # a cell has one line
        "board": (None, "Wij zijn met twee.", AnswerOrigin.IMPORTED),
        "buyers": (0, "", AnswerOrigin.IMPORTED),
    }


def test_the_office_reads_the_export_and_takes_nothing_over(desk: Desk, year: str, sent) -> None:
    address = sent()
    office = desk.browser(desk.world.secretary)
    found = json.loads(office.get(f"/years/{year}/answers.json").data)
    assert len(found) == 25
    assert found[0] == {
        "step": 1, "question": "policy", "level": None, "note": "", "documents": [],
        "confirmed": False,
    }  # fmt: skip
    assert office.get(f"/years/{year}/answers").status_code == 403
    assert office.get(address).status_code == 404
    assert "/answers.xlsx" in office.get(f"/years/{year}").text
    assert f'"/years/{year}/answers"' not in office.get(f"/years/{year}").text


def test_the_spreadsheet_has_a_line_for_each_question(desk: Desk, year: str) -> None:
    data = desk.browser(desk.world.submitter).get(f"/years/{year}/answers.xlsx").data
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    rows = list(sheet.values)
    assert len(rows) == 26
    assert rows[1][:2] == (1, "1.1")
    assert register_reading.rows(data)[0][2] == "Vraag"
