"""Names in people's words: the one place that finds one in a text, however it was typed.

Whoever pastes from Word brings hard spaces, a mail breaks a line inside a name, and a hyphen or a
capital less is no other company. Whose names are looked for, and what follows, is not decided here.
"""

import re
import unicodedata
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from report_templates.printable import lines
from workflows.name_words import COMMON

Whose = TypeVar("Whose", bound=Hashable)

SHORTEST = 4  # signs: a shorter name of a supplier or a smelter is any word
_KEPT = 4096  # patterns of names in memory
_FORM = (
    r"(?:b\.? ?v|n\.? ?v|v\.? ?o\.? ?f|gmbh|ag|kg|s\.? ?a|s\.? ?p\.? ?a|s\.? ?r\.? ?l|ltd|inc|llc"
    r"|plc|co)\.?"
)
_FORMS = re.compile(rf"(?:[ ,]+(?:& )?{_FORM})+$")
_APOSTROPHES = "'`\u00b4\u02b9\u02bb\u02bc\u02bd\u2018\u2019\u201a\u201b\u2032\uff07"
# Letters and signs that show as nothing, and are of no category that says so.
_BLANK = "\u115f\u1160\u2800\u3164\uffa0"
_OPENING = " \t\"'(\u201c\u201e\u2018"
_ENDING = ".!?:\n*-\u2013\u2022"  # of a sentence, or what opens the line of a list
_LONG = 4  # letters: a shorter word of a name is any word


@dataclass(frozen=True, slots=True)
class Found(Generic[Whose]):
    """A name where it stands: ``start`` and ``end`` are places in the text, ``written`` its signs
    there."""

    whose: Whose
    start: int
    end: int
    written: str


@dataclass(frozen=True, slots=True)
class _Flat:
    """A text in small letters without accents and invisible signs, each gap one space.

    ``places`` says of every sign where it stood.
    """

    text: str
    places: tuple[int, ...]
    squeezed: str  # without spaces and apostrophes


def find(names: Iterable[tuple[Whose, str]], text: str, *, shortest: int = 1) -> list[Found[Whose]]:
    """Where these names stand in a text, with or without their legal form, in reading order.

    A name counts whole, not within another word; a genitive s may follow. Of one with fewer than
    ``shortest`` signs without its form, only the name with its form counts.
    """
    flat = _flat(text)
    found = [
        Found(whose, start, end, text[start:end])
        for whose, name in names
        for start, end in _spans(_core(name, shortest), flat)
    ]
    return sorted(found, key=lambda one: (one.start, -one.end))


def find_parts(names: Mapping[Whose, str], text: str) -> list[Found[Whose]]:
    """Where a part of a name stands that is in no other of these names: a guess, for people.

    Two words of it or more, written with capitals; one word before a legal form; or one word with
    a capital that is no usual one. What is the whole name of somebody is not told.
    """
    flat = _flat(text)
    cores = {whose: _core(name, 1) for whose, name in names.items()}
    whole = [span for core in set(cores.values()) for span in _spans(core, flat)]
    found: list[Found[Whose]] = []
    for whose, part in _distinctive(cores):
        alone = " " not in part
        spans = _spans(part, flat, form=alone)
        if alone and part not in COMMON:
            spans += [one for one in _spans(part, flat) if _tells(text, *one)]
        for start, end in dict.fromkeys(spans):
            written = text[start:end]
            inside = any(first <= start < last for first, last in whole)
            if not inside and (alone or _is_capital(written)):
                found.append(Found(whose, start, end, written))
    found.sort(key=lambda one: (one.start, -one.end))
    # The longest part at a place says it all.
    return [
        one
        for place, one in enumerate(found)
        if not any(before.start <= one.start < before.end for before in found[:place])
    ]


def written(found: Iterable[Found[Whose]]) -> list[str]:
    """What stands in the text, each once, each gap in it one space."""
    return list(dict.fromkeys(" ".join(one.written.split()) for one in found))


