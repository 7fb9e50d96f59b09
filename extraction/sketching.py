"""How much of two texts is the same: short runs of words, and a sketch that stands for them all.

A text is the set of its runs of three words; two texts are as alike as these sets are (Broder, "On
the resemblance and containment of documents", 1997). Of each set only a sketch is kept: the least
number of 128 orders of chance, of which as many agree between two texts as the sets have in common.
Bands of a sketch find what may be alike without holding every text against every other one.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

ORDERS = 128
# Numbers of a band. Of texts with three fifths in common 97 in 100 share one of the 42 bands.
ROWS = 3
_RUN = 3  # words
_FEWEST = 20  # runs: shorter texts are alike by chance
_MOST = 100_000  # words that are looked at, some two hundred pages
_AT_ONCE = 8_192  # runs: so that the numbers fit in the memory of the processor

# A sign of a script without blanks stands for a word.
_UNSPACED = "぀-ヿ㐀-鿿가-힣"
_WORD = re.compile(f"[{_UNSPACED}]|[^\\W_{_UNSPACED}]+")
_SEEDS = np.array(
    [
        int.from_bytes(blake2b(b"%d" % number, digest_size=8).digest(), "big")
        for number in range(ORDERS)
    ],
    dtype=np.uint64,
)


def sketch(texts: Iterable[str]) -> list[int]:
    """The sketch of a document's pages: 128 numbers below 2**32; empty for a text of few words."""
    runs = _runs(texts)
    if len(runs) < _FEWEST:
        return []
    least = np.full(ORDERS, np.iinfo(np.uint64).max, dtype=np.uint64)
    for start in range(0, len(runs), _AT_ONCE):
        some = _mixed(runs[start : start + _AT_ONCE, None] ^ _SEEDS)
        np.minimum(least, some.min(axis=0), out=least)
    return [int(number) for number in least >> np.uint64(32)]


def share(one: Sequence[int], other: Sequence[int]) -> float:
    """About which part of the two texts together stands in both, from 0 to 1."""
    if not one or not other:
        return 0.0
    same = sum(a == b for a, b in zip(one, other, strict=True)) / ORDERS
    return 2 * same / (1 + same)


def bands(sketched: Sequence[int]) -> list[int]:
    """A number of 63 bits for each band of a sketch; texts that are alike share some of them."""
    return [
        int.from_bytes(blake2b(repr(part).encode(), digest_size=8).digest(), "big") >> 1
        for part in (
            list(sketched[start : start + ROWS])
            for start in range(0, len(sketched) - ROWS + 1, ROWS)
        )
    ]


def _runs(texts: Iterable[str]) -> NDArray[np.uint64]:
    words = list(_words(texts))
    found = {
        blake2b("\0".join(words[at : at + _RUN]).encode(), digest_size=8).digest()
        for at in range(len(words) - _RUN + 1)
    }
    return np.frombuffer(b"".join(found), dtype=np.uint64)


def _words(texts: Iterable[str]) -> Iterator[str]:
    left = _MOST
    for text in texts:
        found = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())[:left]
        yield from found
        left -= len(found)
        if not left:
            return


def _mixed(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The numbers in another order: the last step of SplitMix64 (Steele and others, 2014)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))
