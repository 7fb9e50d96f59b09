"""The secretariat's own Word templates: add one, see it with a report, switch it on and off."""

from collections.abc import Sequence

from flask import Blueprint, Flask, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from report_templates.errors import TemplateProblem, TemplateRefused
from report_templates.lacking import fields_lacking
from webapp import db, files, i18n, labels, params, template_reading
from webapp.auth import actor
from webapp.reports import WORD
from workflows import report_texts, reports, word_templates
from workflows.errors import Conflict, Invalid, NotAllowed
from workflows.models import WordTemplate
from workflows.performing import ONLY
from workflows.permissions import Who
from workflows.report_kinds import SHORT, ReportKind

blueprint = Blueprint("word_templates", __name__, url_prefix="/word-templates")

MOST_BYTES = 10_000_000
Problems = Sequence[tuple[str, str]]


def init(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Every version, and the form for another one."""
    return _page()


def _page(problems: Problems = (), wrong: Sequence[TemplateProblem] = ()) -> str:
    rows = word_templates.everything(db.session(), actor())
    return render_template(
        "word_templates/index.html",
        rows=rows,
        lacking={row.id: _lacking(row) for row in rows},
        kinds=[(kind.value, labels.report_kind(kind)) for kind in ReportKind],
        problems=problems,
        mistakes=dict(problems),
        wrong=wrong,
        me=actor().person_id,
    )


def _lacking(row: WordTemplate) -> tuple[tuple[str, str], ...]:
    """The fields that a version does without, with what is not printed then."""
    language = report_texts.LANGUAGES[i18n.language()]
    return fields_lacking(row.file, ReportKind(row.kind).value, language)


@blueprint.post("")
def add() -> ResponseReturnValue:
    """Check a template and keep it; what is wrong with it is named by line."""
    session, me, form = db.session(), actor(), request.form
    if not me.is_secretariat:
        raise NotAllowed(ONLY[Who.SECRETARIAT])
    kind = params.one_of(ReportKind, form.get("kind", ""))
    sent = request.files.get("file")
    data = sent.read(MOST_BYTES + 1) if sent is not None and sent.filename else b""
    if sent is None or not data:
        return _page([("file", gettext("Choose a file."))]), 400
    if len(data) > MOST_BYTES:
        return _page([("file", gettext("This file is too big."))]), 400
    wrong = template_reading.problems(data, i18n.language())
    if wrong is None:
        return _page([("file", gettext("This file could not be checked. Try it again."))]), 400
    if wrong:
        count = gettext("This template cannot be used yet: see below what to mend.")
        return _page([("file", count)], wrong), 400
    name = (sent.filename or "")[-120:]
    try:
        made = word_templates.add(session, kind, form.get("language", ""), name, data, me)
    except (Invalid, Conflict) as mistake:
        db.rollback()
        return _page([("file", i18n.sentence(mistake))]), 400
    flash(gettext("The template is kept. Somebody else switches it on."), "success")
    if _lacking(made):
        flash(gettext("It does without some fields: see below what is not printed."), "info")
    answer = redirect(url_for(".index"), 303)
    db.commit()
    return answer


@blueprint.post("/<template_id>/switch")
def switch(template_id: str) -> ResponseReturnValue:
    """Switch a version on, or go back to the template that comes with the product."""
    session, me = db.session(), actor()
    row = word_templates.get(session, template_id, me)
    if request.form.get("to") == "on":
        word_templates.switch_on(session, row, me)
        flash(gettext("New reports are made with this template."), "success")
    else:
        word_templates.switch_off(session, row, me)
        flash(gettext("New reports are made with the shipped template again."), "success")
    answer = redirect(url_for(".index"), 303)
    db.commit()
    return answer


@blueprint.get("/<template_id>/file")
def file(template_id: str) -> Response:
    """A version as it was added."""
    row = word_templates.get(db.session(), template_id, actor())
    return files.download(row.file, _name(row), WORD)


@blueprint.get("/<template_id>/preview")
def preview(template_id: str) -> Response:
    """The newest report of its kind, as it would be with this version."""
    session, me = db.session(), actor()
    row = word_templates.get(session, template_id, me)
    shown = reports.visible(session, me)
    report = next((one for one in session.scalars(shown) if one.kind == row.kind), None)
    if report is None:
        raise Invalid(word_templates.NOTHING_TO_SHOW)
    try:
        data = reports.render(session, report, language=row.language, template=row.file)
    except TemplateRefused as refused:
        raise Invalid(word_templates.NOT_USABLE) from refused
    return files.download(data, _name(row).replace(".docx", "-preview.docx"), WORD)


@blueprint.get("/shipped/<kind>/<any(nl, en):language>")
def shipped(kind: str, language: str) -> Response:
    """The template that comes with the product, to be edited in Word."""
    if not actor().is_secretariat:
        raise NotAllowed(ONLY[Who.SECRETARIAT])
    known = params.one_of(ReportKind, kind)
    data = word_templates.shipped(known, language)
    return files.download(data, f"{SHORT[known][language]}-template.docx", WORD)


def _name(row: WordTemplate) -> str:
    return f"{SHORT[row.kind][row.language]}-template-v{row.number}.docx"
