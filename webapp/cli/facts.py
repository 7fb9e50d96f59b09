"""``ketenzicht documents describe``: what a document is said to be, corrected or confirmed."""

from datetime import date

import click

from extraction.records import Kind
from webapp import params, shapes
from webapp.cli import console
from webapp.cli.rollup import group as group
from workflows import documents, facts


@group.command("describe")
@click.argument("document_id", metavar="ID")
@click.option("--title")
@click.option("--kind", type=click.Choice([k.value for k in Kind if k is not Kind.CONTAINER]))
@click.option("--supplier", help="Empty for none.")
@click.option("--period-from", metavar="DATE", help="As 2025-07-01; empty for none.")
@click.option("--period-to", metavar="DATE")
@click.option("--valid-until", metavar="DATE")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def describe(
    document_id: str,
    title: str | None,
    kind: str | None,
    supplier: str | None,
    period_from: str | None,
    period_to: str | None,
    valid_until: str | None,
    email: str,
    wants_json: bool,
    dry_run: bool,
) -> None:
    """Correct what a document is said to be; without any option, confirm what was read.

    By the company, the secretariat, or a reviewer of the document. What is left out stays.
    """
    given = (title, kind, supplier, period_from, period_to, valid_until)
    with console.working(dry=dry_run) as (session, _):
        actor = console.actor(session, email)
        row = documents.get(session, document_id, actor)
        if all(one is None for one in given):
            facts.confirm(session, row, actor)
        else:
            facts.describe(
                session,
                row,
                actor,
                title=title,
                kind=kind,
                supplier=supplier,
                period_from=_day(period_from),
                period_to=_day(period_to),
                valid_until=_day(valid_until),
            )
        shape = shapes.document(session, row)
    console.show(shape, wants_json, f"{document_id}: {shape['kind']}.")


def _day(text: str | None) -> date | None:
    return facts.UNCHANGED if text is None else params.a_date(text)
