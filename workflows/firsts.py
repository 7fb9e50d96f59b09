"""The first rows of many buckets and how many rows each has, found in one look at the database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import CTE, ColumnElement, case, func, literal, select, union_all
from sqlalchemy.orm import Session


@dataclass(slots=True)
class First:
    """The numbers of the first rows of a bucket, and how many rows it has in all."""

    ids: list[int]
    total: int


def flags(conditions: Mapping[str, ColumnElement[bool]]) -> list[ColumnElement[int]]:
    """A column for each bucket: 1 where the row is in it."""
    return [case((which, 1), else_=0).label(name) for name, which in conditions.items()]


def of(
    session: Session,
    seen: CTE,
    order: Sequence[str],
    names: Iterable[str],
    most: int,
    *,
    rest: str = "",
) -> dict[str, First]:
    """The first rows of every bucket that has any, all of them found in one look.

    ``rest`` is the bucket that leaves out what another one has.
    """
    looks, buckets = [], list(names)
    for name in buckets:
        within = [seen.c[name] == 1]
        if name == rest:
            within += [seen.c[other] == 0 for other in buckets if other != rest]
        total = func.count().over().label("total")
        place = func.row_number().over(order_by=[seen.c[one] for one in order]).label("place")
        these = select(seen.c.id, total, place).where(*within).subquery()
        first = these.c.place <= most
        looks.append(select(literal(name), these.c.id, these.c.total, these.c.place).where(first))
    found: dict[str, First] = {}
    rows = session.execute(union_all(*looks)).all()
    for name, number, total, _place in sorted(rows, key=lambda row: row[3]):
        found.setdefault(name, First([], total)).ids.append(number)
    return found
