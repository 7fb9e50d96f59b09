"""Lists of countries at risk: their editions, and importing one after seeing what it changes."""

from datetime import date

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from report_templates.printable import printable
from webapp import db, files, i18n, params, register_reading, sent_lists
from webapp.auth import actor
from workflows import register_files, risks
from workflows.errors import Invalid, NotFound, WorkflowError
from workflows.models import Upload
from workflows.risks import ListedCountry, RowProblem

blueprint = Blueprint("risks", __name__, url_prefix="/risks")

Problems = list[tuple[str, str]]


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
        holding={edition.id for edition in risks.in_force(session)},
    )


@blueprint.get("/<list_id>")
def detail(list_id: str) -> ResponseReturnValue:
    """One edition: its countries, and what was new and gone in it."""
    session = db.session()
    edition = risks.get(session, list_id, actor())
    codes = [one.country for one in edition.countries]
    earlier = risks.before(session, edition.name, edition.valid_from)
    return render_template(
        "risks/detail.html",
        edition=edition,
        earlier=earlier,
        delta=risks.delta(earlier, edition),
        sites=risks.sites_in(session, codes),
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
    answer = redirect(url_for(".preview", file_id=kept.public_id, **given), 303)  # type: ignore[arg-type]
    db.commit()
    return answer


@blueprint.get("/import/<file_id>")
def preview(file_id: str) -> ResponseReturnValue:
    """What the import would add and take off."""
    _only_secretariat()
    return _preview_page(*_kept(file_id), [])


@blueprint.post("/import/<file_id>")
def confirm(file_id: str) -> ResponseReturnValue:
    """Take the edition over, as it was previewed."""
    _only_secretariat()
    session, form = db.session(), request.form
    kept, countries, problems = _kept(file_id)
    try:
        edition = risks.import_list(
            session,
            countries,
            name=form.get("name", ""),
            valid_from=params.a_date(form.get("valid_from", "")) or date.min,
            source=form.get("source", ""),
            actor=actor(),
        )
    except WorkflowError as mistake:
        db.rollback()
        kept, countries, problems = _kept(file_id)
        told = [("", i18n.sentence(mistake))]
        return _preview_page(kept, countries, problems, told), 400
    flash(gettext("The list has been imported."), "success")
    answer = redirect(url_for(".detail", list_id=edition.public_id), 303)
    db.commit()
    return answer


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


def _choose_page(problems: Problems) -> str:
    names = dict.fromkeys(printable(one.name) for one in risks.editions(db.session()))
    return render_template(
        "risks/import.html",
        problems=problems,
        mistakes=dict(problems),
        given=request.form,
        today=db.now().date(),
        names=list(names),
    )


def _kept(file_id: str) -> tuple[Upload, list[ListedCountry], list[RowProblem]]:
    kept, data = register_files.get(db.session(), files.store(), file_id, actor())
    return kept, *risks.read_rows(register_reading.rows(data))


def _preview_page(
    kept: Upload,
    countries: list[ListedCountry],
    left_out: list[RowProblem],
    problems: Problems,
) -> str:
    session, given = db.session(), request.values
    day = params.a_date(given.get("valid_from", ""))
    name = given.get("name", "").strip()
    known = risks.editions(session, name)
    earlier = next((one for one in known if day is None or one.valid_from < day), None)
    delta = risks.delta(earlier, countries)
    return render_template(
        "risks/preview.html",
        file=kept,
        name=name,
        source=given.get("source", ""),
        day=day,
        earlier=earlier,
        delta=delta,
        sites=risks.sites_in(session, (*delta.added, *delta.removed, *delta.kept)),
        notes={one.code: one.note for one in countries},
        countries_read=len(countries),
        left_out=left_out,
        problems=problems,
    )
