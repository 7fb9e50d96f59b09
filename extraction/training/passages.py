"""Sentences and rows of a page with the names that people decided on, to train with."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from extraction.entities import layout
from extraction.entities.tokens import tokens
from extraction.records import Page
from extraction.training import words
from extraction.training.texts import Text

Place = tuple[int, int]  # offsets of a name: in a page's text, or in a passage
_BAR = " | "


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, or a row with its cells parted by bars; with the places of names in it."""

    text: str
    smelters: tuple[Place, ...]  # approved
    others: tuple[Place, ...] = ()  # rejected: not a smelter


def cut(
    page: Page, smelters: Collection[str], others: Collection[str], undecided: Collection[Place]
) -> Iterator[Passage]:
    """The sentences and rows of a page that hold a decided name, and no undecided one.

    ``smelters`` and ``others`` are names as printed, ``undecided`` places in the page's text.
    """
    decided = _places(page.text, {*smelters, *others})
    loose = [p for p in undecided if not any(_meet(p, known) for known in decided)]
    for stretches in _stretches(page):
        start, end = stretches[0][0], stretches[-1][1]
        if any(_meet((start, end), place) for place in loose):
            continue
        found = {place for place in decided if _inside(place, stretches)}
        if not found:
            continue
        moved = _moved(stretches, found)
        named = {place: page.text[slice(*place)] for place in found}
        yield Passage(
            _BAR.join(" ".join(page.text[slice(*s)].split("\n")) for s in stretches),
            tuple(sorted(moved[p] for p in found if named[p] in smelters)),
            tuple(sorted(moved[p] for p in found if named[p] not in smelters)),
        )


def _places(text: str, names: Collection[str]) -> list[Place]:
    """Where names stand as words of their own; of two that overlap, the longer one."""
    found: list[Place] = []
    for name in sorted(filter(None, names), key=len, reverse=True):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            if not any(_meet(match.span(), place) for place in found):
                found.append(match.span())
    edges = tokens(text)
    starts, ends = {t.start for t in edges}, {t.end for t in edges}
    return sorted(place for place in found if place[0] in starts and place[1] in ends)


def _stretches(page: Page) -> Iterator[list[Place]]:
    """Each sentence as one stretch of the page's text, each row as its cells."""
    lines = layout.lines(page.text, page.words)
    rows: dict[int, list[Place]] = {}
    for zone in layout.zones(lines):
        if zone.cell is None:
            yield from ([place] for place in layout.sentences(page.text, zone.start, zone.end))
        else:
            rows.setdefault(zone.line, []).append((zone.start, zone.end))
    yield from rows.values()


def _moved(stretches: Sequence[Place], found: Collection[Place]) -> dict[Place, Place]:
    """Places in the page's text as places in the text of the stretches joined by bars."""
    moved: dict[Place, Place] = {}
    offset = 0
    for start, end in stretches:
        for place in found:
            if start <= place[0] and place[1] <= end:
                moved[place] = (place[0] - start + offset, place[1] - start + offset)
        offset += end - start + len(_BAR)
    return moved


def _inside(place: Place, stretches: Sequence[Place]) -> bool:
    return any(start <= place[0] and place[1] <= end for start, end in stretches)


def _meet(one: Place, other: Place) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def exchanged(passage: Passage, rng: Random) -> Text:
    """The passage with invented names in the places of the decided ones.

    A network trained on this learns how smelters are spoken of; it never meets a name that a
    member's paper taught, and so cannot know it again in another member's.
    """
    row = _BAR in passage.text
    made = Text()
    last = 0
    places = [(p, True) for p in passage.smelters] + [(p, False) for p in passage.others]
    for (start, end), smelter in sorted(places):
        made.add(passage.text[last:start])
        name = words.plant(rng, cell=row) if smelter else words.trader(rng)
        made.add(name.upper() if passage.text[start:end].isupper() else name, smelter=smelter)
        last = end
    made.add(passage.text[last:])
    return made
