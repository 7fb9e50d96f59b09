"""One sentence to drafts: which country, metal and identifier it says of each smelter it names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from extraction.entities import countries, identifiers, metals
from extraction.pairing.drafts import Draft, Layout
from extraction.pairing.sheet import Sheet, value
from extraction.records import Label, Mention, Value

LIST_OF_NAMES = re.compile(
    r"[\s,;/&+]*(?:\b(?:and|en|und|et|y|e|or|of|oder|ou|sowie)\b)?(?:\s+(?:by|par|door|von|chez)\b)?[\s,;/&+]*"
)
_ITS = re.compile(r"['’]s\s+")  # "Norvik's Greyfell works"
# Between a country and a name: the name is that of the smelter there ("from Peru, smelter Norvik").
_SMELTER_THERE = re.compile(
    r",\s+(?:the\s+|de\s+|die\s+|la\s+|l['’])?(?:\w*smelter|\w*smelterij|refiner|refinery|\w*schmelze"
    r"|\w*hütte|scheideanstalt|\w*raffinerie|raffinaderij|raffinadeur|fonderie|affineur|affinerie)\s+",
    re.I,
)
_AGAIN = re.compile(
    r"\b(?:and|en|und|et)\s+(?:by|from|at|par|chez|door|van|bij|von|bei|durch|der)\s+$"
)
_BRACKETS = re.compile(r"\([^()]*\)")
_OWN_BRACKETS = re.compile(r"[>\"'”»]?\s*(\([^()]*\))(?:\s*(\([^()]*\)))?")
_ALIAS = re.compile(r"[>\"'”»]?\s*\(\s*[\"'“«]?")
_ONCE = re.compile(
    r"\((?:formerly|previously|now|also known as|a\.?k\.?a\.?|voorheen|nu|ook bekend als|früher"
    r"|ehemals|vormals|jetzt|anciennement|aujourd['’]hui|ex)\s+[\"'“«]?$",
    re.I,
)
_COLON = re.compile(r"[*_\s]{0,4}:")
_TWO = re.compile(r"\b(?:both|beide|les deux|(?:toutes|tous)(?: les)? deux|ambos|ambas)\b", re.I)
_ALL = re.compile(r"\b(?:all|alle|allen|tous|toutes|todos)\b", re.I)
# Before a country: the metal comes from there or goes there, the works lies elsewhere.
_ELSEWHERE = re.compile(
    r"\b(?:from|to|into|uit|naar|aus|nach|vers|depuis)\s+"
    r"(?:(?:the|de|het|der|den|dem|la|le|les)\s+)?$"
)
_LOCATED = re.compile(
    r"\b(?:in|of|on|en|au|aux|im|à|van)\s+(?:(?:the|de|het|der|den|la|le|les)\s+)?$", re.I
)
# Before a name: what was said to lie in a country came from there to it.
_TOWARDS = re.compile(r"\b(?:to|naar|nach|zur|vers)\s+(?:(?:the|de|der|la)\s+)?$")
_SENT = re.compile(
    r"\b(?:to|from|naar|uit|nach|aus|vers)\s+(?:\w+\s+){0,3}in\s+$"
)  # "sold to buyers in"
_FIRM_FROM = re.compile(
    r"\b(?:onderneming|bedrijf|company|firm|unternehmen|firma)\s+(?:uit|from|aus)\s+$", re.I
)
_NEAR = 60  # characters between a name and what is said of it
# How a sentence begins that goes on about the works of one before it: by its noun, wherever it
# stands in the paragraph, or by a word that only means the sentence right before.
_THE_WORKS = re.compile(
    r"\W*(?:the\s+(?:[\w-]+\s+){0,3}?(?:plant|smelter|refinery|works|refiner|producer)"
    r"|de\s+(?:\w+\s+)?(?:\w*smelter|\w*smelterij|\w*fabriek|\w*raffinaderij|raffinadeur)"
    r"|(?:die|der)\s+(?:\w*schmelze|\w*hütte|\w*raffinerie|scheideanstalt|\w*produzent)|das\s+werk"
    r"|l['’](?:usine|affineur|affinerie)|la\s+(?:fonderie|raffinerie)|le\s+site)\b",
    re.I,
)
_THIS = re.compile(
    r"\W*(?:it|its\s+\w+|the\s+(?:site|company|firm)|het\s+bedrijf|d(?:at|it)\s+bedrijf"
    r"|deze\s+onderneming|das\s+unternehmen|die\s+firma|l['’]entreprise|la\s+société|elle|il"
    r"|there|er\s+wordt|daar\s+wordt|dort\s+wird|(?:based|located|gevestigd|gelegen|ansässig|situé"
    r"|située|basée?|implantée?)\s+(?:in|te|à|au|aux|en))\b",
    re.I,
)
_THAT_WORKS = re.compile(
    r"\b(?:het\s+bedrijf\s+uit|the\s+company\s+(?:from|in)|das\s+unternehmen\s+aus"
    r"|the\s+(?:smelter|refinery|plant|works)\s+in)\b"
    r"|\b(?:that|this)\s+(?:smelter|refinery|refiner|plant)\b|\b(?:die|deze)\s+(?:smelter|smelterij"
    r"|raffinaderij)\b|\bdiese[rn]?\s+(?:schmelze|hütte|raffinerie)\b"
    r"|\bcette\s+(?:fonderie|raffinerie)\b",
    re.I,
)
_FIRST = re.compile(
    r"\W*(?:the\s+(?:first|former)|de\s+eerste|erstere[rs]?|(?:le\s+premier|la\s+première))\b", re.I
)
_LAST = re.compile(
    r"\W*(?:the\s+(?:last|latter|second)|de\s+(?:laatste|tweede)|laatstgenoemde|letztere[rs]?"
    r"|(?:ce|cette)\s+derni(?:er|ère)|la\s+seconde|le\s+second)\b",
    re.I,
)


@dataclass(frozen=True)
class Sentence:
    """A sentence, or a clause of a list between semicolons, with the names in it.

    What each of its names asks of it is looked for once: one sentence can be a page long.
    """

    sheet: Sheet
    start: int
    end: int
    inside: tuple[Mention, ...]
    smelters: tuple[Mention, ...]  # without short names in brackets behind a full one

    @property
    def text(self) -> str:
        """The text of the whole page: offsets of mentions are in it."""
        return self.sheet.page.text

    @cached_property
    def quote(self) -> str:
        """The sentence as printed."""
        return " ".join(self.text[self.start : self.end].split())

    @cached_property
    def compound(self) -> Value | None:
        """The metal in a word for a works."""
        return self.sheet.metal_in_compound(self.start, self.end)

    def of(self, label: Label) -> list[Mention]:
        """The mentions of one kind."""
        return self._by_label.get(label, [])

    @cached_property
    def _by_label(self) -> dict[Label, list[Mention]]:
        found: dict[Label, list[Mention]] = {}
        for mention in self.inside:
            found.setdefault(mention.label, []).append(mention)
        return found


def sentence(sheet: Sheet, start: int, end: int, inside: Sequence[Mention]) -> Sentence:
    """A sentence from what was found in it."""
    text = sheet.page.text
    smelters: list[Mention] = []
    for mention in (m for m in inside if m.label is Label.SMELTER):
        between = text[smelters[-1].end : mention.start] if smelters else "."
        if not names_again(between):
            smelters.append(mention)
    return Sentence(sheet, start, end, tuple(inside), tuple(smelters))


def names_again(between: str) -> bool:
    """Whether what stands between two names makes the second another name of the first."""
    return bool(_ALIAS.fullmatch(between) or _ONCE.search(between))


def clauses(whole: Sentence) -> list[Sentence]:
    """A list parted by semicolons, name for name; else the sentence as it is."""
    text = whole.text
    cuts = [
        match.start()
        for match in re.finditer(";", text[whole.start : whole.end])
        if not _within_brackets(text, whole.start, whole.start + match.start())
    ]
    edges = [whole.start, *(whole.start + cut + 1 for cut in cuts), whole.end]
    parts = [
        sentence(whole.sheet, start, end, [m for m in whole.inside if start <= m.start < end])
        for start, end in zip(edges, edges[1:], strict=False)
    ]
    if sum(bool(part.smelters) for part in parts) < 2:
        return [whole]
    return [part for part in parts if part.smelters]


def _within_brackets(text: str, start: int, at: int) -> bool:
    return text.count("(", start, at) > text.count(")", start, at)


def read(whole: Sentence) -> Iterator[Draft]:
    """The drafts of a sentence: one for each smelter and each metal said of it."""
    lead = _lead_metals(whole)
    for part in clauses(whole):
        claimed: dict[int, int] = {}
        for number, smelter in enumerate(part.smelters):
            country = _country(part, number, claimed)
            if country:
                claimed.setdefault(country.start, number)
            broken = ("line_break",) if "\n" in smelter.text else ()
            for metal, note in _with_setting(part, smelter, metals_of(part, number) or lead):
                yield Draft(
                    smelter=value(smelter, " ".join(smelter.text.split()), whole.quote),
                    country=_country_value(country, whole.quote),
                    metal=metal,
                    smelter_id=_identifier(part, number),
                    quote=whole.quote,
                    layout=Layout.SENTENCE,
                    notes=(*((note,) if note else ()), *broken),
                )


def goes_on(whole: Sentence, before: Sentence, *, adjoins: bool) -> Iterator[Draft]:
    """What a sentence without a name says of a smelter that one before it names.

    ``adjoins``: no other sentence stands between the two.
    """
    smelter = None if whole.smelters else _meant(whole, before, adjoins=adjoins)
    if smelter is None:
        return
    named_lands = whole.of(Label.COUNTRY)
    lands = [m for m in named_lands if _FIRM_FROM.search(whole.text, whole.start, m.start)] or [
        m
        for m in named_lands
        if _LOCATED.search(whole.text, whole.start, m.start)
        and not _SENT.search(whole.text, whole.start, m.start)
    ]
    if len({countries.country_of(m.text).code for m in named_lands}) > 1 and len(lands) > 1:
        lands = []
    country = _country_value(lands[0], whole.quote) if len(lands) == 1 else None
    named = {metal: mention for mention, metal in _metals(whole, whole.start, whole.end)}
    kinds: list[Value | None] = [
        value(mention, metal, whole.quote) for metal, mention in named.items()
    ]
    if not kinds and whole.compound:
        kinds = [whole.compound]
    for metal in kinds or ([None] if country else []):
        yield Draft(
            smelter=value(smelter, " ".join(smelter.text.split()), before.quote),
            country=country,
            metal=metal,
            smelter_id=None,
            quote=f"{before.quote} {whole.quote}",
            layout=Layout.SENTENCE,
        )


def _meant(whole: Sentence, before: Sentence, *, adjoins: bool) -> Mention | None:
    """The smelter of an earlier sentence that this one goes on about."""
    if adjoins and len(before.smelters) > 1:
        for which, place in ((_FIRST, 0), (_LAST, -1)):
            if which.match(whole.text, whole.start):
                return before.smelters[place]
    if len({mention.text for mention in before.smelters}) != 1:
        return None
    goes_on = (
        _THE_WORKS.match(whole.text, whole.start)
        or (adjoins and _THIS.match(whole.text, whole.start))
        or _THAT_WORKS.search(whole.text, whole.start, whole.end)
    )
    return before.smelters[0] if goes_on else None


def points_back(text: str, start: int) -> bool:
    """Whether a sentence begins with a word that means one name before it ("It", "the latter")."""
    return any(pattern.match(text, start) for pattern in (_FIRST, _LAST, _THIS, _THE_WORKS))


def _country_value(country: Mention | None, quote: str) -> Value | None:
    return value(country, countries.country_of(country.text).code, quote) if country else None


def linked(text: str, left: Mention, right: Mention) -> bool:
    """Whether two names stand beside one another in a list, whatever brackets say of the first."""
    between = _BRACKETS.sub("", text[left.end : right.start])
    return bool(LIST_OF_NAMES.fullmatch(between.replace(">", "")) or _ITS.fullmatch(between))


def _list_round(of: Sentence, number: int) -> tuple[int, int]:
    """The first and the last name of the list that a name stands in."""
    first = last = number
    while first and linked(of.text, of.smelters[first - 1], of.smelters[first]):
        first -= 1
    while last + 1 < len(of.smelters) and linked(of.text, of.smelters[last], of.smelters[last + 1]):
        last += 1
    return first, last


def _country(of: Sentence, number: int, claimed: dict[int, int]) -> Mention | None:
    """The country said of a name: behind it, or behind the list of names that it stands in."""
    text, smelters = of.text, of.smelters
    named = of.of(Label.COUNTRY)
    before = [m for m in named if m.end <= smelters[number].start]
    if before and _COLON.match(text, before[-1].end):
        return before[-1]
    if before and _SMELTER_THERE.fullmatch(text, before[-1].end, smelters[number].start):
        return before[-1]
    if before and re.fullmatch(
        r"(?:['’]s?|-based)\s+", text[before[-1].end : smelters[number].start]
    ):
        return before[-1]  # "Norway's Norvik", "Norway-based Norvik"
    own = _OWN_BRACKETS.match(text, smelters[number].end)
    if own and (inside := [m for m in named if own.start() <= m.start < own.end()]):
        return inside[0] if len(inside) == 1 else None
    first, last = _list_round(of, number)
    stop = smelters[last + 1].start if last + 1 < len(smelters) else of.end
    behind = [m for m in named if smelters[last].end <= m.start < stop]
    if behind and _said_behind(of, number, last, behind):
        return behind[0]
    before = [m for m in before if m.end <= smelters[first].start]
    if not before or claimed.get(before[-1].start, first) < first:
        return None
    land = before[-1]
    alone = len({countries.country_of(m.text).code for m in named}) == 1
    nearer = any(land.end <= one.start for one in smelters[:first])
    bracketed = text[: land.start].rstrip().endswith("(")
    elsewhere = _ELSEWHERE.search(text, of.start, land.start)
    name = smelters[first].start
    towards = _TOWARDS.search(text, land.end, name)
    return land if alone and not (nearer or bracketed or elsewhere or towards) else None


def _said_behind(of: Sentence, number: int, last: int, behind: Sequence[Mention]) -> bool:
    """Whether the first country behind the last name of a list is said of the name ``number``."""
    text = of.text
    between = text[of.smelters[last].end : behind[0].start]
    if len(between) > _NEAR or (len(between.split()) > 1 and _ELSEWHERE.search(between)):
        return False
    if len(behind) > 1 and LIST_OF_NAMES.fullmatch(text, behind[0].end, behind[1].start):
        return False
    if _TWO.search(between):
        return number >= last - 1
    if _ALL.search(between):
        return True
    if number != last and _AGAIN.search(
        text, max(0, of.smelters[last].start - _NEAR), of.smelters[last].start
    ):
        return False
    return number == last or not between.strip().startswith("(")  # brackets are the last one's own


Named = list[tuple[Mention, str]]


def _metals(of: Sentence, start: int, end: int) -> Named:
    found = [m for m in of.of(Label.METAL) if start <= m.start < end]
    return [(m, metal) for m in found if (metal := metals.metal_of(m.text))]


def _lead_metals(whole: Sentence) -> Named:
    """The metal named before the first smelter, when it is the only one there."""
    if not whole.smelters:
        return []
    found = _metals(whole, whole.start, whole.smelters[0].start)
    return found if len({metal for _, metal in found}) == 1 else []


def metals_of(of: Sentence, number: int) -> Named:
    """The metals said of a name: the sentence's only one, else those nearest to it."""
    named = _metals(of, of.start, of.end)
    if len({metal for _, metal in named}) < 2:
        return named[:1]
    text, smelters = of.text, of.smelters
    earlier = smelters[number - 1].end if number else of.start
    if before := _metals(of, earlier, smelters[number].start):
        return [pair for pair in before if _runs(of, before[before.index(pair) :])]
    if number and linked(text, smelters[number - 1], smelters[number]):
        return metals_of(of, number - 1)
    _, last = _list_round(of, number)
    later = smelters[last + 1].start if last + 1 < len(smelters) else of.end
    behind = _metals(of, smelters[number].end, later)
    return [pair for pair in behind if _runs(of, behind[: behind.index(pair) + 1])]


