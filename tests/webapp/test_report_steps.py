"""The steps of a report on its page: what each asks, who hears of it, what comes next."""

import hashlib
import html
import re
from functools import partial

import pytest
from flask import Flask

from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from tests.webapp.drafts import after, cleared, draft, named, written
from workflows import reports
from workflows.models import Report
from workflows.states import ReportAction


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


def test_a_published_report_is_withdrawn_by_two_and_hidden_at_once_where_it_cannot_wait(
    desk: Desk,
) -> None:
    address, world = draft(desk), desk.world
    first, second = desk.browser(world.secretary), desk.browser(world.other_secretary)
    member = desk.browser(world.member)

    act = partial(after, address)
    act(second, "check")
    act(second, "finalise")
    act(second, "publish", audience="parties")
    assert member.get(address).status_code == 200
    shown = act(first, "hide", note="Er staat een naam in.")
    assert "vraagt dit rapport in te trekken. Waarom: Er staat een naam in." in shown
    assert "Iemand anders moet dit bevestigen: u vroeg erom." in shown
    assert f"Wie het kan bevestigen: {named(desk, world.other_secretary)}." in shown
    assert member.get(address).status_code == 404
    shown = html.unescape(second.get(address).text)
    assert "U kunt dit bevestigen, of het terugzetten" in shown
    assert "Wie het kan bevestigen" not in shown
    act(second, "keep", note="De naam mag.")
    assert "Er staat een naam in." not in member.get(address).text
    shown = act(first, "ask_retraction", note="Er staat een naam in.")
    assert "gepubliceerd voor: Iedereen van de partijen" in shown
    assert "Er staat een naam in." not in member.get(address).text
    assert "Er staat een naam in." in act(second, "retract")
    assert "Er staat een naam in." in member.get(address).text


def test_after_a_step_the_page_says_who_hears_of_it_and_what_is_next(desk: Desk) -> None:
    address, world = draft(desk), desk.world
    first, second = desk.browser(world.secretary), desk.browser(world.other_secretary)
    assert (
        f"Wie het kan vrijgeven: {named(desk, world.other_secretary)}." in first.get(address).text
    )

    act = partial(after, address)
    assert "Vrijgegeven. Nu: definitief maken." in act(second, "check")
    assert "Nu: publiceren." in act(second, "finalise")
    assert re.search(
        r"Gepubliceerd\. \d+ mensen krijgen bericht: Iedereen van de partijen\.",
        act(second, "publish", audience="parties"),
    )
    asked = act(first, "ask_retraction", note="Een fout.")
    assert f"tegenhouden, krijgt bericht: {named(desk, world.other_secretary)}." in asked
    assert re.search(r"mensen krijgen bericht: Iedereen", act(second, "retract"))


def test_who_is_to_read_a_report_later_is_told_nothing_yet(desk: Desk) -> None:
    address, world = draft(desk), desk.world
    office = desk.browser(world.other_secretary)
    for action in ("check", "finalise"):
        send(office, f"{address}/act", {"action": action}, page=address)
    given = {"action": "publish", "audience": "parties", "embargo": "2099-01-31"}
    send(office, f"{address}/act", given, page=address)
    assert "Te lezen vanaf 31 januari 2099" in office.get(address).text


def test_a_step_without_its_reason_is_asked_for_at_its_field(desk: Desk) -> None:
    address, world = draft(desk), desk.world
    office = desk.browser(world.other_secretary)
    send(office, f"{address}/act", {"action": "check"}, page=address)
    answer = send(office, f"{address}/act", {"action": "reject", "note": " "}, page=address)
    assert answer.status_code == 400
    assert 'href="#note-reject"' in answer.text
    assert '<details class="sure" open>' in answer.text
    assert re.search(r'id="note-reject"[^>]* aria-invalid="true"', answer.text)


