"""The risks in a company's chains: the list, its heat map, one risk to edit."""

from dataclasses import dataclass

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from extraction.entities.metal_names import NAMES
from report_templates.printable import printable
from webapp import db, i18n, labels, params
from webapp.auth import actor
from workflows import chains, years
from workflows.chains import Given
from workflows.errors import Invalid, Stale
from workflows.finding_actions import LIKELIHOODS, SEVERITIES
from workflows.models import ChainRisk, MemberYear

blueprint = Blueprint("chains", __name__, url_prefix="/years")

Problems = list[tuple[str, str]]
FIELDS = ("material", "country", "supplier", "risk", "severity", "likelihood", "note")
_LEFT, _TOP, _WIDE, _HIGH = 100, 32, 108, 52  # of the picture: its margins and a cell


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the heat map: where it lies, how grave it is, which rows are in it."""

    x: int
    y: int
    heat: int  # 1 to 4, of the gravest 4
    numbers: list[int]
    words: str


def init(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("/<year_id>/risks")
def index(year_id: str) -> ResponseReturnValue:
    """The list with its heat map."""
    return _list_page(years.get(db.session(), year_id, actor()), [])


@blueprint.post("/<year_id>/risks")
def add(year_id: str) -> ResponseReturnValue:
    """Put a risk on the list."""
    session, me = db.session(), actor()
    year = years.get(session, year_id, me)
    try:
        chains.add(session, year, _given(), me)
    except Invalid as mistake:
        db.rollback()
        year = years.get(session, year_id, me)
        return _list_page(year, [(_about(), i18n.sentence(mistake))]), 400
    flash(gettext("The list is saved."), "success")
    answer = redirect(url_for(".index", year_id=year_id), 303)
    db.commit()
    return answer


@blueprint.get("/risks/<risk_id>")
def risk(risk_id: str) -> ResponseReturnValue:
    """One risk."""
    return _risk_page(chains.get(db.session(), risk_id, actor()), [])


@blueprint.post("/risks/<risk_id>")
def change(risk_id: str) -> ResponseReturnValue:
    """Save a risk, or take it off the list."""
    session, me = db.session(), actor()
    row = chains.get(session, risk_id, me)
    year_id = row.year.public_id
    try:
        if request.form.get("do") == "remove":
            chains.remove(session, row, me)
        else:
            chains.change(session, row, _given(), me, seen=request.form.get("seen", type=int))
    except (Invalid, Stale) as mistake:
        db.rollback()
        row = chains.get(session, risk_id, me)
        stale = isinstance(mistake, Stale)
        problems = [("" if stale else _about(), i18n.sentence(mistake))]
        return _risk_page(row, problems), 409 if stale else 400
    flash(gettext("The list is saved."), "success")
    answer = redirect(url_for(".index", year_id=year_id), 303)
    db.commit()
    return answer


def _given() -> Given:
    form = request.form
    values = {name: form.get(name, "") for name in FIELDS}
    return Given(**values | {"note": params.several_lines(values["note"])})


def _about() -> str:
    """The first field that must be chosen and was not; else what is long, or not one's own."""
    form = request.form
    for name in ("material", "risk", "severity", "likelihood"):
        if not form.get(name):
            return name
    return "note" if len(form.get("note", "")) > chains.LONGEST else "supplier"


def _list_page(year: MemberYear, problems: Problems) -> str:
    session = db.session()
    rows = chains.of(session, year)
    return render_template(
        "chains/index.html",
        year=year,
        rows=rows,
        names={one.code: labels.risk(one) for one in chains.themes(session)},
        cells=_cells(chains.grid(rows)),
        size=(_LEFT + _WIDE * len(LIKELIHOODS), _TOP + _HIGH * len(SEVERITIES)),
        across=[
            (_LEFT + _WIDE * place + _WIDE // 2, labels.likelihood(one))
            for place, one in enumerate(LIKELIHOODS)
        ],
        down=[
            (_TOP + _HIGH * place + _HIGH // 2, labels.severity(one))
            for place, one in enumerate(SEVERITIES)
        ],
        cell=(_WIDE, _HIGH),
        edits=years.writes(year, actor()),
        choices=_choices(year),
        given=request.form,
        problems=problems,
        mistakes=dict(problems),
    )


def _cells(grid: dict[tuple[str, str], list[int]]) -> list[Cell]:
    found = []
    for y, severity in enumerate(SEVERITIES):
        for x, likelihood in enumerate(LIKELIHOODS):
            numbers = grid.get((severity, likelihood), [])
            shown = ", ".join(map(str, numbers[:6])) + (" …" if len(numbers) > 6 else "")
            heat = max(1, 4 - (x + y))
            found.append(Cell(_LEFT + _WIDE * x, _TOP + _HIGH * y, heat, numbers, shown))
    return found


def _choices(year: MemberYear) -> dict[str, list[tuple[str, str]]]:
    """What the form offers; the metals of the company's own documents come first."""
    session = db.session()
    own = chains.metals(session, year)
    others = sorted((one for one in NAMES if one not in own), key=labels.metal)
    return {
        "material": [(one, labels.metal(one)) for one in (*own, *others)],
        "country": labels.country_choices(),
        "supplier": [
            (one.public_id, printable(one.name)) for one in chains.suppliers(session, year)
        ],
        "risk": [(one.code, labels.risk(one)) for one in chains.themes(session)],
        "severity": [(one, labels.severity(one)) for one in SEVERITIES],
        "likelihood": [(one, labels.likelihood(one)) for one in LIKELIHOODS],
    }


def _risk_page(row: ChainRisk, problems: Problems) -> str:
    kept = {name: getattr(row, name) or "" for name in FIELDS if name != "supplier"}
    kept["supplier"] = row.supplier.public_id if row.supplier is not None else ""
    return render_template(
        "chains/risk.html",
        row=row,
        names={one.code: labels.risk(one) for one in chains.themes(db.session())},
        edits=years.writes(row.year, actor()),
        choices=_choices(row.year),
        given=request.form if problems else kept,
        problems=problems,
        mistakes=dict(problems),
    )
