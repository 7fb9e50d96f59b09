"""Language-neutral tokens (runs of letters or digits, single signs) and keys to compare them."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")


# Letters, figures and signs as wide as a Chinese character, and the blank of that width.
_WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_ANY_WIDE = re.compile("[\uff01-\uff5e\u3000]")


class Token(NamedTuple):
    """A token and its offsets in the text it was cut from."""  # a tuple: thousands on a page

    text: str
    start: int
    end: int


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of ``text[start:end]``; blanks and line ends only part them."""
    stop = len(text) if end is None else end
    made = tuple.__new__  # as Token(...) in the end does, in two thirds of the time
    return [made(Token, (m[0], *m.span())) for m in _TOKEN.finditer(text, start, stop)]


def narrow(text: str) -> str:
    """The text with wide letters, figures, signs and blanks as plain ones, each one for one."""
    return text if text.isascii() or not _ANY_WIDE.search(text) else text.translate(_WIDE)


def token_texts(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """The same tokens without their places, which takes a fraction of the time."""
    return _TOKEN.findall(text, start, len(text) if end is None else end)


def key(text: str) -> str:
    """A token or name without case, accents and the shapes of apostrophes and dashes."""
    return _short_key(text) if len(text) < _SHORT else _key(text)


_SHORT = 48  # characters: longer texts are not worth remembering


def _key(text: str) -> str:
    for sign, plain in _SIGNS if not text.isascii() else _ASCII_SIGNS:
        text = text.replace(sign, plain)
    text = text.casefold()
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _FOREIGN.sub(_bare, text))


_FOREIGN = re.compile(r"[^\x00-\x7f]")  # a few of a page's signs: the others stay as they are


def _bare(sign: re.Match[str]) -> str:
    return _without_accent(sign[0])


@cache
def _without_accent(sign: str) -> str:
    loose = unicodedata.normalize("NFKD", sign)
    return "".join(one for one in loose if not unicodedata.combining(one))


_short_key = lru_cache(maxsize=50_000)(_key)


def word_keys(text: str) -> frozenset[str]:
    """The keys of a list of words parted by blanks."""
    return frozenset(key(word) for word in text.split())


_ASCII_SIGNS = (("`", "'"),)
_SIGNS = (
    *_ASCII_SIGNS,
    ("’", "'"),
    ("‘", "'"),
    ("´", "'"),
    ("‐", "-"),
    ("‑", "-"),
    ("–", "-"),
    ("—", "-"),
    ("ı", "i"),
    ("İ", "I"),
)
