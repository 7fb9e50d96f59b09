"""A document's bytes to all that is read of it, in this process."""

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from itertools import chain, islice
from pathlib import Path

from extraction import (
    audits,
    certificates,
    classify,
    declarants,
    known_names,
    language,
    legibility,
    lint,
    matching,
    pairing,
    readers,
    reporting,
)
from extraction.entities import pipeline as entities
from extraction.errors import ExtractionError
from extraction.pairing import lists
from extraction.pairing.drafts import Draft
from extraction.readers.tables import Reading, Table
from extraction.readers.workbook import Sheet
from extraction.records import (
    AuditFinding,
    Box,
    Certificate,
    Declaration,
    Extraction,
    Kind,
    Mention,
    Outcome,
    Page,
    Part,
    Refusal,
    Register,
    Remark,
    Value,
    Warning,
)

_PART = 250  # pages made sense of together; most documents have fewer
VERSION = "1.1.4"  # raise it when the same document would give another reading


@dataclass(slots=True)
class _Reading:
    """What a document has told so far; made sense of part by part, so that memory stays flat."""

    register: Register | None
    index: matching.Index | None
    model: Path | None
    kind: Kind | None = None  # until the first part is read
    language: str | None = None
    declarant: Value | None = None
    course: pairing.Course = field(default_factory=pairing.Course)
    drafts: list[Draft] = field(default_factory=list)
    short_names: dict[str, str] = field(default_factory=dict)
    pages: list[Page] = field(default_factory=list)
    unclear: dict[int, tuple[Box, ...]] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    certificates: list[Certificate] = field(default_factory=list)
    findings: list[AuditFinding] = field(default_factory=list)
    declaration: Declaration | None = None
    lint: tuple[Remark, ...] = ()


def read(
    data: bytes,
    name: str,
    *,
    register: Register | None = None,
    model: Path | None = None,
    on_page: Callable[[Page], None] | None = None,
    on_part: Callable[[Part], None] | None = None,
    keep_pages: bool = True,
    today: date | None = None,
) -> Extraction:
    """Read a document. A document that cannot be read gives a refusal, never an exception.

    ``name`` is for messages; ``register`` is what names are matched against; ``on_page`` hears of
    each page as soon as it is read. Without ``keep_pages`` the answer holds none of them, and a
    long document takes little more memory than a short one. ``on_part`` hears of each document
    inside a mail or archive, before any page; without it they come with the answer. ``model`` is
    the folder of another network than the one that comes with the program. There is no limit on
    time here. ``today`` is what the dates of a template are held against.
    """
    started = time.perf_counter()
    sha256 = hashlib.sha256(data).hexdigest()
    reading = _Reading(register, matching.index(register) if register is not None else None, model)
    try:
        document = readers.open_document(data, name)
        _take_parts(document, reading, on_part or reading.parts.append)
        sheets = {sheet.number: sheet for sheet in document.sheets}
        report = reporting.read(document.sheets)
        for part in _parts(document):
            pages: list[Page] = []
            tables: dict[int, tuple[Table, ...]] = {}
            for page, found, doubts in part:
                pages.append(page)
                tables[page.number] = found
                reading.warnings.extend(doubts)
                if on_page is not None:
                    on_page(page)
            if report is None:
                _make_sense_of(reading, *_seen(pages, sheets, reading.warnings), tables)
            if keep_pages:
                reading.pages += pages
        if report is not None:
            _take_report(reading, report, today or datetime.now(UTC).date())
    except ExtractionError as refusal:
        return Extraction(
            sha256=sha256,
            extractor=VERSION,
            outcome=Outcome.REFUSED,
            seconds=round(time.perf_counter() - started, 3),
            error=Refusal(refusal.code, refusal.detail),
        )
    return replace(
        _concluded(reading),
        sha256=sha256,
        page_count=document.page_count,
        seconds=round(time.perf_counter() - started, 3),
    )


