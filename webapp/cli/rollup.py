"""``ketenzicht documents coverage``: what a company's documents cover together, and by supplier."""

import click

from webapp import shapes
from webapp.cli import console
from webapp.cli.likenesses import group as group
from workflows import organisations, rollup

_COLUMNS = ("of", "name", "documents", "telling", "silent")


@group.command("coverage")
@click.option("--organisation", required=True, metavar="NAME", help="Whose documents.")
@console.as_person
@console.as_json
@console.refusable
def coverage(organisation: str, email: str, wants_json: bool) -> None:
    """What all documents of a company cover, and those of each supplier; and what not.

    With --json: each step, risk and theme with its level, the periods and their gaps, the sites on
    valid certificates, and the named smelters that stand on none.
    """
    with console.working(changes=False) as (session, _):
        actor = console.actor(session, email)
        named = organisations.named(session, organisation, actor)
        company = rollup.company(session, named.public_id, actor)
        shown = shapes.member_coverage(rollup.of_member(session, company))
    console.show_all(shown, wants_json, _COLUMNS)
