"""The demonstration: change persona without a password. Exists in demo mode only."""

from flask import Blueprint, Flask, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp import auth, db, navigation
from workflows import people
from workflows.demo import cast
from workflows.errors import NotFound
from workflows.marking import N_

blueprint = Blueprint("demo", __name__)


def init(app: Flask) -> None:
    """Add the switch, when this is the demonstration; else there is no such address."""
    if app.config["DEMO"]:
        app.register_blueprint(blueprint)
        app.context_processor(lambda: {"demo_personas": personas})


def personas() -> list[tuple[str, str]]:
    """Whom a visitor can be: the address, and in words who that is and what they can show."""
    return [(p.email, f"{p.name} – {p.organisation}: {gettext(p.shows)}") for p in cast.PERSONAS]


@blueprint.post("/demo/switch")
def switch() -> ResponseReturnValue:
    """Go on as somebody else of the cast."""
    email = request.form.get("person", "")
    person = people.find(db.session(), email) if email in {p.email for p in cast.PERSONAS} else None
    if person is None or not person.active:
        raise NotFound(N_("There is no such persona."))
    auth.start_session(person)
    actor = people.actor_for(db.session(), person)
    flash(gettext("You are now %(name)s.", name=person.name), "success")
    answer = redirect(navigation.first_page(actor), 303)
    db.commit()
    return answer
