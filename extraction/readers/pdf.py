"""A PDF through PDFium: words, rules and pictures of its pages. Only this and strokes.py use it.

PDFium is not thread-safe (it returns wrong text without a word): one process, one document.
"""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from math import isfinite, pi, sqrt

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extraction.errors import Damaged, NeedsPassword
from extraction.limits import PIXELS
from extraction.readers import png, strokes
from extraction.readers.addresses import ADDRESS, NUMBER, address_of, by_address
from extraction.readers.geometry import View
from extraction.readers.lines import Glyphs, lay_out, runs
from extraction.readers.scanned import Picture, fit_to_read
from extraction.records import Box, Page

_FILLED_IN = {raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP}
_UNREAD = View(0, 0, 612, 792)
_SAMPLED = 40  # characters whose direction is asked
_PICTURED = 0.05  # share of the page: a picture that PDFium cannot draw is ink all the same
_INK_PROBE = 160  # pixels wide: enough to see whether anything is on a page


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page as PDFium has it, with what the table finder and the cross-check need.

    All is as if the page were turned so that its text stands upright; ``turns`` quarter turns
    clockwise bring it to what a reader sees.
    """

    page: Page
    turns: int
    rules: tuple[Box, ...]  # lines are thin boxes, rectangles are boxes
    rules_cut: bool  # there were more than were collected
    pictures: float  # the share of the page under pictures, 0 to 1
    curves: int  # drawn outlines that may be letters
    maybe_text: bool  # there is something that another reader may find text in


@contextmanager
def opened(data: bytes) -> Iterator[pdfium.PdfDocument]:
    """The document, open. An empty user password is tried by PDFium itself.

    Raises NeedsPassword, or Damaged when PDFium finds no page in it.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise NeedsPassword from error
        raise Damaged(str(error)) from error
    try:
        yield document
    finally:
        document.close()


def read_page(document: pdfium.PdfDocument, number: int) -> PdfPage:
    """Page ``number``, from 1, read. Raises Damaged when PDFium cannot load it."""
    with _loaded(document, number) as page:
        seen = _view(page)
        glyphs, upright = _glyphs(page, seen.turn)
        view = replace(seen, turn=upright)
        text, words = lay_out(glyphs, view) if glyphs else ("", ())
        drawn = strokes.collect(page, view)
        sheet = Page(
            number=number,
            width=round(view.width, 2),
            height=round(view.height, 2),
            text=text,
            words=words,
            has_ink=bool(words)
            or drawn.pictures > _PICTURED
            or (drawn.objects > 0 and _has_ink(page)),
        )
        return PdfPage(
            page=sheet,
            turns=(seen.turn - upright) % 4,
            rules=drawn.rules,
            rules_cut=drawn.cut,
            pictures=drawn.pictures,
            curves=drawn.curves,
            maybe_text=drawn.texts > 0 or drawn.objects == 0,
        )


def render_page(data: bytes, number: int, *, width_px: int) -> bytes:
    """A picture of page ``number`` (from 1) as PNG, at most 40 million pixels, as a reader sees it.

    Raises NeedsPassword or Damaged.
    """
    with opened(data) as document:
        return render_opened(document, number, width_px=width_px)


def render_opened(document: pdfium.PdfDocument, number: int, *, width_px: int) -> bytes:
    """The same of a document that is open already."""
    with _loaded(document, number) as page:
        width, height = _pixels(_view(page), width_px)
        return png.encode(_painted(page, width, height), width, height)


def photograph(document: pdfium.PdfDocument, number: int) -> Picture:
    """Page ``number`` (from 1) as a grey picture fit for reading it, as a reader sees it."""
    with _loaded(document, number) as page:
        view = _view(page)
        longer = max(view.width, view.height)
        width, height = _pixels(view, round(view.width * fit_to_read(longer) / longer))
        pixels = bytearray(b"\xff") * (width * height)
        _paint(page, pixels, width, height, raw.FPDFBitmap_Gray, raw.FPDF_GRAYSCALE)
        return Picture(bytes(pixels), width, height, view.width / width)


@contextmanager
def _loaded(document: pdfium.PdfDocument, number: int) -> Iterator[pdfium.PdfPage]:
    if not 1 <= number <= len(document):
        raise Damaged(f"page {number} cannot be loaded")
    handle = raw.FPDF_LoadPage(document.raw, number - 1)
    if not handle:
        raise Damaged(f"page {number} cannot be loaded")
    try:
        # What was typed into a form's fields lies beside the page; laid onto it, it is read too.
        if _is_filled_in(handle) and raw.FPDFPage_Flatten(handle, raw.FLAT_NORMALDISPLAY) == 1:
            raw.FPDF_ClosePage(handle)
            handle = raw.FPDF_LoadPage(document.raw, number - 1)
        yield handle
    finally:
        raw.FPDF_ClosePage(handle)


