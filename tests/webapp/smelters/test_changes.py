"""What changed between two editions: on the page, in a file, and as a line on My work."""

from datetime import date

import pytest
from flask import Flask

from extraction.records import RegisterEntry
from tests.webapp.desk import Desk
from workflows import editions, register
from workflows.models import Item


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


@pytest.fixture
def loaded(desk):
    """Three editions; a paper of the company names the site that the second one renames."""

    def load(session, day, *names):
        rows = [
            RegisterEntry(f"XID00090{n}", name, (f"XID00090{n}",), (), "ID", ("tin",))
            for n, name in enumerate(names)
        ]
        edition = editions.import_edition(session, rows, name="Lijst", valid_from=day, actor=None)
        return edition.public_id

    desk.public_site("Iets anders")
    with desk.working() as session:
        ids = [load(session, date(2026, 1, 1), "Merapi", "Kolwa")]
        (site,) = register.search(session, "Merapi", desk.world.secretary)
        session.query(Item).one().site = site
        ids.append(load(session, date(2026, 6, 1), "Merapi Baru", "Kolwa"))
        ids.append(load(session, date(2026, 7, 1), "Merapi Baru", "Kolwa Works"))
    return ids


def test_a_company_finds_its_own_smelters_and_the_office_all(desk, loaded):
    first, _second, last = loaded
    address = f"/smelters/changes?from={first}&to={last}"
    own = desk.browser(desk.world.submitter).get(address).text
    assert "<h1>Uw smelters in het register" in own
    assert "Merapi Baru" in own
    assert "Kolwa" not in own
    assert "Merapi" not in desk.browser(desk.world.competitor).get(address).text
    every = desk.browser(desk.world.secretary).get(address).text
    assert "Merapi Baru" in every
    assert "Kolwa Works" in every


def test_the_newest_edition_is_shown_first_and_any_two_can_be_chosen(desk, loaded):
    first, second, last = loaded
    office = desk.browser(desk.world.secretary)
    newest = office.get("/smelters/changes").text
    assert "Kolwa Works" in newest
    assert "Merapi Baru" not in newest
    assert "Merapi Baru" in office.get(f"/smelters/changes?to={second}").text
    wrong = office.get(f"/smelters/changes?from={last}&to={first}")
    assert 'href="#from"' in wrong.text
    assert office.get("/smelters/changes?to=222222222222").status_code == 404


def test_the_changes_are_a_file_too(desk, loaded):
    first, _second, last = loaded
    browser = desk.browser(desk.world.submitter)
    (row,) = browser.get(f"/smelters/changes.json?from={first}&to={last}").json
    assert row["fields"]["name"] == ["Merapi", "Merapi Baru"]
    table = browser.get(f"/smelters/changes.csv?from={first}&to={last}").data.decode("utf-8-sig")
    assert "Merapi Baru" in table


def test_an_edition_that_touches_ones_smelters_is_a_line_on_my_work(desk, loaded):
    _first, second, last = loaded
    page = desk.browser(desk.world.submitter).get("/work").text
    assert "Wijzigingen bij uw smelters in het register" in page
    assert f"/smelters/changes?to={second}" in page
    assert last not in page
    for who in (desk.world.competitor, desk.world.reader):
        assert "/smelters/changes" not in desk.browser(who).get("/work").text


def test_without_two_editions_there_is_nothing_to_compare(desk):
    page = desk.browser(desk.world.submitter).get("/smelters/changes").text
    assert "Er zijn nog geen twee uitgaven" in page
