"""What a file is, from its bytes; archives are weighed before they are opened."""

import stat
import zipfile
from io import BytesIO

import pytest

from extraction.errors import Damaged, Empty, NeedsPassword, TooBig, Unsupported
from extraction.readers.sniff import Format, sniff
from tests import papers


def archive(entries: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in entries.items():
            made.writestr(name, content)
    return out.getvalue()


def open_document(sort: str) -> bytes:
    """An OpenDocument file, whose first entry says unpacked what it is."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("mimetype", f"application/vnd.oasis.opendocument.{sort}")
        made.writestr("content.xml", "<office/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (papers.letter("Dear all"), Format.PDF),
        (b"\xef\xbb\xbf" + papers.letter("Dear all"), Format.PDF),
        (b"<html><!--" + papers.letter("Dear all"), Format.PDF),
        (b"Our declaration is sent as %PDF-1.7, please see.", Format.TEXT),
        ("Smelterij: Merapi – Indonesië".encode(), Format.TEXT),
        (b"From: a@example.org\r\nMIME-Version: 1.0\r\n\r\nHello", Format.MAIL),
        (b"<!DOCTYPE html><html></html>", Format.HTML),
        (b"<html><script>alert(1)</script></html>", Format.HTML),
        (b"\x89PNG\r\n\x1a\n\0\0\0", Format.PICTURE),
        (b"{\\rtf1 hello}", Format.RICH_TEXT),
        (b"\x1f\x8b\x08\0\0\0", Format.ARCHIVE),
        (b"\0" * 500, Format.UNKNOWN),
        (b"\xff\xfe\xfa caf\xe9", Format.UNKNOWN),
        (archive({"a.txt": b"a"}), Format.ARCHIVE),
        (archive({"[Content_Types].xml": b"", "word/document.xml": b""}), Format.WORD),
        (archive({"[Content_Types].xml": b"", "xl/workbook.xml": b""}), Format.WORKBOOK),
        (open_document("spreadsheet"), Format.WORKBOOK),
        (open_document("text"), Format.UNKNOWN),
    ],
)
def test_the_bytes_tell_the_format(data, kind):
    assert sniff(data) is kind


def test_a_file_without_bytes_is_empty():
    with pytest.raises(Empty):
        sniff(b"")


def test_an_archive_that_swells_is_too_big_before_it_is_opened():
    with pytest.raises(TooBig):
        sniff(archive({"bomb.xml": b" " * 3_000_000}))


def test_an_archive_of_too_many_files_is_too_big():
    with pytest.raises(TooBig):
        sniff(archive({f"{number}.txt": b"" for number in range(2_001)}))


def test_an_archive_with_a_symbolic_link_is_not_read():
    link = zipfile.ZipInfo("link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(link, "/etc/passwd")
    with pytest.raises(Unsupported):
        sniff(out.getvalue())


def test_an_encrypted_archive_needs_its_password():
    data = bytearray(archive({"a.txt": b"a"}))
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 8] |= 1
    with pytest.raises(NeedsPassword):
        sniff(bytes(data))


def test_an_encrypted_office_document_needs_its_password():
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(NeedsPassword):
        sniff(data)


@pytest.mark.parametrize(
    "data",
    [b"PK\x03\x04" + b"\0" * 200, archive({"a": b"a"})[:-10]],
    ids=["nothing in it", "its end cut off"],
)
def test_an_archive_without_its_directory_is_damaged(data):
    with pytest.raises(Damaged):
        sniff(data)
