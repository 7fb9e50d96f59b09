"""One page with its tables, from its words and rules: as read from a file, or from a picture."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extraction.readers.columns import aligned_tables, falls_apart, lines_of
from extraction.readers.flows import text_columns
from extraction.readers.headed import headed_tables
from extraction.readers.scanned import Scanned
from extraction.readers.tables import Reading, Table, TooManyRules, free_words, ruled_tables
from extraction.readers.turning import moved
from extraction.readers.undivided import with_rows_divided
from extraction.records import Box, Page, Warning, Word

FEWEST = 5  # letters recognised in a picture: fewer are a stain or a drawing, no text


def with_tables(page: Page, rules: Sequence[Box], *, cut: bool = False) -> Reading:
    """The page with the tables that its rules and its words make, top to bottom.

    On a page of several text columns they come as they are read, one column after the other.
    ``cut`` says that there are more rules than are given: then none of them makes a table.
    """
    tables: tuple[Table, ...] = ()
    warnings: tuple[Warning, ...] = ()
    try:
        ruled = [table for table in ruled_tables(page, rules, cut=cut) if not falls_apart(table)]
        tables = tuple(map(with_rows_divided, ruled))
    except TooManyRules:
        warnings = (Warning("too_many_rules", page.number),)
    parts = text_columns(tuple(free_words(page, tables)))
    tables += tuple(_unruled(page.number, parts, rules))
    order = _read_at if len(parts) > 1 else _top
    return page, tuple(sorted(tables, key=order)), warnings


def _top(table: Table) -> float:
    return table.box[1]


def _read_at(table: Table) -> float:
    """Where its first word stands in the page's text."""
    cells = [cell for row in table.rows for cell in row.cells if cell]
    return min((cell.words[0].start for cell in cells if cell.words), default=0)


def _unruled(page: int, parts: Sequence[Sequence[Word]], rules: Sequence[Box]) -> Iterator[Table]:
    """The tables without rules between their columns, of each text column for itself."""
    for part in parts:
        lines = lines_of(part)
        aligned = aligned_tables(page, lines)
        yield from aligned
        spans = [(table.box[1], table.box[3]) for table in aligned]
        left = [
            line
            for line in lines
            if not any(top <= line[0][0].box[1] <= bottom for top, bottom in spans)
        ]
        yield from headed_tables(page, left, rules)


def of_scan(seen: Page, said: Scanned) -> Reading:
    """The page ``seen`` with what its picture says, and its tables.

    Tables are looked for with the page set upright, and brought to where they are seen.
    """
    upright = replace(
        seen,
        width=said.width,
        height=said.height,
        text=said.text,
        words=said.words,
        has_ink=True,
        scanned=True,
        unclear=said.unclear,
    )
    page, tables, warnings = with_tables(upright, said.rules, cut=said.rules_cut)
    page, tables = moved(page, tables, said.seen)
    page = replace(page, width=seen.width, height=seen.height)
    return page, tables, (Warning("read_by_ocr", seen.number), *warnings)
