"""Asking to withdraw a document whose review has begun, and the answer, with a reason each."""

from collections.abc import Mapping

from flask import Blueprint, Flask, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp import db, documents, i18n, labels, params
from webapp.auth import actor
from workflows import documents as rows
from workflows import withdrawing
from workflows.errors import Invalid
from workflows.marking import N_
from workflows.models import Document, WithdrawalRequest
from workflows.states import DocumentAction

blueprint = Blueprint("withdrawing", __name__, url_prefix="/documents")
ABOUT = "withdrawal"
_SAID: Mapping[DocumentAction, str] = {
    DocumentAction.ASK_TO_WITHDRAW: N_("Asked. You find the answer here."),
    DocumentAction.REFUSE_WITHDRAWAL: N_("It stays. The company reads why."),
    DocumentAction.RETRACT_REQUEST: N_("You ask no longer."),
}


def init(app: Flask) -> None:
    """Add the form's address."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals["withdrawal_of"] = withdrawal_of


def withdrawal_of(document: Document) -> WithdrawalRequest | None:
    """The newest request to withdraw the document, for its page."""
    return withdrawing.last_request(db.session(), document)


@blueprint.post("/<document_id>/withdrawal")
def say(document_id: str) -> ResponseReturnValue:
    """Ask, answer, or ask no longer; what is missing is said on the page."""
    session, me, form = db.session(), actor(), request.form
    document = rows.get(session, document_id, me)
    action = params.one_of(DocumentAction, form.get("action", ""))
    note = params.several_lines(form.get("note", ""))
    try:
        rows.act(session, document, action, me, seen=form.get("seen", type=int), note=note)
    except Invalid as mistake:
        session.rollback()
        document = rows.get(session, document_id, me)
        return documents.shown(document, i18n.sentence(mistake), about=ABOUT), 400
    flash(gettext(_SAID[action]) if action in _SAID else _state(document), "success")
    answer = redirect(url_for("documents.detail", document_id=document_id), 303)
    db.commit()
    return answer


def _state(document: Document) -> str:
    return labels.document_state(document.state) + "."
