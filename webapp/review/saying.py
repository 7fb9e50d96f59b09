"""What is said beside a verdict: comments on an item, a flag, a question that is taken back."""

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp import db, params
from webapp.auth import actor
from webapp.review import answering
from webapp.review.pages import blueprint
from workflows import comments, doubting, explaining, items, questions
from workflows.errors import Invalid, Stale
from workflows.models import Item


@blueprint.post("/items/<item_id>/flag")
def flag(item_id: str) -> ResponseReturnValue:
    """Ask for a second look, or take that back."""
    me, session = actor(), db.session()
    item = items.get(session, item_id, me)
    doubting.flag(session, item, me, seen=request.form.get("seen", type=int))
    if item.flagged_at is not None:
        return _back(item, gettext("Flagged: two people look at it."))
    return _back(item, gettext("The flag is gone."))


@blueprint.post("/items/<item_id>/comments")
def comment(item_id: str) -> ResponseReturnValue:
    """Say something of an item, among ourselves or to the company."""
    me, session = actor(), db.session()
    item = items.get(session, item_id, me)
    is_shared = request.form.get("audience") == "company"
    try:
        comments.add(session, item, me, _text(), is_shared=is_shared)
    except Invalid as mistake:
        return _wrong(item, "comment", mistake)
    return _back(item, gettext("The comment has been added."))


@blueprint.post("/items/<item_id>/note")
def explain(item_id: str) -> ResponseReturnValue:
    """The note of one's last verdict; then on with the item that one was at."""
    me, session, form = actor(), db.session(), request.form
    item = items.get(session, item_id, me)
    document, at = item.document, form.get("at", "")
    following = items.get(session, at, me) if at else None
    if following is not None and following.document is not document:
        following = item
    try:
        explaining.explain(session, item, me, form.get("note", ""), seen=form.get("seen", type=int))
    except (Invalid, Stale) as mistake:
        kept = {**form, "action": "explain", "place": "foot"}
        return answering.refused(document.public_id, at or item_id, mistake, kept)
    return answering.done(document, following, gettext("The note has been saved."))


@blueprint.post("/comments/<comment_id>")
def change_comment(comment_id: str) -> ResponseReturnValue:
    """Change or delete one's own comment."""
    me, session = actor(), db.session()
    found = comments.get(session, comment_id, me)
    item = found.item
    if request.form.get("action") == "delete":
        comments.delete(session, found, me)
        return _back(item, gettext("The comment has been deleted."))
    try:
        comments.edit(session, found, me, _text())
    except Invalid as mistake:
        return _wrong(item, comment_id, mistake)
    return _back(item, gettext("The comment has been changed."))


@blueprint.post("/questions/<question_id>/withdraw")
def withdraw(question_id: str) -> ResponseReturnValue:
    """Take a question back."""
    me, session = actor(), db.session()
    question = questions.get(session, question_id, me)
    questions.withdraw(session, question, me)
    return _back(question.item, gettext("The question has been withdrawn."))


def _text() -> str:
    return params.several_lines(request.form.get("text", ""))


def _back(item: Item, said: str) -> ResponseReturnValue:
    return answering.done(item.document, item, said)


def _wrong(item: Item, where: str, mistake: Invalid) -> ResponseReturnValue:
    """The item again, with what was typed and what is wrong with it."""
    kept = {**request.form, "action": where, "place": "comment"}
    return answering.refused(item.document.public_id, item.public_id, mistake, kept)
