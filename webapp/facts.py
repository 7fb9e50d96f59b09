"""What a document is said to be, each fact with its place; a person confirms or corrects it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from flask import Blueprint, Flask, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from extraction.records import Kind
from report_templates.printable import printable
from webapp import db, documents, formats, i18n, labels, params
from webapp.auth import actor
from webapp.review import screen
from workflows import documents as rows
from workflows import facts, pages
from workflows.errors import Invalid
from workflows.facts import Read
from workflows.models import Document

blueprint = Blueprint("facts", __name__, url_prefix="/documents")
_LONGEST = 120  # characters of a quote beside a fact
_ENDS = ("period_from", "period_to")


class Fact(NamedTuple):
    """One line: what is said, and where in the document it was read (empty: nowhere).

    ``sentence`` says the same as whoever confirms it would.
    """

    label: str
    value: str
    place: str
    sentence: str


@dataclass(frozen=True)
class Shown:
    """The facts of a document, the kinds to choose from, and whether the reader may say so.

    ``facts`` were read in the document; ``typed`` are a person's, and nothing there bears them out.
    ``other`` is the period that the document tells where a person chose another, as form fields.
    """

    facts: list[Fact]
    typed: list[Fact]
    other: dict[str, str]
    ended: bool  # it was valid no more when the chosen period began
    kind: str | None
    kinds: list[tuple[str, str]]
    may_say: bool
    asks: bool  # the reader, whether what was read is right

    @property
    def all(self) -> list[Fact]:
        """All that is said, what was read first."""
        return [*self.facts, *self.typed]


class Printed(NamedTuple):
    """The days that a document's first page prints, in reading order."""

    days: tuple[date, ...]
    beside: bool  # all of them before its period, or all after it


