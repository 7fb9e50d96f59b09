"""Who hears what is done to a report: those who make it, or those whom it is published to."""

from sqlalchemy.orm import Session

from workflows import clock, events, people, telling
from workflows.models import Person, Report
from workflows.permissions import SUBMITTERS, Actor
from workflows.report_audiences import AUDIENCES
from workflows.states import ReportAction, ReportState, Role
from workflows.transitions import REPORTS

_TO_READERS = (ReportAction.PUBLISH, ReportAction.RETRACT)
_TO_MAKERS = (
    ReportAction.CHECK,
    ReportAction.REJECT,
    ReportAction.ASK_RETRACTION,
    ReportAction.HIDE,
    ReportAction.KEEP,
)


def done(session: Session, report: Report, action: ReportAction, actor: Actor) -> None:
    """Tell of an action, just performed; nobody of their own.

    Of a report that is not to be read yet, its readers hear nothing.
    """
    hearers: list[Person] = []
    secret = report.embargo is not None and report.embargo > clock.today(session)
    if action in _TO_READERS and report.audience is not None and not secret:
        hearers = people.with_role(session, *AUDIENCES[report.audience])
    elif action in _TO_MAKERS:
        hearers = _makers(session, report)
    elif action is ReportAction.OFFER:  # whoever made it cannot clear it
        hearers = [one for one in _makers(session, report) if one.id != report.created_by_id]
    telling.these(session, hearers, REPORTS.noun, report.public_id, action.value, actor)


def _makers(session: Session, report: Report) -> list[Person]:
    if report.year is None:
        return people.with_role(session, Role.SECRETARIAT)
    return people.with_role(session, *SUBMITTERS, organisation_id=report.year.organisation_id)


def why_back(session: Session, report: Report) -> str:
    """Why a draft was sent back last, by whoever should have cleared or finished it."""
    if report.state is not ReportState.DRAFT:
        return ""
    back = [
        event
        for event in events.history(session, REPORTS.noun, report.public_id)
        if event.action == ReportAction.REJECT.value
    ]
    return str(events.payload(session, back[-1]).get("note", "")) if back else ""
