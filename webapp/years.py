"""The six steps: the companies' years for the secretariat, one year as a task list, one step."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from report_templates.printable import printable
from webapp import addresses, db, i18n, params, timeline, year_words
from webapp.auth import actor
from workflows import clock, instruments, steps, year_lists, years
from workflows.errors import Invalid, NotAllowed, NotFound, Stale, WorkflowError
from workflows.maturity_questions import Question
from workflows.models import MemberYear, YearAnswer, YearStep
from workflows.permissions import Who
from workflows.states import StepAction, StepState
from workflows.steps import Answer
from workflows.year_lists import Filter

blueprint = Blueprint("years", __name__, url_prefix="/years")

NOT_FOR_US = "none"  # the choice that a question does not apply
Problems = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Typed:
    """What came back with a form that was refused, and why."""

    answers: Mapping[str, Answer] | None = None
    said: Mapping[str, str] = field(default_factory=dict)
    action: str = ""
    problems: Problems = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the page shows it: what is chosen, what is kept, who kept it."""

    question: Question
    chosen: str
    note: str
    kept: YearAnswer | None
    documents: frozenset[str]  # of the shown ones and the added one: what is chosen
    shown: list[tuple[str, str, str]]  # documents that are kept with the answer
    others: list[tuple[str, str]]  # those that could be added
    added: str
    differs: bool


