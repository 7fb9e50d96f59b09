"""``ketenzicht documents``: upload, list, show, assign."""

import time
from collections.abc import Iterator
from pathlib import Path

import click
from sqlalchemy.orm import Session

from extraction import pipeline
from webapp import declarations, params, shapes
from webapp.cli import console
from webapp.installation import Installation
from workflows import (
    document_lists,
    documents,
    due,
    organisations,
    parts,
    people,
    team_papers,
    teams,
    versions,
    worker,
)
from workflows.documents import Received
from workflows.errors import NotFound, WorkflowError
from workflows.models import Document, Organisation
from workflows.permissions import Actor
from workflows.states import DocumentAction, DocumentState


@click.group("documents")
def group() -> None:
    """The papers that companies send in."""


@group.command("add")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--organisation", metavar="NAME", help="Whose papers they are.")
@click.option("--version-of", metavar="ID", help="Add one file as the next version of a document.")
@click.option("--wait", is_flag=True, help="Return when the documents have been read.")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def add(
    paths: tuple[Path, ...],
    organisation: str | None,
    version_of: str | None,
    wait: bool,
    email: str,
    wants_json: bool,
    dry_run: bool,
) -> None:
    """Upload files; a folder means its files, sorted, with all folders below it.

    With --version-of, one file becomes the next version of a document that is there: verdicts on
    what did not change stay.

    \b
    Example: ketenzicht documents add papers/ --organisation "Voorbeeld Draad B.V." \\
             --as inkoop@voorbeeld.example --wait
    """
    if (version_of is None) == (organisation is None):
        raise click.UsageError("Give --organisation NAME, or --version-of ID.")
    if version_of is not None and (len(paths) != 1 or paths[0].is_dir()):
        raise click.UsageError("A document has one file as its next version.")
    added: list[tuple[Path, str, bool]] = []
    refused = False
    with console.working(changes=False) as (session, installation):
        actor = console.actor(session, email)
        replaced = documents.get(session, version_of, actor) if version_of else None
        where = (
            replaced.organisation
            if replaced is not None
            else organisations.named(session, organisation or "", actor)
        )
        for path in _files(paths):
            try:
                taken = _take_in(session, installation, path, where, replaced, actor)
            except WorkflowError as error:
                session.rollback()
                click.echo(f"{console.visible(str(path))}: {error}", err=True)
                refused = True
                continue
            added.append((path, taken.document.public_id, taken.duplicate))
            # One file is one transaction: what was taken in stays, whatever the next file does.
            if dry_run:
                session.rollback()
            else:
                session.commit()
        if not dry_run:
            if wait:
                _read(installation, [public_id for _path, public_id, _known in added])
            _print(installation, added, email, wants_json)
    if dry_run:
        click.echo(f"{len(added)} files would be taken in. Nothing was changed.", err=True)
    if refused:
        raise SystemExit(1)


def _take_in(
    session: Session,
    installation: Installation,
    path: Path,
    where: Organisation,
    replaced: Document | None,
    actor: Actor,
) -> Received:
    """One file: a document of its own, or the next version of one."""
    if replaced is not None:
        versions.add(session, installation.store, replaced, path.name, path.read_bytes(), actor)
        return Received(replaced, duplicate=False)
    return documents.receive(
        session, installation.store, where, path.name, path.read_bytes(), actor
    )


def _files(paths: tuple[Path, ...]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.is_file() and not p.is_symlink())
        else:
            yield path


def _read(installation: Installation, ids: list[str]) -> None:
    """Work on the queue beside any other worker until these, and all inside them, are read."""
    while True:
        with installation.sessions() as session:
            if not any(parts.unread(session, public_id) for public_id in ids):
                return
        if not worker.run_one(installation.sessions, installation.store, lease=installation.lease):
            time.sleep(0.1)  # another worker holds them


def _print(
    installation: Installation, added: list[tuple[Path, str, bool]], email: str, wants_json: bool
) -> None:
    rows = []
    with installation.sessions() as session:
        actor = console.actor(session, email)
        for path, public_id, known in added:
            document = documents.get(session, public_id, actor)
            shape = shapes.document(session, document) | {"file": str(path), "duplicate": known}
            rows.append(shape)
    console.show_all(rows, wants_json, ("id", "file", "outcome", "items", "duplicate"))


@group.command("list")
@click.option("--state", type=click.Choice([s.value for s in DocumentState]))
@console.as_person
@console.as_json
@console.refusable
def list_documents(state: str | None, email: str, wants_json: bool) -> None:
    """The documents that you may see, newest first."""
    with console.working(changes=False) as (session, _):
        query = documents.visible(console.actor(session, email))
        rows = [
            shapes.document(session, row)
            for row in session.scalars(query)
            if state is None or row.state == state
        ]
    console.show_all(rows, wants_json, ("id", "title", "organisation", "state", "items", "open"))


