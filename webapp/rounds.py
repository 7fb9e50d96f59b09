"""Rounds of comments on a draft report: opened, read and spoken of, answered, closed."""

from collections import defaultdict
from collections.abc import Sequence
from hashlib import sha256

from flask import Blueprint, Flask, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from sqlalchemy.orm import Session

from webapp import (
    db,
    exports,
    files,
    i18n,
    notice_words,
    params,
    report_article,
    round_shapes,
    round_words,
    word_reading,
)
from webapp.auth import actor
from workflows import (
    prompting,
    remark_answers,
    remarks,
    report_files,
    report_recounts,
    reports,
    round_drafts,
    round_files,
    rounds,
)
from workflows.errors import Invalid, NotAllowed, NotFound
from workflows.marking import N_
from workflows.models import Report, ReportRound, RoundRemark
from workflows.performing import ONLY
from workflows.permissions import STEERING, Who
from workflows.remark_states import RemarkAction, RemarkState
from workflows.remarks import Said
from workflows.report_audiences import SPEAKERS

blueprint = Blueprint("rounds", __name__, url_prefix="/reports")

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
UNREAD = {
    "not_word": N_("This is not a Word file (.docx). Save it as .docx in Word."),
    "too_big": N_("This file is too big, or too much was changed in it."),
    "active": N_("This file holds a macro. Save it as .docx without one."),
    "damaged": N_("This file is damaged. Save it again in Word."),
}
"""By the reason why a file is not read: what to do."""
Problems = Sequence[tuple[str, str]]  # the field, and what is wrong with it


