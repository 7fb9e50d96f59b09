"""Reading quality: the numbers of the office, without a name."""

import pytest
from flask import Flask

from tests.cast import a_candidate, a_document, a_reading, a_record, a_site
from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from workflows import deciding, items
from workflows.states import ItemAction
from workflows.verdicts import Verdict

PAGE = "/reading-quality"


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


def decide_on(desk, count):
    """Have a paper with so many smelters approved as it was read."""
    with desk.working() as session:
        site = a_site(session)
        names = [f"Merapi Tin Works {number}" for number in range(count)]
        records = [a_record(name, candidates=[a_candidate(site)]) for name in names]
        reading = a_reading(*records)
        world = desk.world
        company = session.merge(world.company)
        paper = a_document(session, desk.store, company, world.submitter, reading)
        for item in items.of_document(session, paper):
            deciding.decide(session, item, Verdict(ItemAction.APPROVE), world.reader)


def test_an_empty_page_says_when_there_will_be_something(desk):
    page = desk.browser(desk.world.secretary).get(PAGE)
    assert "Er is nog niets beslist" in page.text
    assert "<table" not in page.text


def test_a_few_get_no_percentage_and_many_do(desk):
    decide_on(desk, 19)
    client = desk.browser(desk.world.secretary)
    assert "19 van 19" in client.get(PAGE).text
    assert "100%" not in client.get(PAGE).text
    decide_on(desk, 1)
    assert "100% (20 van 20)" in client.get(PAGE).text


def test_the_administrator_reads_the_numbers_and_no_name(desk):
    decide_on(desk, 1)
    client = desk.browser(desk.world.administrator)
    for address in (PAGE, f"{PAGE}/export.json", f"{PAGE}/export.csv"):
        text = client.get(address).text
        assert "Merapi" not in text
        assert "opgave.pdf" not in text
        assert "Voorbeeld Draad" not in text
    rows = {(row["by"], row["key"]): row for row in client.get(f"{PAGE}/export.json").json}
    assert rows["field", "smelter.smelter"]["precision"] == 1.0
    assert rows["language", "en"]["right"] == 1


def test_the_page_is_in_the_menu_of_the_office_and_of_nobody_else(desk):
    world = desk.world
    for who, sees in ((world.secretary, True), (world.administrator, True), (world.reader, False)):
        assert (f'href="{PAGE}"' in desk.browser(who).get("/help").text) is sees
    for who in (world.submitter, world.member, world.reader):
        assert desk.browser(who).get(PAGE).status_code == 404
        assert desk.browser(who).get(f"{PAGE}/export.csv").status_code == 404


def test_the_page_is_there_in_english_too(desk):
    client = desk.browser(desk.world.secretary)
    send(client, "/language", {"language": "en"}, page="/help")
    assert "Nothing has been decided on yet" in client.get(PAGE).text
