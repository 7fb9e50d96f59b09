"""Answers of another tool in a year: choose a file, see what would change, take over, undo."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, gettext, ngettext

from report_templates.printable import printable
from webapp import db, exports, files, i18n, register_reading, sent_lists, year_words
from webapp.auth import actor
from webapp.exports import Table
from workflows import answer_files, instruments, steps, year_imports, years
from workflows.answer_files import NOT_APPLICABLE, By, Columns, Line, Meant
from workflows.errors import Invalid
from workflows.marking import N_
from workflows.models import MemberYear, Upload
from workflows.steps import Answer
from workflows.year_imports import Fate, Look

blueprint = Blueprint("year_imports", __name__, url_prefix="/years")

MOST = 60  # lines that one says the question of
DOES_NOT_APPLY = "none"
_NOT_OURS = (N_("This does not apply to us"), N_("Does not apply"), N_("Not applicable"))
_SHORT = ("n/a", "na", "n.a.", "nvt", "n.v.t.")
_BEFORE = "of-"  # before the name of a column: the one that was chosen when the rest was said
_COLUMNS = {"q": "question", "a": "answer", "n": "note"}  # by the name in the address

Problems = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that waits for its import, how it is read, and what would become of its lines."""

    file: Upload
    table: answer_files.Table
    columns: Columns
    meanings: Mapping[str, int | None]
    looks: list[Look]

    def of(self, *fates: Fate) -> list[Look]:
        """The lines with one of these fates."""
        return [one for one in self.looks if one.fate in fates]


def init(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)


@blueprint.route("/<year_id>/answers", methods=["GET", "POST"])
def choose(year_id: str) -> ResponseReturnValue:
    """Choose a file; what was imported before, to undo it."""
    session, me = db.session(), actor()
    year = years.get(session, year_id, me)
    years.may_write(year, me)
    if request.method == "GET":
        return _choose_page(year, [])
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return _choose_page(year, [("file", gettext("Choose a file."))]), 400

    def keep(name: str, data: bytes) -> Upload:
        return year_imports.keep(session, files.store(), year, name, data, me)

    kept = sent_lists.keep(sent, lambda data: _table(year, data), keep)
    if isinstance(kept, str):
        return _choose_page(year, [("file", kept)]), 400
    answer = redirect(url_for(".preview", year_id=year_id, file_id=kept.public_id), 303)
    db.commit()
    return answer


@blueprint.get("/<year_id>/answers/<file_id>")
def preview(year_id: str, file_id: str) -> ResponseReturnValue:
    """What the import would fill in, what differs, what is not understood."""
    year = years.get(db.session(), year_id, actor())
    return _preview_page(year, _sent(year, file_id), [])


@blueprint.post("/<year_id>/answers/<file_id>")
def confirm(year_id: str, file_id: str) -> ResponseReturnValue:
    """Take over what was previewed; nothing is signed."""
    session, me = db.session(), actor()
    year = years.get(session, year_id, me)
    sent = _sent(year, file_id)
    try:
        instead = frozenset(request.form.getlist("instead"))
        row = year_imports.accept(session, year, sent.file, sent.looks, instead, me)
    except Invalid as mistake:
        db.rollback()
        year = years.get(session, year_id, me)
        return _preview_page(year, _sent(year, file_id), [("", i18n.sentence(mistake))]), 400
    flash(
        ngettext(
            "%(num)s answer was taken over. It counts once you confirm it in its step.",
            "%(num)s answers were taken over. They count once you confirm them in their steps.",
            len(row.taken),
        ),
        "success",
    )
    answer = redirect(url_for("years.detail", year_id=year_id), 303)
    db.commit()
    return answer


@blueprint.post("/answers/<import_id>")
def undo(import_id: str) -> ResponseReturnValue:
    """Put back what was there before an import."""
    session, me = db.session(), actor()
    row = year_imports.get(session, import_id, me)
    back, stay = year_imports.undo(session, row, me)
    said = ngettext("%(num)s answer was put back.", "%(num)s answers were put back.", back)
    if stay:
        left = ngettext(
            "%(num)s stays: somebody confirmed or changed it since, or sent it in.",
            "%(num)s stay: somebody confirmed or changed them since, or sent them in.",
            stay,
        )
        said = f"{said} {left}"
    flash(said, "success")
    answer = redirect(url_for(".choose", year_id=row.year.public_id), 303)
    db.commit()
    return answer


