"""Where a fresh reviewer stumbled: what is taken back, offered and called by its own name."""

import html
import re

import pytest
from flask import Flask

from tests.cast import a_certificate, a_document, a_reading, a_record
from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from workflows import items


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


def opened(desk: Desk, *names: str) -> tuple[str, list[str]]:
    """The public ids of a document with these smelters, and of its items."""
    with desk.working() as session:
        world, reading = desk.world, a_reading(*(a_record(name) for name in names))
        document = a_document(session, desk.store, world.company, world.submitter, reading)
        return document.public_id, [i.public_id for i in items.of_document(session, document)]


def test_that_nothing_was_found_is_taken_back_where_it_was_said(desk: Desk) -> None:
    document, _ = opened(desk)
    reader = desk.browser(desk.world.reader)
    form = {"action": "finish", "back": "review"}
    send(reader, f"/documents/{document}/act", form, page=f"/review/{document}")
    shown = reader.get(f"/review/{document}").text
    assert "Ongedaan maken: de beoordeling weer openen" in shown
    form = {"action": "reopen", "back": "review"}
    send(reader, f"/documents/{document}/act", form, page=f"/review/{document}")
    assert "Geen namen gevonden" in reader.get(f"/review/{document}").text


def test_a_name_with_signs_of_html_is_proposed_as_it_is_printed(desk: Desk) -> None:
    document, (item,) = opened(desk, "A & B <C> Smelting")
    page = desk.browser(desk.world.reader).get(f"/review/{document}?item={item}").text
    bar = page.partition("data-named-choice>")[2].partition("</strong>")[0]
    assert html.unescape(bar).startswith("nieuwe smelter “A & B <C> Smelting”")


def test_a_certificate_is_not_rejected_for_being_no_smelter(desk: Desk) -> None:
    with desk.working() as session:
        reading = a_reading(a_record(), certificates=[a_certificate()])
        world = desk.world
        document = a_document(session, desk.store, world.company, world.submitter, reading)
        page = f"/review/{document.public_id}"
        smelter, certificate = (i.public_id for i in items.of_document(session, document))
    reader = desk.browser(desk.world.reader)
    reasons = {
        item: re.findall(r'name="reason" value="(\w+)"', reader.get(f"{page}?item={item}").text)
        for item in (smelter, certificate)
    }
    assert len(reasons[smelter]) == 8
    assert reasons[certificate] == [
        "duplicate", "misread", "outside_period", "example_text", "other"
    ]  # fmt: skip
    # Each keeps the number, and so the key, that it has elsewhere.
    assert 'data-reason="8"' in reader.get(f"{page}?item={certificate}").text
