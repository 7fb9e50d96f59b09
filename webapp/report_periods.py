"""The periods that a new report can be of, as one chooses them."""

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext

from workflows import reports
from workflows.material import Period
from workflows.models import Report

_YEARS = 4


def choices(day: date, made: Sequence[Report]) -> tuple[list[tuple[str, str]], str]:
    """The agreement's last years with what to know of each, and the one that is meant most often.

    That is the last year that is over; where there is a report of it already, none is.
    """
    year = day.year if day.month >= 7 else day.year - 1
    names = [f"{y}-{y + 1}" for y in range(year, year - _YEARS, -1)]
    found = [(name, _said(name, day, made)) for name in names]
    if _reported(reports.period_named(names[1]), made):
        return [("", str(gettext("Choose a period"))), *found], ""
    return found, names[1]


def _said(name: str, day: date, made: Sequence[Report]) -> str:
    """A report of a year that runs is of a part of it; a second one of the same days hides more."""
    shown, period = name.replace("-", "–"), reports.period_named(name)
    said = [] if period.last < day else [gettext("not over yet")]
    if _reported(period, made):
        said.append(gettext("there is a report already"))
    return f"{shown} ({', '.join(said)})" if said else shown


def _reported(period: Period, made: Sequence[Report]) -> bool:
    return any(one.period_from <= period.last and one.period_to >= period.first for one in made)
