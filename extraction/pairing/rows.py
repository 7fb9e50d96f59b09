"""Table rows to drafts: by the columns' headers, or by what the cells of a row hold."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extraction import places
from extraction.entities import identifiers, metals
from extraction.pairing import columns, drafts, names
from extraction.pairing.columns import Columns, Role
from extraction.pairing.drafts import (
    Draft,
    Layout,
    country_value,
    id_value,
    metal_values,
    name_value,
)
from extraction.pairing.grids import Cell, Grid, part, quote
from extraction.records import Mention, Value

Row = Sequence[Cell | None]
_RULE = "table row"
_LONGEST = 200  # characters of a name
_NAMED = re.compile(
    r"standard|name|naam|nom|nazw|\bad[ıi]|名|이름|명칭|наимен|назван", re.IGNORECASE
)
_DATE = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}")
_BRACKETS = re.compile(r"[(（]([^()（）]+)[)）]\s*$")
_ID_INSIDE = re.compile(r"\s*[(\[（]?(?<![A-Za-z0-9])(?:CID|XID)[\s-]?\d{5,8}\b[)\]）]?\s*")


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands round a grid: the heading above it, the metal of that, smelters found in it."""

    heading: str = ""
    metal: Value | None = None
    metal_note: str = ""
    country: Value | None = None
    covered: Sequence[Mention] = ()  # the smelters that the finder of names saw on the page
    carried: Cell | None = None  # the last metal of the table that this grid goes on with

    def names_smelter(self, cell: Cell) -> bool:
        """Whether the finder of names saw a smelter in most of this cell."""
        for found in places.mentions_in(self.covered, cell.start - _LONGEST, cell.end):
            shared = min(found.end, cell.end) - max(found.start, cell.start)
            if shared > 0.5 * (cell.end - cell.start):
                return True
        return False


def read(grid: Grid, known: Columns | None, setting: Setting) -> Iterator[Draft]:
    """The drafts of a grid whose columns are ``known``, or None when it has no header."""
    if known is None:
        yield from _by_content(grid, setting)
        return
    place = _name_place(known, grid, setting)
    if place is not None:
        yield from _by_header(grid, known, place, setting)


def _name_place(known: Columns, grid: Grid, setting: Setting) -> int | None:
    """The column of smelter names; None in a table of traders or of anything else."""
    smelters = [p for p, role in enumerate(known.roles) if role is Role.SMELTER]
    if smelters:
        named = [p for p in smelters if _says_name(grid, known, p)] or smelters
        return max(named, key=lambda p: _filled(grid, known, p))
    alias, name = known.first(Role.ALIAS), known.first(Role.NAME)
    if alias is not None:
        return alias
    if columns.speaks_of_traders(setting.heading) or known.first(Role.TRADER) is not None:
        return None
    if name is None:
        return None
    about = columns.speaks_of_smelters(setting.heading) or _has_ids(grid, known)
    return name if about or _mostly_smelters(grid, known, name, setting) else None


def _says_name(grid: Grid, known: Columns, place: int) -> bool:
    header = grid.rows[known.header] if 0 <= known.header < len(grid.rows) else ()
    cell = header[place] if place < len(header) else None
    return cell is not None and bool(_NAMED.search(cell.text))


def _filled(grid: Grid, known: Columns, place: int) -> int:
    body = grid.rows[known.header + 1 :]
    return sum(1 for row in body if (cell := _at(row, place)) and names.can_be(cell.text))


def _has_ids(grid: Grid, known: Columns) -> bool:
    place = known.first(Role.IDENTIFIER)
    cells = [_at(row, place) for row in grid.rows[known.header + 1 :]] if place is not None else []
    return any(cell and identifiers.identifier_of(cell.text) for cell in cells)


def _mostly_smelters(grid: Grid, known: Columns, place: int, setting: Setting) -> bool:
    cells = [cell for row in grid.rows[known.header + 1 :] if (cell := _at(row, place))]
    return bool(cells) and sum(setting.names_smelter(cell) for cell in cells) > 0.6 * len(cells)


def _at(row: Row, place: int | None) -> Cell | None:
    return row[place] if place is not None and place < len(row) else None


def _by_header(grid: Grid, known: Columns, place: int, setting: Setting) -> Iterator[Draft]:
    alias = known.first(Role.ALIAS)
    metal_place = known.first(Role.METAL)
    carried = setting.carried
    section = setting
    header = grid.rows[known.header] if known.header >= 0 else ()
    for number in range(known.header + 1, len(grid.rows)):
        row = grid.rows[number]
        if columns.is_header(row, header):
            continue
        if (headed := _section(row, place)) is not None:
            section = replace(setting, metal=headed, metal_note="metal_from_heading")
            carried = None
            continue
        own = _at(row, metal_place)
        is_merged = own is None and metal_place is not None and carried is not None
        carried = own if own and metals.metals_of(own.text) else carried
        metal = carried if is_merged else own
        cell = _at(row, place)
        if cell is None or not names.in_cell(cell):
            cell = _at(row, alias)
        if cell is None:
            continue
        notes = ["smelter_column"] + (["carried_down"] if is_merged else [])
        yield from _drafts(row, cell, known, metal, section, notes)


