"""The queue: its parts and filters in the address, the next document, handing out; no script."""

import re
from html import unescape

import pytest
from flask import Flask

from extraction.records import Certainty
from tests.cast import a_document, a_reading, a_record
from tests.webapp.browsing import send
from tests.webapp.conftest import Moment
from tests.webapp.desk import Desk
from workflows import deciding, documents, items
from workflows.models import Person
from workflows.states import ItemAction, RejectReason
from workflows.verdicts import Verdict

MISREAD = Verdict(ItemAction.REJECT, RejectReason.MISREAD)


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


@pytest.fixture
def sent(desk: Desk):
    """Send in a paper of this title with a new smelter; gives its public id."""

    def paper(title: str, metal: str = "tin", certainty: Certainty = Certainty.CHECK) -> str:
        world = desk.world
        reading = a_reading(a_record(f"{title} Works", metal=metal, certainty=certainty))
        with desk.working() as session:
            document = a_document(session, desk.store, world.company, world.submitter, reading)
            document.title = title
            return document.public_id

    return paper


def shown(desk, who, address="/review"):
    return unescape(desk.browser(who).get(address).text)


def titles(page):
    return re.findall(r'<th scope="row"><a[^>]*>([^<]+)</a>', page)


def decide(desk, paper, *actors):
    with desk.working() as session:
        document = documents.get(session, paper, desk.world.secretary)
        for actor in actors:
            for item in items.of_document(session, document):
                deciding.decide(session, item, MISREAD, actor)


def test_the_queue_says_what_was_promised_and_what_is_late(desk, sent, moment: Moment):
    sent("Opgave")
    page = shown(desk, desk.world.reader)
    assert "4 december 2026" in page
    assert "tag--red" not in page
    moment.passes(days=13)
    assert '<span class="tag tag--red">Te laat</span>' in shown(desk, desk.world.reader)


def test_filters_and_parts_stand_in_the_address_with_a_count(desk, sent):
    sent("Tin", certainty=Certainty.UNSURE)
    sent("Goud", metal="gold")
    page = shown(desk, desk.world.reader, "/review?metal=gold")
    assert titles(page) == ["Goud"]
    assert '<p class="unseen" role="status">1 document</p>' in page
    assert 'href="/review?metal=gold&bucket=unsure"' in page
    assert "Onzeker (0)" in page
    assert titles(shown(desk, desk.world.reader, "/review?bucket=unsure")) == ["Tin"]
    assert "Zonder lezer" not in page


def test_the_next_document_keeps_to_the_filter_that_one_came_from(desk, sent):
    for title in ("Tin", "Kobalt"):
        sent(title)
    gold = [sent(title, metal="gold") for title in ("Goud", "Ook goud")]
    browser = desk.browser(desk.world.reader)
    page = shown(desk, desk.world.reader, "/review?metal=gold")
    assert "Volgende document (nog 2 voor u)" in page
    first = browser.get("/review/next?queue=metal%3Dgold").location
    assert first == f"/review/{gold[0]}?queue=metal%3Dgold"
    page = shown(desk, desk.world.reader, first)
    assert 'href="/review?metal=gold">' in page.replace(' class="back"', "")
    action = re.search(r'action="(/review/items/[^"]+)" data-verdict', page)
    assert action is not None
    given = {"action": "reject", "reason": "misread"}
    answer = send(browser, action[1], given, page="/profile")
    assert answer.location.endswith("queue=metal%3Dgold")
    done = shown(desk, desk.world.reader, answer.location)
    assert "Volgende document (nog 1 voor u)" in done
    following = browser.get("/review/next?queue=metal%3Dgold").location
    assert following == f"/review/{gold[1]}?queue=metal%3Dgold"
    decide(desk, gold[1], desk.world.reader)
    assert browser.get("/review/next?queue=metal%3Dgold").location == "/review?metal=gold"


def test_a_document_ends_with_what_one_did_in_it(desk, sent, moment: Moment):
    paper = sent("Opgave")
    decide(desk, paper, desk.world.reader)
    page = shown(desk, desk.world.reader, f"/review/{paper}")
    assert "Nog één vraag: wat het document zelf is" in page
    assert "U: 0 goedgekeurd, 0 gewijzigd, 1 afgewezen, 0 in twijfel." in page
    assert "seconde" not in page
    assert "data-summary" not in shown(desk, desk.world.other_reader, f"/review/{paper}")


