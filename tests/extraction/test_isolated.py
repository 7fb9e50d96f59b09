"""Reading in a child process: every document gets an answer, and costs no more than granted."""

import hashlib
import json
import threading
from pathlib import Path

import pytest
from PIL import Image

from extraction import keepers
from extraction.isolated import extract_isolated
from extraction.limits import Limits
from extraction.pictures import render_isolated
from extraction.plain import to_plain
from extraction.records import Outcome, Register, RegisterEntry
from extraction.training import training
from tests import papers, photographs, workbooks

WORDS = "Merapi Tin Works in Indonesia smelts tin."


def codes(found):
    return [(warning.code, warning.page) for warning in found.warnings]


def test_a_supplier_table_is_read_with_its_records_and_pages():
    data = papers.smelter_table(40)
    found = extract_isolated(data, "table.pdf")
    assert found.outcome is Outcome.READ
    assert found.sha256 == hashlib.sha256(data).hexdigest()
    assert [page.number for page in found.pages] == [1, 2]
    assert {word.text for page in found.pages for word in page.words} >= {"XID000101", "XID000140"}
    assert len(found.records) == 40
    assert found.extractor


def test_names_are_matched_with_the_register_that_is_given():
    (smelter,) = papers.smelters(1)
    entry = RegisterEntry("k1", smelter.name, (smelter.identifier,), (), "ID", ("tin",))
    found = extract_isolated(papers.smelter_table(1), "a.pdf", register=Register((entry,)))
    assert found.records[0].candidates[0].key == "k1"


def test_each_page_is_told_as_it_is_done():
    heard = []
    extract_isolated(papers.letter("a", "b", "c"), "a.pdf", on_page=lambda *at: heard.append(at))
    assert heard == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (papers.without_pages(), "empty"),
        (papers.encrypted(papers.letter("x")), "needs_password"),
        (b"%PDF-1.7\n" + b"\0" * 1000, "damaged"),
        (b"<html><script>alert(1)</script></html>", "unsupported"),
        (workbooks.of_sheets({"Far": {"A1": "here", "XFD1048576": "there"}}), "too_big"),
    ],
)
def test_a_document_that_cannot_be_read_is_refused_with_its_cause(data, code):
    found = extract_isolated(data, "file.pdf")
    assert found.outcome is Outcome.REFUSED
    assert found.error.code == code
    assert (found.pages, found.records, found.mentions) == ((), (), ())


def test_a_workbook_comes_through_the_walls_with_its_declaration():
    found = extract_isolated(workbooks.cmrt(), "cmrt.xlsx")
    assert found.declaration is not None
    assert found.declaration.company[0].text == "Voorbeeld Draad B.V."
    assert [record.smelter.source.cell for record in found.records] == ["Smelter List!C5"]


def test_a_file_over_the_limit_is_refused_without_a_reader():
    found = extract_isolated(b"a" * 100, "a.txt", limits=Limits(bytes=99))
    assert found.error.code == "too_big"


def test_a_scan_among_typed_pages_is_read_by_a_reader_of_its_own():
    table = papers.cropped(papers.smelter_table(3), 0, 640, 595, 842)
    data = papers.joined(papers.letter(WORDS), photographs.scanned(table, tilt=1))
    heard = []
    found = extract_isolated(data, "scan.pdf", on_page=lambda *at: heard.append(at))
    assert found.outcome is Outcome.READ
    assert codes(found) == [("read_by_ocr", 2)]
    assert [page.scanned for page in found.pages] == [False, True]
    assert {record.smelter_id.value for record in found.records if record.smelter_id} == {
        smelter.identifier for smelter in papers.smelters(3)
    }
    assert heard[-1] == (2, 2)


def test_a_page_that_says_nothing_stays_unread():
    found = extract_isolated(photographs.as_pdf([Image.new("L", (400, 300), 90)]), "grey.pdf")
    assert found.outcome is Outcome.PARTLY
    assert codes(found) == [("no_text_layer", 1)]


def test_a_page_that_takes_all_memory_costs_only_itself():
    data = papers.bomb_among(WORDS, WORDS, WORDS, bomb=2)
    found = extract_isolated(data, "bomb.pdf")
    assert found.outcome is Outcome.PARTLY
    assert codes(found) == [("page_too_big", 2)]
    assert [page.text for page in found.pages] == [WORDS, "", WORDS]
    assert found.page_count == 3


