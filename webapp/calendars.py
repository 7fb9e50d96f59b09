"""The calendar feed of somebody's deadlines, at a secret address that is made on the profile.

A title says what is due, and names no supplier, smelter or company: a calendar is looked at by
others, and kept on machines that are not ours.
"""

from flask import (
    Blueprint,
    Flask,
    Response,
    current_app,
    flash,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp import db, icalendar, notice_words
from webapp.auth import actor
from workflows import calendar_links, clock, deadlines, people
from workflows.deadlines import Deadline
from workflows.models import Person

blueprint = Blueprint("calendars", __name__)


def init(app: Flask) -> None:
    """Add the feed, and its making and withdrawing on the profile."""
    app.register_blueprint(blueprint)


@blueprint.get("/calendar/<token>.ics")
def feed(token: str) -> ResponseReturnValue:
    """What is on this person's plate: for a calendar program, which has the address and no more."""
    session = db.session()
    person = calendar_links.person_of(session, token)
    g.language = person.language
    due = deadlines.of(session, people.actor_for(session, person))
    name = gettext("Ketenzicht: what is due")
    text = icalendar.written(name, map(_day, due), clock.now(session))
    return Response(text, mimetype="text/calendar")


@blueprint.post("/profile/calendar")
def make() -> ResponseReturnValue:
    """A new address; the one before stops working. It stands in this answer only."""
    session = db.session()
    token = calendar_links.make(session, _me(), actor())
    address = url_for(".feed", token=token, _external=True)
    page = render_template("auth/calendar.html", address=address)
    db.commit()
    return page


@blueprint.post("/profile/calendar/withdraw")
def withdraw() -> ResponseReturnValue:
    """The address stops working."""
    calendar_links.withdraw(db.session(), _me(), actor())
    flash(gettext("The address of your calendar has been withdrawn."), "success")
    db.commit()
    return redirect(url_for("auth.profile"), 303)


def _me() -> Person:
    return db.session().get_one(Person, actor().person_id)


def _day(due: Deadline) -> icalendar.Day:
    host = str(current_app.config["URL"]).partition("://")[2] or request.host
    return icalendar.Day(
        uid=f"{due.what}-{due.own}@{host}",
        day=due.due,
        title=gettext(notice_words.DUE[due.what]),
        address=notice_words.leads_to(due.noun, due.object_id, absolute=True),
    )
