"""Numbers in people's own words that a report's figure of the same name does not bear out. Pure.

A clause is about a figure when every word of its name that carries meaning stands in it, however
it is inflected; "of which" takes what is counted from the clause before it. A number right before
what is counted is about figures of that noun alone, whatever else the clause names: it is asked
about where none of them says it. A number may stand in words. Those of another year are left to who
reads them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import ceil, floor
from typing import Any

from workflows import number_words
from workflows.report_naming import FIGURES

_CLAUSE = re.compile(r"(?<!\d)[.,;:!?]|[.,;:!?](?!\d)|\n")
_NUMBER = re.compile(r"(?<![\w.,-])(\d+(?:[.,]\d{3})*)(?![\w-]|[.,]\d)[ \u00a0]?(%?)")
_WORD = re.compile(r"[^\W\d_]+")
_NEXT = re.compile(r"[ \u00a0]*(\w+)")
_EMPTY = frozenset(
    ["de", "het", "een", "die", "dat", "in", "met", "van", "the", "a", "an", "that", "with", "of"]
    + ["by", "in", "were"]
)
_ANOTHER_YEAR = frozenset(["vorig", "vorige", "eerder", "eerdere", "last", "previous", "earlier"])
_COMPANY = r"bedrijf|bedrijven|compan(?:y|ies)"  # of which so much is said that none is asked about
_COMPANIES = ("F101", "F102")
_DOCUMENTS = ("F201", "F202", "F203")
_FINDINGS = ("F206", "F301", "F401", "F501", "F502", "F601", "F602", "F603")
_COUNTED = (
    (r"document(?:en|s)?", _DOCUMENTS),
    (r"smelters?", ("F205", "M201")),
    (r"bevinding(?:en)?|findings?", _FINDINGS),
    (r"lid|leden|deelnemers?|members?|participants?", _COMPANIES),
    (_COMPANY, _COMPANIES),
    (r"maatregel(?:en)?|measures?", ("F302", "F303")),
)
"""What is counted, in both languages, and the figures that count it."""
_NOUNS = tuple((re.compile(noun, re.IGNORECASE), codes) for noun, codes in _COUNTED)
_OF_THEM = re.compile(r"\b(?:waarvan|daarvan|hiervan|of (?:which|them|these|those))\b", re.I)
_PAST = (("ontving", "ontvangen"), ("lazen", "gelezen"), ("las", "gelezen"))
"""How a verb of a figure's name begins when it is told in the past, and its participle."""
_TAKE_PART = re.compile(
    r"\b(?:deed|deden|doet|doen)\b.*\bmee\b|\b(?:nam|namen|neemt|nemen)\b.*\bdeel\b"
    r"|\b(?:took|take|takes) part\b",
    re.IGNORECASE,
)
_TAKING_PART = ("F101", ("deelnemende", "participating"))
"""The figure of who takes part, and the words of its name, in the place of a verb in two parts."""
_YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class Claim:
    """A number as it is written, and the figure that says another one, or is hidden."""

    number: str
    plain: str  # in digits, without the signs of thousands, with its per cent
    figure: Mapping[str, Any]

    @property
    def code(self) -> str:
        """Which figure it is."""
        return str(self.figure["code"])

    @property
    def hidden(self) -> bool:
        """Whether the figure is not to be told."""
        return bool(self.figure["hidden"])

    @property
    def tells(self) -> bool:
        """Whether it says what a hidden figure counts: the sum over the companies behind it."""
        return self.hidden and self.plain == str(sum(self.figure.get("by", {}).values()))


def unlike(text: str, figures: Iterable[Mapping[str, Any]], language: str) -> Iterator[Claim]:
    """What a text says of figures that they do not, in the order of the text."""
    known = [(f, _stems(FIGURES[f["code"]].label.said(language))) for f in figures]
    counted = ""  # what the clause before counted last
    for clause in _CLAUSE.split(text):
        words = [word.lower() for word in _WORD.findall(clause)]
        if _OF_THEM.search(clause) and counted:
            words.append(counted)
        counted = next((word for word in reversed(words) if _codes(word)), counted)
        words += [participle for past, participle in _PAST for w in words if w.startswith(past)]
        take_part = bool(_TAKE_PART.search(clause))
        words += _TAKING_PART[1] if take_part else ()
        about = [(figure, stems) for figure, stems in known if _all_in(stems, words)]
        if not about or _ANOTHER_YEAR.intersection(words):
            continue
        for written, plain, noun in _numbers(clause, language):
            codes = _codes(noun)
            meant = [(f, stems) for f, stems in about if not codes or f["code"] in codes]
            borne_out = {value for figure, _stems in meant for value in _values(figure)}
            if meant and plain not in borne_out:
                asked = {f["code"]: f for f, _stems in meant}
                longest = max(meant, key=lambda one: len(one[1]))[0]
                figure = asked.get(_TAKING_PART[0], longest) if take_part else longest
                yield Claim(written, plain, figure)


def loose(text: str, figures: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, list[Claim]]]:
    """A number right before what figures count, which none of them says: perhaps it is meant so.

    With its noun, and with the figures that count it.
    """
    known = {figure["code"]: figure for figure in figures}
    for clause in _CLAUSE.split(text):
        if _ANOTHER_YEAR.intersection(word.lower() for word in _WORD.findall(clause)):
            continue
        for match in _NUMBER.finditer(clause):
            noun = _word_after(clause, match.end())
            codes = () if re.fullmatch(_COMPANY, noun, re.I) else _codes(noun)
            about = [known[code] for code in codes if code in known]
            borne_out = {value for figure in about for value in _values(figure)}
            if about and not match[2] and not _year(match) and _plain(match) not in borne_out:
                said = f"{match[1]} {noun}"
                yield said, [Claim(match[1], _plain(match), figure) for figure in about]


def _numbers(clause: str, language: str) -> Iterator[tuple[str, str, str]]:
    """Each number as it is written, in plain digits, and the word after it; no years."""
    for match in _NUMBER.finditer(clause):
        if not _year(match):
            yield match[1] + match[2], _plain(match), _word_after(clause, match.end())
    for one in number_words.find(clause, language):
        yield one.written, str(one.value), _word_after(clause, one.end)


def _word_after(clause: str, end: int) -> str:
    after = _NEXT.match(clause, end)
    return after[1] if after else ""


def _codes(word: str) -> tuple[str, ...]:
    """The figures that count what the word names; none where it is no such word."""
    return next((codes for noun, codes in _NOUNS if noun.fullmatch(word)), ())


def _year(number: re.Match[str]) -> bool:
    digits = number[1]
    return len(digits) == 4 and digits.isdigit() and int(digits) in _YEARS and not number[2]


def _plain(number: re.Match[str]) -> str:
    """The number without its thousands' signs, with its per cent."""
    return (re.sub(r"\D", "", number[1]).lstrip("0") or "0") + number[2]


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
