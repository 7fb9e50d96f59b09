"""The pages of the risks in chains: the map, its table, a form that says what is missing."""

from html import unescape

import pytest
from flask import Flask

from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from tests.yearly import a_year
from workflows.permissions import Actor
from workflows.risks import seed_taxonomies

FORM = {"material": "tin", "country": "ID", "risk": "T04", "severity": "critical"}


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


@pytest.fixture
def address(desk: Desk) -> str:
    """The list of the company's running year."""
    with desk.working() as session:
        seed_taxonomies(session)
        return f"/years/{a_year(session, desk.world.submitter).public_id}/risks"


def page(desk: Desk, who: Actor, address: str) -> str:
    return unescape(desk.browser(who).get(address).text)


def added(desk: Desk, address: str, **more: str) -> str:
    """The address of a risk that was put on the list."""
    browser = desk.browser(desk.world.submitter)
    form = FORM | {"likelihood": "likely"} | more
    assert send(browser, address, form, page=address).status_code == 303
    shown = page(desk, desk.world.submitter, address)
    return "/years/risks/" + shown.rpartition('href="/years/risks/')[2].partition('"')[0]


def test_an_empty_list_says_what_to_do(desk: Desk, address: str) -> None:
    assert "Voeg hieronder het eerste toe" in page(desk, desk.world.submitter, address)
    assert "<svg class=" not in page(desk, desk.world.submitter, address).partition("heat")[2]


def test_what_is_missing_is_named_and_what_was_chosen_stays(desk: Desk, address: str) -> None:
    browser = desk.browser(desk.world.submitter)
    answer = send(browser, address, FORM, page=address)
    assert answer.status_code == 400
    assert 'href="#likelihood"' in answer.text
    assert '<option value="T04" selected>' in answer.text


def test_a_risk_stands_on_the_map_and_in_the_table_by_the_same_number(
    desk: Desk, address: str
) -> None:
    added(desk, address, severity="minor", likelihood="unlikely")
    added(desk, address)
    shown = page(desk, desk.world.secretary, address)
    assert 'role="img" aria-labelledby="heat-words"' in shown
    assert shown.count('class="heat__cell ') == 12
    grave, light = shown.index('heat__numbers--4"'), shown.index('heat__numbers--1"')
    assert shown[grave:].partition(">")[2].startswith("1<")
    assert shown[light:].partition(">")[2].startswith("2<")
    table = shown.partition("<tbody>")[2]
    assert table.index("Indonesië") < table.rindex("Indonesië")
    assert "Kinderarbeid" in table
    assert "Een risico toevoegen" not in shown


def test_a_risk_is_changed_and_taken_off(desk: Desk, address: str) -> None:
    risk = added(desk, address)
    browser = desk.browser(desk.world.contact)
    form = FORM | {"likelihood": "possible", "seen": "1", "material": "gold"}
    assert send(browser, risk, form, page=risk).status_code == 303
    assert send(browser, risk, form | {"note": "Te laat."}, page=risk).status_code == 409
    assert "goud" in page(desk, desk.world.secretary, risk).lower()
    assert send(browser, risk, {"do": "remove"}, page=risk).status_code == 303
    assert browser.get(risk).status_code == 404


def test_a_rival_finds_no_such_list(desk: Desk, address: str) -> None:
    risk = added(desk, address)
    browser = desk.browser(desk.world.competitor)
    assert browser.get(address).status_code == browser.get(risk).status_code == 404
