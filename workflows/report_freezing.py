"""Freeze a report: its figures as they are now, hashed, with the book of what is behind them."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows import clock, events, ledger_book, report_goals
from workflows.ledger_book import Ledger
from workflows.material import Period
from workflows.models import MemberYear, Person, Report, ReportLedger
from workflows.permissions import Actor
from workflows.report_kinds import ReportKind
from workflows.transitions import REPORTS

_A_MOMENT = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Frozen:
    """What a report is of, and what was counted for it; ``year``: of one company.

    ``cutoff``: when that was, of figures that are taken over; None: now.
    """

    kind: ReportKind
    period: Period
    language: str
    figures: Mapping[str, object]
    records: Ledger
    year: MemberYear | None = None
    cutoff: datetime | None = None


@dataclass(frozen=True, slots=True)
class Correcting:
    """The edition that the new one corrects, and why, in its own language and in the other one."""

    report: Report
    reason: str
    translated: str = ""


def as_in(session: Session, report: Report) -> Frozen:
    """What a report froze once more, for an edition in which other things than figures change.

    Its own hash is another one: it says of which snapshot it is.
    """
    kept = session.get(ReportLedger, report.id)
    return Frozen(
        ReportKind(report.kind),
        Period(report.period_from, report.period_to),
        report.language,
        report.snapshot | {"taken_over": report.snapshot_hash},
        ledger_book.unpacked(kept.book) if kept is not None else {},
        report.year,
        report.cutoff,
    )


def keeps_figures(report: Report) -> bool:
    """Whether a corrected version has the figures of the one that it corrects, not new ones."""
    return report.corrects_id is not None and "taken_over" in report.snapshot


def keep(
    session: Session, frozen: Frozen, actor: Actor, *, correcting: Correcting | None
) -> Report:
    """A draft on what was counted.

    Asked for twice in a moment, by a double click say, it gives the draft that there is already.
    """
    # One at a time for a person: of two that are asked for at once the second finds the first.
    session.execute(select(Person.id).where(Person.id == actor.person_id).with_for_update())
    at = clock.now(session)
    cutoff = frozen.cutoff or at
    ledger = ledger_book.digest(frozen.records)
    figures = {**frozen.figures, "cutoff": cutoff.isoformat(), "ledger": ledger}
    corrects = correcting.report if correcting is not None else None
    if just_made := _just_made(session, frozen, actor, figures, corrects):
        return just_made
    # Through JSON and back: what is hashed is what the database gives again.
    figures = json.loads(_canonical(figures))
    report = Report(
        kind=frozen.kind.value,
        year=frozen.year,
        period_from=frozen.period.first,
        period_to=frozen.period.last,
        language=frozen.language,
        state=REPORTS.initial,
        cutoff=cutoff,
        snapshot=figures,
        snapshot_hash=_digest(figures),
        edition=corrects.edition + 1 if corrects is not None else 1,
        corrects=corrects,
        correction=correcting.reason if correcting is not None else "",
        correction_translated=correcting.translated if correcting is not None else "",
        created_by_id=actor.person_id,
        created_at=at,
    )
    session.add(report)
    session.flush()
    session.add(ReportLedger(report_id=report.id, book=ledger_book.packed(frozen.records)))
    report_goals.carry(session, report)
    events.append(
        session,
        actor,
        "report",
        report.public_id,
        "create",
        organisation_id=frozen.year.organisation_id if frozen.year is not None else None,
        target=REPORTS.initial,
        hash=report.snapshot_hash,
        period=f"{frozen.period.first}..{frozen.period.last}",
    )
    return report


def intact(report: Report) -> bool:
    """Whether the frozen figures are still those that were hashed."""
    return _digest(report.snapshot) == report.snapshot_hash


def ran_on(report: Report) -> bool:
    """Whether the period was not over when its figures were frozen."""
    return report.period_to >= clock.day(report.cutoff)


def _just_made(
    session: Session,
    frozen: Frozen,
    actor: Actor,
    figures: dict[str, Any],
    corrects: Report | None,
) -> Report | None:
    """The actor's own draft of the same figures, from less than a minute ago."""
    query = select(Report).where(
        Report.created_by_id == actor.person_id,
        Report.kind == frozen.kind.value,
        Report.year_id == (frozen.year.id if frozen.year is not None else None),
        Report.period_from == frozen.period.first,
        Report.period_to == frozen.period.last,
        Report.language == frozen.language,
        Report.state == REPORTS.initial,
        Report.corrects_id == (corrects.id if corrects is not None else None),
        Report.created_at > clock.now(session) - _A_MOMENT,
    )
    report = session.scalars(query.order_by(Report.id.desc()).limit(1)).one_or_none()
    if report is None:
        return None
    same = json.loads(_canonical(figures | {"cutoff": ""}))
    return report if report.snapshot | {"cutoff": ""} == same else None


def _canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _digest(value: object) -> str:
    return hashlib.sha256(_canonical(value).encode()).hexdigest()
