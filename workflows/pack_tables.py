"""The tables of a company's pack: which columns each of them has, and where its rows come from."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from report_templates.datapackage import Field, Table
from workflows import pack_rows as rows
from workflows.pack_rows import Ground, Row
from workflows.pack_words import FIELDS, TABLES

_REFERS = {
    "document": "documents",
    "item": "items",
    "finding": "findings",
    "supplier": "suppliers",
    "came_with": "documents",
    "taken_from": "items",
}


def of(at: Ground) -> Iterator[Table]:
    """Every table, in the order in which they refer to each other."""
    for name, (columns, made) in _TABLES.items():
        said = TABLES[name]
        fields = tuple(_field(name, column) for column in columns)
        yield Table(name, f"{said.en} / {said.nl}", fields, made(at))


def _field(table: str, name: str) -> Field:
    kind, said = FIELDS[name]
    return Field(name, kind, f"{said.en} / {said.nl}", _REFERS.get(name, ""))


_TABLES: Mapping[str, tuple[Sequence[str], Callable[[Ground], Iterator[Row]]]] = {
    "suppliers": (("id", "name"), rows.own_suppliers),
    "documents": (
        ("id", "title", "state", "kind", "supplier", "received", "period_from", "period_to",
         "valid_until", "confirmed", "came_with"),
        rows.own_documents,
    ),
    "versions": (
        ("document", "number", "file", "filename", "part", "since", "read", "reader", "outcome",
         "error", "language", "pages", "warnings", "declaration", "remarks", "facts"),
        rows.own_versions,
    ),
    "items": (
        ("id", "document", "version", "kind", "position", "state", "page", "quote", "certainty",
         "reasons", "answer", "taken_from", "site", "site_name", "identifiers"),
        rows.own_items,
    ),
    "fields": (
        ("item", "name", "text", "value", "corrected", "page", "box", "quote", "cell", "rule"),
        rows.own_fields,
    ),
    "places": (("item", "text", "page", "box", "quote", "cell"), rows.own_places),
    "verdicts": (("item", "day", "action"), rows.own_verdicts),
    "questions": (
        ("id", "item", "state", "text", "asked", "due", "answer", "answered", "document"),
        rows.own_questions,
    ),
    "comments": (("id", "item", "at", "by", "text", "edited"), rows.own_comments),
    "withdrawals": (
        ("document", "asked", "reason", "accepted", "answered", "answer"), rows.own_withdrawals,
    ),
    "findings": (
        ("id", "rule", "title", "facts", "state", "opened", "closed", "escalated", "severity",
         "likelihood", "harm", "risks", "due", "site", "site_name"),
        rows.own_findings,
    ),
    "finding_sources": (("finding", "item"), rows.own_sources),
    "measures": (("id", "finding", "kind", "text", "owner", "due", "done"), rows.own_measures),
    "evidence": (("id", "finding", "note", "file", "filename", "by", "at"), rows.own_evidence),
    "communications": (
        ("id", "finding", "audience", "state", "text", "at", "reason"), rows.own_communications,
    ),
    "name_rules": (
        ("id", "state", "text", "site", "site_name", "reason", "scope", "supplier", "country",
         "metal", "identifier", "since"),
        rows.own_name_rules,
    ),
    "events": (
        ("at", "by", "noun", "object", "action", "source", "target", "given", "digest"),
        rows.own_events,
    ),
}  # fmt: skip
