"""``ketenzicht items split`` and its like: items made out of items, approved together."""

import click

from webapp import shapes
from webapp.cli import console
from webapp.cli.items import group as group
from workflows import approving, deciding, documents, items, regrouping, rules
from workflows.errors import Invalid


def _seen(pairs: tuple[str, ...]) -> dict[str, int]:
    """``--seen ID=VERSION`` as a mapping."""
    found = {}
    for name, number in console.settings_of(pairs).items():
        if not number.isdigit():
            raise click.UsageError(f"--seen takes ID=VERSION, not {name}={number}.")
        found[name] = int(number)
    return found


@group.command("split")
@click.argument("item_id", metavar="ID")
@click.option("--at", type=int, required=True, help="Before which word it divides: 1 is the 2nd.")
@click.option("--seen", type=int, help="The version you looked at; a newer one is refused.")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def split(
    item_id: str, at: int, seen: int | None, email: str, wants_json: bool, dry_run: bool
) -> None:
    """Make two items of one whose name is really two. Two people read both."""
    with console.working(dry=dry_run) as (session, _):
        actor = console.actor(session, email)
        row = items.get(session, item_id, actor)
        made = [
            shapes.item(half, actor)
            for half in regrouping.split(session, row, actor, at=at, seen=seen)
        ]
    console.show_all(made, wants_json, ("id", "state", "smelter"))


@group.command("take-out")
@click.argument("item_id", metavar="ID")
@click.option("--mention", type=int, required=True, help="Which of its mentions, from 1.")
@click.option("--seen", type=int, help="The version you looked at; a newer one is refused.")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def take_out(
    item_id: str, mention: int, seen: int | None, email: str, wants_json: bool, dry_run: bool
) -> None:
    """Make an item of one mention, which is something else than the others."""
    with console.working(dry=dry_run) as (session, _):
        actor = console.actor(session, email)
        row = items.get(session, item_id, actor)
        made = regrouping.take_out(session, row, actor, mention=mention, seen=seen)
        shape = shapes.item(made, actor)
    console.show(shape, wants_json, f"{shape['id']}: {shape['state']}.")


@group.command("merge")
@click.argument("item_ids", metavar="ID...", nargs=-1, required=True)
@click.option("--seen", "pairs", multiple=True, metavar="ID=VERSION")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def merge(
    item_ids: tuple[str, ...],
    pairs: tuple[str, ...],
    email: str,
    wants_json: bool,
    dry_run: bool,
) -> None:
    """Make one item of several of a document; the first in reading order leads."""
    with console.working(dry=dry_run) as (session, _):
        actor = console.actor(session, email)
        rows = [items.get(session, item_id, actor) for item_id in item_ids]
        made = regrouping.merge(session, rows[0].document, rows, actor, seen=_seen(pairs))
        shape = shapes.item(made, actor)
    console.show(shape, wants_json, f"{shape['id']}: {shape['state']}.")


@group.command("approve-page")
@click.option("--document", "document_id", required=True, metavar="ID")
@click.option("--page", type=int, default=1, show_default=True)
@click.option("--seen", "pairs", multiple=True, metavar="ID=VERSION")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def approve_page(
    document_id: str,
    page: int,
    pairs: tuple[str, ...],
    email: str,
    wants_json: bool,
    dry_run: bool,
) -> None:
    """Approve the certain items of a page together, each named with the version you looked at.

    What a second reader must see is never among them. One undo of any takes all of them back.
    """
    with console.working(dry=dry_run) as (session, _):
        actor = console.actor(session, email)
        document = documents.get(session, document_id, actor)
        try:
            rows = approving.approve(session, document, actor, page=page, seen=_seen(pairs))
        except Invalid:
            for row in approving.certain(session, document, actor, page=page):
                name = console.visible(rules.printed(row, items.main(row)))
                click.echo(f"--seen {row.public_id}={row.version}  {name}", err=True)
            raise
        made = [shapes.item(row, actor) for row in rows]
    console.show_all(made, wants_json, ("id", "state", "smelter"))


@group.command("undo")
@click.argument("item_id", metavar="ID")
@click.option("--seen", type=int, help="The version you looked at; a newer one is refused.")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def undo(item_id: str, seen: int | None, email: str, wants_json: bool, dry_run: bool) -> None:
    """Take back your last verdict on an item, with all that was given with it."""
    with console.working(dry=dry_run) as (session, _):
        actor = console.actor(session, email)
        row = items.get(session, item_id, actor)
        shape = shapes.item(deciding.undo(session, row, actor, seen=seen), actor)
    console.show(shape, wants_json, f"{item_id}: {shape['state']}.")
