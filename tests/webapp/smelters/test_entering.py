"""Entering a smelter by hand: added by the secretariat, proposed by a reviewer."""

import re

import pytest
from flask import Flask

from tests.webapp.browsing import send
from tests.webapp.desk import Desk


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


def enter(desk, who, **given):
    form = {
        "name": "Nieuwe Hut", "country": "ID", "metal": ["tin", "lead"], "kind": "smelter",
        "state": "active", "identifiers": "XID000950; EIGEN-7", "names": "De Hut",
        "source": "De krant", **given,
    }  # fmt: skip
    return send(desk.browser(who), "/smelters/new", form, page="/profile")


def test_the_secretariat_adds_a_smelter_that_everybody_sees(desk):
    done = enter(desk, desk.world.secretary)
    assert done.status_code == 303
    page = desk.browser(desk.world.competitor).get(done.headers["Location"]).text
    for words in ("Nieuwe Hut", "Indonesië", "lood, tin", "XID000950", "EIGEN-7", "De Hut"):
        assert words in page


@pytest.mark.parametrize(
    ("given", "field"),
    [({"name": ""}, "name"), ({"source": ""}, "source"), ({"name": "nieuwe hut"}, "identifiers")],
)
def test_a_mistake_is_named_and_what_was_typed_is_kept(desk, given, field):
    enter(desk, desk.world.secretary)
    refused = enter(desk, desk.world.secretary, **given)
    assert refused.status_code == 400
    assert f'href="#{field}"' in refused.text
    assert 'value="XID000950; EIGEN-7"' in refused.text
    assert re.search(r'value="tin" checked', refused.text)


def test_a_proposal_waits_on_my_work_and_is_made_public_or_declined(desk):
    office = desk.browser(desk.world.secretary)
    page = enter(desk, desk.world.reader).headers["Location"]
    second = enter(desk, desk.world.reader, name="Tweede", identifiers="").headers["Location"]
    assert desk.browser(desk.world.competitor).get(page).status_code == 404
    assert "Voorgesteld door een beoordelaar" in desk.browser(desk.world.reader).get(page).text
    work = office.get("/work").text
    assert "Voorgestelde smelters om over te besluiten" in work
    assert page in work
    assert second in work
    assert send(office, f"{page}/clear", {"note": "De krant"}, page=page).status_code == 303
    assert desk.browser(desk.world.competitor).get(page).status_code == 200
    refused = send(office, f"{second}/decline", {"decline-reason": ""}, page=second)
    assert refused.status_code == 400
    assert 'href="#decline-reason"' in refused.text
    declined = send(office, f"{second}/decline", {"decline-reason": "Bestaat niet"}, page=second)
    assert declined.status_code == 303
    assert "Voorgestelde smelters" not in office.get("/work").text


def test_who_may_not_enter_finds_no_button_and_no_page(desk):
    for who, word in (
        (desk.world.secretary, "Een smelter toevoegen"),
        (desk.world.reader, "Een smelter voorstellen"),
        (desk.world.contact, None),
    ):
        browser = desk.browser(who)
        assert ("/smelters/new" in browser.get("/smelters").text) is bool(word)
        page = browser.get("/smelters/new")
        assert page.status_code == (200 if word else 404)
        assert word is None or word in page.text
