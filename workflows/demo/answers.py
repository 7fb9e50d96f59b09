"""What the demo's reviewers know: which smelter a line of a paper really names.

The story's papers are ours, so the right answer is known; a reader that slips is put right by the
reviewers here as it would be by people, and no slip of today becomes a finding of the demo.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from extraction.matching import fold
from workflows import rules
from workflows.demo import sites
from workflows.demo.cast import Member
from workflows.models import Item
from workflows.verdicts import NEW, suggested

_WORD = 4  # letters that a word needs to tell a name


@dataclass(frozen=True, slots=True)
class Answer:
    """The smelter that an item names, as the register or its own paper calls it.

    ``identifier`` is None when the register has none; ``changes`` puts slips of the reader right.
    """

    smelter: str
    identifier: str | None
    changes: Mapping[str, str] = field(default_factory=dict)


def _known() -> dict[str, str]:
    names = {}
    for entry in (*sites.SMELTERS, sites.LEFT_OUT_LATER):
        for name in (entry.name, *entry.aliases, sites.RENAMED.get(entry.key, entry.name)):
            names[fold(name)] = entry.key
    return names


_KNOWN = _known()


def answer(member: Member, item: Item) -> Answer | None:
    """What a reviewer makes of a smelter item; None when it names no smelter."""
    printed = rules.printed(item, "smelter")
    plain = fold(printed)
    if fold(member.secret) in plain:
        changes = {} if plain == fold(member.secret) else {"smelter": member.secret}
        return Answer(member.secret, None, changes)
    identifier = _identifier(item, plain)
    if identifier is None or identifier not in sites.BY_ID:
        return None
    entry = sites.BY_ID[identifier]
    changes = {} if _KNOWN.get(plain) == identifier else {"smelter": entry.name}
    number = rules.value(item, "smelter_id")
    if number is not None and number != identifier:
        changes["smelter_id"] = ""
    country = rules.value(item, "country")
    if country is not None and country != entry.country:
        changes["country"] = str(entry.country)
    return Answer(entry.name, identifier, changes)


def candidate(found: Answer, item: Item, own: str | None) -> str | None:
    """What to link to; None for what the item suggests. ``own`` is the member's own site."""
    if found.identifier is None:
        return own or NEW
    first = suggested(item)
    if first is not None and found.identifier in {i.value for i in first.identifiers}:
        return None
    return found.identifier


def _identifier(item: Item, plain: str) -> str | None:
    if plain in _KNOWN:
        return _KNOWN[plain]
    inside = [name for name in _KNOWN if f" {name} " in f" {plain} "]
    if inside:
        return _KNOWN[max(inside, key=len)]
    number = rules.value(item, "smelter_id")
    line = f" {fold(item.quote)} "
    named = {key for name, key in _KNOWN.items() if f" {name} " in line}
    options = [number] if number in sites.BY_ID else list(named)
    if len(options) == 1 and _share_a_word(plain, fold(sites.BY_ID[str(options[0])].name)):
        return options[0]
    return None


def _share_a_word(one: str, other: str) -> bool:
    words = {word for word in one.split() if len(word) >= _WORD}
    return bool(words & set(other.split()))
