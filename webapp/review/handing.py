"""Handing out: who reads a document, and by when its sender hears."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp import db, formats, params
from webapp.auth import actor
from webapp.review.pages import blueprint
from workflows import documents, due


@blueprint.post("/<document_id>/due")
def promise(document_id: str) -> ResponseReturnValue:
    """Promise the sender another day, with the reason."""
    me, session = actor(), db.session()
    document = documents.get(session, document_id, me)
    until = params.a_date(request.form.get("due", ""))
    due.change(session, document, until, me, note=request.form.get("note", ""))
    flash(gettext("The company hears before %(day)s.", day=formats.day(document.due)), "success")
    answer = redirect(url_for("documents.detail", document_id=document_id), 303)
    db.commit()
    return answer
