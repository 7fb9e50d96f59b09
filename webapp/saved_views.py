"""Views that people keep of the lists: saved, renamed, opened by default, deleted."""

from urllib.parse import urlencode

from flask import Blueprint, Flask, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from report_templates.printable import printable
from webapp import db
from webapp.auth import actor
from workflows import saved_views
from workflows.errors import NotFound
from workflows.models import SavedView

blueprint = Blueprint("saved_views", __name__, url_prefix="/views")

_LISTS = {"queue": "review.index", "documents": "documents.index", "findings": "findings.index"}


def init(app: Flask) -> None:
    """Take the forms, and give templates the views of a list and the addresses of each."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(
        views_of=views_of, view_address=view_address, whole_list=whole_list, filters_now=filters_now
    )


def views_of(place: str) -> list[SavedView]:
    """The views of a list that this person keeps."""
    return saved_views.of(db.session(), actor(), place)


def view_address(view: SavedView) -> str:
    """The list as a view shows it."""
    return _address(view.place, view.query)


def whole_list(place: str) -> str:
    """The list without any filter, also where another view opens by default."""
    default = any(view.is_default for view in views_of(place))
    return url_for(_LISTS[place], view="all") if default else url_for(_LISTS[place])


def filters_now() -> str:
    """The filters of the page that is shown, as they would be kept."""
    filters = urlencode(list(request.args.items()))
    return saved_views.cleaned(filters) if len(filters) <= saved_views.LONGEST_QUERY else ""


def landing(place: str) -> ResponseReturnValue | None:
    """To the default view, for who opens a list without saying what of it."""
    if request.args:
        return None
    default = next((view for view in views_of(place) if view.is_default and view.query), None)
    return redirect(view_address(default), 303) if default is not None else None


@blueprint.post("")
def save() -> ResponseReturnValue:
    """Keep the filters of a list under a name."""
    form = request.form
    view = saved_views.save(
        db.session(), actor(), form.get("place", ""), form.get("name", ""), form.get("query", "")
    )
    if form.get("default"):
        saved_views.choose(db.session(), view, default=True)
    return _done(view, gettext("The view “%(name)s” is kept.", name=printable(view.name)))


@blueprint.post("/<view_id>")
def change(view_id: str) -> ResponseReturnValue:
    """Rename a view, make it the default or no more, or delete it."""
    session, action = db.session(), request.form.get("action", "")
    view = saved_views.get(session, view_id, actor())
    if action == "rename":
        saved_views.rename(session, view, actor(), request.form.get("name", ""))
        return _done(view, gettext("The view is now called “%(name)s”.", name=printable(view.name)))
    if action in ("default", "usual"):
        saved_views.choose(session, view, default=action == "default")
        return _done(view, gettext("Saved."))
    if action != "delete":
        raise NotFound("There is no such view.")
    saved_views.remove(session, view)
    flash(gettext("The view “%(name)s” is deleted.", name=printable(view.name)), "success")
    answer = redirect(whole_list(view.place), 303)
    db.commit()
    return answer


def _done(view: SavedView, said: str) -> ResponseReturnValue:
    flash(said, "success")
    answer = redirect(view_address(view) if view.query else whole_list(view.place), 303)
    db.commit()
    return answer


def _address(place: str, query: str) -> str:
    # Written as text: a filter's name must never be taken for an argument of url_for.
    return f"{url_for(_LISTS[place])}?{query}" if query else url_for(_LISTS[place], view="all")
