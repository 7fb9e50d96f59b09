"""Which format some bytes are, from the bytes alone; archives are weighed, never opened."""

import re
import stat
import struct
import zipfile
from enum import StrEnum
from io import BytesIO

from extraction.errors import Damaged, Empty, NeedsPassword, TooBig, Unsupported
from extraction.limits import ARCHIVE_ENTRIES, ARCHIVE_RATIO, ARCHIVE_UNPACKED
from extraction.readers import encodings


class Format(StrEnum):
    """What sort of file it is; the values name it in messages, too."""

    PDF = "pdf"
    TEXT = "text"
    WORD = "word"
    WORKBOOK = "workbook"
    MAIL = "mail"
    ARCHIVE = "archive"
    HTML = "html"
    PICTURE = "picture"
    RICH_TEXT = "rich text"
    PRESENTATION = "presentation"
    OPEN_DOCUMENT = "OpenDocument file"
    UNKNOWN = "unknown"


_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", Format.PICTURE),
    (b"\xff\xd8\xff", Format.PICTURE),
    (b"GIF8", Format.PICTURE),
    (b"II*\0", Format.PICTURE),
    (b"MM\0*", Format.PICTURE),
    (b"{\\rtf", Format.RICH_TEXT),
    (b"\x1f\x8b", Format.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Format.ARCHIVE),
    (b"Rar!\x1a\x07", Format.ARCHIVE),
    (b"BZh", Format.ARCHIVE),
    (b"\xfd7zXZ\0", Format.ARCHIVE),
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(rb"<(!doctype\s+html|html|head|body|script)\b", re.IGNORECASE)
_FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:")  # RFC 5322, 2.2 and 4.5
_MAIL_FIELDS = frozenset(
    b"received return-path mime-version message-id delivered-to x-mailer".split()
)
_LONGEST_HEADER = 65_536  # bytes of a mail's header that are looked through
_CONTROLS = bytes(range(9)) + bytes(range(14, 27)) + bytes(range(28, 32)) + b"\x7f"
_END_OF_DIRECTORY = b"PK\x05\x06"
_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_LONGEST_DIRECTORY = 4_000_000  # bytes; two thousand entries with long names fit well within


def sniff(data: bytes) -> Format:
    """The format of a file, whatever its name says.

    Raises Empty for no bytes at all, and for archives TooBig, Damaged, Unsupported or
    NeedsPassword from the directory alone: nothing is unpacked to find out.
    """
    if not data:
        raise Empty("no bytes")
    head = data[:1024]
    if _is_pdf(data, head):
        return Format.PDF
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return Format.PICTURE
    if head.startswith((b"PK\x03\x04", _END_OF_DIRECTORY)):
        return _weigh_archive(data)
    if head.startswith(OLE):
        return _old_office(data)
    if head[257:262] == b"ustar":
        return Format.ARCHIVE
    return _textual(data, head)


def _is_pdf(data: bytes, head: bytes) -> bool:
    if head.lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(b"%PDF-"):
        return True
    # A PDF may begin after other bytes, but a text that only speaks of "%PDF-" is a text, and an
    # archive may hold a PDF as it is.
    if head.startswith((b"PK\x03\x04", OLE)):
        return False
    return b"%PDF-" in head and (b"endobj" in data or b"startxref" in data)


def _textual(data: bytes, head: bytes) -> Format:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _HTML.match(start) or (start.startswith(b"<!--") and _HTML.search(head)):
        return Format.HTML
    if _is_mail(data):
        return Format.MAIL
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):  # in UTF-16 every other byte may be a control
        found = encodings.decoded(data)
        data = found[0].encode() if found else b"\0"
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls * 100 > len(data) or encodings.decoded(data) is None:
        return Format.UNKNOWN
    return Format.TEXT


def _is_mail(data: bytes) -> bool:
    """Whether it begins with header fields, one of which only a mail has."""
    lines = data[:_LONGEST_HEADER].removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n").splitlines()
    for number, line in enumerate(lines):
        if line.startswith((b" ", b"\t")) or (
            number == 0 and line.startswith((b"From ", b">From "))
        ):
            continue
        field = _FIELD.match(line)
        if field is None:
            return False
        if field[1].lower() in _MAIL_FIELDS:
            return True
    return False


def sniff_part(data: bytes) -> Format:
    """The format by the first bytes alone: enough to tell a picture from a paper."""
    return next((kind for magic, kind in _MAGIC if data.startswith(magic)), Format.UNKNOWN)


def _old_office(data: bytes) -> Format:
    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise NeedsPassword("office document")
    if holds("__substg1.0_"):
        return Format.MAIL
    if holds("WordDocument"):
        return Format.WORD
    if holds("PowerPoint Document"):
        return Format.PRESENTATION
    return Format.WORKBOOK if holds("Workbook") or holds("Book") else Format.UNKNOWN


def _weigh_archive(data: bytes) -> Format:
    entries = _directory(data)
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > ARCHIVE_ENTRIES:
        raise TooBig(f"{len(entries)} files inside, at most {ARCHIVE_ENTRIES}")
    if unpacked > ARCHIVE_UNPACKED or unpacked > ARCHIVE_RATIO * len(data):
        raise TooBig(f"{unpacked} bytes unpacked")
    if any(stat.S_ISLNK(entry.external_attr >> 16) for entry in entries):
        raise Unsupported("an archive with symbolic links")
    if any(entry.flag_bits & 1 for entry in entries):
        raise NeedsPassword("archive")
    first = entries[0] if entries else None
    if first is not None and first.filename == "mimetype":  # OpenDocument, part 2, 3.3
        return Format.WORKBOOK if _SPREADSHEET in data[:200] else Format.UNKNOWN
    names = {entry.filename.partition("/")[0] for entry in entries}
    if "[Content_Types].xml" in names:
        for folder, kind in (("word", Format.WORD), ("xl", Format.WORKBOOK)):
            if folder in names:
                return kind
        return Format.PRESENTATION if "ppt" in names else Format.UNKNOWN
    return Format.OPEN_DOCUMENT if {"mimetype", "content.xml"} <= names else Format.ARCHIVE


def _directory(data: bytes) -> list[zipfile.ZipInfo]:
    # The size of the directory is looked at first: listing two million entries is itself a bomb.
    end = data.rfind(_END_OF_DIRECTORY, max(0, len(data) - 65_557))
    if end < 0 or len(data) < end + 22:
        raise Damaged("an archive without its directory")
    count, size = struct.unpack_from("<HL", data, end + 10)
    if count > ARCHIVE_ENTRIES or size > _LONGEST_DIRECTORY:
        raise TooBig(f"{count} files inside, at most {ARCHIVE_ENTRIES}")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
        raise Damaged("an archive whose directory cannot be read") from error
