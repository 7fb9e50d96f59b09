"""``ketenzicht search``: find within what one may see; write the index anew."""

import click

from webapp import shapes
from webapp.cli import console
from workflows import paper_metals, search, search_index
from workflows.search_index import Kind


@click.group("search")
def group() -> None:
    """Search documents, pages, items, smelters and findings."""


@group.command("find")
@click.argument("words", nargs=-1, required=True)
@click.option("--kind", type=click.Choice([kind.value for kind in Kind]))
@click.option("--page", "number", type=int, default=1, help="Which page of one kind.")
@console.as_person
@console.as_json
@console.refusable
def find(
    words: tuple[str, ...], kind: str | None, number: int, email: str, wants_json: bool
) -> None:
    """What you may see that has all WORDS, or words that begin so.

    \b
    Examples:
      ketenzicht search find merapi tin --as reader@example.org
      ketenzicht search find XID 000101 --kind site --as office@example.org
    """
    chosen = Kind(kind) if kind else None
    with console.working(changes=False) as (session, _):
        actor = console.actor(session, email)
        answer = search.find(session, actor, " ".join(words), kind=chosen, number=number)
        rows = [
            shapes.hit(one, row, search.texts(session, actor, row))
            for one, group in answer.groups.items()
            if chosen in (None, one)
            for row in group.rows
        ]
    if answer.suggestion:
        click.echo(console.visible(f"Did you mean: {answer.suggestion}?"), err=True)
    console.show_all(rows, wants_json, ("kind", "id", "page", "text"))


@group.command("rebuild")
@console.as_json
@console.dry_run
@console.refusable
def rebuild(wants_json: bool, dry_run: bool) -> None:
    """Write anew what can be searched; says first what was not in it as it should be."""
    with console.working(dry=dry_run) as (session, _):
        connection = session.connection()
        problems = search_index.problems(connection) + paper_metals.problems(connection)
        rows = search_index.rebuild(connection)
        paper_metals.rebuild(connection)
    shape = {"id": "search", "rows": rows, "problems": problems}
    said = f"{rows} rows can be found; {len(problems)} were not as they should be."
    console.show(shape, wants_json, said)
