"""A document's bytes to all that is read of it, in this process: whole or in stretches."""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path

from extraction import lint, matching, pairing, ranges, readers, reporting, sense
from extraction.errors import ExtractionError
from extraction.readers.course import course
from extraction.readers.tables import Reading, Table
from extraction.readers.workbook import Sheet
from extraction.records import Extraction, Kind, Outcome, Page, Part, Refusal, Register, Warning

VERSION = "1.1.14"  # raise it when the same document would give another reading


@dataclass(frozen=True, slots=True)
class Stretch:
    """One of the stretches of a long document that is read from another process than the first.

    ``head`` is what the document is; ``course_before`` gives, once it is known, where pairing
    stood at the end of the stretch before.
    """

    first: int
    last: int
    head: sense.Head
    course_before: Callable[[], pairing.Course]


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
    reading = _reading(register, model)
    try:
        document = readers.open_document(data, name)
        _take_parts(document, reading, on_part or reading.parts.append)
        sizes = _sizes(document)
        _go_through(document, sizes, reading, on_page, keep_pages=keep_pages, today=today)
    except ExtractionError as refusal:
        found = Extraction("", "", Outcome.REFUSED, error=Refusal(refusal.code, refusal.detail))
    else:
        found = replace(sense.concluded(reading), page_count=document.page_count)
    return replace(
        found,
        sha256=hashlib.sha256(data).hexdigest(),
        extractor=VERSION,
        seconds=round(time.perf_counter() - started, 3),
    )


def begin(
    data: bytes,
    name: str,
    *,
    register: Register | None = None,
    model: Path | None = None,
    on_page: Callable[[Page], None],
    on_part: Callable[[Part], None],
    on_head: Callable[[sense.Head], None],
) -> Extraction | sense.Reading:
    """Read a document, its pages not kept; of one of several stretches only the first.

    Then ``on_head`` hears what it is as soon as that is known. Raises an ExtractionError.
    """
    reading = _reading(register, model)
    document = readers.open_document(data, name)
    _take_parts(document, reading, on_part)
    sizes = _sizes(document)
    several = document.format in readers.BY_PAGES and len(sizes) > 1
    if several:
        reading.on_head, sizes = on_head, sizes[:1]
    _go_through(document, sizes, reading, on_page)
    if several:
        return reading
    return replace(sense.concluded(reading), extractor=VERSION, page_count=document.page_count)


def go_on(
    data: bytes,
    name: str,
    stretch: Stretch,
    *,
    register: Register | None = None,
    model: Path | None = None,
    on_page: Callable[[Page], None],
) -> sense.Reading:
    """Read a later stretch of a document. The course must say where it begins."""
    reading = _reading(register, model)
    head = stretch.head
    reading.kind, reading.language, reading.declarant = head.kind, head.language, head.declarant
    reading.about = head.about
    reading.course_before = stretch.course_before
    document = readers.open_document(data, name)
    _go_through(document, [stretch.last - stretch.first + 1], reading, on_page)
    return reading


def conclude(
    head: sense.Head, stretches: Iterable[sense.Gathered], register: Register | None
) -> Extraction:
    """Put together what was gathered from the stretches of a document, in their order."""
    reading = _reading(register, None)
    reading.kind, reading.language, reading.declarant = head.kind, head.language, head.declarant
    reading.about = head.about
    for gathered in stretches:
        reading.add(gathered)
    return replace(sense.concluded(reading), extractor=VERSION)


def _reading(register: Register | None, model: Path | None) -> sense.Reading:
    index = matching.index(register) if register is not None else None
    return sense.Reading(register, index, model)


def _sizes(document: readers.Document) -> list[int]:
    """How many pages are made sense of together, stretch by stretch."""
    count = min(document.page_count, course().limits.pages)
    return [last - first + 1 for first, last in ranges.of(count)]


def _go_through(
    document: readers.Document,
    sizes: Sequence[int],
    reading: sense.Reading,
    on_page: Callable[[Page], None] | None,
    *,
    keep_pages: bool = False,
    today: date | None = None,
) -> None:
    sheets = {sheet.number: sheet for sheet in document.sheets}
    report = reporting.read(document.sheets)
    for stretch in _stretches(document, sizes):
        pages: list[Page] = []
        tables: dict[int, tuple[Table, ...]] = {}
        for page, found, doubts in stretch:
            pages.append(page)
            tables[page.number] = found
            reading.warnings.extend(doubts)
            if on_page is not None:
                on_page(page)
        if report is None:
            sense.make_of(reading, *_seen(pages, sheets, reading.warnings), tables)
        if keep_pages:
            reading.pages += pages
    if report is not None:
        _take_report(reading, report, today or datetime.now(UTC).date())


def _stretches(document: readers.Document, sizes: Sequence[int]) -> Iterator[Iterator[Reading]]:
    """The pages by stretches, each of which must be gone through before the next."""
    pages = iter(document)
    for size in sizes:
        yield islice(pages, size)


def _take_parts(
    document: readers.Document, reading: sense.Reading, on_part: Callable[[Part], None]
) -> None:
    if document.format in readers.CONTAINERS:
        reading.kind = Kind.CONTAINER
    for one in document.inside:
        if isinstance(one, Warning):
            reading.warnings.append(one)
        else:
            on_part(one)


def _take_report(reading: sense.Reading, report: reporting.Report, today: date) -> None:
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
