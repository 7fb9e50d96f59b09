"""What stands in the way of a report: here, what another one that was given out since tells."""

import pytest

from tests.cast import a_company, a_document, a_person, a_reading, some_bytes
from workflows import report_checks, report_recounts, reports
from workflows.errors import NotAllowed
from workflows.report_guards import GIVEN_OUT_SINCE
from workflows.states import ReportAction, ReportState, Role

PERIOD = "2025-2026"


@pytest.fixture
def sends(session, store):
    """Twelve companies, of which those asked for send this many papers."""
    companies = [a_company(session, f"Verzonnen Metaal {number}") for number in range(12)]
    people = [
        a_person(session, f"inzender{number}@metaal.example", Role.SUBMITTER, company)
        for number, company in enumerate(companies)
    ]

    def send(which, papers):
        for number in which:
            for paper in range(papers):
                data = some_bytes() + f"%{number}-{paper}".encode()
                a_document(
                    session, store, companies[number], people[number], a_reading(), data=data
                )

    return send


@pytest.fixture
def drafts(session, world, sends):
    """Two drafts of the same days; between the two one company more sent its papers."""
    sends(range(5), 2)
    before = reports.create(session, reports.period_named(PERIOD), "nl", world.secretary)
    sends([5], 2)
    return before, reports.create(session, reports.period_named(PERIOD), "nl", world.secretary)


def give_out(session, world, report):
    reports.act(session, report, ReportAction.CHECK, world.other_secretary)
    reports.act(session, report, ReportAction.FINALISE, world.secretary)


def messages(session, report):
    return [one.message for one in report_checks.of(session, report)]


def test_a_draft_that_would_tell_with_a_report_given_out_since_goes_no_further(
    session, world, drafts
):
    first, second = drafts
    reports.act(session, second, ReportAction.CHECK, world.other_secretary)
    give_out(session, world, first)
    with pytest.raises(NotAllowed, match="were given out since"):
        reports.act(session, second, ReportAction.FINALISE, world.secretary)
    assert GIVEN_OUT_SINCE in messages(session, second)
    reports.act(session, second, ReportAction.REJECT, world.secretary, note="Tel opnieuw.")
    for action, who in (
        (ReportAction.OFFER, world.secretary),
        (ReportAction.CHECK, world.other_secretary),
    ):
        with pytest.raises(NotAllowed, match="were given out since"):
            reports.act(session, second, action, who)
    session.commit()


def test_counted_again_it_hides_what_the_two_would_tell_and_goes_on(session, world, drafts):
    first, second = drafts
    give_out(session, world, first)
    again = report_recounts.again(session, second, world.secretary)
    hidden = {f["code"]: f["reason"] for f in again.snapshot["figures"] if f["hidden"]}
    assert hidden["F201"] == "difference"
    assert GIVEN_OUT_SINCE not in messages(session, again)
    give_out(session, world, again)
    assert again.state is ReportState.FINAL
    session.commit()


def test_a_corrected_version_with_the_same_figures_tells_nothing_new(session, world, drafts):
    first, second = drafts
    give_out(session, world, first)
    give_out(session, world, report_recounts.again(session, second, world.secretary))
    same = reports.correct(session, first, "Een naam was fout.", world.secretary, counted=False)
    give_out(session, world, same)
    assert same.state is ReportState.FINAL
    session.commit()
