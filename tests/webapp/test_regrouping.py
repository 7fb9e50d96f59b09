"""Splitting, parting, merging and approving together on the screen, and what was given before."""

import html
import re
from dataclasses import replace

import pytest
from flask import Flask

from extraction.records import Certainty
from tests.cast import a_candidate, a_document, a_reading, a_record, a_site, a_value
from tests.webapp.browsing import HERE, send, token
from tests.webapp.desk import Desk
from workflows import deciding, items, locks
from workflows.states import ItemAction, RejectReason
from workflows.verdicts import Verdict

DOUBT = Verdict(ItemAction.DOUBT)
MISREAD = Verdict(ItemAction.REJECT, RejectReason.MISREAD)


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


def opened(desk: Desk, *names: str, sure: bool = False) -> tuple[str, list[str]]:
    """The public ids of a document with these smelters, and of its items."""
    with desk.working() as session:
        world, site = desk.world, a_candidate(a_site(session))
        certainty = Certainty.CERTAIN if sure else Certainty.CHECK
        records = [a_record(name, candidates=[site], certainty=certainty) for name in names]
        document = a_document(
            session, desk.store, world.company, world.submitter, a_reading(*records)
        )
        return document.public_id, [i.public_id for i in items.of_document(session, document)]


def sent(desk: Desk, address: str, *, by_script: bool = True, **fields: object) -> tuple[int, str]:
    """The status and the page that follow, as the script or as a browser without one."""
    browser = desk.browser(desk.world.reader)
    more = {"X-Requested-With": "fetch"} if by_script else {}
    fields = {"csrf_token": token(browser, "/work"), **fields}
    answer = browser.post(address, data=fields, headers={**HERE, **more}, follow_redirects=True)
    return answer.status_code, html.unescape(answer.text)


def heading(page: str) -> str:
    return re.search(r"<h2[^>]*data-heading>([^<]*)", page)[1].strip()


def names(desk: Desk, document: str) -> list[str]:
    page = html.unescape(desk.browser(desk.world.reader).get(f"/review/{document}").text)
    return re.findall(
        r'data-item-link="[^"]*"[^>]*><span><span class="unseen">[^<]*</span>([^<]*)<', page
    )


def versions(desk: Desk, document: str) -> list[str]:
    page = desk.browser(desk.world.reader).get(f"/review/{document}").text
    return re.findall(r'name="seen" value="([a-z0-9]+:\d+)"', page)


def step_in(desk: Desk, item: str, verdict: Verdict = DOUBT) -> None:
    """Somebody else takes the document over, decides, and is gone again."""
    with desk.working() as session:
        other = desk.world.other_reader
        row = items.get(session, item, other)
        locks.take_over(session, row.document, locks.FIRST, other)
        deciding.decide(session, row, verdict, other)
        locks.release(session, other)


@pytest.mark.parametrize("by_script", [True, False])
def test_a_name_is_split_between_two_of_its_words(desk: Desk, by_script: bool) -> None:
    document, (item,) = opened(desk, "Merapi Tin Kelana Works")
    page = html.unescape(desk.browser(desk.world.reader).get(f"/review/{document}").text)
    assert re.findall(r"tussen “(\w+)” en “(\w+)”", page) == [
        ("Merapi", "Tin"), ("Tin", "Kelana"), ("Kelana", "Works")
    ]  # fmt: skip
    _, page = sent(desk, f"/review/items/{item}/split", by_script=by_script, at="2", seen="1")
    assert heading(page) == "Merapi Tin"
    assert "Gesplitst. Twee mensen lezen elke helft." in page
    assert names(desk, document) == ["Merapi Tin", "Kelana Works"]


def test_who_split_nothing_is_told_so_beside_the_words(desk: Desk) -> None:
    _, (item,) = opened(desk, "Merapi Tin Works")
    status, page = sent(desk, f"/review/items/{item}/split", seen="1")
    panel = page.partition('data-more="split" open')[2].partition("</details>")[0]
    assert (status, "Kies waar de naam gesplitst wordt." in panel) == (400, True)


def test_the_mention_that_is_shown_becomes_an_item_of_its_own(desk: Desk) -> None:
    with desk.working() as session:
        world = desk.world
        again = replace(
            a_record(country=None), smelter=a_value("MERAPI TIN WORKS"), quote="again, elsewhere"
        )
        reading = a_reading(a_record(), again)
        row = a_document(session, desk.store, world.company, world.submitter, reading)
        document, item = row.public_id, items.of_document(session, row)[0].public_id
    page = desk.browser(world.reader).get(f"/review/{document}?item={item}&mention=2").text
    assert 'name="mention" value="2"' in page
    _, page = sent(desk, f"/review/items/{item}/take-out", mention="2", seen="1")
    assert "again, elsewhere" in page
    assert len(names(desk, document)) == 2


@pytest.mark.parametrize("by_script", [True, False])
def test_ticked_items_become_one(desk: Desk, by_script: bool) -> None:
    document, ids = opened(desk, "Merapi", "Kelana", "Merapi Timah")
    given = {"item": [ids[2], ids[0]], "seen": versions(desk, document)}
    _, page = sent(desk, f"/review/{document}/merge", by_script=by_script, **given)
    assert heading(page) == "Merapi"
    assert "2 vermeldingen" in page
    assert names(desk, document) == ["Merapi", "Kelana"]
    gone = desk.browser(desk.world.reader).get(f"/review/{document}?item={ids[2]}").text
    assert "staat in geen lijst meer" in gone
    assert "opgegaan in een ander item" in gone


