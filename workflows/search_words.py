"""Words as search knows them: folded to plain letters, forms of identifiers, spellings nearby.

Pure. A word is folded the same way when it is kept and when it is looked for, so that ``Société``,
``SOCIETE`` and ``societe`` are one word on every database.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from extraction.latin import in_ascii

LONGEST = 40  # letters of a word that count
_SOFT = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
# A sign of a script without blanks is a word by itself; elsewhere letters, digits, their accents.
_WORD = re.compile(
    "[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]"
    "|(?:(?![\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff])[^\\W_][\u0300-\u036f]*)+"
)
_IDENTIFIER = re.compile(r"([a-z]+)(0*)([0-9]+)")
_NUMBER = re.compile(r"0+([0-9]+)")
_ADDRESS = re.compile(r"[^\s@|<>]+@[^\s@|<>]+")
_SPELLABLE = range(4, 21)  # letters: a shorter word is near to too many others


@dataclass(frozen=True, slots=True)
class Found:
    """A word of a text: where it stands in it, and what it is folded to."""

    start: int
    end: int
    word: str


def tidy(text: str) -> str:
    """The text as words are found in it: composed signs, no invisible ones."""
    return _SOFT.sub("", unicodedata.normalize("NFC", text))


def found(text: str) -> Iterator[Found]:
    """The words of a tidy text, in order; addresses of persons are no words."""
    people = [match.span() for match in _ADDRESS.finditer(text)]
    for match in _WORD.finditer(text):
        if people and any(start <= match.start() < end for start, end in people):
            continue
        word = _folded(match.group())
        if word:
            yield Found(match.start(), match.end(), word)


def words(text: str) -> list[str]:
    """The words of any text, folded, in order."""
    return [one.word for one in found(tidy(text))]


@lru_cache(maxsize=65536)
def _folded(text: str) -> str:
    return "".join(sign for sign in in_ascii(text).lower() if sign.isalnum())[:LONGEST]


@lru_cache(maxsize=65536)
def forms(word: str) -> frozenset[str]:
    """The word, and other ways to write it when it is an identifier: its parts, without zeros."""
    if identifier := _IDENTIFIER.fullmatch(word):
        scheme, zeros, digits = identifier.groups()
        return frozenset((word, scheme, zeros + digits, digits, scheme + digits))
    if number := _NUMBER.fullmatch(word):
        return frozenset((word, number[1]))
    return frozenset((word,))


def spellings(word: str) -> frozenset[str]:
    """What two words share that are one mistake apart: the word, and it without any one letter.

    One letter too many, too few, another one, or two changed places; nothing for numbers.
    """
    if len(word) not in _SPELLABLE or not word.isalpha():
        return frozenset()
    return frozenset((word, *(word[:place] + word[place + 1 :] for place in range(len(word)))))


def near(one: str, other: str) -> bool:
    """Whether two words may be the same with a mistake in it."""
    return bool(spellings(one) & spellings(other))


def meets(word: str, wanted: Iterable[str], *, tolerant: bool = False) -> bool:
    """Whether a word of a text is one of those looked for, or begins with it."""
    known = forms(word)
    return any(
        any(form.startswith(one) for form in known) or (tolerant and near(word, one))
        for one in wanted
    )


def has(word: str, wanted: str) -> bool:
    """Whether a word of a text is the one looked for, begins with it, or has it as a part.

    For a list that is short enough to look at each line: Dutch and German write a name's words as
    one, and ``stahl`` is then a part of ``Musterstahl``.
    """
    return wanted in word or meets(word, (wanted,))
