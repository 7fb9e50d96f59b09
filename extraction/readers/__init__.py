"""Bytes to pages, tables and warnings: one reader a format. No process, no limits on time here."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from extraction.errors import TooBig, Unsupported
from extraction.readers import containers, document, picture, separated, word, workbook
from extraction.readers.course import course as current
from extraction.readers.sniff import Format, sniff
from extraction.readers.tables import Reading
from extraction.readers.text import read_text
from extraction.readers.workbook import Sheet
from extraction.records import Part, Warning

CONTAINERS = containers.FORMATS
BY_PAGES = frozenset({Format.PDF, Format.PICTURE})  # some pages are read without the others

# A document with one of these warnings was read in part only.
PARTLY = frozenset(
    {
        "no_text_layer",
        "mail_text_unread",
        "page_count_differs",
        "page_damaged",
        "page_too_big",
        "page_too_slow",
        "part_unreadable",
        "parts_too_many",
        "pictures_unread",
        "sheet_unreadable",
        "text_differs",
        "too_many_rules",
        "unread_pages",
        "viewer_needed",
        "winmail_unread",
        "word_part_lost",
    }
)


@dataclass(frozen=True, slots=True)
class Document:
    """An opened document. ``pages`` gives page, tables and warnings once, in order.

    A warning about the whole document comes with its first page, one about pages that were left
    unread with its last. ``inside`` gives what a container holds, and warnings about that, once.
    """

    format: Format
    page_count: int
    pages: Iterator[Reading]
    inside: Iterator[Part | Warning] = field(default_factory=lambda: iter(()))
    sheets: tuple[Sheet, ...] = ()  # of a workbook or list; the page of each is its text

    def __iter__(self) -> Iterator[Reading]:
        return self.pages


def open_document(data: bytes, name: str = "") -> Document:
    """Open a document of any format that is read; ``name`` is for messages only.

    Raises an ExtractionError: Empty, NeedsPassword, Damaged, Unsupported or TooBig.
    """
    course = current()
    if len(data) > course.limits.bytes:
        raise TooBig(f"{len(data)} bytes")
    kind = sniff(data)
    if kind is Format.PDF:
        count, pages, inside = document.read_pdf(data, course)
        return Document(kind, count, pages, inside)
    if kind is Format.PICTURE:
        count, pages = picture.read_pictures(data, course)
        return Document(kind, count, pages)
    if kind in containers.FORMATS:
        container = containers.open_container(data, kind)
        told = [] if container.page is None else [(container.page, (), ())]
        course.opened(len(told))
        return Document(kind, len(told), iter(told), container.inside)
    if kind is Format.WORD:
        course.opened(1)
        reading = word.read_word(data)
        return Document(kind, 1, iter([reading]), containers.bounded(word.inside(data)))
    if kind is Format.TEXT:
        reading = read_text(data)
        course.opened(1)
        listed = separated.sheet_of(reading[0].text)
        return Document(kind, 1, iter([reading]), sheets=() if listed is None else (listed,))
    if kind is Format.WORKBOOK:
        sheets = workbook.read(data)
        course.opened(len(sheets))
        return Document(kind, len(sheets), _pages(sheets), sheets=sheets)
    raise Unsupported(kind.value)


def _pages(sheets: tuple[Sheet, ...]) -> Iterator[Reading]:
    return ((sheet.page, (), _doubts(sheet)) for sheet in sheets)


def _doubts(sheet: Sheet) -> tuple[Warning, ...]:
    return (Warning("sheet_unreadable", sheet.number),) if sheet.broken else ()
