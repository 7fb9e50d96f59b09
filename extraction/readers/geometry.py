"""Where things are on a page: from the file's own coordinates to the page as a reader sees it."""

from dataclasses import dataclass

from extraction.records import Box


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
        x0, y0 = self.point(left, bottom)
        x1, y1 = self.point(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


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


def rounded(box: Box) -> Box:
    """The box to a hundredth of a point, as it is kept."""
    x0, top, x1, bottom = box
    return round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)