def test_what_the_assembly_decided_stands_on_the_report_for_whoever_reads_it(desk: Desk) -> None:
    address, world = draft(desk), desk.world
    office = desk.browser(world.other_secretary)
    assert "Wat de vergadering besloot" not in office.get(address).text
    for action in ("check", "finalise"):
        send(office, f"{address}/act", {"action": action}, page=address)
    assert "Er is nog niets vastgelegd." in office.get(address).text
    given = {"day": "2026-01-31", "text": " "}
    answer = send(office, f"{address}/decide", given, page=address)
    assert answer.status_code == 400
    assert 'href="#decided-text"' in answer.text
    assert 'value="2026-01-31"' in answer.text
    given["text"] = "Vastgesteld <zo>."
    assert send(office, f"{address}/decide", given, page=address).location == f"{address}#decided"
    given = {"action": "publish", "audience": "parties"}
    send(office, f"{address}/act", given, page=address)
    for shown in (office.get(address).text, desk.browser(world.member).get(f"{address}/read").text):
        assert "Vastgesteld &lt;zo&gt;." in shown
        assert "31 januari 2026" in shown


def test_a_draft_says_what_follows_until_it_is_published(desk: Desk) -> None:
    address = draft(desk)
    office = desk.browser(desk.world.secretary)
    assert "iemand anders geeft het vrij" in office.get(address).text
    send(office, f"{address}/act", {"action": "withdraw"}, page=address)
    assert "iemand anders geeft het vrij" not in office.get(address).text


def test_a_draft_is_offered_and_says_since_when_it_waits_and_why_it_came_back(desk: Desk) -> None:
    address, world = draft(desk), desk.world
    maker, other = desk.browser(world.secretary), desk.browser(world.other_secretary)
    assert "Aanbieden om vrij te geven" in maker.get(address).text
    assert "Aanbieden om vrij te geven" not in other.get(address).text
    send(maker, f"{address}/act", {"action": "offer"}, page=address)
    shown = maker.get(address).text
    name = named(desk, world.other_secretary)
    assert f"Aangeboden. Wie het kan vrijgeven, krijgt bericht: {name}." in shown
    assert f"Wie het kan vrijgeven: {name}." in shown
    assert "op iemand anders om het vrij te geven" in shown
    assert "Aanbod terugnemen" in shown
    assert "Aanbieden om vrij te geven" not in shown
    assert "Neem het aanbod eerst terug." in shown
    for page in (shown, other.get(address).text):
        assert "Bied het rapport daarna aan" not in page
    # Who is to clear it made no offer to take back.
    assert "Neem het aanbod eerst terug." not in other.get(address).text
    work, told = other.get("/work").text, other.get("/notices").text
    assert "Conceptrapporten om vrij te geven" in work
    assert f'href="{address}"' in work
    assert f'href="{address}"' in told
    assert "None" not in told
    assert "bood dit concept aan" in other.get(address).text
    back = {"action": "reject", "note": "Het voorwoord is te lang."}
    send(other, f"{address}/act", back, page=address)
    assert "teruggestuurd. Waarom: Het voorwoord is te lang." in maker.get(address).text
    assert "Het voorwoord is te lang." not in other.get("/work").text


def test_who_changes_an_offered_draft_reads_that_another_clears_it(desk: Desk) -> None:
    address, world = draft(desk), desk.world
    maker, other = desk.browser(world.secretary), desk.browser(world.other_secretary)
    send(maker, f"{address}/act", {"action": "offer"}, page=address)
    assert "Gewijzigd sinds het is aangeboden" not in other.get(address).text
    with desk.working() as session:
        made = session.query(Report).one()
        reports.write(session, made, "foreword", "Van een ander.", world.other_secretary)
    name, made_by = named(desk, world.other_secretary), named(desk, world.secretary)
    shown = html.unescape(other.get(address).text)
    why = f"U hebt dit concept gewijzigd nadat {made_by} het aanbood."
    assert "Gewijzigd sinds het is aangeboden" in shown
    assert shown.count(why) == 2  # above, and at the button
    assert "U kunt het vrijgeven" not in shown
    refused = send(other, f"{address}/act", {"action": "check"}, page=address)
    assert why in html.unescape(refused.text)
    assert "Rapporten die op iemand anders wachten" in other.get("/work").text
    shown = html.unescape(maker.get(address).text)
    assert f"{name} heeft dit concept gewijzigd nadat het was aangeboden" in shown
    assert "Aanbieden om vrij te geven" in shown
    again = after(address, maker, "offer")
    assert f"Wie het kan vrijgeven: {name}." in again
    assert "Gewijzigd sinds het is aangeboden" not in again
    assert "Vrijgegeven. " in after(address, other, "check")


