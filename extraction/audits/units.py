"""A report's pages as units: paragraphs, list items, and labelled parts with their values."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from extraction import pieces, places
from extraction.audits import words
from extraction.pieces import Piece, Sheet
from extraction.readers.tables import Cell, Table
from extraction.records import Page, Value

Span = tuple[int, int]

_LONGEST = 300  # characters of a unit that are looked at for its head or label
_HANG = 30.0  # points that the second line of an item may stand further in
_TIGHT = 0.45  # of a line's height: a wider gap parts paragraphs
_ROW = 3.0  # heights of a line that a cell of a row may go on for
_WIDE_TEXT = 60  # characters: a shorter line of a plain text was not broken for its length
_LONGEST_WEIGHT = 45  # characters of a cell that only names a severity
_STARTS = re.compile(r"\s*(?:[-•*·▪–]\s|\(?\d{1,2}[.)]\s)")


@dataclass(frozen=True)
class Unit:
    """A stretch of a page's text that belongs together; ``part``: what its label calls it."""

    page: Page
    spans: tuple[Span, ...]
    part: str | None = None

    @cached_property
    def text(self) -> str:
        """Its lines, joined by a blank each."""
        return " ".join(self.page.text[start:end] for start, end in self.spans)

    def value(self, start: int, end: int, normal: str | None, rule: str) -> Value:
        """A stretch of ``text`` as a value with its source."""
        return pieces.value(self.page, self.spans_of(start, end), normal, rule)

    def spans_of(self, start: int, end: int) -> list[Span]:
        """Where a stretch of ``text`` lies in the page's text."""
        found: list[Span] = []
        at = 0
        for first, last in self.spans:
            low, high = max(start, at), min(end, at + last - first)
            if low < high:
                found.append((first + low - at, first + high - at))
            at += last - first + 1
        return found or [self.spans[0]]

    def cut(self, start: int, end: int) -> "Unit":
        """A stretch of it as a unit of its own."""
        return Unit(self.page, tuple(self.spans_of(start, end)))


def of_page(page: Page, taken: Sequence[Span], tables: Sequence[Table]) -> list[Unit]:
    """The units of a page in its order, without what tables took; labelled rows come as parts."""
    found: list[Unit] = []
    used = list(taken)
    for table in tables:
        for unit, spans in _labelled_rows(page, table):
            found.append(unit)
            used.extend(spans)
    used.sort()
    of = pieces.of(page)
    found.extend(_of_lines(of, [p for p in of.pieces if not places.inside(used, p.start)]))
    return sorted(found, key=lambda unit: unit.spans[0])


def part_of(text: str) -> tuple[str, int] | None:
    """The part of a finding that a text begins with the label of, and where its value begins."""
    for name, pattern in words.PARTS:
        match = pattern.match(text[:_LONGEST])
        if match:
            return name, match.end()
    return None


def _labelled_rows(page: Page, table: Table) -> Iterator[tuple[Unit, list[Span]]]:
    rows = [[cell for cell in row.cells if cell and cell.words] for row in table.rows]
    named = [_row_part(cells) for cells in rows]
    if sum(1 for one, cells in zip(named, rows, strict=True) if one and len(cells) <= 2) < 2:
        return
    for one, cells in zip(named, rows, strict=True):
        if one is None or len(cells) < 2:
            continue
        spans = [(word.start, word.end) for cell in cells for word in cell.words]
        yield Unit(page, _lines_of(cells[1]), one), spans


def _row_part(cells: Sequence[Cell]) -> str | None:
    """What a row of a form is: by what it holds, by its label's beginning, by a word in that."""
    if len(cells) != 2:
        return None
    label, value = cells[0].text, cells[1].text
    if len(value) <= _LONGEST_WEIGHT and words.severity_of_cell(value):
        return "severity"
    if named := part_of(label):
        return named[0]
    return next((name for name, pattern in words.IN_LABELS if pattern.search(label)), None)


