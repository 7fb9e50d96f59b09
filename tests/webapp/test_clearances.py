"""Passages that name somebody, through the pages: asked, answered, taken over."""

from datetime import timedelta
from html import unescape

import pytest
from flask import Flask

from tests.cast import a_company
from tests.webapp.browsing import send
from tests.webapp.desk import Desk
from workflows import clearances, clock, people, reports, rounds
from workflows.models import Person, ReportClearance
from workflows.permissions import Actor
from workflows.report_audiences import SPEAKERS
from workflows.states import ReportAction

NAMES = "Voorbeeld Draad ging voorop."


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


@pytest.fixture
def draft(desk: Desk) -> str:
    """The page of a draft that names the company, and says something else."""
    with desk.working() as session:
        world = desk.world
        period = reports.period_named("2025-2026")
        made = reports.create(session, period, "nl", world.secretary)
        reports.write(session, made, "foreword", f"Geheim.\n{NAMES}", world.secretary)
        return f"/reports/{made.public_id}"


@pytest.fixture
def asked(desk: Desk, draft: str) -> str:
    """The page on which the company answers."""
    with desk.working() as session:
        due = str(clock.today(session) + timedelta(days=7))
    company = desk.world.company.public_id
    given = {"passage": f"foreword|{NAMES}", "organisation": company, "due": due}
    page = f"{draft}/passages"
    assert send(desk.browser(desk.world.secretary), page, given, page=page).status_code == 303
    with desk.working() as session:
        return f"/reports/passages/{session.query(ReportClearance).one().public_id}"


def page(desk: Desk, who: Actor, address: str) -> str:
    answer = desk.browser(who).get(address)
    assert answer.status_code == 200
    return unescape(answer.text)


def test_the_company_sees_its_passage_alone_and_says_yes(
    desk: Desk, draft: str, asked: str
) -> None:
    contact = desk.world.contact
    assert 'href="/reports/passages"' in page(desk, contact, "/reports")
    assert asked in page(desk, contact, "/reports/passages")
    assert asked in page(desk, contact, "/work")
    shown = page(desk, contact, asked)
    assert NAMES in shown and "Geheim." not in shown
    send(desk.browser(contact), asked, {"given": "yes"}, page=asked)
    assert "Mag zo blijven staan" in page(desk, desk.world.secretary, f"{draft}/passages")


def test_other_words_are_taken_over_by_the_secretariat(desk: Desk, draft: str, asked: str) -> None:
    given = {"given": "yes", "wording": "Een bedrijf ging voorop."}
    send(desk.browser(desk.world.contact), asked, given, page=asked)
    office, passages = desk.browser(desk.world.secretary), f"{draft}/passages"
    assert "Een bedrijf ging voorop." in page(desk, desk.world.secretary, passages)
    seen = page(desk, desk.world.secretary, asked)
    assert "Hun woorden" in seen
    assert "Uw woorden" not in seen
    assert f'href="{passages}#passage-' in seen
    assert send(office, f"{asked}/take", page=passages).status_code == 303
    assert "Een bedrijf ging voorop." in page(desk, desk.world.secretary, f"{draft}/read")


def test_an_answer_is_a_task_and_is_not_shown_as_open_once_it_is_worked_in(
    desk: Desk, draft: str, asked: str
) -> None:
    given = {"given": "yes", "wording": "Een bedrijf ging voorop."}
    secretary, passages = desk.world.secretary, f"{draft}/passages"
    send(desk.browser(desk.world.contact), asked, given, page=asked)
    work = page(desk, secretary, "/work")
    assert "Antwoorden over passages" in work
    assert f'href="{passages}#passage-' in work
    send(desk.browser(secretary), f"{asked}/take", page=passages)
    assert "Antwoorden over passages" not in page(desk, secretary, "/work")
    shown = page(desk, secretary, passages).split("<tbody>")[1].split("</tbody>")[0]
    assert "Hun woorden, overgenomen." in shown
    assert NAMES not in shown


