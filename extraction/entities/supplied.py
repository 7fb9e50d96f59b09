"""Turns of phrase that say where a metal comes from: "the tin comes from", "gemaakt door"."""

import re

_FROM = (
    r"(?:comes?|came|originat(?:es?|ed)|stems?|stemmed)(?:\s+[\w%]+){0,5}?\s+from"
    r"|(?:made|produced|processed|cast)\s+by|(?:ingots?|bars?|cathodes?|powder)\s+(?:from|of|by)",
    r"(?:komt|komen|kwam|kwamen|afkomstig)(?:\s+[\w%]+){0,5}?\s+(?:van|bij|uit)"
    r"|(?:gemaakt|geproduceerd|verwerkt)\s+(?:door|bij)",
    r"(?:stammt|stammen|kommt|kommen|kam)(?:\s+[\w%]+){0,5}?\s+(?:von|aus)(?:\s+de[rm])?"
    r"|(?:hergestellt|erzeugt|verarbeitet)\s+(?:von|bei|durch)(?:\s+de[rm])?",
    r"(?:provient|proviennent|vient|viennent)(?:\s+[\w%]+){0,5}?\s+(?:de|chez)(?:\s+la)?"
    r"|(?:fabriquée?s?|produite?s?|traitée?s?)\s+(?:par|chez)|(?:lingots|poudre)\s+de"
    r"|ach[eè]t(?:e|ons|ent)\s+(?:\w+\s+){0,2}(?:poudre|lingots|cathodes)\s+(?:[\w’']+\s+){0,2}[aà]",
)
_NAME = r"[A-ZÀ-ÖØ-Þ][\w.&’'-]*(?:\s[A-ZÀ-ÖØ-Þ][\w.&’'-]*){0,4}"
_AND = r"(?:and|en|und|et)\s+(?:(?:from|by|van|door|bij|von|de|chez|par)\s+)?"
_BEFORE = re.compile(
    rf"(?<!\w)(?:{'|'.join(_FROM)})\s+(?:{_NAME}(?:\s*\([^()]*\))?(?:\s+\w+){{0,4}}?,?\s+{_AND})?"
    rf"(?:(?:the|de|het|der|die|la|le)\s+)?$"
    rf"|(?:{'|'.join(_FROM)})\s[^.;]{{0,100}}\s(?:and|en|und|et)\s(?:the\s|het\s|das\s|le\s|l['’])?\w+"
    r"\s(?:from|van|von|aus|de|chez)\s+$"
)
_REACH = 160  # characters before a name in which such a turn begins


def is_source(text: str, start: int) -> bool:
    """Whether what stands before ``start`` says that a metal comes from what is named there."""
    return bool(_BEFORE.search(text[max(0, start - _REACH) : start]))


def speaks(text: str) -> bool:
    """Whether a text has such a turn at all."""
    return any(_ANY.finditer(text))


_ANY = re.compile(rf"(?<!\w)(?:{'|'.join(_FROM)})\s")
