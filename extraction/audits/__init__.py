"""Findings of audit reports: clause, severity, statement and due date, in tables and in text."""

import re
from collections.abc import Iterator, Mapping, Sequence

from extraction.audits import blocks, rows, units
from extraction.audits.blocks import Found
from extraction.audits.words import severity_of
from extraction.entities import dates
from extraction.pairing import grids
from extraction.readers.tables import Table
from extraction.records import AuditFinding, Page

__all__ = ["read", "severity_of"]


def read(pages: Sequence[Page], tables: Mapping[int, Sequence[Table]]) -> tuple[AuditFinding, ...]:
    """The findings of an audit report, in its order; not its definitions, counts or empty forms.

    ``tables`` holds the tables by page number.
    """
    order = dates.order_of(page.text for page in pages)
    found: list[Found] = []
    columns: rows.Columns | None = None
    course = blocks.Course(order)
    for page in pages:
        taken: list[tuple[int, int]] = []
        for grid in grids.of_page(page, tables.get(page.number, ())):
            listed, columns = rows.read(grid.rows, columns, order)
            found.extend(Found(one, strong=True) for one in listed)
            if columns:
                taken.extend(grids.spans(grid))
        of_page = units.of_page(page, taken, tables.get(page.number, ()))
        found.extend(blocks.read(of_page, course))
    found.extend(blocks.flush(course))
    return tuple(_once(_sound(found)))


def _sound(found: Sequence[Found]) -> Iterator[AuditFinding]:
    """Without what stands before the findings and is told only by a weight and a colon."""
    first = next((number for number, one in enumerate(found) if one.strong), 0)
    for number, one in enumerate(found):
        if one.strong or number >= first:
            yield one.finding


def _once(found: Iterator[AuditFinding]) -> Iterator[AuditFinding]:
    """Without findings that the report repeats in a summary."""
    seen: set[tuple[str | None, str]] = set()
    for finding in found:
        clause = finding.clause.text if finding.clause else None
        key = (clause, re.sub(r"\W+", "", finding.statement).lower()[:80])
        if key not in seen:
            seen.add(key)
            yield finding