def test_words_are_declined_with_a_reason_that_the_company_reads(
    desk: Desk, draft: str, asked: str
) -> None:
    given = {"given": "yes", "wording": "Een bedrijf ging voorop."}
    office, passages = desk.browser(desk.world.secretary), f"{draft}/passages"
    send(desk.browser(desk.world.contact), asked, given, page=asked)
    wrong = send(office, f"{asked}/decline", {"why": ""}, page=passages)
    assert wrong.status_code == 400
    assert "Schrijf waarom de woorden niet worden overgenomen." in wrong.text
    send(office, f"{asked}/decline", {"why": "Dat is te vaag."}, page=passages)
    assert "Antwoorden over passages" not in page(desk, desk.world.secretary, "/work")
    shown = page(desk, desk.world.contact, asked)
    assert "Waarom: Dat is te vaag. U kunt opnieuw antwoorden." in shown
    assert "zijn niet overgenomen" in page(desk, desk.world.contact, "/notices")


def test_a_no_without_a_reason_is_asked_for_it(desk: Desk, draft: str, asked: str) -> None:
    contact = desk.browser(desk.world.contact)
    answer = send(contact, asked, {"given": "no"}, page=asked)
    assert answer.status_code == 400
    assert 'href="#reason"' in answer.text
    send(contact, asked, {"given": "no", "reason": "Dat waren wij niet."}, page=asked)
    assert "Dat waren wij niet." in page(desk, desk.world.secretary, f"{draft}/passages")
    # It stands among what must be mended, with the way there.
    assert f"{draft}/passages#passage-" in page(desk, desk.world.secretary, draft)


def test_a_question_is_taken_back_and_a_mistake_is_said(desk: Desk, draft: str, asked: str) -> None:
    office, passages = desk.browser(desk.world.secretary), f"{draft}/passages"
    answer = send(office, passages, {"passage": "foreword|Weg"}, page=passages)
    assert answer.status_code == 400
    assert send(office, f"{asked}/withdraw", page=passages).status_code == 303
    assert "Er is nog over geen passage iets gevraagd." in page(
        desk, desk.world.secretary, passages
    )


def test_the_form_has_the_first_company_that_is_named_and_was_not_asked(
    desk: Desk, draft: str
) -> None:
    shown = page(desk, desk.world.secretary, f"{draft}/passages")
    assert f'<option value="foreword|{NAMES}" selected>' in shown
    assert f'<option value="{desk.world.company.public_id}" selected>' in shown


def test_the_notice_of_an_answer_says_what_was_answered(desk: Desk, asked: str) -> None:
    contact, office = desk.browser(desk.world.contact), desk.world.secretary
    for given, said in (
        ({"given": "yes"}, "Iemand zei ja: een passage"),
        ({"given": "yes", "wording": "Anders."}, "Iemand wil andere woorden in een passage"),
        ({"given": "no", "reason": "Niet waar."}, "Iemand zei nee: een passage"),
    ):
        assert send(contact, asked, given, page=asked).status_code == 303
        assert said in page(desk, office, "/notices")


def test_a_person_is_let_stand_without_asking_and_that_is_taken_back(
    desk: Desk, draft: str
) -> None:
    passage, who = "Jan de Vries ging voorop.", desk.world.secretary
    with desk.working() as session:
        session.get_one(Person, desk.world.contact.person_id).name = "Jan de Vries"
        made = reports.get(session, draft.rsplit("/", 1)[1], who)
        reports.write(session, made, "foreword", passage, who)
    address = f"{draft}/passages"
    shown = page(desk, who, address)
    assert "Een persoon: vraag het de organisatie" in shown
    given = {"passage": f"foreword|{passage}", "stand": "yes"}
    assert send(desk.browser(who), address, given, page=address).status_code == 303
    shown = page(desk, who, address)
    assert "Wie wordt genoemd en nog niet instemde" not in shown
    assert "Neem dit terug" in shown
    again = send(desk.browser(who), address, given, page=address)
    assert (again.status_code, "noemt geen persoon" in unescape(again.text)) == (400, True)
    with desk.working() as session:
        row = session.query(ReportClearance).one().public_id
    back = f"/reports/passages/{row}/withdraw"
    assert send(desk.browser(who), back, {}, page=address).status_code == 303
    assert "Een persoon: vraag het de organisatie" in page(desk, who, address)


