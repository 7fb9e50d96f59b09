"""The list of sites: search, filters, and the same list as a file."""

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from report_templates.printable import printable
from webapp import addresses, db, exports, labels, metal_names, shapes, wordlists
from webapp.auth import actor
from webapp.smelters.pages import blueprint
from workflows import register, site_entries, site_lists
from workflows.models import Site
from workflows.permissions import Actor
from workflows.site_lists import Filter
from workflows.states import Role, SiteState


@blueprint.get("")
def index() -> ResponseReturnValue:
    """The sites that one may see, by name."""
    me, session = actor(), db.session()
    wanted = _wanted(me)
    listing = site_lists.listing(session, me, wanted, addresses.page_number())
    return render_template(
        "smelters/index.html",
        listing=listing,
        wanted=wanted,
        choices=_choices(me),
        chips=_chips(wanted),
        reads=register.reads(me),
        may_enter=site_entries.may_enter(me),
        says={row.id: register.status_on(session, row) for row in listing.rows},
    )


@blueprint.get("/export.<kind>")
def export(kind: str) -> Response:
    """The list as it is filtered, as a file."""
    me, session = actor(), db.session()
    rows = site_lists.everything(session, me, _wanted(me))
    return exports.answer(
        kind,
        "smelters",
        lambda: _table(rows),
        lambda: (_shape(row) for row in rows),
    )


def _wanted(me: Actor) -> Filter:
    known = addresses.known
    scopes = ("private",) if me.has(Role.REVIEWER, Role.SECRETARIAT) else ()
    return Filter(
        text=request.args.get("q", ""),
        metal=known("metal", metal_names.METALS),
        country=request.args.get("country", ""),
        state=known("state", SiteState),
        status=known("status", wordlists.STATUSES),
        scope=known("scope", scopes),
    )


def _choices(me: Actor) -> dict[str, list[tuple[str, str]]]:
    session = db.session()
    countries = [(code, labels.country(code)) for code in site_lists.countries(session, me)]
    choices = {
        "metal": [(name, labels.metal(name)) for name in site_lists.metals(session, me)],
        "country": sorted(countries, key=lambda pair: pair[1]),
        "state": [(state.value, labels.site_state(state)) for state in SiteState],
        "status": [(code, labels.status(code)) for code in site_lists.statuses(session, me)],
        "scope": [],
    }
    if me.has(Role.REVIEWER, Role.SECRETARIAT):
        choices["scope"] = [("private", gettext("Known from one company's documents only"))]
    return choices


def _chips(wanted: Filter) -> list[tuple[str, str]]:
    private = gettext("Known from one company's documents only")
    return addresses.chips(
        (
            ("q", f"“{printable(wanted.text)}”" if wanted.text else ""),
            ("metal", labels.metal(wanted.metal)),
            ("country", labels.country(wanted.country)),
            ("state", labels.site_state(wanted.state)),
            ("status", labels.status(wanted.status)),
            ("scope", private if wanted.scope else ""),
        )
    )


def _table(rows: list[Site]) -> exports.Table:
    header = (
        gettext("Name"),
        gettext("Other names"),
        gettext("Identifiers"),
        gettext("Country"),
        gettext("Metals"),
        gettext("Kind"),
        gettext("Status"),
        gettext("Schemes"),
        gettext("Code"),
    )
    session, me = db.session(), actor()
    cells = (
        (
            row.name,
            " | ".join(name.name for name in register.names(session, row, me)),
            " | ".join(one.value for one in row.identifiers),
            labels.country(row.country),
            ", ".join(labels.metal(one.metal) for one in row.metals),
            labels.site_kind(row.kind),
            labels.site_state(row.state),
            "; ".join(_said(row)),
            row.public_id,
        )
        for row in rows
    )
    return exports.Table(gettext("Smelters"), header, cells)


def _said(row: Site) -> list[str]:
    return [
        f"{labels.scheme(one.scheme)}: {labels.status(one.status)} ({labels.basis(one.basis)})"
        for one in register.status_on(db.session(), row)
    ]


def _shape(row: Site) -> dict[str, object]:
    names = (name.name for name in register.names(db.session(), row, actor()))
    said = [
        {"scheme": s.scheme, "status": s.status, "basis": s.basis, "from": s.from_date}
        for s in register.status_on(db.session(), row)
    ]
    return shapes.site(row, names) | {"statuses": said}
