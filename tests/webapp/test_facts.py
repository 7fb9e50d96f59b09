"""What a document is said to be: shown with its place, not confirmed until a person says so."""

from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from flask import Flask

from extraction.records import About, Page, Source
from tests.cast import a_certificate, a_document, a_reading, a_record, a_value
from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from workflows import deciding, documents, facts, items
from workflows.permissions import Actor
from workflows.states import ItemAction, RejectReason
from workflows.verdicts import Verdict

MISREAD = RejectReason.MISREAD
READ = replace(
    a_reading(certificates=[a_certificate()]),
    declarant=a_value("Verzonnen Buis B.V."),
    about=About(
        Source(1, None, "Opgave van smelters", "cue"),
        a_value("2025-01-01"),
        a_value("2025-12-31"),
    ),
)


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


@pytest.fixture
def document(desk: Desk) -> str:
    """The page of a paper that was read; its address."""
    world = desk.world
    with desk.working() as session:
        row = a_document(session, desk.store, world.company, world.submitter, READ)
        return f"/documents/{row.public_id}"


def page(desk: Desk, who: Actor, address: str) -> str:
    return unescape(desk.browser(who).get(address).text)


def test_each_fact_says_where_it_was_read_and_that_nobody_confirmed_it(
    desk: Desk, document: str
) -> None:
    shown = page(desk, desk.world.submitter, document)
    assert "(pagina 1: “Opgave van smelters”)" in shown
    assert "1 januari 2025 – 31 december 2025" in shown
    assert "6 juni 2027" in shown
    assert "Niet bevestigd" in shown
    assert shown.count("<dt>Leverancier</dt>") == shown.count("<dt>Periode</dt>") == 1


@pytest.mark.parametrize("who", ["submitter", "reader", "secretary"])
def test_who_sent_or_reviews_it_confirms_it_with_one_button(
    desk: Desk, document: str, who: str
) -> None:
    actor = getattr(desk.world, who)
    assert "Ja, dit klopt" in page(desk, actor, document)
    assert send(desk.browser(actor), f"{document}/confirm", page=document).status_code == 303
    shown = page(desk, desk.world.submitter, document)
    assert "Niet bevestigd" not in shown
    assert "Bevestigd" in shown
    assert desk.world.reader.name not in shown


def test_a_correction_shows_what_was_read_beside_what_a_person_said(
    desk: Desk, document: str
) -> None:
    given = {"title": "Opgave", "kind": "audit_report", "supplier": "", "valid_until": "2026-01-02"}
    browser = desk.browser(desk.world.reader)
    assert send(browser, f"{document}/describe", given, page=document).status_code == 303
    shown = page(desk, desk.world.reader, document)
    assert "gelezen als: 6 juni 2027" in shown
    assert "2 januari 2026" in shown
    assert "1 januari 2025 – 31 december 2025" in shown  # what the form left out stays


def test_an_unknown_kind_is_refused(desk: Desk, document: str) -> None:
    browser = desk.browser(desk.world.submitter)
    given = {"title": "Opgave", "kind": "recept"}
    assert send(browser, f"{document}/describe", given, page=document).status_code == 400


@pytest.fixture
def chosen(desk: Desk, document: str) -> str:
    """The paper, read and judged, that the company sent in for another period than it tells."""
    world, place = desk.world, document.removeprefix("/documents/")
    with desk.working() as session:
        row = documents.get(session, place, world.reader)
        days = {"period_from": date(2028, 7, 1), "period_to": date(2029, 6, 30)}
        facts.describe(session, row, world.submitter, **days)
        row.confirmed_at = None
        (item,) = items.of_document(session, row)
        deciding.decide(session, item, Verdict(ItemAction.APPROVE), world.reader)
    return place


def test_a_period_that_was_chosen_stands_apart_from_what_the_paper_tells(
    desk: Desk, chosen: str
) -> None:
    for address, told, sent in (
        (f"/review/{chosen}", "Het gaat over de periode", "Het is ingestuurd voor de periode"),
        (f"/documents/{chosen}", "Periode in het document", "Ingestuurd voor de periode"),
    ):
        shown = page(desk, desk.world.reader, address)
        read, typed = shown.index(told), shown.index(sent)
        assert "1 januari 2025 – 31 december 2025" in shown[read:typed]
        assert "1 juli 2028 – 30 juni 2029" in shown[typed:]
        assert "(gekozen door het bedrijf)" in shown[typed:]
        assert "<dt>Periode</dt>" not in shown
        assert "Het was niet meer geldig toen die periode begon." in shown  # until 6 June 2027


