"""The list behind a figure of a report: its page, its search, and the list as a file."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from flask import Response, render_template, request, url_for
from flask_babel import gettext

from report_templates.printable import printable
from webapp import addresses, db, exports, figure_words, filters, i18n, labels, quoted
from webapp.auth import actor
from workflows import clock, consents, ledger, search_words
from workflows.ledger import Record
from workflows.ledger_book import Kind
from workflows.models import (
    ChainRisk,
    Document,
    Finding,
    Item,
    Measure,
    PlanAction,
    Report,
    YearAnswer,
)
from workflows.permissions import Actor
from workflows.states import ReportState, Role

_NAMED = 120  # signs of a file's name


@dataclass(frozen=True, slots=True)
class Line:
    """A record in the reader's words."""

    name: str
    company: str  # whose it is: who may see a record is told whose it is everywhere else too
    place: str  # what :func:`_where` names; empty where a record stands by itself
    day: date | None  # in the Netherlands: which the list is ordered by
    then: str  # at the cut-off
    now: str
    address: str | None
    shown: str = ""  # the name, what it quotes marked with its language, where it quotes
    place_address: str | None = None  # where the place is, when that is a page of its own

    @property
    def marked(self) -> str:
        """The name for a page."""
        return self.shown or self.name


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the list, on the page and in its files."""

    title: str
    of: Callable[[Line], str | date | None]
    address: Callable[[Line], str | None] = lambda _line: None


def page(report: Report, code: str) -> str:
    """The figure, how it is counted, and one page of the records behind it."""
    me, session = actor(), db.session()
    text = request.args.get("q", "")
    account = ledger.account(
        session, report, code, me, _part(), addresses.page_number(), fits=_search(text, me)
    )
    label, _definition = ledger.titled(report, code)
    name, definition = ledger.titled(report, code, i18n.language())
    asked = consents.of_figure(session, report, code, me)
    askable = account.figure["hidden"] and "step" in account.figure
    return render_template(
        "reports/figure.html",
        report=report,
        account=account,
        lines=[line(record, me) for record in account.records],
        columns=_columns(account.records, report),
        of_all=ledger.account(session, report, code, me, _part()).total if text else None,
        repeats=_repeats(account, text),
        text=text,
        chips=addresses.chips([("q", f"“{printable(text)}”" if text.strip() else "")]),
        label=label,
        name=name,
        definition=definition,
        value=figure_words.counted(account.figure),
        asked=asked,
        may_ask=askable and not asked and me.is_secretariat and report.state is ReportState.DRAFT,
        why_hidden=figure_words.why_hidden(str(account.figure["reason"])),
        behind=figure_words.behind(account.figure) if me.is_secretariat else None,
        part_name=figure_words.part(account.part),
        links=[
            (addresses.changed(part=part), figure_words.part(part), part == account.part)
            for part in account.parts
        ],
        address=addresses.page_address(),
    )


def _repeats(account: ledger.Account, text: str) -> bool:
    """Whether the list is longer than the number: what is alike counts once in that."""
    figure = account.figure
    if text or figure["hidden"] or account.part != ledger.COUNTED:
        return False
    return bool(account.total > figure["value"])


def export(report: Report, code: str, kind: str) -> Response:
    """The records of a part that one may see and that fit the search, as a file."""
    me, text = actor(), request.args.get("q", "")
    found = ledger.everything(db.session(), report, code, me, _part(), fits=_search(text, me))
    name, _definition = ledger.titled(report, code, i18n.language())
    title = gettext("%(title)s, filtered by “%(words)s”", title=name, words=text) if text else name
    return exports.answer(
        kind,
        _filename(report, title),
        lambda: _table(title, found, report, me),
        lambda: (_shape(record, me) for record in found),
    )


def _filename(report: Report, title: str) -> str:
    """The number of the report and the title of the figure, as one reads them on the page.

    A draft has no number: its days tell it from another one.
    """
    days = f"{report.period_from} {report.period_to}"
    number = labels.report_number(report) or f"{labels.report_state(report.state)} {days}"
    return "-".join(re.findall(r"\w+", f"{number} {title}".lower()))[:_NAMED]


def _part() -> str:
    return request.args.get("part", "")


def _search(text: str, me: Actor) -> ledger.Fits | None:
    """Whether a line has every word that was typed, or one that holds it; None: all do."""
    wanted = search_words.words(text)
    if not wanted:
        return None

    def fits(record: Record) -> bool:
        shown = line(record, me)
        said = search_words.words(f"{shown.name} {shown.company} {shown.place}")
        return all(any(search_words.has(word, one) for word in said) for one in wanted)

    return fits


_WHERE = {
    "measures": lambda: gettext("Finding"),
    "items": lambda: gettext("Document and page"),
    "answers": lambda: gettext("Step"),
    "actions": lambda: gettext("Step"),
}
_DAYS = {
    "documents": lambda: gettext("Received"),
    "items": lambda: gettext("Received"),
    "findings": lambda: gettext("Opened"),
    "measures": lambda: gettext("Finding opened"),
}


def _columns(records: Iterable[Record], report: Report) -> list[Column]:
    """What a list says of each of its records, in order; the first column is its name.

    The report of one company does not name it in every line.
    """
    kinds = {record.kind for record in records}
    columns = [Column(gettext("Record"), lambda line: line.name)]
    if not report.year and kinds != {"organisations"}:
        columns.append(Column(gettext("Company"), lambda line: line.company))
    if kinds - {"organisations", "documents", "findings"}:
        where = _named(_WHERE, kinds, gettext("Where it stands"))
        columns.append(Column(where, lambda line: line.place, lambda line: line.place_address))
    if kinds & _DAYS.keys():
        columns.append(Column(_named(_DAYS, kinds, gettext("Date")), lambda line: line.day))
    return [
        *columns,
        Column(gettext("At the cut-off"), lambda line: line.then),
        Column(gettext("Now"), lambda line: line.now),
    ]


def _named(names: Mapping[str, Callable[[], str]], kinds: set[Kind], otherwise: str) -> str:
    """What a column is called: all records of a part are mostly of one kind."""
    found = {str(names[kind]()) for kind in kinds if kind in names}
    return found.pop() if len(found) == 1 else str(otherwise)


def line(record: Record, me: Actor) -> Line:
    """A record as the list shows it to somebody."""
    row, then = record.row, record.state
    match row:
        case Finding():
            return Line(
                labels.finding_title(row),
                printable(row.organisation.name),
                "",
                clock.day(row.opened_at),
                labels.finding_state(then),
                labels.finding_state(row.state),
                url_for("findings.detail", finding_id=row.public_id),
                quoted.finding(row),
            )
        case Document():
            return Line(
                printable(row.title),
                printable(row.organisation.name),
                "",
                clock.day(row.received_at),
                labels.document_state(then),
                labels.document_state(row.state),
                url_for("documents.detail", document_id=row.public_id),
            )
        case Item():
            title, page = printable(row.document.title), row.page
            return Line(
                filters.item_name(row),
                printable(row.document.organisation.name),
                gettext("%(title)s, page %(page)s", title=title, page=page),
                clock.day(row.document.received_at),
                labels.item_state(then),
                labels.item_state(row.state),
                _item_address(row, me),
                filters.item_marked(row),
                url_for("documents.detail", document_id=row.document.public_id),
            )
        case Measure():
            return Line(
                printable(row.text),
                printable(row.finding.organisation.name),
                labels.finding_title(row.finding),
                clock.day(row.finding.opened_at),
                _done(then == "done"),
                _done(row.done_at is not None),
                url_for("findings.detail", finding_id=row.finding.public_id),
            )
        case YearAnswer():
            return Line(
                gettext("Question %(key)s", key=row.question),
                printable(row.step.year.organisation.name),
                _step(row.step.number),
                None,
                then,
                str(row.level) if row.level is not None else "–",
                url_for("years.step", step_id=row.step.public_id),
            )
        case PlanAction():
            return Line(
                printable(row.text),
                printable(row.year.organisation.name),
                _step(row.step),
                None,
                _done(then == "done"),
                _done(row.done_at is not None),
                url_for("plans.action", action_id=row.public_id),
            )
        case ChainRisk():
            return Line(
                labels.metal(row.material),
                printable(row.year.organisation.name),
                gettext("Chains and risks"),
                None,
                labels.severity(then),
                labels.severity(row.severity),
                url_for("chains.risk", risk_id=row.public_id),
            )
    address = url_for("organisations.detail", organisation_id=row.public_id)
    name = printable(row.name)
    return Line(name, name, "", None, "–", "–", address if me.is_secretariat else None)


def _done(done: bool) -> str:
    return str(gettext("Carried out") if done else gettext("Planned"))


def _step(number: int) -> str:
    return str(gettext("Step %(number)s", number=number))


def _item_address(item: Item, me: Actor) -> str:
    if me.has(Role.REVIEWER, Role.SECRETARIAT):
        return url_for("review.at_item", item_id=item.public_id)
    return url_for("documents.detail", document_id=item.document.public_id, _anchor="read")


def _table(title: str, found: list[Record], report: Report, me: Actor) -> exports.Table:
    columns = _columns(found, report)
    header = (*(column.title for column in columns), gettext("Code"))
    lines = ((line(record, me), record.row.public_id) for record in found)
    rows = ((*(column.of(one) for column in columns), code) for one, code in lines)
    return exports.Table(title, header, rows)


def _shape(record: Record, me: Actor) -> dict[str, object]:
    shown = line(record, me)
    return {
        "kind": record.kind,
        "id": record.row.public_id,
        "company": shown.company,
        "day": shown.day,
        "at_cutoff": record.state,
    }