def init(app: Flask) -> None:
    """Add the forms' addresses."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals |= {"facts_of": facts_of, "printed_on": printed_on}


def facts_of(document: Document) -> Shown:
    """What the page of a document says that it is."""
    kinds = [(one.value, labels.document_kind(one)) for one in Kind if one is not Kind.CONTAINER]
    read = facts.of_version(rows.current(document))
    found = list(_facts(document, read))
    begins, until = document.period_from, document.valid_until
    return Shown(
        [fact for fact, is_read in found if is_read],
        [fact for fact, is_read in found if not is_read],
        _other_period(document, read),
        begins is not None and until is not None and until < begins,
        facts.kind(document),
        sorted(kinds, key=lambda pair: pair[1]),
        facts.may_say(db.session(), document, actor()) is None,
        facts.asks(db.session(), document, actor()),
    )


def printed_on(document: Document) -> Printed:
    """What the first page says of when it is, to hold its period against."""
    version = rows.current(document)
    # The first sheet of a reporting template prints the days of that template.
    page = None if version.declaration else pages.of(db.session(), version, 1)
    days = pages.told_days(page) if page else ()
    return Printed(days, facts.beside_period(document, days))


def _facts(document: Document, read: Mapping[str, Read]) -> Iterator[tuple[Fact, bool]]:
    """Each fact, and whether it was read in the document."""
    if (kind := facts.kind(document)) is not None:
        says = gettext("The document is of this kind: %(value)s.")
        yield _fact(gettext("Kind"), kind, read.get("kind"), labels.document_kind, says)
    if document.supplier is not None:
        name, says = document.supplier.name, gettext("It comes from this supplier: %(value)s.")
        yield _fact(gettext("Supplier"), name, read.get("supplier"), printable, says)
    yield from _periods(document, read)
    if document.valid_until is not None:
        until = document.valid_until.isoformat()
        says = gettext("It is valid until %(value)s.")
        yield _fact(gettext("Valid until"), until, read.get("valid_until"), _day, says)


def _periods(document: Document, read: Mapping[str, Read]) -> Iterator[tuple[Fact, bool]]:
    """The period that the document tells, and apart from it the one that a person chose."""
    ends = (document.period_from, document.period_to)
    told = [read.get(name) for name in _ENDS]
    other = _other_period(document, read)
    if any(told):
        places = dict.fromkeys(_place(one, one.value, _day) for one in told if one)
        days = [date.fromisoformat(one.value) if one else None for one in told]
        named = gettext("Period in the document") if other else gettext("Period")
        value = _between(days if other else ends)
        says = gettext("It is about the period %(value)s.", value=value)
        yield Fact(named, value, "; ".join(filter(None, places)), says), True
    if any(ends) and (other or not any(told)):
        by_company = facts.is_typed_by_company(db.session(), document)
        who = gettext("chosen by the company") if by_company else gettext("filled in by a person")
        value = _between(ends)
        says = gettext("It was sent in for the period %(value)s.", value=value)
        yield Fact(gettext("Sent in for the period"), value, who, says), False


def _other_period(document: Document, read: Mapping[str, Read]) -> dict[str, str]:
    """The ends that the document tells, where a person said otherwise; else nothing."""
    told = {name: read[name].value for name in _ENDS if name in read}
    said = {name: getattr(document, name) for name in told}
    same = all(said[name] is not None and said[name].isoformat() == told[name] for name in told)
    return {} if same else {name: told.get(name, "") for name in _ENDS}


def _between(ends: Iterable[date | None]) -> str:
    return " \N{EN DASH} ".join(formats.day(end) if end else "…" for end in ends)


def _day(value: str) -> str:
    return formats.day(date.fromisoformat(value))


def _fact(
    label: str, value: str, read: Read | None, words: Callable[[str], str], says: str
) -> tuple[Fact, bool]:
    sentence = says % {"value": words(value)}
    return Fact(label, words(value), _place(read, value, words), sentence), read is not None


def _place(read: Read | None, value: str, words: Callable[[str], str]) -> str:
    """Where a fact was read; and as what, where a person said something else."""
    if read is None:
        return ""
    said = "" if read.value == value else gettext("read as: %(value)s", value=words(read.value))
    if not read.quote:
        return said or gettext("the document as a whole")
    where = read.cell or gettext("page %(page)s", page=read.page)
    quote = printable(read.quote[:_LONGEST] + ("…" if len(read.quote) > _LONGEST else ""))
    return "; ".join(filter(None, (said, f"{printable(where)}: “{quote}”")))


@blueprint.post("/<document_id>/describe")
def describe(document_id: str) -> ResponseReturnValue:
    """Correct the title, the kind, the supplier, the period, until when it is valid."""
    session, form = db.session(), request.form
    document = rows.get(session, document_id, actor())
    try:
        days = {
            name: params.a_date(form[name]) if name in form else facts.UNCHANGED
            for name in ("period_from", "period_to", "valid_until")
        }
        if form.get("kind"):
            params.one_of(Kind, form["kind"])
        facts.describe(
            session,
            document,
            actor(),
            title=form.get("title"),
            kind=form.get("kind"),
            supplier=form.get("supplier"),
            **days,
        )
    except Invalid as wrong:
        session.rollback()
        document = rows.get(session, document_id, actor())
        problem = i18n.sentence(wrong)
        if form.get("back") == "review":
            kept = {**form, "action": "facts"}
            screen.allow(document, actor())
            return screen.shown(document, None, actor(), problem=problem, kept=kept, status=400)
        return documents.shown(document, problem), 400
    return _saved(document_id, gettext("Saved."))


@blueprint.post("/<document_id>/confirm")
def confirm(document_id: str) -> ResponseReturnValue:
    """Say that what the document is said to be is right."""
    session = db.session()
    facts.confirm(session, rows.get(session, document_id, actor()), actor())
    return _saved(document_id, gettext("Confirmed."))


def _saved(document_id: str, words: str) -> ResponseReturnValue:
    flash(words, "success")
    page = "review.screen" if request.form.get("back") == "review" else "documents.detail"
    answer = redirect(url_for(page, document_id=document_id), 303)
    db.commit()
    return answer
