"""ZIP archives: what is inside in order, by plain names, and never more than is granted."""

import struct
import zipfile
from io import BytesIO

import pytest

from extraction import limits, pipeline
from extraction.records import Kind, Outcome
from tests import mails, papers

PAPER = papers.letter("Merapi Tin Works smelts tin.")


def read(data):
    return pipeline.read(data, "a.zip")


def test_an_archive_is_a_container_of_its_files_in_order():
    found = read(mails.archive(("map/b.pdf", PAPER), ("a.txt", b"Tin"), ("__MACOSX/._a", b"x")))
    assert (found.kind, found.outcome, found.page_count) == (Kind.CONTAINER, Outcome.READ, 0)
    assert [(part.name, part.data) for part in found.parts] == [
        ("map/b.pdf", PAPER),
        ("a.txt", b"Tin"),
    ]
    assert [(one.code, one.detail) for one in found.warnings] == [("parts_left_out", "1")]


def test_an_archive_that_holds_a_pdf_as_it_is_is_still_an_archive():
    assert read(mails.archive(("a.pdf", PAPER), packed=False)).kind is Kind.CONTAINER


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_told_apart():
    found = read(mails.archive(*[("a.pdf", b"1"), ("a.pdf", b"2"), ("A.pdf", b"3")]))
    assert [part.name for part in found.parts] == ["a.pdf", "a (2).pdf", "A (3).pdf"]


def test_a_broken_file_inside_does_not_spoil_the_others():
    data = mails.archive(("a.txt", b"first file"), ("b.txt", b"second file"), packed=False)
    found = read(data.replace(b"first file", b"first fool", 1))
    assert [part.name for part in found.parts] == ["b.txt"]
    assert [(one.code, one.detail) for one in found.warnings] == [("part_unreadable", "a.txt")]
    assert found.outcome is Outcome.PARTLY


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (mails.archive(), "empty"),
        (mails.archive(("map/", b"")), "empty"),
        (mails.archive(("a.txt", b"\0" * 10_000_000)), "too_big"),
        (mails.archive(*((f"{n}.txt", b"") for n in range(2_001))), "too_big"),
        (mails.archive(("a.txt", b"x"))[:-30], "damaged"),
        (b"\x1f\x8b\x08\0" + b"\0" * 100, "unsupported"),
    ],
)
def test_an_archive_that_cannot_be_taken_apart_is_refused_with_its_cause(data, code):
    assert read(data).error.code == code


def test_more_documents_than_are_granted_are_counted_not_hidden():
    found = read(mails.archive(*((f"{n}.txt", b"x") for n in range(limits.PARTS + 7))))
    assert len(found.parts) == limits.PARTS
    assert [(one.code, one.detail) for one in found.warnings] == [("parts_too_many", "7")]
    assert found.outcome is Outcome.PARTLY


def test_an_archive_that_lies_about_its_sizes_is_not_believed():
    data = bytearray(mails.archive(("a.txt", b"\0" * 1_000_000)))
    at = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, 10)  # unpacked size, as the directory says
    found = read(bytes(data))
    assert not found.parts
    assert [one.code for one in found.warnings] == ["part_unreadable"]


def test_an_entry_without_a_name_costs_only_itself():
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("lijst.txt", b"Tin")
        file.writestr("x", b"")
        file.infolist()[1].filename = ""
    found = read(made.getvalue())
    assert [part.name for part in found.parts] == ["lijst.txt"]
    assert [warning.code for warning in found.warnings] == ["part_unreadable"]
