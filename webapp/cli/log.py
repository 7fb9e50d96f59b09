"""``ketenzicht log``: verify the chained event log, export it."""

import click
from sqlalchemy import select

from webapp import shapes
from webapp.cli import console
from workflows import events
from workflows.models import Event


@click.group("log")
def group() -> None:
    """The log of every change, each entry chained to the one before it."""


@group.command("verify")
@console.as_json
@console.refusable
def verify(wants_json: bool) -> None:
    """Verify the chain; exit 1 when it is broken."""
    with console.working(changes=False) as (session, _):
        problems = events.problems(session)
    shape = {"id": "log", "sound": not problems, "problems": problems}
    console.show(shape, wants_json, "; ".join(problems) or "The log is whole.")
    if problems:
        raise SystemExit(1)


@group.command("export")
@console.refusable
def export() -> None:
    """Every event with its payload, one JSON object a line."""
    with console.working(changes=False) as (session, _):
        for event in session.scalars(select(Event).order_by(Event.seq)):
            shape = shapes.event(event, dict(events.payload(session, event)))
            console.show(shape, True, "")
