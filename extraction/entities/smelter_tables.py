"""Smelters that the layout shows: cells under a header, and what stands beside an identifier."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from extraction.entities import columns, countries, dates, identifiers, metals, smelters
from extraction.entities.columns import Column
from extraction.entities.layout import Cell, Line, column_above, sentences
from extraction.entities.organisations import CONNECTORS, LEGAL_FORMS, WORKS, is_capital
from extraction.entities.spans import Span
from extraction.entities.tokens import key, tokens, word_keys
from extraction.records import Label


@dataclass(frozen=True, slots=True)
class Header:
    """A header row: its line, and what each of its cells stands over."""

    line: Line
    kinds: tuple[Column | None, ...]

    def kind_over(self, cell: Cell, index: int, row: Line) -> Column | None:
        """What the column of ``cell`` holds."""
        above = column_above(cell, index, row, self.line)
        return None if above is None else self.kinds[self.line.cells.index(above)]


_CUE = re.compile(
    r"smelt|refin|raffin|schmelz|\bhutte|scheideanstalt|fonderie|affin|fundici|fundica|izabe"
)
_PROSE_ENDS_TABLE = 9  # words: a longer line of running text is no part of a table


def headers(lines: Sequence[Line]) -> tuple[Header | None, ...]:
    """For each line the header row above it; None for header rows themselves and running text."""
    current: Header | None = None
    above: list[Header | None] = []
    heading = ""
    for line in lines:
        if line.is_row and (found := _header(line, heading)):
            current = found
            above.append(None)
            continue
        if not line.is_row and len(line.text.split()) > _PROSE_ENDS_TABLE:
            current = None
        if line.cells and not line.is_row:
            heading = f"{heading[-300:]} {line.text}"
        above.append(current if line.is_row else None)
    return tuple(above)


def _header(line: Line, heading: str) -> Header | None:
    if any(_is_data(cell.text) for cell in line.cells):
        return None
    kinds = [columns.column_of(cell.text) for cell in line.cells]
    if Column.SMELTER not in kinds and Column.NAME in kinds and _CUE.search(key(heading)):
        kinds[kinds.index(Column.NAME)] = Column.SMELTER
    known = sum(kind is not None for kind in kinds)
    narrow = Column.SMELTER in kinds and len(kinds) < 3
    return Header(line, tuple(kinds)) if known > 1 or narrow else None


@lru_cache(maxsize=4_000)
def _is_data(text: str) -> bool:
    return bool(
        identifiers.identifier_of(text)
        or dates.parse(text)
        or (len(text) > 3 and countries.country_of(text).known)
    )


_NOTHING = word_keys(
    """yes no ja nee nein oui non si unknown onbekend unbekannt inconnu none geen keine aucun n/a n
    a na nvt tbd recycled scrap schrott schroot div diverse various confirmed conformant active
    year years jaar name total totaal rmap lbma rjc"""
)
_PLACEHOLDER = re.compile(
    r"smelter (?:not|look)|not (?:yet )?(?:listed|identified|disclosed|known|applicable|available)"
    r"|unidentified|unknown|not supplied|see (?:attached|list|above)|select|enter "
)


@lru_cache(maxsize=4_000)
def could_be_name(text: str) -> bool:
    """Whether a cell may hold a name: no number, date, country, metal, identifier or answer."""
    plain = " ".join(text.split()).strip(" *_.-–")
    words = [key(token.text) for token in tokens(plain) if token.text.isalpha()]
    if not words or not (2 <= len(plain) <= 160) or "@" in plain or "://" in plain:
        return False
    if _PLACEHOLDER.match(key(plain)) or all(word in _NOTHING for word in words):
        return False
    if smelters.only_general(plain):
        return False
    if not any(letter.isupper() or ord(letter) > 0x2E80 for letter in plain):
        return False
    return not (
        countries.country_of(plain).known
        or metals.metals_of(plain)
        or identifiers.identifier_of(plain)
        or dates.parse(plain)
    )


def spans(lines: Sequence[Line], above: Sequence[Header | None]) -> list[Span]:
    """The names of smelters that tables and lines with identifiers show.

    ``above``: the header of each line (``headers``).
    """
    found: list[Span] = []
    for line, header in zip(lines, above, strict=True):
        named = _under_header(line, header) if header else []
        found += named or _beside_identifier(line, header)
    return found


def _under_header(line: Line, header: Header) -> list[Span]:
    found: list[Span] = []
    for index, cell in enumerate(line.cells):
        kind = header.kind_over(cell, index, line)
        if kind is Column.SMELTER and could_be_name(cell.text):
            found.append(_named(cell, "column of smelters"))
        elif (
            kind is Column.OPERATOR and Column.SMELTER in header.kinds and could_be_name(cell.text)
        ):
            found.append(_named(cell, "column of operators"))
    return found


def _named(cell: Cell, rule: str) -> Span:
    """The cell without marks of emphasis and closing signs."""
    inner = cell.text.strip("*_ \t")
    start = cell.start + cell.text.index(inner)
    return Span(start, start + len(inner), Label.SMELTER, rule)


def _beside_identifier(line: Line, header: Header | None) -> list[Span]:
    """The name beside an identifier, in a row without a column of names or in a line of a list."""
    ids = identifiers.find(line.text)
    if not 0 < len(ids) <= _MANY or (header and Column.SMELTER in header.kinds):
        return []
    parts = list(line.cells) if line.is_row else _parts(line)
    found: list[Span] = []
    for one in ids:
        place = line.start + one.start
        at = next((n for n, part in enumerate(parts) if part.start <= place < part.end), None)
        if at is None:
            continue
        near = _nearest(parts, at)
        near = near if line.is_row else [_name_in(part) for part in near]
        beside = [part for part in near if could_be_name(part.text)]
        named = [part for part in beside if _works(part.text)] or beside
        if named and (line.is_row or _works(named[0].text) or len(line.text.split()) < 9):
            found.append(_named(named[0], "beside an identifier"))
    return found


def _name_in(part: Cell) -> Cell:
    """The capitalised words at the end of a part of a sentence: the name in "for tin Norvik AG"."""
    found = tokens(part.text)
    first = len(found)
    while first and (
        not found[first - 1].text.islower() or key(found[first - 1].text) in CONNECTORS
    ):
        first -= 1
    while first < len(found) and not (is_capital(found[first]) or found[first].text.isdigit()):
        first += 1
    if not first or first == len(found):
        return part
    return Cell(part.text[found[first].start :], part.start + found[first].start, part.end)


_MANY = 12  # identifiers in one line: more are a list of numbers, not of smelters


def _nearest(parts: Sequence[Cell], at: int) -> list[Cell]:
    """Parts by their distance from ``at``, the right one first of two; other ids part entries."""
    right = list(parts[at + 1 : at + 4])
    left = list(reversed(parts[max(0, at - 3) : at]))
    order: list[Cell] = []
    for pair in range(3):
        order += right[pair : pair + 1] + left[pair : pair + 1]
    return order


def _works(text: str) -> bool:
    """Whether a text has a word of a works or a legal form."""
    return any(key(token.text) in WORKS | LEGAL_FORMS for token in tokens(text))


# What parts the entries of a line: brackets, dashes, bars, commas not before a legal form.
_BREAK = re.compile(
    r"\s[-–—|]\s|[;:()\[\]\t]|\s{2,}|^\s*(?:[-*•·]|\d+[.)])\s"
    r"|,(?!\s*(?:Ltd|Limited|Inc|LLC|Co\b|S\.?A|GmbH|Corp|Plc|JSC|Pte|Pty|Sdn|B\.?V|N\.?V))"
)


def _parts(line: Line) -> list[Cell]:
    cuts = [match.span() for match in _BREAK.finditer(line.text)]
    cuts += [(found.start, found.start) for found in identifiers.find(line.text)]
    cuts += [(found.end, found.end) for found in identifiers.find(line.text)]
    cuts += [(end, end + 1) for _, end in sentences(line.text)]
    parts: list[Cell] = []
    left = 0
    for start, end in [*sorted(cuts), (len(line.text), len(line.text))]:
        piece = line.text[left:start]
        if piece.strip():
            at = line.start + left + len(piece) - len(piece.lstrip())
            parts.append(Cell(piece.strip(), at, at + len(piece.strip())))
        left = max(left, end)
    return parts
