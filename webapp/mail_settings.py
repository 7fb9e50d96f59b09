"""Mails on the profile: when one gets them, and an address that refused one tried again."""

from collections.abc import Mapping

from flask import Blueprint, Flask, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp import db
from webapp.auth import actor
from workflows import mail_choices, mail_stops
from workflows.marking import N_
from workflows.models import Person
from workflows.states import MailRhythm

blueprint = Blueprint("mail_settings", __name__, url_prefix="/profile/mails")


KINDS: Mapping[str, str] = {
    "document": N_("Documents"),
    "question": N_("Questions about documents"),
    "finding": N_("Findings"),
    "name_rule": N_("Rules on names"),
    "step": N_("The six steps of a year"),
    "cause": N_("Signals, for the secretariat"),
    "report": N_("Reports, and what is asked of their drafts"),
    "mention": N_("Remarks that name you"),
    mail_choices.DEADLINE: N_("What is due soon"),
}
RHYTHMS: Mapping[str, str] = {
    MailRhythm.AT_ONCE.value: N_("At once"),
    MailRhythm.DAILY.value: N_("Once a day"),
    MailRhythm.WEEKLY.value: N_("Once a week, on Monday"),
    MailRhythm.NEVER.value: N_("Never"),
}


def init(app: Flask) -> None:
    """Add the forms, and to all templates what they show."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(
        mail_choices=_choices,
        mail_rhythms=lambda: [(code, gettext(words)) for code, words in RHYTHMS.items()],
        account=_me,
    )


@blueprint.post("")
def keep() -> ResponseReturnValue:
    """Keep when I get mails of each kind."""
    mail_choices.keep(db.session(), _me(), request.form)
    flash(gettext("Your choice of mails has been saved."), "success")
    db.commit()
    return redirect(url_for("auth.profile"), 303)


@blueprint.post("/again")
def again() -> ResponseReturnValue:
    """Try my address again."""
    mail_stops.clear(db.session(), _me(), actor())
    flash(gettext("Mails are sent to this address again."), "success")
    db.commit()
    return redirect(url_for("auth.profile"), 303)


def _me() -> Person:
    return db.session().get_one(Person, actor().person_id)


def _choices() -> list[tuple[str, str, str]]:
    """Of each kind its code, its name, and when I am mailed it."""
    return [
        (kind, gettext(KINDS[kind]), rhythm.value)
        for kind, rhythm in mail_choices.of(_me()).items()
    ]
