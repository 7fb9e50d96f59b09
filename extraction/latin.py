"""Names of any script in Latin letters: for comparing, and for who cannot read the script."""

import re

from anyascii import anyascii

_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile("[A-Za-z\u00aa-\u024f\u1e00-\u1eff\uff21-\uff5a]")
_SYLLABLE = re.compile(r"(?<=[a-z])(?=[A-Z])")  # Chinese ones come in capitals, run together


def in_ascii(text: str) -> str:
    """The text in ASCII, letter by letter: ``Søren`` gives ``Soren``."""
    spelled: str = anyascii(text)
    return spelled


def spelled(text: str) -> str | None:
    """How a name in another script sounds, roughly; None for one in Latin letters already."""
    letters = _LETTER.findall(text)
    if all(_LATIN.match(letter) for letter in letters):
        return None
    return " ".join(_SYLLABLE.sub(" ", in_ascii(text)).split())
