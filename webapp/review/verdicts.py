"""Verdicts given on the screen, names added there, the register searched for an item."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from webapp import candidates, db, labels, params
from webapp.auth import actor
from webapp.review import answering, screen
from webapp.review.pages import blueprint
from workflows import (
    adding,
    blind,
    bounds,
    deciding,
    documents,
    doubting,
    item_lists,
    items,
    questions,
    rules,
    undoing,
)
from workflows import search as look_up
from workflows.doubting import Doubt
from workflows.errors import Invalid, Stale
from workflows.marking import N_
from workflows.models import Item
from workflows.states import ItemAction, ItemKind, ItemState, RejectReason
from workflows.verdicts import DATES, FIELDS_OF, Verdict

NOTHING_CHANGED = N_("You changed nothing. Change a field, or approve it as it is.")
# What stands at the bottom as one's last verdict, and is not said beside it once more.
_TOLD_BESIDE = frozenset(
    {ItemAction.APPROVE, ItemAction.CHANGE, ItemAction.REJECT, ItemAction.DOUBT}
)
_BY_VALUE = frozenset({"country", "metal", "severity", "scheme", *DATES})


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
    document, document_id = item.document, item.document.public_id
    was_done = document.state in documents.DONE
    verdict = _verdict(item)
    was_put_off, was_asked = items.is_put_off(item), item.awaits == questions.ANSWER
    first = item.proposed if blind.hides(item, me) else None
    try:
        seen = request.form.get("seen", type=int)
        if verdict.action is ItemAction.DOUBT:
            how = params.one_of(Doubt, request.form.get("how", Doubt.LATER))
            text = params.several_lines(
                request.form.get("question" if how is Doubt.ASK else "why", "")
            ).strip()
            doubting.doubt(session, item, how, me, text=text, seen=seen)
        else:
            if verdict.action is ItemAction.CHANGE and not (verdict.changes or verdict.places):
                raise Invalid(NOTHING_CHANGED)
            deciding.decide(session, item, verdict, me, seen=seen)
    except (Invalid, Stale) as mistake:
        # On the page that one looked at: words may have been chosen there.
        number = request.form.get("page", type=int)
        return answering.refused(document_id, item_id, mistake, request.form, number=number)
    version = item.document_version
    stays = verdict.action in (ItemAction.UNDO, ItemAction.REOPEN)
    if stays and item.state is not ItemState.SET_ASIDE:
        following: Item | None = item
    else:
        following = item_lists.first(session, version, me, besides=item)
        if (
            following
            and items.is_put_off(following)
            and (items.is_put_off(item) or not was_put_off)
        ):
            following = None  # said to be for later: the reader chooses when that is
    tally = item_lists.tally(session, version, me, at=following)
    compared, left = _compared(first, item), _left(tally.waiting)
    ended = again = ""
    if was_asked and item.awaits is None and item.state is not ItemState.DOUBT:
        ended = gettext("The question to the company has been withdrawn; the company is told.")
    if was_done and document.state not in documents.DONE:
        again = gettext("The document is in review again.")
    words = _said(verdict.action, item)
    said = " ".join(filter(None, (compared, words, left, ended, again)))
    told = verdict.action in _TOLD_BESIDE
    aside = " ".join(filter(None, (compared, left, ended, again))) if told else None
    came = request.form.get("came", "")
    return answering.done(document, following, said, tally, came=came, aside=aside)


def _verdict(item: Item) -> Verdict:
    form = request.form
    action = params.one_of(ItemAction, form.get("action", ""))
    # What stands in a question that was closed again is no part of another verdict.
    asked = action in (ItemAction.REJECT, ItemAction.REOPEN, ItemAction.SETTLE)
    reason = form.get("reason", "") if asked else ""
    changes = changed(item) if action is ItemAction.CHANGE else {}
    return Verdict(
        action,
        params.one_of(RejectReason, reason) if reason else None,
        form.get("note", "").strip() if asked else "",
        changes,
        form.get("candidate") or None,
        _places(item) if action is ItemAction.CHANGE else {},
        _doubled() if reason == RejectReason.DUPLICATE else "",
    )


def _doubled() -> str:
    """What a duplicate doubles: the number that was filled in, else the item that was chosen."""
    return request.form.get("duplicate_number", "").strip() or request.form.get("duplicate_of", "")


def _places(item: Item) -> dict[str, bounds.Place]:
    """Where fields were chosen on the page; those that were not chosen anew are left out."""
    if item.kind is ItemKind.SMELTER:
        box = _box(request.form.get("box", ""))
        return {"smelter": bounds.Place(request.form.get("page", 1, type=int), box)} if box else {}
    return _chosen(item.kind)


def _chosen(kind: ItemKind) -> dict[str, bounds.Place]:
    """Where each field was chosen on a page, of what is no smelter."""
    found = {}
    for name in FIELDS_OF[kind]:
        page, _colon, edges = request.form.get(f"box-{name}", "").partition(":")
        box = _box(edges)
        if box and page.isdecimal():
            found[name] = bounds.Place(int(page), box)
    return found


def changed(item: Item) -> dict[str, str]:
    """The fields that the form says otherwise than it showed them."""
    changes = {}
    for name in FIELDS_OF[item.kind]:
        given = request.form.get(f"field-{name}")
        if given is not None and given.strip() != (_shown(item, name) or ""):
            changes[name] = given.strip()
    return changes


def _shown(item: Item, name: str) -> str | None:
    """What the form to change shows of a field."""
    return rules.value(item, name) if name in _BY_VALUE else rules.printed(item, name)


def _compared(first: ItemAction | None, item: Item) -> str:
    """What the first reader had said, told to who gave a verdict without knowing it."""
    if first is None:
        return ""
    if item.state in (ItemState.SECOND, ItemState.DOUBT):
        told = gettext("The first reader said: %(verdict)s.", verdict=labels.item_verdict(first))
    else:
        told = gettext("The first reader said the same.")
    return str(told)


def _left(count: int) -> str:
    return str(ngettext("%(num)s left.", "%(num)s left.", count))


def _said(action: ItemAction, item: Item) -> str:
    as_what = candidates.approved_as(item)
    if action is ItemAction.UNDO:
        return str(gettext("Undone."))
    if action is ItemAction.REOPEN:
        return str(gettext("To be judged again."))
    if item.awaits in (questions.ANSWER, questions.READER):
        asked = item.awaits == questions.ANSWER
        return str(
            gettext("The company has been asked.") if asked else gettext("For another reader.")
        )
    if item.state is ItemState.SECOND:
        return str(
            gettext("Noted as %(name)s; another reader confirms it.", name=as_what)
            if as_what
            else gettext("Noted; another reader confirms it.")
        )
    if as_what:
        return str(gettext("Approved as %(name)s.", name=as_what.rstrip(".")))
    return labels.item_state(item.state) + "."


@blueprint.get("/verdicts")
def recent() -> ResponseReturnValue:
    """One's own last verdicts, each with its undo or with why it stays."""
    acts = undoing.recent(db.session(), actor())
    back, at = screen.came_from(), request.args.get("item") or None
    return render_template("review/recent.html", acts=acts, came_from=back, at=at)


