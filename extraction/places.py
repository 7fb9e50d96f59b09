"""Stretches of a page's text: their words, the box round those, and their source."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

from extraction.records import Box, Mention, Page, Source, Value, Word

_START = attrgetter("start")


def words_in(page: Page, start: int, end: int) -> tuple[Word, ...]:
    """The words of a page that lie in, or partly in, ``start`` to ``end`` of its text."""
    first = bisect_left(page.words, start, key=_START)
    if first and page.words[first - 1].end > start:
        first -= 1
    return page.words[first : bisect_left(page.words, end, key=_START)]


def mentions_in(mentions: Sequence[Mention], start: int, end: int) -> Sequence[Mention]:
    """Of one page's mentions, in order of place, those that begin in ``start`` to ``end``."""
    first = bisect_left(mentions, start, key=_START)
    return mentions[first : bisect_left(mentions, end, lo=first, key=_START)]


def box_of(page: Page, start: int, end: int) -> Box | None:
    """The box round a stretch of text; None where the format has no geometry."""
    words = words_in(page, start, end)
    if not words:
        return None
    boxes = [word.box for word in words]
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def value(page: Page, start: int, end: int, normal: str | None, rule: str) -> Value:
    """A field read at a stretch of text; ``quote`` is the line or lines it stands on."""
    text = " ".join(page.text[start:end].split())
    quote = " ".join(page.text[line_start(page, start) : line_end(page, end)].split())
    return Value(text, normal, Source(page.number, box_of(page, start, end), quote, rule))


def line_start(page: Page, at: int) -> int:
    """Where the line that holds the offset ``at`` begins."""
    return page.text.rfind("\n", 0, at) + 1


def line_end(page: Page, at: int) -> int:
    """Where the line that holds the offset ``at`` ends."""
    found = page.text.find("\n", at)
    return len(page.text) if found < 0 else found


def inside(spans: list[tuple[int, int]], at: int) -> bool:
    """Whether an offset lies in one of some spans that are sorted and do not overlap."""
    place = bisect_right(spans, (at, 1 << 60)) - 1
    return place >= 0 and spans[place][0] <= at < spans[place][1]
