"""The piece of a text in which words that were looked for stand, and which of it to mark. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from workflows import search_words

_BEFORE = 60  # letters that are shown before the first word
_MOST = 220


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text; ``is_marked``: one of the words that were looked for."""

    text: str
    is_marked: bool = False


def count(text: str, wanted: Iterable[str], *, tolerant: bool = False) -> int:
    """How many of the words looked for stand in a text."""
    words = search_words.words(text)
    return sum(
        any(search_words.meets(word, (one,), tolerant=tolerant) for word in words) for one in wanted
    )


def cut(text: str, wanted: Iterable[str], *, tolerant: bool = False) -> tuple[Piece, ...]:
    """The text round the first of the words, on one line, each of the words marked."""
    line = " ".join(search_words.tidy(text).split())
    words = tuple(wanted)
    found = [
        one
        for one in search_words.found(line)
        if search_words.meets(one.word, words, tolerant=tolerant)
    ]
    start = _start(line, found[0].start) if found else 0
    end = min(len(line), start + _MOST)
    pieces, at = [Piece("… ")] if start else [], start
    for one in found:
        if start <= one.start and one.end <= end:
            pieces += [Piece(line[at : one.start]), Piece(line[one.start : one.end], True)]
            at = one.end
    pieces += [Piece(line[at:end]), Piece(" …" if end < len(line) else "")]
    return tuple(piece for piece in pieces if piece.text)


def _start(line: str, first: int) -> int:
    """The begin of the word that stands about sixty letters before."""
    if first <= _BEFORE:
        return 0
    blank = line.find(" ", first - _BEFORE, first)
    return first if blank < 0 else blank + 1
