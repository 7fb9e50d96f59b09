"""Items made out of items on the screen: split, one mention on its own, several merged."""

from collections.abc import Mapping

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp import db
from webapp.auth import actor
from webapp.review import answering
from webapp.review.pages import blueprint
from workflows import documents, items, regrouping
from workflows.errors import Invalid, Stale


@blueprint.post("/items/<item_id>/split")
def split(item_id: str) -> ResponseReturnValue:
    """Two items of one name; the first half comes next."""
    me, session, form = actor(), db.session(), request.form
    item = items.get(session, item_id, me)
    document, document_id = item.document, item.document.public_id
    try:
        half, _other = regrouping.split(
            session, item, me, at=form.get("at", 0, type=int), seen=form.get("seen", type=int)
        )
    except (Invalid, Stale) as mistake:
        return answering.refused(document_id, item_id, mistake, kept("split"))
    return answering.done(document, half, gettext("Split. Two people read each half."))


@blueprint.post("/items/<item_id>/take-out")
def take_out(item_id: str) -> ResponseReturnValue:
    """One mention becomes an item of its own, and comes next."""
    me, session, form = actor(), db.session(), request.form
    item = items.get(session, item_id, me)
    document, document_id = item.document, item.document.public_id
    mention, version = form.get("mention", 0, type=int), form.get("seen", type=int)
    try:
        made = regrouping.take_out(session, item, me, mention=mention, seen=version)
    except (Invalid, Stale) as mistake:
        return answering.refused(document_id, item_id, mistake, kept("take_out"))
    return answering.done(document, made, gettext("Made an item of its own. Two people read it."))


@blueprint.post("/<document_id>/merge")
def merge(document_id: str) -> ResponseReturnValue:
    """The ticked items become one; it comes next."""
    me, session, form = actor(), db.session(), request.form
    document = documents.get(session, document_id, me)
    ticked = [items.get(session, public_id, me) for public_id in form.getlist("item")]
    try:
        if any(row.document is not document for row in ticked):
            raise Invalid(regrouping.ONE_DOCUMENT)
        leader = regrouping.merge(session, document, ticked, me, seen=seen())
    except (Invalid, Stale) as mistake:
        given = {**kept("merge"), "ticked": " ".join(form.getlist("item"))}
        return answering.refused(document_id, form.get("at"), mistake, given)
    return answering.done(document, leader, gettext("Merged. Two people read it."))


def kept(action: str) -> Mapping[str, str]:
    """What was filled in, and in which question."""
    return {**request.form, "action": action}


def seen() -> dict[str, int]:
    """The version of each item that was looked at, sent as its id, a colon and the number."""
    found = {}
    for text in request.form.getlist("seen"):
        public_id, _colon, number = text.partition(":")
        if number.isdigit():
            found[public_id] = int(number)
    return found
