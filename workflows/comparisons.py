"""A list of smelters held against other papers of the same member; never against another member's.

Only papers that the actor may see take part, so nobody hears of a paper through another one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from extraction import matching
from extraction.records import Kind
from workflows import clock, documents, rules, versions
from workflows.marking import N_
from workflows.models import Document, DocumentVersion, Item, ItemField
from workflows.permissions import Actor
from workflows.states import DocumentState, ItemKind, ItemState

VANISHED = N_("Listed in %(title)s, and not here any more: %(names)s.")
IDENTICAL = N_("%(supplier)s sent exactly the same list of smelters in %(title)s.")
EXPIRED = N_("The certificate of %(names)s expired on %(day)s; none that is newer was sent in.")

_TELLING = ("smelter", "metal", "smelter_id")
_FEWEST = 4  # smelters of a list: shorter ones are alike by chance
_MOST_LISTS = 50  # of the same length that are looked through
_NAMED = 8  # smelters in one sentence

Key = tuple[str, str]  # what a smelter goes by, and its metal


@dataclass(frozen=True, slots=True)
class Comparison:
    """What another paper says: a message with its values, and the paper."""

    rule: str
    message: str
    values: Mapping[str, str]
    document: Document


@dataclass(frozen=True, slots=True)
class _Listed:
    """A smelter of a list."""

    name: str
    keys: frozenset[Key]  # by identifier and by name


def of_document(session: Session, document: Document, actor: Actor) -> tuple[Comparison, ...]:
    """What the other papers of the same member that the actor may see say of this list."""
    if documents.current(document).kind != Kind.SMELTER_DECLARATION:
        return ()
    listed = _listed(session, document)
    if not listed:
        return ()
    # Lists of which nobody knows whose they are cannot be held against each other.
    others = _others(session, document, actor) if document.supplier_id is not None else []
    return (
        *_vanished(session, document, listed, others),
        *_identical(session, document, listed, others),
        *_expired(session, document, listed, actor),
    )


def _listed(session: Session, document: Document) -> list[_Listed]:
    query = (
        select(Item.id, ItemField.name, ItemField.text, ItemField.value, ItemField.corrected)
        .join(ItemField, ItemField.item_id == Item.id)
        .where(
            Item.version_id == documents.current(document).id,
            Item.kind == ItemKind.SMELTER,
            Item.state.not_in((ItemState.REJECTED, ItemState.SET_ASIDE)),
            ItemField.name.in_(_TELLING),
        )
        .order_by(Item.id, ItemField.id)
    )
    # A list may be of thousands: plain values are enough, and quicker than rows.
    fields: dict[int, dict[str, tuple[str, str | None]]] = {}
    for item, field_name, text, value, corrected in session.execute(query):
        told = (text, value) if corrected is None else (corrected, corrected or None)
        fields.setdefault(item, {}).setdefault(field_name, told)
    return [_entry(known) for known in fields.values()]


def _entry(known: Mapping[str, tuple[str, str | None]]) -> _Listed:
    unknown = ("", None)
    name, metal = known.get("smelter", unknown)[0], known.get("metal", unknown)[1] or ""
    keys = {(matching.name_key(name), metal)}
    if identifier := known.get("smelter_id", unknown)[1]:
        keys.add((matching.identifier_key(identifier), metal))
    return _Listed(name, frozenset(keys))


def _others(session: Session, document: Document, actor: Actor) -> list[Document]:
    """The member's other lists that the actor may see, the newest first."""
    query = documents.visible(actor).where(
        Document.organisation_id == document.organisation_id,
        Document.id != document.id,
        Document.state != DocumentState.WITHDRAWN,
        Document.versions.any(DocumentVersion.kind == Kind.SMELTER_DECLARATION.value),
    )
    loaded = (selectinload(Document.versions), selectinload(Document.supplier))
    return list(session.scalars(query.options(*loaded)))


def _vanished(
    session: Session, document: Document, listed: Sequence[_Listed], others: Sequence[Document]
) -> Iterator[Comparison]:
    """Smelters of the supplier's list before this one that are not in this one."""
    now = {key for one in listed for key in one.keys}
    template = _template(document)
    for other in others:
        earlier = (other.received_at, other.id) < (document.received_at, document.id)
        if not earlier or other.supplier_id != document.supplier_id or _template(other) != template:
            continue
        gone = [one.name for one in _listed(session, other) if now.isdisjoint(one.keys)]
        if gone:
            values = {"title": other.title, "names": _some(gone)}
            yield Comparison("smelter_vanished", VANISHED, values, other)
        return


def _template(document: Document) -> str | None:
    declared = documents.current(document).declaration
    return str(declared["template"]) if declared else None


def _identical(
    session: Session, document: Document, listed: Sequence[_Listed], others: Sequence[Document]
) -> Iterator[Comparison]:
    """The same list from another supplier."""
    if len(listed) < _FEWEST:
        return
    own = {one.keys for one in listed}
    alike = [
        other
        for other in others
        if other.supplier is not None and other.supplier_id != document.supplier_id
    ]
    counts = _counts(session, alike)
    for other in [one for one in alike if counts.get(one.id) == len(listed)][:_MOST_LISTS]:
        if {one.keys for one in _listed(session, other)} == own and other.supplier is not None:
            values = {"supplier": other.supplier.name, "title": other.title}
            yield Comparison("list_identical", IDENTICAL, values, other)


def _counts(session: Session, some: Sequence[Document]) -> dict[int, int]:
    """How many smelters each list has, rejected ones left out."""
    query = (
        select(Item.document_id, func.count())
        .where(
            Item.version_id.in_([documents.current(one).id for one in some]),
            Item.kind == ItemKind.SMELTER,
            Item.state.not_in((ItemState.REJECTED, ItemState.SET_ASIDE)),
        )
        .group_by(Item.document_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def _expired(
    session: Session, document: Document, listed: Sequence[_Listed], actor: Actor
) -> Iterator[Comparison]:
    """Smelters of the list whose newest certificate among the member's papers is past its day."""
    certificates = (
        select(Item)
        .join(Document, Item.document_id == Document.id)
        .where(
            Document.id.in_(documents.visible(actor).with_only_columns(Document.id).order_by(None)),
            Document.organisation_id == document.organisation_id,
            Document.state != DocumentState.WITHDRAWN,
            Item.kind == ItemKind.CERTIFICATE,
            versions.newest(),
            Item.state.not_in((ItemState.REJECTED, ItemState.SET_ASIDE)),
        )
        .options(selectinload(Item.fields), selectinload(Item.document))
    )
    newest: dict[str, tuple[str, Document]] = {}
    for item in session.scalars(certificates):
        holder, expires = rules.printed(item, "holder"), rules.value(item, "expires")
        if holder and expires:
            known = newest.get(matching.name_key(holder))
            if known is None or expires > known[0]:
                newest[matching.name_key(holder)] = (expires, item.document)
    today = clock.today(session)
    for plain, name in {matching.name_key(one.name): one.name for one in listed}.items():
        if plain in newest and date.fromisoformat(newest[plain][0]) < today:
            expires, paper = newest[plain]
            yield Comparison("certificate_expired", EXPIRED, {"names": name, "day": expires}, paper)


def _some(names: Sequence[str]) -> str:
    more = f" (+ {len(names) - _NAMED})" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
