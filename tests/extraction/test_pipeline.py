"""Whole documents: bytes in, records out, in the form that scripts rely on."""

import json

import pytest

from extraction import __main__ as command
from extraction import jsonform, pipeline
from extraction.records import Kind, Outcome, Page, Register, RegisterEntry
from tests import papers

KEYS = (
    "file sha256 extractor kind language declarant pages seconds outcome error warnings mentions "
    "records certificate certificates findings declaration lint"
)


@pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "aligned"])
@pytest.mark.parametrize("language", ["nl", "en", "de", "fr"])
def test_forty_smelters_of_a_table_are_all_read_right(language: str, ruled: bool) -> None:
    found = pipeline.read(papers.smelter_table(40, language=language, ruled=ruled), "a.pdf")
    assert found.outcome is Outcome.READ
    assert found.kind is Kind.SMELTER_DECLARATION
    assert found.declarant
    assert found.declarant.value == "Voorbeeld Draad B.V."
    assert len(found.records) == 40
    for record, smelter in zip(found.records, papers.smelters(40), strict=True):
        assert record.smelter.text == smelter.name
        assert record.smelter_id
        assert record.smelter_id.value == smelter.identifier
        assert record.metal
        assert record.metal.value
        assert record.country
        assert record.country.value
        assert record.certainty == "certain"


def test_the_box_of_a_record_holds_the_words_of_its_name() -> None:
    found = pipeline.read(papers.smelter_table(5), "a.pdf")
    for record in found.records:
        box = record.smelter.source.box
        assert box
        page = found.pages[record.smelter.source.page - 1]
        words = [
            word.text
            for word in page.words
            if box[0] - 0.5 <= word.box[0]
            and word.box[2] <= box[2] + 0.5
            and box[1] - 0.5 <= word.box[1]
            and word.box[3] <= box[3] + 0.5
        ]
        assert words == record.smelter.text.split()


def test_a_register_brings_candidates_and_never_values() -> None:
    (first, *_) = papers.smelters(1)
    register = Register((RegisterEntry("7", first.name, (first.identifier,), (), "BR", ("tin",)),))
    found = pipeline.read(papers.smelter_table(1), "a.pdf", register=register)
    assert found.records[0].candidates[0].key == "7"
    assert found.records[0].candidates[0].country == "BR"
    assert found.records[0].country
    assert found.records[0].country.value != "BR"


def test_a_certificate_gives_its_fields_and_no_smelters() -> None:
    found = pipeline.read(papers.certificate(), "c.pdf")
    assert found.kind is Kind.CERTIFICATE
    assert found.records == ()
    form = json.loads(json.dumps(jsonform.of(found, "c.pdf")))
    certificate = form["certificate"]
    assert certificate["number"] == "VB-2024-0173"
    assert certificate["issued"] == "2024-06-07"
    assert certificate["expires"] == "2027-06-06"
    assert certificate["sources"]["number"]["page"] == 1
    assert len(certificate["sources"]["number"]["box"]) == 4
    assert form["certificates"] == [certificate]


def test_an_audit_report_gives_its_findings() -> None:
    data = papers.audit_report(
        [("7.2", "Major", "No records of training were kept for furnace operators.")]
    )
    found = pipeline.read(data, "a.pdf")
    assert found.kind is Kind.AUDIT_REPORT
    (finding,) = json.loads(json.dumps(jsonform.of(found, "a.pdf")))["findings"]
    assert (finding["clause"], finding["severity"], finding["page"]) == ("7.2", "major", 1)


def test_a_paper_that_names_no_smelter_ends_calmly() -> None:
    text = (
        "Supplier declaration\n\nWe support responsible sourcing. We ask our suppliers to do too."
    )
    found = pipeline.read(papers.letter(text), "a.pdf")
    assert (found.outcome, found.records, found.error) == (Outcome.READ, (), None)


