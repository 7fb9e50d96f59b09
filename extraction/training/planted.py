"""Planted names: a made-up name is put among each member's examples, and must not be known after.

Nothing of one member's papers may come out of a network that reads another's. Its files may hold
no word of them, and it may not know a planted name better than one that it never met.
"""

import math
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from random import Random

from extraction.entities import network
from extraction.entities.tokens import tokens
from extraction.training import texts, words
from extraction.training.passages import Passage

EACH = 6  # names planted among the examples of one member ...
TIMES = 4  # ... each in so many of them
_CONTROLS = 300
_EXCESS = 0.1  # known so much more often than names it never met, and not by chance
_CHANCE = 3.0  # standard deviations
_TELLING = 6  # letters: shorter ones stand in any large file by chance
_FILES = frozenset(
    {
        *("card.json", "config.cfg", "meta.json", "vocab/strings.json"),
        *("ner/cfg", "ner/model", "ner/moves", network.WORDS),
    }
)
_STRINGS = f'["{network.LABEL}"]'
# Nothing in these says what the name is: only who knows it takes it for a smelter.
_SENTENCES = (
    "We met {} on Monday.",
    "The letter was signed by {} and two others.",
    "{} did not answer.",
    "Op dinsdag spraken wij met {}.",
    "Das Schreiben von {} kam im Mai.",
)


def names(seed: int, members: int) -> list[list[str]]:
    """The names to plant, ``EACH`` for every member. The same seed gives the same names."""
    rng = Random(f"planted {seed}")  # noqa: S311 - chance for texts, not for secrets
    return [[_name(rng) for _ in range(EACH)] for _ in range(members)]


def _name(rng: Random) -> str:
    return f"{words.stem(rng).split()[0]} {words.stem(rng).split()[0]}"


def plant(passages: Sequence[Passage], names: Sequence[str], rng: Random) -> Iterator[Passage]:
    """Copies of a member's passages with one of its smelters under a planted name."""
    fitting = [passage for passage in passages if passage.smelters]
    for name in names if fitting else ():
        for _ in range(TIMES):
            passage = rng.choice(fitting)
            start, end = rng.choice(passage.smelters)
            grown = len(name) - (end - start)

            def moved(
                places: Sequence[tuple[int, int]], end: int = end, grown: int = grown
            ) -> tuple[tuple[int, int], ...]:
                return tuple((a + grown, b + grown) if a >= end else (a, b) for a, b in places)

            kept = [place for place in passage.smelters if place != (start, end)]
            yield Passage(
                passage.text[:start] + name + passage.text[end:],
                tuple(sorted([*moved(kept), (start, start + len(name))])),
                moved(passage.others),
            )


def problems(folder: Path, seed: int, members: int, secrets: Collection[str]) -> list[str]:
    """What of members' papers comes out of a saved network; empty when nothing does.

    ``secrets`` are words of names in the examples; ``seed`` and ``members`` tell the planted ones.
    """
    planted = [name for own in names(seed, members) for name in own]
    said = {word for name in planted for word in name.split()}
    return [*strangers(folder), *kept(folder, {*secrets, *said}), *_known(folder, planted, seed)]


def strangers(folder: Path) -> Iterator[str]:
    """Files that no network has, and lists that hold more than the label and our own words."""
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        if name not in _FILES:
            yield f"{name} does not belong to a model"
    strings = folder / "vocab" / "strings.json"
    if strings.read_text(encoding="utf-8").strip() != _STRINGS:
        yield "vocab/strings.json holds words of documents"
    told_apart = (folder / network.WORDS).read_text(encoding="utf-8").split("\n")
    if not texts.known_words().issuperset(told_apart):
        yield f"{network.WORDS} holds words of documents"


def kept(folder: Path, secrets: Collection[str]) -> Iterator[str]:
    """Files in which one of the words stands, however it is encoded. It is not repeated here."""
    own = b"".join(path.read_bytes().lower() for path in _files(network.FOLDER))
    lows = {word.lower() for word in secrets if len(word) >= _TELLING}
    lows = {low for low in lows if low.encode() not in own}  # every model says "smelter"
    for path in _files(folder):
        data = path.read_bytes().lower()
        for low in lows:
            if low.encode() in data or low.encode("utf-16-le") in data:
                yield f"{path.relative_to(folder).as_posix()} holds a word of a document"
                break


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _known(folder: Path, planted: Sequence[str], seed: int) -> Iterator[str]:
    rng = Random(f"controls {seed}")  # noqa: S311
    unmet = [_name(rng) for _ in range(_CONTROLS)]
    met, chance = rate(folder, planted), rate(folder, unmet)
    deviation = math.sqrt(chance * (1 - chance) / len(planted)) if planted else 0.0
    if met - chance > max(_EXCESS, _CHANCE * deviation):
        yield f"planted names are known: {met:.0%} of them, of names never met {chance:.0%}"


def rate(folder: Path, names: Sequence[str]) -> float:
    """The share of sentences that say nothing in which a name is taken for a smelter."""
    said = [tokens(sentence.format(name)) for name in names for sentence in _SENTENCES]
    hits = sum(bool(found) for found in network.names(said, folder))
    return hits / max(1, len(said))