@pytest.mark.parametrize(
    ("text", "told", "asked"),
    [
        ("Utrecht, 15 January 2026.", "Datum op pagina 1: 15 januari 2026", "Deze datum valt niet"),
        (
            "15-01-2026, 15 January 2026, 2026-03-01",
            "Datums op pagina 1: 15 januari 2026, 1 maart 2026",
            "Geen van deze datums valt",
        ),
        ("15 January 2026 until 2027-12-31", "15 januari 2026, 31 december 2027", ""),
        ("15 January 2026, sent 2 July 2026", "15 januari 2026, 2 juli 2026", ""),
        (" ".join(f"{n} May 2027" for n in range(1, 9)), "6 mei 2027, en nog 2", ""),
        ("No date at all, or 03/04/2026", "", ""),
    ],
)
def test_the_days_on_the_first_page_stand_beside_the_period(desk: Desk, text, told, asked):
    world = desk.world
    reading = replace(a_reading(a_record()), pages=(Page(1, 595.0, 842.0, text),))
    with desk.working() as session:
        row = a_document(session, desk.store, world.company, world.submitter, reading)
        row.period_from, row.period_to = date(2026, 7, 1), date(2027, 6, 30)
        (item,) = items.of_document(session, row)
        deciding.decide(session, item, Verdict(ItemAction.REJECT, MISREAD), world.reader)
        address = f"/review/{row.public_id}"
    shown = page(desk, world.reader, address)
    assert "Ja, dit klopt" in shown
    assert (told in shown) if told else ("op pagina 1:" not in shown)
    assert ("in de gekozen periode. Klopt die periode?" in shown) is bool(asked)
    assert asked in shown


def test_where_two_periods_differ_the_reader_chooses_which_one_counts(
    desk: Desk, chosen: str
) -> None:
    address, browser = f"/review/{chosen}", desk.browser(desk.world.reader)
    shown = page(desk, desk.world.reader, address)
    assert "Welke geldt?" in shown
    assert "Ja, dit klopt" not in shown
    given = {"period_from": "2025-01-01", "period_to": "2025-12-31", "back": "review"}
    answer = send(browser, f"/documents/{chosen}/describe", given, page=address)
    assert answer.headers["Location"] == address
    with desk.working() as session:
        row = documents.get(session, chosen, desk.world.reader)
        assert row.period_from == date(2025, 1, 1)
        assert row.valid_until == date(2027, 6, 6)
        assert row.supplier is not None  # what was not asked stays
        assert row.confirmed_at is not None


def test_a_period_that_was_not_read_is_not_asked_to_be_confirmed(desk: Desk) -> None:
    world = desk.world
    with desk.working() as session:
        row = a_document(session, desk.store, world.company, world.submitter, a_reading())
        facts.describe(session, row, world.reader, period_from=date(2025, 7, 1))
        shown_to = row.public_id
    shown = page(desk, world.reader, f"/documents/{shown_to}")
    assert "<dt>Periode</dt>" not in shown
    assert '1 juli 2025 – … <span class="facts__source">(ingevuld door een mens)' in shown


def test_a_mistake_beside_the_paper_is_told_there_with_what_was_typed(
    desk: Desk, chosen: str
) -> None:
    browser = desk.browser(desk.world.reader)
    given = {"title": "", "supplier": "Gewijzigd", "back": "review"}
    answer = send(browser, f"/documents/{chosen}/describe", given, page=f"/review/{chosen}")
    shown = unescape(answer.text)
    assert answer.status_code == 400
    assert "Geef het document een titel." in shown
    assert 'value="Gewijzigd"' in shown
    assert 'id="correct-facts" class="review__facts" data-more="change" open' in shown
    # Who may not review it is not led there by a mistake.
    sender = desk.browser(desk.world.submitter)
    refused = send(sender, f"/documents/{chosen}/describe", given, page=f"/documents/{chosen}")
    assert refused.status_code == 403


def test_going_on_says_that_nobody_confirmed_what_the_document_is(desk: Desk, chosen: str) -> None:
    world, browser = desk.world, desk.browser(desk.world.reader)
    with desk.working() as session:
        title = documents.get(session, chosen, world.reader).title
        other = a_document(session, desk.store, world.company, world.submitter, READ).public_id
    shown = page(desk, world.reader, f"/review/{chosen}")
    assert f'href="/review/next?came={chosen}"' in shown
    gone = browser.get(f"/review/next?came={chosen}", follow_redirects=True)
    assert gone.request.path == f"/review/{other}"
    assert f"Nog niemand heeft bevestigd wat “{title}” zelf is." in unescape(gone.text)
    assert f"Terug naar “{title}”" in unescape(gone.text)
    send(browser, f"/documents/{chosen}/confirm", {"back": "review"}, page=f"/review/{chosen}")
    gone = browser.get(f"/review/next?came={chosen}", follow_redirects=True)
    assert "Nog niemand heeft bevestigd" not in gone.text