def init(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)
    year_words.init(app)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Every company's year for the secretariat; one's own for a company."""
    session, me = db.session(), actor()
    if me.is_secretariat:
        return _office_page()
    companies = years.companies(session, me)
    if not companies:
        raise NotFound(years.NOT_FOUND)
    starts = years.current(session)
    rows = [(one, years.of(session, one)) for one in companies]
    if len(rows) == 1 and rows[0][1]:
        return redirect(url_for(".detail", year_id=rows[0][1][0].public_id), 303)
    return render_template("years/own.html", rows=rows, starts=starts)


def _office_page() -> str:
    session, me = db.session(), actor()
    known = year_lists.known(session, me)
    asked = request.args.get("year", type=int)
    wanted = Filter(
        starts=asked if asked in known else years.current(session),
        waits=addresses.known("waits", year_words.WAITS),
        text=request.args.get("q", ""),
    )
    found = year_lists.listing(session, me, wanted)
    return render_template(
        "years/index.html",
        listing=found,
        wanted=wanted,
        years=[(starts, year_words.span(starts)) for starts in known],
        states=list(StepState),
        waits=[
            (code, f"{year_words.waits(code)} ({found.counts[code]})") for code in year_words.WAITS
        ],
        chips=addresses.chips(
            (("waits", year_words.waits(wanted.waits)), ("q", printable(wanted.text)))
        ),
    )


@blueprint.post("/begin")
def begin() -> ResponseReturnValue:
    """Open the running year of a company."""
    year = years.begin(db.session(), request.form.get("company", ""), actor())
    flash(gettext("The year is open."), "success")
    answer = redirect(url_for(".detail", year_id=year.public_id), 303)
    db.commit()
    return answer


@blueprint.get("/<year_id>")
def detail(year_id: str) -> ResponseReturnValue:
    """One year: its six steps as tasks, and the score beside that of the year before."""
    return _year_page(years.get(db.session(), year_id, actor()), [])


def _year_page(year: MemberYear, problems: Problems) -> str:
    session, me = db.session(), actor()
    before = years.before(session, year)
    now, then = steps.score(year.steps), steps.score(before.steps) if before else None
    today, plan = clock.today(session), years.plan_of(session, year)
    return render_template(
        "years/detail.html",
        year=year,
        tasks_of=[(step, *_standing(step)) for step in year.steps],
        late={step.id for step in year.steps if year_lists.late(step, today)},
        others=[one for one in years.of(session, year.organisation) if one is not year],
        before=before,
        now=now,
        then=then,
        rise=instruments.difference(then, now) if now and then else None,
        actions=len(plan),
        done=sum(action.done_at is not None for action in plan),
        own=Who.OWN in years.standing(me, year),
        colleagues=[(one.email, one.name) for one in years.colleagues(session, year, me)],
        may_name=years.names_stand_in(year, me),
        carried={step.id: count for step in year.steps if (count := _to_confirm(step))},
        problems=problems,
        mistakes=dict(problems),
        given=request.form,
    )


def _to_confirm(step: YearStep) -> int:
    """How many answers were taken over and wait for a yes."""
    return sum(one.origin is not None for one in step.answers)


def _standing(step: YearStep) -> tuple[int, int]:
    """How many of the questions have a whole answer, and how many there are."""
    asked = len(steps.questions(step))
    return asked - len(steps.missing(step)), asked


@blueprint.post("/<year_id>/stand-in")
def stand_in(year_id: str) -> ResponseReturnValue:
    """Let a colleague sign for a while, or end that."""
    session, me, form = db.session(), actor(), request.form
    year = years.get(session, year_id, me)
    try:
        until = params.a_date(form.get("until", ""))
        years.name_stand_in(session, year, form.get("person", ""), until, me)
    except Invalid as mistake:
        db.rollback()
        year = years.get(session, year_id, me)
        return _year_page(year, [("person", i18n.sentence(mistake))]), 400
    flash(gettext("Saved."), "success")
    answer = redirect(url_for(".detail", year_id=year_id), 303)
    db.commit()
    return answer


@blueprint.get("/steps/<step_id>")
def step(step_id: str) -> ResponseReturnValue:
    """One step: its questions and what can be done."""
    return _step_page(steps.get(db.session(), step_id, actor()), Typed())


@blueprint.post("/steps/<step_id>")
def fill_in(step_id: str) -> ResponseReturnValue:
    """Save the answers, and sign when that was asked. What was typed stays when it is refused."""
    session, me = db.session(), actor()
    row = steps.get(session, step_id, me)
    answers = _answers(row)
    seen = request.form.get("seen", type=int)
    try:
        steps.fill_in(session, row, me, answers, seen=seen)
    except (Invalid, Stale) as mistake:
        return _refused(step_id, mistake, Typed(answers))
    said = gettext("Saved.")
    if request.form.get("then") == StepAction.SIGN:
        try:
            steps.act(session, row, StepAction.SIGN, me, {})
        except NotAllowed as mistake:
            db.commit()  # what was answered is kept all the same
            problems = _missing(row) or [("", i18n.sentence(mistake))]
            return _step_page(row, Typed(problems=problems)), 400
        said = _done(row, StepAction.SIGN)
    flash(said, "success")
    answer = redirect(url_for(".step", step_id=step_id), 303)
    db.commit()
    return answer


@blueprint.post("/steps/<step_id>/act")
def act(step_id: str) -> ResponseReturnValue:
    """Do one thing of the table with the step."""
    session, me = db.session(), actor()
    row = steps.get(session, step_id, me)
    action = params.one_of(StepAction, request.form.get("action", ""))
    said = {
        "note": params.several_lines(request.form.get("note", "")),
        "due": request.form.get("due", ""),
    }
    seen = request.form.get("seen", type=int)
    try:
        steps.act(session, row, action, me, said, seen=seen)
    except (Invalid, Stale) as mistake:
        return _refused(step_id, mistake, Typed(said=said, action=action))
    flash(_done(row, action), "success")
    answer = redirect(url_for(".step", step_id=step_id), 303)
    db.commit()
    return answer


def _refused(step_id: str, mistake: WorkflowError, typed: Typed) -> ResponseReturnValue:
    db.rollback()
    row = steps.get(db.session(), step_id, actor())
    about = ""
    if typed.action and isinstance(mistake, Invalid):
        empty = "due" if typed.said.get("note", "").strip() else "note"
        about = f"{typed.action}-{empty}"
    typed.problems.append((about, i18n.sentence(mistake)))
    return _step_page(row, typed), 409 if isinstance(mistake, Stale) else 400


def _missing(row: YearStep) -> Problems:
    """A line for each question that has no whole answer, leading to it."""
    sentence = gettext("Answer this question first: %(question)s")
    known = steps.given(row)
    problems = []
    for one in steps.missing(row):
        not_for_us = one.key in known and known[one.key].not_applicable
        text = gettext("Say why this does not apply: %(question)s") if not_for_us else sentence
        name = "note" if not_for_us else "level"
        if one.key in known and known[one.key].origin is not None:
            name, text = "still", gettext("Say whether this still holds: %(question)s")
        problems.append((f"{name}-{one.key}", text % {"question": gettext(one.text)}))
    return problems


def _answers(row: YearStep) -> dict[str, Answer]:
    """What the form says of each question of the step."""
    form = request.form
    found = {}
    for question in steps.questions(row):
        chosen = form.get(f"level-{question.key}", "")
        found[question.key] = Answer(
            int(chosen) if chosen.isdecimal() and len(chosen) == 1 else None,
            chosen == NOT_FOR_US,
            params.several_lines(form.get(f"note-{question.key}", "")),
            frozenset(filter(None, form.getlist(f"docs-{question.key}"))),
            confirmed=f"still-{question.key}" in form,
        )
    return found


def _step_page(row: YearStep, typed: Typed) -> str:
    session, me = db.session(), actor()
    found = {one.transition.action: one for one in steps.options(session, row, me)}
    writes = found.pop(StepAction.FILL_IN, None)
    may_write = writes is not None and writes.refusal is None
    signing = found.pop(StepAction.SIGN, None) if may_write else None
    at = years.standing(me, row.year)
    papers = (
        [(one.public_id, printable(one.title)) for one in steps.papers(session, row, me)]
        if may_write
        else []
    )
    near = {one.number: one for one in row.year.steps}
    return render_template(
        "years/step.html",
        step=row,
        asked=[_asked(row, question, typed, papers) for question in steps.questions(row)],
        papers=papers,
        none=NOT_FOR_US,
        levels=[(str(one), year_words.level(one), "") for one in instruments.LEVELS],
        may_write=may_write,
        signs=steps.signs(session, row.year, me),
        signing=signing,
        judges=Who.SECRETARIAT in at,
        # Of what the other side does no button: a line says that it is their turn.
        asks={StepAction.ASK_TIME, StepAction.EXTEND},
        acts=[
            (action, one.transition.needs, i18n.sentence(one.refusal) if one.refusal else "")
            for action, one in found.items()
            if one.transition.who & at
        ],
        typed=typed,
        score=steps.score([row]),
        left=len(steps.missing(row)),
        previous=near.get(row.number - 1),
        following=near.get(row.number + 1),
        late=year_lists.late(row, clock.today(session)),
        history=timeline.of(session, "step", row.public_id, timeline.STEP),
    )


def _asked(row: YearStep, question: Question, typed: Typed, papers: list[tuple[str, str]]) -> Asked:
    kept = steps.given(row).get(question.key)
    saved = steps.saved(kept)
    shown = typed.answers.get(question.key, saved) if typed.answers is not None else saved
    level = "" if shown.level is None else str(shown.level)
    return Asked(
        question,
        NOT_FOR_US if shown.not_applicable else level,
        shown.note,
        kept,
        shown.documents,
        [
            (one.document.public_id, printable(one.document.title), "")
            for one in (kept.evidence if kept is not None else [])
        ],
        [one for one in papers if one[0] not in saved.documents],
        next(iter(shown.documents - saved.documents), ""),
        differs=typed.answers is not None and replace(shown, confirmed=False) != saved,
    )


def _done(row: YearStep, action: StepAction) -> str:
    """What was done, and where the step stands now."""
    return str(
        gettext(
            "%(action)s: done. The step is now: %(state)s.",
            action=year_words.action(action),
            state=year_words.state(row.state),
        )
    )