def _take_parts(
    document: readers.Document, reading: _Reading, on_part: Callable[[Part], None]
) -> None:
    if document.format in readers.CONTAINERS:
        reading.kind = Kind.CONTAINER
    for one in document.inside:
        if isinstance(one, Warning):
            reading.warnings.append(one)
        else:
            on_part(one)


def _parts(document: readers.Document) -> Iterator[Iterator[Reading]]:
    """The pages of a document in parts, each of which must be gone through before the next."""
    pages = iter(document)
    for first in pages:
        yield chain([first], islice(pages, _PART - 1))


def _take_report(reading: _Reading, report: reporting.Report, today: date) -> None:
    """What a reporting template says: known by its cells, so nothing in it is searched for."""
    reading.kind = Kind.SMELTER_DECLARATION
    reading.language = report.declaration.language
    reading.declarant = report.declarant
    reading.declaration = report.declaration
    if report.is_unfilled:
        reading.warnings.append(Warning("unfilled"))
        return
    reading.mentions += report.mentions()
    reading.drafts += report.drafts()
    reading.lint = lint.check(report, today)


def _seen(
    pages: Sequence[Page], sheets: Mapping[int, Sheet], warnings: list[Warning]
) -> tuple[list[Page], dict[int, Sheet]]:
    """The pages that show when a file is opened, and the sheets among them."""
    hidden = {number for number, sheet in sheets.items() if sheet.hidden and sheet.text}
    warnings += [Warning("hidden_sheet", page.number) for page in pages if page.number in hidden]
    shown = [page for page in pages if page.number not in hidden]
    return shown, {page.number: sheets[page.number] for page in shown if page.number in sheets}


def _make_sense_of(
    reading: _Reading,
    pages: Sequence[Page],
    sheets: Mapping[int, Sheet],
    tables: dict[int, tuple[Table, ...]],
) -> None:
    if reading.kind is None:  # a document says at its beginning what it is
        reading.language = language.of_pages(pages)
        reading.kind = classify.of_pages(pages)
        if reading.kind is Kind.OTHER and certificates.tells(pages, tables):
            reading.kind = Kind.CERTIFICATE
        reading.declarant = declarants.read(pages, reading.kind)
    elif reading.kind is Kind.CONTAINER:
        reading.language = language.of_pages(pages)
    reading.unclear |= legibility.unclear_words(pages)
    mentions = entities.find(pages, language=reading.language, model=reading.model)
    if reading.register is not None:
        mentions = known_names.add(pages, mentions, reading.register)
    if reading.kind not in pairing.WITHOUT_SMELTERS:
        listed, mentions, left = lists.read(pages, sheets, mentions)
        drafts, reading.course = pairing.drafted(left, tables, mentions, reading.course)
        reading.drafts += [*listed, *drafts]
        reading.short_names |= pairing.short_names(pages, mentions)
    reading.mentions += mentions
    if reading.kind is Kind.CERTIFICATE:
        reading.certificates += certificates.read(pages, tables)
        reading.warnings += certificates.ended(pages)
    if reading.kind is Kind.AUDIT_REPORT:
        reading.findings += audits.read(pages, tables)


def _concluded(reading: _Reading) -> Extraction:
    certs = tuple(reading.certificates)
    records = pairing.concluded(reading.drafts, reading.short_names, register=reading.index)
    warnings = (*reading.warnings, *certificates.doubts(certs))
    partly = any(warning.code in readers.PARTLY for warning in warnings)
    return Extraction(
        sha256="",
        extractor=VERSION,
        outcome=Outcome.PARTLY if partly else Outcome.READ,
        kind=reading.kind or Kind.OTHER,
        language=reading.language,
        declarant=reading.declarant,
        pages=tuple(reading.pages),
        warnings=warnings,
        mentions=tuple(reading.mentions),
        records=legibility.doubted(records, reading.unclear),
        certificates=certs,
        findings=tuple(reading.findings),
        declaration=reading.declaration,
        lint=reading.lint,
        parts=tuple(reading.parts),
    )
