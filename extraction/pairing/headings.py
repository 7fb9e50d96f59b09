"""Headings of a page, and what each lends to the rows, lists and sentences below it."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from extraction import places
from extraction.entities import countries, items, metals
from extraction.pairing import columns, drafts
from extraction.records import Label, Mention, Page, Value

_LONGEST = 80
_LONGEST_WITH_COLON = 170
_TITLE_LINES = 4
_START = attrgetter("start")
_ITEM = re.compile(r"\s*(?:[-•*·▪]|\d{1,3}[.)])\s|.*\s[–—|]\s|.*\S\s{3,}\S|.*\t")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading at ``start`` of the page's text; ``metal`` when it names exactly one."""

    start: int
    text: str
    metal: Value | None
    country: Value | None = None  # when it is a country's name, or is over one's smelters


def of_page(page: Page, mentions: Sequence[Mention]) -> tuple[Heading, ...]:
    """The headings of a page, top to bottom: short lines that neither list nor end a sentence."""
    named = [m for m in mentions if m.label in (Label.SMELTER, Label.SMELTER_ID)]
    listed = [(item.start, item.end) for item in items.of(page.text, page.words)]
    found: list[Heading] = []
    start = 0
    before = ""
    follows = False
    for raw in page.text.split("\n"):
        end = start + len(raw)
        if (
            not places.inside(listed, start)
            and _is_heading(raw, before)
            and not places.mentions_in(named, start, end)
        ):
            one = Heading(
                start,
                " ".join(raw.split()),
                _metal(page, mentions, start, end),
                _country(page, mentions, start, end),
            )
            found.append(_following(found[-1], one) if follows and found else one)
            follows = True
        elif raw.strip():
            follows = False
        if raw.strip():
            before = raw.strip()
        elif before:
            before = "."  # a blank line: a heading may follow it
        start = end + 1
    return tuple(found)


def _following(before: Heading, heading: Heading) -> Heading:
    """A heading right below another, which lends it a metal; one that goes on has its words, too.

    "Tin", and below it "Our smelters are:"; "Smelters of tin in our", and below it "supply chain:".
    """
    text = f"{before.text} {heading.text}" if heading.text[0].islower() else heading.text
    return replace(heading, text=text, metal=heading.metal or before.metal)


def continued(
    page: Page, headings: Sequence[Heading], before: Heading | None
) -> tuple[Heading, ...]:
    """The headings of a page, and what the last of the page before lends to its beginning.

    That is so when the page begins with rows or sentences, or with a table's header once more.
    """
    if before is None or before.metal is None:
        return tuple(headings)
    lent = replace(before, start=-1)
    top = len(page.text) - len(page.text.lstrip())
    if not headings or headings[0].start > top:
        return lent, *headings
    first = headings[0]
    if first.metal is None and columns.speaks_of_smelters(first.text):
        first = replace(first, metal=before.metal, country=first.country or before.country)
        return lent, first, *headings[1:]
    return tuple(headings)


def above(headings: Sequence[Heading], at: int) -> Heading | None:
    """The last heading before an offset."""
    place = bisect_left(headings, at, key=_START)
    return headings[place - 1] if place else None


def title_metal(page: Page, headings: Sequence[Heading]) -> Value | None:
    """The metal of the document's title, when no other heading of its first page names another."""
    named = [heading for heading in headings if heading.metal]
    if len({heading.metal.value for heading in named if heading.metal}) != 1:
        return None
    above = page.text[: named[0].start].split("\n")
    return named[0].metal if sum(map(bool, above)) < _TITLE_LINES else None


def _is_heading(line: str, before: str) -> bool:
    text = line.strip()
    if not text or not any(char.isalpha() for char in text):
        return False
    if text.endswith(":"):
        return len(text) <= _LONGEST_WITH_COLON and not _ITEM.match(text)
    if text.startswith("#"):
        return True
    if len(text) > _LONGEST or text[-1] in ".,;!?" or text[0].islower() or _ITEM.match(text):
        return False
    if _ITEM.match(before) or metals.metals_of(text):
        return True
    return not before or before[-1] in ".:;!?" or before.count(" ") < 7


def _country(page: Page, mentions: Sequence[Mention], start: int, end: int) -> Value | None:
    text = page.text[start:end].strip(" \t\r:#*")
    inside = [m for m in places.mentions_in(mentions, start, end) if m.label is Label.COUNTRY]
    if len(inside) != 1 or not (drafts.is_country(text) or columns.speaks_of_smelters(text)):
        return None
    first = inside[0]
    code = countries.country_of(first.text).code
    return places.value(page, first.start, first.end, code, "heading")


def _metal(page: Page, mentions: Sequence[Mention], start: int, end: int) -> Value | None:
    inside = [m for m in places.mentions_in(mentions, start, end) if m.label is Label.METAL]
    values = {metals.metal_of(m.text) for m in inside}
    whole = metals.metals_of(page.text[start:end].strip(" \t\r:"))
    if not inside and len(whole) == 1:
        return places.value(page, start, end, whole[0], "heading")
    if len(values) != 1 or None in values:
        return None
    first = inside[0]
    return places.value(page, first.start, first.end, values.pop(), "heading")
