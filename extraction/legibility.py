"""What was hard to read on a scan is not relied on: such records are never called certain."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from extraction.records import Box, Certainty, Page, SmelterRecord, Value

Unclear = Mapping[int, Sequence[Box]]  # by page


def unclear_words(pages: Iterable[Page]) -> dict[int, tuple[Box, ...]]:
    """The boxes of the words that were hard to read, of each page that has any."""
    return {
        page.number: tuple(word.box for word in page.words if word.start in starts)
        for page in pages
        if (starts := frozenset(page.unclear))
    }


def doubted(records: Sequence[SmelterRecord], unclear: Unclear) -> tuple[SmelterRecord, ...]:
    """The records, those that rest on a word that was hard to read marked so."""
    return tuple(_doubted(record) if _rests_on(record, unclear) else record for record in records)


def _doubted(record: SmelterRecord) -> SmelterRecord:
    certain = record.certainty is Certainty.CERTAIN
    return replace(
        record,
        certainty=Certainty.CHECK if certain else record.certainty,
        reasons=(*record.reasons, "poorly_read"),
    )


def _rests_on(record: SmelterRecord, unclear: Unclear) -> bool:
    values = (record.smelter, record.country, record.metal, record.smelter_id)
    return any(value is not None and _is_unclear(value, unclear) for value in values)


def _is_unclear(value: Value, unclear: Unclear) -> bool:
    box = value.source.box
    if box is None:
        return False
    x0, top, x1, bottom = box
    return any(
        x0 <= (left + right) / 2 <= x1 and top <= (high + low) / 2 <= bottom
        for left, high, right, low in unclear.get(value.source.page, ())
    )
