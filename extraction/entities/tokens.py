"""Language-neutral tokens (runs of letters or digits, single signs) and keys to compare them."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")


# Letters, figures and signs as wide as a Chinese character, and the blank of that width.
_WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


class Token(NamedTuple):
    """A token and its offsets in the text it was cut from."""  # a tuple: thousands on a page

    text: str
    start: int
    end: int


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of ``text[start:end]``; blanks and line ends only part them."""
    stop = len(text) if end is None else end
    return [Token(m[0], m.start(), m.end()) for m in _TOKEN.finditer(text, start, stop)]


def narrow(text: str) -> str:
    """The text with wide letters, figures, signs and blanks as plain ones, each one for one."""
    return text if text.isascii() else text.translate(_WIDE)


def token_texts(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """The same tokens without their places, which takes a fraction of the time."""
    return _TOKEN.findall(text, start, len(text) if end is None else end)


def key(text: str) -> str:
    """A token or name without case, accents and the shapes of apostrophes and dashes."""
    return _short_key(text) if len(text) < _SHORT else _key(text)


_SHORT = 48  # characters: longer texts are not worth remembering


def _key(text: str) -> str:
    plain = text.translate(_SIGNS).casefold()
    if plain.isascii():
        return plain
    return unicodedata.normalize("NFC", plain.translate(_BARE))


class _Bare(dict[int, str]):
    """Signs without their accents, taken apart when they are first met."""

    def __missing__(self, sign: int) -> str:
        loose = unicodedata.normalize("NFKD", chr(sign))
        bare = "".join(one for one in loose if not unicodedata.combining(one))
        self[sign] = bare
        return bare


_BARE = _Bare()


_short_key = lru_cache(maxsize=50_000)(_key)


def word_keys(text: str) -> frozenset[str]:
    """The keys of a list of words parted by blanks."""
    return frozenset(key(word) for word in text.split())


_SIGNS = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "`": "'",
        "´": "'",
        "‐": "-",
        "‑": "-",
        "–": "-",
        "—": "-",
        "ı": "i",
        "İ": "I",
    }
)
