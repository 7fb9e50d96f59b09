"""Names that stand right before their country: "Andara Orient (Peru)", "Norvik Zinc in Norway"."""

import re

_WORD = r"[A-ZÀ-ÖØ-ÞŁŚŞÇĞİŽŠČ][\w.&’'-]{0,40}\w"
_JOIN = r"(?:&|of|de|del|do|da|dos|la|du|van)"
_RUN = rf"(?P<one>{_WORD}(?:[ \n](?:{_JOIN}[ \n])?(?:{_WORD}|[A-Z]\.(?:[A-Z]\.)*)){{0,5}}\.?)"
_IN = (
    r"(?:,?\s+(?:in|of|en|au|aux|aus|uit|from|à)\s+(?:(?:the|de|den|der|la|le|les)\s+)?|,?\s+in\s+)"
)
_BRACKET = re.compile(rf"(?<![\w.&’'-]){_RUN}\s?\((?:[A-Z0-9][^()\n]{{0,30}}[,;]\s)?$")
_LIES = re.compile(rf"(?<![\w.&’'-]){_RUN}{_IN}$")
_PLACE = re.compile(r"(?<!\w)(?:in|near|à|près\s+de|te|nabij|nahe)\s+$", re.IGNORECASE)
_REACH = 120  # characters before a country in which its smelter's name begins


_LISTED = re.compile(rf"(?<![\w.&’'-]){_RUN},\s$")


def listed(text: str, start: int, country: int) -> tuple[int, int] | None:
    """The name right before a country in a line that begins with a metal ("Tin: Norvik, Peru")."""
    match = _LISTED.search(text, start, country)
    return match.span("one") if match else None


_WHOSE = re.compile(rf"['’]s[ ]{_RUN}(?=[ ][a-z])")


def of_a_country(text: str, country: int) -> tuple[int, int] | None:
    """The whole name that is said to be the country's that ends at ``country``: "Peru's ..."."""
    match = _WHOSE.match(text, country)
    return match.span("one") if match and len(match["one"].split()) > 1 else None


def named(text: str, start: int, country: int) -> tuple[int, int, bool] | None:
    """The name right before the country at ``country``, in text from ``start`` on.

    Third: whether the country stands in brackets behind it. Only there a lone word counts:
    "Bangka in Indonesia" is a place, and so is "in Bangka (Indonesia)".
    """
    first = max(start, country - _REACH)
    before = text[first:country]
    if match := _BRACKET.search(before):
        alone = len(match["one"].split()) < 2
        if alone and _PLACE.search(before, 0, match.start("one")):
            return None
        return first + match.start("one"), first + match.end("one"), True
    match = _LIES.search(before)
    if match is None or len(match["one"].split()) < 2:
        return None
    return first + match.start("one"), first + match.end("one"), False
