"""From PDFium's characters to a page's text and its words, each with its box and offsets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite

from extraction.readers.characters import visible
from extraction.readers.geometry import View, union
from extraction.records import Word

# PDFium puts one of these where a word was broken at the end of a line, and drops the line end.
_BROKEN = "\x02\ufffe"
_RUN = re.compile(rf"[^\s{_BROKEN}]+[{_BROKEN}]?|[{_BROKEN}]")
_SOFT_HYPHEN = "\u00ad"
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")


@dataclass(frozen=True, slots=True)
class Glyphs:
    """A page's characters in reading order, one code unit each, and the boxes at the ends of runs.

    Boxes are (left, bottom, right, top) in the file's own coordinates.
    """

    codes: str
    boxes: dict[int, tuple[float, float, float, float]]


def runs(codes: str) -> Iterator[tuple[int, int]]:
    """Where each run of characters without a space begins and ends."""
    return (found.span() for found in _RUN.finditer(codes))


def lay_out(glyphs: Glyphs, view: View) -> tuple[str, tuple[Word, ...]]:
    """The text, words parted by one space and lines by one line end, and its words.

    A word that lies wholly outside what is seen of the page is left out.
    """
    codes, boxes, seen = glyphs.codes, glyphs.boxes, view.seen
    wide, high = view.width, view.height
    parts: list[str] = []
    words: list[Word] = []
    offset = 0
    last_end, broken = 0, False
    for start, end in runs(codes):
        run = codes[start:end]
        printed = run if run.isprintable() else _printed(run)
        box = boxes[start]
        if end - 1 > start:
            box = union(box, boxes[end - 1])
        if not printed or not isfinite(sum(box)):
            continue
        x0, top, x1, bottom = seen(*box)
        if x1 < 0 or bottom < 0 or x0 > wide or top > high:
            continue
        if words:
            between = codes[last_end:start]
            parts.append("\n" if broken or "\n" in between or "\r" in between else " ")
            offset += 1
        until = offset + len(printed)
        place = (round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))
        words.append(Word(printed, place, offset, until))
        parts.append(printed)
        offset = until
        last_end, broken = end, codes[end - 1] in _BROKEN
    return "".join(parts), tuple(words)


def _printed(run: str) -> str:
    """A run with signs that are not drawn as they stand."""
    if run[-1] in _BROKEN or run[-1] == _SOFT_HYPHEN:
        run = run[:-1] + "-"
    run = run.replace(_SOFT_HYPHEN, "")
    if not run.isascii():
        run = _SURROGATES.sub(_joined, run)
    return visible(run)


def _joined(pair: re.Match[str]) -> str:
    return pair.group().encode("utf-16", "surrogatepass").decode("utf-16")
