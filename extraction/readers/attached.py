"""Files attached to a PDF: those that can be read, taken out within bounds, unopened."""

import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath

import pikepdf

from extraction.errors import ExtractionError
from extraction.limits import ARCHIVE_UNPACKED
from extraction.readers.sniff import Format, sniff
from extraction.records import Part, Warning

_READ = frozenset(
    (Format.PDF, Format.WORD, Format.WORKBOOK, Format.MAIL, Format.ARCHIVE, Format.PICTURE)
)
_LISTS = frozenset((".csv", ".tsv", ".txt"))  # of other texts, most are data for a program


def inside(data: bytes) -> Iterator[Part | Warning]:
    """The attachments of a PDF, and how many were left; none when qpdf cannot open it."""
    left, size = 0, 0
    try:
        with pikepdf.open(BytesIO(data)) as opened:
            for name, attached in opened.attachments.items():
                held = _bytes(attached, ARCHIVE_UNPACKED - size)
                if held is None or not _is_read(name, held):
                    left += 1
                    continue
                size += len(held)
                yield Part(attached.filename or name, held)
    except MemoryError:
        raise
    except Exception:  # the pages are read nevertheless, and their reader says what is wrong
        left += 1
    if left:
        yield Warning("attachments_unread", detail=str(left))


def _bytes(attached: pikepdf.AttachedFileSpec, most: int) -> bytes | None:
    """The bytes of an attachment; None where there are more, or packed in an unusual way."""
    stream = attached.get_file().obj
    packed: bytes = stream.read_raw_bytes()
    filters = stream.get("/Filter")
    if isinstance(filters, pikepdf.Array):
        filters = filters[0] if len(filters) == 1 else filters
    if filters is None:
        return packed if len(packed) <= most else None
    if filters != pikepdf.Name.FlateDecode or "/DecodeParms" in stream:
        return None
    unpacker = zlib.decompressobj()
    held = unpacker.decompress(packed, most + 1)
    return held if len(held) <= most and unpacker.eof else None


def _is_read(name: str, held: bytes) -> bool:
    try:
        kind = sniff(held)
    except ExtractionError:  # its own reading says why; a password is something to ask for
        return True
    return kind in _READ or (
        kind is Format.TEXT and PurePosixPath(name.casefold()).suffix in _LISTS
    )