def init(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("/rounds")
def index() -> ResponseReturnValue:
    """The rounds in which one is asked; for the secretariat all of them."""
    session, me = db.session(), actor()
    if not me.is_secretariat and not me.has(*SPEAKERS, *STEERING):
        raise NotFound(rounds.NOT_FOUND)
    rows = [
        (row, rounds.is_open(session, row), remarks.counts(session, row, me))
        for row in session.scalars(rounds.visible(me))
    ]
    return render_template(
        "rounds/index.html", rows=rows, title_of=notice_words.title, states=list(RemarkState)
    )


@blueprint.route("/<report_id>/rounds", methods=["GET", "POST"])
def new(report_id: str) -> ResponseReturnValue:
    """Choose who is asked, and until when."""
    session, me = db.session(), actor()
    report = reports.get(session, report_id, me)
    rounds.may_start(report, me)
    if request.method == "GET":
        return _new_page(report)
    form = request.form
    try:
        row = rounds.start(
            session,
            report,
            me,
            parties=_parties(session) if "everybody" in form else form.getlist("parties"),
            steering="steering" in form,
            due=params.a_date(form.get("due", "")),
            message=form.get("message", ""),
        )
    except Invalid as mistake:
        session.rollback()
        report = reports.get(session, report_id, me)
        field = str(mistake.params.get("field") or "due")
        return _new_page(report, [(field, i18n.sentence(mistake))]), 400
    flash(gettext("The round is open. Who is asked is told."), "success")
    answer = redirect(url_for(".answers", round_id=row.public_id), 303)
    db.commit()
    return answer


def _parties(session: Session) -> list[str]:
    return [one.public_id for one in rounds.askable(session)]


def _new_page(report: Report, problems: Problems = ()) -> str:
    session = db.session()
    return render_template(
        "rounds/new.html",
        report=report,
        parties=[(one.public_id, one.name, "") for one in rounds.askable(session)],
        before=rounds.of_report(session, report),
        held=len(rounds.held_back(session, report)),
        uncounted=report_recounts.uncounted(session, report),
        problems=problems,
    )


@blueprint.get("/rounds/<round_id>")
def detail(round_id: str) -> ResponseReturnValue:
    """The draft with its places to speak of; once the round has ended what came of one's words."""
    return _page(rounds.get(db.session(), round_id, actor()))


def _page(row: ReportRound, problems: Problems = ()) -> str:
    session, me = db.session(), actor()
    said = remarks.of_round(session, row, me)
    at: dict[str, list[RoundRemark]] = defaultdict(list)
    for one in said:
        at[round_drafts.at(one)].append(one)
    shown: dict[str, object] = {
        "row": row,
        "title": notice_words.title(row),
        "is_open": rounds.is_open(session, row),
        "may_speak": remarks.refusal(session, row, me) is None,
        "said": said,
        "at": at,
        "offered": remarks.offered(session, row, me),
        "quotes": {round_drafts.name(one): one for one in round_drafts.spots(row)},
        "wrong": problems[0][0].removeprefix("text-") if problems else None,
        "problems": problems,
        "round_words": round_words,
        "content": None,
    }
    if rounds.may_read(session, row, me):
        content = round_drafts.content(session, row, me)
        shown |= report_article.shown(row.report, content, leads=False)
    return render_template("rounds/detail.html", **shown)


@blueprint.get("/rounds/<round_id>/file")
def word(round_id: str) -> Response:
    """The draft as a Word file."""
    session, me = db.session(), actor()
    row = rounds.get(session, round_id, me)
    data = round_drafts.render(session, row, me)
    return files.download(data, report_files.filename(row.report), WORD)


@blueprint.post("/rounds/<round_id>/remarks")
def add(round_id: str) -> ResponseReturnValue:
    """Say something of a place in the draft."""
    session, me, form = db.session(), actor(), request.form
    row = rounds.get(session, round_id, me)
    named = form.get("place", "")
    proposed = params.several_lines(form["proposed"]) if "proposed" in form else None
    try:
        given = Said(round_drafts.spot(row, named), form.get("text", ""), proposed)
        remarks.add(session, row, [given], me)
    except Invalid as mistake:
        session.rollback()
        row = rounds.get(session, round_id, me)
        return _page(row, [(f"text-{named}", i18n.sentence(mistake))]), 400
    flash(gettext("Saved."), "success")
    answer = redirect(url_for(".detail", round_id=round_id, _anchor=f"at-{named}"), 303)
    db.commit()
    return answer


@blueprint.post("/rounds/<round_id>/upload")
def upload(round_id: str) -> ResponseReturnValue:
    """Take in what somebody wrote in the Word file of the draft."""
    session, me = db.session(), actor()
    row = rounds.get(session, round_id, me)
    refused = remarks.refusal(session, row, me)
    if refused is not None:
        raise refused
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return _page(row, [("file", gettext("Choose a file."))]), 400
    data = sent.stream.read()
    try:
        written = word_reading.read(data)
        made = round_files.take_in(session, row, written, sha256(data).hexdigest(), me)
    except word_reading.Refused as refusal:
        words = UNREAD.get(refusal.code, N_("This file could not be read. Try again."))
        return _page(row, [("file", gettext(words))]), 400
    except Invalid as mistake:
        session.rollback()
        row = rounds.get(session, round_id, me)
        return _page(row, [("file", i18n.sentence(mistake))]), 400
    if made:
        words = ngettext("%(num)s remark was read.", "%(num)s remarks were read.", len(made))
        flash(words, "success")
    else:
        flash(gettext("There is no change and no comment in this file that is new."), "info")
    answer = redirect(url_for(".detail", round_id=round_id), 303)
    db.commit()
    return answer


@blueprint.post("/rounds/remarks/<remark_id>/delete")
def take_back(remark_id: str) -> ResponseReturnValue:
    """Take one's own remark away."""
    session, me = db.session(), actor()
    remark = remarks.get(session, remark_id, me)
    round_id, named = remark.round.public_id, round_drafts.at(remark)
    remarks.take_back(session, remark, me)
    flash(gettext("Your remark is taken back."), "success")
    answer = redirect(url_for(".detail", round_id=round_id, _anchor=f"at-{named}"), 303)
    db.commit()
    return answer


@blueprint.get("/rounds/<round_id>/answers")
def answers(round_id: str) -> ResponseReturnValue:
    """Who said what, and what is done with it."""
    return _answers_page(rounds.get(db.session(), round_id, actor()))


def _answers_page(row: ReportRound, problems: Problems = ()) -> str:
    session, me = db.session(), actor()
    said = _to_answer(row)
    texts = reports.texts(session, row.report)
    waiting = [one for one in said if one.state is RemarkState.OPEN]
    held = rounds.held_back(session, row.report) if waiting else ()
    written = {one.id: remark_answers.written(one, texts) or () for one in waiting}
    is_open = rounds.is_open(session, row)
    silent = prompting.silent(session, row) if is_open else []
    unheard = [one for _whose, speakers in silent for one in speakers]
    fresh = prompting.not_today(session, "round", row.public_id, unheard)
    return render_template(
        "rounds/answers.html",
        row=row,
        silent=silent,
        reminded=prompting.last(session, "round", row.public_id),
        why_not=None if fresh else gettext(prompting.TODAY),
        title=notice_words.title(row),
        is_open=is_open,
        waiting=waiting,
        written={one.id: remark_answers.as_read(one, written[one.id], held) for one in waiting},
        said=said,
        options={one.id: remark_answers.options(one, texts, me) for one in said},
        problems=problems,
        round_words=round_words,
    )


def _to_answer(row: ReportRound) -> list[RoundRemark]:
    """What was said, in the order of the draft; for the secretariat alone."""
    session, me = db.session(), actor()
    if not me.is_secretariat:
        raise NotAllowed(ONLY[Who.SECRETARIAT])
    order = [round_drafts.name(one) for one in round_drafts.spots(row)]
    places = {name: number for number, name in enumerate(order)}
    said = remarks.of_round(session, row, me)
    said.sort(key=lambda one: (places.get(round_drafts.at(one), len(places)), one.id))
    return said


@blueprint.get("/rounds/<round_id>/remarks.<kind>")
def export(round_id: str, kind: str) -> Response:
    """Everything that was said, and what was done with it, as a file."""
    said = _to_answer(rounds.get(db.session(), round_id, actor()))
    return exports.answer(
        kind, "remarks", lambda: round_shapes.table(said), lambda: map(round_shapes.remark, said)
    )


@blueprint.post("/rounds/remarks/<remark_id>")
def act(remark_id: str) -> ResponseReturnValue:
    """Take a remark over, work it in, refuse it, note it, or undo that."""
    session, me, form = db.session(), actor(), request.form
    remark = remarks.get(session, remark_id, me)
    row = remark.round
    action = params.one_of(RemarkAction, form.get("action", ""))
    seen = form.get("seen", type=int)
    try:
        remark_answers.act(session, remark, action, me, note=form.get("note", ""), seen=seen)
    except Invalid as mistake:
        session.rollback()
        row = rounds.get(session, row.public_id, me)
        return _answers_page(row, [(f"note-{remark_id}", i18n.sentence(mistake))]), 400
    flash(round_words.state(remark) + ".", "success")
    answer = redirect(url_for(".answers", round_id=row.public_id), 303)
    db.commit()
    return answer


@blueprint.post("/rounds/<round_id>/remind")
def remind(round_id: str) -> ResponseReturnValue:
    """Remind whoever was asked and has said nothing yet."""
    session, me = db.session(), actor()
    told = prompting.of_round(session, rounds.get(session, round_id, me), me)
    flash(notice_words.reminded(told), "success")
    answer = redirect(url_for(".answers", round_id=round_id), 303)
    db.commit()
    return answer


@blueprint.post("/rounds/<round_id>/close")
def close(round_id: str) -> ResponseReturnValue:
    """End a round before its last day."""
    session, me = db.session(), actor()
    rounds.close(session, rounds.get(session, round_id, me), me)
    flash(gettext("The round has ended."), "success")
    answer = redirect(url_for(".answers", round_id=round_id), 303)
    db.commit()
    return answer
