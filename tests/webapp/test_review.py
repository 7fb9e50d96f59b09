"""The review: documents without a picture, verdicts and mistakes, the way through the queue."""

import html
import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from flask import Flask

from extraction import wording
from extraction.records import Certainty, Page
from tests import tongues, word_files, workbooks
from tests.cast import (
    a_candidate,
    a_document,
    a_reading,
    a_record,
    a_site,
    a_value,
    an_audit_finding,
    an_entity_list,
)
from tests.webapp.browsing import HERE, send, token
from tests.webapp.desk import Desk
from webapp import db
from workflows import items, worker
from workflows.models import Document
from workflows.risk_entries import ListedEntity


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


def sent_in(desk: Desk, data: bytes, name: str) -> str:
    """The public id of a document that the company sent on the web, and that was read."""
    browser = desk.browser(desk.world.submitter)
    fields = {"files": [(BytesIO(data), name)]}
    answer = send(browser, "/documents/upload", fields, page="/documents/upload")
    answer.request.environ["wsgi.input"].close()  # the test browser's own copy of what it sent
    assert answer.status_code == 303
    worker.run_all(db.sessions(desk.app), desk.store)
    with desk.working() as session:
        return session.query(Document).one().public_id


def test_a_word_document_is_sent_in_read_and_reviewed_beside_its_text(desk: Desk) -> None:
    document = sent_in(desk, word_files.smelter_table(3), "opgave.docx")
    page = desk.browser(desk.world.reader).get(f"/review/{document}").text
    assert '<details class="review__text" data-part="text" open>' in page
    text = page.partition('class="page-text"')[2].partition("</pre>")[0]
    assert re.findall(r"<mark[^>]*>([^<]*)</mark>", text) == [
        "Tin\t",
        "Merapi Tin Works",
        "\tIndonesia\tXID000101",
    ]
    assert "Kelana Tin Works" in text


def test_a_workbook_is_reviewed_beside_its_sheet_with_the_cell_of_the_item(desk: Desk) -> None:
    document = sent_in(desk, workbooks.cmrt(), "cmrt.xlsx")
    page = desk.browser(desk.world.reader).get(f"/review/{document}").text
    assert "Smelter List!C5" in page
    assert "XID000101 | Tin | <mark>Merapi Tin Works</mark> | INDONESIA" in page
    text = page.partition('class="page-text"')[2].partition("</pre>")[0]
    assert "<mark>XID000101 | Tin | </mark>" in text
    assert "<img" not in page.partition('class="review__page"')[2].partition("<aside")[0]


def test_a_name_in_another_script_stands_there_in_latin_letters_too(desk: Desk) -> None:
    document = sent_in(desk, tongues.as_text("zh"), "opgave.txt")
    page = desk.browser(desk.world.reader).get(f"/review/{document}").text
    assert "奎拉锡业有限公司" in page
    assert "In ons schrift, ongeveer: Kui La Xi Ye You Xian Gong Si" in page


def opened(desk: Desk, *names: str) -> tuple[str, list[str]]:
    """The public ids of a document with these smelters, and of its items."""
    with desk.working() as session:
        world, reading = desk.world, a_reading(*(a_record(name) for name in names))
        document = a_document(session, desk.store, world.company, world.submitter, reading)
        return document.public_id, [i.public_id for i in items.of_document(session, document)]


def decide(desk: Desk, item: str, action: str, *, by_script: bool = True, **given: str) -> str:
    """What the page says after this verdict, as its script or as a browser without one hears it."""
    browser = desk.browser(desk.world.reader)
    more = {"X-Requested-With": "fetch"} if by_script else {}
    fields = {"csrf_token": token(browser, "/work"), "action": action, **given}
    answer = browser.post(
        f"/review/items/{item}", data=fields, headers={**HERE, **more}, follow_redirects=True
    )
    return html.unescape(answer.text)


