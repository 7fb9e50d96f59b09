"""The papers of companies as plain values: what their newest version that was read says of itself.

There may be thousands of them: no rows of items are loaded.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session, aliased

from workflows.models import Document, DocumentVersion, Item, ItemField, Organisation
from workflows.states import DocumentState, ItemKind, ItemState

_FIELDS = ("scheme", "standard", "holder", "site", "issued", "expires")


@dataclass(slots=True)
class Certificate:
    """A certificate as it stands in a document, by plain values: there may be thousands."""

    said: dict[str, str] = field(default_factory=dict)
    sites: list[str] = field(default_factory=list)

    def day(self, name: str) -> date | None:
        """A date of it, unless it is none."""
        try:
            return date.fromisoformat(self.said.get(name, ""))
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Paper:
    """A document with the version that counts."""

    organisation_id: int
    supplier_id: int | None
    public_id: str
    title: str
    kind: str | None
    period: tuple[date | None, date | None]
    valid_until: date | None
    certificates: Sequence[Certificate]


def papers(session: Session, organisation_ids: Sequence[int]) -> Iterator[Paper]:
    """Every document of these companies that was read and stands."""
    held = _certificates(session, organisation_ids)
    query = _versions(organisation_ids).with_only_columns(
        Document.organisation_id,
        Document.supplier_id,
        Document.public_id,
        Document.title,
        DocumentVersion.id,
        func.coalesce(Document.kind, DocumentVersion.kind),
        Document.period_from,
        Document.period_to,
        Document.valid_until,
    )
    for owner, supplier, name, title, version, kind, first, last, until in session.execute(query):
        certificates = held.get(version, ())
        yield Paper(owner, supplier, name, title, kind, (first, last), until, certificates)


def smelters(session: Session, organisation: Organisation) -> dict[int | None, list[str]]:
    """The names of smelters in the documents of each supplier, each once."""
    query = (
        _standing([organisation.id], ItemKind.SMELTER)
        .join(Document, Document.id == Item.document_id)
        .where(ItemField.name == "smelter")
        .with_only_columns(Document.supplier_id, ItemField.text, ItemField.corrected)
        .distinct()
    )
    found: dict[int | None, list[str]] = defaultdict(list)
    for supplier, text, corrected in session.execute(query):
        found[supplier].append(corrected if corrected is not None else text)
    return found


def _versions(organisation_ids: Sequence[int]) -> Select[DocumentVersion]:
    """Of each document that stands, the newest version that was read."""
    later = aliased(DocumentVersion)
    newer = exists().where(
        later.document_id == DocumentVersion.document_id,
        later.id > DocumentVersion.id,
        later.read_at.is_not(None),
        later.error.is_(None),
    )
    return (
        select(DocumentVersion)
        .join(Document, Document.id == DocumentVersion.document_id)
        .where(
            Document.organisation_id.in_(organisation_ids),
            Document.state.not_in((DocumentState.WITHDRAWN, DocumentState.UNPACKED)),
            DocumentVersion.read_at.is_not(None),
            DocumentVersion.error.is_(None),
            ~newer,
        )
    )


def _standing(organisation_ids: Sequence[int], kind: ItemKind) -> Select[Item]:
    """The fields of the items of a kind that were not rejected."""
    versions = _versions(organisation_ids).with_only_columns(DocumentVersion.id)
    return (
        select(Item)
        .join(ItemField, ItemField.item_id == Item.id)
        .where(
            Item.version_id.in_(versions),
            Item.kind == kind,
            Item.state.not_in((ItemState.REJECTED, ItemState.SET_ASIDE)),
        )
    )


def _certificates(
    session: Session, organisation_ids: Sequence[int]
) -> Mapping[int, Sequence[Certificate]]:
    query = (
        _standing(organisation_ids, ItemKind.CERTIFICATE)
        .where(ItemField.name.in_(_FIELDS))
        .with_only_columns(
            Item.version_id,
            Item.id,
            ItemField.name,
            ItemField.text,
            ItemField.value,
            ItemField.corrected,
        )
        .order_by(Item.id, ItemField.id)
    )
    found: dict[int, dict[int, Certificate]] = defaultdict(dict)
    for version, item, name, text, value, corrected in session.execute(query):
        one = found[version].setdefault(item, Certificate())
        coded = name in ("scheme", "issued", "expires")
        told = corrected if corrected is not None else (value or "") if coded else text
        if name == "site":
            one.sites.append(told)
        else:
            one.said.setdefault(name, told)
    return {version: list(items.values()) for version, items in found.items()}
