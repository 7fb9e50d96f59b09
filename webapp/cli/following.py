"""``ketenzicht engine``: what happened outside, what the rules propose, what each rule may do."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

import click

from webapp.cli import console
from workflows.following import proposals, running, switches
from workflows.following.looks import Wanted
from workflows.following.rulebook import RULES
from workflows.models import Proposal
from workflows.rules import TITLES
from workflows.states import RuleMode


@click.group("engine")
def group() -> None:
    """Following: rules look every day, and propose to open and reopen findings."""


@group.command("run")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="Today when left out.")
@console.as_json
@console.dry_run
@console.refusable
def run(day: datetime | None, wants_json: bool, dry_run: bool) -> None:
    """Look now, as the worker does every day. Looking twice proposes nothing twice."""
    with console.working(dry=dry_run) as (session, _):
        shape = asdict(running.run(session, day.date() if day else None))
    line = ", ".join(f"{count} {name}" for name, count in shape.items())
    console.show(shape, wants_json, f"{line}.")


@group.command("list")
@click.option("--all", "everything", is_flag=True, help="Also those where all is decided.")
@click.option("--page", default=1, show_default=True, type=int)
@console.as_person
@console.as_json
@console.refusable
def list_causes(everything: bool, page: int, email: str, wants_json: bool) -> None:
    """What happened, the newest first, with how much is to be decided; fifty a page."""
    with console.working(changes=False) as (session, _):
        actor = console.actor(session, email)
        found = proposals.listing(session, actor, waiting=not everything, number=page)
        rows = [
            {
                "id": one.cause.public_id,
                "rule": one.cause.rule,
                "day": one.cause.day.isoformat(),
                "what": RULES[one.cause.rule].cause % _shown(one.cause.facts),
                "facts": one.cause.facts,
                "open": one.open,
                "proposals": one.proposals,
                "companies": one.companies,
            }
            for one in found.rows
        ]
    console.show_all(rows, wants_json, ("id", "day", "open", "proposals", "companies", "what"))


@group.command("show")
@click.argument("cause_id", metavar="CAUSE")
@click.option("--page", default=1, show_default=True, type=int)
@console.as_person
@console.as_json
@console.refusable
def show(cause_id: str, page: int, email: str, wants_json: bool) -> None:
    """The proposals under one cause, what is to be decided first; fifty a page."""
    with console.working(changes=False) as (session, _):
        actor = console.actor(session, email)
        row = proposals.cause(session, cause_id, actor)
        rows = [_shape(one) for one in proposals.of_cause(session, row, actor, page).rows]
    console.show_all(rows, wants_json, ("id", "state", "organisation", "does", "title"))


@group.command("accept")
@click.argument("cause_id", metavar="CAUSE")
@click.option("--proposal", "ids", multiple=True, metavar="ID", help="Only this one; repeatable.")
@click.option("--note", default="")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def accept(
    cause_id: str, ids: tuple[str, ...], note: str, email: str, wants_json: bool, dry_run: bool
) -> None:
    """Accept what is proposed for a cause: findings are opened and reopened."""
    _decide(cause_id, ids, note, email, wants_json, dry_run, accepted=True)


@group.command("refuse")
@click.argument("cause_id", metavar="CAUSE")
@click.option("--proposal", "ids", multiple=True, metavar="ID", help="Only this one; repeatable.")
@click.option("--note", default="", help="Why; it is required.")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def refuse(
    cause_id: str, ids: tuple[str, ...], note: str, email: str, wants_json: bool, dry_run: bool
) -> None:
    """Refuse what is proposed for a cause, with the reason."""
    _decide(cause_id, ids, note, email, wants_json, dry_run, accepted=False)


@group.command("undo")
@click.argument("proposal_id", metavar="PROPOSAL")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def undo(proposal_id: str, email: str, wants_json: bool, dry_run: bool) -> None:
    """Take a decision back, while nobody has worked on the finding."""
    with console.working(dry=dry_run) as (session, _):
        actor = console.actor(session, email)
        proposal = proposals.get(session, proposal_id, actor)
        proposals.undo(session, proposal, actor)
        shape = _shape(proposal)
    console.show(shape, wants_json, f"{proposal_id}: {shape['state']}.")


@group.command("rules")
@console.as_person
@console.as_json
@console.refusable
def rules(email: str, wants_json: bool) -> None:
    """Every rule, and what it does with what it sees."""
    with console.working(changes=False) as (session, _):
        modes = switches.listing(session, console.actor(session, email))
        rows = [
            {"rule": name, "mode": mode.value, "title": RULES[name].title}
            for name, mode in modes.items()
        ]
    console.show_all(rows, wants_json, ("rule", "mode", "title"))


@group.command("switch")
@click.argument("name", metavar="RULE")
@click.argument("mode", type=click.Choice([mode.value for mode in RuleMode]))
@click.option("--note", default="", help="Why; it is required.")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def switch(name: str, mode: str, note: str, email: str, wants_json: bool, dry_run: bool) -> None:
    """Switch a rule; what it would do today is said first, and --dry-run stops there.

    \b
    Example: ketenzicht engine switch certificate_ends acts --note "..." --as office@example.org
    """
    with console.working(dry=dry_run) as (session, _):
        actor = console.actor(session, email)
        switches.listing(session, actor)
        wanted = RuleMode(mode)
        would = running.preview(session, name, wanted) if name in RULES else None
        switches.switch(session, name, wanted, actor, note=note)
    shape: dict[str, object] = {"rule": name, "mode": mode}
    if would is not None:
        shape |= {
            "would_open": would.opened,
            "would_reopen": would.reopened,
            "would_escalate": would.escalated,
            "companies": dict(would.companies),
            "first": [f"{company}: {_title(one)}" for company, one in would.first],
        }
        counts = f"{would.opened} opened, {would.reopened} reopened, {would.escalated} escalated"
        click.echo(f"Today: {counts}.", err=True)
    console.show(shape, wants_json, f"{name}: {mode}.")


def _decide(
    cause_id: str,
    ids: tuple[str, ...],
    note: str,
    email: str,
    wants_json: bool,
    dry_run: bool,
    *,
    accepted: bool,
) -> None:
    with console.working(dry=dry_run) as (session, _):
        actor = console.actor(session, email)
        row = proposals.cause(session, cause_id, actor)
        chosen = proposals.chosen(session, row, actor, ids or None)
        for proposal in chosen:
            if accepted:
                proposals.accept(session, proposal, actor, note=note)
            else:
                proposals.refuse(session, proposal, actor, note=note)
        rows = [_shape(one) for one in chosen]
    console.show_all(rows, wants_json, ("id", "state", "organisation", "does", "title"))


def _shape(row: Proposal) -> dict[str, object]:
    return {
        "id": row.public_id,
        "state": row.state.value,
        "organisation": row.organisation.name,
        "does": row.does.value,
        "rule": row.rule,
        "title": _title(row),
        "facts": row.facts,
        "finding": row.finding.public_id if row.finding else None,
        "decided_by": row.decided_by.email if row.decided_by else None,
        "note": row.note,
    }


def _title(row: Proposal | Wanted) -> str:
    return TITLES[row.rule] % _shown(row.facts)


def _shown(facts: Mapping[str, object]) -> Mapping[str, object]:
    """The facts of a sentence, with nothing for those that it has not."""
    return defaultdict(str, {name: said or "" for name, said in facts.items()})
