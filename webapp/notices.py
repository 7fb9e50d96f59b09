"""Notices: the page on which somebody reads what they are told."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, Flask, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import addresses, db, notice_words
from webapp.auth import actor
from workflows import clock, notices
from workflows.notices import Told
from workflows.permissions import Actor

blueprint = Blueprint("notices", __name__, url_prefix="/notices")

_MOST = 2**31 - 1  # what a database takes for a number


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was told in the same words on one day; ``who`` where one person did all of it."""

    words: str
    who: str
    told: tuple[Told, ...]


def init(app: Flask) -> None:
    """Add the page, and to all templates ``unread_notices()``."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals["unread_notices"] = _unread


@blueprint.get("")
def index() -> ResponseReturnValue:
    """What I am told, the newest first."""
    session, me = db.session(), actor()
    listing = notices.listing(session, me, addresses.page_number())
    return render_template(
        "notices/index.html",
        listing=listing,
        gathered=_gathered(listing.rows, me),
        today=clock.today(session),
        words=notice_words,
        me=me,
    )


def _gathered(rows: Iterable[Told], me: Actor) -> list[Gathered]:
    """The rows of a page by day and by what is said, each where its newest stands."""
    alike: dict[object, list[Told]] = {}
    for told in rows:
        day = clock.day(told.notice.made_at)
        alike.setdefault((day, notice_words.sentence(told)), []).append(told)
    found = []
    for some in alike.values():
        doers = {notice_words.who(told, me) for told in some}
        who = doers.pop() if len(doers) == 1 else ""
        found.append(Gathered(notice_words.sentence(some[0]), who, tuple(some)))
    return found


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
