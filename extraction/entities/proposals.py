"""What may be a smelter in running text, from network and rules, with what stands around it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extraction.entities import (
    beside_country,
    fellows,
    metals,
    paper_words,
    roles,
    smelters,
    supplied,
    turns,
    weighing,
)
from extraction.entities.sheet import Sheet, any_in
from extraction.entities.spans import Span
from extraction.entities.tokens import Token, key, tokens
from extraction.entities.weighing import Candidate
from extraction.records import Label

BAR = "|"  # between the cells of a row
REACH = 600  # characters to either side of a name that may speak for it
_NEAR = 40  # characters in which the word before a name is looked for
_METAL_FIRST = re.compile(r"[\s*•-]*\w{1,12}\s?:\s")
_ITEM = re.compile(r"(?:^|\n)[ \t]*(?:[-*•]|\d{1,2}[.)])\s+$")
# How a sentence begins that goes on about the smelter which the one before it names.
_THE_WORKS = re.compile(
    r"\s+(?:The\s+(?:smelter|refiner|refinery)|De\s+(?:smelter|smelterij|raffinaderij|raffinadeur)"
    r"|Die\s+(?:Hütte|Schmelze|Raffinerie)|La\s+(?:fonderie|raffinerie)|L['’]affineur)(?!\w)"
)


def around(
    sheet: Sheet, piece: Sequence[Token], first: int, last: int, rule: str
) -> list[Candidate]:
    """The candidate that ``piece[first:last]`` makes, its borders mended, and its acronym."""
    named = smelters.without_metal(smelters.completed(piece, first, last), piece[last:])
    found = smelters.without_country(smelters.trimmed(named))
    if not found or any(token.text == BAR for token in found) or _broken(sheet, found):
        return []
    text = sheet.page.text
    start, end = _sentence(sheet, found[-1:])
    found = tuple(token for token in found if token.start >= start)
    sentence = text[start:end]
    if after := _THE_WORKS.match(text, end):
        sentence += after[0]
    place = found[0].start
    before = tokens(text, max(start, place - _NEAR), place)
    opens = not any(letter.isalnum() for letter in text[start:place])
    loose = opens and not text.startswith(("'s", "’s"), found[-1].end)
    made = [
        Candidate(
            found,
            sentence,
            _word_before(before),
            loose or sentence.isupper(),
            any_in(sheet.identifiers, start, end),
            rule=rule,
            backed=any_in(sheet.backing, start, end),
            supplied=sheet.has_metal(start, end) and supplied.is_source(text, place),
            other=not smelters.CUE.search(key(text[place : found[-1].end]))
            and roles.is_other(text, place, found[-1].end),
        )
    ]
    initials = smelters.initials_behind(text, found, piece[last:])
    if initials:
        made.append(Candidate((initials,), sentence, given=True))
    return made


def spoken_of(sheet: Sheet) -> list[Candidate]:
    """What turns of phrase in running text call a smelter, and what stands beside an identifier."""
    text = sheet.page.text
    found: list[Candidate] = []
    for zone in (zone for zone in sheet.zones if zone.cell is None):
        named = [(place, weighing.TURN) for place in turns.spoken_of(text, zone.start, zone.end)]
        for span in sheet.fixed:
            if span.label is Label.SMELTER_ID and zone.start <= span.start < zone.end:
                beside = turns.certified(text, sheet.sentence(span.start)[0], span.start)
                beside = beside or turns.beside(text, span.start, span.end)
                named += [(place, "beside an identifier") for place in beside]
        named += [
            (place, weighing.TURN)
            for listed in fellows.lists_of_smelters(text, zone.start, zone.end)
            for place in listed
        ]
        found += [
            Candidate(
                tuple(tokens(text, *place)), text[slice(*place)] + " smelter", given=True, rule=rule
            )
            for place, rule in named
            if not roles.is_of_others(text, *place)
        ]
    return found


def before_countries(sheet: Sheet, *, sure: bool = False) -> list[Candidate]:
    """What stands right before its country, or is said to be the country's own.

    ``sure``: only those beside which a metal stands, too.
    """
    if sure and not sheet.metals:
        return []
    prose = [(zone.start, zone.end) for zone in sheet.zones if zone.cell is None]
    lands = [span for span in sheet.words if span.label is Label.COUNTRY]
    return [
        one
        for land in lands
        if any(start <= land.start < end for start, end in prose)
        for one in _before_country(sheet, land)
        if one.given or not sure
    ]


def _before_country(sheet: Sheet, land: Span) -> Iterable[Candidate]:
    text = sheet.page.text
    start, end = sheet.sentence(land.start)
    line = text.rfind("\n", 0, land.start) + 1
    # "Tin: Norvik, Peru; ..."
    told = bool(_METAL_FIRST.match(text, line)) and sheet.has_metal(line, line + 20)
    named = beside_country.named(text, start, land.start) if start <= land.start < end else None
    if named is None and told and (listed := beside_country.listed(text, line, land.start)):
        named = (*listed, True)
    if named is None and (own := beside_country.of_a_country(text, land.end)):
        named = (*own, False)
    if named is None:
        return []
    first, last, bracketed = named
    told = told or (bracketed and _beside_metal(sheet, first, last, land.end))
    led = smelters.CUE.search(key(text[max(start, first - REACH) : first]))
    led = led or _ITEM.search(text, max(0, first - _NEAR), first)
    said = text[sheet.sentence(land.start, 1 if bracketed else 0)[0] : end][-2 * REACH :]
    parts = tuple(tokens(text, first, last))
    return [
        replace(
            one,
            sentence=said,
            backed=sheet.has_metal(start, end),
            given=one.given or told,
            sole=not (told or led),
        )
        for one in around(sheet, parts, 0, len(parts), "beside its country")
    ]


def _beside_metal(sheet: Sheet, first: int, last: int, country: int) -> bool:
    """Whether a metal stands right beside a name with its country in brackets, or in them."""
    text = sheet.page.text
    behind = 4 if text[country : country + 2] in ("):", "),") else 0
    if sheet.has_metal(last, country + behind):
        return True
    said = text[max(sheet.metal_before(first), first - _NEAR) : first].rstrip()
    return said.endswith((",", ":")) and metals.metal_of(said[:-1]) is not None


def listed_with(sheet: Sheet, named: Sequence[Span]) -> list[Span]:
    """The other names of the lists in running text that hold a name found."""
    text = sheet.page.text
    found: list[Span] = []
    for start, end in sheet.sentences:
        own = [span for span in named if start <= span.start < end]
        for places in fellows.lists(text, start, end) if own else ():
            known = [any(s.start < last and first < s.end for s in own) for first, last in places]
            for place, is_known in zip(places, known, strict=True):
                if any(known) and not is_known:
                    found += _fellow(text, *place)
    return found


def _fellow(text: str, start: int, end: int) -> list[Span]:
    parts = smelters.trimmed(tokens(text, start, end))
    if not smelters.is_proper(parts) or roles.is_other(text, parts[0].start, parts[-1].end):
        return []
    return [Span(parts[0].start, parts[-1].end, Label.SMELTER, "listed beside a name")]


def joint(weighed: Sequence[Candidate]) -> set[int]:
    """The ``id`` of candidates that are two others, linked: "Norvik and Andara Smelter"."""
    starts = {one.place[0]: one.place[1] for one in weighed if one.rule == "model"}
    ends = {one.place[1]: one.place[0] for one in weighed if one.rule == "model"}
    return {
        id(one)
        for one in weighed
        if smelters.is_link(one.found, starts.get(one.place[0]), ends.get(one.place[1]))
    }


def _word_before(before: Sequence[Token]) -> str:
    """The key of the last word; of "une fonderie ..." the article, which makes it a common noun."""
    words = [key(token.text) for token in before[-2:]]
    if len(words) > 1 and words[0] in paper_words.BEFORE_COMMON and smelters.CUE.search(words[1]):
        return words[0]
    return words[-1] if words else ""


def _broken(sheet: Sheet, found: Sequence[Token]) -> bool:
    """Whether the find runs on from a line of its own: two entries of a list, not one name."""
    start, end = found[0].start, found[-1].end
    text = sheet.page.text
    line_start = text.rfind("\n", 0, start) + 1
    return "\n" in text[start:end] and not text[line_start:start].strip()


def _sentence(sheet: Sheet, found: Sequence[Token]) -> tuple[int, int]:
    """Offsets of the sentence around a find, or of its row; no farther than ``REACH``."""
    start, end = found[0].start, found[-1].end
    left, right = sheet.sentence(start) if sheet.sentences else (start, end)
    if not left <= start < right:
        left, right = start, end
    return max(left, start - REACH), max(min(right, end + REACH), end)
