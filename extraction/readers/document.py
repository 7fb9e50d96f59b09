"""A PDF page by page: read by PDFium, doubted, read again where needed, with its tables."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from time import monotonic

import pypdfium2 as pdfium

from extraction.errors import Damaged, ExtractionError, NeedsPassword, TooBig, TooSlow
from extraction.readers import agree, pdf, second
from extraction.readers.characters import letters
from extraction.readers.columns import aligned_tables
from extraction.readers.course import CROSS_CHECK, Course
from extraction.readers.tables import Table, TooManyRules, free_words, ruled_tables
from extraction.readers.turning import turned
from extraction.readers.undivided import with_rows_divided
from extraction.records import Page, Warning

Reading = tuple[Page, tuple[Table, ...], tuple[Warning, ...]]
Again = Callable[[int], second.Reading]
_FATAL: dict[str, type[ExtractionError]] = {  # on every page, it refuses the document
    "page_damaged": Damaged,
    "page_too_big": TooBig,
    "page_too_slow": TooSlow,
}
_READING = 0.8  # of the document's time; the rest is for making sense of what was read
_RICHER = 3  # times the letters: then the second reading stands


def read_pdf(data: bytes, course: Course) -> tuple[int, Iterator[Reading]]:
    """The number of pages, and the pages as they are read; the file closes after the last.

    Raises NeedsPassword, Empty or Damaged.
    """
    stack = ExitStack()
    opened, data, warnings = _opened(data, stack)
    count = len(opened)
    course.opened(count)
    if count <= course.limits.pages:
        course.turned_to(CROSS_CHECK)
        opinion = _opinion(data, course)
        if opinion.pages is not None and opinion.pages > count:
            opened, data = _fuller(opened, data, opinion.pages, stack)
        warnings += _doubts(count, opinion)
        count = len(opened)
        course.opened(count)
    return count, _pages(opened, data, tuple(warnings), course, stack)


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
    if opinion.attachments:
        doubts.append(Warning("attachments_unread", detail=str(opinion.attachments)))
    return doubts


def _pages(
    opened: pdfium.PdfDocument,
    data: bytes,
    first: tuple[Warning, ...],
    course: Course,
    stack: ExitStack,
) -> Iterator[Reading]:
    words, sound = 0, False
    count = len(opened)
    last = min(count, course.limits.pages)
    until = course.started + _READING * course.limits.document_seconds(count)
    with stack:
        again = second.second_reader(data, course.limits.page_seconds / 3)
        for number in range(1, last + 1):
            course.turned_to(number)
            page, tables, warnings = _page(opened, number, again, course.passed_over.get(number))
            words += len(page.words)
            sound = sound or not any(warning.code in _FATAL for warning in warnings)
            if number == last and not sound:
                raise _FATAL[warnings[0].code]
            full = words > course.limits.words or monotonic() > until
            if number < count and (full or number == last):
                warnings += (Warning("unread_pages", detail=f"{number + 1}-{count}"),)
            yield page, tables, first + warnings
            first = ()
            if full:
                return


def _page(opened: pdfium.PdfDocument, number: int, again: Again, code: str | None) -> Reading:
    if code is None:
        try:
            return _read(opened, number, again)
        except MemoryError:
            code = "page_too_big"
        except TooSlow:
            code = "page_too_slow"
        except Exception:  # one page's fault may not cost the others; the warning names it
            code = "page_damaged"
    return Page(number, 0.0, 0.0, ""), (), (Warning(code, number),)


def _read(opened: pdfium.PdfDocument, number: int, again: Again) -> Reading:
    found = pdf.read_page(opened, number)
    page, warnings = found.page, []
    rules, turns = found.rules, found.turns
    if agree.is_doubtful(page, found.pictures, found.curves):
        text, words = again(number) if found.maybe_text else ("", ())
        if letters(text) > _RICHER * letters(page.text):
            page, _ = turned(page, (), turns)  # pdfminer gives boxes as seen
            page = replace(page, text=text, words=words, has_ink=True)
            rules, turns = () if turns else rules, 0
            warnings.append(Warning("text_differs", number))
        elif page.has_ink:
            warnings.append(Warning("no_text_layer", number))
    tables: tuple[Table, ...] = ()
    try:
        found_tables = ruled_tables(page, rules, cut=found.rules_cut)
        tables = tuple(map(with_rows_divided, found_tables))
    except TooManyRules:
        warnings.append(Warning("too_many_rules", number))
    tables += aligned_tables(number, free_words(page, tables))
    tables = tuple(sorted(tables, key=lambda table: table.box[1]))
    return *turned(page, tables, turns), tuple(warnings)
