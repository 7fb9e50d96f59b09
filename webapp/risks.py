"""Risk lists: their editions, and importing one after seeing what it changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from report_templates.printable import printable
from webapp import addresses, db, files, i18n, labels, params, register_reading, sent_lists
from webapp.auth import actor
from workflows import register_files, risk_entries, risk_matches, risks
from workflows.errors import Invalid, NotFound, WorkflowError
from workflows.models import RiskList, Upload
from workflows.risk_entries import ListedEntity
from workflows.risks import ListedCountry, RowProblem
from workflows.states import ListKind

blueprint = Blueprint("risks", __name__, url_prefix="/risks")

MOST = 200  # entries of one sort that a preview shows

Problems = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that waits for its import, and what was read in it: countries or entities."""

    file: Upload
    kind: ListKind
    countries: list[ListedCountry]
    entities: list[ListedEntity]
    problems: list[RowProblem]


def init(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Every edition, by list, the newest first."""
    _only_secretariat()
    session = db.session()
    return render_template(
        "risks/index.html",
        editions=risks.editions(session),
        sizes=risks.sizes(session),
        holding={edition.id for edition in risks.in_force(session)},
    )


@blueprint.get("/<list_id>")
def detail(list_id: str) -> ResponseReturnValue:
    """One edition: what is on it, and what was new and gone in it."""
    session = db.session()
    edition = risks.get(session, list_id, actor())
    earlier = risks.before(session, edition.name, edition.valid_from)
    if edition.kind is ListKind.ENTITIES:
        return _entities_page(edition, earlier)
    codes = [one.country for one in edition.countries]
    return render_template(
        "risks/detail.html",
        edition=edition,
        earlier=earlier,
        delta=risks.delta(earlier, edition),
        sites=risks.sites_in(session, codes),
    )


def _entities_page(edition: RiskList, earlier: RiskList | None) -> str:
    session = db.session()
    listing = risk_entries.listing(session, edition, addresses.page_number())
    return render_template(
        "risks/entities.html",
        edition=edition,
        earlier=earlier,
        delta=risk_entries.delta(earlier, edition) if earlier else None,
        listing=listing,
        places=risk_matches.in_register(session, listing.rows),
        most=MOST,
    )


@blueprint.route("/import", methods=["GET", "POST"])
def choose() -> ResponseReturnValue:
    """Choose a file; nothing is changed before its preview is confirmed."""
    _only_secretariat()
    if request.method == "GET":
        return _choose_page([])
    sent, problems = request.files.get("file"), _missing()
    if sent is None or not sent.filename:
        problems.append(("file", gettext("Choose a file.")))
    if problems or sent is None:
        return _choose_page(problems), 400
    kept = sent_lists.keep(sent, register_reading.rows)
    if isinstance(kept, str):
        return _choose_page([("file", kept)]), 400
    given = {name: request.form[name].strip() for name in ("name", "source", "valid_from")}
    given["kind"] = _kind().value
    answer = redirect(url_for(".preview", file_id=kept.public_id, **given), 303)  # type: ignore[arg-type]
    db.commit()
    return answer


@blueprint.get("/import/<file_id>")
def preview(file_id: str) -> ResponseReturnValue:
    """What the import would add, change and take off."""
    _only_secretariat()
    return _preview_page(_sent(file_id), [])


@blueprint.post("/import/<file_id>")
def confirm(file_id: str) -> ResponseReturnValue:
    """Take the edition over, as it was previewed."""
    _only_secretariat()
    sent = _sent(file_id)
    try:
        edition = _take_over(sent)
    except WorkflowError as mistake:
        db.rollback()
        return _preview_page(_sent(file_id), [("", i18n.sentence(mistake))]), 400
    flash(gettext("The list has been imported."), "success")
    answer = redirect(url_for(".detail", list_id=edition.public_id), 303)
    db.commit()
    return answer


def _take_over(sent: Sent) -> RiskList:
    session, form, me = db.session(), request.form, actor()
    name, source = form.get("name", ""), form.get("source", "")
    day = params.a_date(form.get("valid_from", "")) or date.min
    if sent.kind is ListKind.COUNTRIES:
        return risks.import_list(
            session, sent.countries, name=name, valid_from=day, source=source, actor=me
        )
    return risk_entries.import_list(
        session, sent.entities, name=name, valid_from=day, source=source, actor=me
    )


def _only_secretariat() -> None:
    if not actor().is_secretariat:
        raise NotFound(risks.NOT_FOUND)


def _missing() -> Problems:
    problems: Problems = []
    for name in ("name", "source"):
        if not request.form.get(name, "").strip():
            problems.append((name, gettext("Fill this in.")))
    try:
        day = params.a_date(request.form.get("valid_from", ""))
    except Invalid as mistake:
        return [*problems, ("valid_from", i18n.sentence(mistake))]
    if day is None:
        problems.append(("valid_from", gettext("Give the day from which the edition holds.")))
    return problems


def _kind(default: ListKind = ListKind.COUNTRIES) -> ListKind:
    return params.one_of(ListKind, request.values.get("kind") or default)


def _choose_page(problems: Problems) -> str:
    known = {printable(one.name): one.kind for one in risks.editions(db.session())}
    # The only list that there is stands in the form already, and so does what is on it.
    only = next(iter(known.values())) if len(known) == 1 else ListKind.COUNTRIES
    return render_template(
        "risks/import.html",
        problems=problems,
        mistakes=dict(problems),
        given=request.form,
        today=db.now().date(),
        names=list(known),
        kinds=[(kind.value, labels.list_kind(kind), "") for kind in ListKind],
        kind=_kind(only),
    )


def _sent(file_id: str) -> Sent:
    kept, data = register_files.get(db.session(), files.store(), file_id, actor())
    kind, rows = _kind(), register_reading.rows(data)
    if kind is ListKind.COUNTRIES:
        countries, problems = risks.read_rows(rows)
        return Sent(kept, kind, countries, [], problems)
    entities, problems = risk_entries.read_rows(rows)
    return Sent(kept, kind, [], entities, problems)


def _preview_page(sent: Sent, problems: Problems) -> str:
    given = request.values
    day = params.a_date(given.get("valid_from", ""))
    name = given.get("name", "").strip()
    earlier = risks.before(db.session(), name, day or date.max)
    return render_template(
        "risks/preview.html",
        sent=sent,
        name=name,
        source=given.get("source", ""),
        day=day,
        earlier=earlier,
        problems=problems,
        most=MOST,
        **_changes(sent, earlier),
    )


def _changes(sent: Sent, earlier: RiskList | None) -> Mapping[str, object]:
    session = db.session()
    if sent.kind is ListKind.COUNTRIES:
        found = risks.delta(earlier, sent.countries)
        shown = (*found.added, *found.removed, *found.changed, *found.kept)
        sites = risks.sites_in(session, shown)
        return {
            "delta": found,
            "sites": sites,
            "notes": {one.code: one.note for one in sent.countries},
        }
    delta = risk_entries.delta(earlier, sent.entities)
    some = (*delta.added[:MOST], *delta.removed[:MOST], *delta.kept[:MOST])
    return {"delta": delta, "places": risk_matches.in_register(session, some)}
