"""What a report's lists call D017 or B012, and which record that is, for who may trace it.

Of a report of all only the secretariat may: the order of its findings says which was opened first,
and a company that knows its own would know something of others.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from workflows import documents, findings, ledger, report_kinds, reports
from workflows.models import Document, Finding, Report
from workflows.permissions import Actor

RECENT = 25
"""So many reports, the newest, are looked through for a reference."""
_MOST, _AT_ONCE = 250, 500  # reports looked through; records asked for at once
_REFERENCE = re.compile(r"[BD]\d{3,6}")


@dataclass(frozen=True, slots=True)
class Found:
    """A report that was looked for, or the record that one of its references stands for."""

    report: Report
    reference: str = ""
    row: Document | Finding | None = None


def traced(session: Session, report: Report, actor: Actor) -> dict[str, Document | Finding]:
    """The records behind the references of a report, where the actor may see them."""
    return _rows(session, _named(session, report, actor), actor)


def looked_for(session: Session, typed: str, actor: Actor) -> list[Found]:
    """The reports whose number, kind or company has the words, and the records of a reference."""
    shown = list(session.scalars(reports.visible(session, actor).limit(_MOST)))
    words = typed.casefold().split()
    found = [Found(report) for report in shown if words and _has(report, words)]
    reference = typed.strip().upper()
    if _REFERENCE.fullmatch(reference):
        for report in shown[:RECENT]:
            named = _named(session, report, actor)
            wanted = {reference: named[reference]} if reference in named else {}
            for row in _rows(session, wanted, actor).values():
                found.append(Found(report, reference, row))
    return found


def _has(report: Report, words: list[str]) -> bool:
    company = report.year.organisation.name if report.year is not None else ""
    titles = " ".join(report_kinds.SHORT[report.kind].values()).replace("-", " ")
    said = f"{report.number or ''} {company} {titles} rapport report".casefold()
    return all(word in said for word in words)


def _named(session: Session, report: Report, actor: Actor) -> Mapping[str, tuple[str, str]]:
    """By reference its kind and public id; nothing for who may not trace them."""
    if not reports.standing(report, actor) and not actor.is_secretariat:
        return {}
    book = ledger.book(session, report) or {}
    return {
        code: (kind, public_id)
        for kind in _VISIBLE
        for public_id, (_state, *codes) in book.get(kind, {}).items()
        for code in codes
        if _REFERENCE.fullmatch(code)
    }


def _rows(
    session: Session, named: Mapping[str, tuple[str, str]], actor: Actor
) -> dict[str, Document | Finding]:
    rows: dict[str, Any] = {}
    for kind, query in ((kind, visible(actor)) for kind, visible in _VISIBLE.items()):
        ids = [public_id for one, public_id in named.values() if one == kind]
        for start in range(0, len(ids), _AT_ONCE):
            few = query.where(_TABLES[kind].public_id.in_(ids[start : start + _AT_ONCE]))
            rows.update({row.public_id: row for row in session.scalars(few)})
    return {ref: rows[one] for ref, (_kind, one) in named.items() if one in rows}


_TABLES: Mapping[str, Any] = {"documents": Document, "findings": Finding}
_VISIBLE: Mapping[str, Any] = {"documents": documents.visible, "findings": findings.visible}
