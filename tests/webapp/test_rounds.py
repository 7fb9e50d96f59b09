"""A round of comments through the pages: opened, read and spoken of, answered, and seen again."""

import json
import re
from datetime import timedelta
from html import unescape
from io import BytesIO

import pytest
from babel.dates import format_date
from flask import Flask

from tests import word_files
from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from workflows import clock, reports, rounds
from workflows.models import ReportRound, RoundRemark
from workflows.permissions import Actor


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


@pytest.fixture
def draft(desk: Desk) -> str:
    """The page of a draft with a foreword of two paragraphs."""
    with desk.working() as session:
        world = desk.world
        period = reports.period_named("2025-2026")
        made = reports.create(session, period, "nl", world.secretary)
        reports.write(session, made, "foreword", "Wij deden veel.\nEn meer.", world.secretary)
        return f"/reports/{made.public_id}"


@pytest.fixture
def asked(desk: Desk, draft: str) -> str:
    """The page of a round on it, which the secretariat opened for the company."""
    with desk.working() as session:
        due = str(clock.today(session) + timedelta(days=7))
    given = {"parties": desk.world.company.public_id, "due": due, "message": "Klopt dit?"}
    page = f"{draft}/rounds"
    assert send(desk.browser(desk.world.secretary), page, given, page=page).status_code == 303
    with desk.working() as session:
        return f"/reports/rounds/{session.query(ReportRound).one().public_id}"


def page(desk: Desk, who: Actor, address: str, status: int = 200) -> str:
    answer = desk.browser(who).get(address)
    assert answer.status_code == status
    return unescape(answer.text)


def say(desk: Desk, asked: str, **fields: str) -> int:
    browser = desk.browser(desk.world.contact)
    return send(browser, f"{asked}/remarks", fields, page=asked).status_code


def remark(desk: Desk) -> str:
    with desk.working() as session:
        return f"/reports/rounds/remarks/{session.query(RoundRemark).one().public_id}"


def test_who_is_asked_reads_the_draft_and_comments_on_a_paragraph(desk: Desk, asked: str) -> None:
    contact = desk.world.contact
    assert 'href="/reports/rounds"' in page(desk, contact, "/reports")
    assert asked in page(desk, contact, "/work")
    shown = page(desk, contact, asked)
    assert "Klopt dit?" in shown and "Wij deden veel." in shown
    assert "/figures/" not in shown  # what is behind a figure is not theirs to see
    given = {"place": "foreword-own-0", "text": "Te stellig", "proposed": "Wij deden iets."}
    assert say(desk, asked, **given) == 303
    assert "Te stellig" in page(desk, contact, asked)
    word = desk.browser(contact).get(f"{asked}/file")
    assert (word.status_code, word.data[:2]) == (200, b"PK")


def test_what_a_proposal_changes_is_marked_as_between_two_versions(desk: Desk, asked: str) -> None:
    say(desk, asked, place="foreword-own-0", text="Te stellig", proposed="Wij deden iets.")
    shown = page(desk, desk.world.secretary, f"{asked}/answers")
    before, proposed = re.findall(r'<p class="kept">(Wij deden [^\n]*)</p>', shown)
    assert "[−<del>veel.</del>−]" in before and "iets" not in before
    assert "[+<ins>iets.</ins>+]" in proposed and "veel" not in proposed


def test_a_step_is_commented_on_at_its_end_and_no_heading_has_a_button(
    desk: Desk, asked: str
) -> None:
    shown = page(desk, desk.world.contact, asked)
    assert not re.search(r"</h[23]>\s*<div[^>]*id=\"at-[^\"]", shown)
    step = shown.split('<h3 id="step-2">')[1].split("</section>")[0]
    (whole,) = re.findall(r'<div class="no-print flow" id="at-2"', step)
    assert step.index("Opmerking over deze hele stap") > step.rindex('class="no-print flow remark"')
    assert step.rstrip().endswith("</div>") and whole


