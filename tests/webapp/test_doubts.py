"""Doubt on the pages: the question, its picture and its answer; comments; the flag."""

import re
from datetime import date
from io import BytesIO

import pytest
from flask import Flask

from tests import papers
from tests.cast import a_certificate, a_document, a_reading, a_record, an_audit_finding
from tests.webapp.browsing import HERE, send, token
from tests.webapp.desk import Desk
from webapp import db
from workflows import items, worker
from workflows.models import Document, Question

REJECTED = {"action": "reject", "reason": "not_a_smelter"}
INTERNAL, SHARED = "plant-4f2 is a trader, I think", "plant-8e6: send us the letter, please"


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


@pytest.fixture
def paper(desk: Desk) -> tuple[str, str, str]:
    """The public ids of a document and of its two items."""
    with desk.working() as session:
        world = desk.world
        reading = a_reading(a_record("Merapi Tin Works"), a_record("Ombak Tin"))
        document = a_document(session, desk.store, world.company, world.submitter, reading)
        first, second = items.of_document(session, document)
        return document.public_id, first.public_id, second.public_id


def doubt(desk: Desk, paper, item: str, **fields: str):
    return send(
        desk.browser(desk.world.reader),
        f"/review/items/{item}",
        {"action": "doubt", **fields},
        page=f"/review/{paper[0]}",
    )


def ask(desk: Desk, paper) -> str:
    """Ask about the first item; gives the id of the question, from the company's own page."""
    assert doubt(desk, paper, paper[1], how="ask", question="Is it a smelter?").status_code == 303
    page = desk.browser(desk.world.submitter).get(f"/documents/{paper[0]}").text
    return re.search(r'action="/questions/([^"]+)"', page)[1]


def review(desk: Desk, paper, item: str) -> str:
    return desk.browser(desk.world.reader).get(f"/review/{paper[0]}?item={item}").text


def test_why_one_doubts_stands_beside_the_item_for_the_next_reader(desk: Desk, paper) -> None:
    why = "Staat deze naam er twee keer?"
    doubt(desk, paper, paper[1], how="later", why=f" {why} ", question="Is it a smelter?")
    shown = desk.browser(desk.world.other_reader).get(f"/review/{paper[0]}?item={paper[1]}").text
    assert f"In twijfel, {desk.world.reader.name}: {why}</p>" in shown
    # Who doubts on is not asked again: the verdict is there, and holds one reason.
    assert 'name="why"' not in shown


def test_the_words_to_the_company_are_there_to_change(desk: Desk, paper) -> None:
    page = review(desk, paper, paper[1])
    words = page.partition('name="question"')[2].partition("</textarea>")[0]
    assert "lezen wij “Merapi Tin Works”" in words


def test_the_words_to_the_company_are_about_what_was_read(desk: Desk) -> None:
    with desk.working() as session:
        world = desk.world
        reading = a_reading(certificates=[a_certificate()], findings=[an_audit_finding("Late.")])
        document = a_document(session, desk.store, world.company, world.submitter, reading)
        page, shown = (
            document.public_id,
            [i.public_id for i in items.of_document(session, document)],
        )
    asked = [
        review(desk, (page,), item).partition('name="question"')[2].partition("</textarea>")[0]
        for item in shown
    ]
    assert "lezen wij een certificaat" in asked[0]
    assert "lezen wij wat een audit heeft gevonden: “Late.”" in asked[1]
    assert not any("metaal" in words for words in asked)


def test_a_doubt_without_a_note_is_told_by_name_too(desk: Desk, paper) -> None:
    doubt(desk, paper, paper[1], how="reader")
    shown = desk.browser(desk.world.other_reader).get(f"/review/{paper[0]}?item={paper[1]}").text
    assert f"In twijfel, {desk.world.reader.name}: zonder notitie.</p>" in shown


def test_what_the_company_was_asked_is_said_to_wait_for_it(desk: Desk, paper) -> None:
    ask(desk, paper)
    foot = review(desk, paper, paper[2]).partition('data-part="foot"')[2]
    assert "· gevraagd aan het bedrijf" in foot
    # To take it back is to withdraw the question: that is asked first.
    question = foot.partition('data-more="undo"')[2].partition("</details>")[0]
    assert "Neemt u dit terug, dan trekt u de vraag in." in question
    place = f"/review/{paper[0]}"
    send(desk.browser(desk.world.reader), f"/review/items/{paper[2]}", REJECTED, page=place)
    done = desk.browser(desk.world.reader).get(place).text.partition("review__done")[2]
    assert "1 wacht op het bedrijf." in done
    assert "andere lezer" not in done


