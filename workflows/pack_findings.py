"""The findings of a company's pack, with what was done, shown, contested and told about each."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy.orm import selectinload

from workflows import finding_comments, finding_lists, findings, rules
from workflows.models import Finding, FindingComment
from workflows.pack_rows import Ground, Row, each


def _findings_of(at: Ground, *loaded: Any) -> Iterator[Finding]:
    query = findings.visible(at.company).order_by(None).order_by(Finding.id)
    yield from each(at, query.options(*loaded))


def own_findings(at: Ground) -> Iterator[Row]:
    for row in _findings_of(at, selectinload(Finding.risks), selectinload(Finding.site)):
        yield {
            "id": row.public_id,
            "rule": row.rule,
            "title": rules.TITLES[row.rule] % {k: v or "" for k, v in row.facts.items()},
            "facts": row.facts,
            "language": row.language,
            "state": row.state.value,
            "opened": row.opened_at,
            "closed": row.closed_at,
            "escalated": row.escalated_at,
            "severity": row.severity,
            "likelihood": row.likelihood,
            "harm": row.harm,
            "risks": [risk.code for risk in row.risks],
            "due": row.due,
            "respond_by": row.respond_by,
            **at.site(row.site),
        }


def own_sources(at: Ground) -> Iterator[Row]:
    for finding in _findings_of(at, selectinload(Finding.sources)):
        ended = {source.item_id: source.ended_at for source in finding.sources}
        for row in finding_lists.sources(at.session, finding, at.company):
            yield {
                "finding": finding.public_id,
                "item": row.public_id,
                "ended": ended[row.id],
            }


def own_measures(at: Ground) -> Iterator[Row]:
    for finding in _findings_of(at, selectinload(Finding.measures)):
        for row in finding.measures:
            yield {
                "id": row.public_id,
                "finding": finding.public_id,
                "kind": row.kind,
                "text": row.text,
                "owner": row.owner,
                "due": row.due,
                "done": row.done_at,
                "reason": row.reason,
            }


def own_evidence(at: Ground) -> Iterator[Row]:
    for finding in _findings_of(at, selectinload(Finding.evidence)):
        for row in finding.evidence:
            yield {
                "id": row.public_id,
                "finding": finding.public_id,
                "note": row.note,
                "file": at.paths[row.upload_id] if row.upload_id is not None else None,
                "filename": row.upload.filename if row.upload else None,
                "by": at.side(row.added_by_id),
                "at": row.added_at,
            }


def own_communications(at: Ground) -> Iterator[Row]:
    for finding in _findings_of(at):
        for row in finding_lists.communications(at.session, finding, at.company):
            yield {
                "id": row.public_id,
                "finding": finding.public_id,
                "audience": row.audience.value,
                "state": row.state.value,
                "text": row.text,
                "at": row.communicated_at,
                "checks": row.checks,
                "address": row.address,
                "file": at.paths[row.copy_id] if row.copy_id is not None else None,
                "filename": row.copy.filename if row.copy else None,
                "digest": row.copy_hash,
            }


def own_comments(at: Ground) -> Iterator[Row]:
    query = finding_comments.visible(at.company).where(FindingComment.is_shared)
    for row in each(at, query):
        yield {
            "id": row.public_id,
            "finding": row.finding.public_id,
            "at": row.at,
            "by": at.side(row.person_id),
            "text": row.text,
            "edited": row.edited_at,
        }


def own_contests(at: Ground) -> Iterator[Row]:
    for finding in _findings_of(at, selectinload(Finding.contests)):
        for row in finding.contests:
            yield {
                "id": row.public_id,
                "finding": finding.public_id,
                "rung": row.rung.value,
                "text": row.grounds,
                "by": at.side(row.contested_by_id),
                "begun": row.begun_at,
                "due": row.due,
                "late": row.late_at,
                "verdict": row.outcome.value if row.outcome else None,
                "decided": row.decided_at,
                "note": row.note,
                "appeal_until": row.appeal_until,
                "final": row.is_final,
                "past": row.is_past,
            }