def last_metal(grid: Grid, known: Columns) -> Cell | None:
    """The lowest cell that names a metal in the column of metals."""
    place = known.first(Role.METAL)
    cells = [_at(row, place) for row in grid.rows[known.header + 1 :]] if place is not None else []
    return next((c for c in reversed(cells) if c and metals.metals_of(c.text)), None)


def _section(row: Row, place: int) -> Value | None:
    """The metal of a row that holds nothing else: a heading inside the table."""
    cells = [cell for cell in row if cell]
    if len(cells) != 1 or len(row) < 2:
        return None
    found = metals.metals_of(cells[0].text)
    return metal_values(cells[0], cells[0].text, "heading")[0] if len(found) == 1 else None


def _drafts(
    row: Row, cell: Cell, known: Columns, metal: Cell | None, setting: Setting, notes: list[str]
) -> Iterator[Draft]:
    words = quote(row)
    country = _at(row, known.first(Role.COUNTRY))
    id_cell = _at(row, known.first(Role.IDENTIFIER))
    found_id = id_value(id_cell, words, _RULE, headed=True) if id_cell else _only_id(row, words)
    for name in _split_id(cell):
        place = country_value(country, words, _RULE) if country else _beside(row, name, words)
        for value, more in _metals(metal, setting, words):
            yield Draft(
                smelter=name_value(name, words, _RULE),
                country=place or setting.country,
                metal=value,
                smelter_id=found_id,
                quote=words,
                layout=Layout.ROW,
                notes=(*notes, *more, *_lent(place, setting)),
            )


def _lent(place: Value | None, setting: Setting) -> tuple[str, ...]:
    return ("country_from_heading",) if place is None and setting.country else ()


def _split_id(cell: Cell) -> tuple[Cell, ...]:
    """The names of a cell, without an identifier that was put beside the name."""
    inside = _ID_INSIDE.search(cell.text)
    if inside and inside.end() == len(cell.text) and inside.start() > 2:
        cell = part(cell, 0, inside.start())
    elif inside and inside.start() == 0 and inside.end() < len(cell.text):
        cell = part(cell, inside.end(), len(cell.text))
    return names.in_cell(cell)


def _metals(
    cell: Cell | None, setting: Setting, words: str
) -> Iterator[tuple[Value | None, tuple[str, ...]]]:
    if cell is not None:
        for value in metal_values(cell, words, _RULE):
            yield value, ()
    elif setting.metal is not None:
        yield setting.metal, (setting.metal_note,)
    else:
        yield None, ()


def _only_id(row: Row, words: str) -> Value | None:
    for cell in row:
        inside = _ID_INSIDE.search(cell.text) if cell else None
        if cell and inside:
            whole = inside.group().strip(" ()[]（）")
            at = cell.text.index(whole)
            return id_value(part(cell, at, at + len(whole)), words, _RULE, headed=False)
    return None


def _beside(row: Row, name: Cell, words: str) -> Value | None:
    """The country where no column is headed so: the only country cell, or one in brackets."""
    found = [c for c in row if c and c is not name and drafts.is_country(c.text)]
    if len(found) == 1:
        return country_value(found[0], words, _RULE)
    inside = _BRACKETS.search(name.text)
    if not found and inside and drafts.is_country(inside[1]):
        return country_value(part(name, inside.start(1), inside.end(1)), words, _RULE)
    return None


def _by_content(grid: Grid, setting: Setting) -> Iterator[Draft]:
    """Rows without a header: an identifier, or a name that the finder knows, makes one a record."""
    if columns.speaks_of_traders(setting.heading):
        return
    section = setting
    for row in grid.rows:
        if (headed := _section(row, 0)) is not None:
            section = replace(setting, metal=headed, metal_note="metal_from_heading")
        else:
            yield from of_cells(row, section, Layout.ROW, ("unheaded_column",))


def of_cells(row: Row, setting: Setting, layout: Layout, notes: tuple[str, ...]) -> Iterator[Draft]:
    """The drafts of loose cells: one is an identifier or a known name, the rest tell themselves."""
    cells = [cell for cell in row if cell]
    words = quote(row)
    ids = [cell for cell in cells if identifiers.identifier_of(cell.text)]
    lands = [cell for cell in cells if drafts.is_country(cell.text)]
    kinds = [cell for cell in cells if metals.metals_of(cell.text)]
    rest = [c for c in cells if c not in ids + lands + kinds and names.can_be(c.text)]
    rest = [cell for cell in rest if not _DATE.search(cell.text)]
    known = [cell for cell in rest if setting.names_smelter(cell)]
    if not rest or len(ids) > 1 or not (ids and (lands or kinds or known) or known and lands):
        return
    best = max(known or rest, key=lambda cell: len(cell.text))
    if len(rest) > 1 and not known:
        notes = (*notes, "two_names_in_row")
    found_id = id_value(ids[0], words, _RULE, headed=False) if ids else _only_id(row, words)
    for name in _split_id(best):
        place = country_value(lands[0], words, _RULE) if lands else _beside(row, name, words)
        for value, more in _metals(kinds[0] if kinds else None, setting, words):
            yield Draft(
                smelter=name_value(name, words, _RULE),
                country=place or setting.country,
                metal=value,
                smelter_id=found_id,
                quote=words,
                layout=layout,
                notes=(*notes, *more, *_lent(place, setting)),
            )
