"""Invented words for training texts: stems, companies, plants, bodies, people, towns, by chance."""

import tomllib
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pycountry

_FILE: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "words.toml").read_text(encoding="utf-8")
)
_SOUNDS: list[dict[str, list[str]]] = _FILE.pop("syllables")
_LISTS: dict[str, list[str]] = _FILE


def lists() -> tuple[str, ...]:
    """The words and patterns of all lists, without the syllables that names are made of."""
    return tuple(one for listed in _LISTS.values() for one in listed)


@cache
def ordinary(language: str) -> tuple[str, ...]:
    """Ordinary words of a language, with the capital that they have in a sentence."""
    path = Path(__file__).parent / "ordinary" / f"{language}.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(word for line in lines if line[:1] != "#" for word in line.split())


def stem(rng: Random) -> str:
    """An invented word or two that sound like a place or a family, capitalised."""
    kind = rng.random()
    if kind < 0.35:
        sounds = rng.choice(_SOUNDS)
        word = "".join(rng.choice(sounds[place]) for place in ("first", "middle", "last"))
    elif kind < 0.87:
        word = _babble(rng)
    else:
        trait, thing = rng.choice(_LISTS["traits"]), rng.choice(_LISTS["things"])
        word = trait + thing.lower() if rng.random() < 0.3 else f"{trait} {thing}"
    word = word[0].upper() + word[1:]
    if rng.random() < 0.08:
        word += rng.choice((" ", " ", "-")) + _babble(rng)
    return word


def _babble(rng: Random) -> str:
    """A word that runs like the names of provinces the world over, but is none of them."""
    chain = _chain()
    while True:
        word = ""
        while (letter := rng.choice(chain[word[-_CONTEXT:]])) and len(word) < 11:
            word += letter
        if len(word) > 3 and word not in chain:
            return word.capitalize()


_CONTEXT = 3  # letters that decide on the next


@cache
def _chain() -> dict[str, list[str]]:
    """The letters that follow up to three others; the empty one ends a word. Holds whole names."""
    found: dict[str, list[str]] = {}
    names = sorted({part for place in pycountry.subdivisions for part in place.name.split()})
    for name in names:
        word = name.casefold()
        if word.isalpha() and len(word) > 3:
            found.setdefault(word, [""])
            for at, letter in enumerate([*word, ""]):
                found.setdefault(word[max(0, at - _CONTEXT) : at], []).append(letter)
    return found


def acronym(rng: Random) -> str:
    """Three to six capitals."""
    return "".join(
        rng.choice("ABCDEFGHIKLMNOPRSTUVXZ") for _ in range(rng.choice((3, 3, 4, 4, 5, 6)))
    )


def share(rng: Random) -> str:
    """The code of a share, as newspapers print it in angle brackets."""
    return acronym(rng) + rng.choice(("", "", ".L", ".TO", ".AX", ".N"))


def _form(rng: Random, share: float) -> str:
    return " " + rng.choice(_LISTS["forms"]) if rng.random() < share else ""


def plant(rng: Random, *, cell: bool = False) -> str:
    """The name of a smelter or refiner; in a cell at times with a place or alias behind it."""
    name = _plant(rng, stem(rng))
    if cell and rng.random() < 0.12:
        name += rng.choice(
            (f" ({stem(rng)})", f" ({acronym(rng)})", f" - {stem(rng)}", f" / {stem(rng)}")
        )
    return name.upper() if rng.random() < 0.09 else name


def _plant(rng: Random, word: str) -> str:
    kind = rng.random()
    if kind < 0.22:
        return f"{word} {rng.choice(_LISTS['works'])}{_form(rng, 0.6)}"
    if kind < 0.33:
        return f"{word} {rng.choice(_LISTS['metals'])}{_form(rng, 0.6)}"
    if kind < 0.40:
        metal, works = rng.choice(_LISTS["metals"]), rng.choice(_LISTS["works"])
        return f"{word} {metal} {works}{_form(rng, 0.5)}"
    if kind < 0.58:
        return rng.choice(_LISTS["local_works"]).format(word) + _form(rng, 0.3)
    if kind < 0.61:
        return f"PT {word} {rng.choice(('', *_LISTS['metals'][:6]))}".strip()
    if kind < 0.69:
        return f"{word}{_form(rng, 1.0)}"
    if kind < 0.93:
        return _bare(rng)
    if kind < 0.96:
        return f"{word[0]}.{rng.choice('ABCHKM')}. {stem(rng)}{_form(rng, 0.6)}"
    return acronym(rng)


