"""One page of a list: its rows, how many there are in all, and which page of how many."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

PAGE_SIZE = 50

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """The rows of page ``number`` (from 1) of ``last``; ``total`` counts every page."""

    rows: list[Row]
    total: int
    number: int
    last: int


def page(session: Session, query: Select[Row], number: int, *, size: int = PAGE_SIZE) -> Page[Row]:
    """A page of what the query finds; a number beyond the last one gives the last one."""
    total = session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    last = max(1, -(-total // size))
    number = min(max(number, 1), last)
    rows = session.scalars(query.offset((number - 1) * size).limit(size))
    return Page(list(rows), total, number, last)