def test_a_listed_smelter_is_told_and_a_namesake_is_called_one(desk: Desk) -> None:
    with desk.working() as session:
        site = a_site(session, country="ID")
        for name, country in (("Verzonnen lijst", "ID"), ("Andere <lijst>", "MY")):
            listed = ListedEntity("Merapi Tin Works", country=country)
            an_entity_list(session, listed, valid_from=date(2025, 1, 1), name=name)
        world, reading = desk.world, a_reading(a_record(candidates=[a_candidate(site)]))
        document = a_document(session, desk.store, world.company, world.submitter, reading)
        address = f"/review/{document.public_id}"
    page = desk.browser(desk.world.reader).get(address).text
    panels = re.split(r'<(?:p|details) class="panel">', page)
    (told,) = [panel.partition("</p>")[0] for panel in panels if "“Verzonnen lijst”" in panel]
    assert "“Merapi Tin Works”: dezelfde naam in hetzelfde land." in told
    assert "ontstaat een bevinding" in told
    (told,) = [panel.partition("</p>")[0] for panel in panels if "“Andere &lt;lijst&gt;”" in panel]
    assert "dezelfde naam in een ander land.</summary><p>Dat kan een naamgenoot zijn" in told


def test_what_was_filled_in_stays_when_something_is_wrong_with_it(desk: Desk) -> None:
    _, (item,) = opened(desk, "Merapi Tin Works")
    page = decide(desk, item, "reject", reason="other", note="te kort")
    panel = page.partition('data-more="reject" open')[2].partition("</details>")[0]
    assert re.search(r'value="other" checked', panel)
    assert 'value="te kort"' in panel
    assert "Zeg in ten minste 20 tekens waarom." in panel
    page = decide(desk, item, "change", **{"field-smelter": "", "field-country": "PE"})
    panel = page.partition('data-more="change" open')[2].partition("</details>")[0]
    assert 'class="field__mistake"' in panel
    assert '<option value="PE" selected' in panel


def test_a_change_that_changes_nothing_is_no_verdict(desk: Desk) -> None:
    document, (item,) = opened(desk, "Merapi Tin Works")
    page = decide(desk, item, "change", **{"field-smelter": "Merapi Tin Works"})
    assert "U hebt niets gewijzigd." in page
    assert 'data-more="change" open' in page
    assert (
        "0 van 1 beoordeeld, nog 1 voor u"
        in desk.browser(desk.world.reader).get(f"/review/{document}").text
    )


def test_a_reason_that_was_not_given_after_all_does_not_hinder_another_verdict(desk: Desk) -> None:
    _, (item,) = opened(desk, "Merapi Tin Works")
    page = decide(desk, item, "approve", reason="other", note="te kort")
    assert "een andere lezer bevestigt het." in page


def test_a_missed_name_without_a_name_is_asked_for_beside_the_page(desk: Desk) -> None:
    document, _ = opened(desk, "Merapi Tin Works")
    browser = desk.browser(desk.world.reader)
    fields = {"page": "1", "field-smelter": " ", "field-metal": "gold"}
    answer = send(browser, f"/review/{document}/add", fields, page="/work")
    assert answer.status_code == 400
    panel = answer.text.partition('data-more="missed"')[2].partition("</details>")[0]
    assert "Geef de smelter een naam." in panel
    assert '<option value="gold" selected' in panel


def test_a_refused_form_loaded_anew_leads_back_to_the_screen(desk: Desk) -> None:
    document, (item,) = opened(desk, "Merapi Tin Works")
    browser = desk.browser(desk.world.reader)
    missed = browser.get(f"/review/{document}/add")
    assert (missed.status_code, missed.location) == (303, f"/review/{document}")
    verdict = browser.get(f"/review/items/{item}")
    assert (verdict.status_code, verdict.location) == (303, f"/review/{document}?item={item}")


