"""The order in which fragments of lines on a page are read: rows, and columns of running text."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from extraction.records import Box

_LEVEL = 0.5  # of the lower one's height: fragments whose middles lie nearer stand beside
_GUTTER = 0.8  # of a line's height: what parts two columns is wider
_FEWEST_ROWS = 4
_PROSE = 22  # letters: in columns of running text most lines are longer
_DEEPEST = 8  # columns within columns


@dataclass(frozen=True, slots=True)
class Fragment:
    """A run of words found as one, with its box."""

    index: int  # its place in the caller's list
    box: Box
    letters: int

    @property
    def middle(self) -> float:
        """Halfway down."""
        return (self.box[1] + self.box[3]) / 2

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.box[3] - self.box[1]


Row = list[Fragment]


def rows(fragments: Sequence[Fragment]) -> list[list[int]]:
    """The fragments' indexes row by row in reading order, each row from left to right."""
    return [[one.index for one in row] for row in _read(_level(fragments), 0)]


def _level(fragments: Sequence[Fragment]) -> list[Row]:
    """Fragments beside each other, from the top; each row from left to right."""
    found: list[Row] = []
    for one in sorted(fragments, key=lambda one: one.middle):
        last = found[-1] if found else []
        if last and one.middle - last[0].middle < _LEVEL * min(one.height, last[0].height):
            last.append(one)
        else:
            found.append([one])
    return [sorted(row, key=lambda one: one.box[0]) for row in found]


def _read(found: list[Row], deep: int) -> list[Row]:
    columns = _columns(found) if deep < _DEEPEST else None
    if columns is None:
        return found
    first, last, gutter = columns
    within = found[first:last]
    left = [[one for one in row if one.box[2] <= gutter] for row in within]
    right = [[one for one in row if one.box[0] >= gutter] for row in within]
    return [
        *_read(found[:first], deep + 1),
        *_read([row for row in left if row], deep + 1),
        *_read([row for row in right if row], deep + 1),
        *_read(found[last:], deep + 1),
    ]


def _columns(found: list[Row]) -> tuple[int, int, float] | None:
    """The rows, from and until, that stand in columns of running text, and what parts them."""
    best: tuple[int, int, float] | None = None
    for gutter in _gutters(found):
        first = 0
        while first < len(found):
            last = first
            while last < len(found) and not _crosses(found[last], gutter):
                last += 1
            wide = best[1] - best[0] if best else 0
            if last - first > wide and _is_prose(found[first:last], gutter):
                best = first, last, gutter
            first = last + 1
    return best


def _gutters(found: Sequence[Row]) -> list[float]:
    """Places between two fragments of a row, each only once where they are nearly the same."""
    places: set[float] = set()
    for row in found:
        for one, other in zip(row, row[1:], strict=False):
            if other.box[0] - one.box[2] > _GUTTER * one.height:
                places.add(round((one.box[2] + other.box[0]) / 2 / one.height) * one.height)
    return sorted(places)


def _crosses(row: Row, gutter: float) -> bool:
    return any(one.box[0] < gutter < one.box[2] for one in row)


def _is_prose(within: Sequence[Row], gutter: float) -> bool:
    """Whether most lines on both sides of the gutter are as long as those of running text."""
    sides: tuple[list[int], list[int]] = ([], [])
    for row in within:
        for one in row:
            sides[one.box[0] >= gutter].append(one.letters)
    return all(len(side) >= _FEWEST_ROWS and median(side) >= _PROSE for side in sides)
