"""Reports: make one, see what is in it and what is hidden, download it, walk it on."""

from collections.abc import Sequence

from flask import Blueprint, Flask, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, gettext

from report_templates import wording
from webapp import (
    db,
    figure_records,
    figure_words,
    files,
    i18n,
    params,
    report_checks,
    report_panels,
    report_periods,
    report_steps,
)
from webapp.auth import actor
from workflows import (
    aggregates,
    clearances,
    clock,
    consents,
    document_lists,
    ledger,
    performing,
    plain_text,
    report_changes,
    report_decisions,
    report_errata,
    report_files,
    report_freezing,
    report_goals,
    report_numbers,
    report_recounts,
    report_telling,
    report_texts,
    reports,
    rounds,
    word_templates,
    years,
)
from workflows.errors import Invalid, NotAllowed, Stale
from workflows.models import Organisation, Report
from workflows.performing import ONLY
from workflows.permissions import Actor, Who
from workflows.report_kinds import CHAPTERS
from workflows.states import GIVEN_OUT, ReportAction, ReportState

blueprint = Blueprint("reports", __name__, url_prefix="/reports")

_RECENT = 5  # reports that whoever makes a new one is reminded of
Problems = Sequence[tuple[str, str]]  # the field, and what is wrong with it
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def init(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """The reports that one may see."""
    me, session = actor(), db.session()
    rows = list(session.scalars(reports.visible(session, me)))
    return render_template(
        "reports/index.html",
        rows=rows,
        replaced=report_numbers.replaced(rows),
        makes={row.id for row in rows if me.is_secretariat or reports.standing(row, me)},
        may_make=me.is_secretariat,
        passages=len(list(session.scalars(clearances.asked(me)))),
        rounds=len(list(session.scalars(rounds.visible(me)))),
        asked=len(list(session.scalars(consents.visible(me)))),
        years=[one for company in _companies(me) for one in years.of(session, company)[:1]],
    )


def _companies(me: Actor) -> list[Organisation]:
    """Whose reports the actor makes, beside those of the agreement."""
    return years.companies(db.session(), me) if not me.is_secretariat else []


@blueprint.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Choose a period and a language; the figures are frozen at this moment."""
    me, session = actor(), db.session()
    if not me.is_secretariat:
        raise NotAllowed(ONLY[Who.SECRETARIAT])
    made = [
        one
        for one in session.scalars(reports.visible(session, me))
        if one.year_id is None and one.state is not ReportState.WITHDRAWN
    ]
    choices, usual = report_periods.choices(
        clock.today(session), made, document_lists.first_day(session)
    )
    given = list(session.scalars(aggregates.given_out().order_by(Report.id.desc())))
    shown: dict[str, object] = {
        "usual": usual,
        "period_choices": choices,
        "made": made[:_RECENT],
        "given": given,
        "replaced": report_numbers.replaced(made),
        "met": [],
        "days": "",
    }
    if request.method == "GET":
        return render_template("reports/new.html", problems=[], **shown)
    if again := request.form.get("again", ""):
        return _again(reports.get(session, again, me))
    try:
        period = report_periods.asked(request.form)
        days = f"{period.first}..{period.last}"
        met = report_periods.met(period, given) if report_periods.own(request.form) else []
        if met and request.form.get("overlaps") != days:
            hidden = report_periods.hidden(session, period)
            asked = shown | {"met": met, "days": days, "hidden": hidden}
            return render_template("reports/new.html", problems=[], **asked)
        report = reports.create(session, period, request.form.get("language", ""), me)
    except Invalid as mistake:
        session.rollback()
        field = "period" if str(mistake) == report_periods.NOT_CHOSEN else "first"
        problems = [(field, i18n.sentence(mistake))]
        return render_template("reports/new.html", problems=problems, **shown), 400
    flash(gettext("The figures are frozen. This is the draft."), "success")
    answer = redirect(url_for(".detail", report_id=report.public_id), 303)
    db.commit()
    return answer


def _again(report: Report) -> ResponseReturnValue:
    made = report_recounts.again(db.session(), report, actor())
    flash(report_steps.counted_again(made), "success")
    answer = redirect(url_for(".detail", report_id=made.public_id), 303)
    db.commit()
    return answer


@blueprint.get("/<report_id>")
def detail(report_id: str) -> ResponseReturnValue:
    """What is in the report, what is hidden and why, the texts, and what can be done."""
    return _page(reports.get(db.session(), report_id, actor()))


def _page(report: Report, problems: Problems = (), **more: object) -> str:
    me, session = actor(), db.session()
    # The edition whose texts are read and written; what they stand beside speaks its language too.
    edition = _edition() or report.language
    content = reports.content(session, report, edition)
    written = reports.written(session, report, edition)
    goals = report_goals.of(session, report)
    kept = report_files.newest(session, report, report.language)
    makes = bool(reports.standing(report, me))
    checks = report_checks.lines(report) if makes else []
    with force_locale(edition):  # as the words beside them
        values = {figure.code: figure_words.printed(figure) for figure in content.figures}
    # The words around the report are the reader's, also where a figure of it is meant.
    reads = i18n.language()
    here = {one.code: ledger.titled(report, one.code, reads) for one in content.figures}
    shown: dict[str, object] = {
        "report": report,
        "content": content,
        "edition": edition,
        "tables": report_panels.tables(report, edition, whole=makes),
        "ran_on": report_freezing.ran_on(report),
        "none_shown": report_panels.none_shown(report, edition),
        "untold": report_panels.untold(report, edition),
        "other_edition": report_texts.OTHER[edition],
        "values": values,
        "printed": {
            figure.code: wording.figure(figure, content.language) for figure in content.figures
        },
        "makes": makes,
        "decisions": report_decisions.of(session, report),
        "notes": makes and report_decisions.open_to(report),
        "rounds": rounds.of_report(session, report) if makes else [],
        "options": reports.options(session, report, me) if makes else (),
        "checks": checks,
        "beside": report_checks.beside(checks, edition),
        "saved": request.args.get("saved", ""),
        "keeps_figures": report_freezing.keeps_figures(report),
        "not_again": report_recounts.refusal(session, report),
        "written": written,
        "written_too": reports.texts(session, report, report_texts.OTHER[edition]),
        "generated": {str(chapter.step): chapter.paragraphs for chapter in content.chapters},
        "hints": {name: plain_text.hints(row.text, edition) for name, row in written.items()},
        "writes": makes and report.state is ReportState.DRAFT,
        "chapter_titles": report_checks.chapter_titles(report),
        "titles": report_checks.chapter_titles(report, edition),
        "intact": report_freezing.intact(report),
        "goals": goals,
        "goal_choices": [(code, here[code][0]) for code in report_panels.with_goals(report)],
        "definitions": {code: definition for code, (_label, definition) in here.items()},
        "outcomes": report_goals.outcomes(report, goals),
        "of_total": figure_words.of_total,
        "labels_of": {figure.code: figure.label for figure in content.figures},
        "audiences": {one: gettext(words) for one, words in report_steps.AUDIENCES.items()},
        "left_out": report_steps.left_out(report, me),
        "second": report_steps.second(report) if makes else "",
        "newest": report_changes.newest(session, report),
        "own_changes": report_changes.refusal(session, report, me) if makes else None,
        "changed": report_steps.changed(report) if makes else [],
        "who_clears": report_steps.who_clears(report) if makes else "",
        "why_back": report_telling.why_back(session, report) if makes else "",
        "later": reports.later(session, report, me),
        "in_both": report_texts.in_both(session, report),
        "correction": report_errata.reason(report, reads),
        "kept_files": report_panels.kept(report_files.every(session, report)),
        "redrawn": report_panels.redrawn(report, kept),
        "made_with": report_panels.template(word_templates.of_report(session, report, edition)),
        "problems": problems,
        "typed": {},
        "theirs": {},
    }
    return render_template("reports/detail.html", **shown | more, given_out=GIVEN_OUT)


def _edition() -> str:
    """The language of the edition that the address asks for; nothing: the report's own."""
    return report_texts.asked(request.args.get("language", ""))


@blueprint.get("/<report_id>/figures/<code>")
def figure(report_id: str, code: str) -> ResponseReturnValue:
    """What is behind a figure: the records counted, the rest of the total, what is left out."""
    return figure_records.page(reports.get(db.session(), report_id, actor()), code)


@blueprint.get("/<report_id>/figures/<code>/export.<kind>")
def export_figure(report_id: str, code: str, kind: str) -> Response:
    """The records behind a figure that one may see, as they are filtered, as a file."""
    return figure_records.export(reports.get(db.session(), report_id, actor()), code, kind)


@blueprint.post("/<report_id>/act")
def act(report_id: str) -> ResponseReturnValue:
    """Clear, send back, make final, publish."""
    session = db.session()
    report = reports.get(session, report_id, actor())
    action = params.one_of(ReportAction, request.form.get("action", ""))
    seen = request.form.get("seen", type=int)
    form = request.form
    note = form.get("note", "")
    if not note.strip() and report_steps.needs_why(report, action, actor()):
        return _page(report, [(f"note-{action}", gettext(performing.SAY_WHY))]), 400
    try:
        reports.act(
            session,
            report,
            action,
            actor(),
            note=note,
            audience=form.get("audience", ""),
            embargo=params.a_date(form["embargo"]) if form.get("embargo", "").strip() else None,
            seen=seen,
            read=form.get("read", type=int),
        )
    except Invalid as mistake:
        if mistake.params.get("field") != "note":
            raise
        return _page(report, [(f"note-{action}", i18n.sentence(mistake))]), 400
    flash(report_steps.done(report, action, actor()), "success")
    answer = redirect(url_for(".detail", report_id=report_id), 303)
    db.commit()
    return answer


@blueprint.post("/<report_id>/correct")
def correct(report_id: str) -> ResponseReturnValue:
    """Open the next edition of a final report, with an erratum."""
    session = db.session()
    report = reports.get(session, report_id, actor())
    reason = params.several_lines(request.form.get("reason", ""))
    if not reason.strip():
        return _page(report, [("reason", gettext("Say what was wrong."))]), 400
    translated = params.several_lines(request.form.get("translated", ""))
    counted = request.form.get("figures") != "kept"
    try:
        made = reports.correct(
            session, report, reason, actor(), translated=translated, counted=counted
        )
    except Invalid as mistake:
        session.rollback()
        report = reports.get(session, report_id, actor())
        field = "translated" if mistake.params.get("field") == "translated" else "reason"
        return _page(report, [(field, i18n.sentence(mistake))]), 400
    if counted:
        said = gettext("The figures are frozen. This is the draft.")
    else:
        said = gettext("This is the draft, with the figures of the version before.")
    flash(said, "success")
    answer = redirect(url_for(".detail", report_id=made.public_id), 303)
    db.commit()
    return answer


@blueprint.post("/<report_id>/decide")
def decide(report_id: str) -> ResponseReturnValue:
    """Put down what the assembly decided on a final report."""
    session, form = db.session(), request.form
    report = reports.get(session, report_id, actor())
    try:
        day = params.a_date(form.get("day", ""))
        report_decisions.note(session, report, day, form.get("text", ""), actor())
    except Invalid as mistake:
        field = "decided-text" if mistake.params.get("field") == "text" else "decided-day"
        return _page(report, [(field, i18n.sentence(mistake))]), 400
    flash(gettext("Saved."), "success")
    answer = redirect(url_for(".detail", report_id=report_id, _anchor="decided"), 303)
    db.commit()
    return answer


@blueprint.post("/<report_id>/write")
def write(report_id: str) -> ResponseReturnValue:
    """Keep the secretariat's own words: of the chapter that was saved, and what else changed."""
    session, form = db.session(), request.form
    report = reports.get(session, report_id, actor())
    chapter, edition = form.get("chapter", ""), _edition() or report.language
    changed = [
        name
        for name in CHAPTERS[report.kind]
        if form.get(f"text-{name}", "") != form.get(f"shown-{name}", "")
    ]
    theirs: dict[str, str] = {}
    wrong: dict[str, str] = {}
    # What is as it was shown may have been written by somebody else by now.
    for name in changed or [chapter]:
        text = form.get(f"text-{name}", "")
        try:
            seen = form.get(f"shown-{name}")
            reports.write(session, report, name, text, actor(), language=edition, seen=seen)
        except Stale:
            theirs[name] = reports.texts(session, report, edition).get(name, "")
            wrong[name] = gettext("Not saved: somebody else changed this chapter meanwhile.")
        except Invalid as mistake:
            wrong[name] = " ".join((gettext("Not saved."), i18n.sentence(mistake)))
    if wrong:
        problems = [(f"text-{name}", words) for name, words in wrong.items()]
        typed = {name: form.get(f"text-{name}", "") for name in wrong}
        db.commit()  # the other chapters
        return _page(report, problems, typed=typed, theirs=theirs), 409 if theirs else 400
    flash(gettext("Saved."), "success")
    language = edition if edition != report.language else None
    # The message at the top is far from the box, where whoever wrote looks.
    page = url_for(
        ".detail",
        report_id=report_id,
        language=language,
        saved=chapter,
        _anchor=f"chapter-{chapter}",
    )
    answer = redirect(page, 303)
    db.commit()
    return answer


@blueprint.post("/<report_id>/goals")
def goals(report_id: str) -> ResponseReturnValue:
    """Keep what share of which figure was meant to be reached."""
    session, form = db.session(), request.form
    report = reports.get(session, report_id, actor())
    given = {code: form.get(f"goal-{code}", "") for code in report_goals.CODES}
    try:
        report_goals.keep(session, report, given, actor())
    except Invalid as mistake:
        session.rollback()
        report = reports.get(session, report_id, actor())
        sentence = i18n.sentence(mistake)
        return _page(report, [("goals", sentence)], goals=given), 400
    flash(gettext("Saved."), "success")
    answer = redirect(url_for(".detail", report_id=report_id, _anchor="goals"), 303)
    db.commit()
    return answer


@blueprint.get("/<report_id>/file")
def word(report_id: str) -> Response:
    """The Word file, in either of its languages."""
    session = db.session()
    report = reports.get(session, report_id, actor())
    listed = url_for(".figure", report_id=report_id, code="-", _external=True).removesuffix("-")
    language = _edition()
    data = reports.render(session, report, language=language, address=listed)
    return files.download(data, report_files.filename(report, language), WORD)
