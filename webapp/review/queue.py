"""The queue: what waits for this reviewer, the oldest first."""

from flask import render_template
from flask.typing import ResponseReturnValue

from webapp import addresses, db
from webapp.auth import actor
from webapp.review.pages import blueprint
from workflows import document_lists, queue
from workflows.errors import NotAllowed
from workflows.performing import ONLY
from workflows.permissions import Who
from workflows.states import Role


@blueprint.get("")
def index() -> ResponseReturnValue:
    """What waits for this reviewer, the oldest first; what waits for others stands below."""
    me, session = actor(), db.session()
    if not me.has(Role.REVIEWER, Role.SECRETARIAT):
        raise NotAllowed(ONLY[Who.REVIEWER])
    found = queue.of(session, me, addresses.page_number())
    rows = found.waiting.rows
    return render_template(
        "review/index.html",
        listing=found.waiting,
        others=found.elsewhere,
        more=found.elsewhere_total - len(found.elsewhere),
        plates=queue.plates(session, rows, me),
        nothing=queue.Plate(),
        progress=document_lists.progress(session, rows),
        is_reviewer=me.has(Role.REVIEWER),
    )


@blueprint.get("/guide")
def guide() -> ResponseReturnValue:
    """How to judge an item, as a page."""
    return render_template("review/guide.html")
