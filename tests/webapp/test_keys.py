"""The keys of the review: changed, refused when two actions want one, switched off, put back."""

import html
import json
import re

import pytest
from flask import Flask

from tests.cast import a_document, a_reading, a_record
from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from workflows import review_keys
from workflows.models import Person
from workflows.review_keys import TITLES, Keys


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


def fields(on: str = "yes", **chosen: str) -> dict[str, str]:
    usual = Keys().by_action
    return {"on": on} | {f"key-{name}": chosen.get(name, usual[name]) for name in TITLES}


def keep(browser, **given):
    return send(browser, "/profile/keys", fields(**given), page="/profile/keys")


def review(desk: Desk, browser) -> str:
    with desk.working() as session:
        world = desk.world
        document = a_document(
            session, desk.store, world.company, world.submitter, a_reading(a_record())
        )
        place = document.public_id
    return browser.get(f"/review/{place}").text


def key_map(page: str) -> dict[str, str]:
    return json.loads(html.unescape(re.search(r'data-keys-map="([^"]*)"', page)[1]))


def test_a_changed_key_works_and_is_printed_on_its_button(desk: Desk) -> None:
    browser = desk.browser(desk.world.reader)
    assert keep(browser, approve="a").status_code == 303
    page = review(desk, browser)
    assert 'data-shortcut="A" data-act="approve"' in page
    assert key_map(page)["a"] == "approve"
    assert "g" not in key_map(page)
    assert key_map(page)["Enter"] == "approve"


def test_keys_are_ones_own(desk: Desk) -> None:
    assert keep(desk.browser(desk.world.reader), approve="a").status_code == 303
    page = review(desk, desk.browser(desk.world.other_reader))
    assert key_map(page)["g"] == "approve"


def test_one_key_for_two_actions_is_refused_with_the_name_of_the_other(desk: Desk) -> None:
    browser = desk.browser(desk.world.reader)
    answer = keep(browser, doubt="G")
    assert answer.status_code == 400
    assert "“G” is al “Goedkeuren zoals het er staat”." in answer.text
    assert key_map(review(desk, browser))["g"] == "approve"


@pytest.mark.parametrize(
    ("key", "said"),
    [("3", "“3” kiest een kandidaat of een reden."), ("", "Geef één letter of teken.")],
)
def test_a_key_that_cannot_be_pressed_for_it_is_refused(desk: Desk, key: str, said: str) -> None:
    answer = keep(desk.browser(desk.world.reader), doubt=key)
    assert answer.status_code == 400
    assert said in answer.text


def test_keys_that_are_off_do_nothing_and_are_not_printed(desk: Desk) -> None:
    browser = desk.browser(desk.world.reader)
    assert keep(browser, on="").status_code == 303
    page = review(desk, browser)
    assert key_map(page) == {}
    assert "<kbd" not in page.partition('class="verdict__bar"')[2].partition("</form>")[0]
    assert "De toetsen staan uit" in page


def test_the_usual_keys_come_back(desk: Desk) -> None:
    browser = desk.browser(desk.world.reader)
    keep(browser, approve="a")
    answer = send(browser, "/profile/keys", {"action": "reset"}, page="/profile/keys")
    assert answer.status_code == 303
    assert key_map(review(desk, browser))["g"] == "approve"


def test_an_action_that_came_later_does_not_take_a_key_that_somebody_chose() -> None:
    person = Person(preferences={"review_keys": {"on": True, "keys": {"approve": "h"}}})
    mine = review_keys.of(person)
    assert (mine.by_action["approve"], mine.by_action["earlier"]) == ("h", "")