def test_in_a_final_report_a_person_is_let_stand_with_a_reason(desk: Desk) -> None:
    passage, who = "Jan de Vries ging voorop.", desk.world.secretary
    with desk.working() as session:
        made = reports.create(session, reports.period_named("2025-2026"), "nl", who)
        reports.write(session, made, "foreword", passage, who)
        reports.act(session, made, ReportAction.CHECK, desk.world.other_secretary)
        reports.act(session, made, ReportAction.FINALISE, who)
        session.get_one(Person, desk.world.contact.person_id).name = "Jan de Vries"
        report = f"/reports/{made.public_id}"
    address = f"{report}/passages"
    shown = page(desk, who, report)
    assert "Het rapport noemt personen (Jan de Vries)" in shown
    assert f'href="{address}"' in shown
    assert "Dit rapport is definitief" in page(desk, who, address)
    given = {"passage": f"foreword|{passage}", "stand": "yes"}
    answer = send(desk.browser(who), address, given, page=address)
    assert (answer.status_code, 'href="#reason"' in answer.text) == (400, True)
    given["reason"] = "Hij wil dat zelf."
    assert send(desk.browser(who), address, given, page=address).status_code == 303
    assert "Hij wil dat zelf." in page(desk, who, address)
    assert "Het rapport noemt personen" not in page(desk, who, report)


def test_who_did_not_answer_is_reminded_once_a_day(desk: Desk, draft: str, asked: str) -> None:
    office, address = desk.browser(desk.world.secretary), f"{draft}/passages"
    assert send(office, f"{asked}/remind", {}, page=address).status_code == 303
    shown = unescape(office.get(address).text)
    assert "Herinnerd:" in shown and "kreeg op" in shown
    assert "kreeg vandaag al een herinnering" in shown
    assert "hebt nog niet geantwoord" in page(desk, desk.world.contact, "/notices")


def test_once_answered_the_answer_stands_first_and_another_is_folded_away(
    desk: Desk, draft: str, asked: str
) -> None:
    contact = desk.world.contact
    before = page(desk, contact, asked)
    assert "U antwoordde op" not in before
    assert 'class="button button--primary"' in before.partition("<main")[2]
    send(desk.browser(contact), asked, {"given": "yes"}, page=asked)
    shown = page(desk, contact, asked).partition("<main")[2]
    assert shown.index("U antwoordde op") < shown.index("Iets anders antwoorden")
    assert shown.index("Iets anders antwoorden") < shown.index('id="yes"')
    assert 'class="button button--primary"' not in shown


def test_the_secretariat_reads_who_was_asked_and_both_read_in_which_language(
    desk: Desk, draft: str, asked: str
) -> None:
    with desk.working() as session:
        company = desk.world.company.id
        names = [one.name for one in people.with_role(session, *SPEAKERS, organisation_id=company)]
    office = page(desk, desk.world.secretary, f"{draft}/passages")
    assert f"Bericht krijgt: {', '.join(names)}." in office
    assert all(name in office.partition("<tbody>")[2] for name in names)
    for who, address in (
        (desk.world.secretary, f"{draft}/passages"),
        (desk.world.contact, "/reports/passages"),
        (desk.world.contact, asked),
    ):
        assert "Nederlands" in page(desk, who, address).partition("<main")[2]


def test_a_line_of_a_list_is_read_without_its_dash_and_keeps_it(desk: Desk, draft: str) -> None:
    with desk.working() as session:
        report = reports.get(session, draft.rpartition("/")[2], desk.world.secretary)
        reports.write(session, report, "outlook", f"- {NAMES}", desk.world.secretary)
        due = clock.today(session)
        whose = desk.world.company.public_id
        row = clearances.ask(
            session, report, "outlook", f"- {NAMES}", whose, due, desk.world.secretary
        )
        address = f"/reports/passages/{row.public_id}"
    shown = page(desk, desk.world.contact, address).partition("<main")[2]
    assert NAMES in shown and f"- {NAMES}" not in shown
    given = {"given": "yes", "wording": "Een bedrijf ging voorop."}
    send(desk.browser(desk.world.contact), address, given, page=address)
    with desk.working() as session:
        row = clearances.get(session, address.rpartition("/")[2], desk.world.secretary)
        assert row.wording == "- Een bedrijf ging voorop."
    send(desk.browser(desk.world.contact), address, given | {"wording": NAMES}, page=address)
    with desk.working() as session:
        row = clearances.get(session, address.rpartition("/")[2], desk.world.secretary)
        assert (row.given, row.wording) == (True, "")


