"""The items of one paper: how many wait, which one comes next, which ones stand on a page.

A paper may hold thousands: they are counted and found by the database, not loaded.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Select,
    bindparam,
    case,
    func,
    literal,
    null,
    or_,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.orm import Session, joinedload, selectinload

from workflows import document_lists, items, questions
from workflows.models import Document, DocumentVersion, Item, ItemPlace
from workflows.paging import Page, page
from workflows.permissions import Actor
from workflows.states import ItemKind, ItemState

WINDOW = 24  # items of a list beside the one that is judged


# What is shown of an item first of all, with it in one question.
_READ = (joinedload(Item.fields), joinedload(Item.places), joinedload(Item.decisions))
_ASKED = (Item.state == ItemState.DOUBT) & (Item.awaits == questions.ANSWER)


@dataclass(frozen=True, slots=True)
class Tally:
    """The items of a version: how many there are, are decided, wait for a reader; by page."""

    total: int = 0
    decided: int = 0
    waiting: int = 0
    confirmed: int = 0  # by the company, unread by reviewers
    with_company: int = 0  # its answer is awaited
    asked: int = 0  # in doubt, until the company answers a question
    pages: dict[int, int] = field(default_factory=dict)  # page: those that wait on it
    place: int = 0  # of the item that was asked about, in reading order, from 1

    @property
    def undecided(self) -> int:
        """Those without a verdict, whoever gives it."""
        return self.total - self.decided - self.confirmed

    @property
    def at_company(self) -> int:
        """Those that wait for the company: its answer, or its word on what was read."""
        return self.with_company + self.asked

    @property
    def with_others(self) -> int:
        """Those that wait for another reader than this one."""
        return self.undecided - self.waiting - self.at_company

    @property
    def judged(self) -> int:
        """Those that are decided, or that this reader judged and another one looks at now."""
        return self.decided + self.with_others


def _of(version: DocumentVersion) -> tuple[ColumnElement[bool], ...]:
    """What every question here is about: items of a version that stand in lists."""
    return Item.version_id == version.id, items.IN_LISTS


def tally(
    session: Session, version: DocumentVersion, actor: Actor, *, at: Item | None = None
) -> Tally:
    """Count the items of a version, as far as they wait for this reader; up to the one ``at``."""
    asked = {"version": version.id, "position": at.position if at else 0, "at": at.id if at else 0}
    found: Sequence[Any] = session.execute(_counted(actor.person_id), asked).all()
    rows = [row for row in found if row[2] is not None]
    total, decided, waiting, confirmed, with_company, asked_of, place = (
        sum(int(row[column]) for row in rows) for column in range(1, 8)
    )
    pages = {row[0]: int(row[3]) for row in rows if row[3]}
    for number, count, *_sums in (row for row in found if row[2] is None):
        pages[number] = pages.get(number, 0) + count
    return Tally(total, decided, waiting, confirmed, with_company, asked_of, pages, place)


@lru_cache(maxsize=256)  # one of the longest questions: to say it takes longer than its answer
def _counted(person_id: int) -> CompoundSelect[Any]:
    """Of a ``version``, by page: how many items there are, how many of them stand how; how many
    stand up to ``at`` on ``position``. Then those that wait on a further page, without the rest.
    """
    version: BindParameter[int] = bindparam("version")
    waits = items.waits_for_person(person_id)
    of = Item.version_id == version, items.IN_LISTS
    query = (
        select(
            Item.page,
            func.count(),
            func.sum(case((Item.state.in_(document_lists.DECIDED), 1), else_=0)),
            func.sum(case((waits, 1), else_=0)),
            func.sum(case((Item.state == ItemState.CONFIRMED, 1), else_=0)),
            func.sum(case((items.AWAITED, 1), else_=0)),
            func.sum(case((_ASKED, 1), else_=0)),
            func.sum(case((_upto(bindparam("position"), bindparam("at")), 1), else_=0)),
        )
        .where(*of)
        .group_by(Item.page)
    )
    # A name that stands on other pages too waits there as well.
    again = (
        select(ItemPlace.page, func.count(Item.id.distinct()), *(null() for _sum in range(6)))
        .join(Item, Item.id == ItemPlace.item_id)
        .where(*of, waits, ItemPlace.page != Item.page)
        .group_by(ItemPlace.page)
    )
    return union_all(query, again)


def one(session: Session, version: DocumentVersion, public_id: str) -> Item | None:
    """The item of a version with this id."""
    query = select(Item).where(Item.public_id == public_id, *_of(version)).options(*_READ)
    return session.scalars(query).unique().one_or_none()


def first(
    session: Session,
    version: DocumentVersion,
    actor: Actor,
    *,
    besides: Item | None = None,
    which: ColumnElement[bool] | None = None,
) -> Item | None:
    """The first item that waits for this reader, ``besides`` the one they are at."""
    query = _waiting(version, actor).order_by(*items.ORDER)
    if which is not None:
        query = query.where(which)
    if besides is not None:
        query = query.where(Item.id != besides.id)
    return session.scalars(query.limit(1).options(*_READ)).unique().one_or_none()


def around(
    session: Session, version: DocumentVersion, actor: Actor, item: Item | None
) -> tuple[Item | None, Item | None]:
    """The waiting items before and after one, in a circle.

    Beside one that does not wait itself stands the first that does.
    """
    if item is None:
        return None, first(session, version, actor)
    asked = {"version": version.id, "item": item.id}
    rows = {row[0]: row[1] for row in session.execute(_around(actor.person_id), asked)}
    if 0 not in rows:
        return None, first(session, version, actor)
    return rows.get(1), rows.get(2)


@lru_cache(maxsize=256)  # as above
def _around(person_id: int) -> Select[int, Item]:
    """An ``item`` of a ``version`` (0), the one that waits before it (1) and the one after it (2):
    in one question.
    """
    item: BindParameter[int] = bindparam("item")
    version: BindParameter[int] = bindparam("version")
    waits = items.waits_for_person(person_id)
    ordered: list[ColumnElement[Any]] = [
        column.label(f"order_{n}") for n, column in enumerate(items.ORDER)
    ]
    here = select(*ordered).where(Item.id == item, waits).cte("here")
    number = list(here.c)[-1]  # of the item: the last thing that is ordered by
    # Looked up and not joined: SQLite would go through all items there are to prepare a join.
    itself = select(*here.c).scalar_subquery()
    before = case((tuple_(*items.ORDER) < itself, 0), else_=1)
    others = select(Item.id).where(Item.version_id == version, items.IN_LISTS, waits)
    others = others.where(Item.id != select(number).scalar_subquery())
    backwards = [column.desc() for column in items.ORDER]
    looks = [
        others.order_by(before, *backwards).limit(1),
        others.order_by(before.desc(), *items.ORDER).limit(1),
    ]
    found = union_all(
        select(literal(0).label("which"), number.label("number")),
        *(select(literal(n), look.subquery().c.id) for n, look in enumerate(looks, start=1)),
    ).subquery()
    return select(found.c.which, Item).join(Item, Item.id == found.c.number)


def _waiting(version: DocumentVersion, actor: Actor) -> Select[Item]:
    return select(Item).where(*_of(version), items.waits_for(actor))


def place(session: Session, item: Item) -> int:
    """Which item of its version it is, in reading order, from 1."""
    query = select(func.count()).where(Item.version_id == item.version_id, items.IN_LISTS)
    return session.scalar(query.where(_upto(literal(item.position), literal(item.id)))) or 0


def _upto(position: ColumnElement[int], number: ColumnElement[int]) -> ColumnElement[bool]:
    """The item with this number in this position, and those before it in reading order."""
    return or_(Item.position < position, (Item.position == position) & (Item.id <= number))


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside an item: a window of its version's list, and what is on the page."""

    begin: int  # the place of the first of the window, from 1
    nearby: list[Item]
    on_page: list[Item]  # and the item itself


