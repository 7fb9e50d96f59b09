"""What is drawn on a page besides text: rules for the table finder, pictures, outlines."""

import ctypes
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import isfinite

import pypdfium2.raw as raw

from extraction.limits import EDGES
from extraction.readers.addresses import ADDRESS, NUMBER, address_of, by_address
from extraction.readers.geometry import View, all_rounded
from extraction.records import Box

_OBJECTS = 60_000  # looked at on one page; forms within forms can multiply without end
_DEPTH = 6
_LETTER_SEGMENTS = 6  # an outline with more pieces, curves among them, may be a drawn letter
_LINE, _RECTANGLE = 2, 5  # points; the bounds of a line count its width, those of its points not
_LONGEST_PATH = 40_000  # points
_STRAIGHT = 1.0  # points that a rule may lean

_object_of = by_address(raw.FPDFPage_GetObject, ADDRESS, ADDRESS, NUMBER)
_kind = by_address(raw.FPDFPageObj_GetType, NUMBER, ADDRESS)
_asked_bounds = by_address(raw.FPDFPageObj_GetBounds, NUMBER, *[ADDRESS] * 5)
_asked_matrix = by_address(raw.FPDFPageObj_GetMatrix, NUMBER, ADDRESS, ADDRESS)
_count_within = by_address(raw.FPDFFormObj_CountObjects, NUMBER, ADDRESS)
_object_within = by_address(raw.FPDFFormObj_GetObject, ADDRESS, ADDRESS, ctypes.c_ulong)
_segments = by_address(raw.FPDFPath_CountSegments, NUMBER, ADDRESS)
_segment_of = by_address(raw.FPDFPath_GetPathSegment, ADDRESS, ADDRESS, NUMBER)
_segment_kind = by_address(raw.FPDFPathSegment_GetType, NUMBER, ADDRESS)
_segment_end = by_address(raw.FPDFPathSegment_GetPoint, NUMBER, ADDRESS, ADDRESS, ADDRESS)
_closes = by_address(raw.FPDFPathSegment_GetClose, NUMBER, ADDRESS)
_POINT, _SIDES, _MATRIX = struct.Struct("2f"), struct.Struct("4f"), struct.Struct("6f")

Matrix = tuple[float, float, float, float, float, float]
_UNCHANGED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Strokes:
    """Rules as boxes seen on the page (a line is a thin box), and how much else is drawn."""

    rules: tuple[Box, ...]
    cut: bool
    pictures: float  # share of the page, 0 to 1
    curves: int
    objects: int
    texts: int


def collect(page: object, view: View) -> Strokes:
    """Everything drawn on a loaded page, forms within it included."""
    rules: list[Box] = []
    seen = curves = texts = 0
    covered = 0.0
    bounds = _bounds(view)
    for handle, kind, matrix in _objects(page):
        seen += 1
        if seen > _OBJECTS or len(rules) > EDGES:
            return Strokes((), True, min(1.0, covered), curves, seen, texts)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            texts += 1
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            covered += _share(bounds(handle, matrix), view)
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            count = _segments(handle)
            if _LINE < count <= _RECTANGLE:
                box = bounds(handle, matrix)
                if box is not None and _on_page(box, view):
                    rules.append(box)
            elif count <= _LONGEST_PATH:
                found = tuple(_straights(handle, count, matrix, view))
                rules.extend(found)
                curves += not found and count > _LETTER_SEGMENTS
    return Strokes(all_rounded(rules), False, min(1.0, covered), curves, seen, texts)


def _objects(page: object) -> Iterator[tuple[int, int, Matrix]]:
    """The objects of a page by their addresses, each with its kind."""
    whole = address_of(page)
    for index in range(raw.FPDFPage_CountObjects(page)):
        handle = _object_of(whole, index)
        kind = _kind(handle)
        yield handle, kind, _UNCHANGED
        if kind == raw.FPDF_PAGEOBJ_FORM:
            yield from _within(handle, _UNCHANGED, 0)


def _within(form: int, matrix: Matrix, depth: int) -> Iterator[tuple[int, int, Matrix]]:
    if depth >= _DEPTH:
        return
    inner = _product(_matrix(form), matrix)
    for index in range(max(0, _count_within(form))):
        handle = _object_within(form, index)
        kind = _kind(handle)
        yield handle, kind, inner
        if kind == raw.FPDF_PAGEOBJ_FORM:
            yield from _within(handle, inner, depth + 1)


def _matrix(handle: int) -> Matrix:
    found = (ctypes.c_float * 6)()
    if not _asked_matrix(handle, ctypes.addressof(found)):
        return _UNCHANGED
    a, b, c, d, e, f = _MATRIX.unpack(found)
    return a, b, c, d, e, f


def _product(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _bounds(view: View) -> Callable[[int, Matrix], Box | None]:
    """What tells the box of an object as it is seen; None for one that lies nowhere."""
    sides = (ctypes.c_float * 4)()
    left = ctypes.addressof(sides)
    bottom, right, top = left + 4, left + 8, left + 12
    seen = view.seen

    def bounds(handle: int, matrix: Matrix) -> Box | None:
        if not _asked_bounds(handle, left, bottom, right, top):
            return None
        x0, low, x1, high = _SIDES.unpack(sides)
        if matrix is not _UNCHANGED:
            x0, low = _moved(matrix, x0, low)
            x1, high = _moved(matrix, x1, high)
        return seen(x0, low, x1, high) if isfinite(x0 + low + x1 + high) else None

    return bounds


def _share(box: Box | None, view: View) -> float:
    if box is None:
        return 0.0
    wide = min(box[2], view.width) - max(box[0], 0)
    high = min(box[3], view.height) - max(box[1], 0)
    return max(0.0, wide) * max(0.0, high) / (view.width * view.height)


def _on_page(box: Box, view: View) -> bool:
    return box[2] > 0 and box[3] > 0 and box[0] < view.width and box[1] < view.height


def _straights(handle: int, count: int, matrix: Matrix, view: View) -> Iterator[Box]:
    """The level and upright straight pieces of a longer path."""
    whole = _product(_matrix(handle), matrix)
    end = (ctypes.c_float * 2)()
    x = ctypes.addressof(end)
    last: tuple[float, float] | None = None
    first: tuple[float, float] | None = None
    for index in range(count):
        segment = _segment_of(handle, index)
        kind = _segment_kind(segment)
        _segment_end(segment, x, x + 4)
        point = view.point(*_moved(whole, *_POINT.unpack(end)))
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == raw.FPDF_SEGMENT_LINETO and last is not None:
            yield from _level_or_upright(last, point)
        last = point
        if _closes(segment) and first is not None:
            yield from _level_or_upright(point, first)
            last = first


def _level_or_upright(start: tuple[float, float], end: tuple[float, float]) -> Iterator[Box]:
    (x0, y0), (x1, y1) = start, end
    wide, high = abs(x1 - x0), abs(y1 - y0)
    if all(map(isfinite, (x0, y0, x1, y1))) and min(wide, high) <= _STRAIGHT < max(wide, high):
        yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
