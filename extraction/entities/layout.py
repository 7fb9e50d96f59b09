"""The structure of a page's text: lines, their cells, and the header above each cell."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from extraction.records import Box, Word

_BAR = re.compile(r"[|｜]")  # also as wide as a Chinese character
_TAB = re.compile("\t")
_GAP = re.compile(r"\s{2,}")
_WORD_GAP = 0.9  # of the line's height: a wider gap between two words parts two cells
_WIDE = 3  # blanks: two cells that far apart are a row already, not a slip of the typist


class Cell(NamedTuple):
    """A cell of a line: offsets in the page's text, without the blanks around it.

    ``left`` and ``right`` place it across the page: points on paper, else characters in the line.
    """

    text: str
    start: int
    end: int
    left: float = 0.0
    right: float = 0.0


class Line(NamedTuple):
    """A line of a page. ``cells`` holds one cell for running text, several for a table row."""

    text: str
    start: int
    end: int
    cells: tuple[Cell, ...]
    ruled: bool  # cells are parted by a tab or a bar, so empty ones count
    is_row: bool  # reads as a row of a table


class Zone(NamedTuple):
    """A stretch in which a name can lie: a cell of a row, or lines of running text together."""

    start: int
    end: int
    line: int  # its (first) line
    cell: int | None  # its place in the row; None for running text


def lines(text: str, words: Sequence[Word] = ()) -> tuple[Line, ...]:
    """The lines of a page's text, cells parted by tabs, bars, wide blanks or wide gaps on paper."""
    return _lines(text, _Same(tuple(words)))


class _Same:
    """Words that are the same only as themselves: to compare a page's would take long."""

    __slots__ = ("words",)

    def __init__(self, words: tuple[Word, ...]) -> None:
        self.words = words

    def __hash__(self) -> int:
        return id(self.words)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.words is self.words