def test_what_stands_around_a_passage_is_read_where_a_round_shows_it(
    desk: Desk, draft: str, asked: str
) -> None:
    assert "Geheim." in page(desk, desk.world.secretary, asked)
    assert "Geheim." not in page(desk, desk.world.contact, asked)
    with desk.working() as session:
        office = desk.world.secretary
        report = reports.get(session, draft.rpartition("/")[2], office)
        rounds.start(
            session,
            report,
            office,
            parties=[desk.world.company.public_id],
            steering=False,
            due=clock.today(session) + timedelta(days=7),
        )
    assert "Geheim." in page(desk, desk.world.contact, asked)
    with desk.working() as session:
        report = reports.get(session, draft.rpartition("/")[2], office)
        reports.write(session, report, "foreword", f"Later.\n{NAMES}\nErna.", office)
    shown = page(desk, desk.world.contact, asked)
    assert "Later." not in shown and "Erna." not in shown


def test_one_question_asks_about_every_passage_in_both_languages_and_the_tasks_tell_them_apart(
    desk: Desk, draft: str
) -> None:
    secretary, contact = desk.world.secretary, desk.world.contact
    with desk.working() as session:
        report = reports.get(session, draft.rpartition("/")[2], secretary)
        words = "Voorbeeld Draad went ahead."
        reports.write(session, report, "foreword", words, secretary, language="en")
        due = str(clock.today(session) + timedelta(days=7))
    passages = f"{draft}/passages"
    assert "in beide talen" in page(desk, secretary, passages)
    given = {"passage": "every", "organisation": desk.world.company.public_id, "due": due}
    office = desk.browser(secretary)
    assert send(office, passages, given, page=passages).status_code == 303
    with desk.working() as session:
        rows = session.query(ReportClearance).all()
        assert {(row.language, row.text) for row in rows} == {("nl", NAMES), ("en", words)}
    work = page(desk, contact, "/work")
    assert "(Nederlands)" in work and "(Engels)" in work
    again = send(office, passages, given, page=passages)
    assert again.status_code == 400
    assert "waarover zij nog niet zijn gevraagd" in unescape(again.text)


def test_a_draft_says_whose_turn_it_is_with_a_passage(desk: Desk, draft: str, asked: str) -> None:
    secretary = desk.world.secretary
    assert "Wie genoemd wordt, antwoordt" in page(desk, secretary, draft)
    given = {"given": "yes", "wording": "Een bedrijf ging voorop."}
    send(desk.browser(desk.world.contact), asked, given, page=asked)
    shown = page(desk, secretary, draft)
    assert "Wie genoemd wordt, antwoordt" not in shown
    assert "Het is uw beurt" in shown


def test_a_word_that_may_be_a_name_is_asked_about_and_the_answer_is_kept(
    desk: Desk, draft: str
) -> None:
    who = desk.world.secretary
    with desk.working() as session:
        a_company(session, "Hoekstra Metaal B.V.")
        made = reports.get(session, draft.rsplit("/", 1)[1], who)
        reports.write(session, made, "foreword", "Bij Hoekstra in het dorp ging het goed.", who)
    assert "U schrijft “Hoekstra”" in page(desk, who, draft)
    address = f"{draft}/passages"
    assert "wordt Hoekstra Metaal B.V. bedoeld?" in page(desk, who, address)
    given = {"words": "Hoekstra", "name": "Hoekstra Metaal B.V.", "meant": "no"}
    assert send(desk.browser(who), address, given, page=address).status_code == 303
    assert "“Hoekstra” is niet Hoekstra Metaal B.V." in page(desk, who, address)
    assert "U schrijft “Hoekstra”" not in page(desk, who, draft)
    assert (
        send(desk.browser(who), address, given | {"meant": "yes"}, page=address).status_code == 303
    )
    assert "U schrijft “Hoekstra”" in page(desk, who, draft)