def _is_filled_in(page: pdfium.PdfPage) -> bool:
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), 5_000)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if annotation:
            kind = raw.FPDFAnnot_GetSubtype(annotation)
            raw.FPDFPage_CloseAnnot(annotation)
            if kind in _FILLED_IN:
                return True
    return False


def _view(page: pdfium.PdfPage) -> View:
    rect = raw.FS_RECTF()
    if not raw.FPDF_GetPageBoundingBox(page, rect):
        return _UNREAD
    values = (rect.left, rect.bottom, rect.right, rect.top)
    if not all(map(isfinite, values)) or rect.right <= rect.left or rect.top <= rect.bottom:
        return _UNREAD
    return View(*values, turn=max(0, raw.FPDFPage_GetRotation(page)) % 4)


def _glyphs(page: pdfium.PdfPage, turn: int) -> tuple[Glyphs | None, int]:
    """The characters, and the quarter turns at which most of them stand upright.

    PDFium puts the words of a page with sideways text in order only when it is turned so.
    """
    with _characters(page) as (textpage, count):
        if count <= 0:
            return None, turn
        upright = _upright(textpage, count)
        if upright == turn:
            return _collected(textpage, count), turn
    raw.FPDFPage_SetRotation(page, upright)
    try:
        with _characters(page) as (textpage, count):
            return (_collected(textpage, count) if count > 0 else None), upright
    finally:
        raw.FPDFPage_SetRotation(page, turn)


@contextmanager
def _characters(page: pdfium.PdfPage) -> Iterator[tuple[object, int]]:
    textpage = raw.FPDFText_LoadPage(page)
    try:
        yield textpage, raw.FPDFText_CountChars(textpage) if textpage else 0
    finally:
        if textpage:
            raw.FPDFText_ClosePage(textpage)


def _upright(textpage: object, count: int) -> int:
    """The quarter turns clockwise that make most of the text upright, from a sample of it."""
    votes = [0, 0, 0, 0]
    for index in range(0, count, max(1, count // _SAMPLED)):
        angle = raw.FPDFText_GetCharAngle(textpage, index)  # clockwise, in radians; -1: none
        if isfinite(angle) and angle >= 0:
            votes[round(-angle / (pi / 2)) % 4] += 1
    return votes.index(max(votes))


def _collected(textpage: object, count: int) -> Glyphs:
    codes = _codes(textpage, count)
    found = runs(codes)
    boxes = np.zeros((2 * len(found), 4), np.float32)
    place, handle = boxes.ctypes.data, address_of(textpage)
    for start, end in found:
        _loose_box(handle, start, place)
        _loose_box(handle, end - 1, place + _RECT)
        place += 2 * _RECT
    return Glyphs(codes, found, boxes)


_loose_box = by_address(raw.FPDFText_GetLooseCharBox, NUMBER, ADDRESS, NUMBER, ADDRESS)
_RECT = ctypes.sizeof(raw.FS_RECTF)  # left, top, right, bottom


def _codes(textpage: object, count: int) -> str:
    """The characters, one code unit each."""
    buffer = (ctypes.c_ushort * (count + 1))()
    if raw.FPDFText_GetText(textpage, 0, count, buffer) != count + 1:
        unicode = raw.FPDFText_GetUnicode  # some have no place in the bulk text: ask for each
        return "".join(chr(min(unicode(textpage, index), 0x10FFFF)) for index in range(count))
    codes = bytes(buffer)[: 2 * count].decode("utf-16-le", "surrogatepass")
    return codes if len(codes) == count else "".join(map(chr, buffer[:count]))


def _has_ink(page: pdfium.PdfPage) -> bool:
    view = _view(page)
    width = _INK_PROBE
    height = max(1, min(4 * width, round(width * view.height / view.width)))
    return bytes(_painted(page, width, height)).strip(b"\xff") != b""


def _painted(page: pdfium.PdfPage, width: int, height: int) -> bytearray:
    """Four bytes a pixel: red, green, blue, and one that says nothing."""
    pixels = bytearray(b"\xff") * (4 * width * height)
    _paint(page, pixels, width, height, raw.FPDFBitmap_BGRx, raw.FPDF_REVERSE_BYTE_ORDER)
    return pixels


def _paint(
    page: pdfium.PdfPage, pixels: bytearray, width: int, height: int, kind: int, flags: int
) -> None:
    buffer = (ctypes.c_ubyte * len(pixels)).from_buffer(pixels)
    bitmap = raw.FPDFBitmap_CreateEx(width, height, kind, buffer, len(pixels) // height)
    if not bitmap:
        raise MemoryError("page picture")
    try:
        raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, raw.FPDF_ANNOT | flags)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)


def _pixels(view: View, width_px: int) -> tuple[int, int]:
    width = max(1, min(width_px, 10_000))
    height = max(1, round(width * view.height / view.width))
    if width * height > PIXELS:
        shrink = sqrt(PIXELS / (width * height))
        width, height = max(1, int(width * shrink)), max(1, int(height * shrink))
    return min(width, PIXELS), min(height, PIXELS // width)
