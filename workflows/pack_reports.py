"""The reports of a company's pack: of its own years with their words, what it said of others."""

from collections.abc import Iterator

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from workflows import clearances
from workflows.models import (
    MemberYear,
    Report,
    ReportClearance,
    ReportConsent,
    ReportRound,
    ReportText,
    RoundGuest,
    RoundRemark,
)
from workflows.pack_rows import Ground, Row, each


def _own(at: Ground) -> Select[int]:
    """The numbers of the reports of the company's years."""
    whose = MemberYear.organisation_id == at.organisation.id
    return select(Report.id).join(Report.year).where(whose)


def own_reports(at: Ground) -> Iterator[Row]:
    query = select(Report).where(Report.id.in_(_own(at)))
    loaded = (selectinload(Report.year), selectinload(Report.corrects))
    for row in each(at, query.options(*loaded).order_by(Report.id)):
        yield {
            "id": row.public_id,
            "year": row.year.public_id,
            "kind": row.kind,
            "language": row.language,
            "period_from": row.period_from,
            "period_to": row.period_to,
            "report_number": row.number,
            "report_edition": row.edition,
            "corrects": row.corrects.public_id if row.corrects else None,
            "correction": row.correction,
            "correction_translated": row.correction_translated,
            "state": row.state.value,
            "retraction": row.retraction,
            "audience": row.audience.value if row.audience else None,
            "embargo": row.embargo,
            "cutoff": row.cutoff,
            "snapshot": row.snapshot,
            "digest": row.snapshot_hash,
            "by": at.side(row.created_by_id),
            "created": row.created_at,
            "offered": row.offered_at,
            "published": row.published_at,
        }


def own_report_texts(at: Ground) -> Iterator[Row]:
    query = (
        select(ReportText, Report.public_id)
        .join(Report, Report.id == ReportText.report_id)
        .where(Report.id.in_(_own(at)))
        .order_by(ReportText.id)
    )
    for row, report in at.session.execute(query):
        yield {
            "report": report,
            "chapter": row.chapter,
            "language": row.language,
            "text": row.text,
            "by": at.side(row.written_by_id),
            "at": row.written_at,
        }


def own_consents(at: Ground) -> Iterator[Row]:
    query = select(ReportConsent).where(ReportConsent.organisation_id == at.organisation.id)
    for row in each(at, query.order_by(ReportConsent.id)):
        yield {
            "id": row.public_id,
            "figure": row.code,
            "share": row.share,
            "alone": row.alone,
            "asked": row.asked_at,
            "consents": row.given,
            "answered": row.answered_at,
        }


def own_rounds(at: Ground) -> Iterator[Row]:
    """The rounds of comments on drafts of the agreement in which the company was asked."""
    asked = select(RoundGuest.round_id).where(RoundGuest.organisation_id == at.organisation.id)
    for row in each(
        at, select(ReportRound).where(ReportRound.id.in_(asked)).order_by(ReportRound.id)
    ):
        yield {
            "id": row.public_id,
            "message": row.message,
            "opened": row.opened_at,
            "due": row.due,
            "closed": row.closed_at,
        }


def own_remarks(at: Ground) -> Iterator[Row]:
    query = select(RoundRemark).where(RoundRemark.organisation_id == at.organisation.id)
    for row in each(at, query.options(selectinload(RoundRemark.round)).order_by(RoundRemark.id)):
        yield {
            "id": row.public_id,
            "round": row.round.public_id,
            "at": row.at,
            "written": row.word_at,
            "chapter": row.chapter,
            "paragraph": row.paragraph,
            "quote": row.quote,
            "text": row.text,
            "proposed": row.proposed,
            "state": row.state.value,
            "reply": row.answer,
            "became": row.became,
            "answered": row.answered_at,
        }


def own_clearances(at: Ground) -> Iterator[Row]:
    query = select(ReportClearance).where(ReportClearance.organisation_id == at.organisation.id)
    for row in each(at, query.order_by(ReportClearance.id)):
        yield {
            "id": row.public_id,
            "chapter": row.chapter,
            "language": row.language,
            "text": clearances.as_asked(at.session, row),
            "asked": row.asked_at,
            "due": row.due,
            "consents": row.given,
            "proposed": row.wording,
            "reason": row.reason,
            "answered": row.answered_at,
            "reply": row.declined,
        }
