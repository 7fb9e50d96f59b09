"""The same smelter twice in one paper, on the page of the second one."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from tests.cast import a_document, a_reading, a_record
from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from webapp import shapes
from workflows import adding, items
from workflows.models import Event, EventPayload


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
    # What it doubles is kept, and told on both of them.
    assert "(Dubbel: " in page
    assert f'href="/review/{document}?item={first}"' in page.partition("Dubbel van:")[2]
    page = browser.get(f"/review/{document}?item={first}").text
    told = page.partition("Afgewezen als dubbel van dit item:")[2]
    assert f'href="/review/{document}?item={last}"' in told
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
    assert "Kies van welk item het een dubbel is" in panel
    send(browser, f"/review/items/{place}", {**form, "note": "Van opgave 2."}, page="/work")
    with desk.working() as session:
        assert items.get(session, place, desk.world.reader).state == "rejected"


def test_what_it_doubles_is_chosen_of_this_paper_alone(desk: Desk) -> None:
    with desk.working() as session:
        world = desk.world
        readings = (
            a_reading(a_record("Norvik Smelting"), a_record("Norvik AS")),
            a_reading(a_record("Norvik AS")),
        )
        one, other = (
            a_document(session, desk.store, world.company, world.submitter, reading)
            for reading in readings
        )
        first, second, elsewhere = (
            item.public_id for paper in (one, other) for item in items.of_document(session, paper)
        )
        page = f"/review/{one.public_id}"
    browser = desk.browser(desk.world.reader)
    form = {"action": "reject", "reason": "duplicate"}
    shown = browser.get(f"{page}?item={second}").text
    offered = shown.partition('id="duplicate-of"')[2].partition("</select>")[0]
    assert re.findall(r'<option value="(\w+)"', offered) == [first]
    for wanted in (elsewhere, second, "77"):
        given = {**form, "duplicate_of": wanted}
        answer = send(browser, f"/review/items/{second}", given, page=page)
        assert answer.status_code == 400
        assert "Er is geen item waarvan dit een dubbel kan zijn" in answer.text
    # In a long paper a number is enough; two items are not each other's duplicate.
    form |= {"duplicate_number": "1"}
    send(browser, f"/review/items/{second}", form, page=page)
    told = browser.get(f"{page}?item={second}").text.partition("Dubbel van:")[2]
    assert f'href="{page}?item={first}"' in told
    answer = send(browser, f"/review/items/{first}", {**form, "duplicate_number": "2"}, page=page)
    assert "Een van de twee moet blijven" in answer.text
    with desk.working() as session:
        row = items.get(session, second, desk.world.reader)
        assert shapes.item(row, desk.world.reader)["duplicate_of"] == first
        query = select(EventPayload.body).join(Event).where(Event.object_id == second)
        assert any(first in body for body in session.scalars(query))