def _bare(rng: Random) -> str:
    """A name that does not say what its company does: only what stands around it can."""
    kind = rng.random()
    if kind < 0.4:
        return stem(rng)
    if kind < 0.75:
        return f"{stem(rng)}{rng.choice('     -&')}{stem(rng)}".replace("&", " & ")
    if kind < 0.9:
        return f"{stem(rng).split()[0]}{rng.choice(_LISTS['endings'])}"
    return f"{acronym(rng)} {stem(rng)}"


def namesake(rng: Random) -> str:
    """A name that sounds like that of a works, of a company that is none."""
    kind = rng.random()
    if kind < 0.4:
        return f"{stem(rng)} {rng.choice(_LISTS['metals'])}{_form(rng, 0.6)}"
    if kind < 0.7:
        return f"{stem(rng)}{_form(rng, 0.6)}"
    if kind < 0.85:
        return rng.choice(("Gebr. {}", "Metallwerk {}", "{} & Sons", "{} Metall")).format(stem(rng))
    return acronym(rng)


def operator(rng: Random) -> str:
    """A company that owns a works, mostly by its short name."""
    kind = rng.random()
    if kind < 0.55:
        return _bare(rng)
    if kind < 0.75:
        return f"{stem(rng)}{_form(rng, 1.0)}"
    if kind < 0.9:
        return acronym(rng)
    sort = rng.choice(("Mining and Industrial", "Industries", "Metals"))
    return f"{stem(rng)} {sort}{_form(rng, 0.7)}"


def company(rng: Random, *, bare: float = 0.3) -> str:
    """A company that is no smelter; ``bare``: how often its name does not say what it does."""
    if rng.random() < bare:
        return _bare(rng)
    if rng.random() < 0.5:
        return f"{stem(rng)} {rng.choice(_LISTS['makers'])}{_form(rng, 0.8)}"
    return f"{stem(rng)}{_form(rng, 0.85)}"


def trader(rng: Random, *, bare: float = 0.25) -> str:
    """A trader, broker or shipper."""
    if rng.random() < bare:
        return _bare(rng)
    return f"{stem(rng)} {rng.choice(_LISTS['trades'])}{_form(rng, 0.6)}"


def builder(rng: Random) -> str:
    """A builder of furnaces and plants, which smelts nothing itself."""
    return f"{stem(rng)} {rng.choice(_LISTS['builders'])}{_form(rng, 0.6)}"


def foundry(rng: Random) -> str:
    """A caster, drawer, roller or plater: it shapes metal that others have smelted."""
    if rng.random() < 0.35:
        return namesake(rng)
    return rng.choice(_LISTS["foundries"]).format(stem(rng)) + _form(rng, 0.5)


def auditor(rng: Random, *, bare: float = 0.15) -> str:
    """A certification body or audit firm."""
    if rng.random() < bare:
        return _bare(rng)
    word = acronym(rng) if rng.random() < 0.3 else stem(rng)
    kinds = (f"{word} {rng.choice(_LISTS['auditors'])}", f"{rng.choice(_LISTS['auditors'])} {word}")
    return f"{kinds[rng.random() < 0.2]}{_form(rng, 0.5)}"


def body(rng: Random) -> str:
    """An exchange, ministry, bank, union, association, paper; sometimes with its initials."""
    about = rng.choice((stem(rng), "Tin", "Copper", "Gold", "Minerals", "Metal"))
    name = rng.choice(_LISTS["bodies"]).format(about)
    if rng.random() < 0.15:
        name += f" ({acronym(rng)})"
    return acronym(rng) if rng.random() < 0.15 else name


def miner(rng: Random, *, bare: float = 0.15) -> str:
    """A company that only mines."""
    if rng.random() < bare:
        return _bare(rng)
    return f"{stem(rng)} {rng.choice(_LISTS['miners'])}{_form(rng, 0.3)}"


def person(rng: Random) -> str:
    """A first and a family name."""
    first = stem(rng).split()[0]
    initials = (first, f"{first[0]}.", f"{first[0]}.{first[-1].upper()}.")
    return f"{rng.choice(initials)} {stem(rng)}"
