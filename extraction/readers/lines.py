"""From PDFium's characters to a page's text and its words, each with its box and offsets."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extraction.readers.characters import visible
from extraction.readers.geometry import View
from extraction.records import Box, Word

# PDFium puts one of these where a word was broken at the end of a line, and drops the line end.
_BROKEN = "\x02\ufffe"
_RUN = re.compile(rf"[^\s{_BROKEN}]+[{_BROKEN}]?|[{_BROKEN}]")
_PLAIN_RUN = re.compile(r"\S+")  # the same in a text without these, in half the time
_SOFT_HYPHEN = "\u00ad"
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")


@dataclass(frozen=True, slots=True)
class Glyphs:
    """A page's characters in reading order, one code unit each, and where their runs lie.

    ``runs`` are the stretches without a space. ``boxes`` has two rows for each, of its first
    character and of its last: left, top, right, bottom in the file's own coordinates.
    """

    codes: str
    runs: list[tuple[int, int]]
    boxes: NDArray[np.float32]


def runs(codes: str) -> list[tuple[int, int]]:
    """Where each run of characters without a space begins and ends."""
    plain = not any(sign in codes for sign in _BROKEN)
    return [found.span() for found in (_PLAIN_RUN if plain else _RUN).finditer(codes)]


def lay_out(glyphs: Glyphs, view: View) -> tuple[str, tuple[Word, ...]]:
    """The text, words parted by one space and lines by one line end, and its words.

    A word that lies wholly outside what is seen of the page is left out.
    """
    codes = glyphs.codes
    parts: list[str] = []
    words: list[Word] = []
    offset = 0
    last_end, broken = 0, False
    made = tuple.__new__  # as Word(...) in the end does, in two thirds of the time
    for (start, end), on_page, box in zip(glyphs.runs, *_places(glyphs, view), strict=True):
        run = codes[start:end]
        printed = run if run.isprintable() else _printed(run)
        if not printed or not on_page:
            continue
        if words:
            between = codes[last_end:start]
            plain = between == " " and not broken
            new_line = not plain and (broken or "\n" in between or "\r" in between)
            parts.append("\n" if new_line else " ")
            offset += 1
        until = offset + len(printed)
        words.append(made(Word, (printed, box, offset, until)))
        parts.append(printed)
        offset = until
        last_end, broken = end, codes[end - 1] in _BROKEN
    return "".join(parts), tuple(words)


def _places(glyphs: Glyphs, view: View) -> tuple[list[bool], Iterable[Box]]:
    """For each run whether it can be seen, and its box, to a hundredth of a point.

    All at once: a page has hundreds, and some have thousands.
    """
    ends = glyphs.boxes.astype(np.float64).reshape(-1, 2, 4)
    low, high = ends.min(axis=1), ends.max(axis=1)
    x0, top, x1, bottom = view.seen_all(low[:, 0], low[:, 3], high[:, 2], high[:, 1])
    seen = np.isfinite(x0 + top + x1 + bottom)
    seen &= (x1 >= 0) & (bottom >= 0) & (x0 <= view.width) & (top <= view.height)
    return seen.tolist(), zip(
        *(np.round(side, 2).tolist() for side in (x0, top, x1, bottom)), strict=True
    )


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