def test_who_is_done_reads_which_answer_is_awaited_and_which_is_late(desk: Desk, paper) -> None:
    ask(desk, paper)
    done = send(
        desk.browser(desk.world.reader),
        f"/review/items/{paper[2]}",
        REJECTED,
        page=f"/review/{paper[0]}",
    )
    assert done.status_code == 303

    def side() -> str:
        page = desk.browser(desk.world.reader).get(f"/review/{paper[0]}").text
        return page.partition('class="review__done"')[2].partition("</aside>")[0]

    assert "Nog één vraag: wat het document zelf is" in side()
    waits = side().partition("data-unanswered")[2].partition("</ul>")[0]
    assert f'href="/review/{paper[0]}?item={paper[1]}"' in waits
    assert "U vroeg iets over" in waits
    assert "Te laat" not in waits
    with desk.working() as session:
        session.query(Question).one().due = date(2025, 1, 3)
    assert "Nog één vraag" not in side()
    assert "Nog niet klaar: een antwoord is te laat" in side()
    assert "Te laat" in side().partition("data-unanswered")[2]


def test_who_doubts_about_the_last_item_is_told_that_it_is_still_open(desk: Desk, paper) -> None:
    send(
        desk.browser(desk.world.reader),
        f"/review/items/{paper[2]}",
        REJECTED,
        page=f"/review/{paper[0]}",
    )
    headers = {**HERE, "X-Requested-With": "fetch"}
    browser = desk.browser(desk.world.reader)
    fields = {"csrf_token": token(browser, "/work"), "action": "doubt", "how": "later"}
    page = browser.post(f"/review/items/{paper[1]}", data=fields, headers=headers).text
    assert "In dit document is 1 item uitgesteld. Het blijft in uw wachtrij." in page
    panel = page.partition('class="review__done"')[2].partition("</div>")[0]
    assert f'href="/review/{paper[0]}?item={paper[1]}"' in panel
    assert "U bent hier klaar" not in page


def test_the_company_answers_on_the_page_of_its_document(desk: Desk, paper) -> None:
    question = ask(desk, paper)
    browser, place = desk.browser(desk.world.contact), f"/documents/{paper[0]}"
    assert f"{place}#{question}" in browser.get("/work").text
    assert "Is it a smelter?" in browser.get(place).text
    answer = send(browser, f"/questions/{question}", {"answer": "Een\r\nhandelaar."}, page=place)
    assert answer.status_code == 303
    page = review(desk, paper, paper[1])
    assert "Een\nhandelaar." in page
    assert "Beantwoord" in page
    # It comes back before the other item, which was never in doubt.
    start = desk.browser(desk.world.reader).get(f"/review/{paper[0]}").text
    assert f'data-item="{paper[1]}"' in start


def test_the_page_leads_to_the_question_and_says_only_after_it_that_nothing_is_to_be_done(
    desk: Desk, paper
) -> None:
    browser, place = desk.browser(desk.world.contact), f"/documents/{paper[0]}"
    nothing = "Nu niets. U hoort van ons"
    question = ask(desk, paper)
    page = browser.get(place).text
    assert f'href="#{question}"' in page
    assert nothing not in page
    send(browser, f"/questions/{question}", {"answer": "Een handelaar."}, page=place)
    page = browser.get(place).text
    assert f'href="#{question}"' not in page
    assert nothing in page


def test_a_document_is_an_answer_too(desk: Desk, paper) -> None:
    question, place = ask(desk, paper), f"/documents/{paper[0]}"
    browser = desk.browser(desk.world.submitter)
    data = {"csrf_token": token(browser, place), "paper": (BytesIO(b"Wij kopen daar."), "b.txt")}
    answer = browser.post(f"/questions/{question}", data=data, headers=HERE)
    answer.request.environ["wsgi.input"].close()  # the test browser's own copy of what it sent
    assert answer.status_code == 303
    assert ">b.txt</a>" in browser.get(place).text


def test_an_empty_answer_is_refused_beside_its_field(desk: Desk, paper) -> None:
    question, place = ask(desk, paper), f"/documents/{paper[0]}"
    browser = desk.browser(desk.world.submitter)
    answer = send(browser, f"/questions/{question}", {"answer": " "}, page=place)
    assert answer.status_code == 400
    assert "Schrijf een antwoord of stuur een document." in answer.text
    assert re.search(f'aria-describedby="[^"]*answer-{question}-mistake[" ]', answer.text)


