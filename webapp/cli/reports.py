"""``ketenzicht reports``: build, list, act, verify."""

from pathlib import Path

import click

from report_templates.errors import ReportError
from webapp import shapes
from webapp.cli import console
from workflows import report_proof, reports
from workflows.states import ReportAction


@click.group("reports")
def group() -> None:
    """Reports whose numbers lead back to a page."""


@group.command("build")
@click.option("--kind", type=click.Choice([reports.PROGRESS]), default=reports.PROGRESS)
@click.option("--period", required=True, help="2025-2026, 2026, or 2026-01-01..2026-06-30.")
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--template", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def build(
    kind: str,
    period: str,
    language: str,
    output: Path,
    template: Path | None,
    email: str,
    wants_json: bool,
    dry_run: bool,
) -> None:
    """Freeze the figures of a period and write the draft report as a Word file.

    \b
    Example: ketenzicht reports build --period 2025-2026 --language nl -o report.docx --as ...
    """
    with console.working(dry=dry_run) as (session, _):
        actor = console.actor(session, email)
        report = reports.create(session, reports.period_named(period), language, actor)
        data = reports.render(session, report, template=template)
        shape = shapes.report(report)
        if not dry_run:
            _write(output, data)
            shape["file"] = str(output)
    console.show(shape, wants_json, f"{shape['id']}: draft, {len(data)} bytes, {shape['hash']}")


def _write(output: Path, data: bytes) -> None:
    try:
        output.write_bytes(data)
    except OSError as error:
        raise click.ClickException(f"{output} cannot be written: {error.strerror}.") from error


@group.command("list")
@console.as_person
@console.as_json
@console.refusable
def list_reports(email: str, wants_json: bool) -> None:
    """The reports that you may see, newest first."""
    with console.working(changes=False) as (session, _):
        query = reports.visible(console.actor(session, email))
        rows = [shapes.report(row) for row in session.scalars(query)]
    console.show_all(rows, wants_json, ("id", "kind", "period", "language", "state", "number"))


@group.command("get")
@click.argument("report_id", metavar="ID")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path))
@console.as_person
@console.refusable
def get(report_id: str, output: Path, email: str) -> None:
    """Write a report as a Word file: with sources as comments while it is a draft."""
    with console.working(changes=False) as (session, _):
        report = reports.get(session, report_id, console.actor(session, email))
        _write(output, reports.render(session, report))
    click.echo(str(output))


@group.command("act")
@click.argument("report_id", metavar="ID")
@click.argument("action", type=click.Choice([a.value for a in ReportAction]))
@click.option("--note", default="")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def act(
    report_id: str, action: str, note: str, email: str, wants_json: bool, dry_run: bool
) -> None:
    """Check, finalise, publish: two people, one after the other."""
    with console.working(dry=dry_run) as (session, _):
        actor = console.actor(session, email)
        report = reports.get(session, report_id, actor)
        reports.act(session, report, ReportAction(action), actor, note=note)
        shape = shapes.report(report)
    console.show(shape, wants_json, f"{report_id}: {shape['state']}.")


@group.command("verify")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@console.as_json
@console.refusable
def verify(path: Path, wants_json: bool) -> None:
    """Prove that a file's figures are those of its snapshot; name what was altered."""
    with console.working(changes=False) as (session, _):
        try:
            proof = report_proof.verify(session, path.read_bytes())
        except ReportError as error:
            raise click.ClickException(str(error)) from error
        shape = {
            "id": proof.report.public_id if proof.report else None,
            "hash": proof.hash,
            "sound": not proof.problems,
            "problems": list(proof.problems),
        }
    console.show(shape, wants_json, "\n".join(proof.problems) or "The figures are the snapshot's.")
    if proof.problems:
        raise SystemExit(1)
