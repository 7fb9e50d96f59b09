"""The records behind a figure of a report: what counts, what is in the total, what is left out.

As it was at the cut-off: the report's own book says which records, and the state they had. Who
looks sees those records that they may see anyway; of a hidden figure only the secretariat sees any.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from report_templates.data import Language
from workflows import (
    documents,
    findings,
    items,
    ledger_book,
    member_counting,
    paging,
    report_naming,
    report_parts,
    report_words,
    reports,
    years,
)
from workflows.errors import NotFound
from workflows.figure_bases import BASES
from workflows.ledger_book import PARKED, Kind, Ledger
from workflows.marking import N_
from workflows.models import (
    ChainRisk,
    Document,
    Finding,
    Item,
    Measure,
    MemberYear,
    Organisation,
    PlanAction,
    Report,
    ReportLedger,
    YearAnswer,
    YearStep,
)
from workflows.permissions import Actor

ALTERED = "The records behind the figures were altered after they were frozen."
NO_FIGURE = N_("This report has no such figure.")
COUNTED, REST = "counted", "rest"
_NO_KEY = "-"  # for an address, where a row counts what has no name
LEFT_OUT: Mapping[str, tuple[str, ...]] = {
    "F201": ("withdrawn", "archive"),
    "F203": ("parked",),
    "F204": ("waiting", "rejected", "confirmed", "set_aside"),
    "F206": ("withdrawn",),
    **{f"M{step}90": (REST,) for step in range(1, 7)},
}
"""Why records of the period are in no part of a figure, by its code."""

PARTS = tuple(
    dict.fromkeys((COUNTED, REST, *(why for reasons in LEFT_OUT.values() for why in reasons)))
)
_BASES = BASES | member_counting.BASES


@dataclass(frozen=True, slots=True)
class Record:
    """A record with the state that it had at the cut-off; ``kind`` says what the row is."""

    kind: Kind
    row: Organisation | Document | Item | Finding | Measure | YearAnswer | PlanAction | ChainRisk
    state: str


Fits = Callable[[Record], bool]
"""Whether a record is one of those that are looked for."""


@dataclass(frozen=True, slots=True)
class Account:
    """A figure's part, as one reader may see it.

    ``parts`` are the others that have records for this reader; ``total`` is how many this one has.
    """

    code: str
    figure: Mapping[str, Any]
    part: str
    parts: tuple[str, ...]
    records: tuple[Record, ...]
    total: int
    page: int
    last: int
    kept: bool  # whether the report has a book at all


def cell(table: str, key: str) -> str:
    """The code of a row of a table by what it counts, as ``severities.high``.

    Never by its place: rows stand by their totals, and a gap between two that are shown would tell
    between which numbers a hidden one lies.
    """
    return f"{table}.{key or _NO_KEY}"


def figure(report: Report, code: str) -> Mapping[str, Any]:
    """A figure, or a row of a table (see :func:`cell`), as it was frozen.

    Its own code is the one that the book has for it. Raises NotFound where there is none.
    """
    for one in reports.figures(report):
        if one["code"] == code:
            return one
    name = code.partition(".")[0]
    for number, row in enumerate(_rows(report, name), 1):
        if cell(name, row["key"]) == code:
            return {"over": None, "code": ledger_book.cell(name, number), **row}
    raise NotFound(NO_FIGURE)


def _rows(report: Report, table: str) -> list[dict[str, Any]]:
    tables: Any = report.snapshot.get("tables", {})
    found: list[dict[str, Any]] = tables.get(table, [])
    return found


def _shown(report: Report, code: str, actor: Actor) -> Mapping[str, Any]:
    """A figure or a row that the report names to this reader: for others it is not there."""
    shown = figure(report, code)
    rows = _rows(report, code.partition(".")[0]) if shown["hidden"] else []
    if rows and not (actor.is_secretariat or report_parts.named_though_hidden(rows)):
        raise NotFound(NO_FIGURE)
    return shown


def titled(report: Report, code: str, language: str = "") -> tuple[str, str]:
    """What a figure is called, and how it is counted; without a language, in the report's own."""
    shown, wanted = figure(report, code), cast(Language, language or report.language)
    if code in report_naming.FIGURES:
        label, definition = report_naming.FIGURES[code]
        return label.said(wanted), definition.said(wanted)
    name = code.partition(".")[0]
    caption = report_words.TABLES[name][1].said(wanted)
    return f"{caption}: {report_naming.named(name, shown['key'], wanted)}", ""


