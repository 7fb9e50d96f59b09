"""Numbers in people's own words that a report's figure of the same name does not bear out. Pure.

A clause is about a figure when every word of its name that carries meaning stands in it, however
it is inflected. A number right before what a figure counts is asked about where no figure of that
noun says it. Numbers in words, and those of another year, are left to who reads them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import ceil, floor
from typing import Any

from workflows.report_naming import FIGURES

_CLAUSE = re.compile(r"(?<!\d)[.,;:!?]|[.,;:!?](?!\d)|\n")
_NUMBER = re.compile(r"(?<![\w.,-])(\d+(?:[.,]\d{3})*)(?![\w-]|[.,]\d)[ \u00a0]?(%?)")
_WORD = re.compile(r"[^\W\d_]+")
_EMPTY = frozenset(
    ["de", "het", "een", "die", "dat", "in", "met", "van", "the", "a", "an", "that", "with", "of"]
    + ["by", "in", "were"]
)
_ANOTHER_YEAR = frozenset(["vorig", "vorige", "eerder", "eerdere", "last", "previous", "earlier"])
_DOCUMENTS = ("F201", "F202", "F203")
_FINDINGS = ("F206", "F301", "F401", "F501", "F502", "F601", "F602", "F603")
_COUNTED = (
    (r"document(?:en|s)?", _DOCUMENTS),
    (r"smelters?", ("F205", "M201")),
    (r"bevinding(?:en)?|findings?", _FINDINGS),
    (r"lid|leden|deelnemers?|members?|participants?", ("F101", "F102")),
    (r"maatregel(?:en)?|measures?", ("F302", "F303")),
)
"""What is counted, in both languages, and the figures that count it."""
_BEFORE_NOUN = r"(?<![\w.,-])(\d+(?:[.,]\d{{3}})*)[ \u00a0]+({noun})(?!\w)"
_YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class Claim:
    """A number as it is written, and the figure that says another one, or is hidden."""

    number: str
    code: str
    hidden: bool


def unlike(text: str, figures: Iterable[Mapping[str, Any]], language: str) -> Iterator[Claim]:
    """What a text says of figures that they do not, in the order of the text."""
    known = [(f, _stems(FIGURES[f["code"]].label.said(language))) for f in figures]
    for clause in _CLAUSE.split(text):
        words = [word.lower() for word in _WORD.findall(clause)]
        about = [(figure, stems) for figure, stems in known if _all_in(stems, words)]
        if not about or _ANOTHER_YEAR.intersection(words):
            continue
        borne_out = {value for figure, _stems in about for value in _values(figure)}
        figure = max(about, key=lambda one: len(one[1]))[0]
        for digits, percent in _NUMBER.findall(clause):
            number = re.sub(r"\D", "", digits).lstrip("0") or "0"
            year = len(digits) == 4 and int(digits) in _YEARS and not percent
            if not year and f"{number}{percent}" not in borne_out:
                yield Claim(f"{digits}{percent}", figure["code"], figure["hidden"])


def loose(text: str, figures: Iterable[Mapping[str, Any]]) -> Iterator[Claim]:
    """A number right before what figures count, which none of them says: perhaps it is meant so.

    ``number`` is the number with its noun, ``code`` the first of those figures.
    """
    known = {figure["code"]: figure for figure in figures}
    for noun, codes in _COUNTED:
        about = [known[code] for code in codes if code in known]
        pattern = re.compile(_BEFORE_NOUN.format(noun=noun), re.IGNORECASE)
        borne_out = {value for figure in about for value in _values(figure)}
        for clause in _CLAUSE.split(text) if about else ():
            if _ANOTHER_YEAR.intersection(word.lower() for word in _WORD.findall(clause)):
                continue
            for digits, named in pattern.findall(clause):
                year = len(digits) == 4 and int(digits) in _YEARS if digits.isdigit() else False
                number = re.sub(r"\D", "", digits).lstrip("0") or "0"
                if not year and number not in borne_out:
                    yield Claim(f"{digits} {named}", about[0]["code"], about[0]["hidden"])


def _stems(label: str) -> tuple[str, ...]:
    words = (word.lower() for word in _WORD.findall(label))
    return tuple(word[: max(4, len(word) - 3)] for word in words if word not in _EMPTY)


def _all_in(stems: tuple[str, ...], words: list[str]) -> bool:
    return all(any(word.startswith(stem) for word in words) for stem in stems)


def _values(figure: Mapping[str, Any]) -> Iterator[str]:
    value, over = figure["value"], figure["over"]
    yield from (str(number) for number in (value, over) if number is not None)
    if value is not None and over:
        share = 100 * value / over
        yield from (f"{floor(share)}%", f"{ceil(share)}%")
