"""Registers of smelters from files: a reporting template's look-up sheet, a workbook, CSV or JSON.

Columns of a list: ``id, name, aliases, country, metal`` and perhaps ``state``, in any order, in
English or Dutch; several aliases, ids or metals are parted by ``|``. JSON is a list of objects with
these names, several values in a list. A template's look-up sheet is read by position, since its
headers come in ten languages: A metal, B alias, C standard name, D country, E id, from row 5 on.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from extraction.entities import countries, metals
from extraction.errors import Damaged, Empty, Unsupported
from extraction.readers import encodings, workbook
from extraction.readers.sniff import Format, sniff
from extraction.records import Register, RegisterEntry

_LOOK_UP = ("smelter look-up", "smelter reference list", "smelter lookup")
_FIRST_ROW = 5  # of a look-up sheet's data
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    # Where a list has identifiers and an id of its own, the identifiers are what others know.
    "id": ("identifiers", "identifier", "identificaties", "identificatie", "id"),
    "name": ("name", "naam"),
    "aliases": ("aliases", "other names", "andere namen"),
    "country": ("country", "land"),
    "metal": ("metals", "metal", "metalen", "metaal"),
    "state": ("state", "status"),
}
_CLOSED = frozenset({"closed", "gesloten"})
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
    if kind is Format.TEXT and _is_json(data):
        return _of_json(data)
    if kind is Format.TEXT:
        return _of_list(_csv_rows(data))
    raise Unsupported("not_a_register")


def table(data: bytes) -> list[list[str]]:
    """The rows of any list: a CSV file, the first sheet of a workbook, or JSON.

    JSON is a list of texts, or of objects, whose names are then the first row. Raises as
    :func:`read` does.
    """
    if not data.strip():
        raise Empty
    kind = sniff(data)
    if kind is Format.WORKBOOK:
        return _sheet_rows(workbook.read(data)[0])
    if kind is not Format.TEXT:
        raise Unsupported("not_a_list")
    if not _is_json(data):
        return _csv_rows(data)
    objects = _json(data)
    if all(isinstance(one, str) for one in objects):
        return [[_joined(one)] for one in objects]
    if not all(isinstance(one, dict) for one in objects):
        raise Unsupported("not_a_list")
    heads = list(dict.fromkeys(name for one in objects for name in one))
    return [heads, *([_joined(one.get(head)) for head in heads] for one in objects)]


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
    heads = [cell.casefold() for cell in body[header]]
    return _of_rows(
        (number, dict(zip(heads, row, strict=False)))
        for number, row in enumerate(body[header + 1 :], start=header + 2)
        if any(row)
    )


def _is_json(data: bytes) -> bool:
    return data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{")


def _json(data: bytes) -> list[Any]:
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as broken:
        raise Damaged(str(broken)) from broken
    return found if isinstance(found, list) else [found]


def _of_json(data: bytes) -> RegisterFile:
    objects = _json(data)
    if not all(isinstance(one, dict) for one in objects):
        raise Unsupported("not_a_register")
    if not any(_is_header(list(one)) for one in objects):
        raise Unsupported("not_a_register")
    return _of_rows(
        (number, {str(name).casefold(): _joined(value) for name, value in one.items()})
        for number, one in enumerate(objects, start=1)
    )


def _joined(value: object) -> str:
    if isinstance(value, list):
        return "|".join(_text(str(one)) for one in value if one is not None)
    return "" if value is None else _text(str(value))


def _of_rows(rows: Iterable[tuple[int, Mapping[str, str]]]) -> RegisterFile:
    problems: list[Problem] = []
    entries: list[RegisterEntry] = []
    seen: dict[str, str] = {}
    for number, row in rows:
        entry, found = _listed(number, _cells(row), seen)
        problems.extend(found)
        if entry:
            entries.append(entry)
    return RegisterFile(Register(tuple(entries)), tuple(problems), "list")


def _is_header(row: Cells) -> bool:
    heads = {cell.casefold() for cell in row}
    return all(heads & set(_COLUMNS[name]) for name in ("id", "name"))


def _cells(row: Mapping[str, str]) -> dict[str, str]:
    """The row by our names of its columns; of two with one meaning the first that is filled."""
    return {
        name: next((row[head] for head in heads if row.get(head)), "")
        for name, heads in _COLUMNS.items()
    }


def _listed(
    number: int, cells: Mapping[str, str], seen: dict[str, str]
) -> tuple[RegisterEntry | None, list[Problem]]:
    ids, kinds = _parts(cells["id"]), _parts(cells["metal"].replace(",", "|"))
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
    entry = _entry(key, ids, name, aliases, cells["country"], kinds)
    return replace(entry, active=cells["state"].casefold() not in _CLOSED), found


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