def test_a_document_of_which_no_page_can_be_read_is_too_big():
    found = extract_isolated(papers.bomb_among(WORDS, bomb=1), "bomb.pdf")
    assert (found.outcome, found.error.code) == (Outcome.REFUSED, "too_big")


def test_a_page_over_its_time_costs_only_itself():
    data = papers.laborious(WORDS, WORDS, WORDS, laborious=2)
    found = extract_isolated(data, "slow.pdf", limits=Limits(page_seconds=0.8))
    assert codes(found) == [("page_too_slow", 2)]
    assert [page.text for page in found.pages] == [WORDS, "", WORDS]


def test_a_document_over_its_time_keeps_the_pages_that_were_read():
    data = papers.laborious(WORDS, WORDS, WORDS, laborious=3)
    limits = Limits(base_seconds=1.0, seconds_per_page=0)
    found = extract_isolated(data, "slow.pdf", limits=limits)
    assert found.outcome is Outcome.PARTLY
    assert [page.text for page in found.pages] == [WORDS, WORDS]
    assert ("page_too_slow", 3) in codes(found)
    assert ("not_analysed", None) in codes(found)


def test_more_killing_pages_than_readers_end_with_the_pages_before_them():
    texts = [WORDS] * 6
    data = papers.laborious(*texts, laborious=2)
    for page in (3, 4, 5):
        data = papers.copied_page(data, source=2, target=page)
    found = extract_isolated(data, "slow.pdf", limits=Limits(page_seconds=0.8, deaths=2))
    assert found.outcome is Outcome.PARTLY
    assert found.pages[0].text == WORDS
    assert codes(found) == [("page_too_slow", 2), ("unread_pages", None)]


def test_an_endless_loop_in_the_second_reader_ends():
    found = extract_isolated(papers.unending(), "loop.pdf", limits=Limits(page_seconds=1.5))
    assert (found.outcome, found.error.code) == (Outcome.REFUSED, "too_slow")


def test_an_answer_longer_than_granted_is_not_taken():
    data = papers.letter("\n".join([WORDS] * 40))
    found = extract_isolated(data, "long.pdf", limits=Limits(message=2_000))
    assert (found.outcome, found.error.code) == (Outcome.REFUSED, "too_big")


def test_what_is_found_may_be_longer_than_one_answer():
    found = extract_isolated(papers.smelter_table(300), "a.pdf", limits=Limits(message=250_000))
    assert len(found.records) == 300
    told = json.dumps(to_plain((found.mentions, found.records)))
    assert len(told) > 250_000


def test_readers_leave_no_descriptor_and_no_process_behind():
    extract_isolated(papers.blank(), "a.pdf")
    before = sum(1 for _ in Path("/proc/self/fd").iterdir())
    for data in (papers.blank(), papers.bomb_among(WORDS, bomb=1), b"%PDF-", b""):
        extract_isolated(data, "a.pdf")
    assert sum(1 for _ in Path("/proc/self/fd").iterdir()) == before


def test_a_keeper_that_was_killed_is_replaced():
    with keepers.borrowed() as keeper:
        keeper.process.kill()
        keeper.process.wait()
    assert extract_isolated(papers.letter(WORDS), "a.pdf").outcome is Outcome.READ


def test_readers_work_side_by_side():
    found = {}

    def read(number):
        found[number] = extract_isolated(papers.letter(f"{WORDS} {number}"), "a.pdf")

    threads = [threading.Thread(target=read, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[number].pages[0].text for number in range(4)] == [
        f"{WORDS} {number}" for number in range(4)
    ]


def test_a_caller_that_fails_while_listening_breaks_nothing():
    def fail(number, count):
        raise LookupError(number)

    with pytest.raises(LookupError):
        extract_isolated(papers.letter("a", "b"), "a.pdf", on_page=fail)
    assert extract_isolated(papers.letter(WORDS), "a.pdf").outcome is Outcome.READ


def test_another_network_reads_instead_without_being_reachable_for_the_document(tmp_path):
    knows_nothing = tmp_path / "1"
    training.save(training.train(64, 1, 1), knows_nothing)
    data = papers.letter("We buy our tin from Merapi in Indonesia, as the smelter confirmed.")
    rules = {
        model: {m.rule for m in extract_isolated(data, "a.pdf", model=model).mentions}
        for model in (None, knows_nothing)
    }
    assert "model" in rules[None]
    assert "model" not in rules[knows_nothing]
    assert render_isolated(data, [1], width_px=100) is not None
    with keepers.borrowed(any_model=True) as keeper:
        assert keeper.model == knows_nothing, "one network at a time is kept warm"
