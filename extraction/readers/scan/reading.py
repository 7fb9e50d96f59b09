"""A picture of a page to its text, its words with boxes and its rules, as it stands upright."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from extraction.readers.geometry import rounded
from extraction.readers.scan import engine, order, ruling, spelling, textlines, upright
from extraction.readers.scan.engine import Grey
from extraction.readers.scan.mending import mended
from extraction.readers.scan.spelling import Spelled
from extraction.readers.scan.textlines import Line
from extraction.readers.scanned import Picture, Scanned
from extraction.records import Box, Word

_AT_EASE = 11_000.0  # pixels of strips that take about a second: no need to hurry
_NARROWEST = 0.72  # of a letter's own width: narrower ones run together
_POOR = 0.9  # certainty of a line that is read again in full width ...
_AGAIN = 4_000  # ... as long as these are no more pixels than this together
_NOISE = 0.55  # certainty below which a line is a drawing, a stamp, a speck
_UNCLEAR = 0.8  # certainty of a word, its worst letter's, below which it is not relied on


@dataclass(frozen=True, slots=True)
class _Fragment:
    """A line as it was found, with what it says."""

    line: Line
    words: tuple[Spelled, ...]


def read(picture: Picture) -> Scanned:
    """Read a picture of a page."""
    point = picture.point
    pixels = np.frombuffer(picture.pixels, np.uint8).reshape(picture.height, picture.width)
    standing = upright.set_upright(pixels)
    fragments = _spelled(standing.picture, standing.lines)
    text, words, unclear = _laid_out(fragments, point)
    drawn, cut = ruling.rules(standing.picture)
    high, wide = standing.picture.shape
    return Scanned(
        width=round(wide * point, 2),
        height=round(high * point, 2),
        text=text,
        words=words,
        unclear=unclear,
        rules=tuple(rounded(_scaled(box, point)) for box in drawn),
        rules_cut=cut,
        seen=_way_back(standing, point),
    )


def _spelled(picture: Grey, lines: Sequence[Line]) -> list[_Fragment]:
    found: list[_Fragment] = []
    squeeze = max(_NARROWEST, min(1.0, _AT_EASE / max(1.0, textlines.width_of(lines))))
    again = _AGAIN
    for line in lines:
        strip = textlines.strip(picture, line, squeeze)
        words, certainty = _spelling(strip)
        if certainty < _POOR and squeeze < 1 and strip.shape[1] <= again:
            again -= strip.shape[1]
            wide = _spelling(textlines.strip(picture, line))
            words, certainty = max((words, certainty), wide, key=lambda reading: reading[1])
        if words and certainty >= _NOISE:
            found.append(_Fragment(line, words))
    return found


def _spelling(strip: Grey) -> tuple[tuple[Spelled, ...], float]:
    letters = engine.spell(strip)
    if not letters:
        return (), 0.0
    certainty = sum(letter.certainty for letter in letters) / len(letters)
    return spelling.words(strip, letters), certainty


def _laid_out(
    fragments: Sequence[_Fragment], point: float
) -> tuple[str, tuple[Word, ...], tuple[int, ...]]:
    """The text, words parted by one space and rows by one line end; words; unclear ones."""
    placed = [
        order.Fragment(index, _box(one.line, 0.0, 1.0), sum(len(word.text) for word in one.words))
        for index, one in enumerate(fragments)
    ]
    words: list[Word] = []
    unclear: list[int] = []
    text = ""
    for row in order.rows(placed):
        text += "\n" if text else ""
        for place, index in enumerate(row):
            for number, word in enumerate(fragments[index].words):
                text += " " if place or number else ""
                spelled = mended(word.text)
                box = _box(fragments[index].line, word.start, word.end)
                end = len(text) + len(spelled)
                words.append(Word(spelled, rounded(_scaled(box, point)), len(text), end))
                if word.certainty < _UNCLEAR or spelled != word.text:
                    unclear.append(len(text))
                text += spelled
    return text, tuple(words), tuple(unclear)


def _box(line: Line, start: float, end: float) -> Box:
    """Round a part of a line, given as shares of its length."""
    return _around(
        line.point(share * line.length, down) for share in (start, end) for down in (0, line.height)
    )


def _around(points: Iterable[Sequence[float]]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _scaled(box: Box, scale: float) -> Box:
    x0, top, x1, bottom = box
    return x0 * scale, top * scale, x1 * scale, bottom * scale


def _way_back(standing: upright.Upright, point: float) -> Callable[[Box], Box]:
    back = standing.back

    def seen(box: Box) -> Box:
        x0, top, x1, bottom = _scaled(box, 1 / point)
        corners = np.array([(x0, top, 1), (x1, top, 1), (x0, bottom, 1), (x1, bottom, 1)])
        return rounded(_scaled(_around((corners @ back.T).tolist()), point))

    return seen if standing.moved else rounded
