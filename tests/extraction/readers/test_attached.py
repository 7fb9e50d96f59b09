"""Files attached to a PDF: each a document of its own, within bounds; what is data is left."""

import zlib
from io import BytesIO

import pikepdf
import pytest

from extraction import pipeline
from extraction.isolated import extract_isolated
from extraction.records import Kind, Outcome
from tests import papers, word_files

LIST = b"Smelter | Country\nMerapi Tin Works | Indonesia\n"


def test_each_file_that_can_be_read_is_a_document_inside() -> None:
    word = word_files.smelter_table(2)
    files = (("lijst.docx", word), ("kaart.pdf", papers.certificate()), ("lijst.csv", LIST))
    found = pipeline.read(papers.with_attached(papers.smelter_table(3), *files), "a.pdf")
    assert sorted((part.name, part.data) for part in found.parts) == sorted(files)
    assert (found.kind, len(found.records)) == (Kind.SMELTER_DECLARATION, 3)
    assert found.warnings == ()


def test_data_for_programs_is_left_and_told_of() -> None:
    data = papers.with_attached(
        papers.letter("Invoice"),
        ("invoice.xml", b"<?xml version='1.0'?><a/>"),
        ("a.bin", b"\x00" * 99),
    )
    found = pipeline.read(data, "a.pdf")
    assert found.parts == ()
    assert [(w.code, w.detail) for w in found.warnings] == [("attachments_unread", "2")]


def test_a_name_leads_nowhere() -> None:
    data = papers.with_attached(papers.letter("Letter"), ("../../etc/lijst.csv", LIST))
    assert [part.name for part in pipeline.read(data, "a.pdf").parts] == ["etc/lijst.csv"]


def test_an_attachment_that_swells_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extraction.readers.attached.ARCHIVE_UNPACKED", 50_000)
    data = papers.with_attached(
        papers.letter("Letter"), ("a.txt", b"tin " * 20_000), ("b.txt", LIST)
    )
    found = pipeline.read(data, "a.pdf")
    assert [part.name for part in found.parts] == ["b.txt"]
    assert [(w.code, w.detail) for w in found.warnings] == [("attachments_unread", "1")]


def test_a_bomb_among_attachments_costs_the_letter_nothing() -> None:
    out = BytesIO()
    with pikepdf.open(
        BytesIO(papers.with_attached(papers.letter("Letter"), ("a.txt", LIST)))
    ) as pdf:
        stream = pdf.attachments["a.txt"].get_file().obj
        stream.write(zlib.compress(b" " * 210_000_000, 9), filter=pikepdf.Name.FlateDecode)
        pdf.save(out)
    found = extract_isolated(out.getvalue(), "a.pdf")
    assert (found.outcome, found.pages[0].text.strip()) == (Outcome.READ, "Letter")
    assert [w.code for w in found.warnings] == ["attachments_unread"]


def test_attachments_come_through_the_walls() -> None:
    data = papers.with_attached(papers.letter("Letter"), ("lijst.csv", LIST))
    found = extract_isolated(data, "a.pdf")
    assert [(part.name, part.data) for part in found.parts] == [("lijst.csv", LIST)]