def book(session: Session, report: Report) -> Ledger | None:
    """The whole book of a report; None for one that was made before books were kept."""
    row = session.get(ReportLedger, report.id)
    return None if row is None else ledger_book.unpacked(row.book)


def intact(session: Session, report: Report) -> bool:
    """Whether the book is still the one that the frozen figures name."""
    records = book(session, report)
    if records is None:
        return "ledger" not in report.snapshot
    return ledger_book.digest(records) == report.snapshot.get("ledger")


def account(
    session: Session,
    report: Report,
    code: str,
    actor: Actor,
    part: str = COUNTED,
    number: int = 1,
    *,
    fits: Fits | None = None,
) -> Account:
    """One part of what is behind a figure of a report that the actor may see.

    With ``fits``, only those of its records that fit: each is loaded to find them.
    """
    shown = _shown(report, code, actor)
    records = book(session, report)
    kept = records is not None
    if shown["hidden"] and not actor.is_secretariat:
        # Not even one's own records: that there are any, or none, tells who made it up.
        return Account(code, shown, COUNTED, (), (), 0, 1, 1, kept)
    found = _parts(session, records or {}, shown, actor)
    chosen = part if part in found else COUNTED
    lines = _ordered(session, found.get(chosen, []))
    if fits is not None:
        lines = [line for line, record in _loaded(session, lines, actor) if fits(record)]
    number, last = paging.clamped(number, len(lines))
    page = lines[(number - 1) * paging.PAGE_SIZE : number * paging.PAGE_SIZE]
    rows = tuple(record for _line, record in _loaded(session, page, actor))
    return Account(code, shown, chosen, tuple(found), rows, len(lines), number, last, kept)


def everything(
    session: Session,
    report: Report,
    code: str,
    actor: Actor,
    part: str = COUNTED,
    *,
    fits: Fits | None = None,
) -> list[Record]:
    """All the records of a part that the actor may see, as :func:`account` shows them by pages."""
    shown = _shown(report, code, actor)
    if shown["hidden"] and not actor.is_secretariat:
        return []
    found = _parts(session, book(session, report) or {}, shown, actor)
    lines = _ordered(session, found.get(part if part in found else COUNTED, []))
    records = (record for _line, record in _loaded(session, lines, actor))
    return [record for record in records if fits is None or fits(record)]


_Line = tuple[Kind, str, str]  # kind, public id, state


def _parts(
    session: Session, records: Ledger, shown: Mapping[str, Any], actor: Actor
) -> dict[str, list[_Line]]:
    """By part the records that the actor may see; parts without any are left out."""
    code = shown["code"]
    mine = _own(session, actor)
    wanted = {code: COUNTED} | {f"{code}-{why}": why for why in LEFT_OUT.get(code, ())}
    base = _BASES.get(code) if shown["over"] is not None else None
    found: dict[str, list[_Line]] = {COUNTED: []}
    for kind in ledger_book.KINDS:
        for public_id, (state, *codes) in records.get(kind, {}).items():
            if mine is not None and public_id not in mine[kind]:
                continue
            for one in codes:
                if one in wanted:
                    found.setdefault(wanted[one], []).append((kind, public_id, state))
            # A parked paper is in what was received, and in no total of what needs a review.
            if base in codes and code not in codes and not (code == "F203" and PARKED in codes):
                found.setdefault(REST, []).append((kind, public_id, state))
    return {part: found[part] for part in PARTS if part in found}


_AT_ONCE = 1000  # records that are asked for together


def _ordered(session: Session, lines: list[_Line]) -> list[_Line]:
    """By company, then by date; what has neither, as in the book."""
    keys: dict[str, tuple[Any, ...]] = {}
    for kind, query in _ORDERS.items():
        ids = [public_id for one, public_id, _state in lines if one == kind]
        for start in range(0, len(ids), _AT_ONCE):
            some = query.where(_TABLES[kind].public_id.in_(ids[start : start + _AT_ONCE]))
            keys.update({row[0]: tuple(row[1:]) for row in session.execute(some)})
    return sorted(lines, key=lambda line: (ledger_book.KINDS.index(line[0]), keys.get(line[1], ())))


