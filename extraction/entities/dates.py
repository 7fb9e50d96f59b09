"""Dates as papers print them to ISO 8601; a date that could be two days is refused."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from babel import Locale

from extraction.entities.tokens import key

_LANGUAGES = ("nl", "en", "de", "fr", "it", "es", "tr", "pt", "pl")


class Order(StrEnum):
    """Which of the first two numbers of 03/04/2024 is the day."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date in a text. ``value`` is None where day and month cannot be told apart."""

    start: int
    end: int
    text: str
    value: str | None


@cache
def _months() -> dict[str, int]:
    months = {
        "sept": 9,
        "mrt": 3,
        "maart": 3,
        "marz": 3,
        "maerz": 3,
        "janv": 1,
        "fevr": 2,
        "avr": 4,
    }
    for language in _LANGUAGES:
        locale = Locale(language)
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.months[context][width].items():
                    months.setdefault(key(name).rstrip("."), int(number))
    return {name: number for name, number in months.items() if name.isalpha()}


_JOIN = r"(?:\s*[-./,]\s*|\s+)"
_OF = r"(?:(?:de|of|di|del|van|d['’])\s+)?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|er|e|º|°|ª)?\.?"
_MONTH = r"(?P<month>[^\W\d_]{3,12})\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_SHAPES: tuple[re.Pattern[str], ...] = tuple(
    re.compile(rf"(?<![\w.,/-]){shape}(?![\w/]|[.,-]\d)")
    for shape in (
        r"(?P<year>(?:19|20)\d\d)(?P<sign>[-./])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})"
        r"(?:T\d\d:\d\d(?::\d\d)?\S*)?",
        rf"{_DAY}(?:{_JOIN})?{_OF}{_MONTH}(?:{_JOIN})?{_OF}{_YEAR}",
        rf"{_DAY}-(?P<month>[^\W\d_]{{3}})-(?P<short>\d\d)",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_YEAR}{_JOIN}{_MONTH}{_JOIN}{_DAY}",
        r"(?P<one>\d{1,2})\s?(?P<sign>[-./])\s?(?P<two>\d{1,2})\s?(?P=sign)\s?"
        r"(?:(?P<year>(?:19|20)\d\d)|(?P<short>\d\d))",
    )
) + (re.compile(r"(?P<year>(?:19|20)\d\d)\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日"),)


def find(text: str, *, order: Order | None = None) -> tuple[DateFound, ...]:
    """The dates in ``text`` in order of place. Without ``order`` its other dates decide."""
    matches = _matches(text)
    decided = order or _order_of(matches)
    return tuple(
        DateFound(match.start(), match.end(), match.group(), _value(match, decided))
        for match in matches
        if _possible(match)
    )


def parse(text: str, *, order: Order | None = None) -> str | None:
    """The ISO 8601 date that ``text`` as a whole prints; None when it is none, or may be two days.

    ``order`` is a hint from elsewhere, such as the document's other dates (``order_of``).
    """
    plain = text.strip(" \t\r\n.,;:()")
    for match in _matches(plain):
        if match.span() == (0, len(plain)):
            return _value(match, order)
    return None


def order_of(texts: Iterable[str]) -> Order | None:
    """What the unambiguous dates of a document say about the order; None when they disagree."""
    return _order_of([match for text in texts for match in _matches(text)])


_DIGIT = re.compile(r"\d")


def _matches(text: str) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    if not _DIGIT.search(text):
        return found
    taken: set[int] = set()
    for shape in _SHAPES:
        for match in shape.finditer(text):
            if taken.isdisjoint(range(*match.span())) and _is_date(match):
                found.append(match)
                taken.update(range(*match.span()))
    return sorted(found, key=lambda match: match.start())


def _is_date(match: re.Match[str]) -> bool:
    month = match.groupdict().get("month")
    return month is None or month.isdigit() or key(month) in _months()


def _order_of(matches: Iterable[re.Match[str]]) -> Order | None:
    seen = {
        _own_order(match)
        for match in matches
        if "one" in match.groupdict() and match["sign"] != "." and _possible(match)
    } - {None}
    return seen.pop() if len(seen) == 1 else None


def _own_order(match: re.Match[str]) -> Order | None:
    one, two = int(match["one"]), int(match["two"])
    if match["sign"] == "." or one > 12:  # points part day, month and year in every country's use
        return Order.DAY_FIRST
    return Order.MONTH_FIRST if two > 12 else None


def _year(match: re.Match[str]) -> int:
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    short = int(groups["short"])
    return 2000 + short if short < 70 else 1900 + short


def _value(match: re.Match[str], order: Order | None) -> str | None:
    groups = match.groupdict()
    if "one" not in groups:
        month = groups["month"]
        number = int(month) if month.isdigit() else _months()[key(month)]
        return _iso(_year(match), number, int(groups["day"]))
    one, two = int(groups["one"]), int(groups["two"])
    decided = _own_order(match) or order
    if one == two or decided is Order.DAY_FIRST:
        return _iso(_year(match), two, one)
    return _iso(_year(match), one, two) if decided is Order.MONTH_FIRST else None


def _possible(match: re.Match[str]) -> bool:
    return any(_value(match, order) for order in Order)


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
