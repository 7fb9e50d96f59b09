"""Figures: what is counted for a period, over whom, with what left out, and resting on what.

Everything is counted as it stands at the cut-off moment, once, into one plain value that is then
frozen. The definitions that readers see stand in ``report_words`` under the same codes.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows import material, settings
from workflows.counting import TOTAL, Counts
from workflows.disclosure import Count, Earlier, Rules, added
from workflows.ledger_book import Book
from workflows.material import Paper, Period
from workflows.models import Report
from workflows.states import ReportState


def snapshot(session: Session, period: Period) -> tuple[dict[str, object], Book]:
    """All figures of a period as one plain, language-neutral value, and which records they count.

    The same rows give the same.
    """
    found = material.gather(session, period)
    limits = Rules(
        int(settings.number(session, "disclosure.members")),
        settings.number(session, "disclosure.largest"),
    )
    earlier = _earlier(session, period)
    references = {row.id: f"D{number:03d}" for number, row in enumerate(found.documents, 1)}
    counter = Counts(found, limits, earlier, references, partial(material.quotes, session))
    figures = counter.figures()
    # A list of papers says how many there are: it goes where that figure goes.
    secret = any(f["code"] == "F201" and f["hidden"] for f in figures)
    listed = [] if secret else found.documents
    frozen: dict[str, object] = {
        "agreement": settings.get(session, "agreement.name"),
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
        "threshold": limits.members,
        "largest": limits.largest,
        "members": len(found.members),
        "joined": found.joined,
        "left": found.left,
        "figures": figures,
        "tables": counter.tables(),
        "findings": counter.findings(),
        "documents": [_document(row, references[row.id]) for row in listed],
    }
    return frozen, counter.book


def _earlier(session: Session, period: Period) -> Earlier:
    """What final reports of the same period showed, by figure: who made up how much."""
    query = select(Report).where(
        Report.period_from == period.first,
        Report.period_to == period.last,
        Report.state.in_((ReportState.FINAL, ReportState.PUBLISHED)),
    )
    shown: dict[str, list[Mapping[str, int]]] = defaultdict(list)
    hidden: set[str] = set()
    for report in session.scalars(query.order_by(Report.id)):
        frozen: Any = report.snapshot
        rows = [(figure["code"], figure) for figure in frozen.get("figures", ())]
        for name, cells in frozen.get("tables", {}).items():
            rows += [(f"{name}:{cell['key']}", cell) for cell in cells]
            hidden |= {f"{name}:{cell['key']}" for cell in cells if cell["hidden"]}
            total = added(Count(cell.get("by", {})) for cell in cells)
            rows.append((f"{name}:{TOTAL}", {"hidden": False, "by": total.by}))
        for code, row in rows:
            # Who made up a cell was not kept of the first reports.
            if not row["hidden"] and "by" in row:
                shown[code].append(row["by"])
    return Earlier(shown, frozenset(hidden))


def _document(row: Paper, reference: str) -> dict[str, object]:
    return {
        "reference": reference,
        "kind": row.kind,
        "language": row.language,
        "pages": row.pages or None,
        "received": row.received.isoformat(),
    }
