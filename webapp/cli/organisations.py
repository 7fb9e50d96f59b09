"""``ketenzicht organisations``: who takes part."""

import click

from webapp import shapes
from webapp.cli import console
from workflows import organisations
from workflows.states import OrganisationKind


@click.group("organisations")
def group() -> None:
    """The organisations of the agreement."""


@group.command("list")
@console.as_json
@console.refusable
def list_organisations(wants_json: bool) -> None:
    """Every organisation."""
    with console.working(changes=False) as (session, _):
        rows = [shapes.organisation(row) for row in organisations.everything(session)]
    console.show_all(rows, wants_json, ("id", "name", "kind", "standing"))


@group.command("add")
@click.argument("name")
@click.option("--kind", required=True, type=click.Choice([k.value for k in OrganisationKind]))
@console.as_json
@console.dry_run
@console.refusable
def add(name: str, kind: str, wants_json: bool, dry_run: bool) -> None:
    """Add an organisation.

    \b
    Example: ketenzicht organisations add "Voorbeeld Draad B.V." --kind company
    """
    with console.working(dry=dry_run) as (session, _):
        shape = shapes.organisation(organisations.add(session, name, OrganisationKind(kind)))
    console.show(shape, wants_json, f"{shape['id']}  {shape['name']}")
