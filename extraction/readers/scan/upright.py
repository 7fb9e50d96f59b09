"""Pages that lie sideways, on their heads or askew: how they lie, and the picture set upright."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from extraction.readers.scan import engine, textlines
from extraction.readers.scan.engine import Chances, Grey
from extraction.readers.scan.textlines import Line

Affine = NDArray[np.float64]  # two rows of three

_LENGTH = 4  # times its height: a line that tells which way the text runs
_ASKEW = 0.1  # degrees; less does no harm
_FINDING = 1280  # pixels along the longer side of the picture in which lines are looked for
_STRIPED = 320  # rows in which stripes of ink are looked for: letters blur, lines do not ...
_BANDS = 8  # ... in so many bands: lines that are askew blur in the whole width of a page
_ASKED = 12  # lines that are asked whether they stand on their heads
_DOUBT = 0.25  # of these lines: more, and both ways are read
_COMPARED = 3  # lines read both ways ...
_COMPARED_WIDTH = 400  # ... so many pixels of each


@dataclass(frozen=True, slots=True)
class Upright:
    """A picture set upright, its lines of text, and the way back.

    ``back`` is the affine transform from its pixels to those of the picture as it came.
    """

    picture: Grey
    lines: tuple[Line, ...]
    back: Affine

    @property
    def moved(self) -> bool:
        """Whether the picture was turned at all."""
        return not np.allclose(self.back, _unmoved())


def set_upright(picture: Grey) -> Upright:
    """The picture turned so that its text runs level and stands on its feet."""
    seen, chances = _run_level(picture)
    if _on_their_heads(seen.picture, seen.lines):
        chances = np.ascontiguousarray(np.rot90(chances, 2))
        picture = _rotated(seen.picture, 2)
        back = _after(_rotation_back(seen.picture, 2), seen.back)
        seen = Upright(picture, _lines(chances, picture), back)
    return _levelled(seen, chances)


def _run_level(picture: Grey) -> tuple[Upright, Chances]:
    """The picture turned so that its lines run level, upright or on their heads.

    Looking for lines takes half of the time of a page, so a sideways page is turned first where
    its ink shows that it is one; what is found on it must then agree.
    """
    turned = _searched_turned(picture) if _looks_sideways(picture) else None
    if turned is not None and _lie_level(turned[0].lines):
        return turned
    seen = _searched(picture)
    if not _stand_sideways(seen[0].lines):
        return seen
    return turned or _searched_turned(picture)  # lines that run down are found less well


def _searched_turned(picture: Grey) -> tuple[Upright, Chances]:
    seen, chances = _searched(_rotated(picture, 1))
    return replace(seen, back=_rotation_back(picture, 1)), chances


def _looks_sideways(picture: Grey) -> bool:
    """Whether ink comes and goes across the page as it does down a page of lines."""
    return _stripes(picture.T) > _stripes(picture)


def _stripes(picture: Grey) -> float:
    """How much the greys of rows that follow each other differ, in upright bands of the picture."""
    high, wide = picture.shape
    rows = min(high, _STRIPED)
    bands = cv2.resize(picture, (_BANDS, rows), interpolation=cv2.INTER_AREA)
    return float(np.square(np.diff(bands.astype(np.float32), axis=0)).mean())


def _searched(picture: Grey) -> tuple[Upright, Chances]:
    scale = min(1.0, _FINDING / max(picture.shape))
    small = picture
    if scale < 1:
        high, wide = picture.shape
        size = (max(1, round(wide * scale)), max(1, round(high * scale)))
        small = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
    chances = engine.likelihood(small)
    return Upright(picture, _lines(chances, picture), _unmoved()), chances


def _lines(chances: Chances, picture: Grey) -> tuple[Line, ...]:
    return tuple(textlines.find(chances, max(picture.shape) / max(chances.shape)))


def _stand_sideways(lines: Sequence[Line]) -> bool:
    long = _long(lines)
    sideways = sum(line.length for line in long if line.angle > 45)
    return 2 * sideways > sum(line.length for line in long)


def _lie_level(lines: Sequence[Line]) -> bool:
    return bool(_long(lines)) and not _stand_sideways(lines)


def _long(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.length > _LENGTH * line.height]


def _on_their_heads(picture: Grey, lines: Sequence[Line]) -> bool:
    longest = sorted(lines, key=lambda line: line.length, reverse=True)[:_ASKED]
    strips = [textlines.strip(picture, line) for line in longest]
    if not strips or engine.upside_down(strips) <= _DOUBT:
        return False
    tried = [strip[:, :_COMPARED_WIDTH] for strip in strips[:_COMPARED]]
    return sum(_sure(_rotated(one, 2)) for one in tried) > sum(_sure(one) for one in tried)


def _sure(strip: Grey) -> float:
    letters = engine.spell(strip)
    return sum(letter.certainty for letter in letters) / max(1, len(letters))


def _levelled(seen: Upright, chances: Chances) -> Upright:
    angle = _tilt(seen.lines)
    if abs(angle) < _ASKEW:
        return seen
    turn, back = _tilted(seen.picture.shape, angle)
    picture = np.asarray(cv2.warpAffine(seen.picture, *turn, borderValue=255), np.uint8)
    turn, _ = _tilted(chances.shape, angle)
    chances = np.asarray(cv2.warpAffine(chances, *turn, borderValue=0), np.float32)
    return Upright(picture, _lines(chances, picture), _after(back, seen.back))


def _tilt(lines: Sequence[Line]) -> float:
    """The angle of half of the text, by length; degrees clockwise."""
    long = [line for line in _long(lines) if abs(line.angle) <= 45]
    long.sort(key=lambda line: line.angle)
    half = sum(line.length for line in long) / 2
    for line in long:
        half -= line.length
        if half <= 0:
            return line.angle
    return 0.0


def _tilted(shape: Sequence[int], angle: float) -> tuple[tuple[Affine, tuple[int, int]], Affine]:
    """How to turn a picture back by an angle, the size of paper that needs, and the way back."""
    high, wide = shape
    move = np.asarray(cv2.getRotationMatrix2D((wide / 2, high / 2), angle, 1.0), np.float64)
    cosine, sine = abs(move[0, 0]), abs(move[0, 1])
    width, height = round(wide * cosine + high * sine), round(wide * sine + high * cosine)
    move[0, 2] += (width - wide) / 2
    move[1, 2] += (height - high) / 2
    return (move, (width, height)), np.asarray(cv2.invertAffineTransform(move), np.float64)


def _rotated(picture: Grey, quarters: int) -> Grey:
    """Turned clockwise by so many quarters."""
    return np.ascontiguousarray(np.rot90(picture, -quarters))


def _rotation_back(picture: Grey, quarters: int) -> Affine:
    """From the pixels of the picture turned clockwise so far to those of the picture itself."""
    high, wide = picture.shape
    if quarters == 1:
        return np.array([[0.0, 1.0, 0.0], [-1.0, 0.0, high]])
    return np.array([[-1.0, 0.0, wide], [0.0, -1.0, high]])


def _after(first: Affine, second: Affine) -> Affine:
    """The transform that does the one and then the other."""
    whole = np.vstack([second, [0, 0, 1]]) @ np.vstack([first, [0, 0, 1]])
    return np.asarray(whole[:2], np.float64)


def _unmoved() -> Affine:
    return np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
