"""What was shared: the messages about findings that the reader's circle, or everybody, may read.

A message is shown as it was cleared. The finding behind it, with its company and its documents, is
not: who may see that finds it among the findings.
"""

from flask import Blueprint, Flask, Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp import addresses, db, exports, labels
from webapp.auth import actor
from workflows import findings
from workflows.models import Communication
from workflows.paging import page
from workflows.states import Audience

blueprint = Blueprint("shared", __name__, url_prefix="/shared")


def init(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """The messages, the newest first."""
    query = findings.shared(actor())
    wanted = addresses.known("audience", (Audience.PARTIES, Audience.PUBLIC))
    if wanted:
        query = query.where(Communication.audience == Audience(wanted))
    return render_template(
        "shared/index.html",
        listing=page(db.session(), query, addresses.page_number()),
        wanted=wanted,
        audiences=[(a.value, labels.audience(a)) for a in (Audience.PARTIES, Audience.PUBLIC)],
        chips=addresses.chips([("audience", labels.audience(wanted))]),
    )


@blueprint.get("/export.<kind>")
def export(kind: str) -> Response:
    """The messages as a file."""
    rows = list(db.session().scalars(findings.shared(actor())))
    header = (gettext("Shared on"), gettext("Audience"), gettext("Message"))
    return exports.answer(
        kind,
        "shared",
        lambda: exports.Table(
            gettext("Shared messages"),
            header,
            (
                (
                    row.communicated_at.date() if row.communicated_at else None,
                    labels.audience(row.audience),
                    row.text,
                )
                for row in rows
            ),
        ),
        lambda: (
            {
                "id": row.public_id,
                "audience": row.audience.value,
                "text": row.text,
                "at": row.communicated_at.isoformat() if row.communicated_at else None,
            }
            for row in rows
        ),
    )
