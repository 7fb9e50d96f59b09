"""A page as pairing sees it: its mentions, its headings, and what both lend to a place in it."""

import re
from dataclasses import dataclass
from functools import cached_property

from extraction import places
from extraction.entities import metals
from extraction.pairing import headings, rows
from extraction.pairing.headings import Heading
from extraction.records import Label, Mention, Page, Source, Value

_COMPOUND = re.compile(
    r"\b(tin|tantaal|wolfraam|goud|kobalt|koper|nikkel|zink|lood|zilver|platina|lithium|zinn|tantal"
    r"|wolfram|gold|kupfer|nickel|blei|silber|platin|aluminium|titan|antimon|antimoon)(?:smelter|smelterij|raffinaderij|fabriek"
    r"|producent|concentraat|konzentrat|erts|erz|hütte|schmelze|raffinerie|produzent)(?:en|n|s)?\b",
    re.IGNORECASE,
)
_BLANK_LINE = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True)
class Sheet:
    """A page with its mentions and headings, and the offsets that tables have already taken."""

    page: Page
    mentions: tuple[Mention, ...]
    headings: tuple[Heading, ...]
    taken: list[tuple[int, int]]
    title_metal: Value | None
    smelters: tuple[Mention, ...] = ()  # of the mentions

    def setting(self, at: int) -> rows.Setting:
        """What the headings lend to the text at an offset."""
        heading = headings.above(self.headings, at)
        metal, note = (heading.metal, "metal_from_heading") if heading else (None, "")
        if metal is None and self.title_metal is not None:
            metal, note = self.title_metal, "metal_from_title"
        country = heading.country if heading else None
        return rows.Setting(heading.text if heading else "", metal, note, country, self.smelters)

    def only_metal(self, at: int) -> Value | None:
        """The one metal that the paragraph names before an offset, or in all, or else the page."""
        start, end = self._paragraph(at)
        for named in (
            places.mentions_in(self._metals, start, at),
            places.mentions_in(self._metals, start, end),
            self._metals,
        ):
            kinds = {metals.metal_of(mention.text) for mention in named}
            if len(kinds) == 1:
                return value(named[0], kinds.pop(), named[0].text)
            if kinds:
                return None
        return None

    @cached_property
    def _metals(self) -> list[Mention]:
        return [m for m in self.mentions if m.label is Label.METAL and metals.metal_of(m.text)]

    def metal_in_compound(self, start: int, end: int) -> Value | None:
        """The metal in a word for a works ("zinksmelter", "Kupferhütte"), when there is but one."""
        found = list(_COMPOUND.finditer(self.page.text, start, end))
        kinds = {metals.metal_of(match[1].casefold()) for match in found}
        if len(kinds) != 1:
            return None
        first = found[0]
        return places.value(self.page, first.start(), first.end(), kinds.pop(), "compound")

    def _paragraph(self, at: int) -> tuple[int, int]:
        text = self.page.text
        start = 0
        for blank in _BLANK_LINE.finditer(text):
            if blank.start() >= at:
                return start, blank.start()
            start = blank.end()
        return start, len(text)


def value(mention: Mention, normal: str | None, quote: str) -> Value:
    """A field as a mention gives it."""
    source = Source(mention.page, mention.box, quote, mention.rule)
    return Value(" ".join(mention.text.split()), normal, source)
