"""The pages of the six steps: a year as tasks, a step to fill in and sign, the office's list."""

from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from flask import Flask
from flask_babel import force_locale, gettext

from tests.cast import a_document
from tests.webapp.browsing import send
from tests.webapp.conftest import Moment
from tests.webapp.desk import Desk
from tests.yearly import a_year, answered, signed
from webapp import year_words
from workflows import instruments
from workflows.instruments import Band
from workflows.maturity_questions import EDITIONS
from workflows.models import YearStep
from workflows.permissions import Actor
from workflows.states import StepState
from workflows.transitions import STEPS


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


@pytest.fixture
def year(desk: Desk) -> str:
    """The public id of the company's running year."""
    with desk.working() as session:
        return a_year(session, desk.world.submitter).public_id


@pytest.fixture
def first(desk: Desk, year: str) -> str:
    """The public id of its first step."""
    with desk.working() as session:
        return session.query(YearStep).filter_by(number=1).one().public_id


def page(desk: Desk, who: Actor, address: str) -> str:
    return unescape(desk.browser(who).get(address).text)


def filled(desk: Desk, level: str = "3", **more: str) -> dict[str, str]:
    """A form with every question of the first step answered."""
    keys = [one.key for one in instruments.of_step("2026", 1)]
    return {f"level-{key}": level for key in keys} | more


def save(desk: Desk, who: Actor, step_id: str, fields: dict[str, str], version: int = 1):
    address = f"/years/steps/{step_id}"
    return send(desk.browser(who), address, {"seen": version, **fields}, page=address)


def test_a_company_without_a_year_begins_one(desk: Desk) -> None:
    browser = desk.browser(desk.world.submitter)
    assert "is nog niet geopend" in browser.get("/years").text
    company = desk.world.company.public_id
    answer = send(browser, "/years/begin", {"company": company}, page="/years")
    assert answer.status_code == 303
    shown = page(desk, desk.world.submitter, answer.location)
    assert "De zes stappen van 2026–2027" in shown
    assert shown.count("Niet begonnen") == 6
    assert browser.get("/years").location == answer.location


def test_who_has_no_company_has_no_such_page(desk: Desk) -> None:
    for who in (desk.world.reader, desk.world.member, desk.world.chair):
        assert desk.browser(who).get("/years").status_code == 404


def test_a_step_is_saved_half_and_says_what_is_left(desk: Desk, year: str, first: str) -> None:
    world = desk.world
    form = {"level-policy": "2", "note-policy": "Vastgesteld in mei."}
    assert save(desk, world.submitter, first, form).status_code == 303
    assert "Vastgesteld in mei." in page(desk, world.submitter, f"/years/steps/{first}")
    shown = page(desk, world.submitter, f"/years/{year}")
    assert "1 van 5 beantwoord" in shown
    assert "Wordt ingevuld" in shown


def test_signing_names_each_question_that_is_left_and_keeps_the_others(
    desk: Desk, first: str
) -> None:
    contact = desk.world.contact
    form = {"level-policy": "2", "level-board": "none", "then": "sign"}
    answer = save(desk, contact, first, form)
    assert answer.status_code == 400
    text = unescape(answer.text)
    assert 'href="#note-board"' in text
    assert 'href="#level-buyers"' in text
    assert 'href="#level-policy"' not in text
    with desk.working() as session:
        row = session.query(YearStep).filter_by(public_id=first).one()
        assert row.state is StepState.IN_PROGRESS
        assert {one.question for one in row.answers} == {"policy", "board"}


def test_a_contact_person_saves_and_signs_at_once(desk: Desk, first: str) -> None:
    answer = save(desk, desk.world.contact, first, filled(desk, then="sign"))
    assert answer.status_code == 303
    shown = page(desk, desk.world.contact, f"/years/steps/{first}")
    assert "De stap is nu: Ingestuurd" in shown
    assert "75%" in shown
    assert "Terughalen" in shown
    assert "Bewaren" not in shown


def test_who_fills_in_has_no_button_to_sign(desk: Desk, first: str) -> None:
    shown = page(desk, desk.world.submitter, f"/years/steps/{first}")
    assert "Bewaren, ondertekenen" not in shown
    assert "Een contactpersoon van uw bedrijf ondertekent" in shown


