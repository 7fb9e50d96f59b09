"""The form of a new report: of which days, and what it says of those that have one."""

import re

import pytest
from flask import Flask

from tests.cast import a_document, a_reading
from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from tests.webapp.drafts import cleared, draft


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


def test_the_form_says_of_which_year_there_is_a_report_already(desk: Desk) -> None:
    office = desk.browser(desk.world.secretary)
    assert "er is al een rapport" not in office.get("/reports/new").text
    address = draft(desk)
    assert "2025–2026 (geen documenten, er is al een rapport)" in office.get("/reports/new").text
    send(office, f"{address}/act", {"action": "withdraw"}, page=address)
    assert "er is al een rapport" not in office.get("/reports/new").text
    assert address not in office.get("/reports/new").text


def test_the_form_says_of_which_year_no_document_came_in(desk: Desk) -> None:
    office = desk.browser(desk.world.secretary)
    assert "2026–2027 (nog niet voorbij, geen documenten)" in office.get("/reports/new").text
    with desk.working() as session:
        a_document(session, desk.store, desk.world.company, desk.world.submitter, a_reading())
    page = office.get("/reports/new").text
    assert "2026–2027 (nog niet voorbij)" in page
    assert "2025–2026 (geen documenten)" in page


def test_another_period_is_two_days_and_one_of_them_alone_is_asked_about(desk: Desk) -> None:
    office = desk.browser(desk.world.secretary)
    given = {"first": "2026-01-01", "language": "nl"}
    answer = send(office, "/reports/new", given, page="/reports/new")
    assert answer.status_code == 400
    assert "Geef de eerste en de laatste dag van de periode." in answer.text
    assert 'value="2026-01-01"' in answer.text
    answer = send(office, "/reports/new", given | {"last": "2026-06-30"}, page="/reports/new")
    assert answer.status_code == 303
    assert "1 januari 2026 – 30 juni 2026" in office.get(answer.location).text


def test_a_period_of_which_there_is_a_report_is_not_chosen_beforehand(desk: Desk) -> None:
    browser = desk.browser(desk.world.secretary)
    usual = re.search(r'<option value="([-\d]+)" selected>', browser.get("/reports/new").text)
    assert usual is not None
    draft(desk, period=usual[1])
    page = browser.get("/reports/new").text
    assert '<option value="" selected>Kies een periode</option>' in page
    fields = {"period": "", "first": "", "last": "", "language": "nl"}
    answer = send(browser, "/reports/new", fields, page="/reports/new")
    assert answer.status_code == 400
    asked = "Kies een periode, of geef de twee dagen van een andere."
    assert f'<a href="#period">{asked}</a>' in answer.text
    assert answer.text.count(asked) == 2  # above, and at the field


def test_days_that_overlap_with_a_report_that_was_given_out_are_asked_about_once(
    desk: Desk,
) -> None:
    address, office = cleared(desk), desk.browser(desk.world.secretary)
    days = {"period": "", "first": "2026-01-01", "last": "2026-08-31", "language": "nl"}

    def boxes(page: str) -> list[str]:
        return re.findall(r'<p data-from="2025-07-01" data-to="2026-06-30"([^>]*)>', page)

    assert boxes(office.get("/reports/new").text) == []  # nobody else knows its figures yet
    send(office, f"{address}/act", {"action": "finalise"}, page=address)
    page = office.get("/reports/new").text
    assert boxes(page) == [" hidden"]
    assert "dan tellen deze dagen en niet de keuze hierboven" in page
    answer = send(office, "/reports/new", days, page="/reports/new")
    assert answer.status_code == 200
    assert boxes(answer.text) == [""]
    assert "Getallen die iemand kan uitrekenen" in answer.text
    assert 'value="2026-08-31"' in answer.text
    assert re.search(r"verbergt het concept \d+ van de \d+ cijfers", answer.text)
    seen = re.findall(r'name="overlaps" value="([^"]+)"', answer.text)
    assert seen == ["2026-01-01..2026-08-31"]
    # Other days than those that were asked about are asked about again.
    other = days | {"last": "2026-09-30", "overlaps": seen[0]}
    assert send(office, "/reports/new", other, page="/reports/new").status_code == 200
    made = send(office, "/reports/new", days | {"overlaps": seen[0]}, page="/reports/new")
    assert made.status_code == 303
    free = days | {"first": "2026-07-01"}
    assert send(office, "/reports/new", free, page="/reports/new").status_code == 303
