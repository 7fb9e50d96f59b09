"""What the page of a report shows beside its words: its tables, and which steps are buttons."""

from typing import Any

from report_templates.data import Table
from workflows import report_parts, report_texts
from workflows.models import Report
from workflows.permissions import Actor
from workflows.states import ReportAction, ReportState


def left_out(report: Report, me: Actor) -> set[ReportAction]:
    """Steps that are no buttons: what is another person's to do, or was done already."""
    if report.state is not ReportState.DRAFT:
        return set()
    back, offer = {ReportAction.TAKE_BACK, ReportAction.REJECT}, {ReportAction.OFFER}
    mine = report.created_by_id == me.person_id
    if report.offered_at is None:
        return back if mine else back | offer
    return offer | {ReportAction.REJECT} if mine else offer | {ReportAction.TAKE_BACK}


def tables(report: Report, language: str) -> list[Table]:
    """Every table of counts: each cell leads to its records, also where Word has a chart of it."""
    frozen: Any = report.snapshot
    wanted = report_texts.LANGUAGES[language]
    made = [report_parts.table(name, frozen, wanted) for name in frozen.get("tables", {})]
    return [table for table in made if table is not None]


def untold(report: Report, language: str) -> list[tuple[str, list[str]]]:
    """What is said for each table of which nothing may be told, and the codes of its cells."""
    frozen: Any = report.snapshot
    wanted = report_texts.LANGUAGES[language]
    return [
        ("".join(map(str, said.parts)), [f"{name}.{n}" for n, _row in enumerate(rows, 1)])
        for name, rows in frozen.get("tables", {}).items()
        for said in report_parts.untold([name], frozen, wanted)
    ]
