"""What a report is counted from: the rows of a period as plain values, read in a few statements.

Only the columns that count are read: a report of a hundred thousand findings must fit in memory.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from workflows import clock
from workflows.answering import MEMBER
from workflows.models import (
    Communication,
    Document,
    DocumentVersion,
    Finding,
    FindingSource,
    Item,
    ItemField,
    Measure,
    Organisation,
    OrganisationStanding,
    Remedy,
)
from workflows.states import (
    CommunicationState,
    DocumentState,
    FindingState,
    ItemKind,
    ItemState,
    OrganisationKind,
    Standing,
)

NOT_COUNTED = frozenset({DocumentState.WITHDRAWN, DocumentState.UNPACKED})
"""A paper that was taken back, and an archive: that says nothing itself, what was in it does."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a report is about, both included."""

    first: date
    last: date

    @property
    def start(self) -> datetime:
        """The first moment."""
        return datetime.combine(self.first, time.min, clock.ZONE)

    @property
    def end(self) -> datetime:
        """The last moment."""
        return datetime.combine(self.last, time.max, clock.ZONE)


@dataclass(frozen=True, slots=True)
class Paper:
    """A document with what its version in force says of it."""

    id: int
    public_id: str
    organisation_id: int
    state: DocumentState
    asks_member: bool
    version_id: int
    kind: str
    language: str
    pages: int


@dataclass(frozen=True, slots=True)
class Entry:
    """An item."""

    id: int
    public_id: str
    document_id: int
    version_id: int
    organisation_id: int
    kind: ItemKind
    state: ItemState
    page: int
    position: int
    site_id: int | None
    alone: bool  # one reader was found enough
    metal: str
    country: str


@dataclass(frozen=True, slots=True)
class Step:
    """A measure of a finding."""

    public_id: str
    kind: str
    done: bool


PHASES = {
    FindingState.OPEN: "assessment",
    FindingState.IN_REVIEW: "assessment",
    FindingState.NEEDS_INFORMATION: "assessment",
    FindingState.CONTESTED: "assessment",
    FindingState.CONTESTED_OFFICE: "assessment",
    FindingState.CONTESTED_STEERING: "assessment",
    FindingState.ASSESSED: "assessment",
    FindingState.PLANNED: "measures",
    FindingState.REMEDIATION: "measures",
    FindingState.REMEDY: "measures",
    FindingState.VERIFICATION: "tracking",
    FindingState.MONITORED: "tracking",
    FindingState.CLOSED: "closed",
    FindingState.DISMISSED: "dismissed",
}
"""The states in the coarser phases that a report shows: finer cells would be about too few."""


@dataclass(frozen=True, slots=True)
class Case:
    """A finding with its measures, where it was told, and the items that it rests on."""

    public_id: str
    organisation_id: int
    state: FindingState
    rule: str
    severity: str
    harm: str
    measures: tuple[Step, ...]
    told: frozenset[CommunicationState]
    items: tuple[int, ...]
    made_good: bool = False  # what was done for who was harmed is written down
    consulted: bool = False  # and they were asked what they think of it

    @property
    def phase(self) -> str:
        """The coarser phase that a report shows."""
        return PHASES[self.state]


@dataclass(frozen=True, slots=True)
class Material:
    """What a report is counted from, and beside it what lies in the period and is left out."""

    members: list[Organisation]
    joined: int
    left: int
    documents: list[Paper]
    items: list[Entry]
    findings: list[Case]
    companies: dict[int, str]  # the public ids of all organisations, by number
    places: dict[int, Entry]  # items by number, also those of earlier versions
    documents_out: list[Paper] = field(default_factory=list)
    items_out: list[Entry] = field(default_factory=list)
    findings_out: list[Case] = field(default_factory=list)


def gather(session: Session, period: Period, owner: int | None = None) -> Material:
    """The rows of a period: papers received in it, their items, and findings opened in it.

    ``owner``: of this organisation alone.
    """
    members, joined, left = _members(session, period)
    received: ColumnElement[bool] = Document.received_at.between(period.start, period.end)
    opened: ColumnElement[bool] = Finding.opened_at.between(period.start, period.end)
    if owner is not None:
        received = and_(received, Document.organisation_id == owner)
        opened = and_(opened, Finding.organisation_id == owner)
    papers = _papers(session, received)
    counted = [paper for paper in papers if paper.state not in NOT_COUNTED]
    everything = _entries(session, received)
    versions = {paper.version_id for paper in counted}
    entries = [entry for entry in everything if entry.version_id in versions]
    cases = _cases(session, opened)
    companies = select(Organisation.id, Organisation.public_id)
    return Material(
        members,
        joined,
        left,
        counted,
        [entry for entry in entries if entry.state is not ItemState.SET_ASIDE],
        [case for case in cases if case.state is not FindingState.WITHDRAWN],
        {row[0]: row[1] for row in session.execute(companies)},
        {entry.id: entry for entry in everything},
        [paper for paper in papers if paper.state in NOT_COUNTED],
        [entry for entry in entries if entry.state is ItemState.SET_ASIDE],
        [case for case in cases if case.state is FindingState.WITHDRAWN],
    )


def quotes(session: Session, items: set[int]) -> dict[int, str]:
    """What was printed at the places of these items."""
    found: dict[int, str] = {}
    wanted = sorted(items)
    for start in range(0, len(wanted), 1000):
        some = select(Item.id, Item.quote).where(Item.id.in_(wanted[start : start + 1000]))
        found.update((row[0], row[1]) for row in session.execute(some))
    return found


