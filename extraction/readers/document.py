"""A PDF page by page: read by PDFium, doubted, read again where needed, with its tables."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from time import monotonic

import pypdfium2 as pdfium

from extraction.errors import Damaged, ExtractionError, NeedsPassword, TooBig, TooSlow
from extraction.readers import agree, attached, containers, pdf, second
from extraction.readers.characters import letters
from extraction.readers.course import CROSS_CHECK, Course
from extraction.readers.sheets import FEWEST, of_scan, with_tables
from extraction.readers.tables import Reading
from extraction.readers.turning import turned
from extraction.records import Page, Part, Warning, Word

Again = Callable[[int], second.Reading]
_FATAL: dict[str, type[ExtractionError]] = {  # on every page, it refuses the document
    "page_damaged": Damaged,
    "page_too_big": TooBig,
    "page_too_slow": TooSlow,
}
_READING = 0.8  # of the document's time; the rest is for making sense of what was read
_RICHER = 3  # times the letters: then the second reading stands
_MORE = 1.5  # times the letters: then what was recognised in the picture stands


def read_pdf(
    data: bytes, course: Course
) -> tuple[int, Iterator[Reading], Iterator[Part | Warning]]:
    """The number of pages, the pages as they are read, and the files attached, for before them.

    The file closes after the last page. Raises NeedsPassword, Empty or Damaged.
    """
    stack = ExitStack()
    whole = data
    opened, data, warnings = _opened(data, stack)
    inside: Iterator[Part | Warning] = iter(())
    count = len(opened)
    course.opened(count)
    if count <= course.limits.pages:
        course.turned_to(CROSS_CHECK)
        opinion = _opinion(data, course)
        if opinion.pages is not None and opinion.pages > count:
            opened, data = _fuller(opened, data, opinion.pages, stack)
        warnings += _doubts(count, opinion)
        if opinion.attachments:
            inside = containers.bounded(attached.inside(whole))
        count = len(opened)
        course.opened(count)
    if course.only:
        return count, _apart(opened, data, course.only, course, stack), inside
    return count, _pages(opened, data, tuple(warnings), course, stack), inside


def _opened(data: bytes, stack: ExitStack) -> tuple[pdfium.PdfDocument, bytes, list[Warning]]:
    try:
        return stack.enter_context(pdf.opened(data)), data, []
    except (Damaged, NeedsPassword) as error:
        first = error
    try:
        mended = agree.repaired(data)
    except Damaged:
        raise first from None
    return stack.enter_context(pdf.opened(mended)), mended, [Warning("repaired")]


def _fuller(
    opened: pdfium.PdfDocument, data: bytes, pages: int, stack: ExitStack
) -> tuple[pdfium.PdfDocument, bytes]:
    """The same document with the pages that only qpdf sees, where writing it anew brings them."""
    try:
        mended = agree.repaired(data)
        again = stack.enter_context(pdf.opened(mended))
    except (Damaged, NeedsPassword):
        return opened, data
    return (again, mended) if len(again) == pages else (opened, data)


def _opinion(data: bytes, course: Course) -> agree.Opinion:
    if CROSS_CHECK in course.passed_over:
        return agree.Opinion(None)
    try:
        return agree.second_opinion(data)
    except MemoryError:
        return agree.Opinion(None)


def _doubts(count: int, opinion: agree.Opinion) -> list[Warning]:
    doubts = []
    if opinion.pages != count:
        other = "?" if opinion.pages is None else str(opinion.pages)
        doubts.append(Warning("page_count_differs", detail=f"{count} / {other}"))
    if opinion.dynamic:
        doubts.append(Warning("viewer_needed"))
    return doubts


def _pages(
    opened: pdfium.PdfDocument,
    data: bytes,
    first: tuple[Warning, ...],
    course: Course,
    stack: ExitStack,
) -> Iterator[Reading]:
    words, sound = course.words, course.sound
    count = len(opened)
    last = min(count, course.limits.pages)
    until = course.started + _READING * course.limits.document_seconds(count)
    with stack:
        again = second.second_reader(data, course.limits.page_seconds / 3)
        if course.first > 1:  # the first stretch has said it
            first = ()
        for number in range(course.first, last + 1):
            course.turned_to(number)
            page, tables, warnings = _page(opened, number, again, course)
            words += len(page.words)
            fatal = [warning.code for warning in warnings if warning.code in _FATAL]
            sound = sound or bool(page.text) or not fatal
            if number == last and not sound:
                raise _FATAL[fatal[0]]
            full = words > course.limits.words or monotonic() > until
            if number < count and (full or number == last):
                warnings += (Warning("unread_pages", detail=f"{number + 1}-{count}"),)
            yield page, tables, first + warnings
            first = ()
            if full:
                return


def _apart(
    opened: pdfium.PdfDocument,
    data: bytes,
    numbers: tuple[int, ...],
    course: Course,
    stack: ExitStack,
) -> Iterator[Reading]:
    """Some pages for themselves, without what is to be said of the whole document."""
    with stack:
        again = second.second_reader(data, course.limits.page_seconds / 3)
        for number in numbers:
            course.turned_to(number)
            yield _page(opened, number, again, course)


def _page(opened: pdfium.PdfDocument, number: int, again: Again, course: Course) -> Reading:
    code = course.passed_over.get(number)
    if code is None:
        try:
            return course.known(number) or _read(opened, number, again, course)
        except MemoryError:
            code = "page_too_big"
        except Exception:  # one page's fault may not cost the others; the warning names it
            code = "page_damaged"
    return Page(number, 0.0, 0.0, ""), (), (Warning(code, number),)


def _read(opened: pdfium.PdfDocument, number: int, again: Again, course: Course) -> Reading:
    found = pdf.read_page(opened, number)
    doubtful = agree.is_doubtful(found.page, found.pictures, found.curves)
    warnings: list[Warning] = []
    if doubtful:
        (text, words), doubt = _again(found, number, again)
        if doubt is not None:
            warnings.append(doubt)
        if text:
            found = _as_read_again(found, text, words)
            doubtful = False
    if found.page.has_ink and (doubtful or agree.may_say_more(found.page, found.pictures)):
        scanned = _scanned(opened, found, course)
        if scanned is not None:
            return scanned
    page, tables, more = with_tables(found.page, found.rules, cut=found.rules_cut)
    return *turned(page, tables, found.turns), (*warnings, *more)


def _as_read_again(found: pdf.PdfPage, text: str, words: tuple[Word, ...]) -> pdf.PdfPage:
    page, _ = turned(found.page, (), found.turns)  # pdfminer gives boxes as seen
    page = replace(page, text=text, words=words, has_ink=True)
    return replace(found, page=page, rules=() if found.turns else found.rules, turns=0)


def _scanned(opened: pdfium.PdfDocument, found: pdf.PdfPage, course: Course) -> Reading | None:
    """The page as its picture has it, unless that says hardly more than its text."""
    number = found.page.number
    if course.scan is None:
        course.scan_wanted(number)
        return None
    said = course.scan(pdf.photograph(opened, number))
    if letters(said.text) < max(FEWEST, _MORE * letters(found.page.text)):
        return None
    seen, _ = turned(found.page, (), found.turns)
    return of_scan(seen, said)


def _again(found: pdf.PdfPage, number: int, again: Again) -> tuple[second.Reading, Warning | None]:
    """The second reading of a page, where it is the richer one, and what is to be said of it."""
    nothing: second.Reading = ("", ())
    try:
        reading = again(number) if found.maybe_text else nothing
    except TooSlow:
        return nothing, Warning("page_too_slow", number)
    except MemoryError:
        return nothing, Warning("page_too_big", number)
    if letters(reading[0]) > _RICHER * letters(found.page.text):
        return reading, Warning("text_differs", number)
    return nothing, Warning("no_text_layer", number) if found.page.has_ink else None
