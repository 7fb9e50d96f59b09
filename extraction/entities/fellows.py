"""Lists in running text: "Norvik Zinc, Andara and Merapi Tin (Peru)", name by name."""

import re

# Possessive throughout: of a long page no part is read more than a few times.
_WORD = r"(?>[A-ZÀ-ÖØ-ÞŁŚŞÇĞİŽŠČ][\w.&’-]{0,40}\w)"
_FORM = r"(?:Co|Ltd|Inc)\."
_RUN = (
    rf"{_WORD}(?:\s(?:(?:de|del|do|da|of|&|la|du|van)\s)?+(?!{_FORM}){_WORD}){{0,4}}+"
    rf"(?:\s{_FORM}){{0,2}}+"
)
_ASIDE = r"(?:[>\"”]?\s?\([^()]{1,40}\))?+"
_BY = r"(?:(?:by|from|at|door|van|bij|von|bei|durch|der|par|chez|de)\s)?+"
_COMMA = re.compile(rf",\s{_BY}")
_LAST = re.compile(rf",?\s(?:and|en|und|et|sowie|as\swell\sas)\s{_BY}")
_BEGIN = re.compile(r"(?<![\w.&’'-])(?=[A-ZÀ-ÖØ-ÞŁŚŞÇĞİŽŠČ])")


def _item(*links: str) -> re.Pattern[str]:
    """A name with its brackets and the one word of its country behind one of ``links``."""
    lands = rf"\s(?:{'|'.join(links)})\s(?:(?:the|de|den|der|la|le)\s)?+[A-Z]\w+"
    return re.compile(rf"(?P<one>{_RUN}){_ASIDE}(?:{lands})?+(?![\w’'-])")


# "en" is French for "in" and Dutch for "and": read as the first where that makes a list.
_IN_FRENCH = _item("in", "en", "au", "aus", "uit", "from")
_IN_DUTCH = _item("in", "au", "aus", "uit", "from")
_KINDS = (
    r"(?:smelters|refiners|refineries|smelterijen|raffinaderijen|raffinadeurs|\w*hütten|\w*schmelzen"
    r"|\w*raffinerien|scheideanstalten|fonderies|affineurs|affineries)"
)
_KIND = re.compile(  # a part of each of them, quickly looked for
    r"elters|finers|fineries|elterijen|ffinaderijen|ffinadeurs|hütten|chmelzen|ffinerien|anstalten"
    r"|onderies|ffineurs"
)
_LEAD = re.compile(
    rf"(?<!\w){_KINDS}(?:[^.;:]{{0,40}}:|,|,?\s+(?:such\s+as|like|including|namely|zoals|wie|comme))?\s+$",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\s*(?:$|[.,;:)(]|\n\s*\n|\sfor\s|\svoor\s|\sfür\s|\spour\s)")


def lists(text: str, start: int, end: int) -> list[list[tuple[int, int]]]:
    """The lists of names in ``text[start:end]``, each with the places of its names."""
    found: list[list[tuple[int, int]]] = []
    at, without = start, start
    while begin := _BEGIN.search(text, at, end):
        at = begin.end()
        places, stop = ([], 0) if at < without else _list_at(text, at, end, _IN_FRENCH)
        if places and not stop:  # nor is there one from any place in it on
            without = places[-1][0] + 1
        if not stop:
            places, stop = _list_at(text, at, end, _IN_DUTCH)
        if stop and _ENDS.match(text, stop):
            found.append(places)
        at = stop or (places[-1][0] if places else at) + 1
    return found


def _list_at(
    text: str, at: int, end: int, item: re.Pattern[str]
) -> tuple[list[tuple[int, int]], int]:
    """The names that stand in a row from ``at`` on, and the end of their list; 0: it is none."""
    places: list[tuple[int, int]] = []
    stop = at
    one = item.match(text, at, end)
    while one:
        places.append(one.span("one"))
        stop = one.end()
        comma = _COMMA.match(text, stop, end)
        one = item.match(text, comma.end(), end) if comma else None
    link = _LAST.match(text, stop, end) if places else None
    last = item.match(text, link.end(), end) if link else None
    return ([*places, last.span("one")], last.end()) if last else (places, 0)


def lists_of_smelters(text: str, start: int, end: int) -> list[list[tuple[int, int]]]:
    """Those before which words say what they list ("refiners such as ...", "smelters: ...")."""
    if not _KIND.search(text, start, end):
        return []
    return [
        places
        for places in lists(text, start, end)
        if _LEAD.search(text, max(start, places[0][0] - 80), places[0][0])
    ]
