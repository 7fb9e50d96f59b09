"""The words of one line: spelled by the engine, parted where the ink is, each with its place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np
from numpy.typing import NDArray

from extraction.readers.characters import visible
from extraction.readers.scan.engine import HEIGHT, Grey, Letter

_EDGE = 5  # pixels above and below that neighbours and rules reach into
_RULED = 0.9  # of a strip's width: a row as dark as this is a rule, not letters
_DARK = 0.6  # of the way from ink to paper: darker is ink
_FEWEST_SPACES = 2  # of a line, to measure others by
_LIKE_A_SPACE = 0.85  # of the line's usual space
_A_SPACE = 0.22  # of the strip's height, where the line shows no space
_MORE_THAN_BETWEEN = 2.5  # times what usually lies between two letters of the line
_WIDE_FORMS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_CJK = 0x2E80


@dataclass(frozen=True, slots=True)
class Spelled:
    """A word of a strip: its letters, from where to where (shares of the width), how sure."""

    text: str
    start: float
    end: float
    certainty: float  # of its least certain letter


def words(strip: Grey, letters: Sequence[Letter]) -> tuple[Spelled, ...]:
    """The words on a strip, from left to right.

    A space that the engine dropped is put back where the ink leaves as much room as a space.
    """
    ink = _ink(strip)
    parts = list(_parted(letters, ink, strip.shape[1] / max(1, len(letters))))
    latin = all(
        ord(letter.text[0]) < _CJK or ord(letter.text[0]) in _WIDE_FORMS for letter in letters
    )
    found = []
    for index, part in enumerate(parts):
        low = 0 if index == 0 else _middle_of_gap(ink, parts[index - 1][-1].at, part[0].at)
        last = index + 1 == len(parts)
        high = len(ink) if last else _middle_of_gap(ink, part[-1].at, parts[index + 1][0].at)
        inked = np.flatnonzero(ink[low:high]).tolist()
        start, end = (low + inked[0], low + inked[-1] + 1) if inked else (low, high)
        text = "".join(letter.text for letter in part)
        printed = visible(text.translate(_WIDE_FORMS) if latin else text)
        if printed:
            certainty = min(letter.certainty for letter in part)
            found.append(Spelled(printed, int(start) / len(ink), int(end) / len(ink), certainty))
    return tuple(found)


def _ink(strip: Grey) -> NDArray[np.bool_]:
    """Which columns of the strip hold ink."""
    inner = strip[_EDGE : HEIGHT - _EDGE]
    ink, paper = np.percentile(inner, 3), np.percentile(inner, 90)
    dark = inner < ink + _DARK * (paper - ink)
    dark[dark.mean(axis=1) > _RULED] = False
    return np.asarray(dark.sum(axis=0) > 1)


def _parted(
    letters: Sequence[Letter], ink: NDArray[np.bool_], pitch: float
) -> Iterator[list[Letter]]:
    """The letters of each word."""
    signs = [letter for letter in letters if not letter.text.isspace()]
    if not signs:
        return
    spaced = _spaced(letters)
    gaps = [_gap(ink, one.at, other.at) for one, other in zip(signs, signs[1:], strict=False)]
    enough = _enough(gaps, spaced)
    part = [signs[0]]
    for sign, gap, space in zip(signs[1:], gaps, spaced, strict=True):
        if space or gap > enough:
            yield part
            part = []
        part.append(sign)
    yield part


def _spaced(letters: Sequence[Letter]) -> list[bool]:
    """Whether a space was spelled before each sign but the first."""
    spaced: list[bool] = []
    seen, space = False, False
    for letter in letters:
        if letter.text.isspace():
            space = True
            continue
        if seen:
            spaced.append(space)
        seen, space = True, False
    return spaced


def _enough(gaps: Sequence[int], spaced: Sequence[bool]) -> float:
    """The room between two letters that is a space, in pixels."""
    spaces = [gap for gap, space in zip(gaps, spaced, strict=True) if space]
    between = [gap for gap, space in zip(gaps, spaced, strict=True) if not space]
    enough = _A_SPACE * HEIGHT
    if len(spaces) >= _FEWEST_SPACES:
        enough = max(_LIKE_A_SPACE * median(spaces), _A_SPACE * HEIGHT / 2)
    return max(enough, _MORE_THAN_BETWEEN * median(between)) if between else enough


def _gap(ink: NDArray[np.bool_], start: float, end: float) -> int:
    low, high = _widest(ink, start, end)
    return high - low


def _middle_of_gap(ink: NDArray[np.bool_], start: float, end: float) -> int:
    low, high = _widest(ink, start, end)
    return (low + high) // 2


def _widest(ink: NDArray[np.bool_], start: float, end: float) -> tuple[int, int]:
    """The widest run of columns without ink between two places; none: a point halfway."""
    low, high = int(start), max(int(start) + 1, int(end))
    inked = [low - 1, *(low + np.flatnonzero(ink[low:high])).tolist(), high]
    widest = max(zip(inked, inked[1:], strict=False), key=lambda pair: pair[1] - pair[0])
    if widest[1] - widest[0] <= 1:
        return (low + high) // 2, (low + high) // 2
    return widest[0] + 1, widest[1]
