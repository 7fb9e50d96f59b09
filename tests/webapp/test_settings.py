"""Settings: changed by the secretariat, within limits, with a reason."""

import pytest
from flask import Flask

from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from workflows import settings

PAGE = "/settings/disclosure.members"


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


def change(desk, who, page=PAGE, **fields):
    return send(desk.browser(who), page, fields, page="/profile")


def in_force(desk, name="disclosure.members"):
    with desk.working() as session:
        return settings.get(session, name)


def test_a_setting_changes_with_a_reason_that_stays_on_record(desk):
    answer = change(desk, desk.world.secretary, value="5", note="Strenger <per 2027>")
    assert answer.status_code == 303
    assert in_force(desk) == "5"
    assert "Strenger &lt;per 2027&gt;" in desk.browser(desk.world.secretary).get(PAGE).text


@pytest.mark.parametrize(
    ("value", "note", "field"),
    [("2", "Minder streng", "value"), ("x", "Waarom niet", "value"), ("5", " ", "note")],
)
def test_what_is_unsafe_or_unexplained_is_refused_beside_the_field(desk, value, note, field):
    answer = change(desk, desk.world.secretary, value=value, note=note)
    assert answer.status_code == 400
    assert f'href="#{field}"' in answer.text
    assert f'value="{value}"' in answer.text
    assert in_force(desk) == "3"


def test_to_others_there_are_no_settings(desk):
    for who in (desk.world.contact, desk.world.administrator, desk.world.reader):
        assert desk.browser(who).get("/settings").status_code == 404
        assert desk.browser(who).get(PAGE).status_code == 404
        assert change(desk, who, value="5", note="Zomaar").status_code == 404
    assert in_force(desk) == "3"


def test_a_setting_that_does_not_exist_is_not_found(desk):
    assert desk.browser(desk.world.secretary).get("/settings/nothing").status_code == 404
    answer = change(desk, desk.world.secretary, page="/settings/nothing", value="1", note="x")
    assert answer.status_code == 404


def test_the_list_shows_values_and_limits(desk):
    page = desk.browser(desk.world.secretary).get("/settings").text
    assert "van 3 tot en met 50" in page
    assert ">De beoordelaars<" in page


def test_a_share_is_typed_in_percent_with_the_comma_of_the_reader(desk):
    page = "/settings/disclosure.largest"
    assert 'value="70"' in desk.browser(desk.world.secretary).get(page).text
    change(desk, desk.world.secretary, page=page, value="55,5 %", note="Strenger dan het was")
    assert in_force(desk, "disclosure.largest") == "0.555"
    assert 'value="55,5"' in desk.browser(desk.world.secretary).get(page).text


def test_shares_are_shown_and_limited_in_percent(desk):
    page = desk.browser(desk.world.secretary).get("/settings").text
    assert "van 20% tot en met 100%" in page
    assert ">70%<" in page
    answer = change(
        desk,
        desk.world.secretary,
        page="/settings/disclosure.largest",
        value="0,7",
        note="Hersteld",
    )
    assert "van 20 tot en met 100" in answer.text
    assert in_force(desk, "disclosure.largest") == "0.70"
