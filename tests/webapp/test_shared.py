"""Shared messages: each circle reads its own, and nothing of the finding behind them."""

import pytest
from flask import Flask

from tests.webapp.desk import Desk
from workflows.telling_rules import CHECKLIST


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


@pytest.fixture
def told(desk: Desk) -> None:
    world = desk.world
    steps = [desk.assigned(), desk.assessed()]
    published = {"address": "https://voorbeeld.example/bericht"}
    for audience, where in (("parties", {}), ("public", published)):
        said = {"audience": audience, "text": f"Bericht voor {audience} {{{{ 7*7 }}}}"}
        steps += [
            ("draft", world.reader, said),
            ("clear", world.secretary, {"audience": audience, "checks": ",".join(CHECKLIST)}),
            ("communicate", world.secretary, {"audience": audience, **where}),
        ]
    desk.finding(*steps)


@pytest.mark.usefixtures("told")
def test_a_party_reads_both_and_a_supporter_only_what_is_public(desk):
    party = desk.browser(desk.world.member).get("/shared").text
    assert "Bericht voor parties {{ 7*7 }}" in party
    assert "Bericht voor public" in party
    supporter = desk.browser(desk.world.supporter).get("/shared").text
    assert "Bericht voor parties" not in supporter
    assert "Bericht voor public" in supporter


@pytest.mark.usefixtures("told")
def test_a_message_names_neither_the_company_nor_the_finding(desk):
    for address in ("/shared", "/shared/export.csv", "/shared/export.json"):
        text = desk.browser(desk.world.member).get(address).text
        assert "Voorbeeld Draad" not in text
        assert "emergency exits" not in text
        assert "/findings/" not in text


@pytest.mark.usefixtures("told")
def test_the_messages_are_filtered_by_audience(desk):
    page = desk.browser(desk.world.member).get("/shared?audience=public").text
    assert "Bericht voor parties" not in page


def test_nothing_shared_is_said(desk):
    assert "Er is nog niets gedeeld" in desk.browser(desk.world.supporter).get("/shared").text
