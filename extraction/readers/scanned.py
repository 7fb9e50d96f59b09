"""What passes between a document's reader and the one of pictures: a picture, and what it says."""

from collections.abc import Callable
from dataclasses import dataclass

from extraction.records import Box, Word

_DENSITY = 200 / 72  # pixels a point; a finer picture takes more time and tells nothing more
_FEWEST_PIXELS, _MOST_PIXELS = 1_200, 3_300


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as a picture: grey, one byte a pixel (0 is black), row by row from the top."""

    pixels: bytes
    width: int
    height: int
    point: float  # the size of a pixel, in points


def fit_to_read(longer: float) -> int:
    """How many pixels the longer side of a page, given in points, needs for its text to be read."""
    return round(min(max(longer * _DENSITY, _FEWEST_PIXELS), _MOST_PIXELS))


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a picture of a page says. Boxes are in points on the page set upright.

    ``seen`` brings a box to where it is on the page as it came; ``unclear`` are the starts of
    words that were hard to read.
    """

    width: float
    height: float
    text: str
    words: tuple[Word, ...]
    unclear: tuple[int, ...]
    rules: tuple[Box, ...]
    rules_cut: bool
    seen: Callable[[Box], Box]


Scanner = Callable[[Picture], Scanned]
