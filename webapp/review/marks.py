"""Marks of items: boxes on a page's picture, and stretches of its text."""

from collections.abc import Sequence
from dataclasses import dataclass

from webapp import passages
from workflows import items
from workflows.models import DocumentPage, Item
from workflows.permissions import Actor
from workflows.states import ItemState

PARKED = "parked"  # nobody is to judge it now
COLOURS = {
    ItemState.OPEN: "open",
    ItemState.DOUBT: "open",
    ItemState.SECOND: "second",
    ItemState.APPROVED: "approved",
    ItemState.REJECTED: "rejected",
    ItemState.SET_ASIDE: "rejected",
    ItemState.CONFIRMED: "approved",
}


@dataclass(frozen=True)
class Mark:
    """A box on the page: which item and which of its mentions, how it stands, and where."""

    item: Item
    mention: int  # from 1
    look: str
    box: tuple[float, float, float, float]
    current: bool
    linked: bool  # another field, or another mention, of the current item
    field: str  # which one of its fields stands there


def of_page(
    rows: Sequence[Item], current: Item | None, number: int, mention: int, me: Actor
) -> list[Mark]:
    """The boxes on a page; of the current item its other fields too, and one mention as the one."""
    found = []
    for row in rows:
        mine, look = row is current, PARKED if items.is_parked(row, me) else COLOURS[row.state]
        name = items.main(row)
        for place, one in enumerate(items.mentions(row), start=1):
            if one.page == number and one.box is not None:
                here = mine and place == mention
                found.append(Mark(row, place, look, one.box, here, mine and not here, name))
        for field in row.fields if mine else ():
            page, box = items.stands(field)
            if field.name != name and page == number and box is not None:
                found.append(Mark(row, mention, look, box, False, linked=True, field=field.name))
    found.sort(key=lambda mark: (mark.current, mark.linked))
    return found


def in_text(
    page: DocumentPage | None, mentions: Sequence[items.Mention], mention: int
) -> tuple[passages.Passage, ...]:
    """The text of a page with the line of the current mention marked, and the name in it."""
    if page is None:
        return ()
    place = mentions[mention - 1] if mentions else None
    if place is None or place.page != page.number:
        return (passages.Passage(page.text),)
    return passages.marked(page.text, place.quote, place.text)
