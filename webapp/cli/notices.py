"""``ketenzicht notices``: mails that came back."""

from typing import IO

import click

from webapp import bounces
from webapp.cli import console
from workflows import mails
from workflows.errors import Invalid


@click.group("notices")
def group() -> None:
    """Notices, and the mails that carry them."""


@group.command("bounce")
@click.argument("file", type=click.File("rb"))
@console.as_json
@console.dry_run
@console.refusable
def bounce(file: IO[bytes], wants_json: bool, dry_run: bool) -> None:
    """Read a mail that says that another one came back for good: no more is sent to that address.

    FILE is the mail as it came in (- reads standard input). Exit 1 when it says no such thing.

    \b
    Example: ketenzicht notices bounce returned.eml
    """
    found = bounces.read(file.read(bounces.LARGEST))
    if found is None:
        raise Invalid("This mail does not say that another one came back for good.")
    with console.working(dry=dry_run) as (session, _):
        person = mails.bounced(session, found.name, found.address, found.why)
        shape = {
            "id": person.public_id,
            "email": person.email,
            "stopped": str(person.mail_stopped_at),
            "why": found.why,
        }
    console.show(shape, wants_json, f"No more mails to {shape['email']}: {found.why}")
