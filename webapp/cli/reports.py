"""``ketenzicht reports``: build, list, act, verify."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import cast

import click
from sqlalchemy.orm import Session

from report_templates.checking import check_template
from report_templates.data import Kind, Language
from report_templates.errors import ReportError, TemplateProblem
from report_templates.render import shipped_template
from webapp import shapes
from webapp.cli import console, passages, rounds
from webapp.installation import Installation
from workflows import clock, member_counting, report_proof, reports, years
from workflows.models import Report
from workflows.permissions import Actor
from workflows.report_audiences import ReportAudience
from workflows.report_kinds import ReportKind
from workflows.states import ReportAction

_MADE = {
    ReportAction.FINALISE: "made final",
    ReportAction.PUBLISH: "published",
    ReportAction.RETRACT: "withdrawn",
}


@click.group("reports")
def group() -> None:
    """Reports whose numbers lead back to a page."""


group.add_command(rounds.group)
group.add_command(passages.group)


@group.command("build")
@click.option("--kind", type=click.Choice([k.value for k in ReportKind]), default="progress")
@click.option("--organisation", help="Of which company: for a report of a year, such as 2025-2026.")
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
    organisation: str | None,
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
    with console.working(dry=dry_run) as (session, installation):
        actor = console.actor(session, email)
        report = _made(session, ReportKind(kind), organisation, period, language, actor)
        data = _rendered(session, report, template, language, _listed(installation, report))
        shape = shapes.report(report)
        if not dry_run:
            _write(output, data)
            shape["file"] = str(output)
    console.show(shape, wants_json, f"{shape['id']}: draft, {len(data)} bytes, {shape['hash']}")


def _made(
    session: Session,
    kind: ReportKind,
    organisation: str | None,
    period: str,
    language: str,
    actor: Actor,
) -> Report:
    """A draft of the agreement's figures, or of one year of one of the actor's companies."""
    days = reports.period_named(period)
    if kind is ReportKind.PROGRESS:
        return reports.create(session, days, language, actor)
    found = [
        year
        for company in years.companies(session, actor)
        if organisation in (None, company.name)
        for year in years.of(session, company)
        if member_counting.period(year) == days
    ]
    if len(found) != 1:
        raise click.ClickException("Give the company with --organisation, and a year it has.")
    return reports.create_of_year(session, found[0], kind, language, actor)


def _rendered(
    session: Session, report: Report, template: Path | None, language: str, listed: str
) -> bytes:
    """The Word file; a template that is not right is refused with all that is wrong with it."""
    given = template.read_bytes() if template is not None else None
    if given is not None:
        problems = check_template(given, cast(Language, language))
        if problems:
            raise click.ClickException(f"{template} cannot be used.\n{_told(problems)}")
    try:
        return reports.render(session, report, template=given, address=listed)
    except ReportError as error:
        raise click.ClickException(str(error)) from error


def _listed(installation: Installation, report: Report) -> str:
    """Where the records behind the figures are; nothing where no public address is set."""
    base = str(installation.settings["URL"])
    return f"{base}/reports/{report.public_id}/figures/" if base else ""


def _told(problems: Sequence[TemplateProblem]) -> str:
    return "\n".join(f"- {p.place or 'file'}: {p.message}" for p in problems)


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
        query = reports.visible(session, console.actor(session, email))
        rows = [shapes.report(row) for row in session.scalars(query)]
    console.show_all(rows, wants_json, ("id", "kind", "period", "language", "state", "number"))


@group.command("get")
@click.argument("report_id", metavar="ID")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--language", type=click.Choice(["nl", "en"]), help="Of the other edition, say.")
@console.as_person
@console.refusable
def get(report_id: str, output: Path, language: str | None, email: str) -> None:
    """Write a report as a Word file: with sources as comments while it is a draft."""
    with console.working(changes=False) as (session, installation):
        report = reports.get(session, report_id, console.actor(session, email))
        listed = _listed(installation, report)
        _write(output, reports.render(session, report, language=language or "", address=listed))
    click.echo(str(output))


@group.command("act")
@click.argument("report_id", metavar="ID")
@click.argument("action", type=click.Choice([a.value for a in ReportAction]))
@click.option("--note", default="")
@click.option("--audience", type=click.Choice([a.value for a in ReportAudience]), default=None)
@click.option("--embargo", type=click.DateTime(["%Y-%m-%d"]), help="The first day it may be read.")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def act(
    report_id: str,
    action: str,
    note: str,
    audience: str | None,
    embargo: datetime | None,
    email: str,
    wants_json: bool,
    dry_run: bool,
) -> None:
    """Check, finalise, publish: two people, one after the other.

    Publishing takes an audience, and an embargo if it is not to be read at once.
    """
    with console.working(dry=dry_run) as (session, _):
        actor = console.actor(session, email)
        report = reports.get(session, report_id, actor)
        reports.act(
            session,
            report,
            ReportAction(action),
            actor,
            note=note,
            audience=audience or "",
            embargo=embargo.date() if embargo else None,
        )
        shape = shapes.report(report)
    console.show(shape, wants_json, f"{report_id}: {shape['state']}.")


@group.command("template")
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
@click.option("--kind", type=click.Choice([k.value for k in ReportKind]), default="progress")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path))
def template(language: str, kind: str, output: Path) -> None:
    """Write the shipped template, to be edited in Word and given to ``build --template``."""
    _write(output, shipped_template(cast(Language, language), cast(Kind, kind)))
    click.echo(str(output))


@group.command("check-template")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
def check(path: Path, language: str) -> None:
    """Say what is wrong with a template that was edited in Word; exit 1 when something is."""
    problems = check_template(path.read_bytes(), cast(Language, language))
    click.echo(_told(problems) or "This template can be used.")
    if problems:
        raise SystemExit(1)


@group.command("verify")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--template",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The Word template it was made with, when it is not the shipped one.",
)
@console.as_json
@console.refusable
def verify(path: Path, template: Path | None, wants_json: bool) -> None:
    """Prove that a file's figures are those of its snapshot; name what was altered.

    Looked at are the figures in sentences and tables, charts and the workbooks behind them, every
    other number by its line, the frozen snapshot here and its hash in the log.
    """
    with console.working(changes=False) as (session, _):
        try:
            given = template.read_bytes() if template else None
            proof = report_proof.verify(session, path.read_bytes(), given)
        except ReportError as error:
            raise click.ClickException(str(error)) from error
        shape = {
            "id": proof.report.public_id if proof.report else None,
            "hash": proof.hash,
            "sound": not proof.problems,
            "problems": list(proof.problems),
            "notes": list(proof.notes),
            "made": proof.made.after.value if proof.made else None,
            "made_at": proof.made.row.made_at.isoformat() if proof.made else None,
        }
        told = ["\n".join(proof.problems) or "The figures are the snapshot's.", *proof.notes]
        if proof.made is not None:
            at = proof.made.row.made_at.astimezone(clock.ZONE)
            told.append(
                f"It is the file as it was {_MADE[proof.made.after]} ({at:%Y-%m-%d %H:%M})."
            )
    console.show(shape, wants_json, "\n".join(told))
    if proof.problems:
        raise SystemExit(1)
