"""``ketenzicht reports rounds``: rounds of comments on a draft: opened, listed, read, closed."""

from collections.abc import Sequence
from datetime import datetime

import click
from sqlalchemy.orm import Session

from webapp import round_shapes
from webapp.cli import console
from workflows import prompting, remarks, reports, rounds
from workflows.models import ReportRound
from workflows.permissions import Actor


@click.group("rounds")
def group() -> None:
    """Rounds of comments on a draft report."""


@group.command("list")
@click.option("--report", "report_id", metavar="ID", help="On this report alone.")
@console.as_person
@console.as_json
@console.refusable
def list_rounds(report_id: str | None, email: str, wants_json: bool) -> None:
    """The rounds in which you are asked, or all for the secretariat; newest first."""
    with console.working(changes=False) as (session, _):
        actor = console.actor(session, email)
        rows = [
            _shape(session, row, actor)
            for row in session.scalars(rounds.visible(actor))
            if report_id in (None, row.report.public_id)
        ]
    columns = ("id", "report", "period", "due", "open", "remarks", "to_answer")
    console.show_all(rows, wants_json, columns)


@group.command("show")
@click.argument("round_id", metavar="ROUND")
@console.as_person
@console.as_json
@console.refusable
def show(round_id: str, email: str, wants_json: bool) -> None:
    """The remarks of a round that you may read, in the order in which they were made."""
    with console.working(changes=False) as (session, _):
        actor = console.actor(session, email)
        row = rounds.get(session, round_id, actor)
        said = [round_shapes.remark(one) for one in remarks.of_round(session, row, actor)]
    columns = ("id", "chapter", "party", "person", "state", "text", "proposed", "answer")
    console.show_all(said, wants_json, columns)


@group.command("open")
@click.argument("report_id", metavar="REPORT")
@click.option("--party", "parties", multiple=True, metavar="NAME", help="Can be given again.")
@click.option("--steering", is_flag=True, help="Ask the steering committee.")
@click.option("--due", type=click.DateTime(["%Y-%m-%d"]), required=True, help="The last day.")
@click.option("--message", default="", help="What you want to know from them.")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def open_round(
    report_id: str,
    parties: tuple[str, ...],
    steering: bool,
    due: datetime,
    message: str,
    email: str,
    wants_json: bool,
    dry_run: bool,
) -> None:
    """Ask parties, the steering committee or both to comment on a draft.

    \b
    Example: ketenzicht reports rounds open REPORT --steering --due 2026-12-18 --as ...
    """
    with console.working(dry=dry_run) as (session, _):
        actor = console.actor(session, email)
        report = reports.get(session, report_id, actor)
        rounds.may_start(report, actor)
        row = rounds.start(
            session,
            report,
            actor,
            parties=_named(session, parties),
            steering=steering,
            due=due.date(),
            message=message,
        )
        shape = _shape(session, row, actor)
    console.show(shape, wants_json, f"{shape['id']}: open until {shape['due']}.")


def _named(session: Session, parties: Sequence[str]) -> list[str]:
    """The public ids of parties that somebody speaks for, by their names."""
    known = {one.name: one.public_id for one in rounds.askable(session)}
    for name in parties:
        if name not in known:
            raise click.ClickException(f"Nobody speaks for a party named {name!r}.")
    return [known[name] for name in parties]


@group.command("close")
@click.argument("round_id", metavar="ROUND")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def close(round_id: str, email: str, wants_json: bool, dry_run: bool) -> None:
    """End a round before its last day."""
    with console.working(dry=dry_run) as (session, _):
        actor = console.actor(session, email)
        row = rounds.get(session, round_id, actor)
        rounds.close(session, row, actor)
        shape = _shape(session, row, actor)
    console.show(shape, wants_json, f"{shape['id']}: ended.")


@group.command("remind")
@click.argument("round_id", metavar="ROUND")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def remind(round_id: str, email: str, wants_json: bool, dry_run: bool) -> None:
    """Remind who was asked in a round and has said nothing, at most once a day each."""
    with console.working(dry=dry_run) as (session, _):
        actor = console.actor(session, email)
        row = rounds.get(session, round_id, actor)
        told = [one.name for one in prompting.of_round(session, row, actor)]
        shape = {"id": row.public_id, "reminded": told}
    console.show(shape, wants_json, f"{round_id}: reminded {', '.join(told)}.")


def _shape(session: Session, row: ReportRound, actor: Actor) -> dict[str, object]:
    return round_shapes.one(session, row, remarks.counts(session, row, actor))
