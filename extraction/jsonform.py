"""A reading as the JSON object that scripts rely on: its keys are an interface."""

from collections.abc import Sequence

from extraction import wording
from extraction.lint import words
from extraction.records import (
    AuditFinding,
    Box,
    Candidate,
    Certificate,
    Declaration,
    Extraction,
    Mention,
    Remark,
    SmelterRecord,
    Source,
    Value,
    Warning,
)

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
_FIELDS = ("standard", "number", "holder", "country", "scope", "issuer", "issued", "expires")
_NORMAL = frozenset({"standard", "country", "issued", "expires"})  # printed as their value


def of(
    extraction: Extraction, file: str, *, language: str = "en", with_texts: bool = False
) -> dict[str, Json]:
    """The object of one document. ``language`` (``en`` or ``nl``) is that of the messages."""
    certificates: list[Json] = [_certificate(found) for found in extraction.certificates]
    form: dict[str, Json] = {
        "file": file,
        "sha256": extraction.sha256,
        "extractor": extraction.extractor,
        "kind": extraction.kind.value,
        "language": extraction.language,
        "declarant": extraction.declarant.value if extraction.declarant else None,
        "pages": extraction.page_count,
        "seconds": extraction.seconds,
        "outcome": extraction.outcome.value,
        "error": _error(extraction, language),
        "warnings": [_warning(found, language) for found in extraction.warnings],
        "mentions": [_mention(found) for found in extraction.mentions],
        "records": [_record(found, language) for found in extraction.records],
        "certificate": certificates[0] if certificates else None,
        "certificates": certificates,
        "findings": [_finding(found) for found in extraction.findings],
        "declaration": declaration(extraction.declaration),
        "lint": [remark(found, language) for found in extraction.lint],
    }
    if with_texts:
        form["texts"] = [page.text for page in extraction.pages]
    return form


def _error(extraction: Extraction, language: str) -> Json:
    refusal = extraction.error
    if refusal is None:
        return None
    message = wording.message(refusal.code, language, refusal.detail)
    return {"code": refusal.code, "message": message}


def _warning(found: Warning, language: str) -> Json:
    message = wording.message(found.code, language, found.detail)
    return {"code": found.code, "message": message, "page": found.page}


def _mention(found: Mention) -> Json:
    return {
        "label": found.label.value,
        "text": found.text,
        "page": found.page,
        "start": found.start,
        "end": found.end,
        "box": _box(found.box),
        "rule": found.rule,
    }


def _record(found: SmelterRecord, language: str) -> Json:
    source = found.smelter.source
    return {
        "smelter": found.smelter.text,
        "country": found.country.value if found.country else None,
        "country_text": found.country.text if found.country else None,
        "metal": found.metal.value if found.metal else None,
        "smelter_id": _identifier(found.smelter_id),
        "page": source.page,
        "box": _box(source.box),
        "cell": source.cell,
        "quote": found.quote,
        "certainty": found.certainty.value,
        "reasons": [wording.message(code, language) for code in found.reasons],
        "candidates": [_candidate(candidate) for candidate in found.candidates],
    }


def _identifier(found: Value | None) -> str | None:
    """The normal form, or as printed where the identifier is malformed."""
    return (found.value or found.text) if found else None


def _candidate(found: Candidate) -> Json:
    return {
        "id": found.id,
        "name": found.name,
        "country": found.country,
        "metal": found.metal,
        "score": found.score,
    }


def _certificate(found: Certificate) -> Json:
    values: dict[str, Value | None] = {name: getattr(found, name) for name in _FIELDS}
    printed: dict[str, Json] = {name: _printed(name, value) for name, value in values.items()}
    sources: dict[str, Json] = {
        name: _source(value.source) for name, value in values.items() if value is not None
    }
    if found.sites:
        sources["sites"] = [_source(site.source) for site in found.sites]
    return {
        "scheme": found.scheme.value,
        "standard": printed["standard"],
        "number": printed["number"],
        "holder": printed["holder"],
        "country": printed["country"],
        "sites": _texts([site.text for site in found.sites]),
        "scope": printed["scope"],
        "issuer": printed["issuer"],
        "issued": printed["issued"],
        "expires": printed["expires"],
        "sources": sources,
    }


def remark(found: Remark, language: str) -> Json:
    """A remark on a template, in words."""
    return {
        "rule": found.rule,
        "severity": found.severity.value,
        "cell": found.cell,
        "message": words.message(found.rule, language, found.values),
    }


def _texts(texts: Sequence[str]) -> list[Json]:
    return list(texts)


def _printed(name: str, value: Value | None) -> str | None:
    if value is None:
        return None
    return value.value if name in _NORMAL else value.text


def _source(source: Source) -> Json:
    return {"page": source.page, "box": _box(source.box), "quote": source.quote}


def _finding(found: AuditFinding) -> Json:
    return {
        "clause": found.clause.text if found.clause else None,
        "severity": found.severity.value if found.severity else None,
        "quote": found.source.quote,
        "page": found.source.page,
        "box": _box(found.source.box),
        "due": found.due.value if found.due else None,
    }


def declaration(found: Declaration | None, *, with_personal: bool = True) -> Json:
    """The company block and the answers of a reporting template, each with its cell."""
    if found is None:
        return None
    company: dict[str, Json] = {
        one.name: {"value": one.text or None, "cell": one.cell, "personal": one.personal}
        for one in found.company
        if with_personal or not one.personal
    }
    answers: list[Json] = [
        {
            "question": one.question,
            "topic": one.topic,
            "metal": one.metal,
            "answer": one.text or None,
            "comment": one.comment or None,
            "cell": one.cell,
        }
        for one in found.answers
    ]
    return {
        "template": found.template,
        "version": found.version,
        "language": found.language,
        "metals": _texts(found.metals),
        "company": company,
        "answers": answers,
    }


def _box(box: Box | None) -> Json:
    return [round(side, 2) for side in box] if box else None
