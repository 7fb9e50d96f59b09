"""What every look rests on: approved items as plain values, and the findings that there are.

There may be many thousands: a look asks once for all of them, never row by row.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import TypeVar

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from workflows import findings, versions
from workflows.following.looks import Facts, Wanted
from workflows.models import Document, Finding, Item, ItemField, Site
from workflows.states import (
    DocumentState,
    FindingState,
    ItemKind,
    ItemState,
    ProposalDoes,
)

AT_ONCE = 500  # ids in one question
Key = TypeVar("Key")
# A company has answered for these; what happens since is looked at again.
SETTLED = (FindingState.MONITORED, FindingState.CLOSED)
# Measures are taken, and none of them was said to be done.
AT_WORK = findings.TAKING


@dataclass(slots=True)
class Approved:
    """An approved item of a document that stands, as plain values."""

    id: int
    public_id: str
    organisation_id: int
    supplier_id: int | None
    document_id: int
    received_at: datetime
    site_id: int | None
    printed: dict[str, str] = field(default_factory=dict)
    values: dict[str, str | None] = field(default_factory=dict)

    def said(self, name: str) -> str:
        """A field as a person reads it; empty when there is none."""
        return self.printed.get(name, "")

    def value(self, name: str) -> str | None:
        """The value that counts of a field, or None."""
        return self.values.get(name)


def approved(
    session: Session,
    kind: ItemKind,
    names: Collection[str],
    *,
    sites: Collection[int] | None = None,
    which: ColumnElement[bool] | None = None,
) -> list[Approved]:
    """The approved items of a kind in the newest versions of documents that stand, oldest first.

    With ``sites``, those that stand for one of these sites; with ``which``, of these documents.
    """
    query = (
        select(
            Item.id,
            Item.public_id,
            Document.organisation_id,
            Document.supplier_id,
            Document.id,
            Document.received_at,
            Item.site_id,
            ItemField.name,
            ItemField.text,
            ItemField.value,
            ItemField.corrected,
        )
        .join(Document, Document.id == Item.document_id)
        .outerjoin(ItemField, and_(ItemField.item_id == Item.id, ItemField.name.in_(list(names))))
        .where(
            Item.kind == kind,
            Item.state == ItemState.APPROVED,
            Document.state != DocumentState.WITHDRAWN,
            versions.newest(),
        )
        .order_by(Item.id, ItemField.id)
    )
    if sites is not None:
        query = query.where(Item.site_id.in_(list(sites)))
    if which is not None:
        query = query.where(which)
    found: dict[int, Approved] = {}
    for *about, name, text, value, corrected in session.execute(query):
        item = found.setdefault(about[0], Approved(*about))
        if name is not None and name not in item.printed:
            item.printed[name] = text if corrected is None else corrected
            item.values[name] = value if corrected is None else corrected or None
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Place:
    """A site of the register, as plain values."""

    id: int
    public_id: str
    name: str
    country: str | None


def sites(session: Session, ids: Collection[int]) -> dict[int, Place]:
    """These sites, by id."""
    found: dict[int, Place] = {}
    for some in batches(ids):
        query = select(Site.id, Site.public_id, Site.name, Site.country)
        for row in session.execute(query.where(Site.id.in_(some))):
            found[row.id] = Place(row.id, row.public_id, row.name, row.country)
    return found


def batches(keys: Iterable[Key]) -> Iterator[list[Key]]:
    """Keys in as many lists as one question after the other takes."""
    rest = iter(keys)
    while batch := list(islice(rest, AT_ONCE)):
        yield batch


@dataclass(frozen=True, slots=True)
class Known:
    """A finding that there is, as plain values."""

    id: int
    state: FindingState
    rule: str
    facts: Facts
    opened_at: datetime
    closed_at: datetime | None

    @property
    def runs(self) -> bool:
        """Whether somebody still works on it."""
        return self.state not in findings.ENDED and self.state not in SETTLED

    def since(self, moment: datetime) -> bool:
        """Whether it was opened or ended after a moment: by people who could know of it."""
        ended = self.closed_at is not None and self.closed_at >= moment
        return ended or self.opened_at >= moment


KnownFindings = Mapping[tuple[int, str], Sequence[Known]]


def known(
    session: Session, rules: Iterable[str], subjects: Iterable[str] | None = None
) -> KnownFindings:
    """The findings of these rules by company and subject, oldest first; none that was withdrawn.

    With ``subjects``, those about these alone.
    """
    query = (
        select(
            Finding.organisation_id,
            Finding.subject,
            Finding.id,
            Finding.state,
            Finding.rule,
            Finding.facts,
            Finding.opened_at,
            Finding.closed_at,
        )
        .where(Finding.rule.in_(list(rules)), Finding.state != FindingState.WITHDRAWN)
        .order_by(Finding.id)
    )
    found: dict[tuple[int, str], list[Known]] = defaultdict(list)
    for some in (None,) if subjects is None else batches(subjects):
        these = query if some is None else query.where(Finding.subject.in_(some))
        for row in session.execute(these):
            one = Known(row.id, row.state, row.rule, row.facts, row.opened_at, row.closed_at)
            found[row.organisation_id, row.subject].append(one)
    return found


def wanted(
    there: Sequence[Known],
    item: Approved,
    rule: str,
    subject: str,
    facts: Facts,
    *,
    since: datetime,
    stage: str = "",
    site_id: int | None = None,
) -> Wanted | None:
    """What to propose about a subject, with the findings that there are of it.

    Nothing while one runs, or where people opened or ended one ``since`` they could know; reopen
    the last one that was settled; else open one.
    """
    if any(one.runs or one.since(since) for one in there):
        return None
    settled = [one for one in there if one.state in SETTLED]
    return Wanted(
        organisation_id=item.organisation_id,
        does=ProposalDoes.REOPEN if settled else ProposalDoes.OPEN,
        rule=rule,
        subject=subject,
        facts=facts,
        stage=stage,
        site_id=site_id,
        item_id=item.id,
        finding_id=settled[-1].id if settled else None,
    )
