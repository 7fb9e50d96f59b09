"""The first rows of many buckets and how many rows each has, found in one look at the database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import CTE, ColumnElement, case, func, literal, select, union_all
from sqlalchemy.orm import Session


@dataclass(slots=True)
class First:
    """The numbers of the first rows of a bucket, how many rows it has in all, and by flag."""

    ids: list[int]
    total: int
    flagged: dict[str, int] = field(default_factory=dict)


def flags(conditions: Mapping[str, ColumnElement[bool]]) -> list[ColumnElement[int]]:
    """A column for each bucket: 1 where the row is in it."""
    return [case((which, 1), else_=0).label(name) for name, which in conditions.items()]


def of(
    session: Session,
    seen: CTE,
    order: Sequence[ColumnElement[Any]],
    names: Iterable[str],
    most: int,
    *,
    rest: str = "",
    flagged: Sequence[str] = (),
) -> dict[str, First]:
    """The first rows of every bucket that has any, all of them found in one look.

    ``order`` is of columns of ``seen``. ``rest`` is the bucket that leaves out what another one
    has; ``flagged`` names columns of 1 and 0 whose ones are counted in each bucket.
    """
    looks, buckets = [], list(names)
    for name in buckets:
        within = [seen.c[name] == 1]
        if name == rest:
            within += [seen.c[other] == 0 for other in buckets if other != rest]
        total = func.count().over().label("total")
        place = func.row_number().over(order_by=order).label("place")
        sums = [func.sum(seen.c[flag]).over().label(flag) for flag in flagged]
        these = select(seen.c.id, total, place, *sums).where(*within).subquery()
        first = these.c.place <= most
        counts = [these.c[flag] for flag in flagged]
        shown = (these.c.id, these.c.total, these.c.place, *counts)
        looks.append(select(literal(name), *shown).where(first))
    found: dict[str, First] = {}
    rows = session.execute(union_all(*looks)).all()
    for name, number, total, _place, *counts in sorted(rows, key=lambda row: row[3]):
        ones = dict(zip(flagged, map(int, counts), strict=True))
        found.setdefault(name, First([], total, ones)).ids.append(number)
    return found
