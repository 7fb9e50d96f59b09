"""Notices: the page on which somebody reads what they are told."""

from flask import Blueprint, Flask, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import addresses, db, notice_words
from webapp.auth import actor
from workflows import clock, notices

blueprint = Blueprint("notices", __name__, url_prefix="/notices")

_MOST = 2**31 - 1  # what a database takes for a number


def init(app: Flask) -> None:
    """Add the page, and to all templates ``unread_notices()``."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals["unread_notices"] = _unread


@blueprint.get("")
def index() -> ResponseReturnValue:
    """What I am told, the newest first."""
    session, me = db.session(), actor()
    return render_template(
        "notices/index.html",
        listing=notices.listing(session, me, addresses.page_number()),
        today=clock.today(session),
        words=notice_words,
        me=me,
    )


@blueprint.post("/read")
def read() -> ResponseReturnValue:
    """Note that I read them, up to the newest that the page showed."""
    upto = request.form.get("upto", 0, type=int)
    notices.mark_read(db.session(), actor(), min(upto, _MOST))
    answer = redirect(url_for(".index"), 303)
    db.commit()
    return answer


def _unread() -> int:
    return notices.unread(db.session(), actor()) if current_user.is_authenticated else 0
