"""Which names of running text are smelters': evidence weighed as was learned.

The weights are those of a log-linear model over ``signs``; what the rules of ``weighing`` say is a
piece of its evidence. ``benchmarks/naming.py`` learns them from passages with their truth.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extraction.entities.signs import Seen

FILE = Path(__file__).parent / "choice.json"
_KEPT = -1.0  # log odds above which a name stands that the rules keep
_NEW = 0.0  # above which one is taken that they do not keep
_ALONE = 1.5  # the same in a paper in which they keep none


@dataclass(frozen=True, slots=True)
class Name:
    """A name with the places where it stands, its evidence, and whether the rules keep it."""

    text: str
    seen: tuple[Seen, ...]
    evidence: frozenset[str]
    kept: bool


Choice = Callable[[Sequence[Name]], Sequence[Name]]


@cache
def weights() -> Mapping[str, float]:
    """The learned weights by name of evidence; that of nothing but being a name is ``""``."""
    read: Mapping[str, float] = json.loads(FILE.read_text(encoding="utf-8"))
    return read


def chosen(names: Sequence[Name], known: Mapping[str, float]) -> list[Name]:
    """The names that are smelters'; of two that overlap wherever they stand, the likelier one."""
    alone = not any(name.kept for name in names)
    likely = [(odds(name.evidence, known), name) for name in names]
    enough = [
        (sure + name.kept, name)
        for sure, name in likely
        if sure > (_KEPT if name.kept else _ALONE if alone else _NEW)
    ]
    taken: list[tuple[int, int, int]] = []
    found: list[Name] = []
    for _, name in sorted(enough, key=lambda pair: (-pair[0], pair[1].text)):
        places = [(place.page, *place.one.place) for place in name.seen]
        if not all(_meets(place, taken) for place in places):
            taken += places
            found.append(name)
    return found


def odds(evidence: frozenset[str], known: Mapping[str, float]) -> float:
    """The log odds that a name with such evidence is a smelter's."""
    return known.get("", 0.0) + sum(known.get(one, 0.0) for one in sorted(evidence))


def _meets(place: tuple[int, int, int], taken: Sequence[tuple[int, int, int]]) -> bool:
    page, start, end = place
    return any(on == page and first < end and start < last for on, first, last in taken)
