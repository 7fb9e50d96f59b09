"""Turns of phrase that give a name to a smelter: "Norvik's Greyfell smelter", "refined by ..."."""

import re
from collections.abc import Iterator

from extraction.entities import countries

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
    r"raffinadeurs?|raffinerie|(?:l['’])?affineurs?|(?:la\s+)?(?:fonderie|affinerie)(?:\s+d[e'’]\s?[a-zé]+)?",
    r"(?:Schmelze|Hütte|Scheideanstalt|Raffinerie|[A-Z][a-zä]+hütte)",
)
_DOES = (
    r"(?:still\s+|also\s+|now\s+|today\s+)?(?:smelts|refines)",
    r"(?:nog\s+|ook\s+)?(?:raffineert|smelt|hersmelt)",
    r"(?:schmilzt|raffiniert|verhüttet)|affine|raffine",
)
_IS_ONE = (
    r"(?:a|an|the|one\s+of\s+the)\s+(?:[a-z-]+\s+){0,3}?(?:smelter|refiner|refinery)s?",
    r"(?:een|de)\s+(?:[a-z-]+\s+){0,2}?(?:[a-z]*smelter|[a-z]*smelterij|[a-z]*raffina(?:derij|deur))",
    r"(?:eine?|die|der)\s+(?:[a-zäöüß-]+\s+){0,2}?(?:[A-Za-zäöü]*(?:schmelze|[Hh]ütte|raffinerie)"
    r"|Raffinerie|Scheideanstalt)",
    r"(?:une?|la|le|l['’]une?\s+des)\s+(?:[a-zéè]+\s+){0,2}?(?:fonderie|affinerie|affineur|raffinerie)",
)
_STUFF = (
    r"tin|zinc|nickel|cobalt|tungsten|tantalum|gold|silver|copper|powder|ingots|tantaal|wolfraam|goud"
    r"|zilver|koper|kobalt|nikkel|zink|poeder|Zinn|Tantal|Wolfram|Gold|Silber|Kupfer|Kobalt|Nickel|Zink"
    r"|Pulver|étain|tantale|tungstène|or|argent|cuivre|poudre|lingots"
)
_PRODUCED = (
    r"(?:is|are|was|were)\s+(?:produced|processed)\s+(?:by|at)|(?:wordt|worden|is|zijn)\s+(?:geproduceerd"
    r"|verwerkt)\s+(?:door|bij)|(?:est|sont)\s+(?:produite?s?|traitée?s?)\s+(?:par|chez)"
)
_CALLED = (
    r"noem(?:en|t|den)|named?|names|list(?:ed|s)?|report(?:ed|s)?|nennen|nennt|nannten|cite(?:nt)?"
)
_AS_ONE = (
    r"(?:as|als|comme)\s+(?:(?:an?|their|its|hun|een|ihre|eine|leur|sa|une?)\s+)?(?:[a-z]+\s+)?"
    r"(?:smelter|refiner|raffinadeur|Schmelze|Raffinerie|fonderie|affineur)"
)
# Without one of these words none of the turns is in a text, and asking is cheap.
_WORKS = re.compile(
    r"smelt|refin|raffin|[Ss]chmelz|schmilz|schmolz|[Hh]ütte|cheideanstalt|fonderie|affin|fondu|works|plant"
)
_IS = r"(?:,|\s+(?:is|was|remains|blijft|ist|war|bleibt|est|reste))"
_AS = r"\s+(?:als\s+(?:smelter|raffinadeur|Schmelze|Raffinerie))(?!\w)"
# Each turn, and what stands in it behind a name that it begins with: where that is nowhere in a
# text, its names need not be tried one by one.
_TURNS: tuple[tuple[re.Pattern[str], re.Pattern[str] | None], ...] = (
    # "the Greyfell smelter", "Norvik's copper refinery", "Norvik's Greyfell copper smelter"
    (re.compile(rf"(?<!\w)[Tt]he\s+(?P<one>{_NAMES})\s+{_PLANT}"), None),
    (
        re.compile(rf"(?<![\w.&’'-])(?P<one>{_NAMES})['’]s\s+(?:(?P<two>{_NAMES})\s+)?{_PLANT}"),
        re.compile(rf"['’]s\s+(?:{_NAMES}\s+)?{_PLANT}"),
    ),
    # "refined by Norvik", "the refiner Norvik", "Norvik still refines", "Norvik, a refiner in"
    (re.compile(rf"(?<!\w)(?:{'|'.join(_DONE_BY)})\s+{_RUN}"), None),
    (re.compile(rf"(?<![\w-])(?:{'|'.join(_ROLES)})\s+{_RUN}"), None),
    (
        re.compile(rf"(?<![\w.&’'-]){_RUN}\s+(?:{'|'.join(_DOES)})\s"),
        re.compile(rf"\s(?:{'|'.join(_DOES)})\s"),
    ),
    (
        re.compile(
            rf"(?<![\w.&’'-]){_RUN}(?:\s+\([^()]*\)|\s+(?:in|à|te)\s+{_NAMES})?"
            rf"{_IS}\s+(?:{'|'.join(_IS_ONE)})(?!\w)"
        ),
        re.compile(rf"{_IS}\s+(?:{'|'.join(_IS_ONE)})(?!\w)"),
    ),
    (re.compile(rf"(?<![\w.&’'-]){_RUN}{_AS}"), re.compile(_AS)),
    (
        re.compile(
            r"(?<!\w)(?:smelter|refinery|plant|works)\s+(?:belongs\s+to|is\s+(?:run|operated)\s+by)"
            rf"\s+{_RUN}"
        ),
        None,
    ),
    (
        re.compile(
            r"(?<!\w)(?:smelter|refiner|refinery|[a-z]*smelterij|[a-z]*raffinaderij|[A-Za-z]*hütte"
            rf"|Raffinerie|Scheideanstalt|fonderie|affineur|raffinerie),\s+{_RUN},"
        ),
        None,
    ),
    (re.compile(rf"(?<!\w)(?:{_CALLED})\s+{_RUN}\s+{_AS_ONE}(?!\w)"), None),
)
# What is done to things of metal, and where they are brought.
_METAL = re.compile(r"doré|concentrate|produced|processed|geproduceerd|verwerkt|produit|traité")
_OF_METAL = (
    # "the tin is produced by Norvik": of things of metal it is said of those who cast them, too
    re.compile(rf"(?<!\w)(?:{_STUFF})(?:\s+[\w%-]+){{0,6}}?\s+(?:{_PRODUCED})\s+{_RUN}"),
    re.compile(
        r"(?<!\w)(?:doré|concentrates?)\s+(?:[a-z]+\s+){0,3}(?:went|goes?|sent|shipped|flown)\s+to\s+"
        rf"(?:the\s+)?{_RUN}"
    ),
)

