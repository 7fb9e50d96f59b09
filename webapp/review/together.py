"""What is certain on one page, approved together once a person said to have looked at each."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from webapp import crops, db
from webapp.auth import actor
from webapp.review import answering, regrouping
from webapp.review.pages import blueprint
from workflows import approving, documents, item_lists, items, locks, pages
from workflows.errors import Invalid, Stale
from workflows.models import Document, Item


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
    looks = _looks(document, rows, page)
    return render_template(template, document=document, rows=looks, number=page, at=at)


def _looks(
    document: Document, rows: list[Item], number: int
) -> list[tuple[Item, items.Mention, crops.Crop | None]]:
    """Each item with its line on the page, and the picture of that line where there is one."""
    session = db.session()
    page = pages.of(session, documents.current(document), number) if rows else None
    found = []
    for row in rows:
        places = items.mentions(row)
        place = next((one for one in places if one.page == number), places[0])
        found.append((row, place, crops.of(page, place.box, width=230, height=26)))
    return found


@blueprint.post("/<document_id>/approve")
def approve(document_id: str) -> ResponseReturnValue:
    """Approve what is certain on a page, each of which was ticked as looked at."""
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
