"""The screen: the page and the item beside each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from flask import render_template, request
from flask.typing import ResponseReturnValue

from webapp import db, passages
from webapp.auth import actor
from webapp.review import locking, prefilling
from webapp.review.pages import blueprint
from workflows import deciding, document_lists, documents, earlier, items, pages, rules, undoing
from workflows.errors import NotAllowed
from workflows.models import Document, DocumentPage, Item
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
    rows = items.of_document(session, document)
    wanted = request.args.get("item", "")
    item = next((row for row in rows if row.public_id == wanted), None)
    if item is None and "page" not in request.args:
        item = next(iter(items.waiting(rows, me)), None)
    mention = request.args.get("mention", 1, type=int)
    answer = shown(document, rows, item, me, mention=mention)
    db.commit()  # the lock of this reading
    return answer


def shown(
    document: Document,
    rows: Sequence[Item],
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
    waiting = items.waiting(rows, me)
    page = pages.of(session, version, number)
    context = {
        "document": document,
        "version": version,
        "items": rows,
        "item": item,
        "position": rows.index(item) + 1 if item else 0,
        "waiting": waiting,
        "around": _around(waiting, item),
        "page": page,
        "words": pages.words(page) if page else [],
        "mentions": places,
        "mention": mention,
        "passages": _passages(page, places[mention - 1] if item else None) if page else (),
        "number": number,
        "counts": pages.counts(waiting, version.page_count),
        "marks": _marks(rows, item, number, mention),
        "decided": sum(row.state in document_lists.DECIDED for row in rows),
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
        "next_document": None if item else _next_document(document, me),
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


def _around(waiting: Sequence[Item], item: Item | None) -> tuple[Item | None, Item | None]:
    """The waiting items before and after the one that is shown."""
    if not waiting:
        return None, None
    if item is None or item not in waiting:
        return None, waiting[0]
    place = waiting.index(item)
    before = waiting[place - 1] if len(waiting) > 1 else None
    after = waiting[(place + 1) % len(waiting)] if len(waiting) > 1 else None
    return before, after


def _marks(rows: Sequence[Item], current: Item | None, number: int, mention: int) -> list[Mark]:
    """The boxes on a page; of the current item its other fields too, and one mention as the one."""
    found = []
    for row in rows:
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


def _next_document(document: Document, me: Actor) -> Document | None:
    session = db.session()
    for row in document_lists.to_read(session, me):
        rows = items.of_document(session, row)
        if row.id != document.id and (items.waiting(rows, me) or not rows):
            return row
    return None
