"""The register of smelters and other sites: search, one site, make public, import an edition."""

from datetime import date

from flask import Blueprint, Flask, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from extraction.registers import RegisterFile
from report_templates.printable import printable
from webapp import (
    addresses,
    db,
    exports,
    files,
    i18n,
    labels,
    metal_names,
    params,
    register_reading,
    shapes,
    timeline,
    wordlists,
)
from webapp.auth import actor
from workflows import aliases, editions, register, register_files, site_lists
from workflows.errors import Invalid, NotFound
from workflows.models import Site, Upload
from workflows.permissions import Actor
from workflows.site_lists import Filter
from workflows.states import Role, SiteState

blueprint = Blueprint("smelters", __name__, url_prefix="/smelters")


def init(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)


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


@blueprint.get("/<site_id>")
def detail(site_id: str) -> ResponseReturnValue:
    """One site: names, identifiers, what schemes say, where documents name it."""
    return _page(register.get(db.session(), site_id, actor()))


@blueprint.post("/<site_id>/clear")
def clear(site_id: str) -> ResponseReturnValue:
    """Make a site public that one member's documents taught of."""
    session, me = db.session(), actor()
    site = register.get(session, site_id, me)
    note = request.form.get("note", "")
    try:
        register.clear(session, site, me, note=note)
    except Invalid as mistake:
        db.rollback()
        site = register.get(session, site_id, me)
        return _page(site, [("note", i18n.sentence(mistake))]), 400
    flash(gettext("Everybody who reads the register can see this smelter now."), "success")
    answer = redirect(url_for(".detail", site_id=site_id), 303)
    db.commit()
    return answer


@blueprint.post("/<site_id>/names")
def settle_name(site_id: str) -> ResponseReturnValue:
    """Make a name public that a member's papers taught, or take it off the site."""
    session, me = db.session(), actor()
    site = register.get(session, site_id, me)
    given = request.form
    public = given.get("what") == "clear"
    settle = aliases.clear if public else aliases.remove
    try:
        settle(session, site, given.get("learned", ""), me, note=given.get("name-note", ""))
    except Invalid as mistake:
        db.rollback()
        site = register.get(session, site_id, me)
        about = "name-note" if given.get("learned") else "learned"
        return _page(site, [(about, i18n.sentence(mistake))]), 400
    done = gettext("Everybody who reads the register can see this name now.")
    flash(done if public else gettext("The name has been removed."), "success")
    answer = redirect(url_for(".detail", site_id=site_id), 303)
    db.commit()
    return answer


@blueprint.route("/import", methods=["GET", "POST"])
def choose() -> ResponseReturnValue:
    """Choose a file of the register; nothing is changed before its preview is confirmed."""
    me, session = actor(), db.session()
    _only_secretariat(me)
    if request.method == "GET":
        return _choose_page([])
    sent = request.files.get("file")
    name = request.form.get("name", "").strip()
    problems = []
    if not name:
        problems.append(("name", gettext("Name the source of the edition.")))
    if sent is None or not sent.filename:
        problems.append(("file", gettext("Choose a file.")))
    valid_from = _valid_from(problems)
    if problems or sent is None or valid_from is None:
        return _choose_page(problems), 400
    data = sent.stream.read()
    try:
        register_reading.read(data)
        kept = register_files.keep(session, files.store(), sent.filename or "", data, me)
    except register_reading.Refused as refusal:
        message = labels.reading_message(refusal.code, refusal.detail)
        return _choose_page([("file", message)]), 400
    except Invalid as mistake:
        return _choose_page([("file", i18n.sentence(mistake))]), 400
    answer = redirect(
        url_for(".preview", file_id=kept.public_id, name=name, valid_from=valid_from.isoformat()),
        303,
    )
    db.commit()
    return answer


@blueprint.get("/import/<file_id>")
def preview(file_id: str) -> ResponseReturnValue:
    """What the import would add, change and end."""
    _only_secretariat(actor())
    kept, read = _kept(file_id)
    return _preview_page(kept, read, [])


@blueprint.post("/import/<file_id>")
def confirm(file_id: str) -> ResponseReturnValue:
    """Take the edition over, as it was previewed."""
    session, me = db.session(), actor()
    _only_secretariat(me)
    kept, read = _kept(file_id)
    try:
        edition = editions.import_edition(
            session,
            read.register.entries,
            name=request.form.get("name", ""),
            valid_from=params.a_date(request.form.get("valid_from", "")) or date.min,
            actor=me,
        )
    except Invalid as mistake:
        db.rollback()
        kept, read = _kept(file_id)
        return _preview_page(kept, read, [("", i18n.sentence(mistake))]), 400
    flash(
        gettext(
            "The edition has been imported: %(added)s added, %(changed)s changed, "
            "%(removed)s ended.",
            added=edition.added,
            changed=edition.changed,
            removed=edition.removed,
        ),
        "success",
    )
    answer = redirect(url_for(".index"), 303)
    db.commit()
    return answer


def _only_secretariat(me: Actor) -> None:
    if not me.is_secretariat:
        raise NotFound(register_files.NOT_FOUND)


def _valid_from(problems: list[tuple[str, str]]) -> date | None:
    try:
        day = params.a_date(request.form.get("valid_from", ""))
    except Invalid as mistake:
        problems.append(("valid_from", i18n.sentence(mistake)))
        return None
    if day is None:
        problems.append(("valid_from", gettext("Give the day from which the edition holds.")))
    return day


def _choose_page(problems: list[tuple[str, str]]) -> str:
    return render_template(
        "smelters/import.html",
        problems=problems,
        mistakes=dict(problems),
        given=request.form,
        today=db.now().date(),
        editions=editions.editions(db.session()),
    )


def _kept(file_id: str) -> tuple[Upload, RegisterFile]:
    kept, data = register_files.get(db.session(), files.store(), file_id, actor())
    return kept, register_reading.read(data)


def _preview_page(kept: Upload, read: RegisterFile, problems: list[tuple[str, str]]) -> str:
    name = request.values.get("name", "")
    diff = editions.preview(db.session(), read.register.entries, name=name)
    return render_template(
        "smelters/preview.html",
        file=kept,
        read=read,
        diff=diff,
        name=name,
        valid_from=params.a_date(request.values.get("valid_from", "")),
        problems=problems,
        most=200,
    )


def _page(site: Site, problems: list[tuple[str, str]] | None = None) -> str:
    me, session = actor(), db.session()
    staff = me.has(Role.REVIEWER, Role.SECRETARIAT)
    today = {status.id for status in register.status_on(session, site)}
    return render_template(
        "smelters/detail.html",
        site=site,
        names=register.names(session, site, me),
        today=today,
        taught_by=site_lists.taught_by(session, site, me),
        learned=_learned(site, me),
        found=site_lists.found_in(session, site, me),
        learned_from=site_lists.learned_from(session, site, me),
        may_clear=me.is_secretariat and site.organisation_id is not None,
        problems=problems or [],
        mistakes=dict(problems or []),
        given=request.form,
        history=timeline.of(session, "site", site.public_id, timeline.SITE) if staff else [],
    )


def _learned(site: Site, me: Actor) -> list[tuple[str, str]]:
    """The names that the secretariat may make public or remove, with whose they are."""
    if not me.is_secretariat:
        return []
    return [
        (key, f"{printable(row.name)} ({printable(owner.name)})")
        for key, (row, owner) in aliases.learned(db.session(), site).items()
    ]


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
