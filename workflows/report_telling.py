"""Who hears what is done to a report: those who make it, or those whom it is published to."""

from sqlalchemy.orm import Session

from workflows import clock, events, people, report_changes, telling
from workflows.models import Person, Report
from workflows.permissions import SUBMITTERS, Actor
from workflows.report_audiences import AUDIENCES
from workflows.states import ASKED_BACK, ReportAction, ReportState, Role
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
    if action in _TO_READERS:
        hearers = readers(session, report)
    elif action in _TO_MAKERS:
        hearers = _makers(session, report)
    elif action is ReportAction.OFFER:
        hearers = second(session, report)
    telling.these(session, hearers, REPORTS.noun, report.public_id, action.value, actor)


def readers(session: Session, report: Report) -> list[Person]:
    """Whom it was published to; nobody before the day from which it may be read."""
    secret = report.embargo is not None and report.embargo > clock.today(session)
    if report.audience is None or secret:
        return []
    return people.with_role(session, *AUDIENCES[report.audience])


def second(session: Session, report: Report) -> list[Person]:
    """Who makes it too, and can do what takes a second person: clear it, confirm its withdrawal."""
    first = report.retraction_by_id if report.state in ASKED_BACK else report.created_by_id
    out = {first}
    if report.offered_at is not None:  # before that the offer is still to come
        out.update(report_changes.partial(session, report))
    return [one for one in _makers(session, report) if one.id not in out]


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
