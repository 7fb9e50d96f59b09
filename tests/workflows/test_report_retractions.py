"""A published report that is withdrawn, and which one of two of the same days counts."""

from io import BytesIO

import pytest
from docx import Document as Word

from tests.cast import a_world
from workflows import aggregates, report_checks, report_numbers, reports
from workflows.errors import Invalid, NotAllowed, NotFound
from workflows.states import ReportAction, ReportState


@pytest.fixture
def world(session):
    world = a_world(session)
    session.commit()
    return world


@pytest.fixture
def publish(session, world):
    def publish(period="2024-2025"):
        made = reports.create(session, reports.period_named(period), "nl", world.secretary)
        reports.act(session, made, ReportAction.CHECK, world.other_secretary)
        reports.act(session, made, ReportAction.FINALISE, world.secretary)
        return reports.act(
            session, made, ReportAction.PUBLISH, world.secretary, audience="assembly"
        )

    return publish


def retract(session, report, who, note="Een cijfer klopte niet."):
    return reports.act(session, report, ReportAction.RETRACT, who, note=note)


def test_a_published_report_is_withdrawn_with_a_reason_and_keeps_its_number(
    session, world, publish
):
    report = publish()
    number = report.number
    with pytest.raises(Invalid):
        retract(session, report, world.secretary, note=" ")
    retract(session, report, world.secretary)
    assert (report.state, report.number) == (ReportState.RETRACTED, number)
    assert report.retraction == "Een cijfer klopte niet."
    cover = Word(BytesIO(reports.render(session, report))).tables[0]
    assert "Ingetrokken na publicatie" in [row.cells[1].text for row in cover.rows]


def test_who_could_read_it_still_can_and_nobody_else(session, world, publish):
    report = retract(session, publish(), world.secretary)
    assert reports.get(session, report.public_id, world.member) is report
    with pytest.raises(NotFound):
        reports.get(session, report.public_id, world.supporter)


def test_only_who_makes_reports_withdraws_one(session, world, publish):
    report = publish()
    with pytest.raises(NotAllowed):
        retract(session, report, world.chair)


def test_what_it_showed_still_keeps_later_figures_from_telling_more(session, world, publish):
    report = publish()
    period = reports.period_named("2024-2025")
    before = aggregates._earlier(session, period)
    retract(session, report, world.secretary)
    assert aggregates._earlier(session, period) == before
    assert before.shown


def test_of_two_published_reports_of_the_same_days_the_later_one_counts(session, world, publish):
    first, other, second = publish(), publish("2023-2024"), publish()
    rows = [second, other, first]
    assert report_numbers.replaced(rows) == {first.id: second}
    retract(session, second, world.secretary)
    assert report_numbers.replaced(rows) == {}


def test_a_withdrawn_report_can_be_corrected(session, world, publish):
    report = retract(session, publish(), world.secretary)
    assert reports.correct(session, report, "Een cijfer", world.secretary).edition == 2


def test_a_period_that_is_not_over_is_warned_of(session, world):
    def told(period):
        made = reports.create(session, reports.period_named(period), "nl", world.secretary)
        return any("day" in check.values for check in report_checks.of(session, made))

    assert told("2000-01-01..2100-01-01")
    assert not told("2000")
