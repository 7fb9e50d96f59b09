"""The report as a Word file: what a reader and Word itself find in it."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from lxml import etree

from report_templates.data import Chapter, Finding, Paragraph, ReportData, Section, SourceRef
from report_templates.render import render_report
from report_templates.word_xml import qname
from tests.report_templates.samples import HASH, report

HOSTILE = (
    "A & B < C",
    "{{ 7*7 }}",
    "{_{ 7*7 }_}",
    "{% for x in y %}{% endfor %}",
    "{%tr raw %}",
    "{# remark #}",
    "=cmd()",
    "+1+1",
    "@SUM(1)",
    '=HYPERLINK("http://example.org")',
    "DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe",
    '</w:t><w:instrText>DDEAUTO c:\\\\x</w:instrText><w:t xml:space="preserve">',
    "<script>alert(1)</script>",
    "&lt;b&gt;",
    "../../etc/passwd",
    "C:\\x",
    "a'; DROP TABLE upload;--",
    "%s%s%n",
    "${jndi:ldap://x}",
    " leading and trailing ",
    "two  spaces",
    "tab\there",
    "line\nbreak",
    "e\u0301",
    "\u200fgpj.exe",
    "\ufeffx\u200b",
    "АВС 合同书 שלום 😀",
    "X" * 5_000,
    "CON",
    "",
)


def document(file: bytes) -> docx.document.Document:
    return docx.Document(BytesIO(file))


def words(file: bytes) -> str:
    body = document(file).element.body
    return "".join(element.text or "" for element in body.iter(qname("w:t")))


def parts(file: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(file)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_findings(data: ReportData, statements: tuple[str, ...]) -> ReportData:
    findings = tuple(
        Finding(f"B-{n}", s, "nieuw", "laag", smelter=s) for n, s in enumerate(statements)
    )
    chapters = (*data.chapters[:2], Chapter(3, findings=findings), *data.chapters[3:])
    return replace(data, chapters=chapters)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("status", ["draft", "final"])
def test_a_report_has_the_six_steps_and_its_figures(language: str, status: str) -> None:
    file = render_report(report(language, status))
    headings = [p.text for p in document(file).paragraphs if p.style.name == "Heading 2"]
    assert [heading.split(":")[0][-1] for heading in headings] == list("123456")
    assert ("66,4%" if language == "nl" else "66.4%") in words(file)


def test_an_empty_step_says_that_there_is_nothing_to_report() -> None:
    assert words(render_report(report("nl"))).count("Niets te melden") == 4
    assert words(render_report(report("en"))).count("Nothing to report") == 4


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_reads_back_as_it_was_typed(text: str) -> None:
    file = render_report(with_findings(report("en"), (text, "control")))
    tables = document(file).tables
    rows = next(
        t for t in tables if any(cell.text == "control" for row in t.rows for cell in row.cells)
    ).rows
    assert rows[1].cells[1].text == text
    assert rows[1].cells[2].paragraphs[0].text == (text or "")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_field_or_code(text: str) -> None:
    def made(text: str) -> bytes:
        data = with_findings(report("en"), (text,))
        return render_report(
            replace(data, title=text or "t", agreement=text, opening=(Section(text or "t", ()),))
        )

    plain, file = made("control"), made(text)

    def instructions(content: bytes) -> list[str]:
        return [t.text or "" for t in document(content).element.iter(qname("w:instrText"))]

    assert instructions(file) == instructions(plain)
    assert b"49" not in re.sub(rb"<[^>]*>", b"", parts(file)["word/header2.xml"])


def test_one_template_carries_what_each_report_says_and_no_more() -> None:
    one, other = (replace(report(), title=title) for title in ("Het ene", "Het andere"))
    files = [render_report(data) for data in (one, other, one)]
    assert [text.count("Het andere") > 0 for text in map(words, files)] == [False, True, False]
    assert words(files[0]) == words(files[2])


def test_control_characters_are_shown_as_signs() -> None:
    file = render_report(with_findings(report("en"), ("a\x00b\x1b[2Jc\rd\x85",)))
    assert "a␀b␛[2Jc␍d⟨U+0085⟩" in words(file)


def test_a_draft_shows_its_sources_as_comments() -> None:
    file = document(render_report(report("en", "draft")))
    comments = [comment.text for comment in file.comments]
    assert any("Source D3F9-p2" in text and "page 2" in text for text in comments)
    assert {comment.author for comment in file.comments} == {"Ketenzicht"}
    starts = list(file.element.iter(qname("w:commentRangeStart")))
    references = list(file.element.iter(qname("w:commentReference")))
    assert len(starts) == len(references) == len(comments)


def test_a_comment_says_no_more_than_is_known_of_a_source() -> None:
    data = report("en", "draft")
    sources = (
        SourceRef("D001", "D001", None, ""),
        SourceRef("D002-p4-1", "D002", 4, "Clause 7.2"),
        SourceRef("+", "", None, "and 5 more places"),
    )
    first = data.chapters[0]
    figures = (replace(first.figures[0], sources=sources), *first.figures[1:])
    data = replace(data, chapters=(replace(first, figures=figures), *data.chapters[1:]))
    comments = [c.text for c in document(render_report(data)).comments]
    said = "Source D001.\nSource D002-p4-1: D002, page 4. “Clause 7.2”\nand 5 more places"
    assert said in comments


def test_a_final_report_has_no_comments_and_no_sources_in_any_part() -> None:
    content = parts(render_report(report("en", "final")))
    everything = b"".join(content.values())
    assert "word/comments.xml" not in content
    assert b"commentReference" not in content["word/document.xml"]
    assert b"XID000101" not in everything
    assert b"Clause 7.2: records" not in everything


def test_only_a_draft_says_that_it_is_one() -> None:
    def headers(status: str) -> bytes:
        content = parts(render_report(report("nl", status)))
        return b"".join(value for name, value in content.items() if "header" in name)

    assert b"Concept" in headers("draft")
    assert b"Concept" not in headers("final")


def test_a_withdrawn_report_says_so_on_every_page_and_why_on_its_cover() -> None:
    data = replace(report("nl", "final"), after="withdrawn", withdrawal="Er staat een naam in.")
    content = parts(render_report(data))
    marked = [name for name, value in content.items() if b"Ingetrokken" in value]
    assert {"word/header1.xml", "word/header2.xml"} <= set(marked)
    assert "Er staat een naam in." in words(render_report(data))
    before = b"".join(parts(render_report(report("nl", "final"))).values())
    assert b"Ingetrokken" not in before
    assert b"is ingetrokken" not in before


def test_a_published_report_says_when_it_was() -> None:
    data = replace(report("nl", "final"), after="published", published=date(2026, 11, 29))
    assert "Gepubliceerd op 29 november 2026" in words(render_report(data))


@pytest.mark.parametrize(
    ("language", "said"),
    [("nl", "Definitief, nog niet gepubliceerd"), ("en", "Final, not published yet")],
)
def test_a_final_report_says_that_it_was_not_published_yet(language, said) -> None:
    assert said in words(render_report(report(language, "final")))


def test_a_withdrawn_report_says_when_it_was_published() -> None:
    data = replace(report("nl", "final"), after="withdrawn", published=date(2026, 11, 29))
    assert "Ingetrokken na publicatie op 29 november 2026" in words(render_report(data))


def test_a_chapter_without_a_number_is_in_the_contents_without_one() -> None:
    data = report("en")
    foreword, *others = data.opening
    data = replace(data, opening=(replace(foreword, numbered=False), *others))
    entries = [p.text for p in document(render_report(data)).paragraphs if "toc" in p.style.name]
    assert entries[0].startswith("Foreword")
    assert any(entry.startswith("1\t") for entry in entries)


def test_a_checksum_stands_on_one_line_of_fixed_signs() -> None:
    file = document(render_report(report("en")))
    (cell,) = [c for t in file.tables for r in t.rows for c in r.cells if c.text == HASH]
    assert cell.paragraphs[0].style.name == "Code"


def test_names_that_may_not_be_read_are_printed_as_not_shown() -> None:
    assert "niet getoond" in words(render_report(report("nl")))


def test_a_suppressed_value_is_a_cross_with_its_explanation() -> None:
    text = words(render_report(report("nl")))
    assert "× = minder dan 3 bedrijven" in text


def test_tables_repeat_their_header_and_do_not_split_rows() -> None:
    for table in document(render_report(report("nl"))).tables:
        properties = [row._tr.trPr for row in table.rows]
        assert all(p.find(qname("w:cantSplit")) is not None for p in properties)
        style = table._tbl.tblPr.find(qname("w:tblLook"))
        if style.get(qname("w:firstRow")) == "1":
            assert properties[0].find(qname("w:tblHeader")) is not None


def test_every_chart_has_a_text_alternative_and_a_workbook() -> None:
    content = parts(render_report(report("en")))
    drawings = etree.fromstring(content["word/document.xml"]).iter(qname("wp:docPr"))
    assert [bool(drawing.get("descr")) for drawing in drawings] == [True, True]
    assert sum(name.startswith("word/embeddings/") for name in content) == 2


def test_the_contents_list_every_chapter_and_annex() -> None:
    file = document(render_report(report("en")))
    entries = [
        "".join(t.text or "" for t in p._p.iter(qname("w:t")))
        for p in file.paragraphs
        if p.style.name.startswith("toc")
    ]
    assert entries[0] == "1Foreword"
    assert "2.1Step 1: Policy and management systems" in entries
    assert entries[-1] == "Annex DState of the data"
    assert file.settings.element.find(qname("w:updateFields")) is not None


def test_every_entry_of_the_contents_asks_for_the_page_of_its_heading() -> None:
    body = document(render_report(report("en"))).element.body
    links = list(body.iter(qname("w:hyperlink")))
    asked = ["".join(t.text for t in link.iter(qname("w:instrText"))).split()[1] for link in links]
    marks = {mark.get(qname("w:name")) for mark in body.iter(qname("w:bookmarkStart"))}
    assert asked == [link.get(qname("w:anchor")) for link in links]
    assert set(asked) <= marks
    assert len(asked) > 10


def test_the_properties_say_who_made_it_and_nothing_of_the_template() -> None:
    file = render_report(report("nl"))
    core = document(file).core_properties
    assert (core.title, core.author, core.last_modified_by, core.language) == (
        "Metaalketens in beweging",
        "Ketenzicht",
        "Ketenzicht",
        "nl-NL",
    )
    assert b"nl-NL" in parts(file)["word/styles.xml"]


def test_a_written_text_keeps_its_lines_as_paragraphs() -> None:
    paragraphs = [p.text for p in document(render_report(report("en"))).paragraphs]
    assert "Three members rewrote their policy this year." in paragraphs
    assert not any("␍" in text for text in paragraphs)


def test_bookmark_and_shape_ids_are_unique_and_paired() -> None:
    root = etree.fromstring(parts(render_report(report("en")))["word/document.xml"])
    starts = [e.get(qname("w:id")) for e in root.iter(qname("w:bookmarkStart"))]
    ends = [e.get(qname("w:id")) for e in root.iter(qname("w:bookmarkEnd"))]
    names = [e.get(qname("w:name")) for e in root.iter(qname("w:bookmarkStart"))]
    assert len(set(starts)) == len(starts)
    assert sorted(starts) == sorted(ends)
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 40


def test_no_mark_is_left_in_any_part() -> None:
    for content in parts(render_report(report("nl"))).values():
        assert not re.search("[\ufdd0-\ufdef]", content.decode("utf-8", "ignore"))


def test_a_paragraph_of_marks_only_is_possible() -> None:
    data = report("en")
    empty = replace(data, opening=(Section("A", (Paragraph(("",)),)),))
    assert "Metal chains on the move" in words(render_report(empty))


def test_a_second_version_says_so_in_its_footers_and_lists_what_changed() -> None:
    def footer(version: int) -> str:
        file = render_report(replace(report("nl", "final"), version=version))
        return "".join(one.text for one in document(file).sections[0].footer.paragraphs)

    assert ", versie 2" in footer(2)
    assert "versie" not in footer(1)
    made = document(render_report(report("nl", "final")))
    listed = [one.text for one in made.paragraphs if one.style.name.casefold().startswith("toc")]
    assert any(entry.startswith("Wat is veranderd") for entry in listed)
