"""My work: each role finds what waits for it, and nothing of what waits for others."""

import re
from datetime import timedelta
from html import unescape

import pytest
from flask import Flask

from tests.cast import a_document, a_reading, a_record
from tests.webapp.desk import Desk
from tests.yearly import a_year, signed
from workflows import clock, deciding, items
from workflows.states import ItemAction
from workflows.verdicts import Verdict


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


def plate(desk, who):
    return desk.browser(who).get("/work").text


def test_nothing_to_do_is_said_kindly(desk):
    for who in (desk.world.contact, desk.world.administrator, desk.world.supporter):
        page = plate(desk, who)
        assert "U bent bij." in page
        assert "Nu te doen" not in page


def test_a_reader_finds_documents_to_read_and_second_readings(desk):
    world = desk.world
    desk.finding()
    with desk.working() as session:
        a_document(session, desk.store, world.company, world.submitter, a_reading(a_record()))
    page = plate(desk, world.reader)
    assert "Documenten om te lezen" in page
    assert "1 item" in page
    assert "Documenten om te lezen" not in plate(desk, world.secretary)


def test_documents_to_read_are_those_of_the_queue_in_its_order_with_its_days_and_counts(desk):
    world, names = desk.world, ("eerst", "morgen", "laat", "tweemaal")
    with desk.working() as session:
        papers = {}
        for name in names:
            reading = a_reading(a_record(f"{name} A"), a_record(f"{name} B"))
            paper = a_document(session, desk.store, world.company, world.submitter, reading)
            papers[name], paper.title = paper, name
        today = clock.today(session)
        papers["eerst"].due = today + timedelta(days=30)
        papers["morgen"].due = today + timedelta(days=1)
        papers["laat"].due = today  # promised before today
        papers["tweemaal"].due = today + timedelta(days=2)
        # One item of it waits for a first reading, the other one for the reader's second.
        item = items.of_document(session, papers["tweemaal"])[0]
        deciding.decide(session, item, Verdict(ItemAction.APPROVE), world.other_reader)
    mine = plate(desk, world.reader)
    queue = unescape(desk.browser(world.reader).get("/review").text)
    ordered = ["laat", "morgen", "tweemaal", "eerst"]
    assert re.findall(rf">({'|'.join(names)})<", queue) == ordered
    assert re.findall(rf">({'|'.join(names)})<", mine) == ordered
    assert "Tweede beoordelingen" not in mine
    rows = {name: mine.partition(f">{name}<")[2].partition("</li>")[0] for name in names}
    assert all("2 items" in row for row in rows.values())
    assert [name for name in names if "Te laat" in rows[name]] == ["laat"]
    assert "beloofd vóór" in rows["morgen"]


def test_a_verdict_that_waits_is_a_second_reading_for_the_other_reader(desk):
    world = desk.world
    with desk.working() as session:
        reading = a_reading(a_record())
        document = a_document(session, desk.store, world.company, world.submitter, reading)
        (item,) = items.of_document(session, document)
        deciding.decide(session, item, Verdict(ItemAction.APPROVE), world.reader)
    assert "Tweede beoordelingen" in plate(desk, world.other_reader)
    mine = plate(desk, world.reader)
    assert "Tweede beoordelingen" not in mine
    assert "Wacht op anderen" in mine


def test_a_question_is_the_companys_to_answer_and_the_askers_to_wait_for(desk):
    world = desk.world
    asked = {"note": "Welke leverancier?", "due": "2026-12-01"}
    desk.finding(desk.assigned(), ("ask", world.reader, asked))
    assert "Vragen om te beantwoorden" in plate(desk, world.contact)
    page = plate(desk, world.secretary)
    assert "Vragen om te beantwoorden" not in page
    assert "Vragen die het bedrijf beantwoordt" in page
    assert "U bent bij." in plate(desk, world.competitor)


def test_what_others_do_says_on_its_heading_how_much_is_late(desk):
    world = desk.world
    asked = {"note": "Welke leverancier?", "due": "2026-11-01"}
    desk.finding(desk.assigned(), ("ask", world.reader, asked))
    section = plate(desk, world.secretary).partition("Wacht op anderen <span")[2]
    assert "1 te laat" in section.partition("</h2>")[0]
    assert "Herinneringen gaan vanzelf: 30, 7 en 1 dag vóór de dag" in section


def test_a_measure_that_is_due_says_it_is_late(desk):
    world = desk.world
    plan = {"text": "Andere smelter zoeken", "owner": "Inkoop", "due": "2026-11-01"}
    later = {**plan, "due": "2026-12-31"}
    plans = [("plan", world.contact, one) for one in (plan, later)]
    desk.finding(desk.assigned(), desk.assessed(), *plans)
    page = plate(desk, world.contact)
    assert "Andere smelter zoeken" in page
    assert "Te laat" in page
    assert "de bevinding moet klaar zijn op 31 december 2026" in page