@blueprint.get("/<year_id>/answers.<kind>")
def export(year_id: str, kind: str) -> ResponseReturnValue:
    """The answers of a year as a file, which the import of a year understands."""
    year = years.get(db.session(), year_id, actor())
    return exports.answer(
        kind, f"answers-{year.starts}", lambda: _exported(year), lambda: _shapes(year)
    )


def _choose_page(year: MemberYear, problems: Problems) -> str:
    return render_template(
        "year_imports/choose.html",
        year=year,
        imports=year_imports.of(db.session(), year),
        problems=problems,
        mistakes=dict(problems),
    )


def _table(year: MemberYear, data: bytes) -> answer_files.Table:
    return answer_files.table(register_reading.rows(data), _asked(year))


def _sent(year: MemberYear, file_id: str) -> Sent:
    kept, data = year_imports.kept(db.session(), files.store(), year, file_id, actor())
    asked, words, table = _asked(year), _words(), _table(year, data)
    columns = _columns(answer_files.columns(table, asked, words))
    found = answer_files.values(table, columns)
    meant = Meant(_lines_meant(table), _levels_meant(found))
    lines = answer_files.lines(table, columns, asked, words, meant)
    meanings = answer_files.meanings(found, words, meant)
    return Sent(kept, table, columns, meanings, year_imports.look(year, lines))


def _columns(guessed: Columns) -> Columns:
    """The columns that were chosen; where none was, those that are likely."""
    chosen = {}
    for name, field in _COLUMNS.items():
        said = request.values.get(name)
        chosen[field] = (
            getattr(guessed, field) if said is None else int(said) if _is_place(said) else None
        )
    return Columns(**chosen)