def test_withdrawn_drafts_stand_below_the_other_reports_folded_away(desk: Desk) -> None:
    address, browser = draft(desk), desk.browser(desk.world.secretary)
    assert "ingetrokken" not in browser.get("/reports").text
    other = draft(desk, period="2024-2025")
    after(other, browser, "withdraw")
    above, _, folded = browser.get("/reports").text.partition("<details>")
    assert f'href="{address}"' in above
    assert f'href="{other}"' not in above
    assert f'href="{other}"' in folded.partition("</details>")[0]
    assert "1 concept dat is ingetrokken" in folded


def test_the_way_on_stands_before_the_way_back(desk: Desk) -> None:
    address = cleared(desk)
    shown = desk.browser(desk.world.secretary).get(address).text
    assert re.search(r">\s*Vrijgegeven\s*<", shown)
    assert shown.index("Definitief maken") < shown.index("Terug naar concept")


def test_a_published_report_still_has_the_hash_of_the_file_of_before(desk: Desk) -> None:
    address = cleared(desk)
    browser = desk.browser(desk.world.secretary)
    after(address, browser, "finalise")
    before = hashlib.sha256(browser.get(f"{address}/file").data).hexdigest()
    shown = after(address, browser, "publish", audience="parties")
    now = hashlib.sha256(browser.get(f"{address}/file").data).hexdigest()
    assert before != now
    for digest, words in (
        (before, "zoals het definitief werd"),
        (now, "zoals het is gepubliceerd"),
    ):
        label = shown[: shown.index(digest)].rpartition("<dt>")[2]
        assert label.startswith(f"Word-bestand in het Nederlands, {words}<")


def test_publishing_says_first_who_sees_what(desk: Desk) -> None:
    address = cleared(desk)
    browser = desk.browser(desk.world.secretary)
    send(browser, f"{address}/act", {"action": "finalise"}, page=address)
    asked = browser.get(address).text.split('<details class="sure">')[1].split("</details>")[0]
    assert "Wie u kiest, krijgt bericht en leest vanaf dan het hele rapport" in asked
    assert 'name="audience"' in asked


def test_making_it_final_asks_about_the_points_that_are_open(desk: Desk) -> None:
    address = draft(desk)
    with desk.working() as session:
        made = session.query(Report).one()
        reports.act(session, made, ReportAction.CHECK, desk.world.other_secretary)
    page = desk.browser(desk.world.secretary).get(address).text
    sure = page[page.index("Definitief maken…</summary>") :].partition("</details>")[0]
    assert re.search(r"\d+ punten staan nog open:", sure)
    assert "<li>U schreef nog in geen enkel hoofdstuk een eigen tekst.</li>" in sure


def test_a_draft_is_counted_again_from_its_page_and_keeps_its_texts(desk: Desk) -> None:
    address = draft(desk)
    with desk.working() as session:
        made = session.query(Report).one()
        reports.write(session, made, "foreword", "Aan allen.", desk.world.secretary)
    browser = desk.browser(desk.world.secretary)
    again = re.search(r'name="again" value="([^"]+)"', browser.get(address).text)
    assert again is not None
    answer = send(browser, "/reports/new", {"again": again[1]}, page=address)
    assert answer.status_code == 303
    assert answer.location != address
    assert "Aan allen." in browser.get(answer.location).text
    assert 'name="again"' not in browser.get(address).text


