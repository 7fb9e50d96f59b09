"""What a document says of itself: where it says what it is, and the period that it is about."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from extraction import classify, labels, places
from extraction.entities import dates
from extraction.records import About, Kind, Page, Value

_PAGES = 3  # a paper says at its beginning which period it is about
_SAMPLE = 6_000  # characters of a page
_AFTER = 90  # characters behind the words that say that a period follows
_NO_PERIOD = frozenset({Kind.CERTIFICATE, Kind.MILL_CERTIFICATE, Kind.CONTAINER})
_PERIOD = (
    "(?:reporting|reported|review|audit|assessment|declaration) (?:period|year)",
    "(?:period|year) (?:covered|under (?:report|review))",
    "(?:calendar|fiscal|financial) year",
    "(?:verslag|rapportage|meld|boek|kalender)(?:periode|jaar)",
    "periode(?: van (?:de )?(?:verslaglegging|rapportage))?",
    "(?:berichts|bezugs|geltungs|prüf)(?:zeitraum|jahr)|(?:geschäfts|kalender)jahr",
    "(?:période|année|exercice)(?: (?:de référence|couverte?|du rapport|civile|fiscal))?",
    "período|periodo(?: di riferimento)?|anno di riferimento",
)
_LABELS = labels.compiled({"period": _PERIOD})
_PHRASE = re.compile(
    rf"\b(?:{'|'.join(_PERIOD)}|(?:for|over|für|pour)\s(?:the|het|das|l.)\s?"
    r"(?:year|jaar|jahr|année))\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\W{0,6}((?:19|20)\d\d)(?![\d./-])")


def read(pages: Sequence[Page], kind: Kind) -> About:
    """The place where a document says its kind, and the days that it is about, if it says so."""
    at = classify.said_at(pages, kind)
    found = places.value(*at, None, "cue").source if at is not None else None
    if kind in _NO_PERIOD:
        return About(found)
    order = dates.order_of(page.text[:_SAMPLE] for page in pages[:_PAGES])
    for page in pages[:_PAGES]:
        for start, end, rule in _stretches(page):
            period = _period(page, start, end, order, rule)
            if period is not None:
                return About(found, *period)
    return About(found)


def _stretches(page: Page) -> Iterator[tuple[int, int, str]]:
    """Where a period may stand: beside its label, then behind words in a sentence."""
    for field in labels.find(page, _LABELS):
        yield field.start, field.end, "label"
    for match in _PHRASE.finditer(page.text, 0, _SAMPLE):
        yield match.end(), min(match.end() + _AFTER, len(page.text)), "phrase"


def _period(
    page: Page, start: int, end: int, order: dates.Order | None, rule: str
) -> tuple[Value, Value] | None:
    """Two days of which the first comes first, or a whole year."""
    text = page.text[start:end]
    found = dates.find(text, order=order)[:2]
    if len(found) == 2 and all(one.value for one in found):
        first, last = (date.fromisoformat(one.value or "") for one in found)
        if not timedelta(days=1) <= last - first <= timedelta(days=3 * 366):
            return None
        values = [
            places.value(page, start + one.start, start + one.end, one.value, rule) for one in found
        ]
        return values[0], values[1]
    if (year := _YEAR.match(text)) is None:
        return None
    ends = (f"{year[1]}-01-01", f"{year[1]}-12-31")
    begin, stop = start + year.start(1), start + year.end(1)
    first_day, last_day = (places.value(page, begin, stop, day, rule) for day in ends)
    return first_day, last_day
