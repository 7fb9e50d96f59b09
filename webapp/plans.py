"""The plan of action of a year: what is proposed, what stands in it, one action to edit."""

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from report_templates.printable import printable
from webapp import db, i18n, labels, params, year_words
from webapp.auth import actor
from workflows import instruments, plans, years
from workflows.errors import Invalid, Stale, WorkflowError
from workflows.instruments import HIGHEST
from workflows.models import MemberYear, PlanAction
from workflows.plans import Given, Proposal

blueprint = Blueprint("plans", __name__, url_prefix="/years")

Problems = list[tuple[str, str]]


def init(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("/<year_id>/plan")
def index(year_id: str) -> ResponseReturnValue:
    """What the plan holds, and what the answers and the findings ask for besides."""
    return _plan_page(years.get(db.session(), year_id, actor()), [])


@blueprint.post("/<year_id>/plan")
def add(year_id: str) -> ResponseReturnValue:
    """Put proposed actions into the plan, or one that somebody thought of."""
    session, me, form = db.session(), actor(), request.form
    year = years.get(session, year_id, me)
    try:
        if "own" in form:
            number = form.get("step", 0, type=int)
            plans.add(session, year, number, _given(), me)
        else:
            words = {one.key: _first_words(one) for one in plans.proposals(session, year, me)}
            ticked = form.getlist("take")
            plans.take(session, year, {key: words.get(key, key) for key in ticked}, me)
    except (Invalid, Stale) as mistake:
        db.rollback()
        about = _about(mistake) if "own" in form else "take"
        year = years.get(session, year_id, me)
        status = 409 if isinstance(mistake, Stale) else 400
        return _plan_page(year, [(about, i18n.sentence(mistake))]), status
    flash(gettext("The plan is saved."), "success")
    answer = redirect(url_for(".index", year_id=year_id), 303)
    db.commit()
    return answer


@blueprint.get("/plan/<action_id>")
def action(action_id: str) -> ResponseReturnValue:
    """One action: what, who, by when, what came of it."""
    return _action_page(plans.get(db.session(), action_id, actor()), None, [])


@blueprint.post("/plan/<action_id>")
def change(action_id: str) -> ResponseReturnValue:
    """Save an action, or take it out of the plan."""
    session, me = db.session(), actor()
    row = plans.get(session, action_id, me)
    year_id = row.year.public_id
    seen = request.form.get("seen", type=int)
    try:
        if request.form.get("do") == "remove":
            plans.remove(session, row, me)
        else:
            plans.change(session, row, _given(), me, seen=seen)
    except (Invalid, Stale) as mistake:
        db.rollback()
        row = plans.get(session, action_id, me)
        about = "" if isinstance(mistake, Stale) else _about(mistake)
        status = 409 if isinstance(mistake, Stale) else 400
        return _action_page(row, request.form, [(about, i18n.sentence(mistake))]), status
    flash(gettext("The plan is saved."), "success")
    answer = redirect(url_for(".index", year_id=year_id), 303)
    db.commit()
    return answer


def _about(mistake: WorkflowError) -> str:
    """The field that is wrong: a date that is none is quoted in the message."""
    return "due" if "text" in mistake.params else "text"


def _given() -> Given:
    form = request.form
    return Given(
        text=params.several_lines(form.get("text", "")),
        owner=form.get("owner", ""),
        due=params.a_date(form.get("due", "")),
        done="done" in form,
        result=params.several_lines(form.get("result", "")),
    )


def title(row: PlanAction | Proposal, year: MemberYear) -> str:
    """What an action is about: its question, its finding, or the step alone."""
    if row.finding is not None:
        return labels.finding_title(row.finding)
    key = (
        row.question if isinstance(row.question, str) or row.question is None else row.question.key
    )
    questions = instruments.edition(year.instrument).questions
    found = next((one for one in questions if one.key == key), None)
    return str(gettext(found.text)) if found is not None else year_words.step(row.step)


def _first_words(one: Proposal) -> str:
    """What a proposed action says until somebody writes something better."""
    if one.finding is not None:
        return str(gettext("Carry out what this finding asks, and show that it was done."))
    return str(
        gettext(
            "Get from “%(now)s” to “%(next)s”.",
            now=year_words.level(one.level),
            next=year_words.level(min(one.level + 1, HIGHEST)),
        )
    )


def _plan_page(year: MemberYear, problems: Problems) -> str:
    session, me = db.session(), actor()
    plan = years.plan_of(session, year)
    edits = years.writes(year, me)
    return render_template(
        "plans/index.html",
        year=year,
        plan=plan,
        done=sum(one.done_at is not None for one in plan),
        late={one.id for one in plan if plans.late(session, one)},
        title_of=lambda one: title(one, year),
        offered=[
            (one.key, title(one, year), _hint(one))
            for one in (plans.proposals(session, year, me) if edits else [])
        ],
        earlier=plans.done_before(session, year),
        edits=edits,
        steps=[(number, f"{number}. {year_words.step(number)}") for number in years.NUMBERS],
        problems=problems,
        mistakes=dict(problems),
        given=request.form,
        ticked=request.form.getlist("take"),
    )


def _hint(one: Proposal) -> str:
    step = gettext("Step %(number)s", number=one.step)
    if one.finding is not None:
        return f"{step} · {labels.finding_state(one.finding.state)}"
    now = gettext("now: %(level)s", level=year_words.level(one.level))
    return f"{step} · {now}"


def _action_page(row: PlanAction, given: object, problems: Problems) -> str:
    return render_template(
        "plans/action.html",
        action=row,
        title=printable(title(row, row.year)),
        edits=years.writes(row.year, actor()),
        given=given,
        problems=problems,
        mistakes=dict(problems),
    )
