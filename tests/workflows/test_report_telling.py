"""A draft that is offered to be cleared: who hears of it, among whose work it stands, and undo."""

import pytest

from tests.yearly import a_year
from workflows import notices, report_telling, reports, work
from workflows.errors import Invalid, NotAllowed
from workflows.models import Report
from workflows.permissions import Actor
from workflows.report_kinds import ReportKind
from workflows.states import ReportAction as A
from workflows.states import ReportState

REPORTS = ("reports_to_clear", "reports_to_finish", "my_reports", "reports_out", "retractions")


@pytest.fixture
def draft(session, world) -> Report:
    return reports.create(session, reports.period_named("2024-2025"), "nl", world.secretary)


def told(session, who: Actor) -> list[str]:
    return [one.notice.action for one in notices.listing(session, who).rows]


def waits(session, who: Actor) -> dict[str, list[object]]:
    """What stands among somebody's work of reports on their way."""
    return {
        bucket.name: [task.asked for task in bucket.tasks]
        for bucket in work.buckets(session, who)
        if bucket.name in REPORTS
    }


def test_a_draft_that_is_offered_is_a_task_of_who_may_clear_it_and_of_nobody_else(
    session, world, draft
):
    assert waits(session, world.other_secretary) == {}
    reports.act(session, draft, A.OFFER, world.secretary)
    assert draft.state is ReportState.DRAFT
    assert told(session, world.other_secretary) == ["offer"]
    assert waits(session, world.other_secretary) == {"reports_to_clear": [draft]}
    assert waits(session, world.secretary) == {"reports_out": [draft]}
    for who in (world.contact, world.member, world.chair, world.reader, world.competitor):
        assert waits(session, who) == {}
        assert told(session, who) == []


def test_a_draft_that_is_not_offered_is_a_task_of_who_makes_it_alone(session, world, draft):
    assert waits(session, world.secretary) == {"my_reports": [draft]}
    assert waits(session, world.other_secretary) == {}
    reports.act(session, draft, A.WITHDRAW, world.secretary)
    assert waits(session, world.secretary) == {}


def test_an_offer_is_taken_back_by_who_made_it_and_then_nobody_waits(session, world, draft):
    with pytest.raises(NotAllowed, match="not offered"):
        reports.act(session, draft, A.TAKE_BACK, world.secretary)
    reports.act(session, draft, A.OFFER, world.secretary)
    with pytest.raises(NotAllowed, match="waits already"):
        reports.act(session, draft, A.OFFER, world.secretary)
    with pytest.raises(NotAllowed, match="Only whoever offered"):
        reports.act(session, draft, A.TAKE_BACK, world.other_secretary)
    reports.act(session, draft, A.TAKE_BACK, world.secretary)
    assert (draft.offered_at, draft.offered_by) == (None, None)
    assert waits(session, world.other_secretary) == {}
    assert waits(session, world.secretary) == {"my_reports": [draft]}


def test_only_its_maker_offers_a_draft_and_only_one_that_could_be_cleared(session, world, draft):
    with pytest.raises(NotAllowed, match="You can clear it"):
        reports.act(session, draft, A.OFFER, world.other_secretary)
    reports.write(session, draft, "foreword", "Nog [invullen].", world.secretary)
    with pytest.raises(Invalid, match="to be filled in"):
        reports.act(session, draft, A.OFFER, world.secretary)


def test_a_draft_that_is_sent_back_says_why_and_is_offered_anew(session, world, draft):
    with pytest.raises(NotAllowed, match="not offered"):
        reports.act(session, draft, A.REJECT, world.other_secretary, note="Te lang.")
    reports.act(session, draft, A.OFFER, world.secretary)
    reports.act(session, draft, A.REJECT, world.other_secretary, note="Te lang.")
    assert told(session, world.secretary) == ["reject"]
    assert report_telling.why_back(session, draft) == "Te lang."
    assert waits(session, world.secretary) == {"my_reports": [draft]}
    reports.act(session, draft, A.OFFER, world.secretary)
    reports.act(session, draft, A.CHECK, world.other_secretary)
    assert report_telling.why_back(session, draft) == ""


def test_a_cleared_report_is_a_task_of_all_who_make_it_final(session, world, draft):
    reports.act(session, draft, A.OFFER, world.secretary)
    reports.act(session, draft, A.CHECK, world.other_secretary)
    assert told(session, world.secretary) == ["check"]
    for who in (world.secretary, world.other_secretary):
        assert waits(session, who) == {"reports_to_finish": [draft]}
    reports.act(session, draft, A.FINALISE, world.secretary)
    assert waits(session, world.secretary) == {}


@pytest.mark.parametrize("asks", [A.ASK_RETRACTION, A.HIDE])
def test_a_withdrawal_that_is_asked_is_a_task_of_who_may_confirm_it(session, world, draft, asks):
    reports.act(session, draft, A.CHECK, world.other_secretary)
    reports.act(session, draft, A.FINALISE, world.secretary)
    reports.act(session, draft, A.PUBLISH, world.secretary, audience="parties")
    reports.act(session, draft, asks, world.secretary, note="Een cijfer klopte niet.")
    assert waits(session, world.other_secretary) == {"retractions": [draft]}
    assert waits(session, world.secretary) == {"reports_out": [draft]}
    assert waits(session, world.member) == waits(session, world.chair) == {}
    reports.act(session, draft, A.RETRACT, world.other_secretary)
    assert waits(session, world.other_secretary) == waits(session, world.secretary) == {}


def test_the_report_of_a_company_waits_for_its_own_people_alone(session, world):
    year = a_year(session, world.submitter)
    own = reports.create_of_year(session, year, ReportKind.MEMBER, "nl", world.submitter)
    reports.act(session, own, A.OFFER, world.submitter)
    assert waits(session, world.contact) == {"reports_to_clear": [own]}
    assert waits(session, world.submitter) == {"reports_out": [own]}
    assert told(session, world.contact) == ["offer"]
    for who in (world.secretary, world.competitor, world.member):
        assert waits(session, who) == {}
        assert told(session, who) == []
