"""The screen: the page and the item beside each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from flask import render_template, request
from flask.typing import ResponseReturnValue

from webapp import db, passages
from webapp.auth import actor
from webapp.review import locking, prefilling
from webapp.review.pages import blueprint
from workflows import (
    deciding,
    documents,
    earlier,
    item_lists,
    items,
    pages,
    queue,
    rules,
    undoing,
)
from workflows.errors import NotAllowed
from workflows.models import Document, DocumentPage, DocumentVersion, Item
from workflows.performing import ONLY
from workflows.permissions import Actor, Who
from workflows.states import ItemState, RejectReason
from workflows.verdicts import suggested

NOTHING: Mapping[str, str] = MappingProxyType({})

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
    """A box on the page: which item, how it stands, and where."""

    item: Item
    look: str
    box: tuple[float, float, float, float]
    current: bool
    linked: bool  # another field of the current item


@blueprint.get("/<document_id>")
def screen(document_id: str) -> ResponseReturnValue:
    """The page and the item beside each other."""
    me, session = actor(), db.session()
    document = documents.get(session, document_id, me)
    if not items.actor_reviews(session, document, me) and not me.is_secretariat:
        raise NotAllowed(ONLY[Who.REVIEWER])
    version = documents.current(document)
    item = item_lists.one(session, version, request.args.get("item", ""))
    if item is None and "page" not in request.args:
        item = item_lists.first(session, version, me)
    mention = request.args.get("mention", 1, type=int)
    answer = shown(document, item, me, mention=mention)
    db.commit()  # the lock of this reading
    return answer


def shown(
    document: Document,
    item: Item | None,
    me: Actor,
    *,
    number: int | None = None,
    mention: int = 1,
    said: str = "",
    problem: str = "",
    kept: Mapping[str, str] = NOTHING,
    status: int = 200,
) -> ResponseReturnValue:
    """The screen; after a mistake ``kept`` is what was filled in, and ``problem`` what is wrong."""
    session = db.session()
    taken = locking.entered(document, item, me)
    version = documents.current(document)
    before = earlier.verdict(session, item, me) if item else None
    takes_over = before is not None and request.args.get("take") == "earlier"
    if before is not None and takes_over and not kept:
        kept = prefilling.from_earlier(before)
    places = items.mentions(item) if item else []
    mention = min(max(mention, 1), max(len(places), 1))
    if number is None:
        number = places[mention - 1].page if item else request.args.get("page", 1, type=int)
    number = min(max(number, 1), max(version.page_count, 1))
    tally = item_lists.tally(session, version, me)
    position = item_lists.place(session, item) if item else 0
    begin, nearby = item_lists.window(session, version, position)
    page = pages.of(session, version, number)
    context = {
        "document": document,
        "version": version,
        "item": item,
        "position": position,
        "nearby": nearby,
        "begin": begin,
        "tally": tally,
        "around": item_lists.around(session, version, me, item),
        "page": page,
        "words": pages.words(page) if page else [],
        "mentions": places,
        "mention": mention,
        "passages": _passages(page, places[mention - 1] if item else None) if page else (),
        "number": number,
        "strip": pages.strip(tally.pages, version.page_count, number),
        "marks": _marks(version, item, number, mention) if page and page.picture else [],
        "options": {o.transition.action.value: o for o in deciding.options(session, item, me)}
        if item
        else {},
        "chosen": (before.site if before and takes_over else suggested(item)) if item else None,
        "before": before,
        "takes_over": takes_over,
        "reasons": list(RejectReason),
        "recent": undoing.recent(session, me),
        "listed": rules.listed(session, rules.value(item, "country")) if item else None,
        "finish": next(
            (
                o
                for o in documents.options(session, document, me)
                if o.transition.action.value == "finish"
            ),
            None,
        ),
        "taken": taken,
        "said": said,
        "problem": problem,
        "kept": kept,
        "next_document": None if item else queue.following(session, me, document),
        "can_add": items.actor_reviews(session, document, me)
        and documents.conflict(document, me) is None,
    }
    template = "review/_work.html" if is_fetch() else "review/screen.html"
    return render_template(template, **context), status


def _passages(page: DocumentPage, place: items.Mention | None) -> tuple[passages.Passage, ...]:
    if place is None or place.page != page.number:
        return (passages.Passage(page.text),)
    return passages.marked(page.text, place.quote, place.text)


def is_fetch() -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


def _marks(version: DocumentVersion, current: Item | None, number: int, mention: int) -> list[Mark]:
    """The boxes on a page; of the current item its other fields too, and one mention as the one."""
    found = []
    for row in item_lists.on_page(db.session(), version, number, current):
        mine, look = row is current, COLOURS[row.state]
        for place, one in enumerate(items.mentions(row), start=1):
            if one.page == number and one.box is not None:
                here = mine and place == mention
                found.append(Mark(row, look, one.box, here, mine and not here))
        for field in row.fields if mine else ():
            box = field.box
            if field.name in items.MAIN or field.page != number or box is None or len(box) != 4:
                continue
            x0, top, x1, bottom = (float(str(edge)) for edge in box)
            found.append(Mark(row, look, (x0, top, x1, bottom), current=False, linked=True))
    found.sort(key=lambda mark: (mark.current, mark.linked))
    return found
