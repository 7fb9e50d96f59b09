"""Containers behind walls: each document inside read by itself, all of them bounded."""

import pytest

from extraction import limits, parts
from extraction.isolated import extract_isolated
from extraction.many import extract_many
from extraction.plain import NotPlain
from extraction.records import Extraction, Kind, Outcome, Part
from tests import mails, papers

LIST = papers.smelter_table(2)


def many(folder, *files):
    paths = []
    for name, data in files:
        paths.append(folder / name)
        paths[-1].write_bytes(data)
    return [(path.name, found) for path, found in extract_many(paths, jobs=2)]


def test_what_is_inside_follows_its_container_in_order(tmp_path):
    inner = mails.archive(("map/een.pdf", LIST), ("twee.txt", b"Tin."))
    outer = mails.mail(("stukken.zip", inner), ("lijst.pdf", LIST))
    found = many(tmp_path, ("a.eml", outer), ("b.msg", mails.outlook(("c.pdf", LIST))))
    assert [str(name) for name, _ in found] == [
        "a.eml",
        "a.eml!stukken.zip",
        "een.pdf",  # of a.eml!stukken.zip!map/een.pdf
        "a.eml!stukken.zip!twee.txt",
        "a.eml!lijst.pdf",
        "b.msg",
        "b.msg!c.pdf",
    ]
    assert [len(one.records) for _, one in found] == [0, 0, 2, 0, 2, 0, 2]
    assert {one.outcome for _, one in found} == {Outcome.READ}


def test_a_large_document_comes_out_of_its_container_whole():
    data = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40_000
    found = extract_isolated(mails.archive(("groot.png", data), packed=False), "a.zip")
    assert (found.kind, found.parts) == (Kind.CONTAINER, (Part("groot.png", data),))


def test_archives_in_archives_end(tmp_path):
    data = mails.archive(("x.txt", b"Tin."))
    for number in range(6):
        data = mails.archive((f"{number}.zip", data), packed=False)
    found = many(tmp_path, ("bom.zip", data))
    assert len(found) == limits.PARTS_DEPTH + 1
    assert [one.outcome for _, one in found[:-1]] == [Outcome.READ] * limits.PARTS_DEPTH
    assert found[-1][1].error.code == "too_big"


def test_all_documents_of_a_container_together_are_bounded():
    def reading(count, size):
        held = tuple(Part(f"{number}", b"x" * size) for number in range(count))
        return Extraction("", "1", Outcome.READ, kind=Kind.CONTAINER, parts=held)

    stock = parts.Stock(documents=5, bytes=100)
    assert len(stock.take(reading(3, 10), 0).parts) == 3
    short = stock.take(reading(3, 10), 1)
    assert (len(short.parts), short.outcome) == (2, Outcome.PARTLY)
    assert [(one.code, one.detail) for one in short.warnings] == [("parts_too_many", "1")]
    assert stock.take(reading(1, 60), 1).error.code == "too_big"


@pytest.mark.parametrize("name", [None, "", "/etc/passwd", "a/../b", "a\nb", "x" * 201])
def test_a_name_that_a_reader_should_not_tell_is_not_taken(name):
    with pytest.raises(NotPlain):
        parts.Parts().begin(name)