@group.command("show")
@click.argument("document_id", metavar="ID")
@console.as_person
@console.as_json
@console.refusable
def show(document_id: str, email: str, wants_json: bool) -> None:
    """One document."""
    with console.working(changes=False) as (session, _):
        actor = console.actor(session, email)
        row = documents.get(session, document_id, actor)
        inside = document_lists.inside(session, row, actor)
        held = [{"id": part.document.public_id, "name": part.name} for part in inside]
        shape = shapes.document(session, row) | {"inside": held}
        version = documents.current(row)
        remarks = declarations.remark_shapes(version, "en")
        compared = declarations.comparison_shapes(session, row, actor)
        declared = {"declaration": version.declaration, "lint": remarks, "compared": compared}
    if wants_json:
        console.show(shape | declared, True, "")
        return
    line = "\n".join(f"{name}: {value}" for name, value in shape.items())
    for part in line.split("\n"):
        click.echo(console.visible(part))
    for remark in remarks:
        click.echo(console.visible("{severity}: {cell}: {message}".format(**remark)))
    for other in compared:
        click.echo(console.visible("{message} ({document})".format(**other)))


@group.command("assign")
@click.argument("document_id", metavar="ID")
@click.option("--reviewer", metavar="EMAIL", help="Who reads it.")
@click.option("--team", metavar="NAME", help="Let it wait for one of this team.")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def assign(
    document_id: str,
    reviewer: str | None,
    team: str | None,
    email: str,
    wants_json: bool,
    dry_run: bool,
) -> None:
    """Let a reviewer see and decide on a document, or let it wait for one of a team.

    Whoever of the team takes it becomes its reader: a team never decides.
    """
    if (reviewer is None) == (team is None):
        raise click.UsageError("Give --reviewer EMAIL, or --team NAME.")
    with console.working(dry=dry_run) as (session, _):
        actor = console.actor(session, email)
        row = documents.get(session, document_id, actor)
        documents.may_assign(actor)
        if team is not None:
            team_papers.hand(session, row, teams.named(session, team, actor), actor)
        else:
            person = people.find(session, reviewer or "")
            if person is None or not person.active:
                raise NotFound("There is no account for %(email)s.", email=reviewer)
            documents.assign(session, row, person, actor)
        shape = shapes.document(session, row)
    console.show(shape, wants_json, f"{document_id}: assigned to {reviewer or team}.")


@group.command("act")
@click.argument("document_id", metavar="ID")
@click.argument("action", type=click.Choice([a.value for a in DocumentAction]))
@click.option("--note", default="")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def act(
    document_id: str, action: str, note: str, email: str, wants_json: bool, dry_run: bool
) -> None:
    """Withdraw, ask for that or answer, put back, finish, reopen, read again."""
    with console.working(dry=dry_run) as (session, _):
        actor = console.actor(session, email)
        row = documents.get(session, document_id, actor)
        documents.act(session, row, DocumentAction(action), actor, note=note)
        shape = shapes.document(session, row)
    console.show(shape, wants_json, f"{document_id}: {shape['state']}.")


@group.command("reread")
@click.argument("document_ids", nargs=-1, metavar="[ID]...")
@click.option("--older", is_flag=True, help="All that an older reader read.")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def reread(
    document_ids: tuple[str, ...], older: bool, email: str, wants_json: bool, dry_run: bool
) -> None:
    """Read files again with the reader of today; verdicts on what did not change stay.

    By the secretariat. Each becomes a version of its own: what it changed is on the document's
    page, and the version before stays readable.
    """
    if older == bool(document_ids):
        raise click.UsageError("Name documents, or --older for all that an older reader read.")
    with console.working(dry=dry_run) as (session, _):
        actor = console.actor(session, email)
        rows = [documents.get(session, one, actor) for one in document_ids]
        if older:
            rows = versions.read_otherwise(session, pipeline.VERSION, actor)
        for row in rows:
            versions.reread(session, row, actor)
        shown = [shapes.document(session, row) for row in rows]
    console.show_all(shown, wants_json, ("id", "title", "state"))


@group.command("due")
@click.argument("document_id", metavar="ID")
@click.option("--until", required=True, metavar="DATE", help="As 2026-11-28.")
@click.option("--note", default="", help="Why.")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def promise(
    document_id: str, until: str, note: str, email: str, wants_json: bool, dry_run: bool
) -> None:
    """Promise the sender another day; by the secretariat, with a reason."""
    with console.working(dry=dry_run) as (session, _):
        actor = console.actor(session, email)
        row = documents.get(session, document_id, actor)
        due.change(session, row, params.a_date(until), actor, note=note)
        shape = shapes.document(session, row)
    console.show(shape, wants_json, f"{document_id}: before {shape['due']}.")
