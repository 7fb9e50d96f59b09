"""Blocks laid out as the text of a page: a paragraph a line, a row a line with tabs between cells.

A table also keeps its cells with the offsets of their words; they have no place on paper.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extraction.readers.characters import visible
from extraction.readers.tables import Cell as Held
from extraction.readers.tables import Row, cell_of
from extraction.readers.tables import Table as Found
from extraction.readers.word.blocks import Block, Cell, Paragraph, Table
from extraction.records import Box, Page, Word

_NOWHERE: Box = (0.0, 0.0, 0.0, 0.0)
_SHORT = 90  # characters: a longer paragraph is prose and stands apart from the next
_FRAME_ROWS = 2  # a table with no more, one cell of which holds many paragraphs, is a frame
_FRAME_PARAGRAPHS = 3


@dataclass(slots=True)
class _Sheet:
    """The text so far, and the tables in it."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    tables: list[Found] = field(default_factory=list)
    parted: bool = True  # the last line is blank, or there is none

    def write(self, text: str) -> int:
        """Add text; gives where it begins."""
        start = self.length
        self.pieces.append(text)
        self.length += len(text)
        self.parted = False
        return start

    def part(self) -> None:
        """Make the next line begin behind a blank one."""
        if not self.parted:
            self.write("\n")
            self.parted = True


def laid(blocks: Sequence[Block]) -> tuple[Page, tuple[Found, ...]]:
    """The page of a document, and its tables from top to bottom."""
    sheet = _Sheet()
    _lay(sheet, blocks)
    text = "".join(sheet.pieces).rstrip("\n")
    page = Page(1, 0.0, 0.0, text, has_ink=bool(text))
    return page, tuple(sheet.tables)


def _lay(sheet: _Sheet, blocks: Sequence[Block]) -> None:
    for block in blocks:
        if isinstance(block, Table):
            _lay_table(sheet, block)
        else:
            _lay_paragraph(sheet, block)


def _lay_paragraph(sheet: _Sheet, paragraph: Paragraph) -> None:
    lines = [_tidy(line) for line in visible(paragraph.text).split("\n")]
    lines = [line for line in lines if line]
    if not lines:
        sheet.part()
        return
    apart = paragraph.is_heading or sum(map(len, lines)) > _SHORT
    if apart:
        sheet.part()
    lead = f"{paragraph.label} " if paragraph.label else ""
    sheet.write(lead + "\n".join(lines) + "\n")
    if apart:
        sheet.part()


def _tidy(line: str) -> str:
    """A line with single blanks; tabs inside it stay, since they part a label from its value."""
    return "\t".join(part for cell in line.split("\t") if (part := " ".join(cell.split())))


def _lay_table(sheet: _Sheet, table: Table) -> None:
    sheet.part()
    rows: list[Row] = []
    behind: list[Block] = []
    for row in table.rows:
        if _is_frame(table, row):
            for cell in row:
                _lay(sheet, cell.blocks)
                sheet.part()
        else:
            rows.append(_lay_row(sheet, row))
            behind += [block for cell in row for block in cell.blocks if isinstance(block, Table)]
    if rows:
        sheet.tables.append(Found(1, tuple(rows), _NOWHERE, ruled=True))
    sheet.part()
    _lay(sheet, behind)


def _is_frame(table: Table, row: Sequence[Cell]) -> bool:
    """Whether a row only places text on the page: a frame, a letterhead, two columns."""
    if not any(_holds_much(cell) for cell in row):
        return False
    return len(table.rows) <= _FRAME_ROWS or sum(bool(_words(cell)) for cell in row) == 1


def _holds_much(cell: Cell) -> bool:
    filled = [b for b in cell.blocks if isinstance(b, Table) or b.text.strip()]
    return len(filled) > _FRAME_PARAGRAPHS or any(isinstance(block, Table) for block in filled)


def _lay_row(sheet: _Sheet, row: Sequence[Cell]) -> Row:
    """Write a row, and give it with a place for each column; merged ones are None."""
    cells: list[Held | None] = []
    for number, cell in enumerate(row):
        if number:
            sheet.write("\t")
        words = tuple(_write_words(sheet, _words(cell)))
        cells.append(None if cell.goes_on else cell_of(words, _NOWHERE))
        for _ in range(1, cell.span):
            sheet.write("\t")
            cells.append(None)
    sheet.write("\n")
    return Row(tuple(cells), _NOWHERE)


def _words(cell: Cell) -> list[str]:
    texts = [block.text for block in cell.blocks if isinstance(block, Paragraph)]
    return visible(" ".join(texts)).split()


def _write_words(sheet: _Sheet, words: Sequence[str]) -> Iterator[Word]:
    for number, word in enumerate(words):
        start = sheet.write(f" {word}" if number else word) + bool(number)
        yield Word(word, _NOWHERE, start, start + len(word))