def test_who_added_the_evidence_is_not_asked_to_verify_it(desk):
    world = desk.world
    plan = {"text": "Stoppen", "owner": "Inkoop", "due": "2026-12-24"}
    desk.finding(
        desk.assigned(),
        desk.assessed(),
        ("plan", world.secretary, plan),
        ("start", world.secretary, {}),
        ("add_evidence", world.secretary, {"note": "Gezien"}),
        ("submit", world.secretary, {}),
    )
    assert "Maatregelen om te verifiëren" not in plate(desk, world.secretary)
    assert "Maatregelen om te verifiëren" in plate(desk, world.reader)


def test_the_secretariat_reads_what_is_given_to_whom(desk):
    world = desk.world
    assert "Eerst wat van u is (“gegeven aan u”)" not in plate(desk, world.secretary)
    desk.finding()
    assert "Wat te doen is, is van het hele secretariaat" in plate(desk, world.secretary)
    for who in (world.secretary, world.other_secretary):
        desk.finding(("assign", world.secretary, {"person": who.email, "due": "2026-12-24"}))
    page = plate(desk, world.secretary)
    assert "Eerst wat van u is (“gegeven aan u”)" in page
    assert page.count(" · gegeven aan u · ") == 1
    assert " · van het hele secretariaat" in page
    assert "gegeven aan u" not in plate(desk, world.contact)


def test_a_step_says_how_long_it_waits(desk):
    world = desk.world
    with desk.working() as session:
        a_step = a_year(session, world.submitter).steps[0]
        signed(session, a_step, world.submitter, world.contact)
    assert "wacht sinds 22 november 2026" in plate(desk, world.secretary)


def test_what_has_no_day_says_since_when_it_waits(desk):
    world = desk.world
    with desk.working() as session:
        reading = a_reading(refused="needs_password")
        a_document(session, desk.store, world.company, world.submitter, reading)
    assert "wacht sinds 22 november 2026" in plate(desk, world.contact)


def test_a_refused_document_is_on_the_companys_plate(desk):
    world = desk.world
    with desk.working() as session:
        reading = a_reading(refused="needs_password")
        a_document(session, desk.store, world.company, world.submitter, reading)
    assert "Documenten die niet te lezen waren" in plate(desk, world.contact)
    assert "Documenten die niet te lezen waren" not in plate(desk, world.competitor)


def test_the_next_due_date_is_told_when_there_is_nothing_to_do(desk):
    given = {"person": desk.world.reader.email, "due": "2026-12-24"}
    desk.finding(("assign", desk.world.secretary, given))
    page = plate(desk, desk.world.contact)
    assert "U bent bij." in page
    assert "24 december 2026" in page


def test_steps_of_the_year_lie_with_who_can_do_something(desk):
    world = desk.world
    with desk.working() as session:
        year = a_year(session, world.submitter)
        step = signed(session, year.steps[0], world.submitter, world.contact)
        step_id = step.public_id
    office = unescape(desk.browser(world.secretary).get("/work").text)
    assert "Stappen van bedrijven om te beoordelen" in office
    assert f'href="/years/steps/{step_id}"' in office
    assert "Voorbeeld Draad B.V., 2026–2027" in office
    company = unescape(desk.browser(world.submitter).get("/work").text)
    assert "Stappen die het secretariaat leest" in company
    listed = desk.browser(world.secretary).get("/work/steps_to_assess")
    assert f'href="/years/steps/{step_id}"' in listed.text


def test_what_is_late_stands_before_what_has_no_day(desk):
    world = desk.world
    plan = {"text": "Andere smelter zoeken", "owner": "Inkoop", "due": "2026-11-01"}
    desk.finding(desk.assigned(), desk.assessed(), ("plan", world.contact, plan))
    with desk.working() as session:
        reading = a_reading(refused="needs_password")
        a_document(session, desk.store, world.company, world.submitter, reading)
    page = plate(desk, world.contact)
    assert re.findall(r'<h2[^>]*>([^<]+) <span class="heading__count">\((\d+)\)', page) == [
        ("Te laat", "1"),
        ("Zonder datum", "1"),
        ("Goed om te weten", "1"),
    ]
    late, without = page.index("Andere smelter zoeken"), page.index("niet te lezen waren")
    assert page.index('id="group-1"') < late < page.index('id="group-2"') < without


def test_where_nothing_has_a_day_it_is_simply_to_do_now(desk):
    with desk.working() as session:
        reading = a_reading(a_record())
        world = desk.world
        paper = a_document(session, desk.store, world.company, world.submitter, reading)
        paper.due = None
    page = plate(desk, desk.world.reader)
    assert "Nu te doen" in page
    assert "Zonder datum" not in page


def test_a_contested_finding_waits_for_the_day_of_its_judgement_everywhere(desk):
    world = desk.world
    given = {"person": world.reader.email, "due": "2026-11-01"}
    contest = ("contest", world.contact, {"note": "Wij kopen daar niet."})
    found = desk.finding(("assign", world.secretary, given), desk.assessed(), contest)
    client = desk.browser(world.other_reader)
    for address in ("/work", f"/findings/{found}"):
        page = client.get(address).text
        assert "voor 6 december 2026" in page
        assert "voor 1 november 2026" not in page
    listed = client.get("/findings").text
    assert "6 december 2026" in listed
    assert "1 november 2026" not in listed
    assert found not in client.get("/findings?due=overdue").text
    assert found in client.get("/findings?due=soon").text