def test_open_points_of_a_final_report_are_for_a_corrected_version_and_gone_when_withdrawn(
    desk: Desk,
) -> None:
    address, said = draft(desk), "In een verbeterde versie kunt u deze punten oplossen."
    world = desk.world
    maker, other = desk.browser(world.secretary), desk.browser(world.other_secretary)
    one_language = "Alleen in één taal geschreven."
    with desk.working() as session:
        report = session.query(Report).one()
        reports.write(session, report, "foreword", "Aan allen.", world.secretary)
    assert said not in after(address, other, "check")
    assert said in after(address, maker, "finalise")
    shown = after(address, maker, "publish", audience="parties")
    assert said in shown
    assert one_language in shown
    asked = after(address, maker, "ask_retraction", note="Een cijfer klopt niet.")
    assert "Zolang niemand dit bevestigt, blijft het te lezen." in asked
    withdrawn = after(address, other, "retract")
    assert said not in withdrawn
    assert one_language not in withdrawn


def test_a_draft_that_was_changed_after_its_page_was_opened_is_read_again_first(
    desk: Desk,
) -> None:
    address, world = draft(desk), desk.world
    second = desk.browser(world.other_secretary)
    page = second.get(address).text
    read = {"action": "check", "read": re.findall(r'name="read" value="(\d+)"', page)[0]}
    with desk.working() as session:
        report = reports.get(session, address.rpartition("/")[2], world.secretary)
        reports.write(session, report, "foreword", "Nog gauw dit.", world.secretary)
    answer = send(second, f"{address}/act", read, page=address)
    assert answer.status_code == 409
    assert "Lees het eerst opnieuw" in answer.text
    assert "Nog gauw dit." in after(address, second, "check")


def test_who_clears_a_report_is_told_what_that_declares_with_both_texts_at_hand(desk: Desk) -> None:
    address, world = draft(desk), desk.world
    send(desk.browser(world.secretary), f"{address}/act", {"action": "offer"}, page=address)
    page = html.unescape(desk.browser(world.other_secretary).get(address).text)
    said = page.partition('id="declared"')[2].partition("</p>")[0]
    assert "verklaart u dat u de tekst hebt gelezen" in said
    for language in ("nl", "en"):
        assert f'href="{address}/read?language={language}"' in said
    assert page.index('id="declared"') < page.index('id="act-check"')
    assert 'id="declared"' not in desk.browser(world.secretary).get(address).text


def test_a_version_that_was_replaced_says_so_first_and_leads_to_the_newer_one(desk: Desk) -> None:
    address, world = cleared(desk), desk.world
    office = desk.browser(world.secretary)

    def publish(page: str) -> None:
        for action in ("finalise", "publish"):
            send(office, f"{page}/act", {"action": action, "audience": "parties"}, page=page)

    publish(address)
    shown = office.get(address).text
    assert "Nagaan of een Word-bestand het uitgegeven bestand is (4 bewaard)" in shown
    assert shown.index("<details><summary>Nagaan") < shown.index("SHA-256")
    second = send(
        office, f"{address}/correct", {"reason": "Fout.", "figures": "kept"}, page=address
    ).location
    member = desk.browser(world.member)
    for browser, page in ((office, address), (office, f"{address}/read"), (member, address)):
        assert "Vervangen door" not in browser.get(page).text
    other = desk.browser(world.other_secretary)
    send(other, f"{second}/act", {"action": "check"}, page=second)
    publish(second)
    for browser, page in ((office, address), (office, f"{address}/read"), (member, address)):
        text = browser.get(page).text.partition("<main")[2]
        assert "Vervangen door versie 2." in text.partition("Download (Word)")[0] or "/read" in page
        assert "Vervangen door versie 2." in text
        assert f'href="{second}/read"' in text
    bar = office.get(address).text.partition("<h1")[0]
    assert ">Gepubliceerd<" not in bar


def test_the_texts_of_the_other_language_stand_beside_those_one_writes(desk: Desk) -> None:
    address, office = draft(desk), desk.browser(desk.world.secretary)
    fields = written(desk, address) | {"text-foreword": "Wij deden veel.", "chapter": "foreword"}
    send(office, f"{address}/write", fields, page=address)
    page = office.get(f"{address}?language=en").text
    assert "Eigen tekst in het Nederlands:" in page
    theirs = page.partition("Eigen tekst in het Nederlands:")[2]
    assert re.search(r'lang="nl"[^>]*>\s*(<p>)?Wij deden veel\.', theirs)
    assert "Eigen tekst in het Engels:" not in office.get(address).text
