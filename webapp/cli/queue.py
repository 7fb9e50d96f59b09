"""``ketenzicht queue``: what waits to be read; the next of it, claimed, taken, given back."""

import click
from sqlalchemy.orm import Session

from webapp import shapes
from webapp.cli import console
from workflows import (
    assigning,
    documents,
    locks,
    performing,
    queue_filters,
    queue_pages,
    team_papers,
    teams,
)
from workflows.errors import NotAllowed, NotFound
from workflows.permissions import Actor, Who
from workflows.queue_filters import Wanted
from workflows.states import Role

_NONE = "No document waits for you."


@click.group("queue")
def group() -> None:
    """The documents that wait to be read."""


@group.command("list")
@click.option("--bucket", default="", help=f"{', '.join(queue_filters.BUCKETS)}.")
@click.option("--team", default="", metavar="NAME", help="What stands with this team.")
@click.option("--page", default=1, show_default=True, type=int)
@console.as_person
@console.as_json
@console.refusable
def list_queue(bucket: str, team: str, page: int, email: str, wants_json: bool) -> None:
    """What waits, by the day that was promised; fifty a page."""
    with console.working(changes=False) as (session, _):
        actor = console.actor(session, email)
        if not actor.has(Role.REVIEWER, Role.SECRETARIAT):
            raise NotAllowed(performing.ONLY[Who.REVIEWER])
        wanted = Wanted(bucket=bucket, team=_team(session, actor, team) if team else "")
        found = queue_pages.look(session, actor, wanted, page).listing
        rows = [shapes.document(session, row) for row in found.rows]
    console.show_all(rows, wants_json, ("id", "title", "organisation", "due", "state", "open"))


@group.command("next")
@console.as_person
@console.as_json
@console.refusable
def show_next(email: str, wants_json: bool) -> None:
    """The document that is best read next."""
    with console.working(changes=False) as (session, _):
        row = queue_filters.next_best(session, console.actor(session, email), Wanted())
        if row is None:
            raise NotFound(_NONE)
        shape = shapes.document(session, row)
    console.show(shape, wants_json, f"{shape['id']}  {shape['title']}")


@group.command("claim")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def claim(email: str, wants_json: bool, dry_run: bool) -> None:
    """Ask for one more document, of those that lack a reader."""
    with console.working(dry=dry_run) as (session, _):
        row = assigning.claim(session, console.actor(session, email))
        if row is None:
            raise NotFound("No document waits for another reader.")
        shape = shapes.document(session, row)
    console.show(shape, wants_json, f"{shape['id']}  {shape['title']}")


@group.command("take")
@click.argument("document_id", metavar="ID")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def take(document_id: str, email: str, wants_json: bool, dry_run: bool) -> None:
    """Become the reader of a document that waits for your team."""
    with console.working(dry=dry_run) as (session, _):
        actor = console.actor(session, email)
        row = team_papers.get(session, document_id, actor)
        team_papers.take(session, row, actor)
        shape = shapes.document(session, row)
    console.show(shape, wants_json, f"{document_id}: yours to read.")


@group.command("put-back")
@click.argument("document_id", metavar="ID")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def put_back(document_id: str, email: str, wants_json: bool, dry_run: bool) -> None:
    """Undo taking a document for your team, before you decided on anything in it."""
    with console.working(dry=dry_run) as (session, _):
        actor = console.actor(session, email)
        row = documents.get(session, document_id, actor)
        team_papers.put_back(session, row, actor)
        shape = shapes.document(session, row)
    console.show(shape, wants_json, f"{document_id}: waits for your team again.")


@group.command("take-over")
@click.argument("document_id", metavar="ID")
@click.option("--reading", type=click.Choice([locks.FIRST, locks.SECOND]), default=locks.FIRST)
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def take_over(document_id: str, reading: str, email: str, wants_json: bool, dry_run: bool) -> None:
    """Read a document yourself that somebody else has open."""
    with console.working(dry=dry_run) as (session, _):
        actor = console.actor(session, email)
        row = documents.get(session, document_id, actor)
        locks.take_over(session, row, reading, actor)
        shape = shapes.document(session, row)
    console.show(shape, wants_json, f"{document_id}: yours to read.")


@group.command("give-back")
@click.argument("document_id", metavar="ID")
@click.option("--note", default="", help="Why.")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def give_back(document_id: str, note: str, email: str, wants_json: bool, dry_run: bool) -> None:
    """Give a document back, with the reason."""
    with console.working(dry=dry_run) as (session, _):
        actor = console.actor(session, email)
        row = documents.get(session, document_id, actor)
        assigning.give_back(session, row, actor, note=note)
        shape = shapes.document(session, row)
    console.show(shape, wants_json, f"{document_id}: given back.")


def _team(session: Session, actor: Actor, name: str) -> str:
    """The id of a team of this name that the actor knows of."""
    known = teams.known(session, actor)
    team = next((one for one in known if one.name.lower() == name.strip().lower()), None)
    if team is None:
        raise NotFound(teams.NOT_FOUND)
    return team.public_id