def _is_place(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 3


def _levels_meant(found: Sequence[str]) -> dict[str, int | None]:
    """What was said of the answers, which are counted in the order in which they come."""
    said: dict[str, int | None] = {}
    if _is_moved("a"):
        return said
    for number, value in enumerate(found[: answer_files.MOST_VALUES]):
        chosen = request.values.get(f"v{number}")
        if chosen is not None:
            said[value] = _level(chosen)
    return said


def _is_moved(name: str) -> bool:
    """Whether another column was chosen than the one that the rest was said of."""
    return request.values.get(f"{_BEFORE}{name}", "") != request.values.get(name, "")


def _level(chosen: str) -> int | None:
    if chosen == DOES_NOT_APPLY:
        return NOT_APPLICABLE
    return int(chosen) if chosen in [str(one) for one in instruments.LEVELS] else None


def _lines_meant(table: answer_files.Table) -> dict[int, str]:
    if _is_moved("q"):
        return {}
    said = {number: request.values.get(f"l{number}") for number, _line in table.lines}
    return {number: key for number, key in said.items() if key is not None}


def _asked(year: MemberYear) -> list[answer_files.Asked]:
    """The questions with their words in every language that we speak."""
    edition = instruments.edition(year.instrument).questions
    said = {one.key: tuple(_in_all(one.text)) for one in edition}
    return year_imports.asked(year, said)


def _in_all(text: str) -> list[str]:
    found = []
    for language in i18n.LANGUAGES:
        with force_locale(language):
            found.append(str(gettext(text)))
    return found


def _words() -> dict[str, int]:
    """Answers in words, in every language that we speak."""
    words = {text: level for level, said in instruments.LEVELS.items() for text in _in_all(said)}
    words |= {text: NOT_APPLICABLE for one in _NOT_OURS for text in _in_all(one)}
    words |= dict.fromkeys(_SHORT, NOT_APPLICABLE)
    return {answer_files.word(text): level for text, level in words.items()}


def _preview_page(year: MemberYear, sent: Sent, problems: Problems) -> str:
    questions = {
        one.key: (step.number, gettext(one.text))
        for step in year.steps
        for one in steps.questions(step)
    }
    values = list(sent.meanings.items())[: answer_files.MOST_VALUES]
    return render_template(
        "year_imports/preview.html",
        year=year,
        sent=sent,
        fate=Fate,
        problems=problems,
        questions=questions,
        text_of=lambda line: questions[line.key][1] if line.key in questions else line.question,
        said=_said,
        columns=_choices(sent),
        chosen={name: getattr(sent.columns, field) for name, field in _COLUMNS.items()},
        values=[
            (f"v{number}", value, _chosen(level)) for number, (value, level) in enumerate(values)
        ],
        more_values=len(sent.meanings) - len(values),
        levels=[("", gettext("Leave out"))]
        + [(str(one), year_words.level(one)) for one in instruments.LEVELS]
        + [(DOES_NOT_APPLY, gettext("This does not apply to us"))],
        doubtful=[one for one in sent.looks if _is_doubtful(one.line)][:MOST],
        keys=[("", gettext("Leave out"))]
        + [(key, f"{step}. {text}") for key, (step, text) in questions.items()],
        asked=[(name, value) for name, value in request.values.items() if _is_ours(name)],
    )


def _is_ours(name: str) -> bool:
    """Whether a field says how the file is read."""
    return name.removeprefix(_BEFORE) in _COLUMNS or (
        name[:1] in ("v", "l") and _is_place(name[1:])
    )


def _is_doubtful(line: Line) -> bool:
    """Whether somebody should say which question it is about."""
    return line.by not in (By.NAME, By.WORDS)


def _chosen(level: int | None) -> str:
    if level is None:
        return ""
    return DOES_NOT_APPLY if level == NOT_APPLICABLE else str(level)


def _choices(sent: Sent) -> list[tuple[str, str]]:
    """The columns by the names that the file gives them."""
    wide = max(len(line) for _number, line in sent.table.lines)
    heads = sent.table.heads
    named = [
        printable(heads[one])
        if one < len(heads) and heads[one]
        else gettext("Column %(number)s", number=one + 1)
        for one in range(wide)
    ]
    return [("", gettext("None")), *((str(one), name) for one, name in enumerate(named))]


def _said(answer: Answer | None) -> str:
    """An answer in words."""
    if answer is None:
        return "\N{EN DASH}"
    if answer.not_applicable:
        return str(gettext("This does not apply to us"))
    return year_words.level(answer.level) if answer.level is not None else gettext("Not answered")


def _exported(year: MemberYear) -> Table:
    header = (
        gettext("Step"), gettext("Number"), gettext("Question"), gettext("Level"),
        gettext("Answer"), gettext("Explanation"), gettext("Documents"),
    )  # fmt: skip
    rows = []
    for step in year.steps:
        known = steps.given(step)
        for place, one in enumerate(steps.questions(step), 1):
            answer, row = steps.saved(known.get(one.key)), known.get(one.key)
            papers = [paper.document.title for paper in row.evidence] if row is not None else []
            level = gettext("n/a") if answer.not_applicable else answer.level
            empty = answer.level is None and not answer.not_applicable
            rows.append(
                (
                    step.number,
                    f"{step.number}.{place}",
                    gettext(one.text),
                    level,
                    "" if empty else _said(answer),
                    answer.note,
                    "; ".join(papers),
                )
            )
    title = gettext("Answers of %(year)s", year=year_words.span(year.starts))
    return Table(title, header, rows)


def _shapes(year: MemberYear) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for step in year.steps:
        known = steps.given(step)
        for one in steps.questions(step):
            row = known.get(one.key)
            answer = steps.saved(row)
            level: object = "n/a" if answer.not_applicable else answer.level
            found.append(
                {
                    "step": step.number,
                    "question": one.key,
                    "level": level,
                    "note": answer.note,
                    "documents": sorted(answer.documents),
                    "confirmed": row is not None and row.origin is None,
                }
            )
    return found
