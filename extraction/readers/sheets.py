"""One page with its tables, from its words and rules: as read from a file, or from a picture."""

from collections.abc import Sequence
from dataclasses import replace

from extraction.readers.columns import aligned_tables, falls_apart
from extraction.readers.scanned import Scanned
from extraction.readers.tables import Reading, Table, TooManyRules, free_words, ruled_tables
from extraction.readers.turning import moved
from extraction.readers.undivided import with_rows_divided
from extraction.records import Box, Page, Warning

FEWEST = 5  # letters recognised in a picture: fewer are a stain or a drawing, no text


def with_tables(page: Page, rules: Sequence[Box], *, cut: bool = False) -> Reading:
    """The page with the tables that its rules and its words make, top to bottom.

    ``cut`` says that there are more rules than are given: then none of them makes a table.
    """
    tables: tuple[Table, ...] = ()
    warnings: tuple[Warning, ...] = ()
    try:
        ruled = [table for table in ruled_tables(page, rules, cut=cut) if not falls_apart(table)]
        tables = tuple(map(with_rows_divided, ruled))
    except TooManyRules:
        warnings = (Warning("too_many_rules", page.number),)
    tables += aligned_tables(page.number, free_words(page, tables))
    return page, tuple(sorted(tables, key=lambda table: table.box[1])), warnings


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