def _lines_of(cell: Cell) -> tuple[Span, ...]:
    found: list[Span] = []
    for word in cell.words:
        if found and word.start - found[-1][1] == 1:
            found[-1] = (found[-1][0], word.end)
        else:
            found.append((word.start, word.end))
    return tuple(found)


def _of_lines(of: Sheet, left: Sequence[Piece]) -> Iterator[Unit]:
    spans: list[Span] = []
    part: str | None = None
    last: Piece | None = None
    column = False
    row: list[Piece] = []
    for line in _lines(of.page, left):
        first = line[0]
        named = part_of(first.text)
        if named is None and spans and len(row) > 2 and _under_row(row, line):
            spans.extend((piece.start, piece.end) for piece in line)
            last = first
            continue
        row = line
        if named is None and spans and last and _goes_on(of, last, first, column=column):
            spans.extend((piece.start, piece.end) for piece in line)
            last = first
            continue
        if spans:
            yield Unit(of.page, tuple(spans), part)
        part, column, last = None, False, first
        spans = [(piece.start, piece.end) for piece in line]
        if named is not None:
            start = first.start + named[1]
            if of.page.text[start : first.end].strip():
                part = named[0]
                spans[0] = (start, first.end)
            elif len(line) > 1:
                part, spans, last, column = named[0], spans[1:], line[1], True
    if spans:
        yield Unit(of.page, tuple(spans), part)


def _under_row(row: Sequence[Piece], line: Sequence[Piece]) -> bool:
    """Whether a line goes on with cells of an unruled row, but not with its first one."""
    top = max(piece.bottom for piece in row)
    near = line[0].top - top < _ROW * line[0].height
    lefts = [piece.left for piece in row[1:]]
    return near and all(any(abs(piece.left - left) < 6 for left in lefts) for piece in line)


def _lines(page: Page, left: Sequence[Piece]) -> Iterator[list[Piece]]:
    line: list[Piece] = []
    for piece in sorted(left, key=lambda piece: piece.start):
        if line and "\n" in page.text[line[-1].end : piece.start]:
            yield line
            line = []
        line.append(piece)
    if line:
        yield line


def _goes_on(of: Sheet, last: Piece, after: Piece, *, column: bool) -> bool:
    """Whether a line goes on with what the line before it began."""
    if after.top - last.bottom > _TIGHT * last.height or starts(after.text):
        return False
    lower = after.text[:1].islower()
    if not of.on_paper:
        return lower or (len(last.text) >= _WIDE_TEXT and last.text[-1] not in ".:;!?")
    if column:
        return abs(after.left - last.left) < 6
    hangs = -pieces.NEAR < after.left - last.left < _HANG
    alike = 0.75 < after.height / last.height < 1.33
    return alike and hangs and (lower or pieces.was_broken(of, last, after))


def starts(text: str) -> bool:
    """Whether a line begins a unit of its own, by its first words."""
    beginning = text[:_LONGEST]
    clause = words.LEADING_CLAUSE.match(beginning)
    return bool(
        _STARTS.match(beginning)
        or words.CODE.match(beginning)
        or words.SECTION.fullmatch(beginning)
        or (clause and beginning[clause.end() :][:1].isupper())
        or (head := words.HEAD.match(beginning))
        and is_head(head)
    )


def is_head(head: re.Match[str]) -> bool:
    """A head has a number, or a weight and then a sign or a clause."""
    rest = head["rest"]
    if head["number"]:
        return not rest.strip() or bool(
            re.match(r"\s*(?:[:.,(–—|-]|\W*$)", rest) or words.severity_of(rest[:20])
        )
    weighed = head["weight"] or head["after"] or head["alone"] or words.severity_of(rest[:25])
    if not weighed:
        return False
    if re.match(r"\s*(?:\(.{1,40}?\))?\s*[:–—-]", rest):
        return True
    return bool(re.match(r"\s*[,(]", rest) and words.CLAUSE.search(rest[:40]))
