"""``ketenzicht register``: the register of smelters and other sites."""

import json
from datetime import date, datetime
from pathlib import Path

import click

from extraction import wording
from report_templates import spreadsheet
from webapp import register_reading, shapes, wordlists
from webapp.cli import console
from workflows import (
    clock,
    edition_changes,
    editions,
    merging,
    register,
    site_entries,
    site_facts,
    site_lists,
    site_states,
)
from workflows.edition_diff import EditionDiff
from workflows.site_entries import Given
from workflows.site_lists import Filter
from workflows.states import SiteKind, SiteState


@click.group("register")
def group() -> None:
    """Smelters, refiners, mines, traders: the sites that names are matched with."""


@group.command("search")
@click.argument("name")
@console.as_json
@console.refusable
def search(name: str, wants_json: bool) -> None:
    """The public sites whose name, alias or identifier contains NAME."""
    with console.working(changes=False) as (session, _):
        rows = [
            shapes.site(row, (n.name for n in register.public_names(session, row)))
            for row in register.search_public(session, name)
        ]
    console.show_all(rows, wants_json, ("id", "name", "country", "state", "identifiers"))


@group.command("show")
@click.argument("which", metavar="ID")
@console.as_json
@console.refusable
def show(which: str, wants_json: bool) -> None:
    """A public site by its id or an identifier; an old id leads to what it was merged into."""
    with console.working(changes=False) as (session, _):
        row = register.public_one(session, which)
        names = [name.name for name in register.public_names(session, row)]
        shape = shapes.site(row, names) | {
            "earlier_identifiers": [i.value for i in row.identifiers if i.ended is not None],
            "statuses": [shapes.status(one) for one in register.status_on(session, row)],
            "asked_for": which,
        }
    lines = (f"{name}: {value}" for name, value in shape.items() if value not in (None, []))
    console.show(shape, wants_json, "\n".join(lines))


@group.command("editions")
@console.as_json
@console.refusable
def list_editions(wants_json: bool) -> None:
    """Every edition that was imported, the newest first."""
    with console.working(changes=False) as (session, _):
        rows = [shapes.edition(row) for row in editions.editions(session)]
    columns = ("id", "name", "valid_from", "added", "changed", "removed")
    console.show_all(rows, wants_json, columns)


@group.command("changes")
@click.argument("older")
@click.argument("newer")
@console.as_json
@console.refusable
def changes(older: str, newer: str, wants_json: bool) -> None:
    """What changed at the public sites from the edition OLDER to the edition NEWER (their ids)."""
    with console.working(changes=False) as (session, _):
        known = {row.public_id: row for row in editions.editions(session)}
        if missing := [one for one in (older, newer) if one not in known]:
            raise click.ClickException(f"There is no edition {missing[0]}.")
        found = edition_changes.between(session, known[older], known[newer], None)
        rows = [shapes.site_change(change) for change in found]
    console.show_all(rows, wants_json, ("id", "name", "what"))


