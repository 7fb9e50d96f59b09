"""Metals: a name or symbol to its lower-case English name, and the metals named in text."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from extraction.entities import gazetteer, organisations, unspaced
from extraction.entities.gazetteer import Gazetteer
from extraction.entities.metal_names import (
    FURTHER_NAMES,
    GROUPS,
    NAMES,
    SYMBOLS,
    UNLABELLED,
    WEAK,
)
from extraction.entities.spans import Span
from extraction.entities.tokens import Token, key, narrow, word_keys
from extraction.records import Label

_SEPARATOR = re.compile(
    r"\s*(?:[,;/+&|、・和及与與と및]|\b(?:and|en|und|et|y|e|i|oraz|ve|и)\b)\s*|\n"
)
_BESIDE = re.compile(r"(.+?)\s*[(\[]\s*(.+?)\s*[)\]]")


@lru_cache(maxsize=4_000)
def metal_of(text: str) -> str | None:
    """The metal that ``text`` as a whole names (``Zinn``, ``Tin (Sn)``, ``Au``), else None."""
    plain = " ".join(narrow(text).split()).strip(" .,;:*")
    if plain in SYMBOLS:
        return SYMBOLS[plain]
    if metal := _all_names().names.get(gazetteer.keys_of(plain)):
        return metal
    if match := _BESIDE.fullmatch(plain):
        inner, outer = metal_of(match[1]), metal_of(match[2])
        return inner if inner and outer in (None, inner) else None
    return None


@lru_cache(maxsize=4_000)
def metals_of(text: str) -> tuple[str, ...]:
    """All metals of a cell (``Tin, Tantalum``, ``Sn/Ta``, ``3TG``); empty unless all are metals."""
    if narrow(text).strip() in GROUPS:
        return GROUPS[narrow(text).strip()]
    if metal := metal_of(text):
        return (metal,)
    found = [metal_of(part) for part in _SEPARATOR.split(narrow(text)) if part.strip()]
    if not found or None in found:
        return ()
    return tuple(dict.fromkeys(metal for metal in found if metal))


@cache
def _names(language: str | None = None) -> Gazetteer[str]:
    """The names that count in every running text, and those of one language."""
    further = FURTHER_NAMES.get(language or "", {})
    return gazetteer.build(
        {name: metal for listed in (further, NAMES) for metal in listed for name in listed[metal]}
    )


@cache
def _all_names() -> Gazetteer[str]:
    lists = (*reversed(FURTHER_NAMES.values()), NAMES)
    return gazetteer.build(
        {name: metal for listed in lists for metal in listed for name in listed[metal]}
    )


@cache
def _unspaced_names() -> re.Pattern[str]:
    return unspaced.pattern(
        name
        for language in ("zh", "ja", "ko")
        for metal, names in FURTHER_NAMES[language].items()
        if metal not in UNLABELLED
        for name in names
    )


def beginnings() -> frozenset[str]:
    """The keys of the first words of all names of metals, and of their symbols."""
    return frozenset(_all_names().lengths) | {key(symbol) for symbol in SYMBOLS}


def find(
    text: str, found: Sequence[Token], keys: Sequence[str], *, language: str | None, whole: bool
) -> list[Span]:
    """Metals among the tokens of one zone: words, and symbols where the context shows them.

    ``whole``: the zone is a cell. Parts of names, verbs ("lead to") and products are left out.
    """
    if whole and metals_of(text[found[0].start : found[-1].end]):
        language = language or "fr"  # a cell of metals only: a weak word counts as well
        weak = True
    else:
        weak = False
    spans: list[Span] = []
    known = _all_names() if weak else _names(language if language in FURTHER_NAMES else None)
    for match in gazetteer.matches(known, found, keys):
        first, last = match.first, match.last
        if match.meaning in UNLABELLED:
            continue
        if not weak and keys[first] in WEAK and not _strong(keys, first, language):
            continue
        if not weak and _in_a_name(text, found, first, last, language):
            continue
        spans.append(Span(found[first].start, found[last - 1].end, Label.METAL, "metal name"))
    if unspaced.written(text, found[0].start, found[-1].end):
        places = unspaced.find(_unspaced_names(), text, found[0].start, found[-1].end)
        spans += [Span(start, end, Label.METAL, "metal name") for start, end in places]
    return spans + _symbols(text, found, keys, weak)


_LEAD_BEFORE = frozenset(
    ("zinc", "copper", "tin", "silver", "refined", "secondary", "tonnes", "tons", "metallic")
    + ("recycle", "recycles", "recycled", "refines", "smelts", "smelted", "recovers")
)
_LEAD_AFTER = word_keys(
    """zinc smelter smelters refinery mine mines concentrate concentrates ore ores price prices
    acid bullion metal scrap ingots production output smelting refining"""
)
_PLAIN_AFTER = word_keys("to the a an auditor auditors time times by agent manager managed")


def _strong(keys: Sequence[str], at: int, language: str | None) -> bool:
    """Whether the words around a doubtful word show that it is a metal."""
    word = keys[at]
    before = keys[at - 1] if at else ""
    after = keys[at + 1] if at + 1 < len(keys) else ""
    if word == "or":
        told = before in ("'", "en") and after not in ("'",)
        return language == "fr" and (told or after == ":")
    if word == "argent" and any(
        one.startswith(("affin", "raffin")) for one in keys[at + 1 : at + 4]
    ):
        return True
    if word == "argent" and before == "'":  # l'argent is also money
        return at > 3 and keys[at - 3] in ("et", ",") and (keys[at - 4],) in _names().names
    if word in ("argent", "plata", "rame", "cinc", "ferro", "chrome", "mercurio"):
        return before in (",", "/", "-") or after in (",", "/")
    if word == "titan":
        return language == "de"
    if word == "lead":
        beside = (
            keys[at + 2] if after in ("-", "/", ",", "and", "&") and at + 2 < len(keys) else after
        )
        behind = keys[at - 2] if before in ("-", "/", ",", "and", "&", "of") and at > 1 else before
        if after in _PLAIN_AFTER:
            return False
        return beside in _LEAD_AFTER | _LEAD_BEFORE or behind in _LEAD_BEFORE
    return before in (",", "/", "and", "of") or after in (",", "/", "and")


def _in_a_name(
    text: str, found: Sequence[Token], first: int, last: int, language: str | None
) -> bool:
    """Whether a metal is a part of a company's, a body's or a paper's name."""
    if not organisations.is_capital(found[first]):
        return False
    shouted = found[first].text.isupper() and len(found[first].text) > 2
    if language == "de" or shouted:  # capitals say nothing here: only a legal form or a body does
        right = organisations.run_right(found, last, 4)
        return any(key(token.text) in _NAME_ENDS for token in right[:3])
    if _alone(text, found, first, last):
        return False
    beside = [found[last]] if last < len(found) else []
    if first > 1:
        beside.append(found[first - 1])
    return any(
        organisations.is_capital(token) and token.text.isalpha() and not _is_metal(token)
        for token in beside
    )


