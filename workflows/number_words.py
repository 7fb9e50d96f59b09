"""Whole numbers below a hundred as Dutch and English write them in words. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DUTCH_UNITS = ["één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"]
_DUTCH_TEENS = [
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
]
_DUTCH_TENS = [
    "twintig",
    "dertig",
    "veertig",
    "vijftig",
    "zestig",
    "zeventig",
    "tachtig",
    "negentig",
]
_ENGLISH_UNITS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_ENGLISH_TEENS = [
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_ENGLISH_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def _dutch() -> Iterator[tuple[str, int]]:
    yield from zip((*_DUTCH_UNITS, *_DUTCH_TEENS), range(1, 20), strict=True)
    for ten, word in enumerate(_DUTCH_TENS, 2):
        yield word, 10 * ten
        for unit, first in enumerate(_DUTCH_UNITS, 1):
            joined = "eenen" if unit == 1 else f"{first}ën" if first.endswith("e") else f"{first}en"
            yield f"{joined}{word}", 10 * ten + unit


def _english() -> Iterator[tuple[str, int]]:
    yield from zip((*_ENGLISH_UNITS, *_ENGLISH_TEENS), range(1, 20), strict=True)
    for ten, word in enumerate(_ENGLISH_TENS, 2):
        yield word, 10 * ten
        for unit, last in enumerate(_ENGLISH_UNITS, 1):
            yield f"{word}-{last}", 10 * ten + unit


_VALUES = {"nl": dict(_dutch()), "en": dict(_english())}
# "Een" is an article before it is a number, and "no one" is no number at all: a lone one is not
# looked for in English, and with its accents only in Dutch.
del _VALUES["en"]["one"]
_WORDS = {
    language: re.compile(
        rf"(?<![\w-])(?:{'|'.join(sorted(values, key=len, reverse=True))})(?![\w-])", re.IGNORECASE
    )
    for language, values in _VALUES.items()
}


@dataclass(frozen=True, slots=True)
class Spelled:
    """A number in words: as it is written, its value, and where it ends in the text."""

    written: str
    value: int
    end: int


def find(text: str, language: str) -> Iterator[Spelled]:
    """The numbers from one to ninety-nine that a text in ``nl`` or ``en`` has in words.

    Not "een" and "one", which are seldom meant as a number.
    """
    for match in _WORDS[language].finditer(text):
        yield Spelled(match[0], _VALUES[language][match[0].lower()], match.end())
