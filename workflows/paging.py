"""One page of a list: its rows, how many there are in all, and which page of how many."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

PAGE_SIZE = 50

Row = TypeVar("Row")
Other = TypeVar("Other")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """The rows of page ``number`` (from 1) of ``last``; ``total`` counts every page.

    ``beyond`` says that there are more than were counted: those cannot be turned to.
    """

    rows: list[Row]
    total: int
    number: int
    last: int
    beyond: bool = False

    def showing(self, rows: list[Other]) -> "Page[Other]":
        """The same page, its rows made into something else."""
        return Page(rows, self.total, self.number, self.last, self.beyond)


def page(
    session: Session,
    query: Select[Row],
    number: int,
    *,
    size: int = PAGE_SIZE,
    most: int | None = None,
) -> Page[Row]:
    """A page of what the query finds; a number beyond the last one gives the last one.

    Where millions may be found, ``most`` bounds how far they are counted and turned to.
    """
    rows = list(session.scalars(query.limit(size))) if number == 1 else []
    if number == 1 and len(rows) < size:  # all that there are: they need not be counted too
        return Page(rows, len(rows), 1, 1)
    counted = query.order_by(None)
    if most is not None:
        counted = counted.limit(most + 1)
    found = session.scalar(select(func.count()).select_from(counted.subquery())) or 0
    total = found if most is None else min(found, most)
    number, last = clamped(number, total, size)
    if not rows:
        rows = list(session.scalars(query.offset((number - 1) * size).limit(size)))
    return Page(rows, total, number, last, beyond=found > total)


def clamped(number: int, total: int, size: int = PAGE_SIZE) -> tuple[int, int]:
    """The page that there is for a number that was asked for, and the last one."""
    last = max(1, -(-total // size))
    return min(max(number, 1), last), last
