"""ZIP archives: the files inside, in the directory's order. What one unpacks to is bounded."""

import zipfile
from collections.abc import Iterator
from io import BytesIO

from extraction.errors import Damaged, Empty, Unsupported
from extraction.readers.containers import trifles
from extraction.readers.zipped import BROKEN
from extraction.records import Part, Warning


def inside(data: bytes) -> Iterator[Part | Warning]:
    """The files of an archive that was weighed before; a broken one is a warning.

    Raises Unsupported for other archives than ZIP, Damaged when its directory cannot be read,
    Empty when it holds no file.
    """
    if not data.startswith(b"PK"):
        raise Unsupported("archive")
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except BROKEN as error:
        raise Damaged("an archive whose directory cannot be read") from error
    entries = [entry for entry in archive.infolist() if not entry.filename.endswith("/")]
    if not entries:
        raise Empty("an archive without files")
    return _files(archive, entries)


def _files(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> Iterator[Part | Warning]:
    left_out = 0
    for entry in entries:
        if trifles.of_a_system(entry.filename):
            left_out += 1
            continue
        try:
            with archive.open(entry) as file:
                data = file.read(entry.file_size + 1)
        except BROKEN:
            yield Warning("part_unreadable", detail=entry.filename)
            continue
        yield Part(entry.filename, data)
    if left_out:
        yield Warning("parts_left_out", detail=str(left_out))
