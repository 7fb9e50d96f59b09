"""A document's bytes to all that is read of it, in this process."""

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from extraction import (
    audits,
    certificates,
    classify,
    declarants,
    known_names,
    language,
    matching,
    pairing,
    readers,
)
from extraction.entities import pipeline as entities
from extraction.errors import ExtractionError
from extraction.readers.tables import Table
from extraction.records import Extraction, Kind, Outcome, Page, Refusal, Register, Warning

VERSION = "1.0.0"  # raise it when the same document would give another reading


def read(
    data: bytes,
    name: str,
    *,
    register: Register | None = None,
    on_page: Callable[[Page], None] | None = None,
) -> Extraction:
    """Read a document. A document that cannot be read gives a refusal, never an exception.

    ``name`` is for messages; ``register`` is what names are matched against; ``on_page`` hears of
    each page as soon as it is read. There is no limit on time or memory here.
    """
    started = time.perf_counter()
    sha256 = hashlib.sha256(data).hexdigest()
    pages: list[Page] = []
    tables: dict[int, tuple[Table, ...]] = {}
    warnings: list[Warning] = []
    try:
        document = readers.open_document(data, name)
        for page, found, doubts in document:
            pages.append(page)
            tables[page.number] = found
            warnings.extend(doubts)
            if on_page is not None:
                on_page(page)
    except ExtractionError as refusal:
        return Extraction(
            sha256=sha256,
            extractor=VERSION,
            outcome=Outcome.REFUSED,
            seconds=round(time.perf_counter() - started, 3),
            error=Refusal(refusal.code, refusal.detail),
        )
    reading = _made_sense_of(pages, tables, warnings, register)
    return replace(
        reading,
        sha256=sha256,
        page_count=document.page_count,
        seconds=round(time.perf_counter() - started, 3),
    )


def _made_sense_of(
    pages: Sequence[Page],
    tables: dict[int, tuple[Table, ...]],
    warnings: list[Warning],
    register: Register | None,
) -> Extraction:
    tongue = language.of_pages(pages)
    kind = classify.of_pages(pages)
    mentions = entities.find(pages, language=tongue)
    index = matching.index(register) if register is not None else None
    if register is not None:
        mentions = known_names.add(pages, mentions, register)
    records = pairing.pair(pages, tables, mentions, kind=kind, register=index)
    certs = certificates.read(pages) if kind is Kind.CERTIFICATE else ()
    findings = audits.read(pages, tables) if kind is Kind.AUDIT_REPORT else ()
    warnings.extend(certificates.doubts(certs))
    partly = any(warning.code in readers.PARTLY for warning in warnings)
    return Extraction(
        sha256="",
        extractor=VERSION,
        outcome=Outcome.PARTLY if partly else Outcome.READ,
        kind=kind,
        language=tongue,
        declarant=declarants.read(pages, kind),
        pages=tuple(pages),
        warnings=tuple(warnings),
        mentions=mentions,
        records=records,
        certificates=certs,
        findings=findings,
    )
