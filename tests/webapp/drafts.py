"""Drafts of reports, and what stands in their forms."""

import html
import re

from flask.testing import FlaskClient

from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from workflows import reports
from workflows.models import Person
from workflows.permissions import Actor


def draft(desk: Desk, language: str = "nl", period: str = "2025-2026") -> str:
    """The address of a draft that the secretary made."""
    with desk.working() as session:
        days = reports.period_named(period)
        made = reports.create(session, days, language, desk.world.secretary)
        return f"/reports/{made.public_id}"


def named(desk: Desk, who: Actor) -> str:
    with desk.working() as session:
        return session.get_one(Person, who.person_id).name


def written(desk: Desk, address: str) -> dict[str, str]:
    """The fields of the page where texts are written, as a browser would send them."""
    page = desk.browser(desk.world.secretary).get(address).text
    shown = re.findall(r'name="(shown-\w+)" value="([^"]*)"', page)
    areas = re.findall(r'<textarea id="[^"]+" name="(text-\w+)"[^>]*>\n([^<]*)</textarea>', page)
    return {name: html.unescape(value) for name, value in [*shown, *areas]}


def cleared(desk: Desk) -> str:
    """The address of a draft that the other secretary cleared."""
    address, other = draft(desk), desk.browser(desk.world.other_secretary)
    send(other, f"{address}/act", {"action": "check"}, page=address)
    return address


def after(address: str, browser: FlaskClient, action: str, **given: str) -> str:
    """What a report's page says once somebody took a step on it."""
    send(browser, f"{address}/act", {"action": action, **given}, page=address)
    return html.unescape(browser.get(address).text)