def test_an_empty_queue_says_what_was_done_this_week(desk, sent):
    assert "Er wacht niets op u." in shown(desk, desk.world.reader)
    decide(desk, sent("Opgave"), desk.world.reader)
    page = shown(desk, desk.world.reader)
    assert "De wachtrij is leeg. U beoordeelde deze week 1 document." in page


def test_the_secretariat_hands_out_several_documents_at_once(desk, sent):
    papers = [sent("Eén"), sent("Twee")]
    browser, world = desk.browser(desk.world.secretary), desk.world
    page = shown(desk, world.secretary)
    assert titles(page) == ["Eén", "Twee"]
    assert 'form="hand-out" name="document"' in page
    given = {"document": papers, "reviewer": world.reader.email}
    answer = send(
        browser, "/review/hand-out", {**given, "action": "unassign", "back": "bucket=all"},
        page="/profile",
    )  # fmt: skip
    assert answer.location == "/review?bucket=all"
    with desk.working() as session:
        name = session.get_one(Person, world.reader.person_id).name
    assert f"2 documenten zijn weggehaald bij {name}." in shown(desk, world.secretary)
    assert titles(shown(desk, world.reader)) == []
    send(browser, "/review/hand-out", {**given, "action": "assign"}, page="/profile")
    assert f"2 documenten zijn gegeven aan {name}." in shown(desk, world.secretary)
    assert titles(shown(desk, world.reader)) == ["Eén", "Twee"]


def test_what_cannot_be_handed_to_somebody_is_said_and_the_rest_goes_on(desk, sent):
    papers = [sent("Eén"), sent("Twee")]
    browser, world = desk.browser(desk.world.secretary), desk.world
    away = {"reviewer": world.reader.email, "action": "unassign"}
    send(browser, "/review/hand-out", {**away, "document": papers[0]}, page="/profile")
    send(browser, "/review/hand-out", {**away, "document": papers}, page="/profile")
    page = shown(desk, world.secretary)
    assert "Eén: reader@voorbeeld.example leest dit document niet." in page
    assert titles(shown(desk, world.reader)) == []


def test_spreading_is_shown_before_anything_is_handed_out(desk, sent):
    papers, world = [sent("Eén"), sent("Twee")], desk.world
    browser = desk.browser(world.secretary)
    for who in (world.reader, world.other_reader):
        given = {"document": papers, "reviewer": who.email, "action": "unassign"}
        send(browser, "/review/hand-out", given, page="/profile")
    assert "Zonder lezer (2)" in shown(desk, world.secretary)
    given = {"document": papers, "action": "spread"}
    preview = unescape(send(browser, "/review/hand-out", given, page="/profile").text)
    assert "Er is nog niets gegeven." in preview
    assert "Zonder lezer (2)" in shown(desk, world.secretary)
    shares = re.findall(r'name="share" value="([^"]+)"', preview)
    assert len(shares) == 4
    team = re.findall(r'name="team" value="([^"]+)"', preview)
    fewer = send(browser, "/review/hand-out", {**given, "team": team[0]}, page="/profile").text
    assert len(re.findall('name="share"', fewer)) == 2
    confirm = {"action": "confirm", "share": shares}
    send(browser, "/review/hand-out", confirm, page="/profile")
    assert "Zonder lezer (0)" in shown(desk, world.secretary)
    assert titles(shown(desk, world.reader)) == ["Eén", "Twee"]


def test_a_view_of_the_queue_opens_first_and_is_left_again(desk, sent):
    sent("Tin")
    browser = desk.browser(desk.world.reader)
    kept = {"place": "queue", "name": "Goud", "query": "metal=gold", "default": "yes"}
    send(browser, "/views", kept, page="/profile")
    assert browser.get("/review").location == "/review?metal=gold"
    assert titles(shown(desk, desk.world.reader, "/review?view=all")) == ["Tin"]


def test_while_somebody_reads_first_one_begins_with_what_is_to_confirm(desk, sent):
    world = desk.world
    reading = a_reading(a_record("Alto Tin"), a_record("Kelana Tin"))
    with desk.working() as session:
        document = a_document(session, desk.store, world.company, world.submitter, reading)
        paper = document.public_id
        proposed = items.of_document(session, document)[1]
        deciding.decide(session, proposed, Verdict(ItemAction.APPROVE), world.reader)
    assert "Alto Tin" in shown(desk, world.reader, f"/review/{paper}")
    page = shown(desk, world.other_reader, f"/review/{paper}")
    assert re.search(r"data-heading>Kelana Tin<", page)
    assert "data-taken" not in page
