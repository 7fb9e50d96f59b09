"""``ketenzicht extract``: read documents without a database, as JSON Lines."""

from pathlib import Path

import click


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--register", "register_file", type=click.Path(path_type=Path), help="CSV, XLSX or template."
)
@click.option("--jobs", default=1, show_default=True, type=click.IntRange(1, 64))
@click.option("--text", is_flag=True, help="Add the text of each page.")
@click.option("--language", type=click.Choice(["en", "nl"]), default="en", show_default=True)
def extract(
    paths: tuple[Path, ...], register_file: Path | None, jobs: int, text: bool, language: str
) -> None:
    """Read documents; one JSON object a document, one a line, in the order given.

    \b
    Exit 1 when a document was refused (the others are still printed), 2 when a path does not exist.
    Example: ketenzicht extract --register smelters.csv papers/
    """
