"""Where things are on a page: from the file's own coordinates to the page as a reader sees it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extraction.records import Box

Side = NDArray[np.float64]  # one side of many boxes


@dataclass(frozen=True, slots=True)
class View:
    """What is seen of a page: its visible box in the file's coordinates, and the turn.

    ``turn`` counts quarter turns clockwise, 0 to 3.
    """

    left: float
    bottom: float
    right: float
    top: float
    turn: int = 0

    @property
    def width(self) -> float:
        """Points, as seen."""
        return self.right - self.left if self.turn % 2 == 0 else self.top - self.bottom

    @property
    def height(self) -> float:
        """Points, as seen."""
        return self.top - self.bottom if self.turn % 2 == 0 else self.right - self.left

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the file as seen: from the left, and from the top."""
        if self.turn == 0:
            return x - self.left, self.top - y
        if self.turn == 1:
            return y - self.bottom, x - self.left
        if self.turn == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box of the file as seen."""
        return self.seen(left, bottom, right, top)

    @property
    def seen(self) -> Callable[[float, float, float, float], Box]:
        """What brings boxes of the file (left, bottom, right, top) to where they are seen.

        Asked for once for a page with thousands of boxes.
        """
        left, bottom, right, top = self.left, self.bottom, self.right, self.top
        if self.turn == 0:
            return lambda x0, low, x1, high: _ordered(x0 - left, top - high, x1 - left, top - low)
        if self.turn == 1:
            return lambda x0, low, x1, high: _ordered(
                low - bottom, x0 - left, high - bottom, x1 - left
            )
        if self.turn == 2:
            return lambda x0, low, x1, high: _ordered(
                right - x1, low - bottom, right - x0, high - bottom
            )
        return lambda x0, low, x1, high: _ordered(top - high, right - x1, top - low, right - x0)

    def seen_all(self, left: Side, bottom: Side, right: Side, top: Side) -> tuple[Side, ...]:
        """The same of many boxes, a side at a time."""
        if self.turn == 0:
            x0, y0, x1, y1 = left - self.left, self.top - top, right - self.left, self.top - bottom
        elif self.turn == 1:
            x0, y0, x1, y1 = (
                bottom - self.bottom,
                left - self.left,
                top - self.bottom,
                right - self.left,
            )
        elif self.turn == 2:
            x0, y0, x1, y1 = (
                self.right - right,
                bottom - self.bottom,
                self.right - left,
                top - self.bottom,
            )
        else:
            x0, y0, x1, y1 = (
                self.top - top,
                self.right - right,
                self.top - bottom,
                self.right - left,
            )
        return np.minimum(x0, x1), np.minimum(y0, y1), np.maximum(x0, x1), np.maximum(y0, y1)


def _ordered(x0: float, top: float, x1: float, bottom: float) -> Box:
    if x0 > x1:
        x0, x1 = x1, x0
    if top > bottom:
        top, bottom = bottom, top
    return x0, top, x1, bottom


def quarter_turned(box: Box, width: float, height: float, turns: int) -> Box:
    """The box after so many quarter turns clockwise of its page, which was so wide and high."""
    x0, top, x1, bottom = box
    if turns == 1:
        return height - bottom, x0, height - top, x1
    if turns == 2:
        return width - x1, height - bottom, width - x0, height - top
    if turns == 3:
        return top, width - x1, bottom, width - x0
    return box


def union(first: Box, second: Box) -> Box:
    """The smallest box round two."""
    return (
        min(first[0], second[0]),
        min(first[1], second[1]),
        max(first[2], second[2]),
        max(first[3], second[3]),
    )


def all_rounded(boxes: Sequence[Box]) -> tuple[Box, ...]:
    """The boxes to a hundredth of a point: in bulk, as a page may have thousands."""
    return tuple(zip(*np.round(np.array(boxes).T, 2).tolist(), strict=True)) if boxes else ()


def rounded(box: Box) -> Box:
    """The box to a hundredth of a point, as it is kept."""
    x0, top, x1, bottom = box
    return round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)
