"""Passages of a report that name somebody: the secretariat asks, their organisation answers."""

from collections.abc import Sequence

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from report_templates.printable import item, lines, printable
from webapp import db, i18n, notice_words, params, report_checks
from webapp.auth import actor
from workflows import (
    clearances,
    clearing,
    prompting,
    report_recounts,
    report_texts,
    reports,
    rounds,
    unagreed,
)
from workflows.clearances import Stands
from workflows.errors import Invalid, NotAllowed, NotFound
from workflows.marking import N_
from workflows.models import Person, Report, ReportClearance
from workflows.performing import ONLY
from workflows.permissions import Who
from workflows.report_audiences import SPEAKERS
from workflows.states import ReportState
from workflows.unagreed import Sort

blueprint = Blueprint("clearances", __name__, url_prefix="/reports")

STANDS = {
    Stands.CLEARED: (N_("May stand so"), "green"),
    Stands.GONE: (N_("No longer in the text"), "grey"),
    Stands.WAITING: (N_("Not answered"), "amber"),
    Stands.REFUSED: (N_("May not stand so: take it out, or change it"), "red"),
    Stands.DECLINED: (N_("Other words declined: take the passage out, or change it"), "red"),
    Stands.REWORD: (N_("May stand with other words"), "amber"),
    Stands.CHANGED: (N_("Changed after it was asked: ask again"), "amber"),
    Stands.AGAIN: (N_("Asked again since"), "grey"),
}
SORTS = {
    Sort.COMPANY: N_("A company, which agrees itself"),
    Sort.LEFT: N_("A company that agreed and has left since: say that the passage may stand"),
    Sort.SUPPLIER: N_("A supplier: ask the company that buys there"),
    Sort.SMELTER: N_("A smelter that is not public: give its public source in the register"),
    Sort.PERSON: N_("A person: ask their organisation, or say that the passage may stand"),
}
EVERY = "every"  # in the place of a passage: all that name whom one asks
SHOWN = 80  # signs of a passage in a list of them
Problems = Sequence[tuple[str, str]]  # the field, and what is wrong with it


