"""The items of a page's lists: where each begins and ends, whatever lines it is broken over."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from extraction.entities import countries, layout
from extraction.entities.layout import Line
from extraction.records import Word

BULLET = re.compile(r"\s*(?:[-•*·▪–]|\d{1,3}[.)]|[a-z]\))\s+")
_ANY = re.compile(rf"^{BULLET.pattern}", re.MULTILINE)
_LINED_UP = 2.0  # points within which the lines of an item begin, behind its bullet
_NEAR = 1.6  # of a line's height: from one line of an item to the next
_MOST_LINES = 6
_PARTS = re.compile(r",\s+|\s*[(\[]|\s+[-–—]\s+|\s*;\s+")
_LAND = re.compile(r"[^\W\d][^\d]+")  # no identifier beside the country
_END = " \t\n.;,)]"
_START = attrgetter("start")


class Item(NamedTuple):
    """An item: its text in the page's, without the bullet, and its lines, by their numbers."""

    start: int
    end: int
    lines: range


class Placed(NamedTuple):
    """A name and the country behind it, as offsets in the text that holds both."""

    name: tuple[int, int]
    country: tuple[int, int]


def of(text: str, words: Sequence[Word]) -> tuple[Item, ...]:
    """The items of a page with bullets or numbers, from the top."""
    return _of(text, tuple(words)) if _ANY.search(text) else ()


@lru_cache(maxsize=4)  # pages: names, headings and records are asked for in turn
def _of(text: str, words: tuple[Word, ...]) -> tuple[Item, ...]:
    lines = layout.lines(text, words)
    found: list[Item] = []
    number = 0
    while number < len(lines):
        bullet = BULLET.match(lines[number].text)
        first = number
        number += 1
        if bullet is None or bullet.end() == len(lines[first].text):
            continue
        while number < len(lines) and number - first < _MOST_LINES:
            if not _goes_on(lines[number - 1], lines[number], lines[first], bullet.end(), words):
                break
            number += 1
        start = lines[first].start + bullet.end()
        found.append(Item(start, lines[number - 1].end, range(first, number)))
    return tuple(found)


def _goes_on(above: Line, line: Line, first: Line, indent: int, words: Sequence[Word]) -> bool:
    """Whether a line goes on with an item: it begins right below the words behind the bullet."""
    if not line.text.strip() or BULLET.match(line.text):
        return False
    if not words:
        return len(line.text) - len(line.text.lstrip()) == indent
    of_first = _words_in(words, first)
    behind = [word for word in of_first if word.start >= first.start + indent]
    if (
        not behind
        or not (of_above := _words_in(words, above))
        or not (own := _words_in(words, line))
    ):
        return False
    way = layout.course(of_first)
    text, last, here = (layout.laid(some[0].box, *way) for some in (behind, of_above, own))
    step = abs(here[1] - last[1])
    return 0 < step < _NEAR * (last[3] - last[1]) and abs(here[0] - text[0]) <= _LINED_UP


def _words_in(words: Sequence[Word], line: Line) -> Sequence[Word]:
    first = bisect_left(words, line.start, key=_START)
    return words[first : bisect_left(words, line.end, lo=first, key=_START)]


def placed(text: str) -> Placed | None:
    """The name and the country of an item that holds just these two: "Merapi, Korea (South)"."""
    last = len(text.rstrip(_END))
    for part in _PARTS.finditer(text, 1, last):
        for end in (last, last + 1):  # the country's own bracket may be the last sign
            land = " ".join(text[part.end() : end].split())
            if _LAND.fullmatch(land) and _is_country(land):
                name = text[: part.start()]
                left = len(name) - len(name.lstrip())
                return Placed((left, len(name.rstrip())), (part.end(), end))
    return None


def _is_country(text: str) -> bool:
    """Whether a text is a country's name, also with more of it in brackets."""
    before = text.partition("(")[0]
    return countries.country_of(text).known and countries.country_of(before).known
