"""The keys of the review: which ones this person uses, and the page where they choose them."""

import json

from flask import Blueprint, Flask, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp import db, i18n
from webapp.auth import actor
from workflows import review_keys
from workflows.errors import Invalid
from workflows.models import Person
from workflows.review_keys import Collisions, Keys, Taken

blueprint = Blueprint("keys", __name__, url_prefix="/profile/keys")


def init(app: Flask) -> None:
    """Add the page, and to all templates ``key_of(action)`` and ``key_map()``."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(key_of=key_of, key_map=key_map, key_titles=review_keys.TITLES)


def key_of(action: str) -> str:
    """What this person presses for an action, as it is printed; empty when keys are off."""
    keys = _mine()
    return keys.by_action[action].upper() if keys.on else ""


def key_map() -> str:
    """As JSON, for the script: the action of every key; nothing when keys are off."""
    keys = _mine()
    if not keys.on:
        return "{}"
    return json.dumps(
        {**review_keys.FIXED, **{key: action for action, key in keys.by_action.items() if key}}
    )


def _mine() -> Keys:
    if "review_keys" not in g:
        g.review_keys = review_keys.of(_person())
    found: Keys = g.review_keys
    return found


def _person() -> Person:
    return db.session().get_one(Person, actor().person_id)


@blueprint.get("")
def edit() -> ResponseReturnValue:
    """The keys, to change, to try and to switch off."""
    return render_template("auth/keys.html", keys=_mine(), mistakes={})


@blueprint.post("")
def keep() -> ResponseReturnValue:
    """Keep what was chosen, or go back to the usual keys."""
    session, form = db.session(), request.form
    if form.get("action") == "reset":
        review_keys.reset(session, _person())
        flash(gettext("The usual keys are back."), "success")
    else:
        given = {action: form.get(f"key-{action}", "") for action in review_keys.TITLES}
        keys = Keys(form.get("on") == "yes", given)
        try:
            review_keys.keep(session, _person(), keys)
        except Collisions as mistake:
            session.rollback()
            told = {f"key-{name}": _said(one) for name, one in mistake.problems.items()}
            return render_template("auth/keys.html", keys=keys, mistakes=told), 400
        flash(gettext("Your keys have been saved."), "success")
    db.commit()
    return redirect(url_for(".edit"), 303)


def _said(mistake: Invalid) -> str:
    if isinstance(mistake, Taken):
        mistake.params["action"] = gettext(review_keys.TITLES[mistake.owner])
    return i18n.sentence(mistake)
