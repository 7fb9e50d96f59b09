"""Views of the lists: kept under a name, opened first, changed and deleted; without a script."""

import re
from html import unescape

import pytest
from flask import Flask

from tests.webapp.browsing import send
from tests.webapp.desk import Desk


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


@pytest.fixture
def browser(desk: Desk):
    return desk.browser(desk.world.secretary)


def keep(browser, place, name, query, **more):
    fields = {"place": place, "name": name, "query": query, **more}
    return send(browser, "/views", fields, page="/profile")


def change(browser, page, **fields):
    address = re.search(r'action="(/views/[^"]+)"', browser.get(page).text)
    assert address is not None
    return send(browser, address[1], fields, page="/profile")


@pytest.mark.parametrize(
    ("place", "page"), [("documents", "/documents"), ("findings", "/findings")]
)
def test_filters_are_kept_and_found_again_on_their_list(browser, place, page):
    shown = browser.get(f"{page}?q=tin&page=1").text
    assert 'name="query" value="q=tin"' in shown
    answer = keep(browser, place, "Tin", "q=tin")
    assert answer.location == f"{page}?q=tin"
    assert f'<a href="{page}?q=tin" aria-current="true">Tin' in browser.get(answer.location).text
    others = {"/documents", "/findings"} - {page}
    assert ">Tin" not in browser.get(others.pop()).text


def test_a_list_opens_with_the_default_view_and_all_of_it_stays_one_step_away(browser):
    keep(browser, "documents", "Tin", "q=tin", default="yes")
    assert browser.get("/documents").location == "/documents?q=tin"
    whole = browser.get("/documents?view=all")
    assert whole.status_code == 200
    assert 'href="/documents?view=all" aria-current="true"' in whole.text
    change(browser, "/documents?view=all", action="usual")
    assert browser.get("/documents").status_code == 200


def test_a_view_is_renamed_and_deleted(browser):
    keep(browser, "documents", "Tin", "q=tin")
    change(browser, "/documents", action="rename", name="<Wolfraam>")
    assert "<Wolfraam>" in unescape(browser.get("/documents").text)
    assert "<Wolfraam>" not in browser.get("/documents").text
    assert change(browser, "/documents", action="delete").location == "/documents"
    assert "Uw weergaven" not in browser.get("/documents").text


def test_a_view_leads_nowhere_else(browser):
    answer = keep(browser, "documents", "Weg", "_external=1&_scheme=ftp&_host=elders.example")
    assert answer.location.startswith("/documents?")
