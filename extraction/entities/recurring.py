"""How a document prints a name that it has given once: shorter, or with its legal form."""

import re
from collections.abc import Sequence

from extraction.entities import metals
from extraction.entities.organisations import LEGAL_FORMS, WORKS, is_capital
from extraction.entities.smelters import is_proper
from extraction.entities.tokens import Token, key, tokens, word_keys

# Before the first word of a name these show that it is a place.
_AT = word_keys(
    """in uit aus en au aux on op auf sur island eiland insel near at nabij te bei nahe à from van
    aus naar to nach"""
)
_DOTTED = word_keys("co ltd inc corp ltda bhd sdn pte pty a s b v n")


def other_forms(name: str) -> tuple[str, ...]:
    """How the same document may also print a name: without its legal form, without its brackets."""
    forms = [name]
    bare = re.sub(r"\s*[(\[].*?[)\]]\s*$", "", name)
    if bare != name:
        forms.append(bare)
    words = bare.split()
    while len(words) > 1 and key(words[-1].strip(".,")).replace(".", "") in LEGAL_FORMS:
        words.pop()
    short = " ".join(words).rstrip(",&+ ")
    if short != bare:
        forms.append(short)
    return tuple(form for form in forms if _distinct(form))


def heads(name: str) -> tuple[str, ...]:
    """The first words of a name before those of a works: "Orovia" of "Orovia Metals"."""
    found = tokens(name)
    at = next((at for at, token in enumerate(found) if _is_kind(token)), 0)
    head = name[: found[at - 1].end] if at else ""
    whole = all(token.text.isalpha() and is_capital(token) for token in found[:at])
    first = found[0].text if len(found) > 1 and is_capital(found[0]) else ""
    return tuple(
        one
        for one in dict.fromkeys((head if whole else "", first if len(first) > 4 else ""))
        if one and _distinct(one)
    )


def _is_kind(token: Token) -> bool:
    return key(token.text) in WORKS or bool(metals.metal_of(token.text))


def stands_alone(parts: Sequence[Token], first: int, last: int) -> bool:
    """Whether the first words of a name stand for it: beside no other capital, and for no place."""
    if last < len(parts) and (is_capital(parts[last]) or parts[last].text == "-"):
        return False
    before = parts[first - 1] if first else None
    return before is None or not (is_capital(before) or key(before.text) in _AT)


def legal_end(parts: Sequence[Token], last: int) -> Token:
    """The last token of a name that ends before ``parts[last]``, its legal form taken in."""
    end = parts[last - 1]
    for token in parts[last : last + 8]:
        legal = key(token.text) in LEGAL_FORMS and is_capital(token)
        if legal or (token.text == "." and key(end.text) in _DOTTED):
            end = token
        elif token.text not in ".,&":
            break
    return end


def _distinct(form: str) -> bool:
    found = tokens(form)
    letters = sum(len(token.text) for token in found if token.text.isalpha())
    return letters > 3 and is_proper(found)
