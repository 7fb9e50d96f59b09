"""Objectives of a report: the share of a total that was meant to be reached, beside what was."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from workflows import events, report_changes
from workflows.errors import Invalid, NotAllowed
from workflows.figure_bases import BASES
from workflows.marking import N_
from workflows.models import Report, ReportGoal
from workflows.performing import ONLY
from workflows.permissions import Actor, Who
from workflows.states import ReportState

ONLY_A_DRAFT = N_("Only a draft can be written in. Send it back to draft first.")
A_SHARE = N_("A goal is a share of the total: a whole number from 1 to 100.")
CODES = ("F102", *BASES)
"""Figures that are a part of a total, and so can have a share as their goal."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A goal in percent and what was reached.

    None where that figure or its total is ``hidden``, and where there is nothing of which to reach
    a part: its total is 0.
    """

    code: str
    goal: int
    reached: int | None
    value: int | None
    over: int | None
    hidden: bool


def of(session: Session, report: Report) -> dict[str, int]:
    """The goals of a report in percent, by the code of the figure."""
    query = select(ReportGoal).where(ReportGoal.report_id == report.id)
    known = {row.code: row.percent for row in session.scalars(query)}
    return {code: known[code] for code in CODES if code in known}


def before(session: Session, report: Report) -> dict[str, int]:
    """Those of the edition that this one corrects; none where it corrects none."""
    return of(session, report.corrects) if report.corrects is not None else {}


def outcomes(report: Report, goals: Mapping[str, int]) -> list[Outcome]:
    """Goal and result, in the order of the figures."""
    figures: Any = report.snapshot.get("figures", [])
    shown = {figure["code"]: figure for figure in figures}
    found = []
    for code in CODES:
        if code in goals and code in shown:
            value, over = shown[code]["value"], shown[code]["over"]
            if value is None or over is None:
                found.append(Outcome(code, goals[code], None, None, None, hidden=True))
                continue
            reached = round(100 * value / over) if over else None
            found.append(Outcome(code, goals[code], reached, value, over, hidden=False))
    return found


def is_named(goal: int, text: str) -> bool:
    """Whether a text, in Dutch or English, names a goal: “80%”, “80 procent”, “80 percent”."""
    return re.search(rf"(?<![\d.,]){goal}\s*(?:%|procent\b|per ?cent\b)", text) is not None


def carry(session: Session, report: Report) -> None:
    """A new report begins with the goals of the one before it: they seldom change.

    A corrected edition begins with those of the edition that it corrects, whatever came since.
    """
    if report.year_id is not None:
        return
    newest = (
        select(ReportGoal.report_id)
        .join(Report, Report.id == ReportGoal.report_id)
        .where(ReportGoal.report_id < report.id, Report.year_id.is_(None))
        .order_by(ReportGoal.report_id.desc())
        .limit(1)
    )
    from_which = report.corrects_id or session.scalar(newest)
    for row in session.scalars(select(ReportGoal).where(ReportGoal.report_id == from_which)):
        session.add(ReportGoal(report_id=report.id, code=row.code, percent=row.percent))


def keep(session: Session, report: Report, given: Mapping[str, str], actor: Actor) -> None:
    """Keep the goals as they were filled in; an empty one is no goal."""
    if not actor.is_secretariat:
        raise NotAllowed(ONLY[Who.SECRETARIAT])
    if report.year_id is not None:
        raise NotAllowed(N_("Only a report of the agreement has goals."))
    if report.state is not ReportState.DRAFT:
        raise NotAllowed(ONLY_A_DRAFT)
    wanted: dict[str, int] = {}
    for code in CODES:
        text = given.get(code, "").strip().removesuffix("%").strip()
        if text:
            if not (text.isascii() and text.isdecimal() and 1 <= int(text[:4]) <= 100):
                raise Invalid(A_SHARE)
            wanted[code] = int(text)
    said: dict[str, object] = {"goals": wanted}
    if wanted == of(session, report):
        said["same"] = True
    _replace(session, report, wanted)
    deed = events.Deed(report.public_id, report_changes.GOALS, None, said)
    events.append_all(session, actor, "report", [deed])


def _replace(session: Session, report: Report, wanted: Mapping[str, int]) -> None:
    session.execute(delete(ReportGoal).where(ReportGoal.report_id == report.id))
    for code, percent in wanted.items():
        session.add(ReportGoal(report_id=report.id, code=code, percent=percent))
    session.flush()
