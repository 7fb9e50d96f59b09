"""What is drawn on a page besides text: rules for the table finder, pictures, outlines."""

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import isfinite

import pypdfium2.raw as raw

from extraction.limits import EDGES
from extraction.readers.geometry import View, rounded
from extraction.records import Box

_OBJECTS = 60_000  # looked at on one page; forms within forms can multiply without end
_DEPTH = 6
_LETTER_SEGMENTS = 6  # an outline with more pieces, curves among them, may be a drawn letter
_LINE, _RECTANGLE = 2, 5  # points; the bounds of a line count its width, those of its points not
_LONGEST_PATH = 40_000  # points
_STRAIGHT = 1.0  # points that a rule may lean

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
            count = raw.FPDFPath_CountSegments(handle)
            if _LINE < count <= _RECTANGLE:
                box = bounds(handle, matrix)
                if box is not None and _on_page(box, view):
                    rules.append(rounded(box))
            elif count <= _LONGEST_PATH:
                found = tuple(_straights(handle, count, matrix, view))
                rules.extend(found)
                curves += not found and count > _LETTER_SEGMENTS
    return Strokes(tuple(rules), False, min(1.0, covered), curves, seen, texts)


def _objects(page: object) -> Iterator[tuple[object, int, Matrix]]:
    pick, kind_of = raw.FPDFPage_GetObject, raw.FPDFPageObj_GetType
    for index in range(raw.FPDFPage_CountObjects(page)):
        handle = pick(page, index)
        kind = kind_of(handle)
        yield handle, kind, _UNCHANGED
        if kind == raw.FPDF_PAGEOBJ_FORM:
            yield from _within(handle, _UNCHANGED, 0)


def _within(form: object, matrix: Matrix, depth: int) -> Iterator[tuple[object, int, Matrix]]:
    if depth >= _DEPTH:
        return
    inner = _product(_matrix(form), matrix)
    for index in range(max(0, raw.FPDFFormObj_CountObjects(form))):
        handle = raw.FPDFFormObj_GetObject(form, index)
        kind = raw.FPDFPageObj_GetType(handle)
        yield handle, kind, inner
        if kind == raw.FPDF_PAGEOBJ_FORM:
            yield from _within(handle, inner, depth + 1)


def _matrix(handle: object) -> Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(handle, found):
        return _UNCHANGED
    return found.a, found.b, found.c, found.d, found.e, found.f


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


def _bounds(view: View) -> Callable[[object, Matrix], Box | None]:
    """What tells the box of an object as it is seen; None for one that lies nowhere."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    ask, seen = raw.FPDFPageObj_GetBounds, view.seen

    def bounds(handle: object, matrix: Matrix) -> Box | None:
        if not ask(handle, left, bottom, right, top):
            return None
        x0, low, x1, high = left.value, bottom.value, right.value, top.value
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


def _straights(handle: object, count: int, matrix: Matrix, view: View) -> Iterator[Box]:
    """The level and upright straight pieces of a longer path."""
    whole = _product(_matrix(handle), matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    last: tuple[float, float] | None = None
    first: tuple[float, float] | None = None
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(handle, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = view.point(*_moved(whole, x.value, y.value))
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == raw.FPDF_SEGMENT_LINETO and last is not None:
            yield from _level_or_upright(last, point)
        last = point
        if raw.FPDFPathSegment_GetClose(segment) and first is not None:
            yield from _level_or_upright(point, first)
            last = first


def _level_or_upright(start: tuple[float, float], end: tuple[float, float]) -> Iterator[Box]:
    (x0, y0), (x1, y1) = start, end
    wide, high = abs(x1 - x0), abs(y1 - y0)
    if all(map(isfinite, (x0, y0, x1, y1))) and min(wide, high) <= _STRAIGHT < max(wide, high):
        yield rounded((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
