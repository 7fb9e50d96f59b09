"""No more mails: by a link in each mail that needs no log-in, in one click (RFC 8058)."""

import hashlib
import hmac

from flask import Blueprint, Flask, current_app, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp import db, security
from workflows import mail_choices, people
from workflows.errors import NotFound
from workflows.marking import N_
from workflows.models import Person
from workflows.permissions import Actor

blueprint = Blueprint("unsubscribing", __name__, url_prefix="/unsubscribe")

DEAD = N_("This link is not complete. Copy all of it from the mail.")


def init(app: Flask) -> None:
    """Add the pages; the mail program that clicks has no form token to send along."""
    app.register_blueprint(blueprint)
    security.csrf.exempt(end)


def address(reader: Actor) -> str:
    """The link for one reader, signed: nobody can make one for somebody else."""
    token = f"{reader.public_id}.{_signature(reader.public_id)}"
    return url_for("unsubscribing.ask", token=token, _external=True)


@blueprint.get("/<token>")
def ask(token: str) -> ResponseReturnValue:
    """Ask first: programs open links by themselves, to look whether they are safe."""
    _whose(token)
    return render_template("unsubscribing/ask.html", token=token)


@blueprint.post("/<token>")
def end(token: str) -> ResponseReturnValue:
    """Send this person no more mails."""
    mail_choices.end(db.session(), _whose(token))
    page = render_template("unsubscribing/done.html")
    db.commit()
    return page


def _whose(token: str) -> Person:
    public_id, _, signature = token.partition(".")
    right = _signature(public_id)
    person = None
    if hmac.compare_digest(signature.encode(), right.encode()):
        person = people.by_public_id(db.session(), public_id)
    if person is None:
        raise NotFound(DEAD)
    return person


def _signature(public_id: str) -> str:
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, f"unsubscribe:{public_id}".encode(), hashlib.sha256).hexdigest()[:40]
