"""Lines of text in a picture: where they lie, and each cut out as a strip of one height."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians, sin

import cv2
import numpy as np

from extraction.readers.scan.engine import HEIGHT, Chances, Grey

_LIKELY = 0.3  # of a pixel, to count as text
_SURE = 0.5  # of all pixels of a line on average
_GROWN = 1.3  # what is found is the core of a line; its edges lie further out by this, times
# its area through its girth
_SMALLEST = 3.0  # pixels
_MOST = 3_000  # lines on a page
_LEVEL = 0.12  # of a line's height: a line that rises less is cut out as it lies
_NARROWEST = 16  # pixels of a strip


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text in a picture: its middle, its length along the text, its height; pixels.

    ``angle`` is in degrees clockwise from level, from -45 up to 135: beyond 45 it stands upright.
    """

    x: float
    y: float
    length: float
    height: float
    angle: float

    def point(self, along: float, down: float) -> tuple[float, float]:
        """Where in the picture something is that lies so far from the line's top left corner."""
        right, below = along - self.length / 2, down - self.height / 2
        turn, rise = cos(radians(self.angle)), sin(radians(self.angle))
        return self.x + right * turn - below * rise, self.y + right * rise + below * turn


def find(likelihood: Chances, scale: float) -> list[Line]:
    """The lines that the engine found; ``scale`` brings its pixels to those wanted."""
    mask = (likelihood > _LIKELY).astype(np.uint8)
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    largest = sorted(outlines, key=len, reverse=True)[:_MOST]
    found = (_line(likelihood, outline, scale) for outline in largest)
    return [line for line in found if line is not None]


def _line(likelihood: Chances, outline: cv2.typing.MatLike, scale: float) -> Line | None:
    (x, y), (wide, high), angle = cv2.minAreaRect(outline)
    if min(wide, high) + 1 < _SMALLEST or _mean(likelihood, outline) < _SURE:
        return None
    if wide < high:
        wide, high, angle = high, wide, angle + 90
    angle = (angle + 45) % 180 - 45
    wide, high = wide + 1, high + 1  # an outline runs through the middles of its pixels
    grown = _GROWN * wide * high / (wide + high)
    return Line(
        (x + 0.5) * scale,
        (y + 0.5) * scale,
        (wide + grown) * scale,
        (high + grown) * scale,
        angle,
    )


def _mean(likelihood: Chances, outline: cv2.typing.MatLike) -> float:
    left, top, wide, high = cv2.boundingRect(outline)
    inside = np.zeros((high, wide), np.uint8)
    cv2.drawContours(inside, [outline], -1, 255, cv2.FILLED, offset=(-left, -top))
    return float(cv2.mean(likelihood[top : top + high, left : left + wide], inside)[0])


def strip(picture: Grey, line: Line, squeeze: float = 1.0) -> Grey:
    """The line cut out, upright, as high as the engine wants it.

    ``squeeze`` makes it narrower, and the reading of it quicker: 1 keeps the letters' shape.
    """
    cut = _level(picture, line) if _is_level(line) else _slanting(picture, line)
    high, wide = cut.shape
    width = max(_NARROWEST, round(wide * HEIGHT / high * squeeze))
    how = cv2.INTER_AREA if high > HEIGHT else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(cut, (width, HEIGHT), interpolation=how), np.uint8)


def _is_level(line: Line) -> bool:
    return abs(line.length * sin(radians(line.angle))) < _LEVEL * line.height


def _level(picture: Grey, line: Line) -> Grey:
    high, wide = picture.shape
    top = min(max(0, round(line.y - line.height / 2)), high - 1)
    left = min(max(0, round(line.x - line.length / 2)), wide - 1)
    bottom = max(top + 1, round(line.y + line.height / 2))
    right = max(left + 1, round(line.x + line.length / 2))
    return picture[top:bottom, left:right]


def _slanting(picture: Grey, line: Line) -> Grey:
    wide, high = max(1, round(line.length)), max(1, round(line.height))
    corners = np.array(
        [line.point(0, 0), line.point(line.length, 0), line.point(0, line.height)], np.float32
    )
    onto = np.array([(0, 0), (wide, 0), (0, high)], np.float32)
    move = cv2.getAffineTransform(corners, onto)
    return np.asarray(
        cv2.warpAffine(picture, move, (wide, high), flags=cv2.INTER_LINEAR, borderValue=255),
        np.uint8,
    )


def width_of(lines: Iterable[Line]) -> float:
    """How wide the strips of all lines are together, unsqueezed."""
    return sum(line.length * HEIGHT / line.height for line in lines)