def init(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("/passages")
def index() -> ResponseReturnValue:
    """What the organisations that one speaks for are asked, and what was said."""
    session, me = db.session(), actor()
    if not me.has(*SPEAKERS):
        raise NotFound(clearances.NOT_FOUND)
    rows = list(session.scalars(clearances.asked(me)))
    passages = {row.id: clearances.read(session, row, me)[0] for row in rows}
    shown = {
        "rows": rows,
        "passages": passages,
        "unlisted": _unlisted,
        "title_of": notice_words.title,
    }
    return render_template("clearances/index.html", **shown)


@blueprint.get("/passages/<clearance_id>")
def detail(clearance_id: str) -> ResponseReturnValue:
    """One passage, and what is said of it."""
    return _page(clearances.get(db.session(), clearance_id, actor()))


def _page(row: ReportClearance, problems: Problems = ()) -> str:
    me = actor()
    passage, wording = clearances.read(db.session(), row, me)
    return render_template(
        "clearances/detail.html",
        row=row,
        passage=passage,
        wording=wording,
        unlisted=_unlisted,
        around=rounds.around(db.session(), row, me),
        title=notice_words.title(row.report),
        chapter=report_checks.chapter_titles(row.report)[row.chapter],
        answers=clearances.speaks(row, me) and clearances.is_open(row),
        problems=problems,
    )


@blueprint.post("/passages/<clearance_id>")
def answer(clearance_id: str) -> ResponseReturnValue:
    """Say yes, yes to other words, or no and why."""
    session, me, form = db.session(), actor(), request.form
    row = clearances.get(session, clearance_id, me)
    given = form.get("given") == "yes"
    wording, reason = form.get("wording", ""), form.get("reason", "")
    try:
        clearances.answer(session, row, given, me, wording=wording, reason=reason)
    except Invalid as mistake:
        session.rollback()
        row = clearances.get(session, clearance_id, me)
        return _page(row, [("wording" if given else "reason", i18n.sentence(mistake))]), 400
    flash(gettext("Saved."), "success")
    response = redirect(url_for(".detail", clearance_id=clearance_id), 303)
    db.commit()
    return response


@blueprint.route("/<report_id>/passages", methods=["GET", "POST"])
def of_report(report_id: str) -> ResponseReturnValue:
    """Which passages were asked about and how they stand; ask about one, or let a person stand."""
    session, me, form = db.session(), actor(), request.form
    report = reports.get(session, report_id, me)
    if not me.is_secretariat:
        raise NotAllowed(ONLY[Who.SECRETARIAT])
    if request.method == "GET":
        return _report_page(report)
    if "meant" in form:
        return _meant(report)
    chapter, _, text = form.get("passage", "").partition("|")
    stands = form.get("stand") == "yes"
    try:
        if stands:
            why = form.get("reason", "")
            clearing.let_stand(session, report, chapter, text, me, reason=why)
            said = gettext("Saved.")
        else:
            due = params.a_date(form.get("due", ""))
            whose = form.get("organisation", "")
            if chapter == EVERY:
                made, *_more = clearing.ask_all(session, report, whose, due, me)
            else:
                made = clearances.ask(session, report, chapter, text, whose, due, me)
            said = _asked(made)
    except Invalid as mistake:
        session.rollback()
        report = reports.get(session, report_id, me)
        field = str(mistake.params.get("field") or "passage")
        return _report_page(report, [(field, i18n.sentence(mistake))]), 400
    flash(said, "success")
    response = redirect(url_for(".of_report", report_id=report_id), 303)
    db.commit()
    return response


def _meant(report: Report) -> ResponseReturnValue:
    """Say that a name is not meant by some words, or take that back."""
    session, me, form = db.session(), actor(), request.form
    says = clearing.say_not_meant if form["meant"] == "no" else clearing.take_not_meant_back
    says(session, report, form.get("words", ""), form.get("name", ""), me)
    flash(gettext("Saved."), "success")
    response = redirect(url_for(".of_report", report_id=report.public_id, _anchor="meant"), 303)
    db.commit()
    return response


def _asked(row: ReportClearance) -> str:
    """Who was asked, and who hears of it."""
    told = clearances.speakers(db.session(), row.organisation)
    names = ", ".join(printable(one.name) for one in told)
    asked = printable(row.organisation.name)
    said = gettext("%(organisation)s is asked. Told: %(names)s.", organisation=asked, names=names)
    return str(said)


def _unlisted(passage: str) -> str:
    """A passage as it is read: the line of a list without its dash."""
    return item(passage) or passage


def _report_page(report: Report, problems: Problems = ()) -> str:
    session = db.session()
    titles = report_checks.chapter_titles(report)
    choices = [
        (f"{row.chapter}|{line}", f"{titles[row.chapter]}: {line[:SHOWN]}")
        for row in report_texts.every(session, report)
        for line in lines(row.text)
    ]
    named, asked = unagreed.of(session, report), clearances.of_report(session, report)
    speakers = {
        row.organisation_id: clearances.speakers(session, row.organisation) for row in asked
    }
    # In both languages the same is said twice: one question is enough.
    if len([one for one in named if one.asked]) > 1:
        choices.insert(0, (EVERY, gettext("Every passage that names them, in both languages")))
    first = named[0] if named else None  # what is asked next, filled in already
    return render_template(
        "clearances/of_report.html",
        report=report,
        rows=[
            (row, how, gettext(STANDS[how][0]), STANDS[how][1])
            for row, how in clearances.standing(session, report)
        ],
        wordings={row.id: clearances.meant(session, row) for row in asked},
        speakers=speakers,
        too_soon={
            row.id: gettext(prompting.TODAY)
            for row in asked
            if not prompting.not_today(
                session, "clearance", row.public_id, speakers[row.organisation_id]
            )
        },
        reminded={row.id: prompting.last(session, "clearance", row.public_id) for row in asked},
        unlisted=_unlisted,
        titles=titles,
        guesses=unagreed.guesses(session, report) if report.year_id is None else [],
        not_meant=unagreed.not_meant(session, report),
        named=[(one, gettext(SORTS[one.sort])) for one in named],
        stands=any(one.sort in unagreed.LET_STAND for one in named),
        said_by={
            one.id: session.get_one(Person, one.asked_by_id).name
            for one in asked
            if clearances.by_office(one)
        },
        first_passage=f"{first.row.chapter}|{first.paragraph}" if first else "",
        first_organisation=first.asked.public_id if first and first.asked else "",
        choices=choices,
        parties=[(one.public_id, one.name) for one in rounds.askable(session)],
        asks=report.state in clearances.OPEN and report.year_id is None,
        writes=report.state is ReportState.DRAFT,
        final=report.state is ReportState.FINAL,
        uncounted=report_recounts.uncounted(session, report),
        problems=problems,
    )


@blueprint.post("/passages/<clearance_id>/take")
def take(clearance_id: str) -> ResponseReturnValue:
    """Put the words that were cleared into the chapter."""
    session, me = db.session(), actor()
    row = clearances.get(session, clearance_id, me)
    clearing.take_over(session, row, me)
    flash(gettext("Saved."), "success")
    response = redirect(url_for(".of_report", report_id=row.report.public_id), 303)
    db.commit()
    return response


@blueprint.post("/passages/<clearance_id>/decline")
def decline(clearance_id: str) -> ResponseReturnValue:
    """Say why the words that were cleared are not taken over."""
    session, me = db.session(), actor()
    row = clearances.get(session, clearance_id, me)
    report = row.report
    try:
        clearing.decline(session, row, request.form.get("why", ""), me)
    except Invalid as mistake:
        session.rollback()
        return _report_page(report, [(f"why-{clearance_id}", i18n.sentence(mistake))]), 400
    flash(gettext("Declined. They are told why."), "success")
    response = redirect(url_for(".of_report", report_id=report.public_id), 303)
    db.commit()
    return response


@blueprint.post("/passages/<clearance_id>/remind")
def remind(clearance_id: str) -> ResponseReturnValue:
    """Remind whoever was asked and has not answered."""
    session, me = db.session(), actor()
    row = clearances.get(session, clearance_id, me)
    told = prompting.of_passage(session, row, me)
    flash(notice_words.reminded(told), "success")
    response = redirect(url_for(".of_report", report_id=row.report.public_id), 303)
    db.commit()
    return response


@blueprint.post("/passages/<clearance_id>/withdraw")
def withdraw(clearance_id: str) -> ResponseReturnValue:
    """Take a question back that was not answered, or that a passage may stand."""
    session, me = db.session(), actor()
    row = clearances.get(session, clearance_id, me)
    report_id = row.report.public_id
    own = clearances.by_office(row)
    clearances.withdraw(session, row, me)
    flash(gettext("Taken back.") if own else gettext("The question is taken back."), "success")
    response = redirect(url_for(".of_report", report_id=report_id), 303)
    db.commit()
    return response
