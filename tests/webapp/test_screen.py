"""What the screen says beside an item, so that its reader need not look for it elsewhere."""

import html
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from extraction.records import Extraction, Warning
from tests.cast import (
    a_candidate,
    a_certificate,
    a_document,
    a_reading,
    a_record,
    a_site,
    an_audit_finding,
)
from tests.webapp.browsing import HERE, token
from tests.webapp.desk import Desk
from workflows import deciding, documents, items
from workflows.permissions import Actor
from workflows.states import ItemAction, RejectReason
from workflows.verdicts import Verdict

APPROVE = Verdict(ItemAction.APPROVE)
MISREAD = Verdict(ItemAction.REJECT, RejectReason.MISREAD)
Say = Callable[..., None]


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


@pytest.fixture
def paper(desk: Desk) -> Callable[[Extraction], tuple[str, Say]]:
    """The address of the review of a document, and how somebody decides on its first open item."""

    def _paper(reading: Extraction) -> tuple[str, Say]:
        world = desk.world
        with desk.working() as session:
            row = a_document(session, desk.store, world.company, world.submitter, reading)
            document = row.public_id

        def say(who: Actor, verdict: Verdict, number: int = 0) -> None:
            with desk.working() as session:
                found = documents.get(session, document, who)
                deciding.decide(session, items.of_document(session, found)[number], verdict, who)

        return f"/review/{document}", say

    return _paper


def shown(desk: Desk, who: Actor, address: str) -> str:
    return html.unescape(desk.browser(who).get(address).text)


def test_what_is_odd_about_a_certificate_is_said_beside_it(desk: Desk, paper) -> None:
    doubts = (Warning("dates_reversed", 1), Warning("several_certificates", detail="2"))
    address, _say = paper(replace(a_reading(certificates=[a_certificate()]), warnings=doubts))
    page = shown(desk, desk.world.reader, address)
    assert "lijkt te verlopen voordat het is afgegeven" in page
    assert "meer dan één certificaat" in page
    # No certainty is worked out of a certificate, so none is shown; and it is no smelter.
    assert 'class="item__sure"' not in page
    assert "U beoordeelt het bedrijf niet." in page


def test_what_is_odd_about_another_page_is_not_said_beside_the_item(desk: Desk, paper) -> None:
    doubts = (Warning("read_by_ocr", 2), Warning("repaired"))
    address, _say = paper(replace(a_reading(a_record()), warnings=doubts))
    assert '<p class="panel">' not in shown(desk, desk.world.reader, address)


def test_where_nothing_was_found_all_that_is_odd_is_said(desk: Desk, paper) -> None:
    address, _say = paper(replace(a_reading(), warnings=(Warning("no_text_layer", 1),)))
    assert "waarin geen tekst te herkennen is" in shown(desk, desk.world.reader, address)


def test_readers_who_differ_are_both_named_with_what_they_said(desk: Desk, paper) -> None:
    address, say = paper(a_reading(a_record("Bedachte Smelterij", candidates=[])))
    world = desk.world
    say(world.reader, APPROVE)
    assert "Eerste lezer: goedgekeurd." in shown(desk, world.other_reader, address)
    say(world.other_reader, MISREAD)
    for who in (world.reader, world.secretary):
        page = shown(desk, who, address + "?item=" if who is world.secretary else address)
        told = page.partition("De lezers zijn het niet eens:")[2].partition("</div>")[0]
        assert f"<li>{world.reader.name}: goedgekeurd</li>" in told
        assert f"<li>{world.other_reader.name}: afgewezen (Leesfout)</li>" in told
        assert "Eerste lezer:" not in page
    assert "Dit oordeel laten staan: afgewezen" in page


def test_what_a_colleague_put_off_is_said_to_be_theirs(desk: Desk, paper) -> None:
    world = desk.world
    told = f"{world.reader.name} stelde het uit, niet u."
    for who, theirs in ((world.reader, False), (world.other_reader, True)):
        address, say = paper(a_reading(a_record("Merapi Tin Works"), a_record("Kelana Tin Works")))
        say(world.reader, Verdict(ItemAction.DOUBT))
        browser = desk.browser(who)
        fields = {"csrf_token": token(browser, "/work"), "action": "reject", "reason": "misread"}
        (item,) = re.findall(r'data-item="([^"]+)"', browser.get(address).text)
        headers = {**HERE, "X-Requested-With": "fetch"}
        page = browser.post(f"/review/items/{item}", data=fields, headers=headers).text
        card = html.unescape(page).partition("review__done")[2]
        assert "Voor u is alleen over wat is uitgesteld" in card
        assert 'Bekijk het nu <kbd aria-hidden="true">J</kbd>' in card
        assert (told in card) is theirs


def test_a_doubt_is_shown_with_what_was_written_at_it(desk: Desk, paper) -> None:
    address, say = paper(a_reading(a_record()))
    say(desk.world.reader, Verdict(ItemAction.DOUBT, note="Staat deze naam er twee keer?"))
    page = shown(desk, desk.world.other_reader, address)
    assert f"In twijfel, {desk.world.reader.name}: Staat deze naam er twee keer?" in page


def test_who_is_done_reads_how_much_is_done_and_is_offered_no_merging(desk: Desk, paper) -> None:
    with desk.working() as session:
        known = a_record(candidates=[a_candidate(a_site(session))])
    address, say = paper(a_reading(known, a_record("Bedachte Smelterij", candidates=[])))
    say(desk.world.reader, APPROVE, 0)
    say(desk.world.reader, APPROVE, 1)
    page = shown(desk, desk.world.reader, address)
    assert "1 van 2 items zijn helemaal klaar. 1 wacht op een andere lezer." in page
    # One alone is left that could be merged, and there is nothing to merge it with.
    assert "Aangevinkte items samenvoegen" not in page
    assert 'type="checkbox" name="item"' not in page


@pytest.mark.parametrize(
    ("reading", "guide", "other"),
    [
        (a_reading(certificates=[a_certificate()]), "guide-certificate", "guide-finding"),
        (a_reading(findings=[an_audit_finding()]), "guide-finding", "guide-certificate"),
    ],
)
def test_certificates_and_findings_have_reasons_and_a_guide_of_their_own(
    desk: Desk, reading, guide: str, other: str
) -> None:
    with desk.working() as session:
        world = desk.world
        document = a_document(session, desk.store, world.company, world.submitter, reading)
        page = f"/review/{document.public_id}"
    shown = desk.browser(desk.world.reader).get(page).text
    reasons = shown.partition('data-more="reject"')[2].partition("</fieldset>")[0]
    assert "Is het niet (alleen genoemd, aangevraagd of uitgelegd)" in reasons
    assert "smelter" not in reasons
    assert reasons.count("data-reason=") == 6
    beside = shown.partition("data-guide")[2].partition("</details>")[0]
    assert f'id="{guide}"' in beside
    assert f'id="{other}"' not in beside
    assert "smelter" not in beside.partition('id="guide-doubt"')[0]
    whole = desk.browser(desk.world.reader).get("/review/guide").text
    assert all(f'id="{name}"' in whole for name in (guide, other, "guide-smelter"))