@group.command("export")
@click.argument("path", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@click.option("--text", default="", help="In a name, another name or an identifier.")
@click.option("--metal", default="")
@click.option("--country", default="", help="Two letters.")
@click.option("--state", type=click.Choice([s.value for s in SiteState]), default=None)
@click.option("--status", default="", help="What a scheme says today: conformant.")
@console.as_json
@console.refusable
def export(
    path: Path,
    text: str,
    metal: str,
    country: str,
    state: str | None,
    status: str,
    wants_json: bool,
) -> None:
    """The public sites as a CSV, XLSX or JSON file, by the end of PATH's name.

    \b
    "register import" reads each of them. Example: ketenzicht register export tin.csv --metal tin
    """
    wanted = Filter(text, metal, country.upper(), state or "", status)
    kind = path.suffix.lower()
    with console.working(changes=False) as (session, _):
        rows = editions.export_rows(session, site_lists.public(session, wanted))
    cells = [tuple(row.values()) for row in rows]
    if kind == ".csv":
        path.write_bytes(spreadsheet.to_csv(editions.EXPORTED, cells))
    elif kind == ".xlsx":
        path.write_bytes(spreadsheet.to_xlsx(editions.EXPORTED, cells, "register"))
    elif kind == ".json":
        text = json.dumps(rows, ensure_ascii=False, indent=1)
        path.write_text(text, encoding="utf-8", errors="replace")
    else:
        raise click.UsageError("PATH ends in .csv, .xlsx or .json.")
    console.show({"path": str(path), "rows": len(rows)}, wants_json, f"{path}: {len(rows)} sites.")


@group.command("add")
@click.argument("name")
@click.option("--country", default="", help="Two letters, or a name in any of our languages.")
@click.option("--metal", "metals", multiple=True, help="As in the reporting templates: tin.")
@click.option("--identifier", "identifiers", multiple=True)
@click.option("--alias", "aliases", multiple=True, help="Another name.")
@click.option("--kind", type=click.Choice([k.value for k in SiteKind]), default="smelter")
@click.option("--state", type=click.Choice([s.value for s in SiteState]), default="unknown")
@click.option("--source", required=True, help="The public source that names it.")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def add(
    name: str,
    country: str,
    metals: tuple[str, ...],
    identifiers: tuple[str, ...],
    aliases: tuple[str, ...],
    kind: str,
    state: str,
    source: str,
    email: str,
    wants_json: bool,
    dry_run: bool,
) -> None:
    """Add a site by hand (the secretariat), or propose one (a reviewer)."""
    given = Given(name, country, metals, identifiers, aliases, SiteKind(kind), SiteState(state))
    with console.working(dry=dry_run) as (session, _):
        me = console.actor(session, email)
        row = site_entries.enter(session, given, me, source=source)
        shape = shapes.site(row, [one.name for one in row.names])
        shape["public"] = row.organisation_id is None
    console.show(shape, wants_json, f"{shape['id']}: {name}.")


@group.command("state")
@click.argument("site_id", metavar="ID")
@click.argument("state", type=click.Choice([s.value for s in SiteState]))
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Today when left out.")
@click.option("--reason", required=True, help="How one knows.")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def settle_state(
    site_id: str,
    state: str,
    since: datetime | None,
    reason: str,
    email: str,
    wants_json: bool,
    dry_run: bool,
) -> None:
    """Say that a site is closed, is active again, or that nobody knows; editions leave it so."""
    with console.working(dry=dry_run) as (session, _):
        me = console.actor(session, email)
        row = register.get(session, site_id, me)
        day: date = since.date() if since else clock.today(session)
        site_states.settle(session, row, SiteState(state), me, since=day, reason=reason)
        shape = {"id": row.public_id, "name": row.name, "state": row.state.value}
    console.show(shape, wants_json, f"{shape['id']}: {state}.")


@group.command("status")
@click.argument("site_id", metavar="ID")
@click.argument("scheme", type=click.Choice(list(wordlists.SCHEMES)))
@click.argument("status", type=click.Choice(site_facts.STATUSES))
@click.option("--basis", type=click.Choice(site_facts.BASES), default="assessed")
@click.option("--from", "first", type=click.DateTime(["%Y-%m-%d"]), help="Today when left out.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="From then on it holds no more.")
@click.option("--source", required=True, help="Where it is to be read: an address, a document.")
@click.option("--note", default="", help="For the office alone.")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def say(
    site_id: str,
    scheme: str,
    status: str,
    basis: str,
    first: datetime | None,
    until: datetime | None,
    source: str,
    note: str,
    email: str,
    wants_json: bool,
    dry_run: bool,
) -> None:
    """Note what a scheme says of a site; "nothing" takes back what it said of the same days."""
    with console.working(dry=dry_run) as (session, _):
        me = console.actor(session, email)
        row = register.get(session, site_id, me)
        site_facts.say(
            session,
            row,
            me,
            scheme=scheme,
            status=status,
            basis=basis,
            from_date=first.date() if first else clock.today(session),
            to_date=until.date() if until else None,
            source=source,
            note=note,
        )
        said = [shapes.status(one) for one in register.status_on(session, row)]
        shape = {"id": row.public_id, "name": row.name, "statuses": said}
    console.show(shape, wants_json, f"{shape['id']}: {scheme}, {status}.")


@group.command("merge")
@click.argument("kept_id", metavar="KEPT")
@click.argument("gone_id", metavar="GONE")
@click.option("--reason", required=True, help="Why the two are one.")
@click.option("--holds", multiple=True, metavar="IDENTIFIER", help="Holds, of two of a scheme.")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def merge(
    kept_id: str,
    gone_id: str,
    reason: str,
    holds: tuple[str, ...],
    email: str,
    wants_json: bool,
    dry_run: bool,
) -> None:
    """Merge GONE into KEPT, two entries that are one site; what happens is shown first.

    \b
    The old id leads to KEPT from then on; "register unmerge" undoes it.
    """
    with console.working(dry=dry_run) as (session, _):
        me = console.actor(session, email)
        kept, gone = (register.get(session, one, me) for one in (kept_id, gone_id))
        told = merging.preview(session, kept, gone, me)
        for what, values in (
            ("names", [name.name for name in told.names]),
            ("identifiers", [one.value for one in told.identifiers]),
            ("metals", list(told.metals)),
        ):
            click.echo(console.visible(f"{what}: {', '.join(values) or '–'}"), err=True)
        for before, coming in told.conflicts:
            which = f"! two of {before.scheme}: {before.value}, {coming.value}"
            click.echo(console.visible(which), err=True)
        row = merging.merge(session, kept, gone, me, reason=reason, holds=holds)
        shape = {
            "id": row.public_id,
            "kept": kept.public_id,
            "gone": gone.public_id,
            "items": told.items,
            "findings": told.findings,
        }
    line = f"{shape['id']}: {told.items} items and {told.findings} findings went along."
    console.show(shape, wants_json, line)


@group.command("unmerge")
@click.argument("merge_id", metavar="MERGE")
@click.option("--reason", required=True, help="Why the two are not one.")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def unmerge(merge_id: str, reason: str, email: str, wants_json: bool, dry_run: bool) -> None:
    """Undo a merge: both sites are there again, each with what was its own."""
    with console.working(dry=dry_run) as (session, _):
        me = console.actor(session, email)
        row = merging.get(session, merge_id, me)
        gone = merging.undo(session, row, me, reason=reason)
        shape = {"id": merge_id, "kept": row.kept.public_id, "gone": gone.public_id}
    console.show(shape, wants_json, f"{merge_id}: undone.")


@group.command("import")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--name", help="The edition's name; the file's name when left out.")
@click.option("--valid-from", type=click.DateTime(["%Y-%m-%d"]), help="Today when left out.")
@click.option(
    "--kind", type=click.Choice([k.value for k in SiteKind]), default=SiteKind.SMELTER.value
)
@console.as_json
@console.dry_run
@console.refusable
def import_file(
    path: Path,
    name: str | None,
    valid_from: datetime | None,
    kind: str,
    wants_json: bool,
    dry_run: bool,
) -> None:
    """Import an edition from a reporting template's look-up sheet, CSV, XLSX or JSON.

    \b
    CSV and XLSX have the columns id,name,aliases,country,metal, and perhaps state (closed); aliases
    are separated by |. JSON is a list of objects with these names. Countries go by two letters or
    by their names in Dutch and English, old ones too.
    What would be added, changed and removed is shown first; --dry-run stops there.
    Example: ketenzicht register import smelters.csv --dry-run
    """
    try:
        found = register_reading.read(path.read_bytes())
    except register_reading.Refused as refused:
        message = wording.message(refused.code, "en", refused.detail)
        raise click.ClickException(f"{path}: {message}") from refused
    for problem in found.problems:
        click.echo(f"row {problem.row}: {wording.message(problem.code, 'en')}", err=True)
    entries, called = found.register.entries, name or path.stem
    with console.working(dry=dry_run) as (session, _):
        day: date = valid_from.date() if valid_from else clock.today(session)
        diff = editions.preview(session, entries, name=called, kind=SiteKind(kind))
        _tell(diff)
        if not dry_run:
            editions.import_edition(
                session, entries, name=called, valid_from=day, actor=None, kind=SiteKind(kind)
            )
    shape = {
        "id": called,
        "added": len(diff.added),
        "changed": len(diff.changed),
        "removed": len(diff.removed),
        "unchanged": len(diff.unchanged),
        "problems": len(found.problems) + len(diff.problems),
    }
    line = ", ".join(f"{count} {what}" for what, count in shape.items() if what != "id")
    console.show(shape, wants_json, f"{called}: {line}.")


def _tell(diff: EditionDiff) -> None:
    """The difference, line by line."""
    for entry in diff.added:
        click.echo(console.visible(f"+ {entry.name} ({entry.country or '?'})"), err=True)
    for change in diff.changed:
        fields = "; ".join(f"{f.name}: {f.before} -> {f.after}" for f in change.fields)
        click.echo(console.visible(f"~ {change.site.name}: {fields}"), err=True)
    for site in diff.removed:
        click.echo(console.visible(f"- {site.name} ({site.country or '?'})"), err=True)
    for problem in diff.problems:
        click.echo(console.visible(f"! {problem.entry.name}: {problem.message}"), err=True)