def test_what_is_wrong_with_a_remark_is_said_beside_it_with_what_was_typed(
    desk: Desk, asked: str
) -> None:
    browser = desk.browser(desk.world.contact)
    given = {"place": "foreword-own-1", "text": " ", "proposed": "x" * 20_001}
    answer = send(browser, f"{asked}/remarks", given, page=asked)
    assert answer.status_code == 400
    assert 'href="#text-foreword-own-1"' in answer.text
    assert "x" * 20_001 in answer.text


def test_the_secretariat_takes_a_proposal_over_and_undoes_it(
    desk: Desk, draft: str, asked: str
) -> None:
    say(desk, asked, place="foreword-own-0", text="Te stellig", proposed="Wij deden iets.")
    office = desk.browser(desk.world.secretary)
    answers = f"{asked}/answers"
    shown = page(desk, desk.world.secretary, answers)
    assert "Voorbeeld Draad B.V." in shown and "[+<ins>iets.</ins>+]" in shown
    assert answers in page(desk, desk.world.secretary, draft)  # of what stands in the way
    send(office, remark(desk), {"action": "take"}, page=answers)
    assert "Wij deden iets." in page(desk, desk.world.secretary, f"{draft}/read")
    assert "Overgenomen" in page(desk, desk.world.contact, asked)
    send(office, remark(desk), {"action": "reopen"}, page=answers)
    assert "Wij deden veel." in page(desk, desk.world.secretary, f"{draft}/read")


def test_a_refusal_without_a_reason_is_asked_for_it(desk: Desk, asked: str) -> None:
    say(desk, asked, place="", text="Mist een kaart")
    office, answers = desk.browser(desk.world.secretary), f"{asked}/answers"
    answer = send(office, remark(desk), {"action": "refuse"}, page=answers)
    assert answer.status_code == 400
    field = re.search(r'href="#(note-\w+)"', answer.text)
    assert field
    assert f'id="{field[1]}"' in answer.text
    assert "Uw antwoord" in answer.text
    send(office, remark(desk), {"action": "refuse", "note": "Volgend jaar."}, page=answers)
    assert "Volgend jaar." in page(desk, desk.world.contact, asked)


def test_after_the_round_ones_words_are_read_and_the_draft_is_not(
    desk: Desk, draft: str, asked: str
) -> None:
    say(desk, asked, place="foreword-own-0", text="Te stellig")
    assert "gesloten op" not in page(desk, desk.world.secretary, draft)
    send(desk.browser(desk.world.secretary), f"{asked}/close", page=f"{asked}/answers")
    assert "gesloten op" in page(desk, desk.world.secretary, draft)
    shown = page(desk, desk.world.contact, asked)
    assert "Te stellig" in shown and "En meer." not in shown
    page(desk, desk.world.contact, f"{asked}/file", 403)
    assert say(desk, asked, place="", text="Nog iets") == 403


def test_ones_own_remark_is_taken_back(desk: Desk, asked: str) -> None:
    say(desk, asked, place="1", text="Verspreking")
    browser = desk.browser(desk.world.contact)
    assert send(browser, f"{remark(desk)}/delete", page=asked).status_code == 303
    assert "Verspreking" not in page(desk, desk.world.contact, asked)


def test_a_round_without_anybody_or_a_day_is_not_opened(desk: Desk, draft: str) -> None:
    office = desk.browser(desk.world.secretary)
    answer = send(office, f"{draft}/rounds", {"message": "Zomaar"}, page=f"{draft}/rounds")
    assert answer.status_code == 400
    assert "Zomaar" in answer.text


def test_the_rounds_are_listed_with_how_far_they_are(desk: Desk, asked: str) -> None:
    say(desk, asked, place="", text="Mist een kaart")
    assert asked in page(desk, desk.world.contact, "/reports/rounds")
    assert "1 van 1 te beantwoorden" in page(desk, desk.world.secretary, "/reports/rounds")
    page(desk, desk.world.submitter, "/reports/rounds", 404)


