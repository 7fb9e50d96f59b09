"""A labelled stretch of text, and how overlaps between finders are settled."""

from collections.abc import Iterable
from dataclasses import dataclass

from extraction.records import Label


@dataclass(frozen=True, slots=True)
class Span:
    """A find: ``start`` and ``end`` are code point offsets in the text that was searched."""

    start: int
    end: int
    label: Label
    rule: str


def settle(groups: Iterable[Iterable[Span]]) -> list[Span]:
    """Spans without overlaps, in order of place: an earlier group wins, then the longer span."""
    kept: list[Span] = []
    taken: set[int] = set()
    for group in groups:
        for span in sorted(group, key=lambda found: (found.start - found.end, found.start)):
            places = range(span.start, span.end)
            if taken.isdisjoint(places):
                kept.append(span)
                taken.update(places)
    return sorted(kept, key=lambda span: span.start)
