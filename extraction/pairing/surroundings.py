"""What stands round a smelter's name in running text: the countries, metals and names beside it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extraction import matching
from extraction.entities import countries, layout, metals
from extraction.pairing import cues, sentences
from extraction.pairing.sheet import Sheet
from extraction.records import Label, Mention

WINDOW = 700  # characters to either side of a name in which something may be said of it
_OWN = 6  # times that a name is looked round
_MOST = 5  # of a kind, to either side of it


@dataclass(frozen=True, slots=True)
class Said:
    """A country or a metal that a text names: its place, and its code or name."""

    start: int
    end: int
    meaning: str
    mention: Mention | None  # None: a metal inside a word
    rest: str = ""  # of that word: "fabriek"


@dataclass(frozen=True, slots=True)
class Named:
    """A smelter of a page: the numbers of its mentions, and what is said near them."""

    own: tuple[int, ...]
    countries: tuple[Said, ...]
    metals: tuple[Said, ...]
    rivals: tuple[int, ...]  # the numbers of all mentions of smelters near it, its own among them


class Surroundings:
    """A page's names of smelters with what stands round each."""

    def __init__(self, sheet: Sheet) -> None:
        self.text = sheet.page.text
        self.sentences = layout.sentences(self.text)
        self._starts = [start for start, _ in self.sentences]
        self.headings = frozenset(heading.start for heading in sheet.headings)
        self.names = [m for m in sheet.mentions if m.label is Label.SMELTER]
        self._lands = [
            Said(m.start, m.end, code, m)
            for m in sheet.mentions
            if m.label is Label.COUNTRY and (code := countries.country_of(m.text).code)
        ]
        self._metals = sorted(_metals(sheet), key=lambda said: said.start)
        self._lists = self._of_lists()
        self._nations = cues.nationalities(self.text) if self.names else []

    def number(self, at: int) -> int:
        """The number of the sentence that holds an offset."""
        return max(0, bisect_right(self._starts, at) - 1)

    def nationalities(self, start: int, end: int) -> list[str]:
        """The countries whose adjectives ("Belgian") begin in ``start`` to ``end``, by code."""
        first = bisect_left(self._nations, (start, ""))
        return [code for _, code in self._nations[first : bisect_left(self._nations, (end, ""))]]

    def in_heading(self, at: int) -> bool:
        """Whether an offset lies in a heading."""
        return self.text.rfind("\n", 0, at) + 1 in self.headings

    def listed(self, number: int) -> tuple[int, int]:
        """The first and the last name of the list that a name stands in."""
        return self._lists[number]

    def last_before(self, at: int) -> int | None:
        """The number of the last name that begins before an offset."""
        place = bisect_left(self.names, at, key=_start)
        return place - 1 if place else None

    def named(self) -> Iterator[tuple[frozenset[str], Named]]:
        """Each smelter, with the ways its name is printed."""
        for own in self._same().values():
            near = own[:_OWN]
            spans = [(self.names[i].start - WINDOW, self.names[i].end + WINDOW) for i in near]
            texts = frozenset(self.names[i].text for i in own)
            yield (
                texts,
                Named(
                    tuple(near),
                    tuple(self._lands[i] for i in _within(self._lands, spans)),
                    tuple(self._metals[i] for i in _within(self._metals, spans)),
                    tuple(_within(self.names, spans)),
                ),
            )

    def _same(self) -> dict[str, list[int]]:
        """The mentions of one smelter: of the same name, or of the first words of a longer one."""
        keys = [matching.fold(mention.text).split() for mention in self.names]
        longest: dict[tuple[str, ...], list[str]] = {}
        for words in keys:
            for length in range(1, len(words)):
                before = longest.setdefault(tuple(words[:length]), words)
                if len(words) > len(before):
                    longest[tuple(words[:length])] = words
        found: dict[str, list[int]] = {}
        for number, words in enumerate(keys):
            whole = longest.get(tuple(words), words)
            found.setdefault(matching.core(" ".join(whole)), []).append(number)
        return found

    def _of_lists(self) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        first = 0
        for number in range(len(self.names)):
            last = number + 1 == len(self.names)
            if last or not sentences.linked(self.text, *self.names[number : number + 2]):
                found += [(first, number)] * (number + 1 - first)
                first = number + 1
        return found


def _start(one: Mention | Said) -> int:
    return one.start


def _within(said: Sequence[Mention | Said], spans: Sequence[tuple[int, int]]) -> list[int]:
    """The numbers of those that begin within some spans, the nearest to the middle of each."""
    found: set[int] = set()
    for start, end in spans:
        middle = bisect_left(said, (start + end) // 2, key=_start)
        first = bisect_left(said, start, lo=max(0, middle - _MOST), key=_start)
        last = bisect_left(said, end, lo=first, hi=min(len(said), middle + _MOST), key=_start)
        found.update(range(first, last))
    return sorted(found)


def _metals(sheet: Sheet) -> Iterator[Said]:
    taken: list[tuple[int, int]] = []
    for mention in sheet.mentions:
        taken.append((mention.start, mention.end))
        if mention.label is Label.METAL and (metal := metals.metal_of(mention.text)):
            yield Said(mention.start, mention.end, metal, mention)
    for start, end, kind, rest in cues.compounds(sheet.page.text):
        place = bisect_left(taken, (end, 0))
        free = not place or taken[place - 1][1] <= start
        if free and (metal := metals.metal_of(kind)):
            yield Said(start, start + len(kind), metal, None, rest)


def runs(text: str, said: Sequence[Said]) -> list[tuple[int, int]]:
    """The first and last number of each list: ``platinum and palladium``."""
    found: list[tuple[int, int]] = []
    first = 0
    for number in range(len(said)):
        last = number + 1 == len(said)
        if last or not sentences.LIST_OF_NAMES.fullmatch(
            text, said[number].end, said[number + 1].start
        ):
            found.append((first, number))
            first = number + 1
    return found
