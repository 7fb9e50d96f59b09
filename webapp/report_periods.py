"""Of which days a new report is: a year of the agreement, or two days of one's own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext
from sqlalchemy.orm import Session

from webapp import params
from workflows import aggregates, reports
from workflows.errors import Invalid
from workflows.marking import N_
from workflows.material import Period
from workflows.models import Report

_YEARS = 4
NOT_CHOSEN = N_("Choose a period, or give the two days of another one.")


def asked(form: Mapping[str, str]) -> Period:
    """The days that were filled in, or else the year that was chosen.

    Invalid for one day alone, and where nothing was chosen.
    """
    first, last = form.get("first", "").strip(), form.get("last", "").strip()
    if not own(form):
        if not form.get("period"):
            raise Invalid(NOT_CHOSEN)
        return reports.period_named(form["period"])
    begins, ends = params.a_date(first), params.a_date(last)
    if begins is None or ends is None:
        raise Invalid(N_("Give the first and the last day of the period."))
    return reports.period_named(f"{begins}..{ends}")


def own(form: Mapping[str, str]) -> bool:
    """Whether days of one's own were filled in: they go before the year that was chosen."""
    return bool(form.get("first", "").strip() or form.get("last", "").strip())


def met(period: Period, given: Sequence[Report]) -> list[Report]:
    """Those of the reports that were given out on some of these days."""
    return [one for one in given if _reported(period, [one])]


@dataclass(frozen=True, slots=True)
class Hidden:
    """How many figures, and how many rows of tables, are hidden of how many."""

    figures: tuple[int, int]
    cells: tuple[int, int]


def hidden(session: Session, period: Period) -> Hidden:
    """What a draft of these days would hide if it were made now; nothing is kept."""
    frozen: Any = aggregates.snapshot(session, period)[0]
    rows = [row for table in frozen["tables"].values() for row in table]
    return Hidden(_hidden(frozen["figures"]), _hidden(rows))


def _hidden(rows: Sequence[Mapping[str, Any]]) -> tuple[int, int]:
    return sum(bool(row["hidden"]) for row in rows), len(rows)


def choices(
    day: date, made: Sequence[Report], begun: date | None
) -> tuple[list[tuple[str, str]], str]:
    """The agreement's last years with what to know of each, and the one that is meant most often.

    That is the last year that is over; where there is a report of it already, none is. ``begun``:
    the day on which the first document came in; None: none did yet.
    """
    year = day.year if day.month >= 7 else day.year - 1
    names = [f"{y}-{y + 1}" for y in range(year, year - _YEARS, -1)]
    found = [(name, _said(name, day, made, begun)) for name in names]
    if _reported(reports.period_named(names[1]), made):
        return [("", str(gettext("Choose a period"))), *found], ""
    return found, names[1]


def _said(name: str, day: date, made: Sequence[Report], begun: date | None) -> str:
    """A report of a year that runs is of a part of it; a second one of the same days hides more."""
    shown, period = name.replace("-", "–"), reports.period_named(name)
    said = [] if period.last < day else [gettext("not over yet")]
    if begun is None or period.last < begun:
        said.append(gettext("no documents"))
    if _reported(period, made):
        said.append(gettext("there is a report already"))
    return f"{shown} ({', '.join(said)})" if said else shown


def _reported(period: Period, made: Sequence[Report]) -> bool:
    return any(one.period_from <= period.last and one.period_to >= period.first for one in made)
