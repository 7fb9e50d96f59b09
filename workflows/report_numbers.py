"""The numbers of reports, and which one counts of several that were published of the same days."""

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflows import clock
from workflows.models import Report
from workflows.report_words import Words
from workflows.states import IN_FORCE


def following(session: Session, report: Report) -> str:
    """The number of a report that becomes final; a corrected version has that of the first."""
    if report.corrects is not None and report.corrects.number is not None:
        return report.corrects.number
    if report.year is not None:  # the next one would tell how many others made theirs
        return f"{report.year.starts}-{report.year.starts + 1}-{report.public_id[:6]}"
    year = clock.today(session).year
    query = select(func.count(Report.number.distinct())).where(
        Report.number.like(f"{year}-%"), Report.year_id.is_(None)
    )
    return f"{year}-{(session.scalar(query) or 0) + 1:02d}"


def named(report: Report) -> Words:
    """The number of a report, with its version from the second one on; empty where it has neither.

    Two versions have one number: without the version nobody could tell them apart. A draft that
    corrects a report has that one's already.
    """
    first = report.corrects or report
    number = [known] if (known := report.number or first.number) else []
    if report.edition == 1:
        return Words(*(number or [""]) * 2)
    dutch, english = ([*number, f"{word} {report.edition}"] for word in ("versie", "version"))
    return Words(", ".join(dutch), ", ".join(english))


def replaced(rows: Iterable[Report]) -> dict[int, Report]:
    """By the id of a published report the one of the same kind and days that was published last.

    That one counts; what was withdrawn counts no more, and replaces nothing.
    """
    newest: dict[tuple[object, ...], Report] = {}
    published = [row for row in rows if row.state in IN_FORCE]
    for row in sorted(published, key=lambda one: (str(one.published_at), one.id)):
        newest[_of(row)] = row
    return {row.id: newest[_of(row)] for row in published if newest[_of(row)] is not row}


def _of(row: Report) -> tuple[object, ...]:
    return row.kind, row.year_id, row.period_from, row.period_to
