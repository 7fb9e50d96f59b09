"""The marks on the picture of a page: each name in its own box, which leads to its item."""

import html
import re

import pytest
from flask import Flask

from tests.cast import BOX, a_certificate, a_document, a_reading, a_record
from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from webapp.review.marks import of_page
from workflows import documents, items, organisations, readings
from workflows.models import Item

MARK = re.compile(
    r'<a href="([^"]+)"[^>]*data-item-link="[^"]+">.*?'
    r'<rect class="mark mark--([^"]+)" x="([\d.]+)" y="([\d.]+)"'
    r' width="([\d.]+)" height="([\d.]+)" rx="2"( data-current)?',
    re.DOTALL,
)
LOWER = [BOX[0], BOX[1] + 60, BOX[2], BOX[3] + 60]
ROUND = 2  # points of air that a mark leaves round the words


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


@pytest.fixture
def paper(desk: Desk) -> tuple[str, str, str]:
    """The public ids of a document with a picture, and of its two items, one below the other."""
    world = desk.world
    with desk.working() as session:
        document = a_document(session, desk.store, world.company, world.submitter)
        picture = desk.store.put(organisations.shelf(world.company), b"a picture")
        reading = a_reading(a_record("Merapi Tin Works"), a_record("Kelana Tin Works", metal=None))
        readings.record(session, documents.current(document), reading, {1: picture})
        first, second = items.of_document(session, document)
        _move(second)
        return document.public_id, first.public_id, second.public_id


def _move(item: Item) -> None:
    for field in item.fields:
        field.box = LOWER


def marks(page: str) -> list[tuple[str, str, tuple[float, ...], bool]]:
    """Where each mark leads, how it looks, the box of words in it, and whether it is the one."""
    found = []
    drawn = page.partition('data-part="marks"')[2].partition("</svg>")[0]
    for address, look, x, y, width, height, current in MARK.findall(drawn):
        left, top = float(x) + ROUND, float(y) + ROUND
        box = (left, top, left + float(width) - 2 * ROUND, top + float(height) - 2 * ROUND)
        found.append((address, look, box, bool(current)))
    return found


def test_each_name_is_marked_where_it_was_read_and_its_mark_leads_to_it(desk, paper):
    document, first, second = paper
    browser = desk.browser(desk.world.reader)
    for chosen, other, box in ((first, second, BOX), (second, first, tuple(LOWER))):
        page = browser.get(f"/review/{document}?item={chosen}").text
        current = [mark for mark in marks(page) if mark[3]]
        assert current == [(f"/review/{document}?item={chosen}", "open mark--current", box, True)]
        assert f"/review/{document}?item={other}" in {mark[0] for mark in marks(page)}


def test_what_belongs_to_the_item_is_marked_as_linked_with_it(desk, paper):
    document, first, _second = paper
    page = desk.browser(desk.world.reader).get(f"/review/{document}?item={first}").text
    linked = [mark for mark in marks(page) if "mark--linked" in mark[1]]
    assert [mark[0] for mark in linked] == [
        f"/review/{document}?item={first}"
    ] * 2  # country, metal


def test_how_an_item_stands_can_be_seen_from_its_mark(desk, paper):
    document, first, second = paper
    browser = desk.browser(desk.world.reader)
    given = {"action": "reject", "reason": "misread"}
    sent = send(browser, f"/review/items/{first}", given, page="/help")
    assert sent.status_code == 303
    looks = {m[0]: m[1] for m in marks(browser.get(f"/review/{document}?item={second}").text)}
    assert looks[f"/review/{document}?item={first}"] == "rejected"


def test_what_was_put_off_has_another_frame_than_what_is_to_be_judged(desk, paper):
    document, first, second = paper
    given = {"action": "doubt", "how": "later", "seen": "1"}
    send(desk.browser(desk.world.reader), f"/review/items/{first}", given, page="/work")
    shown = desk.browser(desk.world.reader).get(f"/review/{document}?item={second}").text
    looks = {address.rpartition("=")[2]: look.split()[0] for address, look, *_ in marks(shown)}
    assert looks == {first: "parked", second: "open"}


def test_of_a_certificate_every_field_has_its_box_and_the_end_is_said(desk: Desk) -> None:
    found = a_certificate("2025-01-31")
    with desk.working() as session:
        world = desk.world
        reading = a_reading(certificates=[found])
        document = a_document(session, desk.store, world.company, world.submitter, reading)
        (item,) = items.of_document(session, document)
        rows = of_page([item], item, 1, 1, world.reader)
        boxes = [field for field in item.fields if field.box is not None and field.page == 1]
        assert len(rows) == len(boxes)
        place = document.public_id
    page = html.unescape(desk.browser(desk.world.reader).get(f"/review/{place}").text)
    assert "op deze dag verlopen" in page
