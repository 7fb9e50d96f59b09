"""A draft counted again: a new one of the same days with its texts and goals, in its place."""

from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from workflows import clearances, report_freezing, report_goals, reports, rounds
from workflows.errors import NotAllowed, WorkflowError
from workflows.marking import N_
from workflows.material import Period
from workflows.models import Document, Event, Finding, Item, Report
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
    spoken_of, asked = rounds.of_report(session, report), clearances.of_report(session, report)
    if spoken_of or any(one.given is not None and not clearances.by_office(one) for one in asked):
        return NotAllowed(
            N_("Others were asked about this draft: what they say is of its figures.")
        )
    if asked:
        return NotAllowed(
            N_(
                "Passages of this draft were asked about. Nobody answered yet: take the questions "
                "back, and it can be counted again."
            )
        )
    return None


@dataclass(frozen=True, slots=True)
class Uncounted:
    """How many documents and findings of the period were worked on since it was counted."""

    documents: int
    findings: int


def uncounted(session: Session, report: Report) -> Uncounted | None:
    """What a draft does not count yet, and would if it were counted again; None: it cannot be."""
    if refusal(session, report) is not None:
        return None
    period = Period(report.period_from, report.period_to)
    worked = select(Event.object_id).where(Event.at > report.cutoff)
    decided = select(Item.document_id).where(Item.public_id.in_(worked.where(Event.noun == "item")))
    papers = select(Document.id).where(
        Document.received_at.between(period.start, period.end),
        Document.id.in_(decided) | Document.public_id.in_(worked.where(Event.noun == "document")),
    )
    cases = select(Finding.id).where(
        Finding.opened_at.between(period.start, period.end),
        Finding.public_id.in_(worked.where(Event.noun == "finding")),
    )
    return Uncounted(_many(session, papers), _many(session, cases))


def _many(session: Session, query: Select[int]) -> int:
    return session.scalar(select(func.count()).select_from(query.subquery())) or 0


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
