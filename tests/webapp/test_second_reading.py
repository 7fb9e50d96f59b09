"""A blind second reading on the screen and as data: nothing of the first verdict before."""

import html

import pytest
from flask import Flask

from extraction.records import Certainty
from tests.cast import a_candidate, a_document, a_reading, a_record, a_site
from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from webapp import shapes
from workflows import deciding, items, settings
from workflows.states import ItemAction, ItemState, RejectReason
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


def test_why_the_first_reader_rejected_is_told_and_one_button_says_the_same(desk: Desk) -> None:
    world = desk.world
    with desk.working() as session:
        reading = a_reading(a_record(certainty=Certainty.CERTAIN))
        row = a_document(session, desk.store, world.company, world.submitter, reading)
        (item,) = items.of_document(session, row)
        verdict = Verdict(ItemAction.REJECT, RejectReason.OUTSIDE_PERIOD, "Van 2019.")
        deciding.decide(session, item, verdict, world.reader)
        assert item.state is ItemState.SECOND
        page, public_id = f"/review/{row.public_id}", item.public_id
    reader = desk.browser(world.other_reader)
    shown = html.unescape(reader.get(f"{page}?item={public_id}").text)
    assert "Eerste lezer: afgewezen: Buiten de periode. “Van 2019.”" in shown
    assert "Waarom twee mensen het lezen:" in shown
    # To overrule is not what the page leads to first.
    bar = shown.partition('class="verdict__bar"')[2]
    assert "button--primary" not in bar.partition('data-act="approve"')[0]
    form = {"action": "reject", "reason": "outside_period"}
    send(reader, f"/review/items/{public_id}", form, page=page)
    with desk.working() as session:
        assert items.get(session, public_id, world.reader).state is ItemState.REJECTED
