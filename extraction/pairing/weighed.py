"""Which country and metals are a smelter's, in running text: evidence weighed as was learned.

The rules of ``sentences`` propose first; what they say is a piece of the evidence. The weights are
those of a log-linear model: of all that stands near a smelter (or nothing) the likeliest is taken.
``benchmarks/learning.py`` learns them from passages with their truth.
"""

import json
import math
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from extraction import places
from extraction.entities import layout
from extraction.pairing import evidence
from extraction.pairing.drafts import Draft, Layout
from extraction.pairing.evidence import Candidate
from extraction.pairing.sheet import Sheet, value
from extraction.pairing.surroundings import Said, Surroundings
from extraction.records import Value

Weights = Mapping[str, float]
_SURE = 2.0  # times as likely: what else than the rules' word is taken
_FILE = Path(__file__).parent / "weights.json"


@dataclass(frozen=True, slots=True)
class Choice:
    """A smelter of running text: where its drafts stand in the list, and what may be said of it."""

    drafts: tuple[int, ...]
    country: frozenset[str]  # what the rules say
    metals: frozenset[str]
    countries: list[Candidate]
    kinds: list[Candidate]


@cache
def weights() -> Mapping[str, Weights]:
    """The learned weights by name of evidence, for ``country`` and for ``metal``."""
    read: Mapping[str, Weights] = json.loads(_FILE.read_text(encoding="utf-8"))
    return read


def choices(sheet: Sheet, drafts: Sequence[Draft]) -> Iterable[Choice]:
    """The smelters of a page whose drafts come from sentences alone, with what may be theirs."""
    by_name: dict[str, list[int]] = {}
    for number, draft in enumerate(drafts):
        by_name.setdefault(draft.smelter.text, []).append(number)
    if not any(draft.layout is Layout.SENTENCE for draft in drafts):
        return
    round_ = Surroundings(sheet)
    for texts, named in round_.named():
        plain = {" ".join(text.split()) for text in texts}
        own = sorted(number for text in plain for number in by_name.get(text, ()))
        found = [drafts[number] for number in own]
        if not found or not all(_may_change(draft) for draft in found):
            continue
        if len({draft.smelter_id.text for draft in found if draft.smelter_id}) > 1:
            continue
        land = next((d.country.value for d in found if d.country and d.country.value), None)
        kinds = frozenset(d.metal.value for d in found if d.metal and d.metal.value)
        yield Choice(
            tuple(own),
            frozenset({land} if land else ()),
            kinds,
            evidence.of_countries(round_, named, land),
            evidence.of_metals(round_, named, kinds),
        )


def _may_change(draft: Draft) -> bool:
    """Whether a draft is of a sentence, and nothing in it waits to be told apart."""
    unclear = draft.country is not None and draft.country.value is None
    return draft.layout is Layout.SENTENCE and not unclear


def weighed(sheet: Sheet, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of a page's running text with the likeliest country and metals of each smelter."""
    instead: dict[int, list[Draft]] = {}
    for choice in choices(sheet, drafts):
        land = likeliest(choice.countries, weights()["country"], choice.country)
        kinds = likeliest(choice.kinds, weights()["metal"], choice.metals)
        found = [drafts[number] for number in choice.drafts]
        if land.meaning == choice.country and kinds.meaning == choice.metals:
            continue
        first, *rest = choice.drafts
        instead |= {first: _made(sheet, found, choice, land, kinds)} | {n: [] for n in rest}
    return [one for number, draft in enumerate(drafts) for one in instead.get(number, [draft])]


def likeliest(candidates: Sequence[Candidate], known: Weights, rule: frozenset[str]) -> Candidate:
    """The best candidate of the likeliest meaning: of one said more than once, all count.

    What the rules say (``rule``) stands unless something else is ``_SURE`` times as likely; where
    they say nothing, it must be as much likelier than all else, too: better open than a guess.
    """
    scores = [sum(known.get(name, 0.0) for name in one.evidence) for one in candidates]
    top = max(scores)
    mass: dict[frozenset[str], float] = {}
    for one, score in zip(candidates, scores, strict=True):
        mass[one.meaning] = mass.get(one.meaning, 0.0) + math.exp(score - top)
    meaning = max(mass, key=lambda one: mass[one])
    others = [mass[one] for one in mass if one == rule or not rule and one != meaning]
    if meaning != rule and mass[meaning] < _SURE * max(others, default=0.0):
        meaning = rule
    best = max(
        (pair for pair in zip(scores, candidates, strict=True) if pair[1].meaning == meaning),
        key=lambda pair: pair[0],
    )
    return best[1]


def _made(
    sheet: Sheet, found: Sequence[Draft], choice: Choice, land: Candidate, kinds: Candidate
) -> list[Draft]:
    """One draft for each metal; what the rules found already is taken as they found it."""
    first = max(found, key=lambda draft: len(draft.smelter.text))
    if land.meaning == choice.country:
        country = next((draft.country for draft in found if draft.country), None)
    else:
        country = _value(sheet, land.said[0]) if land.said else None
    if kinds.meaning == choice.metals:
        metals = list({d.metal.value: d.metal for d in found if d.metal}.values())
        notes = tuple(dict.fromkeys(note for draft in found for note in draft.notes))
    else:
        metals = [_value(sheet, said) for said in kinds.said]
        notes = tuple(note for note in first.notes if not note.startswith("metal_"))
        if kinds.evidence[0].startswith(("prev", "next")):
            notes = (*notes, "metal_from_text")
    kept: list[Value | None] = [*metals] or [None]
    number = next((draft.smelter_id for draft in found if draft.smelter_id), None)
    return [
        replace(first, country=country, metal=metal, smelter_id=number, notes=notes)
        for metal in kept
    ]


def _value(sheet: Sheet, said: Said) -> Value:
    """A field as the sentence gives it in which it stands."""
    if said.mention is None:
        return places.value(sheet.page, said.start, said.end, said.meaning, "compound")
    text = sheet.page.text
    spans = layout.sentences(text)
    start, end = spans[max(0, bisect_right(spans, (said.start, len(text))) - 1)]
    return value(said.mention, said.meaning, " ".join(text[start:end].split()))
