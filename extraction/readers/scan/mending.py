"""Signs that the engine mistakes for each other, put right where the word leaves no doubt."""

import re

# The identifier of a smelter has three letters and six digits, so a letter there that looks like a
# digit is that digit.
_NUMBERED = re.compile(r"(\W?[A-Z]{3}-?)([0-9OoQlI|]{6})(\W*)")
_DIGITS = str.maketrans("OoQlI|", "000111")
_FEWEST = 3  # digits among what follows the prefix


def mended(word: str) -> str:
    """The word with letters among the digits of a number made digits."""
    found = _NUMBERED.fullmatch(word)
    if found is None or sum(map(str.isdigit, found[2])) < _FEWEST:
        return word
    return found[1] + found[2].translate(_DIGITS) + found[3]
