"""Template filters: rows and codes as the pages of documents and of the review show them."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask, request, url_for
from flask_babel import gettext
from markupsafe import Markup, escape

from extraction import latin
from extraction.records import Kind
from report_templates.printable import item as listed
from report_templates.printable import lines, printable
from webapp import candidates, formats, i18n, labels, quoted
from webapp.auth import actor
from workflows import answering, items, questions, rules
from workflows.models import Document, Item, ItemField, Organisation, Site
from workflows.states import DocumentState, ItemKind, ItemState, SiteState

_AROUND = 90  # characters of a line that are shown around a name: two lines with it, mostly
# Where a sentence ends: a stop with a capital after it; the stop of Chinese and Japanese is enough.
_SENTENCE_ENDS = re.compile(r"(?<=[.?!])\s+(?=[^\W\d_a-zß-ÿ])|(?<=。)")
_CERTAINTY_COLOURS = {"certain": "green", "check": "amber", "unsure": "red"}


def init(app: Flask) -> None:
    """Offer the filters and the choices of the documents pages to the templates."""
    app.jinja_env.filters.update(
        printable=lambda text: printable(str(text)),
        paragraphs=lines,
        listed=listed,
        printable_lines=lambda text: printable(str(text)),
        document_state=labels.document_state,
        document_colour=labels.colour,
        document_kind=labels.document_kind,
        document_action=labels.document_action,
        language_name=formats.language,
        item_state=labels.item_state,
        item_colour=labels.colour,
        item_stands=item_stands,
        item_stands_colour=item_stands_colour,
        named_as_new=candidates.named_as_new,
        question_state=labels.question_state,
        item_verdict=labels.item_verdict,
        item_kind=labels.item_kind,
        item_name=item_name,
        item_marked=item_marked,
        item_cell=item_cell,
        item_pages=item_pages,
        in_latin=in_latin,
        field_name=labels.field,
        field_text=field_text,
        field_value=rules.value,
        field_origin=field_origin,
        country_name=labels.country,
        metal_name=labels.metal,
        scheme_name=labels.scheme,
        loupe=loupe,
        whole_line=whole_line,
        certainty_tag=certainty_tag,
        reading_reasons=reading_reasons,
        second_reason=labels.second_reason,
        reject_reason=labels.reject_reason,
        candidates=candidates.shown,
        candidate_given=candidates.given,
        said_as=candidates.said_as,
        why_sure=candidates.why_sure,
        asks_as_new=candidates.asks_as_new,
        site_facts=site_facts,
        sentence=i18n.sentence,
    )
    app.jinja_env.tests.update(awaits_company=answering.awaited)
    app.context_processor(_choices)


def item_name(item: Item) -> str:
    """What an item is called in a list: its smelter, its certificate, its finding."""
    if item.kind is ItemKind.SMELTER:
        return printable(rules.printed(item, "smelter"))
    if item.kind is ItemKind.CERTIFICATE:
        words = rules.printed(item, "standard") or labels.scheme(rules.value(item, "scheme"))
        return printable(words) or gettext("Certificate")
    words = rules.printed(item, "statement")
    return printable(words if len(words) <= 90 else words[:88] + "…")


def item_marked(item: Item) -> str:
    """The same for a page in another language than the document's, where it is a sentence."""
    if item.kind is not ItemKind.AUDIT_FINDING:
        return item_name(item)
    return quoted.words(item_name(item), item.document_version.language)


def item_cell(item: Item) -> str:
    """The cell of a workbook that an item was read from; empty for other papers."""
    found = next((field.cell for field in item.fields if field.cell), None)
    return printable(found or "")


def item_stands(item: Item) -> str:
    """Where an item stands; of one in doubt, for whom or for what it waits."""
    if item.state is not ItemState.DOUBT:
        return labels.item_state(item.state)
    if item.awaits == questions.ANSWER:
        return str(gettext("Asked of the company"))
    if item.awaits == questions.ANSWERED:
        return str(gettext("The company answered"))
    if items.is_handed_over_by(item, actor()):
        return str(gettext("For another reader"))
    return str(gettext("To look at later")) if item.awaits is None else labels.item_state("doubt")


def item_stands_colour(item: Item) -> str:
    """The colour of that tag: one that waits for somebody else looks unlike one to judge."""
    waits = item.state is ItemState.DOUBT and item.awaits in (questions.ANSWER, questions.READER)
    return "purple" if waits else labels.colour(item.state)


def item_pages(item: Item) -> str:
    """The pages that an item stands on."""
    return ", ".join(str(number) for number in sorted(items.on_pages(item)))


def in_latin(item: Item) -> str:
    """A name in another script in Latin letters; nothing for one that has them already."""
    return latin.spelled(item_name(item)) or ""


def field_text(item: Item, name: str) -> str:
    """A field as a person reads it."""
    return printable(rules.printed(item, name))


