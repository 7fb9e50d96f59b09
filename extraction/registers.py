"""Registers of smelters from files: a reporting template's look-up sheet, a workbook or CSV list.

Columns of a list: ``id, name, aliases, country, metal``, in any order; several aliases, ids or
metals are parted by ``|``. A template's look-up sheet is read by position, since its headers come
in ten languages: A metal, B alias, C standard name, D country, E id, from row 5 on.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extraction.entities import countries, metals
from extraction.errors import Damaged, Empty, Unsupported
from extraction.readers import encodings, workbook
from extraction.readers.sniff import Format, sniff
from extraction.records import Register, RegisterEntry

_LOOK_UP = ("smelter look-up", "smelter reference list", "smelter lookup")
_FIRST_ROW = 5  # of a look-up sheet's data
_COLUMNS = ("id", "name", "aliases", "country", "metal")
_LONGEST = 500  # characters of a cell
_NOT_SMELTERS = ("smelter not listed", "smelter not yet identified")

Cells = Sequence[str]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row (counted from 1, the header's row included) of a register."""

    row: int
    code: str  # of extraction.wording
    text: str = ""  # the cell


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """A register as read from a file; rows with a problem in id, name or length are left out.

    ``source`` says how it was read: ``look-up sheet`` or ``list``.
    """

    register: Register
    problems: tuple[Problem, ...]
    source: str


def read(data: bytes) -> RegisterFile:
    """Read a register. Raises an ExtractionError: Empty, Damaged, TooBig, or Unsupported.

    Unsupported has the detail ``not_a_register``: what to do with a document of an unknown kind
    (save it as PDF) would be the wrong advice for a list.
    """
    if not data.strip():
        raise Empty
    kind = sniff(data)
    if kind is Format.WORKBOOK:
        return _of_workbook(data)
    if kind is Format.TEXT:
        return _of_list(_csv_rows(data))
    raise Unsupported("not_a_register")


def _of_workbook(data: bytes) -> RegisterFile:
    sheets = workbook.read(data)
    for sheet in sheets:
        if sheet.broken:  # half a register would look as if the rest had been removed
            raise Damaged(sheet.broken)
    for sheet in sheets:
        if sheet.name.casefold() in _LOOK_UP:
            return _of_look_up(_sheet_rows(sheet))
    return _of_list(_sheet_rows(sheets[0]))


def _sheet_rows(sheet: workbook.Sheet) -> list[list[str]]:
    return [[cell.text if cell else "" for cell in row] for row in sheet.rows]


def _text(cell: str) -> str:
    return " ".join(cell.split())


def _csv_rows(data: bytes) -> list[list[str]]:
    found = encodings.decoded(data)
    if found is None:
        raise Unsupported("not_a_register")
    text, _ = found
    head = text.split("\n", 1)[0]
    mark = max(",;\t", key=head.count)
    try:
        return [
            [_text(cell) for cell in row] for row in csv.reader(io.StringIO(text), delimiter=mark)
        ]
    except csv.Error as broken:
        raise Damaged(str(broken)) from broken


# A look-up sheet


def _of_look_up(rows: Sequence[Cells]) -> RegisterFile:
    problems: list[Problem] = []
    entries: dict[str, RegisterEntry] = {}
    for number, row in enumerate(rows[_FIRST_ROW - 1 :], start=_FIRST_ROW):
        metal, alias, name, country, identifier = [*row[:5], *[""] * (5 - len(row))]
        if not (identifier and name) or alias.casefold() in _NOT_SMELTERS:
            continue
        found = list(_problems(number, row[:5], country, [metal]))
        problems.extend(found)
        entry = _entry(identifier, [identifier], name, [], country, [metal])
        if any(problem.code == "cell_too_long" for problem in found):
            continue
        known = entries.setdefault(identifier, entry)
        if known.name != name:
            problems.append(Problem(number, "id_twice", identifier))
            continue
        names = {known.name, *known.aliases, ""}
        if alias not in names:
            known = replace(known, aliases=(*known.aliases, alias))
        entries[identifier] = replace(
            known, metals=tuple(dict.fromkeys((*known.metals, *entry.metals)))
        )
    return RegisterFile(Register(tuple(entries.values())), tuple(problems), "look-up sheet")


# A list with named columns


def _of_list(rows: Iterable[Cells]) -> RegisterFile:
    body = list(rows)
    header = next((n for n, row in enumerate(body[:10]) if _is_header(row)), None)
    if header is None:
        raise Unsupported("not_a_register")
    places = {cell.casefold(): place for place, cell in enumerate(body[header])}
    problems: list[Problem] = []
    entries: list[RegisterEntry] = []
    seen: dict[str, str] = {}
    for number, row in enumerate(body[header + 1 :], start=header + 2):
        if not any(row):
            continue
        entry, found = _listed(number, row, places, seen)
        problems.extend(found)
        if entry:
            entries.append(entry)
    return RegisterFile(Register(tuple(entries)), tuple(problems), "list")


def _is_header(row: Cells) -> bool:
    return {"id", "name"} <= {cell.casefold() for cell in row}


def _listed(
    number: int, row: Cells, places: dict[str, int], seen: dict[str, str]
) -> tuple[RegisterEntry | None, list[Problem]]:
    cells = {
        name: row[places[name]] if name in places and places[name] < len(row) else ""
        for name in _COLUMNS
    }
    ids, kinds = _parts(cells["id"]), _parts(cells["metal"])
    found = list(_problems(number, list(cells.values()), cells["country"], kinds))
    name = cells["name"]
    if not name:
        found.append(Problem(number, "name_missing", cells["id"]))
    key = ids[0] if ids else f"row {number}"
    if key in seen:
        found.append(Problem(number, "id_twice", key))
    if {"name_missing", "id_twice", "cell_too_long"} & {problem.code for problem in found}:
        return None, found
    seen[key] = name
    aliases = [alias for alias in _parts(cells["aliases"]) if alias != name]
    return _entry(key, ids, name, aliases, cells["country"], kinds), found


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def _problems(number: int, cells: Cells, country: str, kinds: Sequence[str]) -> Iterator[Problem]:
    for cell in cells:
        if len(cell) > _LONGEST:
            yield Problem(number, "cell_too_long", cell[:40])
    if country and countries.country_of(country).code is None:
        yield Problem(number, "country_unknown", country)
    for kind in kinds:
        if kind and not _metals([kind]):
            yield Problem(number, "metal_unknown", kind)


def _metals(kinds: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(metal for kind in kinds for metal in metals.metals_of(kind)))


def _entry(
    key: str,
    ids: Sequence[str],
    name: str,
    aliases: Sequence[str],
    country: str,
    kinds: Sequence[str],
) -> RegisterEntry:
    return RegisterEntry(
        key=key,
        name=name,
        identifiers=tuple(ids),
        aliases=tuple(aliases),
        country=countries.country_of(country).code if country else None,
        metals=_metals(kinds),
    )
