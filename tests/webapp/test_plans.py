"""The pages of a plan of action: taken over, written, done, read along."""

from html import unescape

import pytest
from flask import Flask

from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from tests.yearly import a_year, answered
from workflows import plans
from workflows.permissions import Actor
from workflows.plans import Given


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


@pytest.fixture
def address(desk: Desk) -> str:
    """The plan of the company, which has low answers to its first step and a finding."""
    desk.finding()
    with desk.working() as session:
        year = a_year(session, desk.world.submitter)
        answered(session, year.steps[0], desk.world.submitter, level=0)
        return f"/years/{year.public_id}/plan"


def page(desk: Desk, who: Actor, address: str) -> str:
    return unescape(desk.browser(who).get(address).text)


def action(desk: Desk, given: Given) -> str:
    """The address of an action of the plan."""
    with desk.working() as session:
        year = a_year(session, desk.world.submitter)
        made = plans.add(session, year, 3, given, desk.world.submitter)
        return f"/years/plan/{made.public_id}"


def test_what_is_proposed_is_chosen_and_then_stands_in_the_plan(desk: Desk, address: str) -> None:
    who = desk.world.submitter
    shown = page(desk, who, address)
    assert "Er staat nog niets in het plan" in shown
    assert 'value="q:policy"' in shown
    assert shown.count('name="take"') == 6
    browser = desk.browser(who)
    assert send(browser, address, page=address).status_code == 400
    answer = send(browser, address, {"take": ["q:policy", "q:board"]}, page=address)
    assert answer.status_code == 303
    shown = page(desk, who, address)
    assert "Van “Nog niet” naar “Er is een begin" in shown
    assert "0 van 2 acties gedaan" in shown
    assert shown.count('name="take"') == 4


def test_an_action_of_ones_own_is_added_and_a_mistake_is_named_beside_its_field(
    desk: Desk, address: str
) -> None:
    browser = desk.browser(desk.world.contact)
    form = {"own": "yes", "step": "5", "text": "Een verslag maken.", "due": "overmorgen"}
    refused = send(browser, address, form, page=address)
    assert refused.status_code == 400
    assert 'href="#due"' in refused.text
    assert "Een verslag maken." in refused.text
    form["due"] = "2027-03-01"
    assert send(browser, address, form, page=address).status_code == 303
    assert "1 maart 2027" in page(desk, desk.world.submitter, address)


def test_an_action_is_done_with_what_came_of_it(desk: Desk) -> None:
    address = action(desk, Given("Een verslag maken."))
    browser = desk.browser(desk.world.submitter)
    form = {"seen": "1", "text": "Een verslag maken.", "done": "yes", "result": "Het staat er."}
    plan = send(browser, address, form, page=address).location
    assert "1 van 1 acties gedaan" in page(desk, desk.world.submitter, plan)
    assert "Het staat er." in page(desk, desk.world.secretary, address)
    stale = send(browser, address, form | {"text": "Te laat."}, page=address)
    assert stale.status_code == 409
    assert "Te laat." in stale.text


def test_an_action_is_taken_out(desk: Desk) -> None:
    address = action(desk, Given("Een verslag maken."))
    browser = desk.browser(desk.world.submitter)
    assert send(browser, address, {"do": "remove"}, page=address).status_code == 303
    assert browser.get(address).status_code == 404


def test_the_secretariat_reads_the_plan_without_a_form(desk: Desk, address: str) -> None:
    shown = page(desk, desk.world.secretary, address)
    assert "Er staat nog niets in het plan." in shown
    assert address not in shown.partition("<main")[2]
    assert desk.browser(desk.world.competitor).get(address).status_code == 404
