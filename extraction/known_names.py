"""Names of the register found in the text, where the finder of names saw less or nothing."""

from collections.abc import Iterator, Sequence

from extraction import matching, places
from extraction.entities import gazetteer
from extraction.entities.gazetteer import Gazetteer
from extraction.entities.tokens import key, tokens
from extraction.records import Label, Mention, Page, Register

_RULE = "register name"
_SHORTEST = 7  # letters of a name of one word: shorter ones are words of other names


def add(
    pages: Sequence[Page], mentions: Sequence[Mention], register: Register
) -> tuple[Mention, ...]:
    """The mentions, and the register's names besides; a longer name takes the place of a part."""
    known = _names(register)
    by_page: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_page.setdefault(mention.page, []).append(mention)
    found: list[Mention] = []
    for page in pages:
        found.extend(_on_page(page, by_page.get(page.number, []), known))
    return tuple(found)


def _names(register: Register) -> Gazetteer[bool]:
    names: dict[str, bool] = {}
    for entry in register.entries:
        for name in (entry.name, *entry.aliases):
            bare = _without_form(name)
            if _tells_enough(bare):
                names[name] = names[bare] = True
    return gazetteer.build(names)


def _without_form(name: str) -> str:
    """A name without the legal form behind it."""
    words = name.split()
    while len(words) > 1 and matching.is_legal_form(words[-1]):
        words.pop()
    return " ".join(words).rstrip(" ,")


def _tells_enough(name: str) -> bool:
    words = matching.core(matching.fold(name)).split()
    return len(words) > 1 or len("".join(words)) >= _SHORTEST


def _on_page(page: Page, own: list[Mention], known: Gazetteer[bool]) -> Iterator[Mention]:
    words = tokens(page.text)
    keys = [key(word.text) for word in words]
    added: list[Mention] = []
    for match in gazetteer.matches(known, words, keys):
        start, end = words[match.first].start, words[match.last - 1].end
        if not page.text[start].isupper() and not page.text[start].isdigit():
            continue
        if any(m.label is Label.SMELTER and m.end - m.start >= end - start
               for m in _over(own, start, end)):  # fmt: skip
            continue
        box = places.box_of(page, start, end)
        text = page.text[start:end]
        added.append(Mention(Label.SMELTER, text, page.number, start, end, box, _RULE))
    spans = [(mention.start, mention.end) for mention in added]
    kept = [m for m in own if not places.inside(spans, m.start) and not _covers(m, added)]
    yield from sorted([*kept, *added], key=lambda mention: mention.start)


def _over(own: Sequence[Mention], start: int, end: int) -> Sequence[Mention]:
    """The mentions that share a place with ``start`` to ``end``; they do not overlap each other."""
    within = places.mentions_in(own, start, end)
    before = places.mentions_in(own, 0, start)[-1:]
    return [*(m for m in before if m.end > start), *within]


def _covers(mention: Mention, added: Sequence[Mention]) -> bool:
    return bool(places.mentions_in(added, mention.start, mention.end))
