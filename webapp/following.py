"""Signals: what happened outside, what the rules propose for it, and what each rule may do."""

from collections.abc import Callable, Iterable, Mapping

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from webapp import addresses, db, following_words, i18n, params, timeline
from webapp.auth import actor
from workflows.errors import Invalid, NotFound, WorkflowError
from workflows.following import proposals, running, switches
from workflows.following.rulebook import RULES
from workflows.models import Cause, Proposal
from workflows.states import ProposalAction, ProposalState, RuleMode

blueprint = Blueprint("following", __name__, url_prefix="/engine")

Problems = list[tuple[str, str]]
Decision = Callable[..., None]
DECISIONS: Mapping[ProposalAction, Decision] = {
    ProposalAction.ACCEPT: proposals.accept,
    ProposalAction.REFUSE: proposals.refuse,
}


def init(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals["following_words"] = following_words


@blueprint.get("")
def index() -> ResponseReturnValue:
    """What happened, the newest first."""
    waiting = addresses.known("show", ("all",)) != "all"
    number = addresses.page_number()
    return render_template(
        "following/index.html",
        listing=proposals.listing(db.session(), actor(), waiting=waiting, number=number),
        waiting=waiting,
    )


@blueprint.get("/causes/<cause_id>")
def detail(cause_id: str) -> ResponseReturnValue:
    """One thing that happened, with what is proposed for it."""
    return _page(proposals.cause(db.session(), cause_id, actor()))


@blueprint.post("/causes/<cause_id>")
def decide(cause_id: str) -> ResponseReturnValue:
    """Accept or refuse the proposals that were chosen, or all that are open."""
    session, me, form = db.session(), actor(), request.form
    row = proposals.cause(session, cause_id, me)
    action = params.one_of(ProposalAction, form.get("action", ""))
    if action not in DECISIONS:
        raise NotFound(proposals.NOT_FOUND)
    ticked = form.getlist("proposal")
    # Who ticks some means those, whatever the choice above them still says.
    ids = ticked if ticked or form.get("which") != "all" else None
    try:
        chosen = proposals.chosen(session, row, me, ids)
        for proposal in chosen:
            DECISIONS[action](session, proposal, me, note=form.get("note", ""))
    except Invalid as mistake:
        db.rollback()
        row = proposals.cause(session, cause_id, me)
        about = "note" if ids is None or ids else "which"
        return _page(row, [(about, i18n.sentence(mistake))]), 400
    flash(_done(action, chosen), "success")
    answer = redirect(url_for(".detail", cause_id=cause_id), 303)
    db.commit()
    return answer


@blueprint.post("/proposals/<proposal_id>/undo")
def undo(proposal_id: str) -> ResponseReturnValue:
    """Take back what was decided, while nothing rests on it."""
    session, me = db.session(), actor()
    proposal = proposals.get(session, proposal_id, me)
    proposals.undo(session, proposal, me)
    flash(gettext("This is to be decided again."), "success")
    answer = redirect(url_for(".detail", cause_id=proposal.cause.public_id), 303)
    db.commit()
    return answer


@blueprint.get("/rules")
def rules() -> ResponseReturnValue:
    """Every rule, with what it does and what it may do."""
    modes = switches.listing(db.session(), actor())
    return render_template("following/rules.html", rules=RULES, modes=modes)


@blueprint.get("/rules/<rule_name>")
def rule(rule_name: str) -> ResponseReturnValue:
    """One rule; with a mode in the address, what it would do today were it switched so."""
    return _rule_page(rule_name)


@blueprint.post("/rules/<rule_name>")
def switch(rule_name: str) -> ResponseReturnValue:
    """Switch the rule, after the preview; the reason goes into the log."""
    session, form = db.session(), request.form
    mode = params.one_of(RuleMode, form.get("mode", ""))
    try:
        switches.switch(session, rule_name, mode, actor(), note=form.get("note", ""))
    except Invalid as mistake:
        db.rollback()
        return _rule_page(rule_name, [("note", i18n.sentence(mistake))]), 400
    flash(gettext("The rule is switched. It looks again within a day."), "success")
    answer = redirect(url_for(".rules"), 303)
    db.commit()
    return answer


def _page(row: Cause, problems: Problems | None = None) -> str:
    session, me = db.session(), actor()
    found = proposals.of_cause(session, row, me, addresses.page_number())
    open_now = [one for one in found.rows if one.state is ProposalState.PROPOSED]
    return render_template(
        "following/detail.html",
        cause=row,
        listing=found,
        open_now=open_now,
        most=proposals.MOST,
        undo=_undoing(found.rows),
        chosen=request.form.getlist("proposal"),
        note=request.form.get("note", ""),
        problems=problems or [],
        mistakes=dict(problems or []),
    )


def _undoing(rows: Iterable[Proposal]) -> dict[str, WorkflowError | None]:
    """The proposals that were decided on, by id, and why that cannot be taken back."""
    return {
        row.public_id: option.refusal
        for row in rows
        for option in proposals.options(row, actor())
        if option.transition.action is ProposalAction.UNDO
    }


def _done(action: ProposalAction, chosen: list[Proposal]) -> str:
    accepted = sum(one.state is ProposalState.ACCEPTED for one in chosen)
    lapsed = sum(one.state is ProposalState.LAPSED for one in chosen)
    if action is ProposalAction.REFUSE:
        said = ngettext("%(num)s proposal refused.", "%(num)s proposals refused.", len(chosen))
        return str(said)
    said = ngettext("%(num)s proposal accepted.", "%(num)s proposals accepted.", accepted)
    if lapsed:
        more = ngettext("%(num)s was no longer needed.", "%(num)s were no longer needed.", lapsed)
        said = f"{said} {more}"
    return str(said)


def _rule_page(name: str, problems: Problems | None = None) -> str:
    session = db.session()
    now = switches.listing(session, actor()).get(name)
    if now is None:
        raise NotFound(switches.NOT_FOUND)
    wanted = request.values.get("mode", "")
    mode = params.one_of(RuleMode, wanted) if wanted else now
    return render_template(
        "following/rule.html",
        name=name,
        now=now,
        mode=mode,
        preview=running.preview(session, name, mode) if mode is not now else None,
        modes=[(one.value, following_words.mode(one), "") for one in RuleMode],
        note=request.form.get("note", ""),
        history=timeline.of(session, "following", name, timeline.FOLLOWING),
        problems=problems or [],
        mistakes=dict(problems or []),
    )
