"""What a document is said to be, each fact with its place; a person confirms or corrects it."""

from collections.abc import Callable, Iterator
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
from workflows import documents as rows
from workflows import facts
from workflows.errors import Invalid
from workflows.facts import Read
from workflows.models import Document

blueprint = Blueprint("facts", __name__, url_prefix="/documents")
_LONGEST = 120  # characters of a quote beside a fact


class Fact(NamedTuple):
    """One line: what is said, and where in the document it was read (empty: nowhere)."""

    label: str
    value: str
    place: str


@dataclass(frozen=True)
class Shown:
    """The facts of a document, the kinds to choose from, and whether the reader may say so."""

    facts: list[Fact]
    kind: str | None
    kinds: list[tuple[str, str]]
    may_say: bool


def init(app: Flask) -> None:
    """Add the forms' addresses."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals["facts_of"] = facts_of


def facts_of(document: Document) -> Shown:
    """What the page of a document says that it is."""
    kinds = [(one.value, labels.document_kind(one)) for one in Kind if one is not Kind.CONTAINER]
    return Shown(
        list(_facts(document)),
        facts.kind(document),
        sorted(kinds, key=lambda pair: pair[1]),
        facts.may_say(db.session(), document, actor()) is None,
    )


def _facts(document: Document) -> Iterator[Fact]:
    read = facts.of_version(rows.current(document))
    if (kind := facts.kind(document)) is not None:
        yield _fact(gettext("Kind"), kind, read.get("kind"), labels.document_kind)
    if document.supplier is not None:
        yield _fact(gettext("Supplier"), document.supplier.name, read.get("supplier"), printable)
    if document.period_from or document.period_to:
        ends = (document.period_from, document.period_to)
        value = " \N{EN DASH} ".join(formats.day(end) if end else "…" for end in ends)
        places = dict.fromkeys(
            _place(read.get(name), end.isoformat() if end else "", _day)
            for name, end in zip(("period_from", "period_to"), ends, strict=True)
        )
        yield Fact(gettext("Period"), value, "; ".join(filter(None, places)))
    if document.valid_until is not None:
        until = document.valid_until.isoformat()
        yield _fact(gettext("Valid until"), until, read.get("valid_until"), _day)


def _day(value: str) -> str:
    return formats.day(date.fromisoformat(value))


def _fact(label: str, value: str, read: Read | None, words: Callable[[str], str]) -> Fact:
    return Fact(label, words(value), _place(read, value, words))


def _place(read: Read | None, value: str, words: Callable[[str], str]) -> str:
    """Where a fact was read; and as what, where a person said something else."""
    if read is None:
        return ""
    said = "" if read.value == value else gettext("read as: %(value)s", value=words(read.value))
    if not read.quote:
        return said
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
            title=form.get("title", ""),
            kind=form.get("kind"),
            supplier=form.get("supplier", ""),
            **days,
        )
    except Invalid as wrong:
        session.rollback()
        document = rows.get(session, document_id, actor())
        return documents.shown(document, i18n.sentence(wrong)), 400
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
