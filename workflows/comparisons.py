"""A list of smelters held against other papers of the same member; never against another member's.

Only papers that the actor may see take part, so nobody hears of a paper through another one.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, selectinload

from extraction import matching
from extraction.records import Kind
from workflows import clock, documents, versions
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

_GONE = (ItemState.REJECTED, ItemState.SET_ASIDE)

Key = tuple[str, str]  # what a smelter goes by, and its metal
_Field = tuple[str, str | None]  # as a person reads it, and the value that counts
_UNKNOWN: _Field = ("", None)


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
    smelters = select(Item).where(
        Item.version_id == documents.current(document).id,
        Item.kind == ItemKind.SMELTER,
        Item.state.not_in(_GONE),
    )
    return [_entry(known) for known in _told(session, smelters, _TELLING).values()]


def _told(
    session: Session, some: Select[Item], names: Collection[str]
) -> dict[tuple[int, int], dict[str, _Field]]:
    """Fields of these items by their names, under the numbers of the document and the item."""
    query = (
        some.join(ItemField, ItemField.item_id == Item.id)
        .where(ItemField.name.in_(names))
        .with_only_columns(
            Item.document_id,
            Item.id,
            ItemField.name,
            ItemField.text,
            ItemField.value,
            ItemField.corrected,
        )
        .order_by(Item.id, ItemField.id)
    )
    # There may be thousands: plain values are enough, and quicker than rows.
    found: dict[tuple[int, int], dict[str, _Field]] = {}
    for document, item, name, text, value, corrected in session.execute(query):
        told = (text, value) if corrected is None else (corrected, corrected or None)
        found.setdefault((document, item), {}).setdefault(name, told)
    return found


def _entry(known: Mapping[str, _Field]) -> _Listed:
    name, metal = known.get("smelter", _UNKNOWN)[0], known.get("metal", _UNKNOWN)[1] or ""
    keys = {(matching.name_key(name), metal)}
    if identifier := known.get("smelter_id", _UNKNOWN)[1]:
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
            Item.state.not_in(_GONE),
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
            Item.state.not_in(_GONE),
        )
    )
    newest: dict[str, tuple[str, int]] = {}
    for (paper, _item), known in _told(session, certificates, ("holder", "expires")).items():
        holder, expires = known.get("holder", _UNKNOWN)[0], known.get("expires", _UNKNOWN)[1]
        if holder and expires:
            plain = matching.name_key(holder)
            if plain not in newest or expires > newest[plain][0]:
                newest[plain] = (expires, paper)
    today = clock.today(session)
    names = {matching.name_key(one.name): one.name for one in listed}
    past = {
        plain: newest[plain]
        for plain in names
        if plain in newest and date.fromisoformat(newest[plain][0]) < today
    }
    asked = select(Document).where(Document.id.in_({paper for _day, paper in past.values()}))
    papers = {row.id: row for row in session.scalars(asked)} if past else {}
    for plain, (expires, paper) in past.items():
        values = {"names": names[plain], "day": expires}
        yield Comparison("certificate_expired", EXPIRED, values, papers[paper])


def _some(names: Sequence[str]) -> str:
    more = f" (+ {len(names) - _NAMED})" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
