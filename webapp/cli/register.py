"""``ketenzicht register``: the register of smelters and other sites."""

import click

from webapp import shapes
from webapp.cli import console
from workflows import register


@click.group("register")
def group() -> None:
    """Smelters, refiners, mines, traders: the sites that names are matched with."""


@group.command("search")
@click.argument("name")
@console.as_json
@console.refusable
def search(name: str, wants_json: bool) -> None:
    """The public sites whose name, alias or identifier contains NAME."""
    with console.working(changes=False) as (session, _):
        rows = [
            shapes.site(row, (n.name for n in register.public_names(session, row)))
            for row in register.search_public(session, name)
        ]
    console.show_all(rows, wants_json, ("id", "name", "country", "state", "identifiers"))