def field_origin(item: Item, name: str) -> str:
    """Where a field comes from: the same row, the same sentence, the heading, a person."""
    field = _field(item, name)
    if field is None:
        return ""
    if field.corrected is not None:
        return str(gettext("corrected by a person"))
    if field.rule == "person":
        return str(gettext("typed") if field.box is None else gettext("taken from the page"))
    main = _field(item, "smelter")
    if main is not None and field.page != main.page:
        return str(gettext("page %(page)s", page=field.page))
    if main is not None and field.quote == main.quote:
        row = " | " in field.quote
        return str(gettext("same table row") if row else gettext("same sentence"))
    return str(gettext("elsewhere on the page: “%(quote)s”", quote=_short(field.quote)))


def _short(text: str) -> str:
    text = printable(" ".join(text.split()))
    return text if len(text) <= 60 else text[:58] + "…"


def _field(item: Item, name: str) -> ItemField | None:
    return next((field for field in item.fields if field.name == name), None)


def loupe(item: Item, mention: items.Mention | None = None) -> Markup:
    """The row or sentence with the name marked in it; of the first mention, or of a given one."""
    place = mention or items.mentions(item)[0]
    quote, name = printable(place.quote), printable(place.text)
    if name and name in quote and name != quote:
        before, _name, after = quote.partition(name)
        if " | " not in quote:
            before, after = _SENTENCE_ENDS.split(before)[-1], _SENTENCE_ENDS.split(after)[0]
        # What one side leaves over is for the other.
        left, right = (_AROUND - min(len(one), _AROUND // 2) for one in (after, before))
        return Markup("{}<mark>{}</mark>{}").format(
            _end(before, left), name, _beginning(after, right)
        )
    return escape(quote)


def whole_line(item: Item, mention: items.Mention | None = None) -> str:
    """All that stands in the line around the name; "" where ``loupe`` shows all of it."""
    quote = printable((mention or items.mentions(item)[0]).quote)
    return "" if loupe(item, mention).striptags() == " ".join(quote.split()) else quote


def _beginning(text: str, room: int) -> str:
    """What stands next to a name: a page that was read as one line would hide it."""
    if len(text) <= room:
        return text
    near = text[:room]
    return (near.rpartition(" ")[0] or near) + " …"


def _end(text: str, room: int) -> str:
    if len(text) <= room:
        return text
    near = text[-room:]
    return "… " + (near.partition(" ")[2] or near)


def certainty_tag(code: str) -> Markup:
    """How sure the reader is, as a tag."""
    colour = _CERTAINTY_COLOURS.get(code, "grey")
    return Markup('<span class="tag tag--{}">{}</span>').format(colour, labels.certainty(code))


def reading_reasons(codes: Iterable[str]) -> str:
    """Why the reader is that sure."""
    return "; ".join(labels.reading_message(str(code)).rstrip(".") for code in codes)


def site_facts(site: Site) -> str:
    """A site in one line: identifiers, country, metals, and that it is closed."""
    parts = [
        ", ".join(printable(i.value) for i in site.identifiers),
        labels.country(site.country),
        ", ".join(labels.metal(m.metal) for m in site.metals),
        labels.site_state(site.state) if site.state is SiteState.CLOSED else "",
    ]
    return " · ".join(part for part in parts if part)


def _choices() -> dict[str, object]:
    return {
        "state_choices": [(s.value, labels.document_state(s)) for s in DocumentState],
        "company_choices": _companies,
        "document_choices": _documents,
        "page_address": _page_address,
        "chosen_filters": _chosen_filters(),
    }


def _documents(rows: Iterable[Document]) -> list[tuple[str, str]]:
    return [
        (row.public_id, f"{printable(row.title)} ({formats.day(row.received_at)})") for row in rows
    ]


def _companies(rows: Iterable[Organisation]) -> list[tuple[str, str]]:
    return [(row.public_id, row.name) for row in rows]


def _page_address(number: int) -> str:
    given = {name: value for name, value in request.args.items() if name != "page"}
    values: dict[str, Any] = {**(request.view_args or {}), **given, "page": number}
    return url_for(str(request.endpoint), **values)


def _chosen_filters() -> list[tuple[str, str]]:
    """The filters of a list that are on, each with the address without it."""
    if request.endpoint != "documents.index":
        return []
    given = {name: value for name, value in request.args.items() if value and name != "page"}
    if given.get("state") not in set(DocumentState):  # the list is not narrowed by it either
        given.pop("state", None)
    if given.get("kind") not in set(Kind):
        given.pop("kind", None)
    named: dict[str, Callable[[str], str]] = {
        "state": labels.document_state,
        "kind": labels.document_kind,
        "q": lambda text: f"“{printable(text)}”",
    }
    return [
        (
            named[name](value),
            _without(name, given),
        )
        for name, value in given.items()
        if name in named
    ]


def _without(name: str, given: dict[str, str]) -> str:
    values: dict[str, Any] = {key: value for key, value in given.items() if key != name}
    return url_for("documents.index", **values)