def _runs(of: Sentence, named: Named) -> bool:
    """Whether metals stand in one list: ``tin and tantalum from``."""
    return all(
        LIST_OF_NAMES.fullmatch(of.text, left.end, right.start)
        for (left, _), (right, _) in zip(named, named[1:], strict=False)
    )


def _with_setting(
    of: Sentence, smelter: Mention, named: Named
) -> Iterator[tuple[Value | None, str]]:
    """The metals said, once each; without any that of the heading, or the only one of the text."""
    seen: set[str] = set()
    for mention, metal in named:
        if metal not in seen:
            seen.add(metal)
            yield value(mention, metal, of.quote), ""
    if named:
        return
    setting = of.sheet.setting(smelter.start)
    if of.compound:
        yield of.compound, ""
    elif setting.metal:
        yield setting.metal, setting.metal_note
    elif nearby := of.sheet.only_metal(smelter.start):
        yield nearby, "metal_from_text"
    else:
        yield None, ""


def _identifier(of: Sentence, number: int) -> Value | None:
    ids = of.of(Label.SMELTER_ID)
    smelter = of.smelters[number]
    following = of.smelters[number + 1].start if number + 1 < len(of.smelters) else of.end
    found = [m for m in ids if smelter.end <= m.start < following]
    if ids and ids[0].start < of.smelters[0].start and len(ids) == len(of.smelters):
        found = [ids[number]]
    if not found and len(of.smelters) == 1 and len(ids) == 1:
        found = ids
    if not found:
        return None
    known = identifiers.identifier_of(found[0].text)
    return value(found[0], known.id if known and known.well_formed else None, of.quote)