def _alone(text: str, found: Sequence[Token], first: int, last: int) -> bool:
    """Whether a metal fills its line: a heading, and no part of the name below it."""
    before = text[found[first - 1].end : found[first].start] if first else "\n"
    after = text[found[last - 1].end : found[last].start] if last < len(found) else "\n"
    return "\n" in before and "\n" in after


_NAME_ENDS = organisations.LEGAL_FORMS | organisations.BODIES


def _is_metal(token: Token) -> bool:
    return (key(token.text),) in _names().names or token.text in SYMBOLS


_SYMBOL = "|".join(sorted(SYMBOLS, key=len, reverse=True))
_LISTED = re.compile(
    rf"(?<![\w.])(?:{_SYMBOL})(?:(?:\s?[/+–-]\s?|,\s|\s(?:en|and|und|et|&)\s)"
    rf"(?:{_SYMBOL}))+(?![\w'’]|\.\w)"
)
_BRACKETED = re.compile(rf"(?<=[(\[])(?:{_SYMBOL})(?=[)\]])")
_WITH_COUNTRY = re.compile(rf"(?<=\()({_SYMBOL})(?=,\s[A-ZÀ-Þ][a-zà-ÿ])")  # "Norvik (Ta, Peru)"
_ATTRIBUTE = re.compile(
    rf"(?<![\w.&-])({_SYMBOL})(?=-(?:containing|bearing|haltig|houdend|concentra\w*|carbide|raff|smelt)"
    r"|\s(?:concentrates?|powders?|ores?|content|scrap|metal)\b)"
)
_PART = re.compile(rf"\d\s?%\s({_SYMBOL})(?!\w)")  # "3% Ag"
_ONE = re.compile(rf"(?<!\w)(?:{_SYMBOL})(?!\w)")


def _symbols(text: str, found: Sequence[Token], keys: Sequence[str], weak: bool) -> list[Span]:
    """Symbols that fill a cell, stand in a list, in brackets behind a name, or qualify a word."""
    if not any(token.text in SYMBOLS for token in found):
        return []
    start, end = found[0].start, found[-1].end
    places: list[tuple[int, int]] = []
    if weak:
        places += [match.span() for match in _ONE.finditer(text, start, end)]
    for listed in _LISTED.finditer(text, start, end):
        places += [match.span() for match in _ONE.finditer(text, *listed.span())]
    named = _names().names
    metals = [token.end for token, word in zip(found, keys, strict=True) if (word,) in named]
    for match in _BRACKETED.finditer(text, start, end):
        if any(0 <= match.start() - stop <= 3 for stop in metals):
            places.append(match.span())
    places += [match.span(1) for match in _WITH_COUNTRY.finditer(text, start, end)]
    places += [match.span(1) for match in _PART.finditer(text, start, end)]
    places += [match.span(1) for match in _ATTRIBUTE.finditer(text, start, end)]
    return [Span(a, b, Label.METAL, "metal symbol") for a, b in dict.fromkeys(places)]
