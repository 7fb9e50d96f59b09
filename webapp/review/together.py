"""What is certain on one page, approved together once each has been in view."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from webapp import db
from webapp.auth import actor
from webapp.review import answering, regrouping
from webapp.review.pages import blueprint
from workflows import approving, documents, item_lists, locks
from workflows.errors import Invalid, Stale


@blueprint.get("/<document_id>/approve")
def together(document_id: str) -> ResponseReturnValue:
    """The names that would be approved, each to be looked at first."""
    me, session = actor(), db.session()
    document = documents.get(session, document_id, me)
    refused = locks.may_read(session, document, me) or documents.not_in_review(document)
    if refused is not None:
        raise refused
    page = request.args.get("page", 1, type=int)
    rows = approving.certain(session, document, me, page=page)
    form = request.headers.get("X-Requested-With") == "fetch"
    template = "review/_together.html" if form else "review/together.html"
    at = request.args.get("at", "")
    return render_template(template, document=document, rows=rows, number=page, at=at)


@blueprint.post("/<document_id>/approve")
def approve(document_id: str) -> ResponseReturnValue:
    """Approve what is certain on a page, each of which has been in view."""
    me, session, form = actor(), db.session(), request.form
    document = documents.get(session, document_id, me)
    page = form.get("page", 0, type=int)
    try:
        rows = approving.approve(session, document, me, page=page, seen=regrouping.seen())
    except (Invalid, Stale) as mistake:
        given = regrouping.kept("together")
        return answering.refused(document_id, form.get("at"), mistake, given, number=page)
    said = ngettext("%(num)s item approved.", "%(num)s items approved.", len(rows))
    following = item_lists.first(session, documents.current(document), me)
    return answering.done(document, following, said)
