"""Training texts: filled sentences and rows of tables, with the places of smelters in them."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random

from babel import Locale

from extraction.entities.metal_names import SYMBOLS
from extraction.entities.smelters import CUE
from extraction.entities.tokens import key, tokens
from extraction.training import words

FOLDER = Path(__file__).parent / "sentences"
LANGUAGES = ("en", "nl", "de", "fr")
_WEIGHTS = (46, 24, 17, 13)
_METALS = {
    "en": "tin tantalum tungsten gold cobalt copper nickel zinc lead silver platinum lithium",
    "nl": "tin tantaal wolfraam goud kobalt koper nikkel zink lood zilver platina lithium",
    "de": "Zinn Tantal Wolfram Gold Kobalt Kupfer Nickel Zink Blei Silber Platin Lithium",
    "fr": "étain tantale tungstène or cobalt cuivre nickel zinc plomb argent platine lithium",
}
_MONTHS = (
    "January",
    "March",
    "May",
    "June",
    "Juli",
    "September",
    "oktober",
    "December",
    "mars",
    "April",
)
_TOWNS = ("port", "harbour", "Hafen", "haven")
_PLAIN = (
    "1 Year",
    "3 Years",
    "Yes",
    "No",
    "Conformant",
    "Active",
    "RMAP",
    "Unknown",
    "Ja",
    "Nein",
    "n/a",
)


@dataclass(slots=True)
class Text:
    """A training text and the offsets of its smelters; grows piece by piece."""

    text: str = ""
    smelters: list[tuple[int, int]] = field(default_factory=list)
    other: str = ""  # the last company named that is none

    def add(self, piece: str, *, smelter: bool = False) -> None:
        """Append a piece; ``smelter``: it is one."""
        if smelter:
            self.smelters.append((len(self.text), len(self.text) + len(piece)))
        self.text += piece


def make(rng: Random) -> Text:
    """One training text: mostly a few sentences of one language, sometimes rows of a table."""
    language = rng.choices(LANGUAGES, _WEIGHTS)[0]
    if rng.random() < 0.18:
        return _table(rng, language)
    made = Text()
    for _ in range(rng.choice((1, 1, 2, 2, 3, 4, 6))):
        if len(made.text) > _LONG:
            break
        plain = rng.random() < _PLAINLY
        fill(made, rng.choice(templates(language, "" if plain else "*")), language, rng)
        if not made.text.isupper() and rng.random() < 0.03:  # a headline
            made = _shout(made)
        made.add(rng.choice((" ", "\n")))
    return _shout(made) if rng.random() < 0.04 else made


_PLAINLY = 0.35  # of the sentences: such as letters and lists are full of, from the first file
_LONG = 400  # characters: templates may be whole passages


@cache
def templates(language: str, files: str = "*", folder: Path = FOLDER) -> tuple[str, ...]:
    """The templates of a language, of all its files or, with "", of the plain ones alone.

    In them a literal ``\\n`` breaks the line.
    """
    found = sorted(folder.glob(f"{language}{files}.txt"))
    lines = [line for path in found for line in path.read_text(encoding="utf-8").splitlines()]
    return tuple(line.replace("\\n", "\n") for line in lines if line and line[0] != "#")


@cache
def known_words() -> frozenset[str]:
    """The words that the templates, the lists and the names of metals and countries are made of."""
    literal = [
        _SLOT.sub(" ", template) for language in LANGUAGES for template in templates(language)
    ]
    literal += [" ".join(words.ordinary(language)) for language in LANGUAGES]
    named = [*_METALS.values(), *(name for language in LANGUAGES for name in _countries(language))]
    found = (token.text for text in (*literal, *named, *words.lists()) for token in tokens(text))
    return frozenset(word.casefold() for word in found if word.isalpha())


_CHOICE = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")


def fill(made: Text, template: str, language: str, rng: Random) -> None:
    """Add a template to a text: choices made, slots filled, a word here and there exchanged."""
    chosen = _CHOICE.sub(lambda match: rng.choice(match[1].split("|")), template)
    place = 0
    for slot in _SLOT.finditer(chosen):
        made.add(_varied(chosen[place : slot.start()], language, rng))
        _slot(made, slot[1], language, rng)
        place = slot.end()
    made.add(_varied(chosen[place:], language, rng))


_WORD = re.compile(r"[^\W\d_]{3,}")
_EXCHANGED = 0.07  # of the words


def _varied(literal: str, language: str, rng: Random) -> str:
    """A template's own words, some exchanged for ordinary ones; none that tells of smelting."""

    def other(match: re.Match[str]) -> str:
        word = match[0]
        if rng.random() > _EXCHANGED or word.isupper() or CUE.search(key(word)):
            return word
        chosen = rng.choice(words.ordinary(language))
        if word[0].isupper():
            return chosen[0].upper() + chosen[1:]
        return chosen if language == "de" or rng.random() < 0.2 else chosen.lower()

    return _WORD.sub(other, literal)


def _slot(made: Text, slot: str, language: str, rng: Random) -> None:
    if slot == "SA":
        name = words.plant(rng)
        made.add(name, smelter=True)
        initials = "".join(part[0] for part in name.split() if part[0].isupper())
        made.add(" (")
        made.add(initials if len(initials) > 2 else words.acronym(rng), smelter=True)
        made.add(")")
    elif slot == "R" and made.smelters:
        made.add(_short(made.text[slice(*made.smelters[-1])], rng), smelter=True)
    elif slot == "r" and made.other:
        made.add(_short(made.other, rng))
    elif slot in _NAMED:
        made.add(_NAMED[slot](rng), smelter=True)
    elif slot in _COMPANIES:
        made.other = _COMPANIES[slot](rng)
        made.add(made.other)
    elif slot in _OTHERS:
        made.add(_OTHERS[slot](rng))
    else:
        made.add(_value(slot, language, rng))


