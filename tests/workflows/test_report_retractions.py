"""A published report that is withdrawn, and which one of two of the same days counts."""

from io import BytesIO

import pytest
from docx import Document as Word

from workflows import aggregates, notices, report_checks, report_numbers, reports
from workflows.errors import Invalid, NotAllowed, NotFound
from workflows.states import ReportAction, ReportState


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


WHY = "Een cijfer klopte niet."


def ask(session, report, who, action=ReportAction.ASK_RETRACTION, note=WHY):
    return reports.act(session, report, action, who, note=note)


def retract(session, report, world):
    ask(session, report, world.secretary)
    return reports.act(session, report, ReportAction.RETRACT, world.other_secretary)


def told(session, who):
    return [one.notice.action for one in notices.listing(session, who).rows]


def test_a_published_report_is_withdrawn_with_a_reason_and_keeps_its_number(
    session, world, publish
):
    report = publish()
    number = report.number
    with pytest.raises(Invalid):
        ask(session, report, world.secretary, note=" ")
    retract(session, report, world)
    assert (report.state, report.number) == (ReportState.RETRACTED, number)
    assert report.retraction == WHY
    cover = Word(BytesIO(reports.render(session, report))).tables[0]
    assert "Ingetrokken na publicatie op 2 maart 2026" in [row.cells[1].text for row in cover.rows]


def test_who_could_read_it_still_can_and_nobody_else(session, world, publish):
    report = retract(session, publish(), world)
    assert reports.get(session, report.public_id, world.member) is report
    with pytest.raises(NotFound):
        reports.get(session, report.public_id, world.supporter)


def test_only_who_makes_reports_withdraws_one(session, world, publish):
    report = publish()
    for action in (ReportAction.ASK_RETRACTION, ReportAction.HIDE):
        with pytest.raises(NotAllowed):
            ask(session, report, world.chair, action)


def test_who_asks_to_withdraw_it_does_not_confirm_that_and_it_is_read_meanwhile(
    session, world, publish
):
    report = ask(session, publish(), world.secretary)
    with pytest.raises(NotAllowed, match="Somebody else"):
        reports.act(session, report, ReportAction.RETRACT, world.secretary)
    assert reports.get(session, report.public_id, world.member) is report
    assert "ask_retraction" in told(session, world.other_secretary)
    assert "retract" not in told(session, world.member)
    reports.act(session, report, ReportAction.RETRACT, world.other_secretary)
    assert told(session, world.member)[0] == "retract"


def test_what_cannot_wait_is_hidden_at_once_until_somebody_else_confirms_it(
    session, world, publish
):
    report = ask(session, publish(), world.secretary, ReportAction.HIDE)
    with pytest.raises(NotFound):
        reports.get(session, report.public_id, world.member)
    assert reports.get(session, report.public_id, world.chair) is report
    assert "hide" not in told(session, world.member)
    with pytest.raises(NotAllowed, match="Somebody else"):
        reports.act(session, report, ReportAction.RETRACT, world.secretary)
    reports.act(session, report, ReportAction.RETRACT, world.other_secretary)
    assert reports.get(session, report.public_id, world.member) is report
    assert told(session, world.member)[0] == "retract"


def test_what_was_asked_is_refused_or_taken_back_with_a_reason(session, world, publish):
    report = publish()
    for action in (ReportAction.ASK_RETRACTION, ReportAction.HIDE):
        for who in (world.secretary, world.other_secretary):
            ask(session, report, world.secretary, action)
            with pytest.raises(Invalid), session.begin_nested():
                reports.act(session, report, ReportAction.KEEP, who)
            reports.act(session, report, ReportAction.KEEP, who, note="Het klopte toch.")
            assert (report.state, report.retraction) == (ReportState.PUBLISHED, "")
            assert reports.get(session, report.public_id, world.member) is report
    assert "keep" in told(session, world.secretary)


def test_what_was_asked_for_can_still_be_hidden(session, world, publish):
    report = ask(session, publish(), world.secretary)
    ask(session, report, world.other_secretary, ReportAction.HIDE, "Er staat een naam in.")
    assert (report.state, report.retraction) == (ReportState.HIDDEN, "Er staat een naam in.")
    reports.act(session, report, ReportAction.RETRACT, world.secretary)
    assert report.state is ReportState.RETRACTED


def test_a_hidden_report_is_replaced_by_none_and_replaces_none(session, world, publish):
    first, second = publish(), publish()
    ask(session, second, world.secretary)
    assert report_numbers.replaced([second, first]) == {first.id: second}
    ask(session, second, world.secretary, ReportAction.HIDE)
    assert report_numbers.replaced([second, first]) == {}


def test_what_it_showed_still_keeps_later_figures_from_telling_more(session, world, publish):
    report = publish()
    period = reports.period_named("2024-2025")
    before = aggregates._earlier(session, period)
    retract(session, report, world)
    assert aggregates._earlier(session, period) == before
    assert before.shown


def test_of_two_published_reports_of_the_same_days_the_later_one_counts(session, world, publish):
    first, other, second = publish(), publish("2023-2024"), publish()
    rows = [second, other, first]
    assert report_numbers.replaced(rows) == {first.id: second}
    retract(session, second, world)
    assert report_numbers.replaced(rows) == {}


def test_a_withdrawn_report_can_be_corrected(session, world, publish):
    report = retract(session, publish(), world)
    assert reports.correct(session, report, "Een cijfer", world.secretary).edition == 2


def test_a_period_that_is_not_over_is_warned_of(session, world):
    def told(period):
        made = reports.create(session, reports.period_named(period), "nl", world.secretary)
        return any("day" in check.values for check in report_checks.of(session, made))

    assert told("2000-01-01..2100-01-01")
    assert not told("2000")
