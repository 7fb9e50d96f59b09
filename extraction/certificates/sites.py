"""The sites that a certificate lists: under a label, or in a table."""

import re
from collections.abc import Sequence

from extraction import pieces
from extraction.certificates.labelled import Field, Span, label_of, spans_of
from extraction.readers.tables import Table
from extraction.records import Page, Value

_BULLET = re.compile(r"^\s*(?:[-•*·▪–]|\d{1,2}[.)])\s+")
_MOST = 200
_FEWEST_LETTERS = 3


def read(page: Page, tables: Sequence[Table], field: Field | None) -> tuple[Value, ...]:
    """The sites of a page; of a table's rows all cells but the activities."""
    listed = [
        pieces.value(page, spans, None, "site row") for table in tables for spans in _rows(table)
    ]
    if listed or field is None:
        return tuple(listed[:_MOST])
    found: list[Value] = []
    for start, end in field.spans:
        bullet = _BULLET.match(page.text[start:end])
        start += bullet.end() if bullet else 0
        if sum(map(str.isalpha, page.text[start:end])) >= _FEWEST_LETTERS:
            found.append(pieces.value(page, [(start, end)], None, "label"))
    return tuple(found[:_MOST])


def _rows(table: Table) -> list[tuple[Span, ...]]:
    for number, row in enumerate(table.rows[:3]):
        names = [(label_of(cell.text) or ("",))[0] if cell else "" for cell in row.cells]
        if "sites" in names and sum(map(bool, names)) > 1:
            kept = [place for place, name in enumerate(names) if name not in ("scope", "standard")]
            rows = [
                tuple(
                    span
                    for place in kept
                    if place < len(below.cells) and (cell := below.cells[place]) and cell.words
                    for span in spans_of(cell)
                )
                for below in table.rows[number + 1 :]
            ]
            return [spans for spans in rows if spans]
    return []
