"""A supplier's newer declaration does not name a smelter that the one before it did."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from extraction import matching
from extraction.records import Kind
from workflows import clock
from workflows.following import ground
from workflows.following.ground import KnownFindings, Place
from workflows.following.looks import Look, Seen, Wanted
from workflows.models import Document, DocumentVersion, Item, ItemField, Supplier
from workflows.states import DocumentState, ItemKind, ItemState, ProposalDoes

RULE = "smelter_dropped"
# What was not decided yet could still turn out to be the smelter that seems to be gone.
DECIDED = (DocumentState.REVIEWED, DocumentState.CONFIRMED)
_LEFT_OUT = (ItemState.SET_ASIDE,)


@dataclass(frozen=True, slots=True)
class Named:
    """A smelter that a declaration names: the item, what it stands for, its name as printed."""

    item_id: int
    state: ItemState
    site_id: int | None
    name: str
    metal: str | None


@dataclass(slots=True)
class Declaration:
    """A version of a declaration that was read, with the smelters it names."""

    version_id: int
    number: int
    document_id: int
    document_code: str
    title: str
    organisation_id: int
    supplier_id: int
    supplier: str
    template: str | None
    state: DocumentState
    since: datetime
    named: list[Named] = field(default_factory=list)


def look(session: Session, day: date) -> Seen:
    """The newest declaration of each supplier and template, held against the one before."""
    rows = _declarations(session)
    lines: dict[tuple[int, str | None], list[Declaration]] = defaultdict(list)
    for row in rows:
        lines[row.supplier_id, row.template].append(row)
    pairs = [(line[-2], line[-1]) for line in lines.values() if len(line) > 1]
    pairs = [pair for pair in pairs if pair[1].state in DECIDED]
    _fill(session, [one for pair in pairs for one in pair])
    dropped = [(before, after, list(_dropped(before, after))) for before, after in pairs]
    ids = {one.site_id for *_pair, gone in dropped for one in gone if one.site_id is not None}
    sites, there = ground.sites(session, ids), ground.known(session, (RULE,))
    looks = [_of(before, after, gone, sites, there) for before, after, gone in dropped]
    return Seen([one for one in looks if one.wanted])


def _declarations(session: Session) -> list[Declaration]:
    """Every version that was read of the declarations of known suppliers, oldest first."""
    query = (
        select(
            DocumentVersion.id,
            DocumentVersion.number,
            Document.id,
            Document.public_id,
            Document.title,
            Document.organisation_id,
            Supplier.id,
            Supplier.name,
            DocumentVersion.declaration["template"].as_string(),
            Document.state,
            func.coalesce(DocumentVersion.since, Document.received_at),
        )
        .join(Document, Document.id == DocumentVersion.document_id)
        .join(Supplier, Supplier.id == Document.supplier_id)
        .where(
            func.coalesce(Document.kind, DocumentVersion.kind) == Kind.SMELTER_DECLARATION.value,
            Document.state != DocumentState.WITHDRAWN,
            DocumentVersion.read_at.is_not(None),
            DocumentVersion.error.is_(None),
        )
    )
    found = [Declaration(*row) for row in session.execute(query)]
    # A version that came late of an old document is newer than a document that came before it.
    return sorted(found, key=lambda one: (one.since, one.version_id))


def _fill(session: Session, rows: Iterable[Declaration]) -> None:
    by_version = {row.version_id: row for row in rows}
    metal = select(ItemField.item_id, ItemField.value).where(ItemField.name == "metal").subquery()
    for some in ground.batches(by_version):
        query = (
            select(
                Item.version_id,
                Item.id,
                Item.state,
                Item.site_id,
                func.coalesce(ItemField.corrected, ItemField.text),
                metal.c.value,
            )
            .join(ItemField, and_(ItemField.item_id == Item.id, ItemField.name == "smelter"))
            .outerjoin(metal, metal.c.item_id == Item.id)
            .where(
                Item.version_id.in_(some),
                Item.kind == ItemKind.SMELTER,
                Item.state.not_in(_LEFT_OUT),
            )
            .order_by(Item.id)
        )
        for version, *rest in session.execute(query):
            by_version[version].named.append(Named(*rest))


def _dropped(before: Declaration, after: Declaration) -> Iterator[Named]:
    """The smelters that people approved in the one and that stand in no way in the other."""
    sites = {one.site_id for one in after.named if one.site_id is not None}
    names = {matching.name_key(one.name) for one in after.named}
    met: set[int] = set()
    for one in before.named:
        approved = one.state is ItemState.APPROVED and one.site_id is not None
        if (
            not approved
            or one.site_id in sites
            or one.site_id in met
            or matching.name_key(one.name) in names
        ):
            continue
        met.add(one.site_id or 0)
        yield one


def _of(
    before: Declaration,
    after: Declaration,
    gone: Sequence[Named],
    sites: Mapping[int, Place],
    there: KnownFindings,
) -> Look:
    said = {"supplier": after.supplier, "document": after.title, "earlier": before.title}
    wanted = []
    # An item of a version that was replaced is no source of anything any more.
    stands = before.document_id != after.document_id
    for one in gone:
        site = sites[one.site_id or 0]
        subject = f"dropped:{after.supplier_id}:{site.public_id}"
        known = there.get((after.organisation_id, subject), ())
        if any(row.runs or row.since(after.since) for row in known):
            continue
        settled = [row for row in known if row.state in ground.SETTLED]
        wanted.append(
            Wanted(
                organisation_id=after.organisation_id,
                does=ProposalDoes.REOPEN if settled else ProposalDoes.OPEN,
                rule=RULE,
                subject=subject,
                facts={"smelter": site.name, "metal": one.metal, **said},
                site_id=site.id,
                item_id=one.item_id if stands else None,
                finding_id=settled[-1].id if settled else None,
            )
        )
    key = f"declaration:{after.document_code}:{after.number}"
    return Look(key, clock.day(after.since), said, wanted)
