"""What speaks for and against a country or metal being a smelter's: evidence, by name.

The names are those of the weights (``weights.json``). Each says where the one stands from the
other (``before``, ``after``: in the same sentence; ``prev``, ``next``: in another), then what was
seen there.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extraction.pairing import cues, sentences
from extraction.pairing.surroundings import WINDOW, Named, Said, Surroundings, runs
from extraction.records import Mention

_NEAR = 170  # characters between two in which words are looked at
_STEPS = (3, 15, 40, 80, 150, 300, 600)  # of the distance in characters
_BEFORE = 40  # characters before a country that may hold its preposition
_SHORT = 60
_POSSESSIVE = re.compile(r"['’]s?\s")
_POSSESSED = re.compile(r"(?:['’]s?|-based)\s+")
_NEAR_POSSESSED = re.compile(r"['’]s?\s+[\w\s'’-]{1,40}?,?\s*")
_FEW_WORDS = re.compile(r"\W*(?:\w+\W+){0,2}")
_FOLLOWS = re.compile(r"\s*[,(]?\s*(?:in|of|from|en|aus|van|uit|au|de|du)?\s*(?:\w+\s+){0,2}", re.I)
_ONE_WORD = re.compile(r"\s*\w*\s+")
_BY_PRODUCTS = frozenset({"cadmium", "arsenic", "sulphur", "steel", "iron", "mercury"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be said of a smelter: countries' codes or metals, none at all, and the evidence."""

    meaning: frozenset[str]
    said: tuple[Said, ...]  # one for each of the meaning
    evidence: tuple[str, ...]


def of_countries(round_: Surroundings, named: Named, rule: str | None) -> list[Candidate]:
    """Each country near a smelter, seen from each of its mentions; ``rule``: what rules found."""
    codes = [said.meaning for said in named.countries]
    found = [
        Candidate(
            frozenset({said.meaning}),
            (said,),
            tuple(dict.fromkeys(_of_country(round_, named, number, said, codes, rule))),
        )
        for said in named.countries
        for number in named.own
        if said.meaning == rule or not _is_open(round_, number, said)
    ]
    return [*found, Candidate(frozenset(), (), tuple(_no_country(round_, named, codes, rule)))]


def of_metals(round_: Surroundings, named: Named, rule: frozenset[str]) -> list[Candidate]:
    """Each metal near a smelter, and each list of metals, seen from each of its mentions."""
    found: list[Candidate] = []
    said = named.metals
    stretches: list[tuple[int, int, str]] = []
    for first, last in runs(round_.text, said):
        several = len({one.meaning for one in said[first : last + 1]}) > 1
        stretches += [(first, last, "run")] if several else []
        form = "part" if several else "single"
        stretches += [(place, place, form) for place in range(first, last + 1)]
    counts = Counter(one.meaning for one in said)
    for first, last, form in stretches:
        once = tuple({one.meaning: one for one in reversed(said[first : last + 1])}.values())[::-1]
        meaning = frozenset(one.meaning for one in once)
        for number in named.own:
            seen = _of_metal(round_, named, number, (first, last, form), counts, rule)
            found.append(Candidate(meaning, once, tuple(dict.fromkeys(seen))))
    nothing = ["null", f"null.distinct{min(len(counts), 3)}"]
    if not rule:
        nothing.append("null.rule")
    return [*found, Candidate(frozenset(), (), tuple(nothing))]


def _is_open(round_: Surroundings, number: int, said: Said) -> bool:
    """Whether "it" or "the latter" may mean any of several names: that only rules tell apart."""
    start, _ = round_.sentences[round_.number(said.start)]
    if start < round_.names[number].end or not sentences.points_back(round_.text, start):
        return False
    last = round_.last_before(start)
    return last is not None and round_.listed(last)[0] < last


