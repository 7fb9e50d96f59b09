"""Countries: a name or code to ISO 3166-1, and the countries named in running text.

Names come from CLDR (Babel), ISO 3166 (pycountry) and our own list. The finder knows the names in
Dutch, English, German and French in every text, those of other languages in texts of that language.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from os.path import commonprefix
from pathlib import Path
from typing import Any

import pycountry
from babel import Locale

from extraction.entities import gazetteer, organisations, unspaced
from extraction.entities.country_names import (
    ALIASES,
    AMBIGUOUS,
    CAPITALS_ONLY,
    GONE,
    LOCAL,
    NO_COUNTRY,
    OTHER_CODES,
)
from extraction.entities.gazetteer import Gazetteer
from extraction.entities.spans import Span
from extraction.entities.tokens import Token, key, tokens, word_keys
from extraction.records import Label

HOME_LANGUAGES = ("nl", "en", "de", "fr")
FURTHER_LANGUAGES = (
    *("es", "pt", "it", "pl", "tr", "zh", "ja", "ko", "ru", "cs", "sv", "da", "nb", "fi", "hu"),
    *("ro", "id", "vi"),
)
_UNSPACED = ("zh", "ja", "ko")
_NO_STATE = frozenset(
    ("AC", "CP", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ")
)


@dataclass(frozen=True, slots=True)
class CountryReading:
    """What a name stands for. ``code`` is None for an unknown, past or ambiguous name."""

    code: str | None
    known: bool = True  # it is the name of a country, of today or of the past
    choices: tuple[str, ...] = ()  # the codes an ambiguous name may stand for


_UNKNOWN = CountryReading(None, known=False)


@lru_cache(maxsize=4_000)
def country_of(text: str) -> CountryReading:
    """The country that ``text`` as a whole names: by a name in any of our languages or a code."""
    whole = unicodedata.normalize("NFKC", " ".join(text.split()))
    plain = whole.strip(" .,;:*-–")
    for candidate in (plain, whole, *_variants(plain)):
        if re.fullmatch(r"[A-Z]{2,3}", candidate) and (code := _codes().get(candidate)):
            return CountryReading(code)
        reading = _all_names().names.get(gazetteer.keys_of(candidate))
        if reading is not None and reading.known and _case_fits(candidate):
            return reading
    return _UNKNOWN


def _case_fits(text: str) -> bool:
    return key(text) not in CAPITALS_ONLY or text.isupper()


def _variants(text: str) -> list[str]:
    """Other ways to read a cell: without the article, the code beside the name, or full stops."""
    found = [re.sub(r"^(?:the|de|het|die|der|la|le|les|l')\s+", "", text, flags=re.IGNORECASE)]
    for beside in (
        r"(.+?)\s*[(\[].+[)\]]",
        r"[A-Z]{2,3}\s*[-–:/]\s*(.+)",
        r"(.+?)\s*[-–:/]\s*[A-Z]{2,3}",
    ):
        if match := re.fullmatch(beside, text):
            found.append(match[1])
    if re.fullmatch(r"(?:[A-Z]\.\s?){1,3}[A-Z]", text):  # U.S.A.
        found.append(re.sub(r"[.\s]", "", text))
    return found


@cache
def _codes() -> dict[str, str]:
    codes = {"XK": "XK", "XKX": "XK", "UK": "GB"}
    for country in pycountry.countries:
        codes[country.alpha_2] = codes[country.alpha_3] = country.alpha_2
    return OTHER_CODES | codes


def code_of(text: str) -> str | None:
    """The alpha-2 code for an ISO code in capitals (``DE``, ``DEU``); None for anything else."""
    return _codes().get(text)


def _own_names() -> dict[str, CountryReading]:
    names = {name: CountryReading(None, choices=codes) for name, codes in AMBIGUOUS.items()}
    names |= {name: CountryReading(None) for name in GONE}
    names |= dict.fromkeys(NO_COUNTRY, _UNKNOWN)
    for code, aliases in ALIASES.items():
        names |= {alias: CountryReading(code) for alias in aliases}
    names |= _listed("older")
    for country in pycountry.countries:
        for attribute in ("name", "common_name", "official_name"):
            if name := getattr(country, attribute, None):
                names.setdefault(name, CountryReading(country.alpha_2))
    for past in pycountry.historic_countries:
        names.setdefault(past.name, CountryReading(OTHER_CODES.get(past.alpha_3)))
    return names


@cache
def _lists() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads((Path(__file__).parent / "countries.toml").read_text("utf-8"))


def _listed(section: str) -> dict[str, CountryReading]:
    """The names of a section of our list of further names."""
    names: dict[str, CountryReading] = {}
    for code, listed in _lists().get(section, {}).items():
        if code == "several":
            names |= {name: CountryReading(None, choices=tuple(listed[name])) for name in listed}
        else:
            reading = CountryReading(None if code == "gone" else code)
            names |= dict.fromkeys(listed, reading)
    return names


def _names_in(language: str) -> dict[str, CountryReading]:
    """The names of one language: ours before those of CLDR."""
    names = _listed(language)
    for script in (language, "zh_Hant") if language == "zh" else (language,):
        for code, name in Locale.parse(script).territories.items():
            if len(code) == 2 and code.isalpha() and code not in _NO_STATE:
                names.setdefault(name, CountryReading(code))
                if language == "de" and name[-1] not in "sxzß" and name.isalpha():
                    names.setdefault(f"{name}s", CountryReading(code))  # Deutschlands
    return names


@cache
def _names(languages: tuple[str, ...]) -> Gazetteer[CountryReading]:
    names = _own_names()
    for language in languages:
        for name, reading in _names_in(language).items():
            names.setdefault(name, reading)
    return gazetteer.build(names)


@cache
def _unspaced_names() -> re.Pattern[str]:
    return unspaced.pattern(name for language in _UNSPACED for name in _names_in(language))


def _all_names() -> Gazetteer[CountryReading]:
    return _names(HOME_LANGUAGES + FURTHER_LANGUAGES)


def beginnings() -> frozenset[str]:
    """The keys of the first words of all names of countries."""
    return frozenset(_all_names().lengths)


def find(
    text: str, found: Sequence[Token], keys: Sequence[str], *, language: str | None, whole: bool
) -> list[Span]:
    """Country names among the tokens of one zone of ``text``.

    ``whole``: the zone is a cell, so that a name which fills it needs no further evidence.
    Adjectives, currencies and parts of the names of companies and bodies are left out.
    """
    extra = (language,) if language in FURTHER_LANGUAGES else ()
    spans: list[Span] = []
    for match in gazetteer.matches(_names(HOME_LANGUAGES + extra), found, keys):
        if not match.meaning.known or not _printed_as_name(found, match.first, match.last):
            continue
        fills = whole and match.first == 0 and match.last == len(found)
        if language not in LOCAL.get(keys[match.first], (language,)) and not fills:
            continue
        if not fills and _part_of_more(text, found, match.first, match.last):
            continue
        start, end = found[match.first].start, found[match.last - 1].end
        spans.append(Span(start, end, Label.COUNTRY, "country name"))
    if found and unspaced.written(text, found[0].start, found[-1].end):
        places = unspaced.find(_unspaced_names(), text, found[0].start, found[-1].end)
        spans += [Span(start, end, Label.COUNTRY, "country name") for start, end in places]
    return spans


def _printed_as_name(found: Sequence[Token], first: int, last: int) -> bool:
    words = [token.text for token in found[first:last] if token.text.isalpha()]
    joined = "".join(words)
    if key(joined) in CAPITALS_ONLY or len(joined) <= 2:
        return joined.isupper()
    if words[0].islower() and key(words[0]) in {"the", "de"}:
        words = words[1:]
    return bool(words) and organisations.is_capital(Token(words[0], 0, 0))


_ADDRESS = re.compile(r"(?:[@\\_]|//\S*|\w\.|\d)\Z")  # what stands before, in an address
_ADDRESS_GOES_ON = re.compile(r"[@_\d]|\.\w")


def _part_of_more(text: str, found: Sequence[Token], first: int, last: int) -> bool:
    """Whether the name lies in an address of the web or in the name of a company or a body."""
    start, end = found[first].start, found[last - 1].end
    if _ADDRESS.search(text, max(0, start - 80), start) or _ADDRESS_GOES_ON.match(text, end):
        return True
    return organisations.inside_name(found, first, last) or _is_state(found, first, last)


_IN_GEORGIA = word_keys("tbilisi batumi kutaisi rustavi poti zestafoni zestaponi chiatura kazreti")
_AMERICAN = word_keys("usa us united american america")


def _is_state(found: Sequence[Token], first: int, last: int) -> bool:
    """Whether "Georgia" is the American state: behind a town's name, or before its country's."""
    if key(found[first].text) != "georgia" or last - first > 1:
        return False
    if first > 1 and found[first - 1].text == "," and organisations.is_capital(found[first - 2]):
        town = key(found[first - 2].text)
        return town not in _IN_GEORGIA and not _is_country(town)
    behind = [key(token.text) for token in found[last : last + 3] if token.text.isalnum()]
    return any(word in _AMERICAN or word.isdigit() for word in behind[:1])


def _is_country(word: str) -> bool:
    return (word,) in _names(HOME_LANGUAGES).names


_ADJECTIVE_ENDS = re.compile(
    r"(?:an|ian|ean|ese|ish|ine|i|se|sche[nrs]?|ische[nrs]?|isch|aanse?|aise?|ais|ienne?|ien|ain)$"
)
_ADJECTIVES = word_keys(
    """dutch british english french german swiss swedish danish greek spanish turkish polish welsh
    scottish irish czech slovak soviet american european african asian scandinavian flemish
    belgian franse duitse engelse britse zwitserse zweedse deense turkse poolse europese
    amerikaanse franzosisch schwedisch britisch turkisch polnisch danisch suisse francais
    allemand anglais arabian arab thai south north east west noord zuid oost northern southern
    eastern western"""
)


@cache
def _stems() -> dict[str, tuple[str, ...]]:
    """The names of countries by their first letters, which their adjectives share."""
    found: dict[str, tuple[str, ...]] = {}
    for name in (names[0] for names in _names(HOME_LANGUAGES).names if len(names) == 1):
        if len(name) > 3:
            found[name[:4]] = (*found.get(name[:4], ()), name)
    return found


@lru_cache(maxsize=4_000)
def is_adjective(word: str) -> bool:
    """Whether a word is made from a country's name or a quarter of the sky ("Bolivian")."""
    plain = key(word)
    if plain in _ADJECTIVES:
        return True
    ending = _ADJECTIVE_ENDS.search(plain)
    if ending is None or len(plain) < 5:
        return False
    bare = plain[: ending.start()]
    return any(
        len(bare) - len(commonprefix((bare, name))) <= _CHANGED
        for name in _stems().get(plain[:4], ())
    )


_CHANGED = 2  # letters of the stem that the adjective may change: Norway, Norwegian


def find_code(cell: Token) -> list[Span]:
    """An ISO code that fills a cell of a column of countries."""
    if code_of(cell.text):
        return [Span(cell.start, cell.end, Label.COUNTRY, "country code in a column of countries")]
    return []


def search(text: str, *, language: str | None = None) -> list[Span]:
    """Country names in a plain piece of running text; offsets in that text."""
    found = tokens(text)
    keys = [key(token.text) for token in found]
    return find(text, found, keys, language=language, whole=False)
