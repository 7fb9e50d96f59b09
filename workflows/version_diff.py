"""Two versions of a document held against each other: which items are the same, changed, gone, new.

What a person made of an item plays no part: it is the two readings that are compared.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from extraction import matching
from workflows.models import Document, DocumentVersion, Item, ItemField
from workflows.states import ItemKind, ItemState

BY_PERSON = "person"  # the rule of a field that nobody read
_ALIKE = 0.6  # of the letters of two statements that are one and the same, worded anew


class Kind(StrEnum):
    """What a newer version did to an item."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after, as printed; empty where it does not stand."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Pair:
    """An item of the older version and what it became in the newer one."""

    before: Item | None
    after: Item | None
    same: bool = False

    @property
    def kind(self) -> Kind:
        """What the newer version did."""
        if self.before is None:
            return Kind.ADDED
        if self.after is None:
            return Kind.GONE
        return Kind.SAME if self.same else Kind.CHANGED

    @property
    def fields(self) -> tuple[FieldChange, ...]:
        """The fields that differ; the line round them, when that is all that does."""
        if self.before is None or self.after is None:
            return ()
        old, new = _texts(self.before), _texts(self.after)
        changes = [
            FieldChange(name, old.get(name, ""), new.get(name, ""))
            for name in dict.fromkeys((*old, *new))
            if old.get(name, "") != new.get(name, "")
        ]
        if not changes and not self.same:
            changes = [FieldChange("quote", self.before.quote, self.after.quote)]
        return tuple(changes)


def earlier(document: Document, version: DocumentVersion) -> DocumentVersion | None:
    """The version before this one that could be read; None for the first."""
    read = [v for v in document.versions if v.number < version.number and v.read_at and not v.error]
    return read[-1] if read else None


def compare(session: Session, before: DocumentVersion, after: DocumentVersion) -> list[Pair]:
    """What became of every item, in the order of the newer version; what is gone comes last."""
    return pairs(_items(session, before), _items(session, after))


def pairs(before: Sequence[Item], after: Sequence[Item]) -> list[Pair]:
    """Items held against each other: first what is the very same, then what is about the same."""
    found = [Pair(old, new, same=True) for old, new in _matched(before, after, said)]
    for key in (_identifier, _name_and_metal, _name):
        left, right = _rest(found, before, after)
        found += [Pair(old, new) for old, new in _matched(left, right, key)]
    left, right = _rest(found, before, after)
    found += [Pair(old, new) for old, new in _reworded(left, right)]
    gone, added = _rest(found, before, after)
    found += [Pair(None, item) for item in added]
    order = {item.id: place for place, item in enumerate(after)}
    found.sort(key=lambda pair: order[pair.after.id] if pair.after else len(order))
    return [*found, *(Pair(item, None) for item in gone)]


def said(item: Item) -> Hashable:
    """What the reader read of an item: its kind, its fields and the line round them."""
    fields = sorted(
        (f.name, " ".join(f.text.split()), f.value or "") for f in item.fields if is_read(f)
    )
    return item.kind, " ".join(item.quote.split()), tuple(fields)


def _items(session: Session, version: DocumentVersion) -> list[Item]:
    query = (
        select(Item)
        .where(Item.version_id == version.id, Item.state != ItemState.SET_ASIDE)
        .order_by(Item.position, Item.id)
        .options(selectinload(Item.fields))
    )
    return list(session.scalars(query))


def is_read(field: ItemField) -> bool:
    """Whether the reader found the field; if not, a person wrote it."""
    return field.rule != BY_PERSON


def _texts(item: Item) -> dict[str, str]:
    found: dict[str, list[str]] = defaultdict(list)
    for field in item.fields:
        if field.text:
            found[field.name].append(field.text)
    return {name: "; ".join(texts) for name, texts in found.items()}


def _matched(
    before: Iterable[Item], after: Iterable[Item], key: Callable[[Item], Hashable | None]
) -> list[tuple[Item, Item]]:
    """Items with the same key, each used once; what has no key matches nothing."""
    waiting: dict[Hashable, list[Item]] = defaultdict(list)
    for item in before:
        if (one := key(item)) is not None:
            waiting[one].append(item)
    return [
        (waiting[one].pop(0), item)
        for item in after
        if (one := key(item)) is not None and waiting.get(one)
    ]


def _rest(
    found: Iterable[Pair], before: Sequence[Item], after: Sequence[Item]
) -> tuple[list[Item], list[Item]]:
    used = {item.id for pair in found for item in (pair.before, pair.after) if item is not None}
    return [i for i in before if i.id not in used], [i for i in after if i.id not in used]


def _value(item: Item, name: str) -> str:
    return next((f.value or f.text for f in item.fields if f.name == name), "")


def _identifier(item: Item) -> Hashable | None:
    name = "smelter_id" if item.kind is ItemKind.SMELTER else "number"
    text = _value(item, name)
    return (item.kind, matching.identifier_key(text), _value(item, "metal")) if text else None


def _plain(item: Item) -> str:
    return matching.name_key(_value(item, "smelter"))


def _name_and_metal(item: Item) -> Hashable | None:
    if item.kind is ItemKind.SMELTER:
        return _plain(item), _value(item, "metal")
    if item.kind is ItemKind.CERTIFICATE:
        return _value(item, "standard"), _value(item, "holder")
    return None


def _name(item: Item) -> Hashable | None:
    if item.kind is ItemKind.SMELTER:
        return _plain(item) or None
    return (item.kind, _value(item, "standard")) if item.kind is ItemKind.CERTIFICATE else None


def _reworded(before: Sequence[Item], after: Sequence[Item]) -> list[tuple[Item, Item]]:
    """Findings of an audit whose words changed a little."""
    found = []
    left = [item for item in before if item.kind is ItemKind.AUDIT_FINDING]
    for item in after:
        if item.kind is not ItemKind.AUDIT_FINDING or not left:
            continue
        text = _value(item, "statement")
        ratio, best = max(
            ((SequenceMatcher(None, _value(o, "statement"), text).ratio(), o) for o in left),
            key=lambda scored: scored[0],
        )
        if ratio >= _ALIKE:
            left.remove(best)
            found.append((best, item))
    return found
