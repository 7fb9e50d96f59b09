"""Settings: the thresholds of the agreement, changed by the secretariat with a reason."""

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp import db, formats, i18n, timeline
from webapp.auth import actor
from workflows import settings
from workflows.errors import Invalid, NotFound

blueprint = Blueprint("settings", __name__, url_prefix="/settings")


def init(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Every setting with its value, what it does, and its limits."""
    _only_secretariat()
    return render_template(
        "settings/index.html",
        values=settings.everything(db.session()),
        definitions=settings.DEFINITIONS,
    )


@blueprint.get("/<name>")
def detail(name: str) -> ResponseReturnValue:
    """One setting, to be changed."""
    _only_secretariat()
    return _page(name)


@blueprint.post("/<name>")
def change(name: str) -> ResponseReturnValue:
    """Change it; the reason goes into the log."""
    _only_secretariat()
    session = db.session()
    value, note = request.form.get("value", ""), request.form.get("note", "")
    try:
        settings.change(session, name, value, actor(), note=note)
    except Invalid as mistake:
        db.rollback()
        wanting = value.strip() and not note.strip()
        about = "note" if wanting or mistake.params.get("field") == "note" else "value"
        return _page(name, [(about, i18n.sentence(mistake))]), 400
    flash(gettext("The setting has been changed. It holds from now on."), "success")
    answer = redirect(url_for(".index"), 303)
    db.commit()
    return answer


def _only_secretariat() -> None:
    if not actor().is_secretariat:
        raise NotFound("There is no such setting.")


def _page(name: str, problems: list[tuple[str, str]] | None = None) -> str:
    definition = settings.DEFINITIONS.get(name)
    if definition is None:
        raise NotFound("There is no such setting.")
    kept = settings.get(db.session(), name)
    counted = definition.least is not None
    shown = formats.typed(float(kept) * definition.unit) if counted else kept
    return render_template(
        "settings/detail.html",
        name=name,
        definition=definition,
        value=request.form.get("value", shown),
        note=request.form.get("note", ""),
        problems=problems or [],
        mistakes=dict(problems or []),
        history=timeline.of(db.session(), "setting", name, timeline.SETTING),
    )
