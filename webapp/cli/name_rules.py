"""``ketenzicht rules``: verdicts on names that became rules; made, previewed, confirmed, ended."""

import click

from webapp import shapes
from webapp.cli import console
from workflows import items, name_rules, rule_effects, rule_making
from workflows.models import Item
from workflows.name_rules import Wanted
from workflows.rule_effects import Effect
from workflows.states import NameRuleAction, NameRuleState, RuleScope

_SCOPES = click.Choice([scope.value for scope in RuleScope])


@click.group("rules")
def group() -> None:
    """What a name in a document is taken for. A rule fills in; a person decides."""


@group.command("list")
@click.option("--state", type=click.Choice([state.value for state in NameRuleState]), default=None)
@click.option("--scope", type=_SCOPES, default=None)
@click.option("--page", default=1, show_default=True, type=int)
@console.as_person
@console.as_json
@console.refusable
def list_rules(
    state: str | None, scope: str | None, page: int, email: str, wants_json: bool
) -> None:
    """The rules that you may know of, those that ask again first; fifty a page."""
    with console.working(changes=False) as (session, _):
        actor = console.actor(session, email)
        wanted = Wanted(state=state or "", scope=scope or "")
        found = name_rules.listing(session, actor, wanted, page)
        rows = [shapes.name_rule(rule, actor) for rule in found.rows]
    console.show_all(rows, wants_json, ("id", "state", "scope", "text", "means", "organisation"))


@group.command("show")
@click.argument("rule_id", metavar="ID")
@console.as_person
@console.as_json
@console.refusable
def show(rule_id: str, email: str, wants_json: bool) -> None:
    """One rule, with what it does among the documents that you may see."""
    with console.working(changes=False) as (session, _):
        actor = console.actor(session, email)
        rule = name_rules.get(session, rule_id, actor)
        effect = rule_effects.of(session, rule, actor)
        shape = shapes.name_rule(rule, actor) | _shape(effect)
    line = f"{shape['state']}: “{shape['text']}” means {shape['means']}; {_line(effect)}"
    console.show(shape, wants_json, line)


@group.command("preview")
@click.argument("item_id", metavar="ITEM")
@click.option("--scope", type=_SCOPES, default="member", show_default=True)
@console.as_person
@console.as_json
@console.refusable
def preview(item_id: str, scope: str, email: str, wants_json: bool) -> None:
    """What a rule of the verdict on this item would do; nothing is made."""
    with console.working(changes=False) as (session, _):
        actor = console.actor(session, email)
        item = items.get(session, item_id, actor)
        effect = rule_making.preview(session, item, RuleScope(scope), actor)
        shape = _shape(effect)
    console.show(shape, wants_json, _line(effect))


@group.command("make")
@click.argument("item_id", metavar="ITEM")
@click.option("--scope", type=_SCOPES, default="member", show_default=True)
@click.option("--note", default="", help="Why; for everybody: the public source.")
@click.option("--seen", type=int, help="The version of the item that you looked at.")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def make(
    item_id: str,
    scope: str,
    note: str,
    seen: int | None,
    email: str,
    wants_json: bool,
    dry_run: bool,
) -> None:
    """Make the verdict on an item a rule: this name is that smelter, or never one.

    \b
    Examples:
      ketenzicht rules make ITEM --scope supplier --as reader@example.org
      ketenzicht rules make ITEM --scope everybody --note "the register" --as office@example.org
    """
    with console.working(dry=dry_run) as (session, _):
        actor = console.actor(session, email)
        item = items.get(session, item_id, actor)
        rule = rule_making.make(session, item, RuleScope(scope), actor, note=note, seen=seen)
        shape = shapes.name_rule(rule, actor)
    console.show(shape, wants_json, f"{shape['id']}: “{shape['text']}” means {shape['means']}.")


@group.command("confirm")
@click.argument("rule_id", metavar="ID")
@click.option("--note", default="", help="How you know.")
@click.option("--seen", type=int, help="The version you looked at; a newer one is refused.")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def confirm(
    rule_id: str, note: str, seen: int | None, email: str, wants_json: bool, dry_run: bool
) -> None:
    """Let a rule that asks again hold again."""
    _act(rule_id, NameRuleAction.CONFIRM, note, seen, email, wants_json, dry_run)


@group.command("withdraw")
@click.argument("rule_id", metavar="ID")
@click.option("--note", default="", help="Why; it is required.")
@click.option("--seen", type=int, help="The version you looked at; a newer one is refused.")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def withdraw(
    rule_id: str, note: str, seen: int | None, email: str, wants_json: bool, dry_run: bool
) -> None:
    """End a rule, with the reason; it stays in the list."""
    _act(rule_id, NameRuleAction.WITHDRAW, note, seen, email, wants_json, dry_run)


def _act(
    rule_id: str,
    action: NameRuleAction,
    note: str,
    seen: int | None,
    email: str,
    wants_json: bool,
    dry_run: bool,
) -> None:
    with console.working(dry=dry_run) as (session, _):
        actor = console.actor(session, email)
        rule = name_rules.get(session, rule_id, actor)
        name_rules.act(session, rule, action, actor, note=note, seen=seen)
        shape = shapes.name_rule(rule, actor)
    console.show(shape, wants_json, f"{rule_id}: {shape['state']}.")


def _shape(effect: Effect) -> dict[str, object]:
    return {
        "open": effect.total,
        "items": [_item(row) for row in effect.first],
        "decided_same": effect.same,
        "decided_otherwise": effect.otherwise,
    }


def _item(row: Item) -> dict[str, str]:
    return {"item": row.public_id, "document": row.document.public_id}


def _line(effect: Effect) -> str:
    return (
        f"{effect.total} open items would be filled in; decided since: "
        f"{effect.same} as it says, {effect.otherwise} otherwise."
    )
