"""A file in an archive that is packed in another way, and broken: an answer, never a fault."""

import zipfile
from io import BytesIO

import pytest

from extraction import pipeline
from extraction.records import Outcome
from tests import word_files
from tests.word_files import of_body, paragraph


def broken(parts: dict[str, bytes], wanted: str) -> bytes:
    """The files packed by LZMA, the settings of ``wanted`` spoilt."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_LZMA) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
        entry = archive.getinfo(wanted)
    data = bytearray(packed.getvalue())
    settings = entry.header_offset + 30 + len(entry.filename) + 4  # behind the packer's version
    data[settings : settings + 5] = b"\xff" * 5
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (
            broken(word_files.unpacked(of_body(paragraph("Tin."))), "word/document.xml"),
            (Outcome.REFUSED, "damaged"),
        ),
        (broken({"a.txt": b"Tin.", "b.txt": b"Zinc."}, "a.txt"), (Outcome.PARTLY, None)),
    ],
    ids=["word", "archive"],
)
def test_it_is_told_of_a_word_file_and_of_an_archive(
    data: bytes, told: tuple[Outcome, str | None]
) -> None:
    found = pipeline.read(data, "a")
    assert (found.outcome, found.error and found.error.code) == told
