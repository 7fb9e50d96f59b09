"""``ketenzicht people``: accounts."""

import click

from webapp import shapes
from webapp.cli import console
from workflows import organisations, people
from workflows.errors import NotFound
from workflows.states import Role


@click.group("people")
def group() -> None:
    """Accounts and their roles."""


@group.command("list")
@console.as_json
@console.refusable
def list_people(wants_json: bool) -> None:
    """Every account."""
    with console.working(changes=False) as (session, _):
        rows = [shapes.person(row) for row in people.everybody(session)]
    console.show_all(rows, wants_json, ("id", "email", "name", "active"))


@group.command("add")
@click.argument("email")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.option("--organisation", required=True, metavar="NAME")
@click.option("--name", default="", help="The person's name.")
@console.as_json
@console.dry_run
@console.refusable
def add(
    email: str, role: str, organisation: str, name: str, wants_json: bool, dry_run: bool
) -> None:
    """Give somebody a role, and print a link with which they set their password once.

    \b
    Example: ketenzicht people add reader@example.org --role reviewer --organisation Secretariaat
    """
    with console.working(dry=dry_run) as (session, installation):
        where = organisations.named(session, organisation)
        person = people.add(session, email, Role(role), where, name=name)
        base = str(installation.settings["URL"]) or (
            f"http://{installation.settings['HOST']}:{installation.settings['PORT']}"
        )
        link = f"{base}/password/{people.new_link(session, person)}"
        shape = shapes.person(person) | {"link": link}
    console.show(shape, wants_json, f"{person.email}: {role}. Set the password once at {link}")


@group.command("remove")
@click.argument("email")
@console.dry_run
@console.refusable
def remove(email: str, dry_run: bool) -> None:
    """Remove an account: its roles and sessions end now; what it did stays on record."""
    with console.working(dry=dry_run) as (session, _):
        person = people.find(session, email)
        if person is None:
            raise NotFound("There is no account for %(email)s.", email=email)
        people.deactivate(session, person)
    click.echo(f"{email} was removed.")
