"""``ketenzicht risks``: the risk lists, of countries and of companies, edition by edition."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

import click
from sqlalchemy.orm import Session

from extraction import wording
from webapp import register_reading
from webapp.cli import console
from workflows import clock, risk_entries, risks
from workflows.models import RiskList
from workflows.risks import RowProblem
from workflows.states import ListKind

Rows = list[list[str]]


@click.group("risks")
def group() -> None:
    """Risk lists: an approved item of a listed country or smelter opens a finding."""


@group.command("list")
@console.as_json
@console.refusable
def list_editions(wants_json: bool) -> None:
    """Every edition, by list, the newest first."""
    with console.working(changes=False) as (session, _):
        sizes = risks.sizes(session)
        rows = [_shape(edition, sizes.get(edition.id, 0)) for edition in risks.editions(session)]
    columns = ("id", "name", "kind", "valid_from", "countries", "entities", "source")
    console.show_all(rows, wants_json, columns)


@group.command("import")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--name", required=True, help="The list's name, the same for each edition.")
@click.option("--source", required=True, help="Who publishes it, and where.")
@click.option("--valid-from", type=click.DateTime(["%Y-%m-%d"]), help="Today when left out.")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in ListKind]),
    default=ListKind.COUNTRIES.value,
    show_default=True,
    help="What is on it; entities are companies and smelters.",
)
@console.as_json
@console.dry_run
@console.refusable
def import_file(
    path: Path,
    name: str,
    source: str,
    valid_from: datetime | None,
    kind: str,
    wants_json: bool,
    dry_run: bool,
) -> None:
    """Import an edition from CSV, XLSX or JSON.

    Of countries: a country on each row, and a note if there is one. A country goes by its two
    letters, or by its name in Dutch or English.

    Of entities: the first row names the columns: name, and if there are any: other names (parted
    by |), country, identifier, risks, where.

    \b
    What is new, changed and gone is shown first; --dry-run stops there.
    Example: ketenzicht risks import cahra.csv --name "CAHRA" --source "example.org" --dry-run
    """
    rows = _rows(path)
    take_over = _countries if kind == ListKind.COUNTRIES else _entities
    with console.working(dry=dry_run) as (session, _):
        day: date = valid_from.date() if valid_from else clock.today(session)
        edition, counts = take_over(session, rows, name, day, source)
        size = counts.pop("size")
        shape = _shape(edition, size) | counts
    line = ", ".join(f"{count} {what}" for what, count in counts.items())
    console.show(shape, wants_json, f"{name}: {line}.")


def _rows(path: Path) -> Rows:
    try:
        return register_reading.rows(path.read_bytes())
    except register_reading.Refused as refused:
        message = wording.message(refused.code, "en", refused.detail)
        raise click.ClickException(f"{path}: {message}") from refused


Taken = tuple[RiskList, dict[str, int]]  # the edition, and how many are on it, new, gone, left out


def _countries(session: Session, rows: Rows, name: str, day: date, source: str) -> Taken:
    countries, problems = risks.read_rows(rows)
    _say_problems(problems)
    delta = risks.delta(risks.before(session, name, day), countries)
    _say("+", delta.added)
    _say("-", delta.removed)
    _say("~", delta.changed)
    edition = risks.import_list(
        session, countries, name=name, valid_from=day, source=source, actor=None
    )
    return edition, {
        "size": len(countries),
        "added": len(delta.added),
        "removed": len(delta.removed),
        "changed": len(delta.changed),
        "problems": len(problems),
    }


def _entities(session: Session, rows: Rows, name: str, day: date, source: str) -> Taken:
    entities, problems = risk_entries.read_rows(rows)
    _say_problems(problems)
    delta = risk_entries.delta(risks.before(session, name, day), entities)
    _say("+", (one.name for one in delta.added))
    _say("-", (one.name for one in delta.removed))
    for pair in delta.changed:
        said = (f"{field}: {was or '-'} > {now or '-'}" for field, was, now in pair.differences)
        _say("~", [f"{pair.after.name} ({'; '.join(said)})"])
    edition = risk_entries.import_list(
        session, entities, name=name, valid_from=day, source=source, actor=None
    )
    return edition, {
        "size": len(entities),
        "added": len(delta.added),
        "removed": len(delta.removed),
        "changed": len(delta.changed),
        "problems": len(problems),
    }


def _say(mark: str, texts: Iterable[str]) -> None:
    for text in texts:
        click.echo(console.visible(f"{mark} {text}"), err=True)


def _say_problems(problems: Iterable[RowProblem]) -> None:
    for problem in problems:
        text = problem.message % {"text": problem.text}
        click.echo(console.visible(f"row {problem.row}: {text}"), err=True)


def _shape(edition: RiskList, size: int) -> dict[str, object]:
    return {
        "id": edition.public_id,
        "name": edition.name,
        "kind": edition.kind.value,
        "valid_from": edition.valid_from.isoformat(),
        **{kind.value: size if kind is edition.kind else 0 for kind in ListKind},
        "source": edition.source,
    }
