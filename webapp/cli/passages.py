"""``ketenzicht reports passages``: passages of a report that name somebody."""

import click

from webapp.cli import console
from workflows import clearances, prompting


@click.group("passages")
def group() -> None:
    """Passages of a report that name somebody."""


@group.command("remind")
@click.argument("passage_id", metavar="PASSAGE")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def remind(passage_id: str, email: str, wants_json: bool, dry_run: bool) -> None:
    """Remind who was asked about a passage and has not answered, at most once a day."""
    with console.working(dry=dry_run) as (session, _):
        actor = console.actor(session, email)
        row = clearances.get(session, passage_id, actor)
        told = [one.name for one in prompting.of_passage(session, row, actor)]
        shape = {"id": row.public_id, "reminded": told}
    console.show(shape, wants_json, f"{passage_id}: reminded {', '.join(told)}.")
