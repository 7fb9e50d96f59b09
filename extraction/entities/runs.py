"""Runs of capitalised words that may be a name, where nothing else has found one."""

from collections.abc import Sequence
from functools import cache

from extraction.entities import metals, network, smelters
from extraction.entities.organisations import LEGAL_FORMS, WORKS
from extraction.entities.tokens import Token, key, word_keys

_INSIDE = frozenset("&-'’") | word_keys("of de del do da du der van")


def runs(piece: Sequence[Token]) -> list[tuple[int, int]]:
    """The runs of capitalised words in a piece, as ``piece[first:last]``, no two overlapping.

    Ordinary words at either end ("Meanwhile Norvik") do not belong to it, words of a works do.
    """
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(piece):
        first = last = at
        at += 1
        if not piece[first].text[0].isupper():
            continue
        last = _end(piece, first)
        at = max(last, at)
        while first < last and _is_edge(piece[first]):
            first += 1
        while last > first and _is_edge(piece[last - 1]):
            last -= 1
        if first < last:
            found.append((first, last))
    return found


def _end(piece: Sequence[Token], first: int) -> int:
    """Where the run ends that begins at ``first``; ``first`` where none does."""
    last = first
    while last < len(piece) and _in_name(piece[last]):
        last += 1
        if last + 1 < len(piece) and piece[last].text in _INSIDE and _in_name(piece[last + 1]):
            last += 1
    return last


def _in_name(token: Token) -> bool:
    return token.text.isalpha() and token.text[0].isupper() and len(token.text) > 1


def _is_edge(token: Token) -> bool:
    ordinary = token.text in _INSIDE or token.text.casefold() in _known()
    return ordinary and not _is_of_works(key(token.text))


def _is_of_works(word: str) -> bool:
    if word in WORKS or word in LEGAL_FORMS or smelters.CUE.search(word):
        return True
    return metals.metal_of(word) is not None


@cache
def _known() -> frozenset[str]:
    return frozenset((network.FOLDER / network.WORDS).read_text(encoding="utf-8").split("\n"))
