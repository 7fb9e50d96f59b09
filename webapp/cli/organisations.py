"""``ketenzicht organisations``: who takes part."""

from pathlib import Path

import click

from webapp import shapes
from webapp.cli import console
from workflows import organisations, packs, rollup
from workflows.states import OrganisationKind


@click.group("organisations")
def group() -> None:
    """The organisations of the agreement."""


@group.command("list")
@console.as_json
@console.refusable
def list_organisations(wants_json: bool) -> None:
    """Every organisation."""
    with console.working(changes=False) as (session, _):
        rows = [shapes.organisation(row) for row in organisations.everything(session)]
    console.show_all(rows, wants_json, ("id", "name", "kind", "standing"))


@group.command("add")
@click.argument("name")
@click.option("--kind", required=True, type=click.Choice([k.value for k in OrganisationKind]))
@console.as_json
@console.dry_run
@console.refusable
def add(name: str, kind: str, wants_json: bool, dry_run: bool) -> None:
    """Add an organisation.

    \b
    Example: ketenzicht organisations add "Voorbeeld Draad B.V." --kind company
    """
    with console.working(dry=dry_run) as (session, _):
        shape = shapes.organisation(organisations.add(session, name, OrganisationKind(kind)))
    console.show(shape, wants_json, f"{shape['id']}  {shape['name']}")


@group.command("pack")
@click.argument("company_id", metavar="ID")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path))
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def pack(company_id: str, output: Path, email: str, wants_json: bool, dry_run: bool) -> None:
    """Write all that is a company's own as one ZIP: files, CSV and JSON, with what is what.

    \b
    Example: ketenzicht organisations pack ID -o pack.zip --as contact@draad.example
    """
    with console.working(dry=dry_run) as (session, installation):
        actor = console.actor(session, email)
        company = rollup.company(session, company_id, actor)
        size = packs.size(session, company)
        shape: dict[str, object] = {
            "id": company.public_id,
            "documents": size.documents,
            "items": size.items,
            "findings": size.findings,
            "files": size.files,
            "bytes": size.bytes,
        }
        if not dry_run:
            try:
                with output.open("w+b") as file:
                    packs.write(session, installation.store, company, file)
                    packs.taken(session, company, actor, file)
            except OSError as error:
                reason = f"{output} cannot be written: {error.strerror}."
                raise click.ClickException(reason) from error
            shape["file"] = str(output)
    console.show(
        shape, wants_json, f"{output}: {size.documents} documents, {size.findings} findings."
    )
