"""``ketenzicht organisations``: who takes part."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

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
    with console.working(changes=False, dry=dry_run) as (session, installation):
        actor = console.actor(session, email)
        company = rollup.company(session, company_id, actor)
        size = packs.size(session, company)
        shape: dict[str, object] = {
            "id": company.public_id,
            "years": size.years,
            "documents": size.documents,
            "items": size.items,
            "findings": size.findings,
            "files": size.files,
            "bytes": size.bytes,
        }
        if not dry_run:
            with _whole(output) as file:
                packs.write(session, installation.store, company, file)
                with installation.sessions() as writing:
                    packs.taken(writing, company, actor, file)
                    writing.commit()
            shape["file"] = str(output)
    console.show(
        shape, wants_json, f"{output}: {size.documents} documents, {size.findings} findings."
    )


@contextmanager
def _whole(output: Path) -> Iterator[IO[bytes]]:
    """A file that gets its name once all is written: half a pack is never taken for one."""
    beside = output.with_name(f"{output.name}.part")
    try:
        with beside.open("w+b") as file:
            yield file
        beside.replace(output)
    except OSError as error:
        raise click.ClickException(f"{output} cannot be written: {error.strerror}.") from error
    finally:
        beside.unlink(missing_ok=True)
