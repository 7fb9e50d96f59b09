"""The queue: what waits for this reviewer, the oldest first."""

from flask import render_template
from flask.typing import ResponseReturnValue

from webapp import db
from webapp.auth import actor
from webapp.review.pages import blueprint
from workflows import document_lists, items
from workflows.errors import NotAllowed
from workflows.performing import ONLY
from workflows.permissions import Who
from workflows.states import Role


@blueprint.get("")
def index() -> ResponseReturnValue:
    """What waits for this reviewer, the oldest first; the secretariat sees who has what."""
    me, session = actor(), db.session()
    if not me.has(Role.REVIEWER, Role.SECRETARIAT):
        raise NotAllowed(ONLY[Who.REVIEWER])
    rows = document_lists.to_read(session, me)
    waiting = {row.id: len(items.waiting(items.of_document(session, row), me)) for row in rows}
    now = [row for row in rows if waiting[row.id] or not items.of_document(session, row)]
    later = [row for row in rows if row not in now]
    return render_template(
        "review/index.html",
        rows=now,
        others=later,
        waiting=waiting,
        progress=document_lists.progress(session, rows),
        is_reviewer=me.has(Role.REVIEWER),
    )


@blueprint.get("/guide")
def guide() -> ResponseReturnValue:
    """How to judge an item, as a page."""
    return render_template("review/guide.html")
