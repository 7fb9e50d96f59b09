"""The company's own page: one item at a time beside the page, answered by plain buttons."""

import html
import re

import pytest
from flask import Flask

from tests.cast import a_candidate, a_document, a_reading, a_record, a_site
from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from workflows import items, settings
from workflows.states import ItemState


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


@pytest.fixture
def paper(desk: Desk) -> tuple[str, list[str]]:
    """The public ids of a paper that its company is asked about first, and of its two items."""
    world = desk.world
    with desk.working() as session:
        settings.put(session, "review.first", "member", None)
        site = a_site(session)
        records = [a_record(candidates=[a_candidate(site)]), a_record("Nieuwe Smelterij")]
        reading = a_reading(*records)
        row = a_document(session, desk.store, world.company, world.submitter, reading)
        return row.public_id, [item.public_id for item in items.of_document(session, row)]


def answer(desk: Desk, document: str, item: str, **form: str):
    page = f"/review/{document}/confirm?item={item}"
    browser = desk.browser(desk.world.submitter)
    return send(browser, f"/review/items/{item}/confirm", form, page=page)


def state(desk: Desk, item: str) -> ItemState:
    with desk.working() as session:
        return items.get(session, item, desk.world.submitter).state


def test_the_company_goes_from_item_to_item_and_ends_calmly(desk: Desk, paper) -> None:
    document, (known, new) = paper
    browser = desk.browser(desk.world.submitter)
    detail = html.unescape(browser.get(f"/documents/{document}").text)
    assert "Zeg of het klopt: 2 items" in detail
    to = answer(desk, document, known, action="confirm").headers["Location"]
    assert to.endswith(f"item={new}")
    page = browser.get(to).text
    assert re.search(r'value="confirm" autofocus', page)
    assert "Bevestigd door het bedrijf" in page
    to = answer(desk, document, new, action="confirm").headers["Location"]
    page = browser.get(to).text
    assert "U hebt overal op geantwoord." in page
    assert ">Open<" not in page
    assert (state(desk, known), state(desk, new)) == (ItemState.CONFIRMED, ItemState.OPEN)


def test_an_answer_that_lacks_its_reason_is_asked_for_again(desk: Desk, paper) -> None:
    document, (known, _) = paper
    refused = answer(desk, document, known, action="deny", note="te kort")
    assert refused.status_code == 400
    assert "Kies een reden." in refused.text
    assert answer(desk, document, known, action="deny", reason="misread").status_code == 303


def test_a_correction_goes_to_the_reviewers_as_the_word_of_the_company(desk: Desk, paper) -> None:
    document, (known, _) = paper
    form = {"action": "correct", "field-smelter": "Merapi Tin", "field-country": "MY"}
    assert answer(desk, document, known, **form).status_code == 303
    page = html.unescape(desk.browser(desk.world.reader).get(f"/review/{document}").text)
    assert "Merapi Tin" in page
    assert "verbeterd door het bedrijf. Dat is geen lezing." in page


def test_lists_never_call_it_reviewed(desk: Desk, paper) -> None:
    document, (known, _) = paper
    answer(desk, document, known, action="confirm")
    page = desk.browser(desk.world.submitter).get(f"/documents/{document}").text
    assert "0 van 2 items beoordeeld" in page
    assert "1 item bevestigd door het bedrijf: geen beoordelaar las het." in page


def test_only_the_company_has_this_page(desk: Desk, paper) -> None:
    document, (known, _) = paper
    for who, status in (("reader", 403), ("secretary", 403), ("competitor", 404)):
        browser = desk.browser(getattr(desk.world, who))
        assert browser.get(f"/review/{document}/confirm").status_code == status
        sent = send(browser, f"/review/items/{known}/confirm", {"action": "confirm"}, page="/work")
        assert sent.status_code == status
