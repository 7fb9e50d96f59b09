"""Remedy (step 6) in a year: who was harmed, what was done, who was asked and who is content."""

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp import db, i18n, labels, params, year_words
from webapp.auth import actor
from workflows import remedies, years
from workflows.errors import Invalid, Stale
from workflows.models import MemberYear, Remedy
from workflows.remedies import FORMS, INVOLVEMENTS, SATISFIED, Given

blueprint = Blueprint("remedies", __name__, url_prefix="/years")

Problems = list[tuple[str, str]]
LINES = ("harmed", "text", "consulted", "said")
CHOICES = ("finding", "involvement", "form", "satisfied")


def init(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("/<year_id>/remedy")
def index(year_id: str) -> ResponseReturnValue:
    """What was done for people who were harmed, and the harm of which nothing is said yet."""
    return _list_page(years.get(db.session(), year_id, actor()), [])


@blueprint.post("/<year_id>/remedy")
def add(year_id: str) -> ResponseReturnValue:
    """Write down what was done."""
    session, me = db.session(), actor()
    year = years.get(session, year_id, me)
    try:
        remedies.add(session, year, _given(), me)
    except Invalid as mistake:
        db.rollback()
        year = years.get(session, year_id, me)
        return _list_page(year, [(_about(), i18n.sentence(mistake))]), 400
    flash(gettext("Saved."), "success")
    answer = redirect(url_for(".index", year_id=year_id), 303)
    db.commit()
    return answer


@blueprint.get("/remedy/<remedy_id>")
def detail(remedy_id: str) -> ResponseReturnValue:
    """One record."""
    return _detail_page(remedies.get(db.session(), remedy_id, actor()), [])


@blueprint.post("/remedy/<remedy_id>")
def change(remedy_id: str) -> ResponseReturnValue:
    """Save a record, or take it away."""
    session, me = db.session(), actor()
    row = remedies.get(session, remedy_id, me)
    year_id = row.year.public_id
    try:
        if request.form.get("do") == "remove":
            remedies.remove(session, row, me)
        else:
            remedies.change(session, row, _given(), me, seen=request.form.get("seen", type=int))
    except (Invalid, Stale) as mistake:
        db.rollback()
        row = remedies.get(session, remedy_id, me)
        stale = isinstance(mistake, Stale)
        problems = [("" if stale else _about(), i18n.sentence(mistake))]
        return _detail_page(row, problems), 409 if stale else 400
    flash(gettext("Saved."), "success")
    answer = redirect(url_for(".index", year_id=year_id), 303)
    db.commit()
    return answer


def _given() -> Given:
    form = request.form
    words = {name: params.several_lines(form.get(name, "")) for name in LINES}
    chosen = {name: form.get(name, "") for name in CHOICES}
    return Given(
        **words,
        **chosen,
        people=_people(form.get("people", "").strip()),
        provided_on=params.a_date(form.get("provided_on", "")),
    )


def _people(text: str) -> int | None:
    """How many people; what is no number is refused as none is."""
    if not text:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _about() -> str:
    """The first field that must be filled in and was not; else the one that can be wrong."""
    form = request.form
    for name in ("harmed", "involvement", "text", "form", "consulted", "satisfied"):
        if not form.get(name, "").strip():
            return name
    if form.get("people", "").strip() and not _people(form["people"].strip()):
        return "people"
    try:
        params.a_date(form.get("provided_on", ""))
    except Invalid:
        return "provided_on"
    return next((one for one in LINES if len(form.get(one, "")) > remedies.LONGEST), "finding")


def _list_page(year: MemberYear, problems: Problems) -> str:
    session, me = db.session(), actor()
    return render_template(
        "remedies/index.html",
        year=year,
        rows=remedies.of(session, year),
        untold=remedies.without(session, year, me),
        edits=years.writes(year, me),
        choices=_choices(year),
        # Whoever comes from a finding has chosen it.
        given=request.form if problems else {"finding": request.args.get("finding", "")},
        asked="finding" in request.args,
        problems=problems,
        mistakes=dict(problems),
    )


def _choices(year: MemberYear) -> dict[str, list[tuple[str, ...]]]:
    found = remedies.harms(db.session(), year, actor())
    return {
        "finding": [
            ("", gettext("None: it came to light in another way")),
            *((one.public_id, labels.finding_title(one)) for one in found),
        ],
        "involvement": [(one, year_words.involvement(one), "") for one in INVOLVEMENTS],
        "form": [("", gettext("Choose")), *((one, year_words.remedy(one)) for one in FORMS)],
        "satisfied": [(one, year_words.satisfied(one), "") for one in SATISFIED],
    }


def _detail_page(row: Remedy, problems: Problems) -> str:
    kept = {name: getattr(row, name) for name in (*LINES, "involvement", "form", "satisfied")}
    kept |= {
        "finding": row.finding.public_id if row.finding is not None else "",
        "people": row.people or "",
        "provided_on": row.provided_on.isoformat() if row.provided_on else "",
    }
    return render_template(
        "remedies/detail.html",
        row=row,
        edits=years.writes(row.year, actor()),
        choices=_choices(row.year),
        given=request.form if problems else kept,
        problems=problems,
        mistakes=dict(problems),
    )
