"""What changed in the register between two editions: of one's own smelters, or of all."""

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from report_templates.printable import printable
from webapp import db, exports, formats, i18n, labels, shapes
from webapp.auth import actor
from webapp.smelters.pages import blueprint
from workflows import edition_changes, editions, register
from workflows.edition_changes import Change
from workflows.errors import Invalid, NotFound
from workflows.models import Edition


@blueprint.get("/changes")
def changes() -> ResponseReturnValue:
    """The changes between two editions; between the newest two when none is asked for."""
    me, session = actor(), db.session()
    if not register.reads(me):
        raise NotFound(register.NOT_FOUND)
    older, newer = _asked()
    problem, found = "", list[Change]()
    try:
        if older is not None and newer is not None:
            found = edition_changes.between(session, older, newer, me)
    except Invalid as mistake:
        problem = i18n.sentence(mistake)
    return render_template(
        "smelters/changes.html",
        older=older,
        newer=newer,
        choices=[(one.public_id, _name(one)) for one in editions.editions(session)],
        found=found,
        kinds=edition_changes.WHAT,
        lines=lines,
        own=edition_changes.only_own(me),
        problems=[("from", problem)] if problem else [],
    )


@blueprint.get("/changes.<kind>")
def export_changes(kind: str) -> Response:
    """The same changes as a file."""
    me, session = actor(), db.session()
    if not register.reads(me):
        raise NotFound(register.NOT_FOUND)
    older, newer = _asked()
    found = edition_changes.between(session, older, newer, me) if older and newer else []
    return exports.answer(
        kind, "changes", lambda: _table(found), lambda: map(shapes.site_change, found)
    )


def lines(change: Change) -> list[tuple[str, str, str]]:
    """What changed at a site: of what, before, after; each as a reader writes it."""
    found = [
        (labels.site_field(name), labels.site_value(name, was), labels.site_value(name, now))
        for name, (was, now) in change.fields.items()
    ]
    for said in change.statuses:
        what = f"{labels.scheme(said.scheme)} ({labels.basis(said.basis)})"
        found.append((what, labels.status(said.before), labels.status(said.after)))
    return found


def _asked() -> tuple[Edition | None, Edition | None]:
    """The older and the newer edition of the address, or the newest and the one before it."""
    me, session = actor(), db.session()
    wanted, since = request.args.get("to", ""), request.args.get("from", "")
    known = editions.editions(session)
    newer = edition_changes.edition(session, wanted, me) if wanted else next(iter(known), None)
    if newer is None:
        return None, None
    older = edition_changes.edition(session, since, me) if since else None
    return older or edition_changes.before(session, newer), newer


def _name(edition: Edition) -> str:
    return f"{printable(edition.name)}, {formats.day(edition.valid_from)}"


def _table(found: list[Change]) -> exports.Table:
    header = (
        gettext("Name"),
        gettext("What happened"),
        gettext("What"),
        gettext("Before"),
        gettext("After"),
    )
    rows = (
        (change.site.name, labels.site_change(change.what), *line)
        for change in found
        for line in lines(change) or [("", "", "")]
    )
    return exports.Table(gettext("Changes"), header, rows)