def test_a_document_of_one_item_is_told_so(desk: Desk) -> None:
    document, _ = opened(desk, "Merapi Tin Works")
    page = desk.browser(desk.world.secretary).get(f"/review/{document}").text
    assert "0 van 1 item<" in page


def test_nothing_found_is_never_the_first_button_to_press(desk: Desk) -> None:
    document, _ = opened(desk)
    page = desk.browser(desk.world.reader).get(f"/review/{document}").text
    side = page.partition("review__done")[2].partition("</div>")[0]
    assert "Bevat geen smelters" in side
    assert "button--primary" not in side


def test_a_reader_of_many_papers_goes_from_one_to_the_next(desk: Desk) -> None:
    first, _ = opened(desk)
    second, _ = opened(desk)
    browser = desk.browser(desk.world.reader)
    assert 'href="/review/next"' in browser.get(f"/review/{first}").text
    fields = {"action": "finish", "back": "review"}
    answer = send(browser, f"/documents/{first}/act", fields, page="/work")
    assert answer.location == f"/review/{first}"
    page = browser.get(answer.location).text
    assert "Dit document is gelezen en gecontroleerd." in page
    assert "En het document zelf?" in page
    assert f'href="/review/next?came={first}"' in page
    assert browser.get("/review/next").location == f"/review/{second}"


def test_an_item_says_where_its_name_stands_and_each_mention_has_its_line(desk: Desk) -> None:
    with desk.working() as session:
        world = desk.world
        again = replace(
            a_record(country=None),
            smelter=a_value("MERAPI TIN WORKS"),
            quote="MERAPI TIN WORKS again",
        )
        reading = a_reading(a_record(), again)
        document = a_document(session, desk.store, world.company, world.submitter, reading)
        place, item = document.public_id, items.of_document(session, document)[0].public_id
    browser = desk.browser(desk.world.reader)
    page = browser.get(f"/review/{place}?item={item}").text
    assert "2 vermeldingen" in page
    assert ">pagina 1 (1)</a>" in page
    assert ">pagina 1 (2)</a>" in page
    assert "tin | <mark>Merapi Tin Works</mark> | ID" in page
    second = browser.get(f"/review/{place}?item={item}&mention=2").text
    assert "<mark>MERAPI TIN WORKS</mark> again" in second
    assert "“MERAPI TIN WORKS” op pagina 1 is iets anders" in second


def read_in(desk: Desk, quote: str) -> str:
    """The review of a name that was read in this line, from there on."""
    world = desk.world
    with desk.working() as session:
        reading = a_reading(replace(a_record(), quote=quote))
        document = a_document(session, desk.store, world.company, world.submitter, reading)
        address = f"/review/{document.public_id}"
    return desk.browser(world.reader).get(address).text.partition('class="loupe"')[2]


def test_of_a_very_long_line_the_words_near_the_name_are_shown(desk: Desk) -> None:
    far, near = "word " * 60, "Our tin comes from"
    line = read_in(desk, f"{far}{near} Merapi Tin Works in Indonesia. {far}").partition("</p>")[0]
    assert f"{near} <mark>Merapi Tin Works</mark> in Indonesia." in line
    assert re.search(r"</span>… word .* word …$", line)
    assert line.count("word") < 60


def test_beside_a_name_stands_its_sentence_and_not_the_letterhead(desk: Desk) -> None:
    head = "Head B.V. PO Box 0 To: Draad B.V. Dear Sir, "
    said = "Our tin is of Merapi Tin Works, Inc. in Peru."
    page = read_in(desk, f"{head}{said} Yours sincerely, Head")
    line = page.partition("</p>")[0]
    assert line.endswith(
        "</span>Dear Sir, Our tin is of <mark>Merapi Tin Works</mark>, Inc. in Peru."
    )
    # The rest of it is not lost.
    more = page.partition('class="said__whole"')[2].partition("</details>")[0]
    assert "meer</summary>" in more
    assert f"{head}{said} Yours sincerely, Head" in more