def _short(name: str, rng: Random) -> str:
    """A name as the next sentence calls it: by its first word of its own, or once more in full."""
    own = (word.strip(",.") for word in name.split())
    first = next(
        (word for word in own if len(word) > 3 and word.casefold() not in known_words()), name
    )
    return first if rng.random() < 0.7 else name


_NAMED: dict[str, Callable[[Random], str]] = {
    "S": words.plant,
    "O": words.operator,
    "P": words.stem,
    "X": words.acronym,
    "R": words.stem,
}
_COMPANIES: dict[str, Callable[[Random], str]] = {
    "k": words.company,
    "f": words.namesake,
    "t": words.trader,
    "a": words.auditor,
    "b": words.body,
    "q": words.miner,
    "e": words.builder,
    "j": words.foundry,
    "r": words.company,
}
_OTHERS: dict[str, Callable[[Random], str]] = {
    "i": words.stem,
    "v": words.share,
    "h": words.person,
    "p": words.stem,
}


def _value(slot: str, language: str, rng: Random) -> str:
    metals = _METALS[language].split()
    if slot == "c":
        return country(language, rng)
    if slot == "m":
        return rng.choice(metals)
    if slot == "u":
        return rng.choice((rng.choice(metals).capitalize(), rng.choice(metals).capitalize(),
                           rng.choice(tuple(SYMBOLS))))  # fmt: skip
    if slot == "n":
        return rng.choice(
            (str(rng.randint(2, 90)), f"{rng.randint(1, 400)},{rng.randint(100, 999)}")
        )
    if slot == "w":
        return money(rng)
    if slot == "y":
        return str(rng.randint(1984, 2026))
    if slot == "d":
        return date(rng)
    if slot == "g":
        return f"{rng.choice(_TOWNS)} {words.stem(rng)}" if rng.random() < 0.4 else words.stem(rng)
    if slot == "id":
        return identifier(rng)
    raise ValueError(f"no such slot: {slot}")


def country(language: str, rng: Random) -> str:
    """A country's name in ``language``."""
    return rng.choice(_countries(language))


@cache
def _countries(language: str) -> tuple[str, ...]:
    names = Locale(language).territories
    return tuple(
        names[code] for code in sorted(names) if len(code) == 2 and code not in ("EU", "ZZ")
    )


def date(rng: Random) -> str:
    """A date in one of the usual forms."""
    day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(2012, 2026)
    return rng.choice((
        f"{day:02}/{month:02}/{year}", f"{year}-{month:02}-{day:02}", f"{day:02}.{month:02}.{year}",
        f"{day} {rng.choice(_MONTHS)} {year}", f"{rng.choice(_MONTHS)} {day}, {year}",
    ))  # fmt: skip


def money(rng: Random) -> str:
    """An amount of money in one of the usual forms."""
    sign = rng.choice(("$", "€", "£", "US$", "EUR ", "USD ", "CHF "))
    if rng.random() < 0.4:
        return f"{sign}{rng.randint(1, 900)},{rng.randint(0, 999):03}"
    return f"{sign}{rng.randint(2, 900)} {rng.choice(('million', 'mln', 'm'))}"


def identifier(rng: Random) -> str:
    """An invented identifier in the styles that lists use."""
    number = f"{rng.randint(0, 999999):06}"
    styles = (
        f"XID{number}",
        f"XID {number}",
        f"XID-{number}",
        f"CID9{number[1:]}",
        f"2XYZ{number[:3]}",
    )
    return rng.choice(styles)


def _table(rng: Random, language: str) -> Text:
    """Rows of cells; in a third of the tables the companies are suppliers, traders or customers."""
    smelters = rng.random() < 0.66
    metals = _METALS[language].split()
    columns = [("name", smelters), ("country", False)]
    columns += [
        (kind, False) for kind in ("metal", "id", "town", "plain", "date") if rng.random() < 0.45
    ]
    if not smelters:
        columns = [column for column in columns if column[0] not in ("id", "metal")]
    rng.shuffle(columns)
    made = Text()
    for _ in range(rng.randint(1, 4)):
        for number, (kind, smelter) in enumerate(columns):
            made.add(" | " if number else "")
            if kind == "name" and smelter:
                made.add(words.plant(rng, cell=True), smelter=True)
            else:
                made.add(_cell(kind, language, metals, rng))
        made.add("\n")
    return made


def _cell(kind: str, language: str, metals: list[str], rng: Random) -> str:
    if kind == "country":
        name = country(language, rng)
        return name.upper() if rng.random() < 0.4 else name
    if kind == "name":
        return rng.choice((words.trader, words.company, words.auditor, words.miner))(rng, bare=0)
    if kind == "metal":
        return rng.choice((rng.choice(metals).capitalize(), rng.choice(tuple(SYMBOLS))))
    makers = {"id": identifier, "town": words.stem, "date": date}
    return makers[kind](rng) if kind in makers else rng.choice(_PLAIN)


def _shout(made: Text) -> Text:
    """The same text in capitals, as in a headline, where that keeps every offset."""
    loud = made.text.upper()
    return Text(loud, made.smelters) if len(loud) == len(made.text) else made
