"""A blind second reading on the screen and as data: nothing of the first verdict before."""

import html

import pytest
from flask import Flask

from tests.cast import a_candidate, a_document, a_reading, a_record, a_site
from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from webapp import shapes
from workflows import deciding, items, settings
from workflows.states import ItemAction
from workflows.verdicts import Verdict


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


@pytest.fixture
def drawn(desk: Desk) -> tuple[str, str]:
    """The public ids of a document and its item that chance picked, approved by the reader."""
    world = desk.world
    with desk.working() as session:
        settings.put(session, "review.sample", "1", None)
        reading = a_reading(a_record(candidates=[a_candidate(a_site(session))]))
        row = a_document(session, desk.store, world.company, world.submitter, reading)
        (item,) = items.of_document(session, row)
        deciding.decide(session, item, Verdict(ItemAction.APPROVE), world.reader)
        return row.public_id, item.public_id


def test_the_first_verdict_is_told_after_the_second(desk: Desk, drawn: tuple[str, str]) -> None:
    document, item = drawn
    reader = desk.browser(desk.world.other_reader)
    page = html.unescape(reader.get(f"/review/{document}?item={item}").text)
    assert "Het toeval koos dit item" in page
    assert f"– {desk.world.reader.name}: goedgekeurd" not in page
    form = {"action": "reject", "reason": "misread"}
    send(reader, f"/review/items/{item}", form, page=f"/review/{document}")
    page = html.unescape(reader.get(f"/review/{document}?item={item}").text)
    assert "De eerste lezer zei: goedgekeurd." in page
    assert f"– {desk.world.reader.name}: goedgekeurd" in page


def test_the_command_line_hides_it_too(desk: Desk, drawn: tuple[str, str]) -> None:
    world = desk.world
    with desk.working() as session:
        row = items.get(session, drawn[1], world.other_reader)
        shape = shapes.item(row, world.other_reader)
        assert (shape["proposed"], shape["proposed_by"], shape["site"]) == (None, None, None)
        assert shapes.item(row, world.reader)["proposed"] == "approve"
