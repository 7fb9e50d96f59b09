"""``ketenzicht extract``: read documents without a database, as JSON Lines."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from extraction import jsonform, registers, wording
from extraction.errors import ExtractionError
from extraction.many import extract_many
from extraction.records import Outcome, Register
from report_templates.printable import storable


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--register",
    "register_file",
    type=click.Path(path_type=Path),
    help="A CSV or XLSX file, or a reporting template.",
)
@click.option("--jobs", default=1, show_default=True, type=click.IntRange(1, 64))
@click.option("--text", is_flag=True, help="Add the text of each page.")
@click.option("--language", type=click.Choice(["en", "nl"]), default="en", show_default=True)
def extract(
    paths: tuple[Path, ...], register_file: Path | None, jobs: int, text: bool, language: str
) -> None:
    """Read documents; one JSON object a document, one a line, in the order given.

    \b
    Exit 1 when a document was refused (the others are still printed), 2 when a path does not
    exist (nothing is read).
    Example: ketenzicht extract --register smelters.csv papers/
    """
    for path in (*paths, *([register_file] if register_file else [])):
        if not path.exists():
            raise click.UsageError(f"{path} does not exist. Nothing was read.")
    register = _register(register_file)
    refused = False
    for path, reading in extract_many(list(_files(paths)), jobs=jobs, register=register):
        shape = jsonform.of(reading, str(path), language=language, with_texts=text)
        click.echo(storable(json.dumps(shape, ensure_ascii=False)))
        refused = refused or reading.outcome is Outcome.REFUSED
    if refused:
        raise SystemExit(1)


def _register(path: Path | None) -> Register | None:
    if path is None:
        return None
    try:
        found = registers.read(path.read_bytes())
    except ExtractionError as error:
        reason = wording.message(error.code, "en", error.detail)
        raise click.UsageError(f"{path}: {reason} Nothing was read.") from error
    for problem in found.problems:
        click.echo(f"{path}: row {problem.row}: {wording.message(problem.code, 'en')}", err=True)
    return found.register


def _files(paths: tuple[Path, ...]) -> Iterator[Path]:
    """The files meant: a folder means all files below it, sorted."""
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.is_file())
        else:
            yield path