def send_back(desk: Desk, asked: str, data: bytes) -> tuple[int, str]:
    given = {"file": (BytesIO(data), "concept.docx")}
    browser = desk.browser(desk.world.contact)
    answer = send(browser, f"{asked}/upload", given, page=asked)
    return answer.status_code, unescape(answer.text)


def test_a_word_file_that_comes_back_becomes_remarks_in_their_places(
    desk: Desk, asked: str
) -> None:
    file = desk.browser(desk.world.contact).get(f"{asked}/file").data
    assert b"<w:trackRevisions" in word_files.unpacked(file)["word/settings.xml"]
    changed = word_files.changed(file, rb"Wij deden veel\.", b"Wij deden heel veel.")
    assert send_back(desk, asked, changed)[0] == 303
    assert "1 opmerking is gelezen." in page(desk, desk.world.contact, asked)
    answers = page(desk, desk.world.secretary, f"{asked}/answers")
    assert "Wij deden [+<ins>heel</ins>+] veel." in " ".join(answers.split())


def test_a_file_with_a_macro_or_of_another_kind_is_refused_in_words(desk: Desk, asked: str) -> None:
    file = desk.browser(desk.world.contact).get(f"{asked}/file").data
    macro = word_files.packed({**word_files.unpacked(file), "word/vbaProject.bin": b"x"})
    for data, words in ((macro, "macro"), (b"%PDF-1.7", "geen Word-bestand"), (b"", "Word")):
        status, shown = send_back(desk, asked, data)
        assert status == 400
        assert words in shown
        assert 'href="#file"' in shown


def test_what_was_said_is_downloaded_by_the_secretariat_alone(desk: Desk, asked: str) -> None:
    say(desk, asked, place="foreword-own-0", text="=Te stellig", proposed="Wij deden iets.")
    office, answers = desk.browser(desk.world.secretary), f"{asked}/answers"
    send(office, remark(desk), {"action": "refuse", "note": "Het is zo."}, page=answers)
    assert f"{asked}/remarks.xlsx" in page(desk, desk.world.secretary, answers)
    written = office.get(f"{asked}/remarks.csv").text
    for words in ("Wij deden veel.", "'=Te stellig", "Wij deden iets.", "Voorbeeld Draad", "zo."):
        assert words in written
    (one,) = json.loads(office.get(f"{asked}/remarks.json").data)
    assert (one["party"], one["state"], one["answer"]) == (
        "Voorbeeld Draad B.V.", "refused", "Het is zo.",
    )  # fmt: skip
    assert office.get(f"{asked}/remarks.xlsx").data[:2] == b"PK"
    assert office.get(f"{asked}/remarks.exe").status_code == 404
    page(desk, desk.world.contact, f"{asked}/remarks.csv", 403)
    page(desk, desk.world.submitter, f"{asked}/remarks.csv", 404)


def test_a_round_says_what_was_asked_and_when_it_ended(desk: Desk, asked: str) -> None:
    office, pages = desk.world.secretary, (f"{asked}/answers", asked, "/reports/rounds")
    assert "Klopt dit?" in page(desk, office, f"{asked}/answers")
    with desk.working() as session:
        last, today = (
            format_date(session.query(ReportRound).one().due, "d MMMM yyyy", locale="nl"),
            clock.today(session),
        )
    assert all(last in page(desk, office, address) for address in pages)
    send(desk.browser(office), f"{asked}/close", page=f"{asked}/answers")
    for address in pages:
        shown = page(desk, office, address)
        assert f"gesloten op {format_date(today, 'd MMMM yyyy', locale='nl')}" in shown
        assert last not in shown