def test_an_empty_answer_is_said_at_the_top_too_since_its_field_lies_far_down(
    desk: Desk, paper
) -> None:
    question, place = ask(desk, paper), f"/documents/{paper[0]}"
    browser = desk.browser(desk.world.submitter)
    answer = send(browser, f"/questions/{question}", {"answer": " "}, page=place).text
    assert "<title>Fout:" in answer
    top = answer.partition("data-focus>")[2].partition("<h1")[0]
    assert f'<a href="#answer-{question}">Schrijf een antwoord of stuur een document.</a>' in top


def test_an_empty_question_is_refused_and_the_choice_stays(desk: Desk, paper) -> None:
    answer = doubt(desk, paper, paper[1], how="ask", question=" ")
    assert answer.status_code == 400
    assert "Schrijf de vraag." in answer.text
    assert 'data-more="doubt" open' in answer.text
    assert 'value="ask" checked' in answer.text


def test_the_company_sees_the_place_on_the_page(desk: Desk) -> None:
    browser = desk.browser(desk.world.submitter)
    fields = {"files": [(BytesIO(papers.smelter_table(3)), "opgave.pdf")]}
    send(browser, "/documents/upload", fields, page="/documents/upload").request.environ[
        "wsgi.input"
    ].close()
    worker.run_all(db.sessions(desk.app), desk.store)
    with desk.working() as session:
        document = session.query(Document).one()
        item = items.of_document(session, document)[0].public_id
        place = document.public_id
    ask(desk, (place, item))
    page = browser.get(f"/documents/{place}").text
    picture = page.partition('<svg class="crop"')[2].partition("</svg>")[0]
    assert f'href="/documents/{place}/pages/1' in picture
    assert "gemarkeerd" in picture
    assert '<rect class="mark mark--current crop__mark"' in picture


def test_a_question_is_withdrawn_where_it_was_asked(desk: Desk, paper) -> None:
    question = ask(desk, paper)
    place = f"/review/{paper[0]}?item={paper[1]}"
    browser = desk.browser(desk.world.reader)
    assert f"/review/questions/{question}/withdraw" in browser.get(place).text
    answer = send(browser, f"/review/questions/{question}/withdraw", page=place)
    assert answer.status_code == 303
    member = desk.browser(desk.world.submitter)
    assert "Is it a smelter?" not in member.get(f"/documents/{paper[0]}").text


def comment(desk: Desk, paper, text: str, audience: str = "inside"):
    return send(
        desk.browser(desk.world.reader),
        f"/review/items/{paper[1]}/comments",
        {"text": text, "audience": audience},
        page=f"/review/{paper[0]}",
    )


def test_the_company_reads_what_is_shared_and_not_what_is_internal(desk: Desk, paper) -> None:
    comment(desk, paper, INTERNAL)
    comment(desk, paper, SHARED, "company")
    inside = review(desk, paper, paper[1])
    boxes = re.findall(r'<article class="(comment[^"]*)">.*?(plant-\w+)', inside, re.S)
    assert boxes == [("comment", "plant-4f2"), ("comment comment--shared", "plant-8e6")]
    for who in (desk.world.submitter, desk.world.contact):
        browser = desk.browser(who)
        page = browser.get(f"/documents/{paper[0]}").text
        assert "plant-8e6" in page
        assert "plant-4f2" not in page
        assert "plant-4f2" not in browser.get("/work").text
    rival = desk.browser(desk.world.competitor).get(f"/documents/{paper[0]}")
    assert (rival.status_code, "plant-" in rival.text) == (404, False)


def test_ones_own_comment_is_changed_and_deleted(desk: Desk, paper) -> None:
    comment(desk, paper, INTERNAL)
    browser, place = desk.browser(desk.world.reader), f"/review/{paper[0]}?item={paper[1]}"
    address = re.search(r'action="(/review/comments/[^"]+)"', browser.get(place).text)[1]
    send(browser, address, {"action": "edit", "text": "Nu weet ik het."}, page=place)
    page = browser.get(place).text
    assert "Nu weet ik het." in page
    assert "bewerkt" in page
    other = desk.browser(desk.world.other_reader)
    assert address not in other.get(place).text
    assert send(other, address, {"action": "delete"}, page=place).status_code == 403
    send(browser, address, {"action": "delete"}, page=place)
    assert "Nu weet ik het." not in browser.get(place).text


@pytest.mark.parametrize("text", ["", "x" * 2001])
def test_a_comment_that_cannot_be_kept_is_said_at_its_field(desk: Desk, paper, text: str) -> None:
    answer = comment(desk, paper, text)
    assert answer.status_code == 400
    assert 'id="new-comment-mistake"' in answer.text


