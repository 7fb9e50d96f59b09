"""``ketenzicht items``: review, first and second reading alike."""

from collections.abc import Sequence

import click

from webapp import shapes
from webapp.cli import console
from workflows import adding, bounds, deciding, documents, items
from workflows.errors import NotAllowed
from workflows.states import ItemAction, ItemKind, RejectReason
from workflows.verdicts import REASONS, Verdict

ACTIONS = (
    "approve",
    "change",
    "reject",
    "doubt",
    "undo",
    "reopen",
    "confirm",
    "correct",
    "deny",
    "settle",
)


@click.group("items")
def group() -> None:
    """What was read from the documents, to be decided on."""


@group.command("list")
@click.option("--document", "document_id", metavar="ID")
@console.as_person
@console.as_json
@console.refusable
def list_items(document_id: str | None, email: str, wants_json: bool) -> None:
    """The items that you may see, in reading order."""
    with console.working(changes=False) as (session, _):
        actor = console.actor(session, email)
        if document_id is not None:
            document = documents.get(session, document_id, actor)
            found = items.of_document(session, document)
        else:
            found = list(session.scalars(items.visible(actor)))
        rows = [shapes.item(row, actor) for row in found]
    console.show_all(rows, wants_json, ("id", "kind", "state", "smelter", "country", "metal"))


@group.command("show")
@click.argument("item_id", metavar="ID")
@console.as_person
@console.as_json
@console.refusable
def show(item_id: str, email: str, wants_json: bool) -> None:
    """One item."""
    with console.working(changes=False) as (session, _):
        actor = console.actor(session, email)
        shape = shapes.item(items.get(session, item_id, actor), actor)
    console.show(shape, wants_json, f"{shape['id']}  {shape['state']}  {shape['quote']}")


@group.command("decide")
@click.argument("item_id", metavar="ID")
@click.argument("action", type=click.Choice(ACTIONS))
@click.option("--reason", help="For a rejection: a reason, or its number on the page.")
@click.option("--note", default="")
@click.option("--set", "pairs", multiple=True, metavar="FIELD=VALUE")
@click.option(
    "--place",
    "places",
    multiple=True,
    metavar="[FIELD=]PAGE:X0,TOP,X1,BOTTOM",
    help="Where a field stands, in points: without a field, the name of a smelter.",
)
@click.option(
    "--duplicate-of",
    default="",
    metavar="ID",
    help="The item of the document, or its number, doubled.",
)
@click.option("--seen", type=int, help="The version you looked at; a newer one is refused.")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def decide(
    item_id: str,
    action: str,
    reason: str | None,
    note: str,
    pairs: tuple[str, ...],
    places: tuple[str, ...],
    duplicate_of: str,
    seen: int | None,
    email: str,
    wants_json: bool,
    dry_run: bool,
) -> None:
    """Approve, change, reject or doubt an item; or undo your last verdict on it.

    \b
    Fields of a smelter: smelter, country, metal, smelter_id, candidate (its rank, its id, or
    "new"). Of a certificate: scheme, standard, number, holder, country, scope, issuer, issued,
    expires. Of an audit finding: statement, clause, severity, due.
    Reasons to reject a smelter: not_a_smelter, duplicate, misread, outside_period,
    address_or_person, example_text, other_metal, other. A certificate or an audit finding:
    only_named, duplicate, misread, outside_period, example_text, other.
    Examples:
      ketenzicht items decide ID approve --as reader@example.org
      ketenzicht items decide ID reject --reason not_a_smelter --as reader@example.org
      ketenzicht items decide ID change --set country=ID --as reader@example.org
    """
    changes = console.settings_of(pairs)
    candidate = changes.pop("candidate", None)
    found = dict(map(_place, places))
    with console.working(dry=dry_run) as (session, _):
        actor = console.actor(session, email)
        row = items.get(session, item_id, actor)
        why, note = _reason(reason, note, REASONS[row.kind])
        verdict = Verdict(ItemAction(action), why, note, changes, candidate, found, duplicate_of)
        deciding.decide(session, row, verdict, actor, seen=seen)
        shape = shapes.item(row, actor)
    console.show(shape, wants_json, f"{item_id}: {shape['state']}.")


def _place(text: str) -> tuple[str, bounds.Place]:
    """A field with a page and a box on it, as ``number=1:72,140,160,151``."""
    name, _equals, where = text.rpartition("=")
    page, _colon, edges = where.partition(":")
    try:
        x0, top, x1, bottom = (float(edge) for edge in edges.split(","))
        return name or "smelter", bounds.Place(int(page), (x0, top, x1, bottom))
    except ValueError:
        raise click.UsageError(f"--place takes PAGE:X0,TOP,X1,BOTTOM, not {text!r}.") from None


def _reason(
    reason: str | None, note: str, reasons: Sequence[RejectReason]
) -> tuple[RejectReason | None, str]:
    """The reason meant by a word, a number among ``reasons`` or a sentence of one's own."""
    if reason is None or not reason.strip():
        return None, note
    word = reason.strip().lower().replace("-", "_").replace(" ", "_")
    if word in {r.value for r in RejectReason}:
        return RejectReason(word), note
    if word.isdigit() and 1 <= int(word) <= len(reasons):
        return reasons[int(word) - 1], note
    return RejectReason.OTHER, note or reason.strip()


@group.command("add")
@click.option("--document", "document_id", required=True, metavar="ID")
@click.option("--page", type=int, default=1, show_default=True)
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in ItemKind]),
    default="smelter",
    show_default=True,
)
@click.option("--set", "pairs", multiple=True, required=True, metavar="FIELD=VALUE")
@console.as_person
@console.as_json
@console.dry_run
@console.refusable
def add(
    document_id: str,
    page: int,
    kind: str,
    pairs: tuple[str, ...],
    email: str,
    wants_json: bool,
    dry_run: bool,
) -> None:
    """Add something that was missed, or that stands on a scan. Two people always read it."""
    with console.working(dry=dry_run) as (session, _):
        actor = console.actor(session, email)
        document = documents.get(session, document_id, actor)
        if not items.actor_reviews(session, document, actor):
            raise NotAllowed("Only a reviewer to whom this is assigned can do this.")
        row = adding.add(
            session,
            document,
            actor,
            page=page,
            values=console.settings_of(pairs),
            box=None,
            typed=True,
            kind=kind,
        )
        shape = shapes.item(row, actor)
    console.show(shape, wants_json, f"{shape['id']}: {shape['state']}.")