def test_a_scan_is_read_in_part_and_says_which_page() -> None:
    found = pipeline.read(papers.scan(), "a.pdf")
    assert found.outcome is Outcome.PARTLY
    assert ("no_text_layer", 1) in [(warning.code, warning.page) for warning in found.warnings]


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "empty"), (b"\x00\x01\x02" * 50, "unsupported"), (b"<html></html>", "unsupported")],
)
def test_what_cannot_be_read_is_refused_with_words_for_its_sender(data: bytes, code: str) -> None:
    found = pipeline.read(data, "a.bin")
    form = jsonform.of(found, "a.bin", language="nl")
    assert form["outcome"] == "refused"
    assert isinstance(form["error"], dict)
    assert form["error"]["code"] == code
    assert form["error"]["message"]
    for key in ("warnings", "mentions", "records", "certificates", "findings", "lint"):
        assert form[key] == []
    assert form["certificate"] is None
    assert form["declaration"] is None


def test_the_form_has_just_the_keys_that_were_promised() -> None:
    found = pipeline.read(b"Tin from Merapi Tin Works, Indonesia.", "a.txt")
    assert list(jsonform.of(found, "a.txt")) == KEYS.split()
    with_texts = jsonform.of(found, "a.txt", with_texts=True)
    assert with_texts["texts"] == ["Tin from Merapi Tin Works, Indonesia."]


def test_a_record_in_the_form_has_its_keys_and_reasons_in_words() -> None:
    text = "Metal | Smelter | Country | ID\nTin | Merapi Tin Works | Indonesië | XID 000101\n"
    form = jsonform.of(pipeline.read(text.encode(), "a.txt"), "a.txt", language="nl")
    (record,) = json.loads(json.dumps(form))["records"]
    assert record == {
        "smelter": "Merapi Tin Works",
        "country": "ID",
        "country_text": "Indonesië",
        "metal": "tin",
        "smelter_id": "XID000101",
        "page": 1,
        "box": None,
        "cell": None,
        "quote": "Tin | Merapi Tin Works | Indonesië | XID 000101",
        "certainty": "certain",
        "reasons": ["zelfde rij in de tabel", "kolom met namen van smelters"],
        "candidates": [],
    }


def test_pages_are_told_of_as_they_are_read() -> None:
    seen: list[Page] = []
    found = pipeline.read(papers.letter("One", "Two"), "a.pdf", on_page=seen.append)
    assert tuple(seen) == found.pages
    assert found.page_count == 2


def test_the_command_prints_a_line_a_file_and_tells_of_refusals(
    tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path_factory.mktemp("papers")
    good, bad = folder / "a.txt", folder / "b.txt"
    good.write_text("Smelter | Country\nMerapi Tin Works | Indonesia\n", encoding="utf-8")
    bad.write_bytes(b"")
    assert command.main([str(good)]) == 0
    assert command.main([str(good), str(bad)]) == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["outcome"] for line in lines] == ["read", "read", "refused"]
    assert command.main([str(folder / "none.txt")]) == 2


def test_a_long_document_reads_the_same_whether_its_pages_are_kept_or_not() -> None:
    first = papers.smelter_table(4)
    long = papers.joined(first, papers.letter(*["Nothing to see."] * 260), first)
    seen: list[Page] = []
    kept = pipeline.read(long, "a.pdf")
    told = pipeline.read(long, "a.pdf", on_page=seen.append, keep_pages=False)
    assert tuple(seen) == kept.pages
    assert not told.pages
    assert told.records == kept.records
    assert [record.smelter.source.page for record in told.records] == [1, 1, 1, 1]
    assert {m.page for m in told.mentions} == {1, kept.page_count}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "We source tungsten from Zhenghua Tungsten Refinery, China.",
            [("Zhenghua Tungsten Refinery", "CN", "tungsten")],
        ),
        ("Merapi Tin Works, Indonesia, tin.", [("Merapi Tin Works", "ID", "tin")]),
        (
            "Onze tin komt van Merapi Tin Works, Indonesië.",
            [("Merapi Tin Works", "ID", "tin")],
        ),
    ],
)
def test_a_sentence_with_commas_is_no_row_of_a_list(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    found = pipeline.read(text.encode(), "brief.txt")
    assert [
        (one.smelter.text, one.country and one.country.value, one.metal and one.metal.value)
        for one in found.records
    ] == expected
