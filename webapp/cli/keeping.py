"""``ketenzicht backup`` and ``restore``: everything in one file."""

from pathlib import Path

import click

import migrations
from webapp.cli import console
from webapp.installation import open_installation
from workflows import backup


@click.command("backup")
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
@console.as_json
@console.refusable
def make(path: Path, wants_json: bool) -> None:
    """Write every row and every file to PATH, consistent while the server runs on.

    \b
    Example: ketenzicht backup ketenzicht-2026-11-22.zip
    """
    installation = open_installation()
    try:
        current, _newest = migrations.state(installation.url)
        held = backup.write(installation.engine, installation.store, path, str(current))
    finally:
        installation.engine.dispose()
    shape = {"id": path.name, **held}
    console.show(shape, wants_json, f"{path}: {held['rows']} rows, {held['files']} files.")


@click.command("restore")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@console.as_json
@console.refusable
def restore(path: Path, wants_json: bool) -> None:
    """Fill an empty installation from a backup; all of it or nothing."""
    installation = open_installation()
    try:
        current, _newest = migrations.state(installation.url)
        held = backup.restore(installation.engine, installation.store, path, str(current))
    finally:
        installation.engine.dispose()
    shape = {"id": path.name, **held}
    console.show(shape, wants_json, f"Restored: {held['rows']} rows, {held['files']} files.")
