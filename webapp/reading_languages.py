"""The languages that a reviewer reads: on the profile, for the documents that come their way."""

from flask import Blueprint, Flask, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp import db
from webapp.auth import actor
from workflows import reading_languages
from workflows.errors import NotAllowed
from workflows.models import Person
from workflows.performing import ONLY
from workflows.permissions import Who
from workflows.states import Role

blueprint = Blueprint("reading_languages", __name__, url_prefix="/profile/reading")


def init(app: Flask) -> None:
    """Take the form, and give templates ``reading_choices()`` and ``languages_read()``."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(
        reading_choices=reading_languages.CHOICES, languages_read=languages_read
    )


def languages_read() -> tuple[str, ...]:
    """The codes of the languages that this person reads; none for who reviews nothing."""
    me = actor()
    if not me.has(Role.REVIEWER):
        return ()
    return reading_languages.of(db.session().get_one(Person, me.person_id))


@blueprint.post("")
def keep() -> ResponseReturnValue:
    """Keep which languages I read."""
    me, session = actor(), db.session()
    if not me.has(Role.REVIEWER):
        raise NotAllowed(ONLY[Who.REVIEWER])
    person = session.get_one(Person, me.person_id)
    reading_languages.keep(session, person, request.form.getlist("language"))
    flash(gettext("Saved. New documents in other languages go to somebody else."), "success")
    answer = redirect(url_for("auth.profile"), 303)
    db.commit()
    return answer
