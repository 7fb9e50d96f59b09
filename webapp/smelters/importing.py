"""Importing an edition of the register: choose a file, see what would change, confirm."""

from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from extraction.registers import RegisterFile
from webapp import db, files, i18n, params, register_reading, sent_lists
from webapp.auth import actor
from webapp.smelters.pages import blueprint
from workflows import editions, register_files
from workflows.errors import Invalid, NotFound
from workflows.models import Upload
from workflows.permissions import Actor


@blueprint.route("/import", methods=["GET", "POST"])
def choose() -> ResponseReturnValue:
    """Choose a file of the register; nothing is changed before its preview is confirmed."""
    _only_secretariat(actor())
    if request.method == "GET":
        return _choose_page([])
    sent = request.files.get("file")
    name = request.form.get("name", "").strip()
    problems = []
    if not name:
        problems.append(("name", gettext("Name the source of the edition.")))
    if sent is None or not sent.filename:
        problems.append(("file", gettext("Choose a file.")))
    valid_from = _valid_from(problems)
    if problems or sent is None or valid_from is None:
        return _choose_page(problems), 400
    kept = sent_lists.keep(sent, register_reading.read)
    if isinstance(kept, str):
        return _choose_page([("file", kept)]), 400
    answer = redirect(
        url_for(".preview", file_id=kept.public_id, name=name, valid_from=valid_from.isoformat()),
        303,
    )
    db.commit()
    return answer


@blueprint.get("/import/<file_id>")
def preview(file_id: str) -> ResponseReturnValue:
    """What the import would add, change and end."""
    _only_secretariat(actor())
    kept, read = _kept(file_id)
    return _preview_page(kept, read, [])


@blueprint.post("/import/<file_id>")
def confirm(file_id: str) -> ResponseReturnValue:
    """Take the edition over, as it was previewed."""
    session, me = db.session(), actor()
    _only_secretariat(me)
    kept, read = _kept(file_id)
    try:
        edition = editions.import_edition(
            session,
            read.register.entries,
            name=request.form.get("name", ""),
            valid_from=params.a_date(request.form.get("valid_from", "")) or date.min,
            actor=me,
        )
    except Invalid as mistake:
        db.rollback()
        kept, read = _kept(file_id)
        return _preview_page(kept, read, [("", i18n.sentence(mistake))]), 400
    flash(
        gettext(
            "The edition has been imported: %(added)s added, %(changed)s changed, "
            "%(removed)s ended.",
            added=edition.added,
            changed=edition.changed,
            removed=edition.removed,
        ),
        "success",
    )
    answer = redirect(url_for(".index"), 303)
    db.commit()
    return answer


def _only_secretariat(me: Actor) -> None:
    if not me.is_secretariat:
        raise NotFound(register_files.NOT_FOUND)


def _valid_from(problems: list[tuple[str, str]]) -> date | None:
    try:
        day = params.a_date(request.form.get("valid_from", ""))
    except Invalid as mistake:
        problems.append(("valid_from", i18n.sentence(mistake)))
        return None
    if day is None:
        problems.append(("valid_from", gettext("Give the day from which the edition holds.")))
    return day


def _choose_page(problems: list[tuple[str, str]]) -> str:
    return render_template(
        "smelters/import.html",
        problems=problems,
        mistakes=dict(problems),
        given=request.form,
        today=db.now().date(),
        editions=editions.editions(db.session()),
    )


def _kept(file_id: str) -> tuple[Upload, RegisterFile]:
    kept, data = register_files.get(db.session(), files.store(), file_id, actor())
    return kept, register_reading.read(data)


def _preview_page(kept: Upload, read: RegisterFile, problems: list[tuple[str, str]]) -> str:
    name = request.values.get("name", "")
    diff = editions.preview(db.session(), read.register.entries, name=name)
    return render_template(
        "smelters/preview.html",
        file=kept,
        read=read,
        diff=diff,
        name=name,
        valid_from=params.a_date(request.values.get("valid_from", "")),
        problems=problems,
        most=200,
    )
