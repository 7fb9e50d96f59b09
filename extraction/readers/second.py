"""The second reading of a page, by pdfminer: slower, but it sees text that PDFium may miss."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import islice
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LAParams, LTChar, LTTextContainer, LTTextLine
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from extraction.errors import TooSlow
from extraction.readers.characters import visible
from extraction.readers.geometry import View, rounded, union
from extraction.records import Box, Word

Reading = tuple[str, tuple[Word, ...]]
_NOTHING: Reading = ("", ())
_FAR = 1e6  # points; the largest page that the norm knows measures 14,400 (ISO 32000-1, annex C)


def second_reader(data: bytes, seconds: float) -> Callable[[int], Reading]:
    """A function that reads page n (from 1) again; pages must be asked for in rising order.

    What pdfminer cannot read gives no text: this reader only ever adds to the first. It raises
    TooSlow when a page takes longer than ``seconds``.
    """
    resources = PDFResourceManager(caching=False)
    device = PDFPageAggregator(resources, laparams=LAParams())
    interpreter = PDFPageInterpreter(resources, device)
    pages: Iterator[Any] | None = None
    position = 0

    def read(number: int) -> Reading:
        with _patience(seconds):
            return attempt(number)

    def attempt(number: int) -> Reading:
        nonlocal pages, position
        try:
            if pages is None:
                pages = PDFPage.create_pages(PDFDocument(PDFParser(BytesIO(data))))
            page = next(islice(pages, number - position - 1, None), None)
            position = number
            if page is None:
                return _NOTHING
            interpreter.process_page(page)
            return _words(device.get_result(), _view(page))
        except MemoryError:
            raise
        except Exception as error:
            # A lack of memory can come wrapped in pdfminer's own exceptions.
            if isinstance(error.__context__, MemoryError):
                raise MemoryError from error
            return _NOTHING

    return read


class _Late(BaseException):
    """The time is over; no handler of Exception in pdfminer may swallow it."""


@contextmanager
def _patience(seconds: float) -> Iterator[None]:
    """Bounds what pdfminer takes: it is all Python, so an alarm can end its endless loops."""

    def ring(*_: object) -> None:
        raise _Late

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    except _Late:
        raise TooSlow("pdfminer") from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _view(page: Any) -> View:
    """pdfminer turns the page and starts from its media box; what is seen is the crop box in it."""
    x0, y0, x1, y1 = page.mediabox
    turn = page.rotate % 360

    def moved(x: float, y: float) -> tuple[float, float]:
        if turn == 90:
            return y - y0, x1 - x
        if turn == 180:
            return x1 - x, y1 - y
        if turn == 270:
            return y1 - y, x - x0
        return x - x0, y - y0

    left, bottom, right, top = page.cropbox
    (ax, ay), (bx, by) = moved(left, bottom), moved(right, top)
    return View(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def _words(layout: Any, view: View) -> Reading:
    parts: list[str] = []
    words: list[Word] = []
    offset = 0
    for line in _lines(layout):
        between = "\n"
        for printed, box in _runs(line, view):
            if not _is_within_reach(box):
                continue
            if words:
                parts.append(between)
                offset += 1
            words.append(Word(printed, box, offset, offset + len(printed)))
            parts.append(printed)
            offset += len(printed)
            between = " "
    return "".join(parts), tuple(words)


def _is_within_reach(box: Box) -> bool:
    """Whether it is a place at all: a broken matrix sends words millions of miles away."""
    return all(-_FAR <= side <= _FAR for side in box)


def _lines(item: Any) -> Iterator[Any]:
    if isinstance(item, LTTextLine):
        yield item
    elif isinstance(item, LTTextContainer) or hasattr(item, "__iter__"):
        for part in item:
            yield from _lines(part)


def _runs(line: Any, view: View) -> Iterator[tuple[str, Box]]:
    text, box = "", None
    for char in line:
        piece = char.get_text()
        if isinstance(char, LTChar) and not piece.isspace():
            text += piece
            here = view.box(char.x0, char.y0, char.x1, char.y1)
            box = here if box is None else union(box, here)
        elif text and box:
            yield visible(text), rounded(box)
            text, box = "", None
    if text and box:
        yield visible(text), rounded(box)
