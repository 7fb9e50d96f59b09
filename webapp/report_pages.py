"""A report to read on the screen, and two of them side by side."""

from typing import cast

from flask import Blueprint, Flask, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from report_templates.data import Language
from report_templates.printable import printable
from webapp import db, formats, labels, report_article, report_checks, report_panels
from webapp.auth import actor
from workflows import (
    report_decisions,
    report_differences,
    report_files,
    report_goals,
    report_numbers,
    report_references,
    report_texts,
    reports,
    text_differences,
)
from workflows.marking import N_
from workflows.models import Report
from workflows.permissions import SUBMITTERS
from workflows.states import Role
from workflows.text_differences import Passage

blueprint = Blueprint("report_pages", __name__, url_prefix="/reports")

KINDS = {
    "added": (N_("Added"), "green"),
    "removed": (N_("Removed"), "red"),
    "changed": (N_("Changed"), "amber"),
    "hidden": (N_("Not shown any more"), "grey"),
}


_WITH_RECORDS = (*SUBMITTERS, Role.REVIEWER, Role.EXPERT, Role.SECRETARIAT)
"""Whoever may find a record of their own behind a figure."""


def init(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("/<report_id>/read")
def read(report_id: str) -> ResponseReturnValue:
    """The whole report as a page: what the Word file says, in either of its languages."""
    me, session = actor(), db.session()
    report = reports.get(session, report_id, me)
    content = reports.content(session, report, report_texts.asked(request.args.get("language", "")))
    return render_template(
        "reports/read.html",
        later=reports.later(session, report, me),
        replaced_by=report_numbers.replaced(session.scalars(reports.visible(session, me))).get(
            report.id
        ),
        decisions=report_decisions.of(session, report),
        redrawn=report_panels.redrawn(
            report, report_files.newest(session, report, content.language)
        ),
        parts=report_article.parts(content),
        other_language=report_texts.OTHER[content.language],
        **report_article.shown(
            report,
            content,
            leads=me.has(*_WITH_RECORDS),
            traced=report_references.traced(session, report, me),
        ),
    )


@blueprint.get("/<report_id>/compare")
def compare(report_id: str) -> ResponseReturnValue:
    """Which figures, goals and words came, went or changed between another report and this one."""
    me, session = actor(), db.session()
    report = reports.get(session, report_id, me)
    others = [
        row
        for row in session.scalars(reports.visible(session, me))
        if row is not report and row.kind == report.kind and _company(row) == _company(report)
    ]
    chosen = request.args.get("with", report.corrects.public_id if report.corrects else "")
    other = reports.get(session, chosen, me) if chosen else None
    found, passages = [], []
    if other is not None:
        language = cast(Language, report.language)
        was, now = report_goals.of(session, other), report_goals.of(session, report)
        found = report_differences.between(other, report, language)
        found += report_differences.goals_between(was, now, language)
        passages = _passages(other, report)
    return render_template(
        "reports/compare.html",
        report=report,
        other=other,
        choices=[(row.public_id, named(row)) for row in others],
        differences=[(one, gettext(KINDS[one.kind][0]), KINDS[one.kind][1]) for one in found],
        passages=passages,
        name=named(report),
    )


def _passages(other: Report, report: Report) -> list[tuple[str, str, tuple[Passage, ...]]]:
    """Chapters whose own words differ, by their language and title, with the paragraphs."""
    session, found = db.session(), []
    for language in sorted(report_texts.OTHER, key=lambda one: one != report.language):
        was, now = (reports.texts(session, row, language) for row in (other, report))
        differs = text_differences.between(was, now)
        for chapter, title in report_checks.chapter_titles(report).items():
            if changed := tuple(one for one in differs if one.chapter == chapter):
                found.append((language, title, changed))
    return found


def _company(report: Report) -> int | None:
    return report.year.organisation_id if report.year is not None else None


def named(report: Report) -> str:
    """A report in one line: its number and edition, its period, its language and moment."""
    number = report.number or labels.report_state(report.state)
    edition = gettext("version %(number)s", number=report.edition) if report.edition > 1 else ""
    period = f"{formats.day(report.period_from)} – {formats.day(report.period_to)}"
    parts = (
        number,
        edition,
        period,
        formats.language(report.language),
        formats.moment(report.cutoff),
    )
    return printable(", ".join(part for part in parts if part))