def test_another_page_is_looked_at_with_the_item_still_at_hand(desk: Desk) -> None:
    with desk.working() as session:
        pages = tuple(Page(number, 595.0, 842.0, "Merapi Tin Works") for number in (1, 2))
        reading = replace(a_reading(a_record()), pages=pages, page_count=2)
        world = desk.world
        document = a_document(session, desk.store, world.company, world.submitter, reading)
        place, item = document.public_id, items.of_document(session, document)[0].public_id
    browser = desk.browser(desk.world.reader)
    page = browser.get(f"/review/{place}").text
    assert f'href="/review/{place}?item={item}&amp;page=2"' in page
    page = browser.get(f"/review/{place}?item={item}&page=2").text
    assert f'data-item="{item}"' in page
    assert "pagina 2 van 2" in page
    # A mistake made while that page is looked at leaves it in sight.
    page = decide(desk, item, "change", page="2", **{"field-smelter": ""})
    assert "pagina 2 van 2" in page
    # On a page without an item at hand the next one is the first that waits.
    page = browser.get(f"/review/{place}?page=2").text
    assert f'data-next="/review/{place}"' in page


def test_a_name_added_by_the_script_comes_at_once_and_is_told(desk: Desk) -> None:
    place, _items = opened(desk, "Merapi Tin Works")
    browser = desk.browser(desk.world.reader)
    fields = {"csrf_token": token(browser, "/work"), "page": "1", "field-smelter": "Kelana Tin"}
    headers = {**HERE, "X-Requested-With": "fetch"}
    answer = browser.post(f"/review/{place}/add", data=fields, headers=headers)
    assert answer.status_code == 200
    assert 'data-said="Toegevoegd. Twee mensen lezen het."' in answer.text
    assert '<h2 tabindex="-1" data-heading>Kelana Tin</h2>' in answer.text


@pytest.mark.parametrize(
    ("certainty", "reason", "told"),
    [
        (Certainty.CERTAIN, "identifier_in_register", "Zeker"),
        (Certainty.CHECK, "identifier_missing", "Controleer"),
        (Certainty.UNSURE, "single_mention", "Onzeker"),
    ],
)
def test_how_certain_the_reader_is_is_a_word_with_its_reason(
    desk: Desk, certainty: Certainty, reason: str, told: str
) -> None:
    with desk.working() as session:
        world, record = desk.world, replace(a_record(certainty=certainty), reasons=(reason,))
        document = a_document(
            session, desk.store, world.company, world.submitter, a_reading(record)
        )
        place = document.public_id
    page = html.unescape(desk.browser(desk.world.reader).get(f"/review/{place}").text)
    said = page.partition('class="item__sure"')[2].partition("</details>")[0]
    assert told in said
    assert wording.message(reason, "nl") in said
    assert "%" not in said  # a percentage is for the match with the register alone


def test_the_guidelines_stand_beside_the_work_and_on_a_page(desk: Desk) -> None:
    place, _items = opened(desk, "Merapi Tin Works")
    browser = desk.browser(desk.world.reader)
    beside, page = browser.get(f"/review/{place}").text, browser.get("/review/guide").text
    for text in (beside, page):
        assert "Hoe beoordeel ik dit?" in text
        assert "U beoordeelt de smelter niet, en ook niet het bedrijf" in text
    assert page.index("<h1>") < page.index('<h2 id="guide-approving">')
    # As the reader grades: without a number it is the country that must be the same.
    assert "Of er is geen nummer, en het land is hetzelfde." in page


def test_a_name_found_elsewhere_on_the_page_says_as_what_it_was_read(desk: Desk) -> None:
    document, (item,) = opened(desk, "Merapi Tin")
    given = {"field-smelter": "Merapi Tin Works", "page": "1", "box": "10,20,110,32"}
    decide(desk, item, "change", **given)
    page = desk.browser(desk.world.other_reader).get(f"/review/{document}?item={item}").text
    assert "Gelezen als “Merapi Tin”, verbeterd door een persoon." in page
    again = {**given, "box": "10,20,9000,32"}
    _, (other,) = opened(desk, "Kelana Tin")
    assert "Kies een plaats op de pagina." in decide(desk, other, "change", **again)


