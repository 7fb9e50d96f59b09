"""What a company's report of its year is frozen from: its own records alone, named suppliers none.

It is counted by the same figures as the report of the agreement; there is nobody to hide from, for
all of it is the company's own.
"""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from workflows import aggregates, chains, clock, material, said_names, settings, steps, years
from workflows.counting import Counts
from workflows.disclosure import Earlier, Rules
from workflows.ledger_book import Book, Ledger
from workflows.material import Material, Period
from workflows.member_words import SUPPLIER
from workflows.models import (
    ChainRisk,
    Item,
    ItemField,
    MemberYear,
    PlanAction,
    RiskCode,
    SiteStatus,
    Supplier,
)
from workflows.report_kinds import ReportKind
from workflows.said_names import SHORTEST
from workflows.states import ItemKind, ItemState
from workflows.taxonomies import THEMES

CONFLICT_MINERALS = ("tin", "tantalum", "tungsten", "gold")
RECOGNISED = ("rmap",)
"""Schemes that the European Commission recognises: Implementing Decision (EU) 2025/2071."""
BASES = {"M202": "M201", "M302": "M301"}
"""The figure that a share is a share of."""
Names = Sequence[tuple[int, str]]
"""Suppliers: the id and the name of each."""


def period(year: MemberYear) -> Period:
    """The days of a company's year."""
    return Period(date(year.starts, 7, 1), date(year.starts + 1, 6, 30))


def snapshot(
    session: Session, year: MemberYear, kind: ReportKind, language: str
) -> tuple[dict[str, object], Ledger]:
    """All that a report of this year says, as one plain value, and which records it counts."""
    days = period(year)
    found = material.gather(session, days, year.organisation_id)
    found.members[:] = []  # it is no count of companies
    hidden = names_of_suppliers(session, year)
    plan = years.plan_of(session, year)
    frozen: dict[str, object] = {
        "kind": kind.value,
        "company": year.organisation.name,
        **settings.agreement(session),
        "from": days.first.isoformat(),
        "to": days.last.isoformat(),
        "threshold": 0,
        "tables": {},
        "findings": [],
        "documents": [],
        "actions": [_action(one, hidden, language) for one in plan],
    }
    if kind is ReportKind.PLAN:
        book = Book(found)
        return frozen | {"figures": _by_step(plan, book)}, book.records
    papers = sorted(found.documents, key=aggregates.place)
    references = {row.id: f"D{number:03d}" for number, row in enumerate(papers, 1)}
    nothing_hidden = Rules(members=0, largest=1.0)
    quotes = partial(material.quotes, session)
    counter = Counts(found, nothing_hidden, Earlier({}), references, quotes)
    for row in papers:
        counter.book.name(references[row.id], row)
    of_all = [one for one in counter.figures() if one["step"] != 1]
    counter.book.records["organisations"].clear()
    figures = [*of_all, *_of_year(session, year, plan, found, counter.book)]
    frozen |= {
        "figures": sorted(figures, key=lambda one: (one["step"], one["code"])),
        "tables": counter.tables(),
        "findings": counter.findings(),
        "documents": [aggregates.as_listed(row, references[row.id]) for row in papers],
        "risks": _risks(session, year),
        "audits": _audits(session, found, hidden, language),
    }
    return frozen, counter.book.records


def _figure(code: str, value: int, over: int | None = None) -> dict[str, Any]:
    return {
        "code": code,
        "step": int(code[1]),
        "value": value,
        "over": over,
        "hidden": False,
        "reason": "",
        "by": {},
        "sources": [],
        "more": 0,
    }


def _of_year(
    session: Session,
    year: MemberYear,
    plan: Sequence[PlanAction],
    found: Material,
    book: Book,
) -> list[dict[str, Any]]:
    asked = sum(len(steps.questions(step)) for step in year.steps)
    missing = {one.key for step in year.steps for one in steps.missing(step)}
    answers = [
        (answer.public_id, "–" if answer.level is None else str(answer.level))
        for step in year.steps
        for key, answer in steps.given(step).items()
        if key not in missing and key in {one.key for one in steps.questions(step)}
    ]
    book.of_year("answers", "M101", answers)
    figures = [_figure("M101", asked - len(missing), asked)]
    score = steps.score(year.steps)
    if score is not None:
        book.of_year("answers", "M102", answers)
        figures.append(_figure("M102", score.points, score.most))
    risks = chains.of(session, year)
    book.of_year("risks", "M203", [(one.public_id, one.severity) for one in risks])
    done = [one for one in plan if one.done_at is not None]
    book.of_year("actions", "M301", map(_told, plan))
    book.of_year("actions", "M302", map(_told, done))
    return [
        *figures,
        *_smelters(session, found, book),
        _figure("M203", len(risks)),
        _figure("M301", len(plan)),
        _figure("M302", len(done), len(plan)),
    ]


