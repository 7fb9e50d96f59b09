"""Consent to a figure that would be hidden: the secretariat asks, a company's contact answers."""

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp import db, i18n
from webapp.auth import actor
from workflows import consents, ledger, reports
from workflows.errors import NotFound
from workflows.models import ReportConsent
from workflows.states import Role

blueprint = Blueprint("consents", __name__, url_prefix="/reports")


def init(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("/consents")
def index() -> ResponseReturnValue:
    """What the companies that one speaks for are asked, and what was said."""
    session, me = db.session(), actor()
    if not me.has(Role.CONTACT):
        raise NotFound(consents.NOT_FOUND)
    rows = [
        (
            row,
            ledger.titled(row.report, row.code)[0],
            ledger.titled(row.report, row.code, i18n.language())[1],
            _sentence(row),
            _published(row),
        )
        for row in session.scalars(consents.visible(me))
    ]
    return render_template("consents/index.html", rows=rows)


def _published(row: ReportConsent) -> bool:
    return consents.is_published(db.session(), row)


def _sentence(row: ReportConsent) -> str:
    """What would be published: the total is told to whom it tells nothing of others."""
    label = ledger.titled(row.report, row.code)[0]
    if row.alone:
        return f"{label}: {row.share}"
    return str(gettext("The report would show the total. It is told to nobody before all consent."))


@blueprint.post("/consents/<consent_id>")
def answer(consent_id: str) -> ResponseReturnValue:
    """Consent, refuse, or take consent back."""
    session, me = db.session(), actor()
    row = consents.get(session, consent_id, me)
    consents.answer(session, row, request.form.get("given") == "yes", me)
    flash(gettext("Saved."), "success")
    response = redirect(url_for(".index"), 303)
    db.commit()
    return response


@blueprint.post("/<report_id>/figures/<code>/ask")
def ask(report_id: str, code: str) -> ResponseReturnValue:
    """Ask every company behind a hidden figure."""
    session, me = db.session(), actor()
    report = reports.get(session, report_id, me)
    consents.ask(session, report, code, me)
    flash(gettext("The companies behind this figure are asked."), "success")
    response = redirect(url_for("reports.figure", report_id=report_id, code=code), 303)
    db.commit()
    return response