@blueprint.post("/<document_id>/add")
def add(document_id: str) -> ResponseReturnValue:
    """Add what was missed: words of the page, or typed text with a rectangle."""
    me, session = actor(), db.session()
    document = documents.get(session, document_id, me)
    form = request.form
    kind = form.get("kind", ItemKind.SMELTER)
    sort = ItemKind(kind) if kind in FIELDS_OF else ItemKind.SMELTER
    try:
        item = adding.add(
            session,
            document,
            me,
            page=form.get("page", 1, type=int),
            values={name: form.get(f"field-{name}", "") for name in FIELDS_OF[sort]},
            box=_box(form.get("box", "")),
            quote=form.get("quote", ""),
            typed=form.get("typed", "yes") == "yes",
            kind=kind,
            places=_chosen(sort) if sort is not ItemKind.SMELTER else {},
        )
    except Invalid as mistake:
        kept = {**form, "action": "missed"}
        number = form.get("page", 1, type=int)
        return answering.refused(document_id, None, mistake, kept, number=number)
    return answering.done(document, item, gettext("Added. Two people read it."))


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
    found = look_up.sites(session, me, text, item.document.organisation_id)
    return render_template(
        "review/_found.html",
        item=item,
        found=candidates.looked_up(item, found),
        asks_another=lambda site: deciding.asks_another(session, item, site, me),
        text=text,
    )
