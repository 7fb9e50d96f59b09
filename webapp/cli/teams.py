"""``ketenzicht teams``: teams of reviewers, made, filled and ended; by the secretariat."""

from collections.abc import Sequence

import click
from sqlalchemy.orm import Session

from webapp.cli import console
from webapp.shapes import stamp
from workflows import people, teams
from workflows.errors import NotFound
from workflows.models import Person, Team


@click.group("teams")
def group() -> None:
    """Teams of reviewers, which documents can be handed to."""


@group.command("list")
@console.as_person
@console.as_json
@console.refusable
def list_teams(email: str, wants_json: bool) -> None:
    """Every team, who is in it, and how many documents wait for it."""
    with console.working(changes=False) as (session, _):
        teams.may_manage(console.actor(session, email))
        rows = _shapes(session, teams.running(session))
    console.show_all(rows, wants_json, ("id", "name", "members", "waiting"))


@group.command("add")
@click.argument("name")
@click.option("--member", "members", multiple=True, metavar="EMAIL", help="Can be given again.")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def add(name: str, members: tuple[str, ...], email: str, wants_json: bool, dry_run: bool) -> None:
    """Make a team.

    \b
    Example: ketenzicht teams add Noord --member reader@example.org --as office@example.org
    """
    with console.working(dry=dry_run) as (session, _):
        actor = console.actor(session, email)
        team = teams.make(session, name, actor)
        for one in members:
            teams.join(session, team, _person(people.find(session, one), one), actor)
        shape = _shape(session, team)
    console.show(shape, wants_json, f"{shape['id']}  {shape['name']}")


@group.command("rename")
@click.argument("team", metavar="TEAM")
@click.argument("name")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def rename(team: str, name: str, email: str, wants_json: bool, dry_run: bool) -> None:
    """Give a team another name."""
    with console.working(dry=dry_run) as (session, _):
        actor = console.actor(session, email)
        row = teams.named(session, team, actor)
        teams.rename(session, row, name, actor)
        shape = _shape(session, row)
    console.show(shape, wants_json, f"{shape['id']}  {shape['name']}")


@group.command("join")
@click.argument("team", metavar="TEAM")
@click.argument("member", metavar="EMAIL")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def join(team: str, member: str, email: str, wants_json: bool, dry_run: bool) -> None:
    """Put a reviewer into a team."""
    with console.working(dry=dry_run) as (session, _):
        actor = console.actor(session, email)
        row = teams.named(session, team, actor)
        teams.join(session, row, _person(people.find(session, member), member), actor)
        shape = _shape(session, row)
    console.show(shape, wants_json, f"{member} is in {shape['name']}.")


@group.command("leave")
@click.argument("team", metavar="TEAM")
@click.argument("member", metavar="EMAIL")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def leave(team: str, member: str, email: str, wants_json: bool, dry_run: bool) -> None:
    """Take a reviewer out of a team; what they took themselves stays theirs."""
    with console.working(dry=dry_run) as (session, _):
        actor = console.actor(session, email)
        row = teams.named(session, team, actor)
        teams.leave(session, row, _person(people.find(session, member), member), actor)
        shape = _shape(session, row)
    console.show(shape, wants_json, f"{member} has left {shape['name']}.")


@group.command("end")
@click.argument("team", metavar="TEAM")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def end(team: str, email: str, wants_json: bool, dry_run: bool) -> None:
    """End a team; what waits for it goes back to the queue without it."""
    with console.working(dry=dry_run) as (session, _):
        actor = console.actor(session, email)
        row = teams.named(session, team, actor)
        back = teams.end(session, row, actor)
        shape = _shape(session, row) | {"back": back}
    line = f"{shape['name']} has ended. Documents back in the queue without it: {back}."
    console.show(shape, wants_json, line)


def _person(found: Person | None, email: str) -> Person:
    if found is None:
        raise NotFound("There is no account for %(email)s.", email=email)
    return found


def _shape(session: Session, row: Team) -> dict[str, object]:
    return _shapes(session, [row])[0]


def _shapes(session: Session, rows: Sequence[Team]) -> list[dict[str, object]]:
    """Each team, who is in it, and how many documents wait for it."""
    members, waiting = teams.rosters(session, rows), teams.waiting(session)
    return [
        {
            "id": row.public_id,
            "name": row.name,
            "members": [one.email for one in members[row.id]],
            "waiting": waiting.get(row.id, 0),
            "made": stamp(row.made_at),
            "ended": stamp(row.ended_at),
        }
        for row in rows
    ]
