"""How a command talks: JSON or plain lines on stdout, refusals on stderr, exit codes 0, 1 and 2."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from typing import Any, TypeVar

import click
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from report_templates.printable import storable
from webapp.config import ConfigurationError
from webapp.installation import Installation, open_installation
from workflows import people
from workflows.errors import WorkflowError
from workflows.permissions import Actor

Command = TypeVar("Command", bound=Callable[..., Any])


def as_json(command: Command) -> Command:
    """Give a command ``--json``."""
    option = click.option("--json", "wants_json", is_flag=True, help="Print JSON.")
    return option(command)


def as_person(command: Command) -> Command:
    """Give a command ``--as EMAIL``: who acts, with that person's rights."""
    option = click.option("--as", "email", required=True, metavar="EMAIL", help="Who acts.")
    return option(command)


def dry_run(command: Command) -> Command:
    """Give a command ``--dry-run``."""
    option = click.option("--dry-run", is_flag=True, help="Say what would happen; change nothing.")
    return option(command)


def refusable(command: Callable[..., None]) -> Callable[..., None]:
    """Turn a refusal into a sentence on stderr and exit code 1."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except (WorkflowError, ConfigurationError) as error:
            raise click.ClickException(str(error)) from error
        except OperationalError as error:
            # A full disk, a lock held too long, a server that is away: no trace, and what to do.
            reason = f"The database does not answer: {error.orig}. Nothing more was saved."
            raise click.ClickException(f"{reason} Try again in a minute.") from error

    return run


@contextmanager
def working(*, changes: bool = True, dry: bool = False) -> Iterator[tuple[Session, Installation]]:
    """A session on the installation; committed at the end, unless nothing was to change.

    A command that only reads keeps nobody from writing, however long it takes.
    """
    installation = open_installation()
    sessions = installation.sessions if changes else installation.reading
    try:
        with sessions() as session:
            yield session, installation
            if changes and not dry:
                session.commit()
            else:
                session.rollback()
    finally:
        installation.engine.dispose()
    if dry:
        click.echo("Nothing was changed: this was a dry run.", err=True)


def actor(session: Session, email: str) -> Actor:
    """Who acts."""
    return people.acting_as(session, email)


def show(shape: Mapping[str, object], wants_json: bool, line: str) -> None:
    """One object: as JSON, or as a line for a person."""
    click.echo(_json(shape) if wants_json else visible(line))


def show_all(
    shapes: Iterable[Mapping[str, object]], wants_json: bool, columns: tuple[str, ...]
) -> None:
    """Many objects: one JSON object a line, or a table for a person."""
    if wants_json:
        for shape in shapes:
            click.echo(_json(shape))
        return
    rows = [
        [visible(str(shape.get(c) if shape.get(c) is not None else "–")) for c in columns]
        for shape in shapes
    ]
    if not rows:
        click.echo("Nothing.", err=True)
        return
    widths = [max(len(row[i]) for row in [list(columns), *rows]) for i in range(len(columns))]
    for row in [list(columns), *rows]:
        click.echo(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        )


def visible(text: str) -> str:
    """Text from a document cannot steer a terminal: control characters become visible."""
    return "".join(
        c if c.isprintable() or c == " " else c.encode("unicode_escape").decode() for c in text
    )


def settings_of(pairs: tuple[str, ...]) -> dict[str, str]:
    """``--set name=value`` as a mapping."""
    found: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise click.UsageError(f"--set takes name=value, not {pair!r}.")
        found[name.strip()] = value
    return found


def _json(shape: Mapping[str, object]) -> str:
    # A file name that is no UTF-8 must not keep the answer from being printed.
    return storable(json.dumps(shape, ensure_ascii=False, default=str))