def test_a_round_says_what_it_leaves_out_and_is_not_closed_by_one_press(
    desk: Desk, draft: str
) -> None:
    name = desk.world.company.name
    with desk.working() as session:
        made = reports.get(session, draft.rsplit("/", 1)[1], desk.world.secretary)
        words = f"Wij deden veel.\n{name} ging voorop."
        reports.write(session, made, "foreword", words, desk.world.secretary)
        day = str(clock.today(session) + timedelta(days=7))
    who, address = desk.world.secretary, f"{draft}/rounds"
    said = "1 alinea noemt iemand en wacht op instemming"
    assert said in page(desk, who, address)
    given = {"steering": "yes", "due": day}
    sent = send(desk.browser(who), address, given, page=address)
    answers = page(desk, who, sent.location)
    assert re.search(r"<summary>De ronde eerder sluiten</summary>.*Sluit de ronde", answers, re.S)


def test_one_box_asks_every_party(desk: Desk, draft: str) -> None:
    with desk.working() as session:
        due = str(clock.today(session) + timedelta(days=7))
        every = {one.public_id for one in rounds.askable(session)}
    assert len(every) > 1
    new = f"{draft}/rounds"
    shown = page(desk, desk.world.secretary, new)
    assert f"Elke partij: {len(every)}" in shown
    given = {"everybody": "yes", "due": due}
    assert send(desk.browser(desk.world.secretary), new, given, page=new).status_code == 303
    with desk.working() as session:
        (made,) = session.query(ReportRound).all()
        assert {one.organisation.public_id for one in made.guests} == every
        assert not made.steering


def test_before_others_are_asked_it_is_said_that_the_draft_is_not_counted_again(
    desk: Desk, draft: str
) -> None:
    secretary = desk.world.secretary
    for address in (f"{draft}/rounds", f"{draft}/passages"):
        shown = page(desk, secretary, address)
        assert "kan dit concept niet meer opnieuw worden geteld" in shown
        assert "Eerst opnieuw tellen" in shown
    browser = desk.browser(secretary)
    again = {"again": draft.rsplit("/", 1)[1]}
    made = send(browser, "/reports/new", again, page=f"{draft}/rounds").location
    with desk.working() as session:
        due = str(clock.today(session) + timedelta(days=7))
    given = {"parties": desk.world.company.public_id, "due": due, "message": ""}
    assert send(browser, f"{made}/rounds", given, page=f"{made}/rounds").status_code == 303
    assert "Eerst opnieuw tellen" not in page(desk, secretary, f"{made}/passages")


def test_what_was_done_in_own_words_is_said_and_read_with_the_new_text(
    desk: Desk, draft: str, asked: str
) -> None:
    secretary, contact = desk.world.secretary, desk.world.contact
    assert say(desk, asked, place="foreword-own-1", text="Zeg ook van wie.") == 303
    answers = f"{asked}/answers"
    assert f'href="{draft}#chapter-foreword"' in page(desk, secretary, answers)
    with desk.working() as session:
        report = session.query(ReportRound).one().report
        words = "Wij deden veel.\nEn meer.\nVan leveranciers."
        reports.write(session, report, "foreword", words, secretary)
    shown = page(desk, secretary, answers)
    assert "In eigen woorden verwerkt" in shown and "Van leveranciers." in shown
    given = {"action": "work_in", "note": "Dank u."}
    assert send(desk.browser(secretary), remark(desk), given, page=answers).status_code == 303
    read = page(desk, contact, asked)
    assert "Overgenomen in eigen woorden" in read
    assert "Staat nu in de tekst:" in read and "Van leveranciers." in read


def test_who_said_nothing_is_named_and_reminded_once_a_day(desk: Desk, asked: str) -> None:
    office, address = desk.browser(desk.world.secretary), f"{asked}/answers"
    assert "Nog niets gehoord van (1)" in unescape(office.get(address).text)
    assert send(office, f"{asked}/remind", {}, page=address).status_code == 303
    shown = unescape(office.get(address).text)
    assert "herinnerd op" in shown and "kreeg vandaag al een herinnering" in shown
    assert say(desk, asked, place="foreword-own-0", text="Te stellig") == 303
    assert "Nog niets gehoord van" not in unescape(office.get(address).text)