def _placed(
    round_: Surroundings, named: Named, number: int, start: int, end: int
) -> tuple[str, list[str]]:
    """Where ``start`` to ``end`` stands, seen from a mention of the smelter: the word, the rest."""
    text, name = round_.text, round_.names[number]
    behind = start >= name.end
    between = text[name.end : start] if behind else text[end : name.start]
    own, its = round_.number(name.start), round_.number(start)
    seen: list[str] = []
    if own == its:
        where = "after" if behind else "before"
        seen += [where, f"{where}.d{_step(len(between))}"]
        if len(between) < _NEAR:
            seen += [f"{where}.{name}" for name in cues.classes(between)]
        seen += [f"{where}.{word}" for sign, word in _SIGNS if sign in between]
        if behind and between.strip() == "(":
            seen.append("after.bracket")
    else:
        where = "next" if behind else "prev"
        steps = min(abs(its - own), 3)
        seen.append(f"{where}{steps}")
        if "\n\n" in between:
            seen.append(f"{where}.para")
        first = round_.sentences[its][0]
        if behind and cues.THE_WORKS.match(text, first):
            last = round_.last_before(first)
            meant = last is not None and round_.listed(last) == round_.listed(number)
            seen += [f"next.coref.{'last' if meant else 'other'}", f"next{steps}.coref"]
        if not behind:
            lead = text[max(round_.sentences[own][0], name.start - _NEAR) : name.start]
            seen += [f"prev.nhead.{name}" for name in cues.classes(lead)]
    low, high = (name.end, start) if behind else (end, name.start)
    others = [i for i in named.rivals if low <= round_.names[i].start < high and i not in named.own]
    apart = [i for i in others if round_.listed(i) != round_.listed(number)]
    seen.append(f"{where}.between{min(len(apart), 2)}")
    if others and not apart:
        seen.append(f"{where}.listed")
    nearest = min(named.rivals, key=lambda i: _distance(round_.names[i], start, end))
    if nearest in named.own:
        seen.append(f"{where}.nearest")
    else:
        same = round_.listed(nearest) == round_.listed(number)
        seen.append(f"{where}.{'nearlist' if same else 'farther'}")
    return where, seen


_SIGNS = ((";", "semi"), (",", "comma"))


def _step(distance: int) -> int:
    return sum(distance > step for step in _STEPS)


def _distance(one: Mention | Said, start: int, end: int) -> int:
    return min(abs(one.start - end), abs(start - one.end))


def _of_country(
    round_: Surroundings,
    named: Named,
    number: int,
    said: Said,
    codes: Sequence[str],
    rule: str | None,
) -> Iterator[str]:
    text, name, code = round_.text, round_.names[number], said.meaning
    where, placed = _placed(round_, named, number, said.start, said.end)
    yield from placed
    kind, before = cues.preposition(text[max(0, said.start - _BEFORE) : said.start])
    yield f"prep.{kind}"
    yield f"{where}.prep.{kind}"
    if kind in ("in", "of"):
        yield from (f"{where}.noun.{cue}" for cue in cues.classes(before))
    elif kind in ("from", "to"):
        yield from (f"{kind}.noun.{cue}" for cue in cues.classes(before))
    behind = text[said.end : said.end + _BEFORE]
    following = _following(behind)
    yield f"{where}.nx.{following}"
    if following == "poss":
        yield from (f"{where}.poss.{cue}" for cue in cues.classes(behind))
    yield from (f"{where}.then.{cue}" for cue in cues.classes(behind[:30].split(".")[0]))
    if said.end <= name.start:
        between = text[said.end : name.start][:_NEAR]
        if _POSSESSED.fullmatch(between):
            yield "adj.poss"
        elif _NEAR_POSSESSED.fullmatch(between):
            yield "near.poss"
        if len(between) < _SHORT and _FEW_WORDS.fullmatch(between):
            yield "before.immediate"
        if re.match(r"\s*[:,]", between):
            yield "before.lead"
    elif said.start - name.end < _SHORT and _FOLLOWS.fullmatch(text[name.end : said.start]):
        yield "after.immediate"
    closest = min(named.countries, key=lambda one: _distance(one, name.start, name.end))
    yield f"{where}.{'closest' if closest.meaning == code else 'notclosest'}"
    if _enumerated(text, said, named.countries):
        yield "enumerated"
        yield f"{where}.enumerated"
    yield f"{where}.distinct{min(len(set(codes)), 3)}"
    if round_.in_heading(said.start):
        yield "in.heading"
    if round_.number(said.start) == 0:
        yield f"{where}.c.first.sentence"
    if said is named.countries[0]:
        yield "c.first"
    if codes.count(code) > 1:
        yield "c.repeated"
    yield from _of_sentences(round_, named, name, said, where)
    if len(set(codes)) < 3 and cues.THE_LAND.search(text, name.start, name.start + 2 * _NEAR):
        yield f"{where}.the.country"
    if code == rule:
        yield "rule"
        yield f"rule.{where}"


def _following(behind: str) -> str:
    if _POSSESSIVE.match(behind):
        return "poss"
    if behind.startswith("-based"):
        return "based"
    return {")": "close", ",": "comma", ".": "end"}.get(behind[:1], "word")


def _enumerated(text: str, said: Said, countries: Sequence[Said]) -> bool:
    """Whether a country stands in a list of countries."""
    place = countries.index(said)
    pairs = [countries[max(0, place - 1) : place + 1], countries[place : place + 2]]
    return any(
        len(pair) == 2
        and sentences.LIST_OF_NAMES.fullmatch(text, pair[0].end, pair[1].start) is not None
        for pair in pairs
    )


