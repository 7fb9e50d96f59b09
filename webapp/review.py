"""Review: the queue, and the screen where a person decides beside the page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from webapp import db, i18n, labels, params, passages
from webapp.auth import actor
from workflows import document_lists, documents, items, pages, register, rules
from workflows.errors import Invalid, NotAllowed
from workflows.models import Document, DocumentPage, Item
from workflows.performing import ONLY
from workflows.permissions import Actor, Who
from workflows.states import ItemAction, ItemKind, ItemState, RejectReason, Role
from workflows.verdicts import DATES, FIELDS, NEW, Verdict, suggested

blueprint = Blueprint("review", __name__, url_prefix="/review")

_BY_VALUE = frozenset({"country", "metal", "severity", "scheme", *DATES})

_MAIN = ("smelter", "number", "statement", "standard", "holder")  # what tells an item's place

NOTHING: Mapping[str, str] = MappingProxyType({})

COLOURS = {
    ItemState.OPEN: "open",
    ItemState.DOUBT: "open",
    ItemState.SECOND: "second",
    ItemState.APPROVED: "approved",
    ItemState.REJECTED: "rejected",
}


@dataclass(frozen=True)
class Mark:
    """A box on the page: which item, how it stands, and where."""

    item: Item
    look: str
    box: tuple[float, float, float, float]
    current: bool
    linked: bool  # another field of the current item


def init(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """What waits for this reviewer, the oldest first; the secretariat sees who has what."""
    me, session = actor(), db.session()
    if not me.has(Role.REVIEWER, Role.SECRETARIAT):
        raise NotAllowed(ONLY[Who.REVIEWER])
    rows = document_lists.to_read(session, me)
    waiting = {row.id: len(items.waiting(items.of_document(session, row), me)) for row in rows}
    now = [row for row in rows if waiting[row.id] or not items.of_document(session, row)]
    later = [row for row in rows if row not in now]
    return render_template(
        "review/index.html",
        rows=now,
        others=later,
        waiting=waiting,
        progress=document_lists.progress(session, rows),
        is_reviewer=me.has(Role.REVIEWER),
    )


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
    return _screen(document, rows, item, me)


def _screen(
    document: Document,
    rows: Sequence[Item],
    item: Item | None,
    me: Actor,
    *,
    number: int | None = None,
    said: str = "",
    problem: str = "",
    kept: Mapping[str, str] = NOTHING,
    status: int = 200,
) -> ResponseReturnValue:
    """The screen; after a mistake ``kept`` is what was filled in, and ``problem`` what is wrong."""
    session = db.session()
    version = documents.current(document)
    if number is None:
        number = item.page if item else request.args.get("page", 1, type=int)
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
        "passages": _passages(page, item) if page else (),
        "number": number,
        "counts": pages.counts(waiting, version.page_count),
        "marks": _marks(rows, item, number),
        "decided": sum(row.state in document_lists.DECIDED for row in rows),
        "options": {o.transition.action.value: o for o in items.options(session, item, me)}
        if item
        else {},
        "chosen": suggested(item) if item else None,
        "reasons": list(RejectReason),
        "recent": items.recent(session, me),
        "listed": rules.listed(session, rules.value(item, "country")) if item else None,
        "finish": next(
            (
                o
                for o in documents.options(session, document, me)
                if o.transition.action.value == "finish"
            ),
            None,
        ),
        "said": said,
        "problem": problem,
        "kept": kept,
        "next_document": None if item else _next_document(document, me),
        "can_add": items.actor_reviews(session, document, me)
        and documents.conflict(document, me) is None,
    }
    template = "review/_work.html" if _is_fetch() else "review/screen.html"
    return render_template(template, **context), status


def _passages(page: DocumentPage, item: Item | None) -> tuple[passages.Passage, ...]:
    if item is None or item.page != page.number:
        return (passages.Passage(page.text),)
    main = next((f.text for f in item.fields if f.name in _MAIN), "")
    return passages.marked(page.text, item.quote, main)


def _is_fetch() -> bool:
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


def _marks(rows: Sequence[Item], current: Item | None, number: int) -> list[Mark]:
    found = []
    for row in rows:
        mine = row is current
        for field in row.fields:
            box = field.box
            if field.page != number or not isinstance(box, list) or len(box) != 4:
                continue
            main = field.name in _MAIN
            if not main and not mine:
                continue
            place = tuple(float(str(edge)) for edge in box)
            found.append(
                Mark(
                    row,
                    COLOURS[row.state],
                    (place[0], place[1], place[2], place[3]),
                    mine and main,
                    mine and not main,
                )
            )
    found.sort(key=lambda mark: (mark.current, mark.linked))
    return found


def _next_document(document: Document, me: Actor) -> Document | None:
    session = db.session()
    for row in document_lists.to_read(session, me):
        rows = items.of_document(session, row)
        if row.id != document.id and (items.waiting(rows, me) or not rows):
            return row
    return None


@blueprint.get("/items/<item_id>")
def at_item(item_id: str) -> ResponseReturnValue:
    """To the item on its screen: where a browser stands that loads a refused verdict anew."""
    item = items.get(db.session(), item_id, actor())
    target = url_for(".screen", document_id=item.document.public_id, item=item_id)
    return redirect(target, 303)


@blueprint.post("/items/<item_id>")
def decide(item_id: str) -> ResponseReturnValue:
    """A verdict; then the next item by itself."""
    me, session = actor(), db.session()
    item = items.get(session, item_id, me)
    document = item.document
    verdict = _verdict(item)
    try:
        items.decide(session, item, verdict, me, seen=request.form.get("seen", type=int))
    except Invalid as mistake:
        session.rollback()
        item = items.get(session, item_id, me)
        rows = items.of_document(session, item.document)
        told = i18n.sentence(mistake)
        return _screen(item.document, rows, item, me, problem=told, kept=request.form, status=400)
    rows = items.of_document(session, document)
    waiting = items.waiting(rows, me)
    said = _said(verdict.action, item, len(waiting))
    if verdict.action is ItemAction.UNDO:
        following: Item | None = item
    else:
        following = next((row for row in waiting if row is not item), None)
    if _is_fetch():
        answer = _screen(document, rows, following, me, said=said)
        db.commit()
        return answer
    flash(said, "success")
    target = url_for(
        ".screen", document_id=document.public_id, item=following.public_id if following else None
    )
    db.commit()
    return redirect(target, 303)


def _verdict(item: Item) -> Verdict:
    form = request.form
    action = params.one_of(ItemAction, form.get("action", ""))
    # What stands in a question that was closed again is no part of another verdict.
    asked = action in (ItemAction.REJECT, ItemAction.REOPEN)
    reason = form.get("reason", "") if asked else ""
    changes = {}
    if action is ItemAction.CHANGE:
        for name in FIELDS if item.kind is ItemKind.SMELTER else {f.name for f in item.fields}:
            given = form.get(f"field-{name}")
            if given is not None and given.strip() != (_shown(item, name) or ""):
                changes[name] = given.strip()
    return Verdict(
        action,
        params.one_of(RejectReason, reason) if reason else None,
        form.get("note", "").strip() if asked else "",
        changes,
        form.get("candidate") or None,
    )


def _shown(item: Item, name: str) -> str | None:
    """What the form to change shows of a field."""
    return rules.value(item, name) if name in _BY_VALUE else rules.printed(item, name)


def _said(action: ItemAction, item: Item, left: int) -> str:
    if action is ItemAction.UNDO:
        words = gettext("Undone.")
    elif item.state is ItemState.SECOND:
        words = gettext("Noted; another reader confirms it.")
    else:
        words = labels.item_state(item.state) + "."
    # On a line of its own: texts are not collected from within an f-string.
    more = ngettext("%(num)s left.", "%(num)s left.", left)
    return f"{words} {more}"


@blueprint.post("/<document_id>/add")
def add(document_id: str) -> ResponseReturnValue:
    """Add a name that was missed: words of the page, or typed text with a rectangle."""
    me, session = actor(), db.session()
    document = documents.get(session, document_id, me)
    form = request.form
    try:
        item = items.add(
            session,
            document,
            me,
            page=form.get("page", 1, type=int),
            values={name: form.get(f"field-{name}", "") for name in FIELDS},
            box=_box(form.get("box", "")),
            quote=form.get("quote", ""),
            typed=form.get("typed", "yes") == "yes",
        )
    except Invalid as mistake:
        session.rollback()
        document = documents.get(session, document_id, me)
        rows, told = items.of_document(session, document), i18n.sentence(mistake)
        kept = {**form, "action": "missed"}
        number = form.get("page", 1, type=int)
        return _screen(document, rows, None, me, number=number, problem=told, kept=kept, status=400)
    flash(gettext("Added. Two people read it."), "success")
    target = url_for(".screen", document_id=document_id, item=item.public_id)
    db.commit()
    return redirect(target, 303)


def _box(text: str) -> tuple[float, float, float, float] | None:
    parts = text.split(",")
    if len(parts) != 4:
        return None
    try:
        x0, top, x1, bottom = (float(part) for part in parts)
    except ValueError:
        return None
    return (x0, top, x1, bottom) if x0 < x1 and top < bottom else None


@blueprint.get("/items/<item_id>/search")
def search(item_id: str) -> ResponseReturnValue:
    """Sites of the register for an item, within what this member's items may be linked to."""
    me, session = actor(), db.session()
    item = items.get(session, item_id, me)
    text = request.args.get("q", "").strip()
    organisation_id = item.document.organisation_id
    found = (
        [
            site
            for site in register.search(session, text, me, limit=20)
            if site.organisation_id in (None, organisation_id)
        ]
        if text
        else []
    )
    return render_template("review/_found.html", item=item, found=found, text=text, new=NEW)