def test_what_a_colleague_saved_meanwhile_is_shown_and_nothing_typed_is_lost(
    desk: Desk, first: str
) -> None:
    world = desk.world
    save(desk, world.contact, first, {"level-policy": "0"})
    answer = save(desk, world.submitter, first, {"level-policy": "4", "note-policy": "Van mij."})
    assert answer.status_code == 409
    text = unescape(answer.text)
    assert "Van mij." in text
    assert "Intussen bewaard door" in text
    assert 'name="level-policy" value="4" checked' in text
    assert 'name="seen" value="2"' in text


def test_the_secretariat_sends_back_and_its_words_stand_on_the_page(desk: Desk, first: str) -> None:
    world = desk.world
    with desk.working() as session:
        row = session.query(YearStep).filter_by(public_id=first).one()
        signed(session, row, world.submitter, world.contact)
        version = row.version
    address = f"/years/steps/{first}"
    browser = desk.browser(world.secretary)
    act = f"{address}/act"
    empty = send(browser, act, {"action": "return", "seen": version, "note": ""}, page=address)
    assert empty.status_code == 400
    assert 'href="#return-note"' in empty.text
    words = {"action": "return", "seen": version, "note": "Welk bestuur?"}
    assert send(browser, act, words, page=address).status_code == 303
    shown = page(desk, world.submitter, address)
    assert "Welk bestuur?" in shown
    assert "Teruggestuurd" in shown
    assert "Bewaren" in shown


def test_the_office_finds_what_waits_and_companies_do_not(desk: Desk, first: str) -> None:
    world = desk.world
    with desk.working() as session:
        row = session.query(YearStep).filter_by(public_id=first).one()
        signed(session, row, world.submitter, world.contact)
    shown = page(desk, world.secretary, "/years")
    assert world.company.name in shown
    assert world.rival.name in shown
    narrowed = page(desk, world.secretary, "/years?waits=to_assess")
    assert world.company.name in narrowed
    assert world.rival.name not in narrowed
    assert world.rival.name in page(desk, world.secretary, "/years?waits=not_begun")
    assert "Geen bedrijf past" in page(desk, world.secretary, "/years?waits=accepted")
    own = page(desk, world.competitor, "/years")
    assert world.company.name not in own


def test_a_step_that_is_late_is_said_to_be(desk: Desk, year: str, moment: Moment) -> None:
    moment.passes(days=60)
    assert page(desk, desk.world.submitter, f"/years/{year}").count("Te laat") == 6
    assert desk.world.company.name in page(desk, desk.world.secretary, "/years?waits=late")


@pytest.mark.parametrize(
    ("ago", "said"), [(365, "niet te vergelijken"), (None, "Er is een score als")]
)
def test_scores_of_two_editions_stand_beside_each_other_and_are_not_subtracted(
    desk: Desk, moment: Moment, ago: int | None, said: str
) -> None:
    world, now = desk.world, moment.at
    for back in (ago, 0):
        moment.at = now - timedelta(days=back or 0)
        with desk.working() as session:
            if back is None:
                continue
            year = a_year(session, world.submitter)
            for step in year.steps if ago else ():
                answered(session, step, world.submitter, level=3 if back else 2)
            address = f"/years/{year.public_id}"
    shown = page(desk, world.submitter, address)
    assert said in shown
    assert ("75%, gevorderd (vragen van 2024)" in shown) is (ago is not None)
    assert ("50%, op orde (vragen van 2026)" in shown) is (ago is not None)


def test_scores_of_one_edition_are_compared(desk: Desk, moment: Moment) -> None:
    world = desk.world
    moment.at = datetime(2026, 11, 22, 12, tzinfo=UTC)
    for level in (2, 3):
        with desk.working() as session:
            year = a_year(session, world.submitter)
            for step in year.steps:
                answered(session, step, world.submitter, level)
            address = f"/years/{year.public_id}"
        moment.passes(days=365)
    assert "25 punten hoger dan het jaar ervoor" in page(desk, world.submitter, address)


