"""The way in, the state of the service, and the pages that explain: help, words, accessibility."""

import secrets
from pathlib import Path

from flask import Blueprint, Flask, current_app, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from webapp import auth, db, navigation
from workflows.marking import N_
from workflows.report_glossary import GLOSSARY

blueprint = Blueprint("home", __name__)

TERMS = (
    (
        N_("Measure"),
        N_("What a company does about a finding: stop, prevent or reduce the harm."),
    ),
    (
        N_("Remedy"),
        N_("Making good what went wrong, for the people to whom it was done. Step 6."),
    ),
    (
        N_("Second reader"),
        N_(
            "Another person who looks at a decision before it counts. Nobody decides on a "
            "document of their own organisation, or on one they uploaded themselves."
        ),
    ),
    (
        N_("Reporting template"),
        N_(
            "A workbook in which a supplier lists the smelters in its chain, such as the "
            "CMRT for conflict minerals and the EMRT for cobalt and mica."
        ),
    ),
    (
        N_("Conflict minerals"),
        N_(
            "Tin, tantalum, tungsten and gold from areas at war or at high risk, where "
            "mining may pay for armed groups."
        ),
    ),
    (
        N_("Party"),
        N_(
            "An organisation that signed the agreement: a company, a trade association, a "
            "civil society organisation, a trade union or the government."
        ),
    ),
    (
        N_("Supporter"),
        N_("An organisation that endorses the agreement and has no vote."),
    ),
    (
        N_("Suppressed figure"),
        N_(
            "A figure that is not shown because fewer than three companies stand behind it. "
            "A cross takes its place."
        ),
    ),
)
"""Words of the program, each with its meaning, in English; those of reports are the reports'."""


def init(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """To the first page of the reader's menu."""
    return redirect(navigation.first_page(auth.actor()), 303)


@blueprint.get("/help")
def help() -> ResponseReturnValue:
    """How it works, and whom to ask."""
    return render_template("home/help.html")


@blueprint.get("/glossary")
def glossary() -> ResponseReturnValue:
    """The words of the field, each explained in a sentence or two."""
    language = str(get_locale())
    own = [(gettext(word), gettext(meaning)) for word, meaning in TERMS]
    shared = [(word.said(language), meaning.said(language)) for word, meaning in GLOSSARY]
    terms = sorted([*own, *shared], key=lambda term: term[0].casefold())
    return render_template("home/glossary.html", terms=terms)


@blueprint.get("/accessibility")
def accessibility() -> ResponseReturnValue:
    """The accessibility statement."""
    return render_template("home/accessibility.html")


@blueprint.get("/healthz")
def health() -> ResponseReturnValue:
    """The process answers."""
    return {"status": "ok"}


@blueprint.get("/readyz")
def ready() -> ResponseReturnValue:
    """The database answers and the data folder can be written; 503 when one does not."""
    checks = {"database": _database_answers(), "data": _folder_writes()}
    status = "ok" if all(checks.values()) else "failing"
    return {"status": status, "checks": checks}, 200 if status == "ok" else 503


def _database_answers() -> bool:
    try:
        db.session().execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True


def _folder_writes() -> bool:
    probe = Path(current_app.config["DATA"]) / f".probe-{secrets.token_hex(4)}"
    try:
        probe.write_bytes(b"probe")
        probe.unlink()
    except OSError:
        return False
    return True
