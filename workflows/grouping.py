"""Records of one document that say the very same thing, together: they ask for one decision."""

import unicodedata
from collections.abc import Iterable, Sequence

from extraction.records import Certainty, SmelterRecord, Value

_SURE = {Certainty.CERTAIN: 2, Certainty.CHECK: 1, Certainty.UNSURE: 0}
_Told = tuple[str | None, ...]  # country, metal, identifier


def grouped(records: Iterable[SmelterRecord]) -> list[tuple[SmelterRecord, ...]]:
    """The records by name, the fullest and surest of each group first; groups in reading order.

    Two records are one when their names are the same but for case and blanks, and all that the one
    says of country, metal and identifier the other says too. What says less belongs to what says
    more only where one group alone fits: of a name in two countries, a mention without one stays
    apart.
    """
    named: dict[str, list[SmelterRecord]] = {}
    order = {}
    for number, record in enumerate(records):
        order[id(record)] = number
        named.setdefault(_key(record), []).append(record)
    groups = [group for same in named.values() for group in _parted(same)]
    groups.sort(key=lambda group: min(order[id(record)] for record in group))
    return [tuple(sorted(group, key=lambda r: (*_rank(r), order[id(r)]))) for group in groups]


def _key(record: SmelterRecord) -> str:
    return " ".join(unicodedata.normalize("NFKC", record.smelter.text).casefold().split())


def _rank(record: SmelterRecord) -> tuple[int, int]:
    return -sum(told is not None for told in _told(record)), -_SURE[record.certainty]


def _told(record: SmelterRecord) -> _Told:
    return tuple(map(_value, (record.country, record.metal, record.smelter_id)))


def _value(value: Value | None) -> str | None:
    return (value.value or value.text).casefold() if value is not None else None


def _parted(same: Sequence[SmelterRecord]) -> list[list[SmelterRecord]]:
    """Records of one name in groups: the fullest make groups, the others join the one that fits."""
    groups: list[tuple[_Told, list[SmelterRecord]]] = []
    for record in sorted(same, key=_rank):
        told = _told(record)
        fits = [place for place, (known, _) in enumerate(groups) if _agree(told, known)]
        if len(fits) == 1:
            groups[fits[0]][1].append(record)
            continue
        alike = [place for place in fits if groups[place][0] == told]
        if alike:
            groups[alike[0]][1].append(record)
        else:
            groups.append((told, [record]))
    return [group for _told, group in groups]


def _agree(less: _Told, more: _Told) -> bool:
    """Whether all that ``less`` says is said by ``more``."""
    return all(one is None or one == other for one, other in zip(less, more, strict=True))
