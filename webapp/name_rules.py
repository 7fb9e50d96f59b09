"""Rules on names: the list, one rule with what it does, making one of a verdict, ending it."""

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from report_templates.printable import printable
from webapp import addresses, db, i18n, labels, params, timeline
from webapp.auth import actor
from workflows import items, name_rules, rule_effects, rule_making
from workflows.errors import Invalid
from workflows.models import Item, NameRule
from workflows.name_rules import Wanted
from workflows.permissions import SUBMITTERS, Actor
from workflows.states import NameRuleAction, NameRuleState, Role, RuleScope

blueprint = Blueprint("name_rules", __name__, url_prefix="/rules")


def init(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """The rules that one may know of."""
    me = actor()
    wanted = Wanted(
        state=addresses.known("state", NameRuleState),
        scope=addresses.known("scope", RuleScope),
        text=request.args.get("q", ""),
    )
    listing = name_rules.listing(db.session(), me, wanted, addresses.page_number())
    return render_template(
        "name_rules/index.html",
        listing=listing,
        wanted=wanted,
        works=_works(me),
        states=[(state.value, labels.name_rule_state(state)) for state in NameRuleState],
        scopes=[(scope.value, labels.rule_scope(scope)) for scope in RuleScope],
        chips=addresses.chips(
            (
                ("q", f"“{printable(wanted.text)}”" if wanted.text.strip() else ""),
                ("state", labels.name_rule_state(wanted.state)),
                ("scope", labels.rule_scope(wanted.scope)),
            )
        ),
    )


@blueprint.get("/<rule_id>")
def detail(rule_id: str) -> ResponseReturnValue:
    """What a rule says, does, and has been."""
    return _page(name_rules.get(db.session(), rule_id, actor()))


@blueprint.post("/<rule_id>")
def act(rule_id: str) -> ResponseReturnValue:
    """Confirm a rule that asks again, or withdraw one."""
    me, session, form = actor(), db.session(), request.form
    rule = name_rules.get(session, rule_id, me)
    action = params.one_of(NameRuleAction, form.get("action", ""))
    note = form.get(f"{action.value}-note", "")
    try:
        name_rules.act(session, rule, action, me, note=note, seen=form.get("seen", type=int))
    except Invalid as mistake:
        db.rollback()
        rule = name_rules.get(session, rule_id, me)
        return _page(rule, [(f"{action.value}-note", i18n.sentence(mistake))]), 400
    if action is NameRuleAction.CONFIRM:
        flash(gettext("The rule holds again."), "success")
    else:
        flash(gettext("The rule is withdrawn. What it says stays in the list."), "success")
    answer = redirect(url_for(".detail", rule_id=rule_id), 303)
    db.commit()
    return answer


@blueprint.get("/of/<item_id>")
def new(item_id: str) -> ResponseReturnValue:
    """What a rule of this verdict would do, before it is made."""
    return _form(items.get(db.session(), item_id, actor()))


@blueprint.post("/of/<item_id>")
def make(item_id: str) -> ResponseReturnValue:
    """Make the rule, and go on with the document."""
    me, session, form = actor(), db.session(), request.form
    item = items.get(session, item_id, me)
    try:
        scope = params.one_of(RuleScope, form.get("scope", ""))
        note = form.get("note", "")
        rule_making.make(session, item, scope, me, note=note, seen=form.get("seen", type=int))
    except Invalid as mistake:
        db.rollback()
        return _form(items.get(session, item_id, me), i18n.sentence(mistake)), 400
    flash(
        gettext(
            "The rule holds from now on. It fills in; a person decides. "
            "Under Rules you see what it does, and take it back."
        ),
        "success",
    )
    answer = redirect(url_for("review.screen", document_id=item.document.public_id), 303)
    db.commit()
    return answer


def _page(rule: NameRule, problems: list[tuple[str, str]] | None = None) -> str:
    me, session = actor(), db.session()
    works = _works(me)
    within = None if works else me.organisations(*SUBMITTERS)
    came_of = (
        rule.item_id is not None
        and session.scalars(items.visible(me).where(Item.id == rule.item_id)).one_or_none()
    )
    return render_template(
        "name_rules/detail.html",
        rule=rule,
        works=works,
        came_of=came_of or None,
        effect=rule_effects.of(session, rule, me),
        options={o.transition.action.value: o for o in name_rules.options(session, rule, me)},
        history=timeline.of(session, "name_rule", rule.public_id, timeline.RULE, within=within),
        problems=problems or [],
        mistakes=dict(problems or []),
        given=request.form,
    )


def _form(item: Item, problem: str = "") -> str:
    me, session = actor(), db.session()
    choices = rule_making.choices(session, item, me)
    return render_template(
        "name_rules/new.html",
        item=item,
        text=next(f.text for f in item.fields if f.name == "smelter"),
        choices=choices,
        problem=problem,
        problems=[("note" if request.form.get("scope") else "scope", problem)] if problem else [],
        given=request.form,
    )


def _works(me: Actor) -> bool:
    """Whether the actor works with the rules; a company reads its own."""
    return me.has(Role.REVIEWER, Role.SECRETARIAT)