def test_last_years_answers_are_marked_until_they_are_confirmed(desk: Desk, moment: Moment) -> None:
    world, now = desk.world, moment.at
    moment.at = now - timedelta(days=365)
    with desk.working() as session:
        answered(session, a_year(session, world.submitter).steps[0], world.submitter, level=3)
    moment.at = now
    with desk.working() as session:
        year = a_year(session, world.submitter)
        address = f"/years/{year.public_id}"
        first = year.steps[0].public_id
    assert "4 antwoorden van vorig jaar te bevestigen" in page(desk, world.submitter, address)
    shown = page(desk, world.submitter, f"/years/steps/{first}")
    assert shown.count("Overgenomen van vorig jaar") == 4
    assert save(desk, world.submitter, first, filled(desk)).status_code == 303
    # Saving the page says nothing of what was not looked at; what is new counts.
    assert "1 van 5 beantwoord" in page(desk, world.submitter, address)
    answer = save(desk, world.contact, first, filled(desk, then="sign"), version=2)
    assert 'href="#still-policy"' in answer.text
    held = {f"still-{key}": "yes" for key in ("policy", "board", "buyers", "contracts")}
    save(desk, world.contact, first, filled(desk, then="sign", **held), version=3)
    assert "Ingestuurd" in page(desk, world.submitter, f"/years/steps/{first}")


def test_a_document_of_ones_own_shows_an_answer(desk: Desk, first: str) -> None:
    world = desk.world
    with desk.working() as session:
        row = a_document(session, desk.store, world.company, world.submitter)
        foreign = a_document(session, desk.store, world.rival, world.competitor)
        mine, theirs = row.public_id, foreign.public_id
    shown = page(desk, world.submitter, f"/years/steps/{first}")
    assert mine in shown
    assert theirs not in shown
    form = {"level-policy": "2", "docs-policy": theirs}
    assert save(desk, world.submitter, first, form).status_code == 400
    form["docs-policy"] = mine
    assert save(desk, world.contact, first, filled(desk, then="sign") | form).status_code == 303
    assert f'href="/documents/{mine}"' in page(desk, world.secretary, f"/years/steps/{first}")


def test_more_time_is_asked_for_and_given(desk: Desk, year: str, first: str) -> None:
    world = desk.world
    address = f"/years/steps/{first}"
    asked = {"action": "ask_time", "seen": 1, "due": "2027-01-31", "note": "Ziekte."}
    browser = desk.browser(world.submitter)
    late = send(browser, f"{address}/act", asked | {"due": "2026-01-01"}, page=address)
    assert late.status_code == 400
    assert 'href="#ask_time-due"' in late.text
    assert "Ziekte." in late.text
    assert send(browser, f"{address}/act", asked, page=address).status_code == 303
    assert "Er is om meer tijd gevraagd" in page(desk, world.secretary, f"/years/{year}")
    shown = page(desk, world.secretary, address)
    assert "Het bedrijf vraagt om meer tijd, tot 31 januari 2027" in shown
    assert 'value="2027-01-31"' in shown
    given = {"action": "extend", "seen": 2, "due": "2027-01-31", "note": "Goed."}
    send(desk.browser(world.secretary), f"{address}/act", given, page=address)
    assert "voor 31 januari 2027" in page(desk, world.submitter, address)


def test_a_contact_person_lets_a_colleague_sign(desk: Desk, year: str, first: str) -> None:
    world = desk.world
    address = f"/years/{year}"
    browser = desk.browser(world.contact)
    form = {"person": world.submitter.email, "until": "2020-01-01"}
    refused = send(browser, f"{address}/stand-in", form, page=address)
    assert refused.status_code == 400
    assert "vandaag of later" in refused.text
    form["until"] = "2026-12-31"
    assert send(browser, f"{address}/stand-in", form, page=address).status_code == 303
    assert "tot en met 31 december 2026" in page(desk, world.submitter, address)
    assert save(desk, world.submitter, first, filled(desk, then="sign")).status_code == 303
    own = desk.browser(world.submitter)
    assert send(own, f"{address}/stand-in", form, page=address).status_code == 403


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_word_of_a_year_is_there(app: Flask, language: str) -> None:
    with app.test_request_context("/"), force_locale(language):
        assert all(year_words.band(one) for one in Band)
        assert all(year_words.level(one) for one in instruments.LEVELS)
        assert all(year_words.state(one) != one for one in StepState)
        assert all(year_words.action(one) != one for one in STEPS.action_titles)
        assert all(year_words.waits(one) for one in year_words.WAITS)
        for edition in EDITIONS:
            for question in edition.questions:
                same = gettext(question.text) == question.text
                assert same is (language == "en")
