"""``ketenzicht documents alike`` and its like: documents with much the same text."""

import click

from webapp import shapes
from webapp.cli import console
from webapp.cli.documents import group as group
from workflows import documents, likenesses, versions

_COLUMNS = ("id", "title", "share", "other", "other_title", "apart")


@group.command("alike")
@click.argument("document_id", metavar="[ID]", required=False)
@console.as_person
@console.as_json
@console.refusable
def alike(document_id: str | None, email: str, wants_json: bool) -> None:
    """Documents that may be a new version of an earlier one: of one document, or of all.

    The share is the part of both texts that stands in both, from 0 to 1.
    """
    with console.working(changes=False) as (session, _):
        actor = console.actor(session, email)
        if document_id is None:
            found = list(likenesses.every(session, actor))
        else:
            row = documents.get(session, document_id, actor)
            found = [(row, one) for one in likenesses.of(session, row, actor)]
        rows = [shapes.alike(row, one) for row, one in found]
    console.show_all(rows, wants_json, _COLUMNS)


@group.command("keep-apart")
@click.argument("document_id", metavar="ID")
@click.argument("other_id", metavar="OTHER")
@click.option("--undo", is_flag=True, help="Leave it open again.")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def keep_apart(
    document_id: str, other_id: str, undo: bool, email: str, wants_json: bool, dry_run: bool
) -> None:
    """Say that a document is no new version of the other one, though they are alike."""
    with console.working(dry=dry_run) as (session, _):
        actor = console.actor(session, email)
        row = documents.get(session, document_id, actor)
        other = documents.get(session, other_id, actor)
        likenesses.keep_apart(session, row, other, actor, apart=not undo)
        shape = shapes.document(session, row)
    console.show(shape, wants_json, f"{document_id}: {'open again' if undo else 'kept apart'}.")


@group.command("join")
@click.argument("document_id", metavar="ID")
@click.option("--into", required=True, metavar="OTHER", help="The document that it replaces.")
@click.option("--keep", is_flag=True, help="Keep it as a document of its own too.")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def join(
    document_id: str, into: str, keep: bool, email: str, wants_json: bool, dry_run: bool
) -> None:
    """Make a document the next version of another one of the same company.

    It is withdrawn as a document of its own, unless --keep is given.
    """
    with console.working(dry=dry_run) as (session, _):
        actor = console.actor(session, email)
        row = documents.get(session, document_id, actor)
        other = documents.get(session, into, actor)
        version = versions.join(session, row, other, actor, keep=keep)
        shape = shapes.document(session, other)
        line = f"{into}: version {version.number}."
    console.show(shape, wants_json, line)


@group.command("compare")
@console.as_person
@console.dry_run
@console.refusable
def compare(email: str, dry_run: bool) -> None:
    """Compare what was read before texts were compared; by the secretariat, once."""
    with console.working(dry=dry_run) as (session, _):
        count = likenesses.compare_all(session, console.actor(session, email))
    click.echo(f"{count} documents were compared.")