_OF_ONE_LINE = rf"(?P<one>{_WORD}(?:[ ](?:(?:and|&|of|de|do|la|und)[ ])?{_WORD}){{0,5}})"
_NUMBERED = re.compile(rf"(?<![\w.,&’'-]){_OF_ONE_LINE}[ ]?[:(\[,–-]{{0,2}}[ ]?$")
_NUMBERED_LAND = re.compile(
    rf"(?<![\w.,&’'-]){_OF_ONE_LINE},[ ](?P<land>[A-Z][A-Za-z. ]+)[,:(]?[ ]?\(?$"
)
_NUMBERS = re.compile(rf"[ ]?[:–-]?[ ]{_OF_ONE_LINE}(?![\w’'-])")


_COMMON = re.compile(
    r"(?:^|\W)(?:une?|chaque|toute|each|every|any|elke|jede[rs]?|keine?)\s+$", re.I
)
_CERTIFIED = re.compile(
    rf"(?:certif(?:y|ies|ied)\s+that|confirms?\s+that|bestätigt,?\s+dass|verklaart\s+dat|atteste\s+que)"
    rf"\s+(?:the\s+|die\s+|de\s+|la\s+)?{_RUN}"
)


def certified(text: str, start: int, number: int) -> list[tuple[int, int]]:
    """Who a paper certifies, in ``text[start:number]`` before the identifier of a smelter."""
    match = _CERTIFIED.search(text, start, number)
    return [match.span("one")] if match else []


def spoken_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Names that a turn of phrase gives to a smelter, a refiner or its operator."""
    asked = (
        *(_told(text, start, end) if _WORKS.search(text, start, end) else ()),
        *(_OF_METAL if _METAL.search(text, start, end) else ()),
    )
    return [
        match.span(group)
        for turn in asked
        for match in turn.finditer(text, start, end)
        if not _COMMON.search(text, max(0, match.start() - 12), match.start())
        for group in ("one", "two")
        if match.groupdict().get(group)
    ]


def _told(text: str, start: int, end: int) -> Iterator[re.Pattern[str]]:
    """The turns that may be in a text of which more is there than names."""
    for turn, behind in _TURNS:
        if behind is None or behind.search(text, start, end):
            yield turn


def beside(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Names in the same line right before or behind the identifier ``text[start:end]``."""
    line = text.rfind("\n", 0, start) + 1
    match = _NUMBERED_LAND.search(text[line:start])
    if match is None or not countries.country_of(match["land"].strip()).known:
        match = _NUMBERED.search(text[line:start])
    if match:
        return [(line + match.start("one"), line + match.end("one"))]
    behind = None if text[line:start].endswith("(") else _NUMBERS.match(text, end)
    return [behind.span("one")] if behind else []
