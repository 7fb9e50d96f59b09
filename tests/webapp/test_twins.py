"""The same smelter twice in one paper, on the page of the second one."""

import re

import pytest
from flask import Flask

from tests.cast import a_document, a_reading, a_record
from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from workflows import adding, items


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


@pytest.fixture
def twice(desk: Desk) -> tuple[str, str, str]:
    """A paper with a smelter, and the same one in other words."""
    world = desk.world
    with desk.working() as session:
        reading = a_reading(a_record("Norvik Smelting"), a_record("NORVIK SMELTING AS"))
        paper = a_document(session, desk.store, world.company, world.submitter, reading)
        adding.add(
            session,
            paper,
            world.reader,
            page=1,
            values={"smelter": "norvik smelting", "country": "ID", "metal": "tin"},
            box=None,
            typed=True,
        )
        first, _, last = items.of_document(session, paper)
        return paper.public_id, first.public_id, last.public_id


def test_it_is_told_with_the_way_there_and_rejected_in_one_go(
    desk: Desk, twice: tuple[str, str, str]
) -> None:
    document, first, last = twice
    browser = desk.browser(desk.world.reader)
    page = browser.get(f"/review/{document}?item={last}").text
    told = page.partition("Staat al in dit document:")[2].partition("</form>")[0]
    assert f'href="/review/{document}?item={first}"' in told
    assert "item 1, pagina 1" in told
    assert 'data-shortcut="B"' in told
    # And above the buttons, whatever else has scrolled away.
    assert "Staat al in dit document: item 1." in page.partition('id="approves"')[2]
    assert "Staat al in dit document:" not in browser.get(f"/review/{document}?item={first}").text
    seen = re.search(r'name="seen" value="(\d+)"', page)
    assert seen
    form = {"action": "reject", "reason": "duplicate", "seen": seen[1]}
    send(browser, f"/review/items/{last}", form, page="/work")
    page = browser.get(f"/review/{document}?item={last}").text
    assert "(Dubbel)" in page
    # The second reader is told the same, and decides for themselves.
    page = desk.browser(desk.world.other_reader).get(f"/review/{document}?item={last}").text
    assert "Staat al in dit document:" in page
    assert 'data-act="duplicate"' not in page


def test_double_of_nothing_is_refused_on_the_page_with_what_to_say(desk: Desk) -> None:
    with desk.working() as session:
        world = desk.world
        reading = a_reading(a_record("Norvik Smelting"))
        paper = a_document(session, desk.store, world.company, world.submitter, reading)
        (item,) = items.of_document(session, paper)
        place = item.public_id
    browser = desk.browser(desk.world.reader)
    form = {"action": "reject", "reason": "duplicate"}
    answer = send(browser, f"/review/items/{place}", form, page="/work")
    assert answer.status_code == 400
    panel = answer.text.partition('data-more="reject" open')[2].partition("</details>")[0]
    assert "Zeg in de notitie van welk item of document het een dubbel is" in panel
    send(browser, f"/review/items/{place}", {**form, "note": "Van opgave 2."}, page="/work")
    with desk.working() as session:
        assert items.get(session, place, desk.world.reader).state == "rejected"
