"""What the documents of a member cover together, and by supplier: subjects, periods and sites.

What a paper says counts from the moment it is read, as on the page of the document; what was
rejected or withdrawn does not. A certificate, or another paper, past its day says something of its
period, and nothing of today.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from sqlalchemy import select
from sqlalchemy.orm import Session

from extraction import matching
from workflows import clock, coverage, evidence, organisations
from workflows.coverage import Coverage
from workflows.errors import NotFound
from workflows.evidence import Certificate, Paper
from workflows.marking import N_
from workflows.models import Organisation, Supplier
from workflows.permissions import SUBMITTERS, Actor
from workflows.states import OrganisationKind

NOT_FOUND = N_("There is no such page.")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """The days from the first to the last, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Rollup:
    """What some documents cover together.

    ``documents`` were read; all but the ``quiet`` ones say what they are evidence of today.
    ``expired`` certificates are not counted. ``sites`` stand on certificates; ``bare`` are smelters
    that are named, and stand on no certificate of the member.
    """

    documents: int
    quiet: tuple[Paper, ...]
    coverage: Coverage
    expired: int
    periods: tuple[Span, ...]
    gaps: tuple[Span, ...]
    sites: tuple[str, ...]
    bare: tuple[str, ...] = ()

    @property
    def telling(self) -> int:
        """How many documents say what they are evidence of."""
        return self.documents - len(self.quiet)


@dataclass(frozen=True, slots=True)
class Member:
    """All the documents of a company, and those of each of its suppliers (None: not said whose)."""

    organisation: Organisation
    total: Rollup
    suppliers: tuple[tuple[Supplier | None, Rollup], ...]


def companies(session: Session, actor: Actor) -> list[Organisation]:
    """The companies whose roll-up the actor may read: their own, or for the secretariat all."""
    query = organisations.visible(actor).where(Organisation.kind == OrganisationKind.COMPANY)
    mine = actor.organisations(*SUBMITTERS)
    found = [row for row in session.scalars(query) if actor.is_secretariat or row.id in mine]
    if not found and not actor.is_secretariat:
        raise NotFound(NOT_FOUND)
    return found


def company(session: Session, public_id: str, actor: Actor) -> Organisation:
    """One of these companies."""
    found = next((o for o in companies(session, actor) if o.public_id == public_id), None)
    if found is None:
        raise NotFound(NOT_FOUND)
    return found


def totals(session: Session, rows: Sequence[Organisation]) -> list[tuple[Organisation, Rollup]]:
    """What the documents of each of these companies cover, without their suppliers and smelters."""
    grouped: dict[int, list[Paper]] = defaultdict(list)
    for paper in evidence.papers(session, [row.id for row in rows]):
        grouped[paper.organisation_id].append(paper)
    today = clock.today(session)
    return [(row, _rolled(grouped[row.id], today)) for row in rows]


def of_member(session: Session, organisation: Organisation) -> Member:
    """What the documents of a company cover, and those of each supplier, in order of name."""
    papers = list(evidence.papers(session, [organisation.id]))
    grouped: dict[int | None, list[Paper]] = defaultdict(list)
    for paper in papers:
        grouped[paper.supplier_id].append(paper)
    named = select(Supplier).where(Supplier.id.in_([key for key in grouped if key is not None]))
    ordered = sorted(session.scalars(named), key=lambda one: one.name.lower())
    known = [*ordered, *([None] if None in grouped else [])]
    today = clock.today(session)
    smelters = evidence.smelters(session, organisation)
    certified = {
        matching.name_key(name) for paper in papers for name in _names(paper.certificates, today)
    }

    def of_one(supplier: Supplier | None) -> Rollup:
        key = supplier.id if supplier is not None else None
        return _rolled(grouped[key], today, _bare(smelters.get(key, ()), certified))

    return Member(
        organisation,
        _rolled(papers, today, _bare(chain.from_iterable(smelters.values()), certified)),
        tuple((supplier, of_one(supplier)) for supplier in known),
    )


def _rolled(papers: Sequence[Paper], today: date, bare: Sequence[str] = ()) -> Rollup:
    each = [_sorts(paper, today) for paper in papers]
    certificates = [one for paper in papers for one in paper.certificates]
    periods = _merged(span for paper in papers for span in _spans(paper))
    sites = {matching.name_key(name): name for name in _names(certificates, today)}
    return Rollup(
        documents=len(papers),
        quiet=tuple(paper for paper, names in zip(papers, each, strict=True) if not any(names)),
        coverage=coverage.combined(name for names in each for name in names)
        or coverage.of_nothing(),
        expired=sum(_is_past(one, today) for one in certificates),
        periods=periods,
        gaps=_gaps(periods, today),
        sites=tuple(sorted(sites.values(), key=str.lower)),
        bare=tuple(bare),
    )


def _sorts(paper: Paper, today: date) -> list[str]:
    valid = [one.said for one in paper.certificates if not _is_past(one, today)]
    stands = paper.valid_until is None or paper.valid_until >= today
    return [
        coverage.of_kind(paper.kind) if stands else "",
        *(coverage.of_certificate(said.get("scheme"), said.get("standard", "")) for said in valid),
    ]


def _is_past(certificate: Certificate, today: date) -> bool:
    expires = certificate.day("expires")
    return expires is not None and expires < today


def _names(certificates: Iterable[Certificate], today: date) -> Iterator[str]:
    """Holders and sites of what is in force today."""
    for one in certificates:
        if not _is_past(one, today):
            yield from filter(None, (one.said.get("holder", ""), *one.sites))


def _spans(paper: Paper) -> Iterator[Span]:
    ends = [paper.period, *((one.day("issued"), one.day("expires")) for one in paper.certificates)]
    for first, last in ends:
        if first is not None and last is not None and first <= last:
            yield Span(first, last)


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    found: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.first, one.last)):
        if found and span.first <= found[-1].last + _DAY:
            found[-1] = Span(found[-1].first, max(found[-1].last, span.last))
        else:
            found.append(span)
    return tuple(found)


def _gaps(periods: Sequence[Span], today: date) -> tuple[Span, ...]:
    """The days from the first period until today that no document is about."""
    ends = [*(one.first for one in periods[1:]), today + _DAY]
    holes = (
        Span(one.last + _DAY, following - _DAY)
        for one, following in zip(periods, ends, strict=False)
    )
    return tuple(hole for hole in holes if hole.first <= hole.last)


def _bare(names: Iterable[str], certified: set[str]) -> list[str]:
    different = {matching.name_key(name): name for name in names}
    return sorted((name for key, name in different.items() if key not in certified), key=str.lower)
