"""The tables of a company's pack: which columns each of them has, and where its rows come from."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from report_templates.datapackage import Field, Table
from workflows import pack_findings as findings
from workflows import pack_reports as reports
from workflows import pack_rows as rows
from workflows import pack_years as years
from workflows.pack_rows import Ground, Row
from workflows.pack_words import FIELDS, TABLES

_REFERS = {
    "document": "documents",
    "item": "items",
    "finding": "findings",
    "supplier": "suppliers",
    "came_with": "documents",
    "taken_from": "items",
    "year": "years",
    "step": "steps",
    "year_answer": "answers",
    "earlier": "plan_actions",
    "report": "reports",
    "corrects": "reports",
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
    "standings": (("standing", "first_day", "ended_on"), rows.own_standings),
    "suppliers": (("id", "name"), rows.own_suppliers),
    "documents": (
        ("id", "title", "state", "kind", "supplier", "received", "period_from", "period_to",
         "due", "valid_until", "confirmed", "came_with", "position"),
        rows.own_documents,
    ),
    "versions": (
        ("document", "number", "file", "filename", "part", "cause", "since", "read", "reader",
         "outcome", "error", "language", "pages", "warnings", "declaration", "remarks", "facts"),
        rows.own_versions,
    ),
    "items": (
        ("id", "document", "version", "kind", "position", "state", "page", "quote", "certainty",
         "reasons", "answer", "taken_from", "site", "site_name", "identifiers"),
        rows.own_items,
    ),
    "fields": (
        ("item", "name", "text", "value", "corrected", "page", "box", "quote", "cell", "rule",
         "corrected_place"),
        rows.own_fields,
    ),
    "places": (("item", "text", "page", "box", "quote", "cell"), rows.own_places),
    "verdicts": (("item", "day", "action", "duplicate_of"), rows.own_verdicts),
    "questions": (
        ("id", "item", "state", "text", "asked", "due", "answer", "answered", "document"),
        rows.own_questions,
    ),
    "comments": (("id", "item", "at", "by", "text", "edited"), rows.own_comments),
    "withdrawals": (
        ("document", "asked", "reason", "accepted", "answered", "answer"), rows.own_withdrawals,
    ),
    "findings": (
        ("id", "rule", "title", "facts", "language", "state", "opened", "closed", "escalated",
         "severity", "likelihood", "harm", "risks", "due", "respond_by", "site", "site_name"),
        findings.own_findings,
    ),
    "finding_sources": (("finding", "item", "ended"), findings.own_sources),
    "measures": (
        ("id", "finding", "kind", "text", "owner", "due", "done", "reason"),
        findings.own_measures,
    ),
    "evidence": (("id", "finding", "note", "file", "filename", "by", "at"), findings.own_evidence),
    "communications": (
        ("id", "finding", "audience", "state", "text", "at", "checks", "address", "file",
         "filename", "digest"),
        findings.own_communications,
    ),
    "finding_comments": (
        ("id", "finding", "at", "by", "text", "edited"), findings.own_comments,
    ),
    "contests": (
        ("id", "finding", "rung", "text", "by", "begun", "due", "late", "verdict", "decided",
         "note", "appeal_until", "final", "past"),
        findings.own_contests,
    ),
    "years": (("id", "starts", "edition", "opened", "stand_in_until"), years.own_years),
    "steps": (
        ("id", "year", "step_number", "state", "due", "signed", "assessed", "feedback",
         "asked_until", "reason"),
        years.own_steps,
    ),
    "answers": (
        ("id", "step", "question", "text", "level", "not_applicable", "note", "by", "answered",
         "origin"),
        years.own_answers,
    ),
    "answer_documents": (("year_answer", "document"), years.own_answer_documents),
    "answer_imports": (
        ("id", "year", "file", "filename", "by", "at", "taken", "undone"), years.own_imports,
    ),
    "plan_actions": (
        ("id", "year", "step_number", "question", "finding", "text", "owner", "due", "done",
         "result", "earlier"),
        years.own_actions,
    ),
    "chain_risks": (
        ("id", "year", "material", "country", "supplier", "risk", "severity", "likelihood",
         "note"),
        years.own_chain_risks,
    ),
    "remedies": (
        ("id", "year", "finding", "harmed", "people", "involvement", "form", "text",
         "provided_on", "consulted", "satisfied", "said"),
        years.own_remedies,
    ),
    "reports": (
        ("id", "year", "kind", "language", "period_from", "period_to", "report_number",
         "report_edition", "corrects", "correction", "correction_translated", "retraction", "state",
         "audience", "embargo", "cutoff", "snapshot", "digest", "by", "created", "offered",
         "published"),
        reports.own_reports,
    ),
    "report_texts": (
        ("report", "chapter", "language", "text", "by", "at"),
        reports.own_report_texts,
    ),
    "consents": (
        ("id", "figure", "share", "alone", "asked", "consents", "answered"), reports.own_consents,
    ),
    "clearances": (
        ("id", "chapter", "language", "text", "asked", "due", "consents", "proposed", "reason",
         "answered", "reply"),
        reports.own_clearances,
    ),
    "rounds": (("id", "message", "opened", "due", "closed"), reports.own_rounds),
    "round_remarks": (
        ("id", "round", "at", "written", "chapter", "paragraph", "quote", "text", "proposed",
         "state", "reply", "became", "answered"),
        reports.own_remarks,
    ),
    "sites": (
        ("id", "name", "kind", "country", "metals", "identifiers", "state", "first_day"),
        rows.own_sites,
    ),
    "site_names": (("name", "site", "site_name"), rows.own_site_names),
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
