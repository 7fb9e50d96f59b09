"""What waits about reports: to comment on, answers to work in, drafts, what takes two."""

from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from workflows import clearances, remarks, report_changes, report_numbers, reports, rounds
from workflows.models import MemberYear, Notice, Report, ReportClearance, ReportRound
from workflows.permissions import SUBMITTERS, Actor
from workflows.states import ASKED_BACK, ReportAction, ReportState
from workflows.transitions import REPORTS

Asked = tuple[Report | ReportRound | ReportClearance, int, date | None]
"""What it is about, how many, by when."""


def waiting(session: Session, actor: Actor) -> dict[str, list[Asked]]:
    """What is in each bucket, the most pressing first."""
    found: dict[str, list[Asked]] = {
        "rounds": [(row, 0, row.due) for row in session.scalars(rounds.waiting(session, actor))],
        "clearances": [(row, 0, row.due) for row in session.scalars(clearances.waiting(actor))],
    }
    if not actor.is_secretariat:
        found["published"] = [(row, 0, None) for row in _new(session, actor)]
    if actor.is_secretariat:
        answered = clearances.to_work_in(session, actor)
        found["passages"] = [(row, 0, None) for row in answered]
        found["remarks"] = [(row, count, None) for row, count in remarks.to_answer(session)]
    return found | _second(session, actor)


def _new(session: Session, actor: Actor) -> list[Report]:
    """Reports that were published to the actor, who has not marked the notice of it as read.

    What a later version that the actor may read replaced is not new any more.
    """
    told = select(Notice.object_id).where(
        Notice.person_id == actor.person_id,
        Notice.noun == REPORTS.noun,
        Notice.action == ReportAction.PUBLISH.value,
        Notice.read_at.is_(None),
    )
    published = Report.state == ReportState.PUBLISHED
    replaced = report_numbers.replaced(session.scalars(reports.visible(session, actor)))
    rows = reports.visible(session, actor).where(published, Report.public_id.in_(told))
    return [one for one in session.scalars(rows) if one.id not in replaced]


def _second(session: Session, actor: Actor) -> dict[str, list[Asked]]:
    """Reports on their way: those that wait for the actor, and those that the actor makes."""
    found: dict[str, list[Asked]] = {}
    makes = [Report.year_id.is_(None)] if actor.is_secretariat else []
    if companies := actor.organisations(*SUBMITTERS):
        theirs = select(MemberYear.id).where(MemberYear.organisation_id.in_(companies))
        makes.append(Report.year_id.in_(theirs))
    if not makes:
        return found
    own = Report.created_by_id == actor.person_id
    drafts = and_(Report.state == ReportState.DRAFT, or_(Report.offered_at.is_not(None), own))
    open_ones = or_(drafts, Report.state.in_((ReportState.CHECKED, *ASKED_BACK)))
    for row in session.scalars(select(Report).where(or_(*makes), open_ones).order_by(Report.id)):
        found.setdefault(_bucket(session, row, actor), []).append((row, 0, None))
    return found


def _bucket(session: Session, report: Report, actor: Actor) -> str:
    if report.state is ReportState.CHECKED:
        return "reports_to_finish"
    if report.state is ReportState.DRAFT and report.offered_at is None:
        return "my_reports"
    if report.state is ReportState.DRAFT:
        mine = report.created_by_id == actor.person_id
        partial = mine or actor.person_id in report_changes.partial(session, report)
        return "reports_out" if partial else "reports_to_clear"
    return "reports_out" if report.retraction_by_id == actor.person_id else "retractions"
