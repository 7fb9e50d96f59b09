"""The reports of a company's year: listed, and made by the company itself."""

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from report_templates.declaration import Form
from webapp import db, exports, files, i18n, labels, params
from webapp.auth import actor
from workflows import declaring, reports, years
from workflows.errors import Invalid
from workflows.marking import N_
from workflows.models import MemberYear
from workflows.report_kinds import OF_A_YEAR, ReportKind

blueprint = Blueprint("year_reports", __name__, url_prefix="/years")

ABOUT = {
    ReportKind.MEMBER: N_("The six steps, the checklist of step five and article 7 of the EU rule"),
    ReportKind.PLAN: N_("The actions by step, with who, by when and what came of them"),
}
FORMS = {
    Form.CMRT: N_("Tin, tantalum, tungsten and gold"),
    Form.EMRT: N_("Cobalt, copper, graphite, lithium, mica and nickel"),
    Form.AMRT: N_(
        "Aluminium, manganese, metals of the platinum group, rare earths, silver and zinc"
    ),
}
Problems = list[tuple[str, str]]


def init(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("/<year_id>/reports")
def index(year_id: str) -> ResponseReturnValue:
    """The reports of the year, and the form for a new one."""
    return _page(years.get(db.session(), year_id, actor()), [])


@blueprint.post("/<year_id>/reports")
def make(year_id: str) -> ResponseReturnValue:
    """Freeze what the year says at this moment, as a draft."""
    session, me, form = db.session(), actor(), request.form
    year = years.get(session, year_id, me)
    kind = params.one_of(ReportKind, form.get("kind", ""))
    try:
        report = reports.create_of_year(session, year, kind, form.get("language", ""), me)
    except Invalid as mistake:
        db.rollback()
        year = years.get(session, year_id, me)
        return _page(year, [("language", i18n.sentence(mistake))]), 400
    flash(gettext("The figures are frozen. This is the draft."), "success")
    answer = redirect(url_for("reports.detail", report_id=report.public_id), 303)
    db.commit()
    return answer


@blueprint.get("/<year_id>/declaration")
def declaration(year_id: str) -> ResponseReturnValue:
    """The smelters of approved records in a workbook laid out as a reporting template."""
    session, me = db.session(), actor()
    year = years.get(session, year_id, me)
    form = params.one_of(Form, request.args.get("form", Form.CMRT))
    name = f"smelters-{form}-{year.starts}-{year.starts + 1}.xlsx"
    return files.download(declaring.workbook(session, year, me, form), name, exports.XLSX)


def _page(year: MemberYear, problems: Problems) -> str:
    session, me = db.session(), actor()
    return render_template(
        "year_reports/index.html",
        year=year,
        rows=reports.of_year(session, year),
        makes=years.writes(year, me),
        kinds=[(one.value, labels.report_kind(one), gettext(ABOUT[one])) for one in OF_A_YEAR],
        forms=[
            (form, gettext(metals), len(declaring.smelters(session, year, form)))
            for form, metals in FORMS.items()
        ]
        if years.writes(year, me)
        else [],
        given=request.form,
        problems=problems,
        mistakes=dict(problems),
    )
