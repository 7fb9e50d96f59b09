"""When a certificate was issued and until when it is valid."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from extraction import places
from extraction.certificates.labelled import Field
from extraction.entities import dates
from extraction.records import Page, Value

_RULE = "label"
_PHRASE = "phrase"
_BEFORE = 60  # characters before a date that say what it is
# Of the dates that may be meant by "issued" the best first.
_BEGINNINGS = ("issued", "from", "period", "dated", "decided", "first")
_SURE = ("issued", "from", "period")
_SLACK = 3  # days: a certificate may end the day before, and years leap
_MOST_YEARS = 3
_WORDS = tomllib.loads((Path(__file__).parent / "labels.toml").read_text("utf-8"))["labels"]
_ARTICLE = r"(?:the|le|am|op|el|il|vom|on|den|del|al|au|du)?"
_SAID: Mapping[str, re.Pattern[str]] = {
    name: re.compile(
        rf"\b(?:{'|'.join(word.replace(' ', chr(92) + 's{1,9}') for word in _WORDS[name])})"
        rf"\s{{0,9}}[:.]?\s{{0,9}}{_ARTICLE}\s{{0,3}}$",
        re.IGNORECASE,
    )
    for name in ("issued", "from", "decided", "first", "expires")
}
_UP_TO = re.compile(
    r"\s*(?:[-–—/]|to|until|till|through|tot(?: en met)?|t/m|bis(?: zum)?|au|al|a|hasta)\s*"
    r"(?:el\s*)?",
    re.IGNORECASE,
)
_VALID = re.compile(
    r"\b(?:valid\w*|g[üu]ltig\w*|geldig\w*|val(?:able|ide)|v[áa]lid[oa]|vigen\w+)\b", re.IGNORECASE
)
_LONE = re.compile(r"[^\d\n]{0,40}", re.IGNORECASE)
_HEAD_LINES = 14  # a letter's date stands above its text


def read(
    page: Page, fields: Sequence[Field], order: dates.Order | None
) -> tuple[Value | None, Value | None]:
    """Issue and expiry: by labels, by the words before a date, or as both ends of a period."""
    found: dict[str, Value] = {}
    ends: dict[str, Value] = {}
    for field in fields:
        read_here = _dates(page, field, order)
        if not read_here:
            continue
        if field.name == "expires" and len(read_here) == 1:
            ends.setdefault("expires", read_here[0])
        elif field.name in ("expires", "period", "issued", "from") and len(read_here) > 1:
            found.setdefault("from" if field.name == "from" else "period", read_here[0])
            ends.setdefault("period", read_here[1])
        elif field.name in _BEGINNINGS and field.name != "period":
            found.setdefault(field.name, read_here[0])
    for name, value in _said(page, order).items():
        (ends if name == "expires" else found).setdefault(name, value)
    expires = ends.get("expires") or ends.get("period")
    issued = next((found[name] for name in _SURE if name in found), None)
    issued = issued or _years_before(page, expires, order)
    issued = issued or next((found[name] for name in _BEGINNINGS if name in found), None)
    if issued is None and (ends or fields):
        issued = _letter_date(page, order)
    return issued, expires


def _years_before(page: Page, expires: Value | None, order: dates.Order | None) -> Value | None:
    """A date that lies whole years before the expiry: certificates run for one to three."""
    if expires is None or expires.value is None:
        return None
    end = date.fromisoformat(expires.value)
    for each in dates.find(page.text, order=order):
        if each.value is None:
            continue
        days = (end - date.fromisoformat(each.value)).days
        if any(abs(days - 365.25 * years) <= _SLACK for years in range(1, _MOST_YEARS + 1)):
            return places.value(page, each.start, each.end, each.value, "whole years before expiry")
    return None


def _dates(page: Page, field: Field, order: dates.Order | None) -> list[Value]:
    if field.name not in (*_BEGINNINGS, "expires"):
        return []
    return [
        places.value(page, start + one.start, start + one.end, one.value, _RULE)
        for start, end in field.spans
        for one in dates.find(page.text[start:end], order=order)
    ]


def _said(page: Page, order: dates.Order | None) -> dict[str, Value]:
    """Dates by the words right before them: ``valid until 6 June 2027``, ``from ... to ...``."""
    found: dict[str, Value] = {}
    last, after = "", 0
    previous: Value | None = None
    for each in dates.find(page.text, order=order):
        before = page.text[max(after, each.start - _BEFORE) : each.start]
        value = places.value(page, each.start, each.end, each.value, _PHRASE)
        name = _name_of(before)
        if previous is not None and _UP_TO.fullmatch(before):
            around = page.text[max(0, after - 2 * _BEFORE) : each.start]
            if last == "from" or _VALID.search(around):
                found.setdefault("from", previous)
                name = "expires"
        if name and name not in found:
            found[name] = value
        last, after, previous = name, each.end, value
    return found


def _name_of(before: str) -> str:
    """What the words before a date call it; the longest wording counts."""
    ends = {name: match for name, words in _SAID.items() if (match := words.search(before))}
    return min(ends, key=lambda name: ends[name].start(), default="")


def _letter_date(page: Page, order: dates.Order | None) -> Value | None:
    """The date that stands by itself near the top of a letter."""
    start = 0
    for line in page.text.split("\n")[:_HEAD_LINES]:
        for one in dates.find(line, order=order):
            if one.end == len(line.rstrip()) and _LONE.fullmatch(line[: one.start]):
                return places.value(page, start + one.start, start + one.end, one.value, "alone")
        start += len(line) + 1
    return None
