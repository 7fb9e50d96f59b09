"""Turns of phrase that give a name to a smelter: "Norvik's Greyfell smelter", "refined by ..."."""

import re

_WORD = r"[A-ZÀ-ÖØ-ÞŁŚŞÇĞİŽŠČ][\w.&’-]{0,40}\w"
_NAMES = rf"{_WORD}(?:\s+{_WORD}){{0,3}}"
_RUN = rf"(?P<one>{_WORD}(?:\s+(?:(?:and|&|of|de|del|la|du|und|van)\s+)?{_WORD}){{0,5}})"
_PLANT = r"(?:[a-z]+\s+){0,2}(?:smelter|refinery|smelting\s+works)(?!\w)"
_DONE_BY = (
    r"(?:(?:re-?)?smelted|(?:toll-)?refined)\s+(?:by|at)",
    r"(?:om|her)?gesmolten\s+(?:door|bij)|geraffineerd\s+(?:door|bij)",
    r"(?:raffiniert|erschmolzen|verhüttet)\s+(?:durch|von|bei)(?:\s+der)?",
    r"(?:affiné|raffiné|fondu)e?s?\s+(?:par|chez)",
)
_ROLES = (
    r"(?:the|a|an|our|its|toll|and)\s+(?:[a-z]+\s+)?(?:smelter|refiner)s?|smelter|smelterij",
    r"raffinadeurs?|(?:l['’])?affineurs?|(?:la\s+)?(?:fonderie|affinerie)(?:\s+d[e'’]\s?[a-zé]+)?",
    r"(?:Schmelze|Hütte|Scheideanstalt|Raffinerie|[A-Z][a-zä]+hütte)",
)
_DOES = (
    r"(?:still\s+|also\s+|now\s+|today\s+)?(?:smelts|refines)",
    r"(?:nog\s+|ook\s+)?(?:raffineert|smelt|hersmelt)",
    r"(?:schmilzt|raffiniert|verhüttet)|affine|raffine",
)
_IS_ONE = r"(?:a|an|the|one\s+of\s+the)\s+(?:[a-z-]+\s+){0,3}?(?:smelter|refiner|refinery)s?(?!\w)"
_TURNS = (
    # "the Greyfell smelter", "Norvik's copper refinery", "Norvik's Greyfell copper smelter"
    re.compile(rf"(?<!\w)[Tt]he\s+(?P<one>{_NAMES})\s+{_PLANT}"),
    re.compile(rf"(?<![\w.&’'-])(?P<one>{_NAMES})['’]s\s+(?:(?P<two>{_NAMES})\s+)?{_PLANT}"),
    # "refined by Norvik", "the refiner Norvik", "Norvik still refines", "Norvik, a refiner in"
    re.compile(rf"(?<!\w)(?:{'|'.join(_DONE_BY)})\s+{_RUN}"),
    re.compile(rf"(?<![\w-])(?:{'|'.join(_ROLES)})\s+{_RUN}"),
    re.compile(rf"(?<![\w.&’'-]){_RUN}\s+(?:{'|'.join(_DOES)})\s"),
    re.compile(rf"(?<![\w.&’'-]){_RUN}(?:\s+\([^()]*\))?,\s+{_IS_ONE}"),
)

_OF_ONE_LINE = rf"(?P<one>{_WORD}(?:[ ](?:(?:and|&|of|de|do|la|und)[ ])?{_WORD}){{0,5}})"
_NUMBERED = re.compile(rf"(?<![\w.,&’'-]){_OF_ONE_LINE}[ ]?[:(\[,–-]{{0,2}}[ ]?$")
_NUMBERS = re.compile(rf"[ ]?[:–-]?[ ]{_OF_ONE_LINE}(?![\w’'-])")


def spoken_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Names that a turn of phrase gives to a smelter, a refiner or its operator."""
    return [
        match.span(group)
        for turn in _TURNS
        for match in turn.finditer(text, start, end)
        for group in ("one", "two")
        if group in match.groupdict() and match[group]
    ]


def beside(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Names in the same line right before or behind the identifier ``text[start:end]``."""
    line = text.rfind("\n", 0, start) + 1
    match = _NUMBERED.search(text[line:start])
    if match:
        return [(line + match.start("one"), line + match.end("one"))]
    behind = None if text[line:start].endswith("(") else _NUMBERS.match(text, end)
    return [behind.span("one")] if behind else []
