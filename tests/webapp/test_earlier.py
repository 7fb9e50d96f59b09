"""An earlier verdict on the page of an item: offered with its origin, filled in by a link."""

import re

import pytest
from flask import Flask

from tests.cast import a_candidate, a_document, a_reading, a_record, a_site
from tests.webapp.desk import Desk
from workflows import deciding, items
from workflows.states import ItemAction, RejectReason
from workflows.verdicts import Verdict

TRADER = Verdict(ItemAction.REJECT, RejectReason.NOT_A_SMELTER)


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


def again(desk: Desk, name: str, *verdicts: Verdict, known: bool = False) -> str:
    """The address of an item whose text has these verdicts in an earlier document.

    When it is known, the smelter that it was approved as is its candidate again.
    """
    world = desk.world
    with desk.working() as session:
        site = a_site(session)
        reading = a_reading(a_record(name, candidates=[a_candidate(site)]))
        before = a_document(session, desk.store, world.company, world.submitter, reading)
        (item,) = items.of_document(session, before)
        for verdict, who in zip(verdicts, (world.reader, world.other_reader), strict=False):
            deciding.decide(session, item, verdict, who)
        reading = a_reading(a_record(name, candidates=[a_candidate(site)] if known else []))
        now = a_document(session, desk.store, world.company, world.submitter, reading)
        return f"/review/{now.public_id}?item={items.of_document(session, now)[0].public_id}"


def test_an_approval_is_taken_over_as_a_choice_that_is_not_given_yet(desk: Desk) -> None:
    address = again(desk, "Merapi Wks.", Verdict(ItemAction.APPROVE))
    browser = desk.browser(desk.world.reader)
    page = browser.get(address).text
    assert "Eerder goedgekeurd als Merapi Tin Works." in page
    assert "data-earlier" in page
    page = browser.get(address + "&take=earlier").text
    chosen = re.search(r'name="candidate" value="(\w+)" checked', page)
    assert chosen and chosen[1] != "new"
    assert "Ingevuld." in page


def test_what_was_decided_before_stands_in_front_when_it_is_something_else(desk: Desk) -> None:
    browser = desk.browser(desk.world.reader)
    # The register has no Merapi Wks., so that approving as shown would propose a new smelter.
    page = browser.get(again(desk, "Merapi Wks.", Verdict(ItemAction.APPROVE))).text
    assert page.index('class="panel earlier"') < page.index('class="candidates"')
    page = browser.get(again(desk, "Merapi Tin", Verdict(ItemAction.APPROVE), known=True)).text
    assert page.index('class="panel earlier"') > page.index('class="candidates"')


def test_a_rejection_opens_with_its_reason(desk: Desk) -> None:
    address = again(desk, "Merapi Handel", TRADER)
    page = desk.browser(desk.world.reader).get(address + "&take=earlier").text
    panel = page.partition('data-more="reject" open')[2].partition("</details>")[0]
    assert re.search(r'value="not_a_smelter" checked', panel)


def test_a_correction_opens_with_what_was_corrected(desk: Desk) -> None:
    fixed = Verdict(ItemAction.CHANGE, changes={"smelter": "Merapi Tin Works"})
    address = again(desk, "Merapl Tin Wks", fixed, Verdict(ItemAction.APPROVE))
    page = desk.browser(desk.world.reader).get(address + "&take=earlier").text
    panel = page.partition('data-more="change" open')[2].partition("</details>")[0]
    assert 'value="Merapi Tin Works"' in panel


def test_a_smelter_that_waits_for_its_second_reader_is_told_at_the_proposal(desk: Desk) -> None:
    world = desk.world
    with desk.working() as session:
        company = session.merge(world.company)
        papers = [
            a_document(session, desk.store, company, world.submitter, a_reading(a_record("Nieuw")))
            for _ in range(2)
        ]
        (first,) = items.of_document(session, papers[0])
        deciding.decide(session, first, Verdict(ItemAction.APPROVE), world.reader)
        title, address = papers[0].title, f"/review/{papers[1].public_id}"
    page = desk.browser(world.reader).get(address).text
    assert f"al voorgesteld in {title}, waar het op een tweede lezer wacht" in page
