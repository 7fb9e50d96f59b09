"""What the assembly decided on a final report: put down by its makers, read by its readers."""

from datetime import date

import pytest

from tests.yearly import a_year
from workflows import report_decisions, reports
from workflows.errors import Invalid, NotAllowed
from workflows.report_kinds import ReportKind
from workflows.states import ReportAction as A

DAY = date(2026, 1, 31)


@pytest.fixture
def final(session, world):
    made = reports.create(session, reports.period_named("2024-2025"), "nl", world.secretary)
    reports.act(session, made, A.CHECK, world.other_secretary)
    return reports.act(session, made, A.FINALISE, world.secretary)


def test_what_was_decided_stands_with_its_day_the_newest_line_first(session, world, final):
    report_decisions.note(session, final, DAY, " Vastgesteld. ", world.secretary)
    report_decisions.note(session, final, DAY, "Met een wijziging.", world.other_secretary)
    said = [(one.day, one.text) for one in report_decisions.of(session, final)]
    assert said == [(DAY, "Met een wijziging."), (DAY, "Vastgesteld.")]


def test_a_decision_has_words_and_a_day_that_has_come(session, world, final):
    for day in (None, date(2099, 1, 1)):
        with pytest.raises(Invalid, match="day of the assembly"):
            report_decisions.note(session, final, day, "Vastgesteld.", world.secretary)
    with pytest.raises(Invalid, match="what the assembly decided"):
        report_decisions.note(session, final, DAY, " ", world.secretary)
    assert report_decisions.of(session, final) == []


def test_the_assembly_decides_on_no_draft_and_on_no_report_of_a_company(session, world, final):
    draft = reports.create(session, reports.period_named("2023-2024"), "nl", world.secretary)
    year = a_year(session, world.submitter)
    own = reports.create_of_year(session, year, ReportKind.MEMBER, "nl", world.submitter)
    for report, who in ((draft, world.secretary), (own, world.submitter), (final, world.chair)):
        with pytest.raises(NotAllowed):
            report_decisions.note(session, report, DAY, "Vastgesteld.", who)