def test_a_flag_is_put_up_and_taken_down(desk: Desk, paper) -> None:
    browser, place = desk.browser(desk.world.reader), f"/review/{paper[0]}?item={paper[1]}"
    address = f"/review/items/{paper[1]}/flag"
    assert send(browser, address, page=place).status_code == 303
    assert "De markering weghalen" in browser.get(place).text
    send(browser, address, page=place)
    assert "Markeren voor een tweede blik" in browser.get(place).text


def test_plain_doubt_goes_to_the_end_of_the_queue(desk: Desk, paper) -> None:
    assert doubt(desk, paper, paper[1]).status_code == 303
    start = desk.browser(desk.world.reader).get(f"/review/{paper[0]}").text
    assert f'data-item="{paper[2]}"' in start


def test_the_list_says_of_each_item_what_a_picture_would(desk: Desk, paper) -> None:
    page = review(desk, paper, paper[1])
    rows = page.partition('class="all-items__list"')[2]
    row = rows.partition("data-item-link")[2].partition("</a>")[0]
    spoken = " ".join(re.sub(r"<[^>]+>", "", row.partition(">")[2]).split())
    assert spoken.startswith("Smelter, Merapi Tin Works, pagina 1, controleer, Open")


def test_a_late_question_is_asked_again_in_its_own_words(desk: Desk, paper) -> None:
    ask(desk, paper)
    with desk.working() as session:
        session.query(Question).one().due = date(2025, 1, 3)
    form = review(desk, paper, paper[1]).partition("data-ask-again open")[2].partition("</form>")[0]
    assert "Is it a smelter?</textarea>" in form
    assert "in de plaats van de vraag hierboven" in form
    doubt(desk, paper, paper[1], how="ask", question="Is it a smelter?")
    with desk.working() as session:
        rows = session.query(Question).order_by(Question.id).all()
        assert [row.state.value for row in rows] == ["withdrawn", "open"]
        assert rows[1].due > date(2026, 1, 1)


def test_a_verdict_without_the_answer_tells_that_the_question_ends(desk: Desk, paper) -> None:
    ask(desk, paper)
    assert "dan wordt de vraag ingetrokken" in review(desk, paper, paper[1])
    browser = desk.browser(desk.world.reader)
    fields = {"csrf_token": token(browser, "/work"), **REJECTED}
    headers = {**HERE, "X-Requested-With": "fetch"}
    said = browser.post(f"/review/items/{paper[1]}", data=fields, headers=headers).text
    assert "De vraag aan het bedrijf is ingetrokken; het bedrijf hoort dat." in said
    with desk.working() as session:
        assert session.query(Question).one().state.value == "withdrawn"


def test_what_waits_for_whom_is_told_apart_in_the_list_and_on_the_item(desk: Desk, paper) -> None:
    ask(desk, paper)
    doubt(desk, paper, paper[2], how="later")
    page = review(desk, paper, paper[2])
    tags = re.findall(r'class="tag tag--([a-z]+)">([^<]+)<', page.partition("all-items__list")[2])
    assert {("purple", "Gevraagd aan het bedrijf"), ("amber", "Later kijken")} <= set(tags)
    assert "Later kijken" in page.partition('class="item__where"')[2].partition("</p>")[0]
    head = page.partition('class="review__far"')[2].partition("</span>")[0]
    assert "0 van 2 beoordeeld, nog 1 voor u, 1 bij het bedrijf" in " ".join(head.split())
    done = desk.browser(desk.world.reader).get(f"/review/{paper[0]}?item=").text
    assert "Later kijken" in done


def test_a_flag_stands_at_the_top_of_the_item(desk: Desk, paper) -> None:
    browser, place = desk.browser(desk.world.reader), f"/review/{paper[0]}"
    send(browser, f"/review/items/{paper[1]}/flag", {"seen": "1"}, page=place)
    where = review(desk, paper, paper[1]).partition('class="item__where"')[2].partition("</p>")[0]
    assert "Gemarkeerd" in where


def test_only_what_was_put_off_is_left_for_the_reader_is_not_said_of_all(desk: Desk, paper) -> None:
    ask(desk, paper)
    browser, fetched = desk.browser(desk.world.reader), HERE | {"X-Requested-With": "fetch"}
    given = {"action": "doubt", "how": "later", "seen": "1", "csrf_token": token(browser, "/work")}
    shown = browser.post(f"/review/items/{paper[2]}", data=given, headers=fetched).text
    assert "Voor u is alleen over wat is uitgesteld" in shown
    assert "1 wacht op het bedrijf." in shown
    assert "In dit document is 1 item uitgesteld." in shown
