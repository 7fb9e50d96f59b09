"""Persons that are named in a report's own texts: pointed out, and never in the way."""

import pytest

from tests.cast import a_person
from tests.yearly import a_year
from workflows import clearances, clock, report_checks, report_persons, reports
from workflows.models import Person, PlanAction
from workflows.report_kinds import ReportKind
from workflows.states import ReportAction, Role


@pytest.fixture
def draft(session, world):
    session.get_one(Person, world.contact.person_id).name = "Jan de Vries"
    session.get_one(Person, world.chair.person_id).name = "Secretariaat"
    return reports.create(session, reports.period_named("2025-2026"), "nl", world.secretary)


def named(session, report):
    return [name for _row, names in report_persons.named(session, report) for name in names]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Jan de Vries ging voorop.", ["Jan de Vries"]),
        ("Mevrouw De Vries en de heer de Vries.", ["Mevrouw De Vries", "de heer de Vries"]),
        ("Het secretariaat bezocht De Vries.", []),
        ("Janna de Vriesma deed mee.", []),
    ],
)
def test_a_name_counts_in_full_or_after_a_form_of_address(session, world, draft, text, found):
    reports.write(session, draft, "2", text, world.secretary)
    assert named(session, draft) == found


def test_it_is_asked_about_at_its_text_and_stops_nothing(session, world, draft):
    reports.write(session, draft, "2", "We thank Jan de Vries.", world.secretary, language="en")
    (check,) = [
        one for one in report_checks.of(session, draft) if one.values.get("names") == "Jan de Vries"
    ]
    passages, *texts = check.places  # where one asks, and the text
    assert passages is draft
    assert [(row.chapter, row.language) for row in texts] == [("2", "en")]
    reports.act(session, draft, ReportAction.CHECK, world.other_secretary)
    reports.act(session, draft, ReportAction.FINALISE, world.secretary)


def test_a_passage_that_was_agreed_to_is_not_asked_about_again(session, world, draft):
    passage = "Jan de Vries ging voorop."
    reports.write(session, draft, "2", passage, world.secretary)
    company, day = world.company.public_id, clock.today(session)
    row = clearances.ask(session, draft, "2", passage, company, day, world.secretary)
    assert named(session, draft) == ["Jan de Vries"]
    clearances.answer(session, row, True, world.contact)
    assert named(session, draft) == []


def test_a_company_is_told_of_its_own_people_and_owners_alone(session, world):
    year = a_year(session, world.contact)
    session.get_one(Person, world.contact.person_id).name = "Jan de Vries"
    a_person(session, "iemand@elders.example", Role.CONTACT, world.rival)
    stranger = session.query(Person).filter_by(email="iemand@elders.example").one()
    stranger.name = "Piet Elders"
    session.add(PlanAction(year=year, step=2, text="Vragen stellen", owner="Eva Bos", result=""))
    session.flush()
    report = reports.create_of_year(session, year, ReportKind.MEMBER, "nl", world.contact)
    text = "Jan de Vries, Eva Bos en Piet Elders."
    reports.write(session, report, "2", text, world.contact)
    assert named(session, report) == ["Jan de Vries", "Eva Bos"]
    year_of_all = reports.create(session, reports.period_named("2025-2026"), "nl", world.secretary)
    reports.write(session, year_of_all, "2", text, world.secretary)
    assert named(session, year_of_all) == ["Jan de Vries", "Eva Bos", "Piet Elders"]