def test_what_was_ticked_stays_when_it_cannot_be_merged(desk: Desk) -> None:
    document, ids = opened(desk, "Merapi", "Kelana")
    status, page = sent(desk, f"/review/{document}/merge", item=ids[1])
    assert (status, "Vink ten minste twee items aan" in page) == (400, True)
    assert re.search(rf'value="{ids[1]}" checked', page)
    assert not re.search(rf'value="{ids[0]}" checked', page)


def test_items_of_another_document_are_not_merged_here(desk: Desk) -> None:
    document, _ = opened(desk, "Merapi", "Kelana")
    _, others = opened(desk, "Semeru", "Bromo")
    status, page = sent(desk, f"/review/{document}/merge", item=others)
    assert (status, "van hetzelfde document" in page) == (400, True)


def test_who_came_too_late_sees_what_changed_with_the_own_choice_kept(desk: Desk) -> None:
    document, ids = opened(desk, "Merapi Tin", "Kelana")
    seen = versions(desk, document)
    step_in(desk, ids[0])
    last = "other.reader"
    given = {"action": "reject", "reason": "other", "note": "een lange eigen reden", "seen": "1"}
    ways = [
        (f"/review/items/{ids[0]}", given, ('value="other" checked', "een lange eigen reden")),
        (f"/review/items/{ids[0]}/split", {"at": "1", "seen": "1"}, ('value="1" checked',)),
        (
            f"/review/{document}/merge",
            {"item": ids, "seen": seen, "at": ids[0]},
            (f'value="{ids[0]}" checked', f'value="{ids[1]}" checked'),
        ),
    ]
    for address, fields, kept in ways:
        status, page = sent(desk, address, **fields)
        assert status == 409, address
        assert "Dit is gewijzigd nadat u het opende" in page, address
        assert re.search(rf"{last}[^<]*twijfel", page), address
        assert all(words in page for words in kept), address
        # The newest version is in the form: who still wants it sends it again.
        assert 'name="seen" value="2"' in page


def certain_page(desk: Desk, document: str) -> str:
    browser = desk.browser(desk.world.reader)
    return html.unescape(browser.get(f"/review/{document}/approve?page=1").text)


def test_certain_items_are_approved_together_once_each_was_looked_at(desk: Desk) -> None:
    document, ids = opened(desk, "Merapi", "Kelana", sure=True)
    page = certain_page(desk, document)
    seen = re.findall(r'name="seen" value="([^"]*)"', page)
    assert [one.partition(":")[0] for one in seen] == ids
    assert "Merapi" in page
    assert "→ Merapi Tin Works" in page
    status, page = sent(desk, f"/review/{document}/approve", page="1", seen=seen[:1])
    assert (status, "Nog niet gezien: Kelana" in page) == (400, True)
    _, page = sent(desk, f"/review/{document}/approve", page="1", seen=seen)
    assert "2 items goedgekeurd." in page
    assert heading(page) == "Nog één vraag: wat het document zelf is"
    sent(desk, f"/review/items/{ids[1]}", action="undo")
    assert certain_page(desk, document).count('name="seen"') == 2


def test_nothing_is_offered_together_where_nothing_is_certain(desk: Desk) -> None:
    document, _ = opened(desk, "Merapi", "Kelana")
    assert "data-together" not in desk.browser(desk.world.reader).get(f"/review/{document}").text
    assert "kunt u niets samen goedkeuren" in certain_page(desk, document)


def test_the_last_verdicts_are_listed_each_with_its_undo_or_its_reason(desk: Desk) -> None:
    document, ids = opened(desk, "Merapi", "Kelana Tin")
    sent(desk, f"/review/items/{ids[0]}", action="doubt", seen="1")
    sent(desk, f"/review/items/{ids[1]}/split", at="1", seen="1")
    browser = desk.browser(desk.world.reader)
    page = html.unescape(browser.get("/review/verdicts").text)
    assert re.findall(r"gesplitst \(met 2 andere items\)|twijfel", page)
    assert page.count('name="action" value="undo"') == 2
    step_in(desk, ids[0], MISREAD)
    page = html.unescape(browser.get("/review/verdicts").text)
    assert page.count('name="action" value="undo"') == 1
    assert "Iemand anders heeft er daarna over beslist." in page
    version = re.search(r'name="seen" value="(\d+)"', page)[1]
    fields = {"action": "undo", "seen": version}
    assert send(browser, f"/review/items/{ids[1]}", fields, page="/work").status_code == 303
    assert names(desk, document) == ["Merapi", "Kelana Tin"]


def test_a_page_counts_every_open_item_that_stands_on_it(desk: Desk) -> None:
    with desk.working() as session:
        world, name = desk.world, a_value("MERAPI TIN WORKS", page=2)
        again = replace(a_record(country=None, metal=None), smelter=name, quote="on page two")
        reading = replace(a_reading(a_record(), again, a_record("Kelana")), page_count=2)
        row = a_document(session, desk.store, world.company, world.submitter, reading)
        document = row.public_id
    page = desk.browser(world.reader).get(f"/review/{document}").text
    strip = page.partition('data-part="strip"')[2].partition("</nav>")[0]
    assert re.findall(r"(\d+) open items?", strip) == ["2", "1"]
