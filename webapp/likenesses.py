"""Documents that are much alike: say that two of them are two papers, or leave it open again."""

from flask import Blueprint, Flask, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp import db
from webapp.auth import actor
from workflows import documents, likenesses
from workflows.errors import Invalid, NotFound
from workflows.likenesses import Alike
from workflows.marking import N_
from workflows.models import Document
from workflows.permissions import SUBMITTERS

blueprint = Blueprint("likenesses", __name__, url_prefix="/documents")
CHOOSE = N_("Choose a document.")


def init(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals["alike_to"] = alike_to


def alike_to(document: Document) -> list[Alike]:
    """What a document may be a new version of, as far as the reader of the page sees that."""
    return likenesses.of(db.session(), document, actor())


@blueprint.post("/<document_id>/alike")
def keep_apart(document_id: str) -> ResponseReturnValue:
    """Keep two documents apart, or with ``again`` ask anew whether the one follows the other."""
    session, me = db.session(), actor()
    document = documents.get(session, document_id, me)
    if not me.is_secretariat and document.organisation_id not in me.organisations(*SUBMITTERS):
        raise NotFound(documents.NOT_FOUND)
    wanted, apart = request.form.get("other", ""), request.form.get("again") != "yes"
    if not wanted:
        raise Invalid(CHOOSE)
    other = documents.get(session, wanted, me)
    likenesses.keep_apart(session, document, other, me, apart=apart)
    words = gettext("Kept apart: two papers.") if apart else gettext("It is asked again.")
    flash(words, "success")
    answer = redirect(url_for("documents.detail", document_id=document_id), 303)
    db.commit()
    return answer
