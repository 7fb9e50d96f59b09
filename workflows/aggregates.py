"""Figures: what is counted for a period, over whom, with what left out, and resting on what.

Everything is counted as it stands at the cut-off moment, once, into one plain value that is then
frozen. The definitions that readers see stand in ``report_words`` under the same codes.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows import clock, settings, versions
from workflows.counting import Counts, Material
from workflows.disclosure import Rules
from workflows.models import (
    Document,
    Finding,
    Item,
    Organisation,
    OrganisationStanding,
    Report,
)
from workflows.states import (
    DocumentState,
    FindingState,
    ItemState,
    OrganisationKind,
    ReportState,
    Standing,
)


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a report is about, both included."""

    first: date
    last: date

    @property
    def start(self) -> datetime:
        """The first moment."""
        return datetime.combine(self.first, time.min, clock.ZONE)

    @property
    def end(self) -> datetime:
        """The last moment."""
        return datetime.combine(self.last, time.max, clock.ZONE)


def gather(session: Session, period: Period) -> Material:
    """The rows of a period: papers received in it, their items, and findings opened by its end."""
    members, joined, left = _members(session, period)
    papers = select(Document).where(
        Document.received_at.between(period.start, period.end),
        # An archive says nothing itself; the documents that were in it do.
        Document.state.not_in((DocumentState.WITHDRAWN, DocumentState.UNPACKED)),
    )
    rows = list(session.scalars(papers.order_by(Document.received_at, Document.id)))
    read = [versions.in_force(row).id for row in rows]
    standing = Item.state != ItemState.SET_ASIDE
    items = select(Item).where(Item.version_id.in_(read), standing).order_by(Item.id)
    findings = (
        select(Finding)
        .where(
            Finding.opened_at.between(period.start, period.end),
            Finding.state != FindingState.WITHDRAWN,
        )
        .order_by(Finding.opened_at, Finding.id)
    )
    return Material(
        members, joined, left, rows, list(session.scalars(items)), list(session.scalars(findings))
    )


def _members(session: Session, period: Period) -> tuple[list[Organisation], int, int]:
    query = (
        select(Organisation, OrganisationStanding)
        .join(OrganisationStanding)
        .where(
            Organisation.kind == OrganisationKind.COMPANY,
            OrganisationStanding.standing == Standing.PARTY,
            OrganisationStanding.from_date <= period.last,
        )
        .order_by(Organisation.id)
    )
    found: dict[int, Organisation] = {}
    joined = left = 0
    for organisation, standing in session.execute(query):
        if standing.to_date is not None and standing.to_date <= period.first:
            continue
        found[organisation.id] = organisation
        joined += standing.from_date > period.first
        left += standing.to_date is not None and standing.to_date <= period.last
    return list(found.values()), joined, left


def snapshot(session: Session, period: Period) -> dict[str, object]:
    """All figures of a period as one plain, language-neutral value; the same rows give the same."""
    material = gather(session, period)
    limits = Rules(
        int(settings.number(session, "disclosure.members")),
        settings.number(session, "disclosure.largest"),
    )
    earlier = _earlier(session, period)
    references = {row.id: f"D{number:03d}" for number, row in enumerate(material.documents, 1)}
    counter = Counts(material, limits, earlier, references)
    figures = counter.figures()
    # A list of papers says how many there are: it goes where that figure goes.
    secret = any(f["code"] == "F201" and f["hidden"] for f in figures)
    listed = [] if secret else material.documents
    return {
        "agreement": settings.get(session, "agreement.name"),
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
        "threshold": limits.members,
        "largest": limits.largest,
        "members": len(material.members),
        "joined": material.joined,
        "left": material.left,
        "figures": figures,
        "tables": counter.tables(),
        "findings": counter.findings(),
        "documents": [_document(row, references[row.id]) for row in listed],
    }


def _earlier(session: Session, period: Period) -> dict[str, list[Mapping[str, int]]]:
    """What final reports of the same period showed, by figure: who made up how much."""
    query = select(Report).where(
        Report.period_from == period.first,
        Report.period_to == period.last,
        Report.state.in_((ReportState.FINAL, ReportState.PUBLISHED)),
    )
    shown: dict[str, list[Mapping[str, int]]] = defaultdict(list)
    for report in session.scalars(query.order_by(Report.id)):
        figures = report.snapshot.get("figures")
        for figure in figures if isinstance(figures, list) else []:
            if not figure["hidden"]:
                shown[figure["code"]].append(figure["by"])
    return shown


def _document(row: Document, reference: str) -> dict[str, object]:
    version = versions.in_force(row)
    return {
        "reference": reference,
        "kind": version.kind or "other",
        "language": version.language or "",
        "pages": version.page_count or None,
        "received": row.received_at.astimezone(clock.ZONE).date().isoformat(),
    }