def put_off(desk: Desk, item: str, page: str) -> str:
    given = {"action": "doubt", "how": "later", "seen": "1"}
    answer = send(desk.browser(desk.world.reader), f"/review/items/{item}", given, page=page)
    assert answer.status_code == 303
    return html.unescape(desk.browser(desk.world.reader).get(answer.location).text)


def test_what_was_put_off_comes_back_when_the_reader_asks_for_it(desk: Desk) -> None:
    with desk.working() as session:
        reading = a_reading(a_record("Merapi Tin Works"), a_record("Kelana Tin Works"))
        world = desk.world
        document = a_document(session, desk.store, world.company, world.submitter, reading)
        first, second = (row.public_id for row in items.of_document(session, document))
        page = f"/review/{document.public_id}"
    assert f'data-item="{second}"' in put_off(desk, first, page)
    browser = desk.browser(desk.world.reader)
    given = {"action": "doubt", "how": "later", "seen": "1", "csrf_token": token(browser, page)}
    fetched = HERE | {"X-Requested-With": "fetch"}
    answer = browser.post(f"/review/items/{second}", data=given, headers=fetched)
    assert "Voor u is alleen over wat is uitgesteld" in answer.text
    assert "In dit document zijn 2 items uitgesteld." in answer.text
    assert f"?item={first}" in answer.text
    # Whoever looks at them then goes from one to the other.
    given = {"action": "reject", "reason": "misread", "seen": "2"}
    answer = send(browser, f"/review/items/{first}", given, page=page)
    assert f"item={second}" in answer.location


def test_an_audit_finding_stands_in_full_with_its_words_first_to_change(desk: Desk) -> None:
    said = "No list of the emergency exits was kept in any of the buildings of the plant, " * 2
    with desk.working() as session:
        reading = a_reading(findings=[an_audit_finding(said.strip())])
        world = desk.world
        document = a_document(session, desk.store, world.company, world.submitter, reading)
        page = f"/review/{document.public_id}"
    shown = desk.browser(desk.world.reader).get(page).text
    assert f'data-heading><span lang="en">{said.strip()}</span>' in shown
    change = shown[shown.index('data-more="change"') :]
    assert change.index('name="field-statement"') < change.index('name="field-clause"')
    assert 'class="all-items__number muted" aria-hidden="true">1</span>' in shown


def test_when_its_items_are_done_the_document_itself_is_asked_about(desk: Desk) -> None:
    with desk.working() as session:
        world = desk.world
        document = a_document(
            session, desk.store, world.company, world.submitter, a_reading(a_record())
        )
        (item,) = items.of_document(session, document)
        item_id, page = item.public_id, f"/review/{document.public_id}"
    browser = desk.browser(desk.world.reader)
    assert "En het document zelf?" not in browser.get(page).text
    given = {"action": "reject", "reason": "misread", "seen": "1"}
    send(browser, f"/review/items/{item_id}", given, page=page)
    card = browser.get(page).text.partition("review__done")[2].partition('class="guide"')[0]
    assert "Nog één vraag: wat het document zelf is</h2>" in card
    assert "En het document zelf?" in card
    assert "<li>Het document is van deze soort: " in card
    # Only one button stands out: the one that says so.
    assert card.count("button--primary") == 1
    assert 'button--primary" type="submit" data-confirms' in card
    facts = page.replace("/review/", "/documents/")
    answer = send(browser, f"{facts}/confirm", {"back": "review"}, page=page)
    assert answer.location.endswith(page)
    assert "En het document zelf?" not in browser.get(page).text
    assert "niemand zei nog" not in browser.get(facts).text
    assert "Document klaar</h2>" in browser.get(page).text