def _of_sentences(
    round_: Surroundings, named: Named, name: Mention, said: Said, where: str
) -> Iterator[str]:
    """What the sentences of the name and of the country show."""
    text = round_.text
    own = round_.number(name.start)
    start, end = round_.sentences[own]
    start, end = max(start, name.start - WINDOW), min(end, name.end + WINDOW)
    if cues.says_same_land(text, start, end):
        before = [one for one in named.countries if one.end <= name.start]
        if before and before[-1].meaning == said.meaning:
            yield "same.land"
    beside = _nationalities(round_, name)
    if beside:
        yield "dem.same" if said.meaning in beside else "dem.other"
    if said.meaning in round_.nationalities(name.start - 2 * _NEAR, name.end + 2 * _NEAR):
        yield "dem.somewhere"
    its = round_.number(said.start)
    first, last = round_.sentences[its]
    names = [i for i in named.rivals if first <= round_.names[i].start < last]
    if where in ("prev", "next"):
        yield where if names else f"{where}.noname"
        if not names:
            yield from (f"{where}.sent.{cue}" for cue in cues.classes(text[first:last][:300]))
            lands = {one.meaning for one in named.countries if first <= one.start < last}
            if len(lands) == 1:
                yield f"{where}.noname.alone"
            if its == own - 1:
                yield f"{where}.noname.just.before"
        return
    marks = [(one.start, "C") for one in named.countries if start <= one.start < end]
    marks += [(round_.names[i].start, "S") for i in names]
    order = re.sub(r"(.)\1+", r"\1", "".join(mark for _, mark in sorted(marks)))
    yield f"{where}.seq.{order[:2]}{order[-1:]}"
    yield f"{where}.seq.{order[:6]}"


def _nationalities(round_: Surroundings, name: Mention) -> list[str]:
    start, end = round_.sentences[round_.number(name.start)]
    before = round_.nationalities(max(start, name.start - _SHORT), name.start)
    return before + round_.nationalities(name.end, min(end, name.end + _BEFORE))


def _no_country(
    round_: Surroundings, named: Named, codes: Sequence[str], rule: str | None
) -> Iterator[str]:
    name = round_.names[named.own[0]]
    own = round_.number(name.start)
    start = max(round_.sentences[own][0], name.start - 2 * _NEAR)
    yield "null"
    yield f"null.distinct{min(len(set(codes)), 3)}"
    if round_.nationalities(max(start, name.start - _SHORT), name.start):
        yield "null.dem"
    if not rule:
        yield "null.rule"
    yield f"null.names{min(len(named.rivals), 4)}"
    yield from (f"null.head.{cue}" for cue in cues.classes(round_.text[start : name.start]))
    if own == 0:
        yield "null.first"
    if len(named.own) > 1:
        yield "null.often"


def _of_metal(
    round_: Surroundings,
    named: Named,
    number: int,
    stretch: tuple[int, int, str],
    counts: Counter[str],
    rule: frozenset[str],
) -> Iterator[str]:
    first, last, form = stretch
    text, name, said = round_.text, round_.names[number], named.metals
    start, end = said[first].start, said[last].end
    meaning = {one.meaning for one in said[first : last + 1]}
    where, placed = _placed(round_, named, number, start, end)
    yield from placed
    yield f"form.{form}"
    if len(counts) == 1:
        yield "only"
    yield f"{where}.distinct{min(len(counts), 3)}"
    if form != "run":
        one = said[first]
        if counts[one.meaning] == max(counts.values()):
            yield "mostfrequent"
        if first == 0:
            yield "first"
        if one.rest:
            yield "compound"
            yield f"compound.{_about(one.rest)}"
        if one.meaning in _BY_PRODUCTS:
            yield "unlikely"
    if round_.in_heading(start):
        yield "heading"
    if round_.number(start) == 0:
        yield f"{where}.first.sentence"
    closest = min(said, key=lambda one: _distance(one, name.start, name.end))
    yield f"{where}.{'closest' if closest.meaning in meaning else 'notclosest'}"
    for cue in cues.classes(text[end : end + 25].split(".")[0]):
        yield f"then.{cue}"
        yield f"{where}.then.{cue}"
    yield from (
        f"pre.{cue}" for cue in cues.classes(text[max(0, start - 30) : start].split(".")[-1])
    )
    if end <= name.start:
        if _ONE_WORD.fullmatch(text[end : name.start][:_SHORT]):
            yield "adj.before"
    elif _is_short(text[name.end : start]):
        yield "adj.after"
    if any(round_.names[i].start <= start < round_.names[i].end for i in named.rivals):
        yield "inname"
    if rule:
        if meaning == rule:
            yield "rule"
            yield f"rule.{where}"
        elif meaning < rule:
            yield "rule.partof"
        elif meaning > rule:
            yield "rule.more"


def _is_short(between: str) -> bool:
    return len(between) < _SHORT and len(between.split()) < 3 and "." not in between


def _about(rest: str) -> str:
    if rest.startswith(cues.ABOUT_PRICE):
        return "price"
    return "ore" if rest.startswith(cues.ABOUT_ORE) else "works"
