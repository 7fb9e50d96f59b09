"""A ZIP of tables as CSV and JSON, with files beside them: a Frictionless Data Package.

What goes in is handed over as values. All is written in one pass: tables and files of any length
take little memory.
"""

import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from tempfile import TemporaryFile
from typing import IO, cast

from report_templates import spreadsheet
from report_templates.printable import storable

SUMS = "SHA256SUMS"
DESCRIPTION = "datapackage.json"
_LONGEST = 80  # characters of a file's own name


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name, its type in the words of Frictionless Table Schema, what it says.

    ``refers`` names the table whose ``id`` it holds.
    """

    name: str
    type: str  # string | integer | number | boolean | date | datetime | array | object
    description: str
    refers: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows by the names of the fields; a row has all of them."""

    name: str
    description: str
    fields: Sequence[Field]
    rows: Iterable[Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class File:
    """A file as it is: its place in the package, and how to open it."""

    path: str
    opened: Callable[[], IO[bytes]]


@dataclass(frozen=True, slots=True)
class Written:
    """A part of the package as it was written."""

    path: str
    size: int  # bytes
    sha256: str


def path_of(folder: str, number: int, name: str) -> str:
    """A place for a file whatever its sender called it: unique by number, safe everywhere."""
    told = "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "_" for c in name)
    stem, dot, ending = told.strip("._").rpartition(".")
    plain = f"{stem[:_LONGEST]}.{ending[:10]}" if dot else ending[:_LONGEST]
    return f"{folder}/{number:05d}-{plain or 'file'}"


def write(
    stream: IO[bytes],
    *,
    title: str,
    at: datetime,
    tables: Iterable[Table],
    files: Iterable[File],
    texts: Mapping[str, str],
) -> list[Written]:
    """Write the package; return its parts. ``texts`` are what a person reads first, by name.

    ``at`` is the moment that every part is dated with. The last part holds the sums of the others.
    """
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        package = _Package(archive, at)
        for name, text in texts.items():
            package.text(name, text)
        resources = [each for table in tables for each in _resources(package, table)]
        for file in files:
            with file.opened() as source, package.part(file.path) as target:
                shutil.copyfileobj(source, target)
        described = {
            "profile": "data-package",
            "name": "ketenzicht-pack",
            "title": title,
            "created": _plain(at),
            "resources": resources,
        }
        package.text(DESCRIPTION, json.dumps(described, ensure_ascii=False, indent=1))
        package.text(SUMS, "".join(f"{one.sha256}  {one.path}\n" for one in package.written))
    return package.written


class _Package:
    """The archive while it is written, and the parts that it holds by now."""

    def __init__(self, archive: zipfile.ZipFile, at: datetime) -> None:
        self.archive = archive
        self.at = at
        self.written: list[Written] = []

    @contextmanager
    def part(self, path: str) -> Iterator[IO[bytes]]:
        """Write one part; its size and sum are kept when it is whole."""
        info = zipfile.ZipInfo(path, self.at.astimezone(UTC).timetuple()[:6])
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = 0o600 << 16
        # How long it becomes is not known before.
        with self.archive.open(info, "w", force_zip64=True) as target:
            summed = _Summed(target)
            yield cast("IO[bytes]", summed)
        self.written.append(Written(path, summed.size, summed.digest.hexdigest()))

    def text(self, path: str, text: str) -> None:
        """Write a text as a part."""
        with self.part(path) as target:
            target.write(storable(text).encode())


class _Summed:
    """A stream that counts and sums what passes."""

    def __init__(self, target: IO[bytes]) -> None:
        self.target = target
        self.size = 0
        self.digest = hashlib.sha256()

    def write(self, data: bytes) -> int:
        """Write, and remember."""
        self.size += len(data)
        self.digest.update(data)
        return self.target.write(data)


def _resources(package: _Package, table: Table) -> Iterator[dict[str, object]]:
    """Write a table twice over, and say what it is."""
    names = [field.name for field in table.fields]
    with TemporaryFile() as kept:
        # Both are written from one look at the rows: they say the same.
        with package.part(f"data/{table.name}.csv") as target:
            spreadsheet.write_csv(target, names, _lines(names, table.rows, kept))
        kept.seek(0)
        with package.part(f"data/{table.name}.json") as target:
            shutil.copyfileobj(kept, target)
    csv, plain = package.written[-2:]
    yield _resource(table, csv, "csv", "text/csv") | {
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "schema": _schema(table.fields),
    }
    yield _resource(table, plain, "json", "application/json") | {"name": f"{table.name}-json"}


def _lines(
    names: Sequence[str], rows: Iterable[Mapping[str, object]], kept: IO[bytes]
) -> Iterator[list[spreadsheet.Value]]:
    """The cells of each row; on the way the row is kept as JSON."""
    before = "[\n"
    for row in rows:
        values = {name: _plain(row[name]) for name in names}
        kept.write(storable(before + json.dumps(values, ensure_ascii=False)).encode())
        before = ",\n"
        yield [_cell(value) for value in values.values()]
    kept.write(b"[]\n" if before == "[\n" else b"\n]\n")


def _plain(value: object) -> object:
    """A value as JSON holds it; a moment in UTC to the second."""
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return value.isoformat() if isinstance(value, date) else value


def _cell(value: object) -> spreadsheet.Value:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, ensure_ascii=False)
    return cast("spreadsheet.Value", value)


def _resource(table: Table, part: Written, form: str, media: str) -> dict[str, object]:
    return {
        "name": table.name,
        "description": table.description,
        "path": part.path,
        "format": form,
        "mediatype": media,
        "bytes": part.size,
        "hash": f"sha256:{part.sha256}",
    }


def _schema(fields: Sequence[Field]) -> dict[str, object]:
    schema: dict[str, object] = {
        "fields": [
            {"name": one.name, "type": one.type, "description": one.description} for one in fields
        ],
        "missingValues": [""],
        "foreignKeys": [
            {"fields": one.name, "reference": {"resource": one.refers, "fields": "id"}}
            for one in fields
            if one.refers
        ],
    }
    return schema | ({"primaryKey": "id"} if fields[0].name == "id" else {})