def _by_step(plan: Sequence[PlanAction], book: Book) -> list[dict[str, Any]]:
    """Of each step that has actions how many are done."""
    figures = []
    for number in sorted({one.step for one in plan}):
        rows = [one for one in plan if one.step == number]
        done = [one for one in rows if one.done_at is not None]
        code = f"M{number}90"
        book.of_year("actions", code, map(_told, done))
        rest = [one for one in rows if one.done_at is None]
        book.of_year("actions", f"{code}-rest", map(_told, rest))
        figures.append(_figure(code, len(done), len(rows)))
    return figures


def _told(action: PlanAction) -> tuple[str, str]:
    return action.public_id, "done" if action.done_at is not None else "planned"


def _smelters(session: Session, found: Material, book: Book) -> list[dict[str, Any]]:
    """Smelters of the metals of Regulation (EU) 2017/821, and those under a recognised scheme."""
    named = [
        one
        for one in found.items
        if one.kind is ItemKind.SMELTER
        and one.state is ItemState.APPROVED
        and one.metal in CONFLICT_MINERALS
    ]
    today = clock.today(session)
    query = select(SiteStatus.site_id).where(
        SiteStatus.site_id.in_({one.site_id for one in named}),
        SiteStatus.scheme.in_(RECOGNISED),
        SiteStatus.status == "conformant",
        # One that is counted in through another scheme is not what the decision recognises.
        SiteStatus.basis == "assessed",
        SiteStatus.from_date <= today,
        or_(SiteStatus.to_date.is_(None), SiteStatus.to_date >= today),
    )
    sound = set(session.scalars(query))
    assessed = [one for one in named if one.site_id in sound]
    book.items("M201", named)
    book.items("M202", assessed)
    different = len({one.site_id for one in named})
    of_these = len({one.site_id for one in assessed})
    return [_figure("M201", different), _figure("M202", of_these, different)]


def _risks(session: Session, year: MemberYear) -> list[dict[str, object]]:
    query = select(RiskCode).where(RiskCode.taxonomy == THEMES[0]).order_by(RiskCode.edition)
    titles = {one.code: {"nl": one.title_nl, "en": one.title_en} for one in session.scalars(query)}

    def plain(row: ChainRisk) -> dict[str, object]:
        return {
            "material": row.material,
            "country": row.country or "",
            "risk": titles.get(row.risk, {"nl": row.risk, "en": row.risk}),
            "severity": row.severity,
            "likelihood": row.likelihood,
        }

    return [plain(row) for row in chains.of(session, year)]


def _audits(
    session: Session, found: Material, hidden: Names, language: str
) -> list[dict[str, str]]:
    """Approved certificates by standard and who gave them: whose they are is not said."""
    wanted = [
        one.id
        for one in found.items
        if one.kind is ItemKind.CERTIFICATE and one.state is ItemState.APPROVED
    ]
    query = (
        select(Item.id, ItemField.name, ItemField.text, ItemField.value, ItemField.corrected)
        .join(ItemField, ItemField.item_id == Item.id)
        .where(Item.id.in_(wanted), ItemField.name.in_(("standard", "issuer", "issued", "expires")))
        .order_by(Item.id, ItemField.id)
    )
    said: dict[int, dict[str, str]] = {}
    for item, name, text, value, corrected in session.execute(query):
        told = corrected if corrected is not None else (value or text or "")
        said.setdefault(item, {}).setdefault(name, masked(told, hidden, language))
    names = ("standard", "issuer", "issued", "expires")
    rows = {tuple(one.get(name, "") for name in names) for one in said.values()}
    return [dict(zip(names, row, strict=True)) for row in sorted(rows)]


def _action(row: PlanAction, hidden: Names, language: str) -> dict[str, object]:
    return {
        "step": row.step,
        "text": masked(row.text, hidden, language),
        "owner": masked(row.owner, hidden, language),
        "due": row.due.isoformat() if row.due else None,
        "done": row.done_at is not None,
        "result": masked(row.result, hidden, language),
    }


def names_of_suppliers(session: Session, year: MemberYear | None) -> Names:
    """The company's suppliers by their id; those of every company when it is no year of one."""
    query = select(Supplier.id, Supplier.name)
    if year is not None:
        query = query.where(Supplier.organisation_id == year.organisation_id)
    return [(number, name) for number, name in session.execute(query.order_by(Supplier.id))]


def masked(text: str, names: Names, language: str) -> str:
    """The text, with a word in place of each supplier's name."""
    found = said_names.find(names, text, shortest=SHORTEST)
    return said_names.replaced(text, found, SUPPLIER.said(language))


def suppliers_in(session: Session, year: MemberYear | None, text: str) -> list[str]:
    """The names of the company's suppliers that stand in a text; of a report of all: anybody's."""
    names = names_of_suppliers(session, year) if text else ()
    return said_names.written(said_names.find(names, text, shortest=SHORTEST))