def _own(session: Session, actor: Actor) -> dict[Kind, set[str]] | None:
    """The records that the actor may see, by kind; None: all of them."""
    if actor.is_secretariat:
        return None
    queries = {kind: _visible(kind, actor) for kind in ledger_book.KINDS}
    return {
        kind: set(session.scalars(query.order_by(None).with_only_columns(_TABLES[kind].public_id)))
        for kind, query in queries.items()
    }


def _loaded(session: Session, lines: list[_Line], actor: Actor) -> Iterator[tuple[_Line, Record]]:
    """The lines with their rows, each asked for again as what the actor may see."""
    for start in range(0, len(lines), _AT_ONCE):
        some = lines[start : start + _AT_ONCE]
        rows: dict[str, Any] = {}
        for kind in {line[0] for line in some}:
            ids = [public_id for one, public_id, _state in some if one == kind]
            query = _visible(kind, actor).where(_TABLES[kind].public_id.in_(ids))
            found = session.scalars(query.options(*_WITH.get(kind, ())))
            rows.update({row.public_id: row for row in found})
        for line in some:
            if line[1] in rows:
                yield line, Record(line[0], rows[line[1]], line[2])


_TABLES: dict[Kind, Any] = {
    "organisations": Organisation,
    "documents": Document,
    "items": Item,
    "findings": Finding,
    "measures": Measure,
    "answers": YearAnswer,
    "actions": PlanAction,
    "risks": ChainRisk,
}

# What a line of the list says of a record, beside the record itself.
_WITH: dict[Kind, tuple[Any, ...]] = {
    "documents": (selectinload(Document.organisation),),
    "items": (
        selectinload(Item.document).selectinload(Document.organisation),
        selectinload(Item.document_version),
        selectinload(Item.fields),
    ),
    "findings": (selectinload(Finding.organisation),),
    "measures": (selectinload(Measure.finding).selectinload(Finding.organisation),),
    "answers": (
        selectinload(YearAnswer.step)
        .selectinload(YearStep.year)
        .selectinload(MemberYear.organisation),
    ),
    "actions": (selectinload(PlanAction.year).selectinload(MemberYear.organisation),),
    "risks": (selectinload(ChainRisk.year).selectinload(MemberYear.organisation),),
}

_ORDERS: dict[Kind, Any] = {
    "organisations": select(Organisation.public_id, Organisation.name),
    "documents": select(Document.public_id, Organisation.name, Document.received_at).join(
        Organisation, Organisation.id == Document.organisation_id
    ),
    "items": select(Item.public_id, Organisation.name, Document.received_at, Item.page, Item.id)
    .join(Document, Document.id == Item.document_id)
    .join(Organisation, Organisation.id == Document.organisation_id),
    "findings": select(Finding.public_id, Organisation.name, Finding.opened_at).join(
        Organisation, Organisation.id == Finding.organisation_id
    ),
    "measures": select(Measure.public_id, Organisation.name, Finding.opened_at, Measure.id)
    .join(Finding, Finding.id == Measure.finding_id)
    .join(Organisation, Organisation.id == Finding.organisation_id),
}


def _visible(kind: Kind, actor: Actor) -> Select[Any]:
    if kind == "documents":
        return documents.visible(actor)
    if kind == "items":
        return items.visible(actor)
    if kind == "findings":
        return findings.visible(actor)
    if kind == "measures":
        theirs = findings.visible(actor).order_by(None).with_only_columns(Finding.id)
        return select(Measure).where(Measure.finding_id.in_(theirs))
    if kind in ("answers", "actions", "risks"):
        theirs = years.visible(actor).order_by(None).with_only_columns(MemberYear.id)
        if kind == "answers":
            return select(YearAnswer).join(YearStep).where(YearStep.year_id.in_(theirs))
        table = _TABLES[kind]
        return select(table).where(table.year_id.in_(theirs))
    query = select(Organisation)
    if actor.is_secretariat:
        return query
    return query.where(Organisation.id.in_(actor.organisations()))
