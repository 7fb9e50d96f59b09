"""The page that searches: one box for documents, their pages, items, smelters and findings."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Flask, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from markupsafe import escape

from report_templates.printable import printable
from webapp import addresses, db, filters, formats, labels, quoted
from webapp.auth import actor
from workflows import documents, report_references, reports, search, snippets
from workflows.models import Document, DocumentPage, Finding, Item, Site
from workflows.permissions import Actor, Who
from workflows.search_index import Kind
from workflows.states import ItemKind

FEW = 5  # of each kind, on the page that shows them all
blueprint = Blueprint("search", __name__, url_prefix="/search")


@dataclass(frozen=True)
class Hit:
    """A found row as the page shows it: where it leads, its name, facts, the line of the words.

    ``marked``: the name with the language of what it quotes; ``language``: of the line, where that
    is no name.
    """

    address: str
    name: str
    facts: tuple[str, ...]
    pieces: tuple[snippets.Piece, ...]
    marked: str
    language: str | None = None


@dataclass(frozen=True)
class Shown:
    """The hits of one kind; ``count`` says how many there are, in words."""

    kind: Kind
    title: str
    count: str
    hits: list[Hit]
    group: search.Group


def init(app: Flask) -> None:
    """Add the page."""
    app.register_blueprint(blueprint)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """What was found, by kind; with ``kind`` page by page of that one."""
    me, session = actor(), db.session()
    typed = request.args.get("q", "").strip()
    chosen = addresses.known("kind", Kind)
    kind = Kind(chosen) if chosen else None
    number = addresses.page_number()
    answer = search.find(session, me, typed, kind=kind, number=number, few=FEW)
    groups = [group for group in answer.groups.values() if group.total]
    return render_template(
        "search/index.html",
        typed=typed,
        answer=answer,
        in_reports=[_in_report(me, one) for one in report_references.looked_for(session, typed, me)]
        if kind is None
        else [],
        kind=kind,
        kinds=[(group.kind, title(group.kind), _count(group)) for group in groups],
        found=[_shown(me, answer.wanted, group) for group in groups if kind in (None, group.kind)],
    )


def _in_report(me: Actor, found: report_references.Found) -> Hit:
    """A report, or what one of its references stands for."""
    report = found.report
    name = labels.report_title(report)
    company = report.year.organisation.name if report.year is not None else ""
    days = f"{formats.day(report.period_from)} – {formats.day(report.period_to)}"
    if found.row is None:
        makes = me.is_secretariat or reports.standing(report, me)
        page = "reports.detail" if makes else "report_pages.read"
        address = url_for(page, report_id=report.public_id)
        told = (printable(company), days, labels.report_state(report.state))
        return Hit(address, name, tuple(fact for fact in told if fact), (), name)
    address, called, facts = _told(me, found.row)
    begin = f"{found.reference}: "
    marked = escape(begin) + _marked(found.row, called)
    return Hit(address, begin + called, (name, days, *facts), (), marked)


def title(kind: Kind) -> str:
    """What rows of a kind are called together."""
    titles = {
        Kind.SITE: gettext("Smelters"),
        Kind.DOCUMENT: gettext("Documents"),
        Kind.ITEM: gettext("Items"),
        Kind.FINDING: gettext("Findings"),
        Kind.PAGE: gettext("On pages"),
    }
    return str(titles[kind])


def _count(group: search.Group) -> str:
    if group.more:
        return str(gettext("more than %(most)s", most=group.total))
    return str(group.total)


def _shown(me: Actor, wanted: search.Wanted, group: search.Group) -> Shown:
    hits = [_hit(me, wanted, row) for row in group.rows]
    return Shown(group.kind, title(group.kind), _count(group), hits, group)


def _hit(me: Actor, wanted: search.Wanted, row: Any) -> Hit:
    texts = search.texts(db.session(), me, row)
    # The text that holds most of the words; of two that hold as many, the name.
    told = [snippets.count(text, wanted.words, tolerant=wanted.tolerant) for text in texts]
    best = texts[told.index(max(told))]
    pieces = snippets.cut(printable(best), wanted.words, tolerant=wanted.tolerant)
    address, name, facts = _told(me, row)
    told_facts = tuple(fact for fact in facts if fact)
    return Hit(address, name, told_facts, pieces, _marked(row, name), _language(row))


def _marked(row: Any, name: str) -> str:
    if isinstance(row, Finding):
        return quoted.finding(row)
    return filters.item_marked(row) if isinstance(row, Item) else name


def _language(row: Any) -> str | None:
    """The language of the sentences that a row says; of names and titles none."""
    match row:
        case DocumentPage():
            return row.version.language
        case Item() if row.kind is not ItemKind.SMELTER:
            return row.document_version.language
        case Finding():
            return row.language
    return None


def _told(me: Actor, row: Any) -> tuple[str, str, tuple[str, ...]]:
    """Where a row leads, what it is called, and what else tells it from others."""
    match row:
        case Document():
            supplier = printable(row.supplier.name) if row.supplier else ""
            address = url_for("documents.detail", document_id=row.public_id)
            state = labels.document_state(row.state)
            return address, printable(row.title), (supplier, state)
        case DocumentPage():
            document = row.version.document
            where = gettext("page %(page)s", page=row.number)
            return _page_address(me, document, row), printable(document.title), (where,)
        case Item():
            address = _item_address(me, row)
            where = gettext("page %(page)s", page=row.page)
            facts = (labels.item_kind(row.kind), printable(row.document.title), where)
            return address, filters.item_name(row), (*facts, labels.item_state(row.state))
        case Site():
            address = url_for("smelters.detail", site_id=row.public_id)
            return address, printable(row.name), (filters.site_facts(row),)
        case Finding():
            address = url_for("findings.detail", finding_id=row.public_id)
            whose = printable(row.organisation.name)
            return address, labels.finding_title(row), (whose, labels.finding_state(row.state))
    raise TypeError(row)


def _page_address(me: Actor, document: Document, page: DocumentPage) -> str:
    """The page itself, on the review screen for who reads it there."""
    if _reads(me, document):
        return url_for("review.screen", document_id=document.public_id, page=page.number)
    if page.picture is not None:
        return url_for("documents.picture", document_id=document.public_id, number=page.number)
    return url_for("documents.detail", document_id=document.public_id)


def _item_address(me: Actor, item: Item) -> str:
    if _reads(me, item.document):
        return url_for("review.at_item", item_id=item.public_id)
    return url_for("documents.detail", document_id=item.document.public_id)


def _reads(me: Actor, document: Document) -> bool:
    at = documents.standing(db.session(), me, document)
    return bool(at & {Who.REVIEWER, Who.SECRETARIAT})
