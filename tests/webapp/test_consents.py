"""The secretariat asks for a hidden figure on its page, the companies behind it on theirs."""

import re
from html import unescape

import pytest
from flask import Flask

from tests.cast import a_document, a_reading, a_record
from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from workflows import clock, reports
from workflows.permissions import Actor


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


@pytest.fixture
def figure(desk: Desk) -> str:
    """The page of a figure that only the company is behind, in a draft."""
    with desk.working() as session:
        world, day = desk.world, clock.today(session)
        reading = a_reading(a_record())
        a_document(session, desk.store, world.company, world.submitter, reading)
        period = reports.period_named(f"{day.year}")
        made = reports.create(session, period, "nl", world.secretary)
        return f"/reports/{made.public_id}/figures/F201"


def page(desk: Desk, who: Actor, address: str) -> str:
    return unescape(desk.browser(who).get(address).text)


def answer(desk: Desk, given: str) -> int:
    shown = page(desk, desk.world.contact, "/reports/consents")
    place = re.search(r'action="(/reports/consents/\w+)"', shown)
    assert place
    browser = desk.browser(desk.world.contact)
    return send(browser, place[1], {"given": given}, page="/reports/consents").status_code


def test_who_is_asked_sees_what_would_be_shown_and_answers(desk: Desk, figure: str) -> None:
    world = desk.world
    assert "Vraag de bedrijven erachter om toestemming" in page(desk, world.secretary, figure)
    asked = send(desk.browser(world.secretary), f"{figure}/ask", page=figure)
    assert asked.status_code == 303
    shown = page(desk, world.secretary, figure)
    assert "Voorbeeld Draad B.V." in shown and "Niet beantwoord" in shown
    assert 'href="/reports/consents"' in page(desk, world.contact, "/reports")
    assert 'href="/reports/consents"' not in page(desk, world.competitor, "/reports")
    assert "Ontvangen documenten: 1" in page(desk, world.contact, "/reports/consents")
    assert answer(desk, "yes") == 303
    assert "Ja, het mag worden getoond" in page(desk, world.secretary, figure)
    assert answer(desk, "no") == 303
    assert "Nee, het blijft verborgen" in page(desk, world.secretary, figure)


def test_behind_a_figure_that_is_shown_stands_that_all_consent(desk: Desk, figure: str) -> None:
    send(desk.browser(desk.world.secretary), f"{figure}/ask", page=figure)
    answer(desk, "yes")
    with desk.working() as session:
        period = reports.period_named(f"{clock.today(session).year}")
        made = reports.create(session, period, "nl", desk.world.other_secretary)
        again = f"/reports/{made.public_id}/figures/F201"
    assert "Elk bedrijf achter dit cijfer stemt ermee in" in page(desk, desk.world.secretary, again)
