"""A draft counted again: a new one of the same days with its texts and goals, in its place."""

from sqlalchemy.orm import Session

from workflows import clearances, report_freezing, report_goals, reports, rounds
from workflows.errors import NotAllowed, WorkflowError
from workflows.marking import N_
from workflows.material import Period
from workflows.models import Report
from workflows.permissions import Actor
from workflows.states import ReportAction, ReportState


def refusal(session: Session, report: Report) -> WorkflowError | None:
    """Why a draft is not counted again; None: it can be."""
    if report.state is not ReportState.DRAFT:
        return NotAllowed(N_("Only a draft is counted again."))
    if report.year is not None:
        return NotAllowed(N_("Only a report of the agreement is counted again."))
    if report.offered_at is not None:
        return NotAllowed(N_("This draft waits to be cleared. Take the offer back first."))
    if rounds.of_report(session, report) or clearances.of_report(session, report):
        return NotAllowed(
            N_("Others were asked about this draft: what they say is of its figures.")
        )
    return None


def again(session: Session, report: Report, actor: Actor) -> Report:
    """Put a draft away and open one on what is counted now, with its texts and goals.

    What was frozen is never written again: it has its hash, and stands in the log.
    """
    reports.may_write(report, actor)
    stands_in_the_way = refusal(session, report)
    if stands_in_the_way is not None:
        raise stands_in_the_way
    reports.act(session, report, ReportAction.WITHDRAW, actor)
    period, correcting = Period(report.period_from, report.period_to), None
    if report.corrects is not None:
        correcting = report_freezing.Correcting(
            report.corrects, report.correction, report.correction_translated
        )
    made = reports.create(session, period, report.language, actor, correcting=correcting)
    reports.carry_texts(session, report, made, actor)
    goals = report_goals.of(session, report)
    report_goals.keep(session, made, {code: str(share) for code, share in goals.items()}, actor)
    return made
