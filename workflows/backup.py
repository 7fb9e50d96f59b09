"""Backup and restore: every row and every file in one archive, consistent while all runs on.

The rows are read in one transaction that sees one moment; files are never changed once written, so
that those the rows name are there. An archive of SQLite is restored on PostgreSQL too, and back.
"""

import json
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Connection, Date, Engine, Integer, Table, insert, select, text

from workflows.errors import Conflict, Invalid, NotFound
from workflows.marking import N_
from workflows.models import Base
from workflows.models.declarative import UTCDateTime
from workflows.storage import FileStore

FORMAT = 1
_BATCH = 500


def write(engine: Engine, store: FileStore, path: Path, revision: str) -> Mapping[str, int]:
    """Write the archive; return how many rows and files it holds. ``revision`` is the schema's."""
    if path.exists():
        raise Conflict(N_("%(path)s is there already. Choose another name."), path=str(path))
    part = path.with_name(path.name + ".part")
    rows = files = 0
    options = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    snapshot = engine.execution_options(sqlite_begin="DEFERRED", **options)
    try:
        with zipfile.ZipFile(part, "x", zipfile.ZIP_DEFLATED) as archive, snapshot.begin() as seen:
            for table in Base.metadata.sorted_tables:
                lines = [json.dumps(row, ensure_ascii=False) for row in _rows(seen, table)]
                archive.writestr(f"tables/{table.name}.jsonl", "\n".join(lines))
                rows += len(lines)
            for owner, name in store.everything():
                archive.write(store.root / owner / name[:2] / name, f"files/{owner}/{name}")
                files += 1
            manifest = {"format": FORMAT, "revision": revision, "rows": rows, "files": files}
            archive.writestr("manifest.json", json.dumps(manifest))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return {"rows": rows, "files": files}


def restore(engine: Engine, store: FileStore, path: Path, revision: str) -> Mapping[str, int]:
    """Fill an empty installation from an archive of the same revision; all of it or nothing."""
    try:
        archive = zipfile.ZipFile(path)
        manifest = json.loads(archive.read("manifest.json"))
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise NotFound(N_("%(path)s is not a backup of Ketenzicht."), path=str(path)) from error
    if (manifest["format"], manifest["revision"]) != (FORMAT, revision):
        raise Invalid(
            N_("This backup is of another version. Restore it with that version, then upgrade.")
        )
    with archive, engine.begin() as connection:
        for table in Base.metadata.sorted_tables:
            if connection.execute(select(table).limit(1)).first() is not None:
                raise Conflict(N_("This installation is not empty. Restore into an empty one."))
        for table in Base.metadata.sorted_tables:
            _fill(connection, table, archive.read(f"tables/{table.name}.jsonl").decode())
        _copy_files(archive, store)
    return {"rows": manifest["rows"], "files": manifest["files"]}


def _rows(connection: Connection, table: Table) -> Iterator[dict[str, object]]:
    order = list(table.primary_key.columns)
    for row in connection.execute(select(table).order_by(*order)).mappings():
        yield {name: _plain(value) for name, value in row.items()}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _fill(connection: Connection, table: Table, lines: str) -> None:
    rows = [_values(table, json.loads(line)) for line in lines.split("\n") if line]
    for start in range(0, len(rows), _BATCH):
        connection.execute(insert(table), rows[start : start + _BATCH])
    key = list(table.primary_key.columns)
    counted = (
        len(key) == 1 and isinstance(key[0].type, Integer) and key[0].autoincrement is not False
    )
    if rows and counted and connection.dialect.name == "postgresql":
        # What was filled in by hand leaves the sequence behind.
        sequence = f"pg_get_serial_sequence('\"{table.name}\"', '{key[0].name}')"
        highest = f'(SELECT max({key[0].name}) FROM "{table.name}")'  # noqa: S608 - our own names
        connection.execute(text(f"SELECT setval({sequence}, {highest})"))


def _values(table: Table, row: dict[str, object]) -> dict[str, object]:
    for column in table.columns:
        value = row.get(column.name)
        if isinstance(value, str) and isinstance(column.type, UTCDateTime):
            row[column.name] = datetime.fromisoformat(value)
        elif isinstance(value, str) and isinstance(column.type, Date):
            row[column.name] = date.fromisoformat(value)
    return row


def _copy_files(archive: zipfile.ZipFile, store: FileStore) -> None:
    for entry in archive.namelist():
        if entry.startswith("files/"):
            _folder, owner, name = entry.split("/")
            store.put_named(owner, name, archive.read(entry))
