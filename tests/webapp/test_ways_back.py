"""From a record back to the list behind a figure that it was opened from."""

import re
from html import unescape
from urllib.parse import quote, unquote

import pytest
from flask import Flask

from tests.cast import a_document, a_reading, a_record
from tests.webapp.desk import Desk
from tests.webapp.drafts import draft
from webapp import files
from workflows.permissions import Actor

PERIOD = "2026-01-01..2099-12-31"
BACK = "Gegevens achter een cijfer"


@pytest.fixture
def desk(app: Flask) -> Desk:
    """A desk with a paper in which one smelter was read."""
    desk = Desk(app)
    with desk.working() as session, app.app_context():
        reading = a_reading(a_record())
        a_document(session, files.store(), desk.world.company, desk.world.submitter, reading)
    return desk


def opened(desk: Desk, figure: str, search: str) -> str:
    """The address of the first record of a list that was searched."""
    page = desk.browser(desk.world.secretary).get(f"{figure}?{search}").text
    found = re.search(r'<th scope="row"><a href="([^"]+)', page)
    assert found, page
    return unescape(found[1])


def way_back(desk: Desk, address: str, who: Actor) -> tuple[str, str]:
    page = desk.browser(who).get(address, follow_redirects=True).text
    found = re.search(r'<a class="back" href="([^"]+)"><span[^>]*>‹</span>([^<]+)', page)
    assert found, page
    return unescape(found[1]), found[2]


@pytest.mark.parametrize(
    ("code", "search"), [("F201", "q=opgave"), ("F204", "part=waiting&q=merapi")]
)
def test_a_record_leads_back_to_the_list_as_it_was_searched(
    desk: Desk, code: str, search: str
) -> None:
    figure = f"{draft(desk, period=PERIOD)}/figures/{code}"
    address = opened(desk, figure, search)
    assert way_back(desk, address, desk.world.secretary) == (f"{figure}?{search}", BACK)


def test_the_review_screen_keeps_the_way_back_from_page_to_page(desk: Desk) -> None:
    figure = f"{draft(desk, period=PERIOD)}/figures/F204"
    address = opened(desk, figure, "part=waiting")
    page = desk.browser(desk.world.secretary).get(address, follow_redirects=True).text
    links = [unescape(one) for one in re.findall(r'<a href="(/review/[^"]+page=1[^"]*)"', page)]
    assert links
    assert way_back(desk, links[0], desk.world.secretary)[0] == f"{figure}?part=waiting"


def test_what_was_found_leads_back_to_the_search(desk: Desk) -> None:
    found, browser = "/search?q=merapi&kind=item", desk.browser(desk.world.secretary)
    (address,) = set(re.findall(r'href="(/review/[^"]+)"', browser.get(found).text))
    assert way_back(desk, unescape(address), desk.world.secretary) == (found, "Wat er is gevonden")


def test_an_item_that_is_split_or_merged_keeps_the_way_back(desk: Desk) -> None:
    found, browser = "/search?q=merapi&kind=item", desk.browser(desk.world.reader)
    (address,) = set(re.findall(r'href="(/review/[^"]+)"', browser.get(found).text))
    page = browser.get(unescape(address), follow_redirects=True).text
    deeds = [unescape(one) for one in re.findall(r'action="(/review/[^"]+)"', page)]
    for deed in ("/split", "/merge"):
        (form,) = [one for one in deeds if deed in one]
        assert unquote(form).endswith(f"back={found}")


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://example.org/reports/x/figures/F1",
        "//example.org/reports/x/figures/F1",
        "/work",
        "x",
    ],
)
def test_nobody_is_led_elsewhere(desk: Desk, elsewhere: str) -> None:
    figure = f"{draft(desk, period=PERIOD)}/figures/F201"
    address = opened(desk, figure, "").partition("?")[0]
    asked = f"{address}?back={quote(elsewhere, safe='')}"
    assert way_back(desk, asked, desk.world.secretary) == ("/documents", "Documenten")


def test_what_a_report_asks_to_mend_leads_back_to_the_report(desk: Desk) -> None:
    address = draft(desk, period=PERIOD)
    page = desk.browser(desk.world.secretary).get(address).text
    found = re.search(r'<a href="(/organisations/[^"]+)"', page)
    assert found, page
    mended = unescape(found[1])
    assert way_back(desk, mended, desk.world.secretary) == (address, "Rapport")


def test_companies_that_sent_nothing_are_written_to_and_do_not_read_of_each_other(
    desk: Desk,
) -> None:
    address = draft(desk, period=PERIOD)
    page = unescape(desk.browser(desk.world.secretary).get(address).text)
    found = re.search(r'<a href="(mailto:[^"]+)"', page)
    assert found, page
    letter = unquote(found[1])
    assert letter.startswith("mailto:?bcc=")
    assert desk.world.competitor.email in letter.partition("&subject=")[0]
    assert desk.world.contact.email not in letter
