"""One record per smelter and metal: drafts of the same one, from anywhere in a document, joined."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extraction import matching
from extraction.pairing.drafts import Draft, Layout
from extraction.records import Value

_ORDER = {Layout.ROW: 0, Layout.LINE: 1, Layout.SENTENCE: 2}


@dataclass(frozen=True, slots=True)
class Joined:
    """A draft with all that the document says of it, and how often it says so."""

    draft: Draft
    times: int


def join(drafts: Iterable[Draft], aliases: dict[str, str]) -> tuple[Joined, ...]:
    """Join drafts in the document's order. ``aliases``: folded short name to folded full name."""
    found = list(drafts)
    aliases = _short_of(found, aliases) | aliases
    kept: list[Joined] = []
    by_name: dict[str, list[int]] = {}
    for draft in _settled(found, aliases):
        key = name_key(draft.smelter.text, aliases)
        places = by_name.setdefault(key, [])
        place = next((p for p in places if _same(kept[p].draft, draft)), None)
        if place is None:
            places.append(len(kept))
            kept.append(Joined(draft, 1))
        else:
            kept[place] = Joined(_merged(kept[place].draft, draft), kept[place].times + 1)
    for places in by_name.values():
        _share(kept, places)
    return tuple(kept)


def _short_of(drafts: Sequence[Draft], aliases: dict[str, str]) -> dict[str, str]:
    """Names in running text that are the first words of one other: "Norvik" for "Norvik Tin"."""
    full: dict[str, set[str]] = {}
    for draft in drafts:
        words = matching.fold(draft.smelter.text).split()
        for length in range(1, len(words)):
            full.setdefault(" ".join(words[:length]), set()).add(
                name_key(draft.smelter.text, aliases)
            )
    found: dict[str, str] = {}
    for draft in drafts:
        short = matching.fold(draft.smelter.text)
        own = name_key(draft.smelter.text, aliases)
        others = full.get(short, set()) - {own}
        if draft.layout is Layout.SENTENCE and len(others) == 1:
            found[own] = others.pop()
    return {short: found.get(name, name) for short, name in found.items()}


def _share(kept: list[Joined], places: Sequence[int]) -> None:
    """Give each record of a name from running text the country that the others agree on."""
    lands = {one.value: one for place in places if (one := kept[place].draft.country)}
    if len(lands) != 1:
        return
    (land,) = lands.values()
    for place in places:
        draft = kept[place].draft
        if draft.country is None and draft.layout is Layout.SENTENCE:
            kept[place] = replace(kept[place], draft=replace(draft, country=land))


def name_key(name: str, aliases: dict[str, str]) -> str:
    """What makes two printed names the same: their letters without the legal form."""
    key = matching.core(matching.fold(name)).replace(" ", "") or name
    return aliases.get(key, key)


def _settled(drafts: Iterable[Draft], aliases: dict[str, str]) -> Sequence[Draft]:
    """The drafts, without those that name no metal where others of the same name do."""
    found = list(drafts)
    with_metal = {name_key(d.smelter.text, aliases) for d in found if d.metal}
    first: list[Draft] = []
    rest: list[Draft] = []
    for draft in found:
        bare = draft.metal is None and name_key(draft.smelter.text, aliases) in with_metal
        (rest if bare else first).append(draft)
    return first + rest


def _same(one: Draft, other: Draft) -> bool:
    return (
        _agree(one.metal, other.metal)
        and _agree(one.smelter_id, other.smelter_id)
        and _agree(one.country, other.country)
    )


def _agree(one: Value | None, other: Value | None) -> bool:
    if one is None or other is None:
        return True
    if one.value is None and other.value is None:
        return one.text.casefold() == other.text.casefold()
    return one.value == other.value


def _merged(one: Draft, other: Draft) -> Draft:
    """The draft of the stronger layout, its gaps filled from the weaker."""
    strong, weak = (one, other) if _ORDER[one.layout] <= _ORDER[other.layout] else (other, one)
    fuller = weak.layout is Layout.SENTENCE and len(weak.smelter.text) > len(strong.smelter.text)
    short = strong.layout is Layout.SENTENCE and fuller
    return replace(
        strong,
        smelter=weak.smelter if short else strong.smelter,
        country=strong.country or weak.country,
        metal=strong.metal or weak.metal,
        smelter_id=strong.smelter_id or weak.smelter_id,
    )
