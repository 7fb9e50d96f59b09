"""What every report has alike around what it says: its head, its erratum, its word list."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from report_templates.data import Chapter, Kind, Language, ReportData, Section, SourceDocument
from workflows import clock, report_errata, report_parts
from workflows.models import Report
from workflows.states import GIVEN_OUT, ReportState


@dataclass(frozen=True, slots=True)
class Body:
    """What differs by the kind of report: who speaks to whom, and what it says of the six steps.

    ``checked_by``: what is said of whoever cleared it, once somebody did.
    """

    title: str
    audience: str
    prepared_by: str
    checked_by: str
    chapters: tuple[Chapter, ...]
    documents: tuple[SourceDocument, ...]
    opening: tuple[Section, ...] = ()
    closing: tuple[Section, ...] = ()
    kind: Kind = "progress"


def of(
    report: Report,
    body: Body,
    language: Language,
    before: report_errata.Before | None,
    goals: Mapping[str, int],
) -> ReportData:
    """The whole report in a language; ``before``: what the edition that it corrects said."""
    frozen = cast(dict[str, Any], report.snapshot)
    return ReportData(
        title=body.title,
        agreement=report_parts.agreement(frozen, language),
        period=report_parts.period(frozen, language),
        language=language,
        status="final" if report.state in GIVEN_OUT else "draft",
        after=report_parts.after(report.state),
        published=report_parts.published(report.published_at),
        withdrawal=report.retraction if report.state is ReportState.RETRACTED else "",
        number=report.number,
        version=report.edition,
        snapshot_hash=report.snapshot_hash,
        cut_off=clock.day(report.cutoff),
        prepared_by=(body.prepared_by,),
        checked_by=(body.checked_by,) if report.checked_by_id else (),
        chapters=body.chapters,
        audience=body.audience,
        threshold=int(frozen["threshold"]),
        opening=body.opening,
        closing=body.closing,
        documents=body.documents,
        errata=report_errata.of(report, language, before, goals),
        glossary=report_parts.glossary(language),
        kind=body.kind,
    )
