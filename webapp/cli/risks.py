"""``ketenzicht risks``: the lists of countries at risk, edition by edition."""

from datetime import date, datetime
from pathlib import Path

import click

from extraction import wording
from webapp import register_reading
from webapp.cli import console
from workflows import clock, risks
from workflows.models import RiskList


@click.group("risks")
def group() -> None:
    """Lists of countries at risk: an approved item of a listed country opens a finding."""


@group.command("list")
@console.as_json
@console.refusable
def list_editions(wants_json: bool) -> None:
    """Every edition, by list, the newest first."""
    with console.working(changes=False) as (session, _):
        rows = [_shape(edition) for edition in risks.editions(session)]
    console.show_all(rows, wants_json, ("id", "name", "valid_from", "countries", "source"))


@group.command("import")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--name", required=True, help="The list's name, the same for each edition.")
@click.option("--source", required=True, help="Who publishes it, and where.")
@click.option("--valid-from", type=click.DateTime(["%Y-%m-%d"]), help="Today when left out.")
@console.as_json
@console.dry_run
@console.refusable
def import_file(
    path: Path,
    name: str,
    source: str,
    valid_from: datetime | None,
    wants_json: bool,
    dry_run: bool,
) -> None:
    """Import an edition from CSV, XLSX or JSON: a country, and a note if there is one.

    A country goes by its two letters, or by its name in Dutch or English.

    \b
    What is new and what is gone is shown first; --dry-run stops there.
    Example: ketenzicht risks import cahra.csv --name "CAHRA" --source "example.org" --dry-run
    """
    try:
        countries, problems = risks.read_rows(register_reading.rows(path.read_bytes()))
    except register_reading.Refused as refused:
        message = wording.message(refused.code, "en", refused.detail)
        raise click.ClickException(f"{path}: {message}") from refused
    for problem in problems:
        text = problem.message % {"text": problem.text}
        click.echo(console.visible(f"row {problem.row}: {text}"), err=True)
    with console.working(dry=dry_run) as (session, _):
        day: date = valid_from.date() if valid_from else clock.today(session)
        older = [e for e in risks.editions(session, name.strip()) if e.valid_from < day]
        delta = risks.delta(older[0] if older else None, countries)
        for mark, codes in (("+", delta.added), ("-", delta.removed)):
            for code in codes:
                click.echo(f"{mark} {code}", err=True)
        edition = risks.import_list(
            session, countries, name=name, valid_from=day, source=source, actor=None
        )
        shape = _shape(edition) | {
            "added": len(delta.added),
            "removed": len(delta.removed),
            "problems": len(problems),
        }
    line = f"{len(delta.added)} added, {len(delta.removed)} removed, {len(problems)} problems"
    console.show(shape, wants_json, f"{name}: {line}.")


def _shape(edition: RiskList) -> dict[str, object]:
    return {
        "id": edition.public_id,
        "name": edition.name,
        "valid_from": edition.valid_from.isoformat(),
        "countries": len(edition.countries),
        "source": edition.source,
    }
