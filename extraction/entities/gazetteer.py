"""Long lists of names found by their tokens: longest first, blanks and accents aside."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from extraction.entities.tokens import Token, key, tokens

Meaning = TypeVar("Meaning")


@dataclass(frozen=True, slots=True)
class Gazetteer(Generic[Meaning]):
    """Names by their first token's key; ``names`` maps the keys of all tokens to a meaning."""

    names: Mapping[tuple[str, ...], Meaning]
    lengths: Mapping[str, tuple[int, ...]]  # first key -> lengths of its names, longest first


@dataclass(frozen=True, slots=True)
class Match(Generic[Meaning]):
    """A name in a sequence of tokens: ``tokens[first:last]``."""

    first: int
    last: int
    meaning: Meaning


def build(names: Mapping[str, Meaning]) -> Gazetteer[Meaning]:
    """A gazetteer of ``names``; of two names with the same key the first one counts."""
    keyed: dict[tuple[str, ...], Meaning] = {}
    lengths: dict[str, set[int]] = {}
    for name, meaning in names.items():
        keys = keys_of(name)
        if keys and keys not in keyed:
            keyed[keys] = meaning
            lengths.setdefault(keys[0], set()).add(len(keys))
    ordered = {first: tuple(sorted(of, reverse=True)) for first, of in lengths.items()}
    return Gazetteer(keyed, ordered)


def keys_of(text: str) -> tuple[str, ...]:
    """The keys of all tokens of ``text``."""
    return tuple(key(token.text) for token in tokens(text))


def matches(
    gazetteer: Gazetteer[Meaning], found: Sequence[Token], keys: Sequence[str]
) -> Iterator[Match[Meaning]]:
    """Longest names in ``found`` from left to right; ``keys`` are the keys of its tokens."""
    lengths = gazetteer.lengths
    after = 0
    for first in [place for place, word in enumerate(keys) if word in lengths]:
        if first < after:
            continue
        for length in lengths[keys[first]]:
            name = tuple(keys[first : first + length])
            meaning = gazetteer.names.get(name) if len(name) == length else None
            if meaning is not None:
                after = first + length
                yield Match(first, after, meaning)
                break
