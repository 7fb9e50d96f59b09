"""A page as the pieces that its lines fall into, and what stands beside and below a piece."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extraction import places
from extraction.entities import layout
from extraction.records import Box, Page, Source, Value

_MOST = 600  # pieces of a page that are looked at: a certificate has some forty
NEAR = 4.0  # points: two pieces that stand so nearly in line are in line
_TIGHT = 0.4  # of a line's height: a wider gap between two lines parts paragraphs
_REACH = 3.0  # line heights from a label to the value below it
_FULL = 0.92  # of the widest line: one that would have grown longer was broken there


class Piece(NamedTuple):
    """A stretch of a line. On paper in points from the top left, else in characters and lines."""

    text: str
    start: int  # offsets in the page's text
    end: int
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """Of the line, which is that of its type."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Across the page."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """The pieces of a page, from top to bottom. ``widest``: the length of its longest line."""

    page: Page
    pieces: tuple[Piece, ...]
    widest: float

    @property
    def on_paper(self) -> bool:
        """Whether places are in points."""
        return bool(self.page.words)


def of(page: Page) -> Sheet:
    """The sheet of a page."""
    found = sorted(_pieces(page), key=lambda piece: (piece.top, piece.left))[:_MOST]
    widest = max((piece.right - piece.left for piece in found), default=0.0)
    return Sheet(page, tuple(found), widest)


def _pieces(page: Page) -> Iterator[Piece]:
    for number, line in enumerate(layout.lines(page.text, page.words)):
        for cell in line.cells:
            if not cell.text:
                continue
            box = places.box_of(page, cell.start, cell.end)
            if box is None:
                box = (cell.left, float(number), cell.right, number + 1.0)
            yield Piece(cell.text, cell.start, cell.end, *box)


def beside(sheet: Sheet, piece: Piece) -> Piece | None:
    """The nearest piece to the right in the same line."""
    found = [
        other
        for other in sheet.pieces
        if other.left >= piece.right - 1 and other is not piece and _level(piece, other)
    ]
    return min(found, key=lambda other: other.left, default=None)


def _level(one: Piece, other: Piece) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > min(one.height, other.height) / 2


def below(sheet: Sheet, piece: Piece) -> Piece | None:
    """The nearest piece under this one, when it is near and in line with it."""
    found = [other for other in sheet.pieces if _under(piece, other)]
    nearest = min(found, key=lambda other: other.top, default=None)
    if nearest is None or nearest.top - piece.bottom > _REACH * piece.height:
        return None
    level = [other for other in found if _level(nearest, other)]
    return min(level, key=lambda other: abs(other.left - piece.left))


def next_line(sheet: Sheet, piece: Piece) -> Piece | None:
    """The piece of the next line, when that holds only one and stands further in."""
    reach = piece.bottom + _REACH * piece.height
    low = [other for other in sheet.pieces if piece.bottom - 1 <= other.top < reach]
    nearest = min(low, key=lambda other: other.top, default=None)
    if nearest is None or nearest.left < piece.left:
        return None
    return nearest if sum(1 for other in low if _level(nearest, other)) == 1 else None


def _under(piece: Piece, other: Piece) -> bool:
    if other.top < piece.top + piece.height / 2:
        return False
    shared = min(piece.right, other.right) - max(piece.left, other.left)
    return shared > 0 or abs(other.left - piece.left) < NEAR


def following(
    sheet: Sheet, piece: Piece, most: int, stop: Callable[[Piece], bool], *, free: bool = False
) -> list[Piece]:
    """The lines in which a value goes on under its first one.

    ``free``: it stands in a column of its own, so lines need not have been full to be broken.
    """
    found: list[Piece] = []
    last = piece
    while len(found) < most - 1:
        after = below(sheet, last)
        if after is None or stop(after) or not _goes_on(sheet, last, after, free=free):
            break
        found.append(after)
        last = after
    return found


def _goes_on(sheet: Sheet, last: Piece, after: Piece, *, free: bool) -> bool:
    if after.top - last.bottom > _TIGHT * last.height:
        return False
    if not sheet.on_paper:
        return True
    if not 0.75 < after.height / last.height < 1.33:
        return False
    if abs(after.left - last.left) > NEAR and abs(after.middle - last.middle) > NEAR:
        return False
    return (
        free
        or after.text[:1].islower()
        or last.text.endswith((",", "-", "&"))
        or was_broken(sheet, last, after)
    )


def was_broken(sheet: Sheet, last: Piece, after: Piece) -> bool:
    """Whether the next line's first word would not have fitted on this one."""
    letter = (after.right - after.left) / max(len(after.text), 1)
    word = letter * (len(after.text.split()[0]) + 1)
    return last.right - last.left + word > _FULL * sheet.widest


def value(page: Page, spans: Sequence[tuple[int, int]], normal: str | None, rule: str) -> Value:
    """A field read at stretches of text that may lie apart; ``quote`` holds their lines."""
    parts = [places.value(page, start, end, None, rule) for start, end in spans]
    text = " ".join(part.text for part in parts)
    boxes = [part.source.box for part in parts if part.source.box]
    quotes = dict.fromkeys(part.source.quote for part in parts)
    source = Source(page.number, _around(boxes), " ".join(quotes), rule)
    return Value(text, normal if normal is not None else text, source)


def _around(boxes: Sequence[Box]) -> Box | None:
    if not boxes:
        return None
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