def beside(
    session: Session,
    version: DocumentVersion,
    *,
    place: int,
    total: int,
    number: int,
    current: Item | None,
) -> Beside:
    """The items of a version round the one in this place (from 1), and those on page ``number``.

    The window holds all ``total`` of them, unless the version has more than one looks through.
    """
    before = max(min(place - 1 - WINDOW // 2, total - WINDOW), 0)
    order = Item.position, Item.id
    window = (
        select(Item.id)
        .where(*_of(version))
        .order_by(*order)
        .offset(before)
        .limit(WINDOW)
        .cte("window_of_items")
    )
    query = (
        select(Item, window.c.id)
        .outerjoin(window, window.c.id == Item.id)
        .where(*_of(version), or_(window.c.id.is_not(None), _stands(number, current)))
        .order_by(*order)
        .options(selectinload(Item.fields), joinedload(Item.places))  # few have a further place
    )
    rows = session.execute(query).unique().all()
    on_page = [
        item
        for item, _near in rows
        if item is current or number in {item.page, *(place.page for place in item.places)}
    ]
    return Beside(before + 1, [item for item, near in rows if near is not None], on_page)


def _stands(number: int, current: Item | None = None) -> ColumnElement[bool]:
    """Items that stand on a page, and the current one wherever it stands."""
    also = select(ItemPlace.id).where(ItemPlace.item_id == Item.id, ItemPlace.page == number)
    here = or_(Item.page == number, also.exists())
    return here if current is None else or_(here, Item.id == current.id)


def on_page(session: Session, version: DocumentVersion, number: int) -> list[Item]:
    """The items that stand on a page, in reading order; with their places."""
    query = (
        select(Item)
        .where(*_of(version), _stands(number))
        .order_by(Item.position, Item.id)
        .options(selectinload(Item.fields), selectinload(Item.places))
    )
    return list(session.scalars(query))


def certificates(session: Session, version: DocumentVersion) -> list[Item]:
    """The certificates of a version, with their fields: there are few of them."""
    query = (
        select(Item)
        .where(*_of(version), Item.kind == ItemKind.CERTIFICATE)
        .order_by(Item.position, Item.id)
        .options(selectinload(Item.fields))
    )
    return list(session.scalars(query))


def listing(session: Session, document: Document, number: int = 1) -> Page[Item]:
    """A page of the items of the newest version, in reading order, with their fields."""
    newest = select(DocumentVersion.id).where(
        DocumentVersion.document_id == document.id, document_lists.NEWEST
    )
    query = (
        select(Item)
        .where(Item.version_id == newest.scalar_subquery(), items.IN_LISTS)
        .order_by(Item.position, Item.id)
        .options(selectinload(Item.fields))
    )
    return page(session, query, number)
