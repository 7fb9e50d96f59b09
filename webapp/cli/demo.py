"""``ketenzicht demo``: the fictitious year."""

import click

import migrations
from webapp.cli import console
from webapp.installation import Installation, open_installation
from workflows.demo import reporting, year


@click.group("demo")
def group() -> None:
    """The fictitious year: everything in it is made up."""


@group.command("load")
@console.refusable
def load() -> None:
    """Fill an empty installation with the demo year."""
    installation = open_installation()
    try:
        fill(installation)
    finally:
        installation.engine.dispose()


@group.command("reset")
@click.option("--yes", is_flag=True, help="Do not ask.")
@console.refusable
def reset(yes: bool) -> None:
    """Empty the demo and load it again; refuses an installation that is not the demo."""
    if not yes:
        click.confirm("This removes everything in this installation. Go on?", abort=True, err=True)
    installation = open_installation()
    try:
        year.reset(
            installation.engine,
            installation.store,
            lambda: _rebuild(installation.url),
            progress=_talk,
            make_report=reporting.make,
        )
    finally:
        installation.engine.dispose()


def _rebuild(url: str) -> None:
    """Empty tables: the log refuses to be emptied row by row."""
    migrations.downgrade(url, "base")
    migrations.upgrade(url)


def fill(installation: Installation) -> None:
    """Load the demo year, saying how far it is."""
    year.load(
        installation.engine,
        installation.store,
        progress=_talk,
        make_report=reporting.make,
    )


def _talk(message: str) -> None:
    click.echo(message, err=True)
