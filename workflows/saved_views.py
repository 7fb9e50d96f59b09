"""Views that somebody keeps of a list: its filters under a name; nobody else ever sees them."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from workflows.errors import Conflict, Invalid, NotFound
from workflows.marking import N_
from workflows.models import SavedView
from workflows.once import once
from workflows.permissions import Actor

PLACES = ("queue", "documents", "findings")
LONGEST_NAME, LONGEST_QUERY, MOST = 60, 1000, 30
_OF_A_MOMENT = frozenset({"page", "view"})  # where one stands in a list is no part of what it shows


def of(session: Session, actor: Actor, place: str) -> list[SavedView]:
    """The actor's views of a list, by name."""
    known: dict[tuple[int, str], list[SavedView]] = once(session, SavedView, dict)
    mine = (actor.person_id, place)
    if mine not in known:
        query = select(SavedView).where(
            SavedView.person_id == actor.person_id, SavedView.place == place
        )
        known[mine] = list(session.scalars(query.order_by(SavedView.name, SavedView.id)))
    return list(known[mine])


def get(session: Session, public_id: str, actor: Actor) -> SavedView:
    """One of the actor's own views."""
    query = select(SavedView).where(
        SavedView.person_id == actor.person_id, SavedView.public_id == public_id
    )
    view = session.scalars(query).one_or_none()
    if view is None:
        raise NotFound(N_("There is no such view."))
    return view


def save(session: Session, actor: Actor, place: str, name: str, query: str) -> SavedView:
    """Keep filters under a name; the same name again replaces what it stood for."""
    if place not in PLACES:
        raise NotFound(N_("There is no such view."))
    name, filters = _named(name), cleaned(query)
    mine = of(session, actor, place)
    view = next((one for one in mine if one.name == name), None)
    if view is None:
        if len(mine) >= MOST:
            raise Invalid(N_("You keep %(most)s views of this list. Delete one first."), most=MOST)
        view = SavedView(
            person_id=actor.person_id, place=place, name=name, query="", is_default=False
        )
        session.add(view)
    view.query = filters
    session.flush()
    return view


def rename(session: Session, view: SavedView, actor: Actor, name: str) -> None:
    """Give a view another name."""
    name = _named(name)
    if any(one.name == name and one is not view for one in of(session, actor, view.place)):
        raise Conflict(N_("You have a view “%(name)s” already."), name=name)
    view.name = name
    session.flush()


def choose(session: Session, view: SavedView, *, default: bool) -> None:
    """Open the list with this view, or no more."""
    others = update(SavedView).where(
        SavedView.person_id == view.person_id, SavedView.place == view.place
    )
    session.execute(others.values(is_default=False))
    view.is_default = default
    session.flush()


def remove(session: Session, view: SavedView) -> None:
    """Forget a view."""
    session.delete(view)
    session.flush()


def cleaned(query: str) -> str:
    """The filters of an address, without what is empty or of a moment, always in the same order."""
    filters: Mapping[str, str] = dict(parse_qsl(query.removeprefix("?")))
    kept = {name: filters[name] for name in sorted(filters) if name not in _OF_A_MOMENT}
    text = urlencode(kept)
    if len(text) > LONGEST_QUERY:
        raise Invalid(N_("These filters are too long to keep."))
    return text


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise Invalid(N_("Give the view a name."))
    if len(name) > LONGEST_NAME:
        raise Invalid(N_("A name has at most %(most)s characters."), most=LONGEST_NAME)
    return name
