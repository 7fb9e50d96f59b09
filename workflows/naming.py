"""The pieces of a name, the halves it is split into, and where a half stands on its page. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

Box = tuple[float, float, float, float]

_PIECE = re.compile(r"[^\s/;,&+]*[/;,&+]+|[^\s/;,&+]+")
_FIRST_WITHOUT_BLANKS = "\u2e80"  # from here on scripts put no blanks between words
_BETWEEN = " \t\n/;,&+-–—·"
_JOINING = frozenset({"and", "en", "et", "und", "y", "e"})


@dataclass(frozen=True, slots=True)
class Half:
    """A part of a name: its text, and where it begins and ends in the name."""

    text: str
    start: int
    end: int


def pieces(name: str) -> list[str]:
    """What a name can be divided between: its words, or its signs where words have no blanks."""
    return [name[start:end] for start, end in _spans(name)]


def halves(name: str, at: int) -> tuple[Half, Half] | None:
    """The name divided before piece number ``at``, from 1; None where that leaves a half empty."""
    spans = _spans(name)
    if not 1 <= at < len(spans):
        return None
    cut = spans[at][0]
    left, right = _trimmed(name, 0, cut), _trimmed(name, cut, len(name))
    return (left, right) if left.text and right.text else None


def written(text: str) -> set[str]:
    """A name as it is printed here, and with other capitals as papers print them.

    These few are looked up; no index could be asked for a text whatever its capitals are, since
    SQLite's own lower case leaves out all letters with an accent.
    """
    return {text, text.upper(), text.lower(), text.title(), text.capitalize()}


def _spans(name: str) -> list[tuple[int, int]]:
    found = [match.span() for match in _PIECE.finditer(name)]
    if len(found) == 1 and any(sign >= _FIRST_WITHOUT_BLANKS for sign in name):
        return [(place, place + 1) for place, sign in enumerate(name) if not sign.isspace()]
    return found


def _trimmed(name: str, start: int, end: int) -> Half:
    """Without what only joined the halves: "A and B", "A / B"."""
    while start < end and name[start] in _BETWEEN:
        start += 1
    while start < end and name[end - 1] in _BETWEEN:
        end -= 1
    words = name[start:end].split()
    if len(words) > 1 and words[0].casefold() in _JOINING:
        return _trimmed(name, start + len(words[0]), end)
    if len(words) > 1 and words[-1].casefold() in _JOINING:
        return _trimmed(name, start, end - len(words[-1]))
    return Half(name[start:end], start, end)


def box_of(half: Half, name: str, box: Box, words: Sequence[Sequence[object]], text: str) -> Box:
    """Where a half stands: round its words on the page, within the box of the whole name.

    ``words`` are those of the page, ``[x0, top, x1, bottom, start, end]`` with offsets in its
    ``text``. Where the words in the box do not spell the name, the box of the whole is kept.
    """
    found_here = inside(box, words)
    letters = ["".join(text[start:end].split()) for _box, start, end in found_here]
    begins = "".join(letters).find("".join(name.split()))
    if begins < 0:
        return box
    first = begins + len("".join(name[: half.start].split()))
    last = begins + len("".join(name[: half.end].split()))
    found, reached = [], 0
    for (place, _start, _end), word in zip(found_here, letters, strict=True):
        low, high = max(first, reached), min(last, reached + len(word))
        if low < high:
            found.append(_part(place, (low - reached) / len(word), (high - reached) / len(word)))
        reached += len(word)
    return _union(found) if found else box


def inside(box: Box, words: Sequence[Sequence[object]]) -> list[tuple[Box, int, int]]:
    """The words of a page, each with its offsets, whose middle lies in a box."""
    return [word for word in map(_word, words) if _within(word[0], box)]


def _word(row: Sequence[object]) -> tuple[Box, int, int]:
    x0, top, x1, bottom = (float(str(edge)) for edge in row[:4])
    return (x0, top, x1, bottom), int(str(row[4])), int(str(row[5]))


def _within(word: Box, box: Box) -> bool:
    across, down = (word[0] + word[2]) / 2, (word[1] + word[3]) / 2
    return box[0] <= across <= box[2] and box[1] <= down <= box[3]


def _part(box: Box, low: float, high: float) -> Box:
    width = box[2] - box[0]
    return (box[0] + low * width, box[1], box[0] + high * width, box[3])


def _union(boxes: Sequence[Box]) -> Box:
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
