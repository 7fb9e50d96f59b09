"""A page taken apart once for all finders of names: its zones, sentences and what is sure in it."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from extraction.entities import smelter_tables
from extraction.entities.layout import Line, Zone
from extraction.entities.spans import Span
from extraction.entities.tokens import Token, key, token_texts, tokens
from extraction.records import Page


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page taken apart once for all finders."""

    page: Page
    lines: tuple[Line, ...]
    headers: tuple[smelter_tables.Header | None, ...]  # above each line
    zones: tuple[Zone, ...]
    found: dict[int, tuple[Token, ...]]  # of the zones that were asked for
    keyed: dict[int, list[str]]  # the same
    sentences: tuple[tuple[int, int], ...]  # and rows of tables
    identifiers: tuple[int, ...]  # where they start
    fixed: tuple[Span, ...]  # identifiers, norms, and names that the layout shows
    words: tuple[Span, ...]  # countries and metals, in order of place
    backing: tuple[int, ...]  # where identifiers, countries and metals start
    metals: tuple[int, ...]  # where metals start

    def tokens(self, number: int) -> tuple[Token, ...]:
        """The tokens of a zone; of most cells nobody asks for them."""
        found = self.found.get(number)
        if found is None:
            zone = self.zones[number]
            found = self.found[number] = tuple(tokens(self.page.text, zone.start, zone.end))
        return found

    def keys(self, number: int) -> list[str]:
        """The keys of the tokens of a zone, which are asked for without these."""
        keyed = self.keyed.get(number)
        if keyed is None:
            zone = self.zones[number]
            keyed = [key(word) for word in token_texts(self.page.text, zone.start, zone.end)]
            self.keyed[number] = keyed
        return keyed

    def sentence(self, at: int, back: int = 0) -> tuple[int, int]:
        """Offsets of the last sentence or row that begins at or before ``at``, or ``back`` more."""
        place = bisect_right(self.sentences, at, key=lambda one: one[0]) - 1 - back
        return self.sentences[max(place, 0)]

    def has_metal(self, start: int, end: int) -> bool:
        """Whether a metal is named between two offsets."""
        return any_in(self.metals, start, end)

    def metal_before(self, at: int) -> int:
        """Where the last metal that is named before an offset starts; the offset without one."""
        place = bisect_left(self.metals, at)
        return self.metals[place - 1] if place else at


def any_in(places: tuple[int, ...], start: int, end: int) -> bool:
    """Whether one of places in order lies between two offsets."""
    return bisect_left(places, start) < bisect_left(places, end)
