"""A company answers a question about an item: in words, with a document, or both."""

from flask import Blueprint, Flask, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp import db, documents, files, i18n, params
from webapp.auth import actor
from workflows import questions
from workflows.errors import Invalid
from workflows.questions import Paper

blueprint = Blueprint("answering", __name__, url_prefix="/questions")


def init(app: Flask) -> None:
    """Add the form's address."""
    app.register_blueprint(blueprint)


@blueprint.post("/<question_id>")
def answer(question_id: str) -> ResponseReturnValue:
    """Keep the answer; what is wrong with it is said on the page, with what was typed."""
    me, session, form = actor(), db.session(), request.form
    question = questions.get(session, question_id, me)
    document_id = question.item.document.public_id
    try:
        questions.answer(
            session,
            files.store(),
            question,
            me,
            text=params.several_lines(form.get("answer", "")),
            paper=_paper(),
            seen=form.get("seen", type=int),
        )
    except Invalid as mistake:
        session.rollback()
        document = questions.get(session, question_id, me).item.document
        return documents.shown(document, i18n.sentence(mistake), about=question_id), 400
    flash(gettext("Thank you. The reviewers read your answer."), "success")
    answer = redirect(url_for("documents.detail", document_id=document_id), 303)
    db.commit()
    return answer


def _paper() -> Paper | None:
    file = request.files.get("paper")
    if file is None or not file.filename:
        return None
    return Paper(file.filename, file.stream.read(), files.upload_limit())
