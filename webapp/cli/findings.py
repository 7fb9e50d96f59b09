"""``ketenzicht findings``: the workflow from assessment to communication."""

from pathlib import Path

import click

from webapp import shapes
from webapp.cli import console
from workflows import findings
from workflows.states import FindingAction, FindingState

# Other words that people use for an action of the table.
WORDS = {
    "plan_measure": "plan",
    "plan_measures": "plan",
    "evidence": "add_evidence",
    "start_remediation": "start",
    "submit_for_verification": "submit",
}


@click.group("findings")
def group() -> None:
    """Findings and what is done about them."""


@group.command("list")
@click.option("--state", type=click.Choice([s.value for s in FindingState]))
@console.as_person
@console.as_json
@console.refusable
def list_findings(state: str | None, email: str, wants_json: bool) -> None:
    """The findings that you may see, newest first."""
    with console.working(changes=False) as (session, _):
        actor = console.actor(session, email)
        rows = [
            shapes.finding(session, row, actor)
            for row in session.scalars(findings.visible(actor))
            if state is None or row.state == state
        ]
    console.show_all(rows, wants_json, ("id", "state", "severity", "organisation", "title", "due"))


@group.command("show")
@click.argument("finding_id", metavar="ID")
@console.as_person
@console.as_json
@console.refusable
def show(finding_id: str, email: str, wants_json: bool) -> None:
    """One finding, and what you can do with it."""
    with console.working(changes=False) as (session, _):
        actor = console.actor(session, email)
        row = findings.get(session, finding_id, actor)
        shape = shapes.finding(session, row, actor) | {
            "actions": [
                {
                    "action": option.transition.action.value,
                    "needs": list(option.transition.needs),
                    "refused": str(option.refusal) if option.refusal else None,
                }
                for option in findings.options(session, row, actor)
            ]
        }
    if wants_json:
        console.show(shape, True, "")
    else:
        for name, value in shape.items():
            click.echo(console.visible(f"{name}: {value}"))


@group.command("act")
@click.argument("finding_id", metavar="ID")
@click.argument("action")
@click.option("--note", default="")
@click.option("--set", "pairs", multiple=True, metavar="FIELD=VALUE")
@click.option("--file", "path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--seen", type=int, help="The version you looked at; a newer one is refused.")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def act(
    finding_id: str,
    action: str,
    note: str,
    pairs: tuple[str, ...],
    path: Path | None,
    seen: int | None,
    email: str,
    wants_json: bool,
    dry_run: bool,
) -> None:
    """Do one thing of the workflow table with a finding.

    \b
    Examples:
      ketenzicht findings act ID assign --set person=reader@example.org --as office@example.org
      ketenzicht findings act ID assess --set severity=major --set likelihood=possible --as ...
      ketenzicht findings act ID plan --set text="..." --set owner="..." --set due=2026-06-30
      ketenzicht findings act ID add_evidence --note "..." --file letter.pdf --as ...
      ketenzicht findings act ID communicate --set audience=member --set text="..." --as ...
    """
    word = action.strip().lower().replace("-", "_").replace(" ", "_")
    word = WORDS.get(word, word)
    if word not in {a.value for a in FindingAction}:
        known = ", ".join(a.value for a in FindingAction)
        raise click.UsageError(f"There is no action {action!r}. Actions: {known}.")
    given = {"note": note, **console.settings_of(pairs)}
    given.setdefault("text", note)
    if "reviewer" in given:
        given.setdefault("person", given["reviewer"])
    if word == "assign":
        given.setdefault("person", given.get("owner", ""))
    file = (path.name, path.read_bytes()) if path is not None else None
    with console.working(dry=dry_run) as (session, installation):
        actor = console.actor(session, email)
        row = findings.get(session, finding_id, actor)
        findings.act(
            session,
            row,
            FindingAction(word),
            actor,
            given,
            seen=seen,
            file=file,
            store=installation.store,
        )
        shape = shapes.finding(session, row, actor)
    console.show(shape, wants_json, f"{finding_id}: {shape['state']}.")
