"""Figures: what is counted for a period, over whom, with what left out, and resting on what.

Everything is counted as it stands at the cut-off moment, once, into one plain value that is then
frozen. The definitions that readers see stand in ``report_words`` under the same codes.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import partial
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from workflows import consents, material, settings
from workflows.counting import TOTAL, Counts
from workflows.disclosure import Count, Earlier, Rules, added, apart, protected
from workflows.ledger_book import Book
from workflows.material import Material, Paper, Period
from workflows.models import MemberYear, Organisation, Report, ReportRound
from workflows.report_kinds import ReportKind
from workflows.states import GIVEN_OUT, PUBLISHED_ONCE


def snapshot(session: Session, period: Period) -> tuple[dict[str, object], Book]:
    """All figures of a period as one plain, language-neutral value, and which records they count.

    The same rows give the same.
    """
    found = material.gather(session, period)
    limits = Rules(
        int(settings.number(session, "disclosure.members")),
        settings.number(session, "disclosure.largest"),
        len(found.members),
        _known(session, period),
    )
    earlier = _earlier(session, period)
    kinds = _tellable(found, limits)
    papers = sorted(found.documents, key=partial(place, kinds=kinds))
    references = {row.id: f"D{number:03d}" for number, row in enumerate(papers, 1)}
    quotes = partial(material.quotes, session)
    agreed = consents.agreed(session, period)
    counter = Counts(found, limits, earlier, references, quotes, agreed)
    for row in papers:
        counter.book.name(references[row.id], row)
    figures = counter.figures()
    # A list of papers says how many there are: it goes where that figure goes.
    secret = any(f["code"] == "F201" and (f["hidden"] or f.get("agreed")) for f in figures)
    listed = [] if secret else papers
    frozen: dict[str, object] = {
        **settings.agreement(session),
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
        "threshold": limits.members,
        "largest": limits.largest,
        "members": len(found.members),
        "joined": found.joined,
        "left": found.left,
        "figures": figures,
        "tables": counter.tables(),
        "findings": counter.findings(),
        "documents": [
            {
                "reference": references[row.id],
                "kind": row.kind if row.kind in kinds else None,
                # No reader needs these, and a rare language or a long paper is one company's.
                "language": None,
                "pages": None,
            }
            for row in listed
        ],
    }
    return frozen, counter.book


def _tellable(found: Material, limits: Rules) -> frozenset[str]:
    """The kinds of papers that may be named in the list of them: it is a count of each kind."""
    sent: dict[str, Counter[str]] = defaultdict(Counter)
    for row in found.documents:
        sent[row.kind][found.companies[row.organisation_id]] += 1
    kinds = sorted(sent)
    counts = protected([Count(dict(sent[kind])) for kind in kinds], limits)
    pairs = zip(kinds, counts, strict=True)
    return frozenset(kind for kind, count in pairs if not count.hidden)


def _known(session: Session, period: Period) -> frozenset[str]:
    """The companies that published a report of their own on any of these days."""
    query = (
        select(Organisation.public_id)
        .join(MemberYear, MemberYear.organisation_id == Organisation.id)
        .join(Report, Report.year_id == MemberYear.id)
        .where(
            Report.kind == ReportKind.MEMBER,
            Report.state.in_(PUBLISHED_ONCE),
            Report.period_from <= period.last,
            Report.period_to >= period.first,
        )
    )
    return frozenset(session.scalars(query))


def holds(session: Session, report: Report) -> bool:
    """Whether a draft still tells nothing beside what was given out after it was counted.

    What was given out already, by the same companies with the same shares, tells nothing new.
    """
    frozen: Mapping[str, Any] = report.snapshot
    period = Period(report.period_from, report.period_to)
    limits = Rules(
        int(settings.number(session, "disclosure.members")),
        settings.number(session, "disclosure.largest"),
        int(frozen.get("members", 0)),
        _known(session, period),
    )
    earlier = _earlier(session, period, but=report)
    agreed = {figure["code"] for figure in frozen["figures"] if figure.get("agreed")}
    return not any(
        apart(Count(by, agreed=code in agreed), earlier.shown.get(code, ()), limits).hidden
        for code, by in _told(frozen)
        if by not in earlier.shown.get(code, ())
    )


def _told(snapshot: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, int]]]:
    """What a snapshot shows; the sum of a table only where none of its rows is hidden."""
    for code, by in shown_in(snapshot):
        table, _, key = code.partition(":")
        if key != TOTAL or not any(row["hidden"] for row in snapshot["tables"][table]):
            yield code, by


def given_out() -> Select[Report]:
    """Reports whose figures others may know: what is counted later of the same days heeds them.

    Final ones, and drafts that were shown to the parties in a round of comments.
    """
    # What a company publishes of itself is in no figure of all: it may tell its own.
    return select(Report).where(
        Report.year_id.is_(None),
        or_(
            Report.state.in_(GIVEN_OUT),
            Report.id.in_(select(ReportRound.report_id)),
        ),
    )


def _earlier(session: Session, period: Period, *, but: Report | None = None) -> Earlier:
    """What reports of any of these days showed, by figure and cell: who made up how much."""
    query = given_out().where(Report.period_from <= period.last, Report.period_to >= period.first)
    if but is not None:
        query = query.where(Report.id != but.id)
    shown: dict[str, list[Mapping[str, int]]] = defaultdict(list)
    hidden: set[str] = set()
    for report in session.scalars(query.order_by(Report.id)):
        for code, by in shown_in(report.snapshot):
            shown[code].append(by)
        if (report.period_from, report.period_to) == (period.first, period.last):
            hidden |= hidden_in(report.snapshot)
    return Earlier(shown, frozenset(hidden))


def shown_in(snapshot: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, int]]]:
    """What a snapshot shows: by the code of the figure, or the table and key of the cell."""
    for figure in snapshot.get("figures", ()):
        if not figure["hidden"]:
            yield figure["code"], figure["by"]
    for name, rows in snapshot.get("tables", {}).items():
        # Who made up a cell was not kept of the first reports.
        known = [row for row in rows if "by" in row]
        yield from ((f"{name}:{row['key']}", row["by"]) for row in known if not row["hidden"])
        yield f"{name}:{TOTAL}", added(Count(row["by"]) for row in known).by


def hidden_in(snapshot: Mapping[str, Any]) -> set[str]:
    """The cells that a snapshot has and does not show."""
    tables = snapshot.get("tables", {}).items()
    return {f"{name}:{row['key']}" for name, rows in tables for row in rows if row["hidden"]}


def place(paper: Paper, kinds: Collection[str] | None = None) -> tuple[object, ...]:
    """Where a paper stands in the list, which says nothing of when it came.

    Who is a member when is public: the papers of some days are a count of few companies. And who
    knows when their own papers came would read those of others between them. Where ``kinds`` are
    given, only of these the kind says where a paper stands.
    """
    by_chance = hashlib.sha256(str(paper.id).encode()).hexdigest()
    if kinds is not None:
        return paper.kind if paper.kind in kinds else "", by_chance
    return paper.kind or "", paper.language or "", paper.pages or 0, by_chance


def as_listed(row: Paper, reference: str) -> dict[str, object]:
    """A paper as the list of them names it, in the report of the company that it is of."""
    return {
        "reference": reference,
        "kind": row.kind,
        "language": row.language,
        "pages": row.pages or None,
    }
