"""How soon something has to be done: late, within a week, later, or without a day."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, case, func, select
from sqlalchemy.orm import Session

LATE, WEEK, LATER, UNDATED = "late", "week", "later", "undated"
ORDER = (LATE, WEEK, LATER, UNDATED)
NEAR = timedelta(days=7)


def of(due: date | None, today: date) -> str:
    """One of ``ORDER``; what is due today is not late."""
    if due is None:
        return UNDATED
    return LATE if due < today else WEEK if due <= today + NEAR else LATER


def conditions(due: SQLColumnExpression[Any], today: date) -> dict[str, ColumnElement[bool]]:
    """The same for rows of the database; one without a day is in none of them."""
    soon = today + NEAR
    return {LATE: due < today, WEEK: due.between(today, soon), LATER: due > soon}


def counted(days: Iterable[date | None], today: date) -> dict[str, int]:
    """How many of the days are how urgent; those that there are none of are left out."""
    found: dict[str, int] = {}
    for day in days:
        found[of(day, today)] = found.get(of(day, today), 0) + 1
    return found


def completed(dated: Mapping[str, int], total: int) -> dict[str, int]:
    """Counts by the database, with those of ``total`` that have no day."""
    found = {one: count for one, count in dated.items() if count}
    rest = total - sum(found.values())
    return found | ({UNDATED: rest} if rest else {})


def of_query(
    session: Session, query: Select[Any], due: SQLColumnExpression[Any], today: date
) -> dict[str, int]:
    """How many of the rows that a query finds are how urgent, in one question."""
    urgent = conditions(due, today)
    flags = (case((which, 1), else_=0).label(one) for one, which in urgent.items())
    rows = query.order_by(None).with_only_columns(*flags).subquery()
    sums = (func.coalesce(func.sum(rows.c[one]), 0) for one in urgent)
    total, *dated = session.execute(select(func.count(), *sums).select_from(rows)).one()
    return completed(dict(zip(urgent, map(int, dated), strict=True)), total)