def replaced(text: str, found: Iterable[Found[Whose]], words: str) -> str:
    """The text with these words in the place of each name; of two that overlap the first."""
    made, last = [], 0
    for one in found:
        if one.start >= last:
            made += [text[last : one.start], words]
            last = one.end
    return "".join(made) + text[last:]


def key(name: str) -> str:
    """By which two ways to write a name are known to be the same."""
    return _core(name, 1).replace(" ", "").replace("'", "")


def paragraphs(found: Iterable[Found[Whose]], text: str) -> list[tuple[str, Found[Whose]]]:
    """Each name with the paragraphs that it stands in: with two where a line ends within it."""
    found = list(found)
    told, start = [], 0
    for line in text.split("\n"):
        end = start + len(line)
        for paragraph in lines(line):
            told += [(paragraph, one) for one in found if one.start < end and one.end > start]
        start = end + 1
    return told


def _flat(text: str) -> _Flat:
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for one in "'" if sign in _APOSTROPHES else unicodedata.normalize("NFKD", sign).casefold():
            kind = unicodedata.category(one)
            if kind in ("Cf", "Mn", "Me"):
                continue
            gap = kind[0] == "Z" or kind in ("Cc", "Pd", "Pc") or one in _BLANK
            if gap and signs and signs[-1] == " ":
                continue
            signs.append(" " if gap else one)
            places.append(place)
    flat = "".join(signs)
    return _Flat(flat, tuple(places), flat.replace(" ", "").replace("'", ""))


@lru_cache(_KEPT)
def _core(name: str, shortest: int) -> str:
    """A name as it is looked for: flat, and without its legal form where enough is left."""
    flat = _flat(name).text.strip()
    core = _FORMS.sub("", flat)
    return next((one for one in (core, flat) if len(one) >= shortest), "")


@lru_cache(_KEPT)
def _pattern(core: str, form: bool) -> re.Pattern[str]:
    # An invisible sign may be all that stands between two words; an apostrophe may be left out.
    loose = re.escape(core).replace("\\ ", " ?").replace("'", "'?")
    follows = rf"(?= {_FORM}(?!\w))" if form else r"(?=s?(?!\w))"
    return re.compile(rf"(?<!\w){loose}{follows}")


def _spans(core: str, flat: _Flat, *, form: bool = False) -> list[tuple[int, int]]:
    if not core or core.replace(" ", "").replace("'", "") not in flat.squeezed:
        return []
    places = flat.places
    return [
        (places[match.start()], places[match.end() - 1] + 1)
        for match in _pattern(core, form).finditer(flat.text)
    ]


def _distinctive(cores: Mapping[Whose, str]) -> list[tuple[Whose, str]]:
    """The parts of these names that are in one of them only, with whose each is."""
    owners: dict[str, set[Whose]] = {}
    for whose, core in cores.items():
        words = core.split(" ")
        for first in range(len(words)):
            for last in range(first + 1, len(words) + 1):
                part = words[first:last]
                if last - first < len(words) and min(len(part[0]), len(part[-1])) >= _LONG:
                    owners.setdefault(" ".join(part), set()).add(whose)
    whole = set(cores.values())
    return [
        (next(iter(mine)), part)
        for part, mine in owners.items()
        if len(mine) == 1 and part not in whole
    ]


def _tells(text: str, start: int, end: int) -> bool:
    """Whether one word of a text is a name by its capital.

    The first of a sentence has one anyway: it is no name where the text has it in small letters.
    """
    word = text[start:end]
    if not _is_capital(word):
        return False
    before = text[:start].rstrip(_OPENING)
    first = not before or before[-1] in _ENDING
    return not first or re.search(rf"(?<!\w){re.escape(word.casefold())}(?!\w)", text) is None


def _is_capital(words: str) -> bool:
    """Whether the first and the last of these words begin with a capital."""
    parts = re.findall(r"\w+", words)
    return bool(parts) and parts[0][0].isupper() and parts[-1][0].isupper()