@lru_cache(maxsize=32)  # pages: labels, cells and names are asked for in turn
def _lines(text: str, of: _Same) -> tuple[Line, ...]:
    words = of.words
    found: list[Line] = []
    start = 0
    position = 0
    for raw in text.splitlines(keepends=True):
        end = start + len(raw.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"))
        first = position
        while position < len(words) and words[position].start < end:
            position += 1
        found.append(_line(text, start, end, words[first:position]))
        start += len(raw)
    return tuple(found)


def _line(text: str, start: int, end: int, words: Sequence[Word]) -> Line:
    line = text[start:end]
    if "\t" in line:
        return Line(line, start, end, _split(line, start, _TAB), True, True)
    if line.count("|") + line.count("｜") >= 2:
        return Line(line, start, end, _split(line, start, _BAR), True, True)
    words = _along(words)
    on_paper = _parted(words)
    if len(on_paper) > 1:
        cells = tuple(_cell_of(text, part) for part in on_paper)
        return Line(line, start, end, cells, False, True)
    cuts = [gap.span() for gap in _GAP.finditer(line) if gap.start()]
    cells = tuple(_placed(cell, words) for cell in _cut(line, start, cuts) if cell.text)
    wide = len(cells) == 2 and cells[1].start - cells[0].end >= _WIDE
    return Line(line, start, end, cells, False, len(cells) > 2 or wide)


def _split(line: str, start: int, separator: re.Pattern[str]) -> tuple[Cell, ...]:
    cells = _cut(line, start, [(m.start(), m.end()) for m in separator.finditer(line)])
    if separator is _BAR:  # those at both ends of a Markdown row are borders
        if cells and not cells[0].text:
            cells = cells[1:]
        if cells and not cells[-1].text:
            cells = cells[:-1]
    return tuple(cells)


def _cut(line: str, start: int, cuts: Sequence[tuple[int, int]]) -> list[Cell]:
    cells: list[Cell] = []
    left = 0
    for cut_start, cut_end in [*cuts, (len(line), len(line))]:
        piece = line[left:cut_start]
        text = piece.strip()
        at = start + left + (len(piece) - len(piece.lstrip()) if text else 0)
        place = at - start
        cells.append(Cell(text, at, at + len(text), place, place + len(text)))
        left = cut_end
    return cells


def _placed(cell: Cell, words: Sequence[Word]) -> Cell:
    """The cell where it stands on paper, when its words have boxes."""
    boxes = [word.box for word in words if word.start < cell.end and word.end > cell.start]
    if not boxes:
        return cell
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    return Cell(cell.text, cell.start, cell.end, left, right)


def _along(words: Sequence[Word]) -> Sequence[Word]:
    """The words of a line with boxes as if it ran from left to right, whichever way it runs."""
    right, down = course(words)
    if right >= abs(down):
        return words
    return [word._replace(box=laid(word.box, right, down)) for word in words]


def course(words: Sequence[Word]) -> tuple[float, float]:
    """How far to the right and how far down a line goes, doubled, from its first word to its last.

    Not at all, where it has but one.
    """
    if len(words) < 2:
        return 0.0, 0.0
    first, last = words[0].box, words[-1].box
    return last[0] + last[2] - first[0] - first[2], last[1] + last[3] - first[1] - first[3]


def laid(box: Box, right: float, down: float) -> Box:
    """A box as if its line, of this course, ran from left to right."""
    x0, top, x1, bottom = box
    if right >= abs(down):
        return box
    if abs(down) <= abs(right):
        return -x1, top, -x0, bottom
    return (top, x0, bottom, x1) if down > 0 else (-bottom, x0, -top, x1)


def _parted(words: Sequence[Word]) -> list[Sequence[Word]]:
    """The words of a line, parted where they stand wide apart."""
    parts: list[Sequence[Word]] = []
    first = 0
    reach = height = float("inf")  # of the word before: none parts the first
    for place, word in enumerate(words):
        x0, top, x1, bottom = word.box
        before, height = height, bottom - top
        gap = x0 - reach
        if gap > _WORD_GAP * height and gap > _WORD_GAP * before:
            parts.append(words[first:place])
            first = place
        reach = x1
    return [*parts, words[first:]]


def _cell_of(text: str, words: Sequence[Word]) -> Cell:
    start, end = words[0].start, words[-1].end
    left = min([word.box[0] for word in words])
    return Cell(text[start:end], start, end, left, max([word.box[2] for word in words]))


def zones(of: Sequence[Line]) -> tuple[Zone, ...]:
    """The cells of rows and the paragraphs of running text, in order; empty cells left out."""
    found: list[Zone] = []
    open_from: int | None = None
    for number, line in enumerate(of):
        prose = bool(line.cells) and not line.is_row
        breaks = not prose or _is_heading(of[number - 1].text) != _is_heading(line.text)
        if open_from is not None and breaks:
            found.append(Zone(of[open_from].start, of[number - 1].end, open_from, None))
            open_from = None
        if prose and open_from is None:
            open_from = number
        if line.is_row:
            places = enumerate(line.cells)
            found.extend(Zone(c.start, c.end, number, place) for place, c in places if c.text)
    if open_from is not None:
        found.append(Zone(of[open_from].start, of[-1].end, open_from, None))
    return tuple(found)


def _is_heading(text: str) -> bool:
    """A line in capitals stands apart from the text under it."""
    return text.isupper() and len(text.split()) > 2


def column_above(cell: Cell, index: int, row: Line, header: Line) -> Cell | None:
    """The cell of ``header`` above ``cell``: by order in ruled rows, else by place in the line."""
    if row.ruled or header.ruled:
        return header.cells[index] if row.ruled and index < len(header.cells) else None
    best: tuple[float, Cell] | None = None
    for above in header.cells:
        if abs(above.left - cell.left) < 1:
            return above
        shared = min(above.right, cell.right) - max(above.left, cell.left)
        if shared > 0 and (best is None or shared > best[0]):
            best = (shared, above)
    return best[1] if best else None


_ABBREVIATION = re.compile(
    r"(?:\b(?:Co|Ltd|Corp|Inc|Ltda|Cia|Bhd|Sdn|Pte|Pty|Mr|Mrs|Ms|Dr|Prof|St|No|Nr|vs|bzw|bijv|resp"
    r"|approx|ca|Fa|Ges|Abt|Art|art|Sec|pct|mln|dlrs|e\.g|i\.e|z\.B|u\.a|o\.a|d\.h)|\b[A-Z]|\.[A-Z]"
    r"|\.[a-z])$"
)
_STOP = re.compile(r"[.!?][\"”'’)\]]*\s+(?=[\"“‘'(\[]*[A-ZÀ-ÖØ-Þ0-9])|\n[ \t]*\n\s*|(?<=[:;])\s*\n")


@lru_cache(maxsize=32)  # a page is asked about whole, and again by zones
def sentences(text: str, start: int = 0, end: int | None = None) -> tuple[tuple[int, int], ...]:
    """Offsets of the sentences of ``text[start:end]``; abbreviations ("Co.") do not end one."""
    found: list[tuple[int, int]] = []
    last = len(text) if end is None else end
    for stop in _STOP.finditer(text, start, last):
        if text[stop.start()] == "." and _ABBREVIATION.search(
            text, max(start, stop.start() - 12), stop.start()
        ):
            continue
        until = stop.start() + len(stop.group().rstrip())
        if text[start:until].strip():
            found.append((start, until))
        start = stop.end()
    if text[start:last].strip():
        found.append((start, last))
    return tuple(found)
