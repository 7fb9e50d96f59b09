"""The company answers first: its items beside the page, to confirm, correct or deny one by one."""

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from webapp import db, i18n, params
from webapp.auth import actor
from webapp.review import verdicts
from webapp.review.pages import blueprint
from webapp.review.screen import NOTHING
from workflows import answering, deciding, documents, items, pages
from workflows.errors import Invalid, NotAllowed
from workflows.models import Document, Item
from workflows.performing import ONLY
from workflows.permissions import Who
from workflows.states import ItemAction, RejectReason
from workflows.verdicts import REASONS, Verdict, suggested


@blueprint.get("/<document_id>/confirm")
def confirming(document_id: str) -> ResponseReturnValue:
    """What was read of the company's own paper, and what it says of it."""
    document = documents.get(db.session(), document_id, actor())
    _only_company(document)
    return _page(document, request.args.get("item", ""))


@blueprint.post("/items/<item_id>/confirm")
def confirm(item_id: str) -> ResponseReturnValue:
    """An answer of the company; then the next item by itself."""
    me, session = actor(), db.session()
    item = items.get(session, item_id, me)
    _only_company(item.document)
    action = params.one_of(ItemAction, request.form.get("action", ""))
    try:
        deciding.decide(
            session, item, _answer(item, action), me, seen=request.form.get("seen", type=int)
        )
    except Invalid as mistake:
        session.rollback()
        item = items.get(session, item_id, me)
        told = i18n.sentence(mistake)
        return _page(item.document, item_id, problem=told, kept=request.form), 400
    left = [row for row in items.of_document(session, item.document) if answering.awaited(row)]
    flash(_said(action, len(left)), "success")
    following = item if action is ItemAction.UNDO else next(iter(left), None)
    target = url_for(
        ".confirming",
        document_id=item.document.public_id,
        item=following.public_id if following else None,
    )
    db.commit()
    return redirect(target, 303)


def _only_company(document: Document) -> None:
    if Who.OWN not in documents.standing(db.session(), actor(), document):
        raise NotAllowed(ONLY[Who.OWN])


def _answer(item: Item, action: ItemAction) -> Verdict:
    form = request.form
    denied = action is ItemAction.DENY
    reason = form.get("reason", "") if denied else ""
    return Verdict(
        action,
        params.one_of(RejectReason, reason) if reason else None,
        form.get("note", "").strip() if denied else "",
        verdicts.changed(item) if action is ItemAction.CORRECT else {},
    )


def _said(action: ItemAction, left: int) -> str:
    words = gettext("Undone.") if action is ItemAction.UNDO else gettext("Noted. Thank you.")
    # On a line of its own: texts are not collected from within an f-string.
    more = ngettext("%(num)s left.", "%(num)s left.", left)
    return f"{words} {more}"


def _page(
    document: Document, wanted: str, *, problem: str = "", kept: Mapping[str, str] = NOTHING
) -> str:
    session, me = db.session(), actor()
    rows = items.of_document(session, document)
    left = [row for row in rows if answering.awaited(row)]
    chosen = next((row for row in rows if row.public_id == wanted), None)
    item = chosen or next(iter(left), None)
    place = items.mentions(item)[0] if item else None
    version = documents.current(document)
    return render_template(
        "review/confirming.html",
        document=document,
        items=rows,
        item=item,
        left=left,
        place=place,
        page=pages.of(session, version, place.page if place else 1),
        number=place.page if place else 1,
        options={o.transition.action.value: o for o in deciding.options(session, item, me)}
        if item
        else {},
        site=suggested(item) if item else None,
        reasons=REASONS[item.kind] if item else (),
        problem=problem,
        kept=kept,
    )