def _members(session: Session, period: Period) -> tuple[list[Organisation], int, int]:
    query = (
        select(Organisation, OrganisationStanding)
        .join(OrganisationStanding)
        .where(
            Organisation.kind == OrganisationKind.COMPANY,
            OrganisationStanding.standing == Standing.PARTY,
            OrganisationStanding.from_date <= period.last,
        )
        .order_by(Organisation.id)
    )
    found: dict[int, Organisation] = {}
    joined = left = 0
    for organisation, standing in session.execute(query):
        if standing.to_date is not None and standing.to_date <= period.first:
            continue
        found[organisation.id] = organisation
        joined += standing.from_date > period.first
        left += standing.to_date is not None and standing.to_date <= period.last
    return list(found.values()), joined, left


def _papers(session: Session, received: ColumnElement[bool]) -> list[Paper]:
    versions: dict[int, tuple[int, str, str, int]] = {}
    read: set[int] = set()
    query = (
        select(
            DocumentVersion.document_id,
            DocumentVersion.id,
            DocumentVersion.kind,
            DocumentVersion.language,
            DocumentVersion.page_count,
            DocumentVersion.read_at,
            DocumentVersion.error,
        )
        .join(Document, Document.id == DocumentVersion.document_id)
        .where(received)
        .order_by(DocumentVersion.document_id, DocumentVersion.number)
    )
    for document_id, version_id, kind, language, pages, read_at, error in session.execute(query):
        # As versions.in_force: the newest one that was read; while none was, the newest.
        is_read = read_at is not None and not error
        if is_read or document_id not in read:
            versions[document_id] = (version_id, kind or "other", language or "", pages)
        if is_read:
            read.add(document_id)
    rows = (
        select(
            Document.id,
            Document.public_id,
            Document.organisation_id,
            Document.state,
            Document.review_first,
        )
        .where(received)
        .order_by(Document.received_at, Document.id)
    )
    return [
        Paper(
            number,
            public_id,
            owner,
            state,
            first == MEMBER,
            *versions[number],
        )
        for number, public_id, owner, state, first in session.execute(rows)
    ]


def _entries(session: Session, received: ColumnElement[bool]) -> list[Entry]:
    fields: dict[int, dict[str, str]] = defaultdict(dict)
    nothing: dict[str, str] = {}
    told = (
        select(ItemField.item_id, ItemField.name, ItemField.value, ItemField.corrected)
        .join(Item, Item.id == ItemField.item_id)
        .join(Document, Document.id == Item.document_id)
        .where(
            received,
            # Of what is in no table by metal or country they are not needed, and there is much.
            Item.state == ItemState.APPROVED,
            Item.kind == ItemKind.SMELTER,
            ItemField.name.in_(("metal", "country")),
        )
        .order_by(ItemField.id.desc())  # the first of a name counts
    )
    for item_id, name, value, corrected in session.execute(told):
        fields[item_id][name] = (value if corrected is None else corrected) or ""
    query = (
        select(
            Item.id,
            Item.public_id,
            Item.document_id,
            Item.version_id,
            Document.organisation_id,
            Item.kind,
            Item.state,
            Item.page,
            Item.position,
            Item.site_id,
            Item.one_reader,
        )
        .join(Document, Document.id == Item.document_id)
        .where(received)
        .order_by(Item.id)
    )
    return [
        Entry(
            *row[:10],
            row[10] is not None,
            fields.get(row[0], nothing).get("metal", ""),
            fields.get(row[0], nothing).get("country", ""),
        )
        for row in session.execute(query)
    ]


def _cases(session: Session, opened: ColumnElement[bool]) -> list[Case]:
    measures: dict[int, list[Step]] = defaultdict(list)
    taken = (
        select(Measure.finding_id, Measure.public_id, Measure.kind, Measure.done_at)
        .join(Finding, Finding.id == Measure.finding_id)
        .where(opened)
        .order_by(Measure.id)
    )
    for finding_id, public_id, kind, done_at in session.execute(taken):
        measures[finding_id].append(Step(public_id, kind, done_at is not None))
    told: dict[int, set[CommunicationState]] = defaultdict(set)
    said = (
        select(Communication.finding_id, Communication.state)
        .join(Finding, Finding.id == Communication.finding_id)
        .where(opened)
    )
    for finding_id, state in session.execute(said):
        told[finding_id].add(state)
    sources: dict[int, list[int]] = defaultdict(list)
    resting = (
        select(FindingSource.finding_id, FindingSource.item_id)
        .join(Finding, Finding.id == FindingSource.finding_id)
        .where(opened)
        .order_by(FindingSource.id)
    )
    for finding_id, item_id in session.execute(resting):
        sources[finding_id].append(item_id)
    made_good: dict[int, bool] = defaultdict(bool)
    remedied = (
        select(Finding.id, Remedy.satisfied)
        .join(Remedy, Remedy.finding_id == Finding.id)
        .where(opened)
    )
    for finding_id, satisfied in session.execute(remedied):
        made_good[finding_id] |= satisfied != "not_asked"
    query = (
        select(
            Finding.id,
            Finding.public_id,
            Finding.organisation_id,
            Finding.state,
            Finding.rule,
            Finding.severity,
            Finding.harm,
        )
        .where(opened)
        .order_by(Finding.opened_at, Finding.id)
    )
    return [
        Case(
            *row[1:5],
            row[5] or "",
            row[6] or "",
            tuple(measures.get(row[0], ())),
            frozenset(told.get(row[0], ())),
            tuple(sources.get(row[0], ())),
            row[0] in made_good,
            made_good.get(row[0], False),
        )
        for row in session.execute(query)
    ]
