"""Years of companies: opened once each, and seen by the company and the secretariat alone."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from tests.cast import a_company, a_person
from tests.yearly import a_year
from workflows import events, organisations, settings, years
from workflows.errors import Conflict, NotFound
from workflows.models import MemberYear
from workflows.states import OrganisationKind, Role


def test_a_year_has_six_steps_that_nobody_began(session, world):
    year = a_year(session, world.submitter)
    assert [step.number for step in year.steps] == [1, 2, 3, 4, 5, 6]
    assert {step.state for step in year.steps} == {"not_started"}
    assert (year.starts, year.instrument) == (2025, "2024")


@pytest.mark.parametrize(
    ("day", "starts"), [((2026, 6, 30), 2025), ((2026, 7, 1), 2026), ((2026, 12, 31), 2026)]
)
def test_a_year_of_the_agreement_begins_in_july(session, clock, day, starts):
    clock.at = datetime(*day, 12, tzinfo=UTC)
    assert years.current(session) == starts


@pytest.mark.parametrize(
    ("months", "due"),
    [("6", date(2025, 12, 31)), ("1", date(2025, 7, 31)), ("12", date(2026, 6, 30))],
)
def test_the_last_day_to_send_in_is_a_setting(session, world, months, due):
    settings.put(session, "years.months", months, None)
    assert {step.due for step in a_year(session, world.submitter).steps} == {due}


def test_a_year_is_opened_once(session, world):
    a_year(session, world.submitter)
    with pytest.raises(Conflict):
        a_year(session, world.contact)


def test_the_office_opens_the_year_of_everybody_who_takes_part_and_of_nobody_twice(
    session, world, clock
):
    a_year(session, world.submitter)
    left = a_company(session, "Vertrokken Metaal B.V.")
    left.standings[0].to_date = clock.at.date()
    years.open_all(session)
    years.open_all(session)
    whose = session.scalars(select(MemberYear.organisation_id)).all()
    assert sorted(whose) == sorted((world.company.id, world.rival.id))


def test_the_next_year_is_opened_when_it_comes(session, world, clock):
    years.open_all(session)
    clock.at = datetime(2026, 7, 1, 9, tzinfo=UTC)
    years.open_all(session)
    starts = [year.starts for year in years.of(session, world.company)]
    assert starts == [2026, 2025]
    newest, older = years.of(session, world.company)
    assert years.before(session, newest) is older
    assert (newest.instrument, older.instrument) == ("2026", "2024")


def test_only_the_company_and_the_secretariat_see_a_year(session, world):
    year = a_year(session, world.submitter)
    may = {"submitter", "contact", "secretary", "other_secretary"}
    for name, actor in world.everybody.items():
        if name in may:
            assert years.get(session, year.public_id, actor) is year
        else:
            with pytest.raises(NotFound):
                years.get(session, year.public_id, actor)


def test_nobody_opens_the_year_of_another_company(session, world):
    for actor in (world.competitor, world.reader, world.member, world.administrator):
        with pytest.raises(NotFound):
            years.begin(session, world.company.public_id, actor)
    assert session.scalar(select(func.count()).select_from(MemberYear)) == 0


def test_who_works_for_the_company_does_not_stand_as_the_secretariat(session, world):
    year = a_year(session, world.submitter)
    both = a_person(session, world.secretary.email, Role.EXPERT, world.company)
    assert years.standing(both, year) == frozenset()
    assert years.standing(world.secretary, year) == {"secretariat"}


def test_the_log_says_of_which_company_each_step_was_opened(session, world):
    year = a_year(session, world.submitter)
    (opened,) = events.history(session, "step", year.steps[0].public_id)
    assert (opened.action, opened.organisation_id) == ("open", world.company.id)


def test_an_association_has_no_year(session, world):
    organisations.add(session, "Vereniging Verzinsel", OrganisationKind.ASSOCIATION)
    names = [one.name for one in years.companies(session, world.secretary)]
    assert names == sorted([world.company.name, world.rival.name])
