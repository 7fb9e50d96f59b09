"""Lists in running text: "Norvik Zinc, Andara and Merapi Tin (Peru)", name by name."""

import re

_WORD = r"[A-ZÀ-ÖØ-ÞŁŚŞÇĞİŽŠČ][\w.&’-]{0,40}\w"
_RUN = (
    rf"{_WORD}(?:\s(?:(?:de|del|do|da|of|&|la|du|van)\s)?{_WORD}){{0,4}}(?:\sCo\.|\sLtd\.|\sInc\.)?"
)
_ASIDE = r"(?:[>\"”]?\s?\([^()]{1,40}\))?"
_LANDS = r"(?:\s(?:in|en|au|aus|uit|from)\s(?:(?:the|de|den|der|la|le)\s)?[A-Z]\w+)?"
_ITEM = rf"{_RUN}{_ASIDE}{_LANDS}"
_BY = r"(?:(?:by|from|at|door|van|bij|von|bei|durch|der|par|chez|de)\s)?"
_LAST = rf",?\s(?:and|en|und|et|sowie|as\swell\sas)\s{_BY}"
_LIST = re.compile(rf"(?<![\w.&’'-]){_ITEM}(?:,\s{_BY}{_ITEM}){{0,30}}{_LAST}{_ITEM}(?![\w’'-])")
_NAME = re.compile(rf"(?:^|,\s{_BY}|{_LAST})(?P<one>{_RUN})")
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
    for match in _LIST.finditer(text, start, end):
        if not _ENDS.match(text, match.end()):
            continue
        offset = match.start()
        found.append(
            [
                (offset + one.start("one"), offset + one.end("one"))
                for one in _NAME.finditer(match[0])
            ]
        )
    return found


def lists_of_smelters(text: str, start: int, end: int) -> list[list[tuple[int, int]]]:
    """Those before which words say what they list ("refiners such as ...", "smelters: ...")."""
    if not _KIND.search(text, start, end):
        return []
    return [
        places
        for places in lists(text, start, end)
        if _LEAD.search(text, max(start, places[0][0] - 80), places[0][0])
    ]
