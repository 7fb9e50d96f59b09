"""Lines of a Word file whose numbers differ from another printing of it."""

import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

from report_templates import lines
from report_templates.data import Paragraph, Section
from report_templates.render import render_report
from tests.report_templates.samples import report
from tests.report_templates.test_snapshot import altered

_FINAL = render_report(report("en", "final"))
_DRAFT = render_report(report("en"))


def differences(file, **options):
    given = {"complete": True} | options
    return [(a.place, a.expected, a.found) for a in lines.altered(_FINAL, file, **given)]


def test_the_same_file_differs_nowhere():
    assert differences(_FINAL) == []


def test_a_row_of_a_table_is_one_line():
    rows = [line.text for line in lines.printed(_FINAL) if line.place == "table"]
    assert "40–60% | 3 | 4" in rows


def test_a_number_in_peoples_own_words_is_found():
    file = altered(_FINAL, "word/document.xml", b"The goal is 80%", b"The goal is 60%")
    ((place, expected, found),) = differences(file)
    assert place == "line"
    assert "The goal is 80%" in expected
    assert "The goal is 60%" in found


def test_what_is_not_there_any_more_is_found_and_words_are_left_alone():
    file = altered(_FINAL, "word/document.xml", b"Three members rewrote", b"Two members rewrote")
    assert differences(file) == []
    data = report("en", "final")
    shorter = render_report(replace(data, glossary=(), documents=data.documents[1:]))
    assert [(place, found) for place, _expected, found in differences(shorter)] == [("table", None)]


def test_more_may_be_said_where_it_is_not_complete():
    data = report("en", "final")
    section = Section("More", (Paragraph(("We expect 12 members.",)),))
    longer = render_report(replace(data, closing=(*data.closing, section)))
    assert differences(longer)
    assert differences(longer, complete=False) == []


def test_a_comment_may_be_taken_out_and_not_altered():
    gone = altered(_DRAFT, "word/comments.xml", b"page 2", b"page")
    assert [a.place for a in lines.altered(_DRAFT, gone, complete=False)] == ["comment"]
    assert "word/comments.xml" not in ZipFile(BytesIO(_FINAL)).namelist()
    assert not [a for a in lines.altered(_DRAFT, _FINAL, complete=False) if a.place == "comment"]


def test_an_entry_of_the_contents_may_be_missing_and_not_altered():
    entry = b">Step 1: Policy and management systems<"
    file = altered(_FINAL, "word/document.xml", entry, entry.replace(b"1", b"7"))
    ((place, expected, found),) = differences(file)
    assert (place, "Step 1" in expected, "Step 7" in found) == ("contents", True, True)
    # Who lets Word make them anew has them in a field, as if they were not there.
    document = ZipFile(BytesIO(_FINAL)).read("word/document.xml")
    (first, *_rest) = re.findall(rb"<w:hyperlink.*?</w:hyperlink>", document, re.DOTALL)
    assert differences(altered(_FINAL, "word/document.xml", first, b"")) == []
