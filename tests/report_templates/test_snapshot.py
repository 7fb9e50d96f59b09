"""Proof that a file's figures are those of its snapshot."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from report_templates import snapshot
from report_templates.data import Figure, SourceDocument
from report_templates.errors import ReportError
from report_templates.render import render_report
from tests.report_templates.samples import report


def altered(file: bytes, part: str, old: bytes, new: bytes) -> bytes:
    stream = BytesIO()
    with ZipFile(BytesIO(file)) as source, ZipFile(stream, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                assert old in content
                content = content.replace(old, new, 1)
            target.writestr(name, content)
    return stream.getvalue()


@pytest.fixture(scope="module")
def final() -> bytes:
    return render_report(report("en", "final"))


def test_a_fresh_report_differs_nowhere(final: bytes) -> None:
    assert snapshot.compare(snapshot.of(report("en", "final")), final) == ()


def test_the_embedded_snapshot_reads_back_the_same(final: bytes) -> None:
    assert snapshot.embedded(final) == snapshot.of(report("en", "final"))


def test_every_figure_and_chart_value_is_visible_by_its_code(final: bytes) -> None:
    visible = snapshot.visible_figures(final)
    assert visible["maturity"] == "66.4%"
    assert visible["complaints"] == "×"
    assert visible["themes_r4_c1"] == "×"
    assert visible == snapshot.of(report("en", "final")).shown


def test_a_changed_digit_in_the_text_is_named(final: bytes) -> None:
    file = altered(final, "word/document.xml", b"66.4%", b"86.4%")
    found = snapshot.compare(snapshot.of(report("en", "final")), file)
    assert [(d.place, d.code, d.expected) for d in found] == [("text", "maturity", "66.4%")]
    assert found[0].found == "86.4% | 66.4%"


def test_a_figure_taken_out_is_named(final: bytes) -> None:
    data = report("en", "final")
    extra = Figure("extra", "Extra", 5, "Counted.")
    chapters = (
        replace(data.chapters[0], figures=(*data.chapters[0].figures, extra)),
        *data.chapters[1:],
    )
    found = snapshot.compare(snapshot.of(replace(data, chapters=chapters)), final)
    assert ("text", "extra", "5", None) in {(d.place, d.code, d.expected, d.found) for d in found}


def test_a_changed_value_in_a_chart_is_named(final: bytes) -> None:
    file = altered(final, "word/charts/chart2.xml", b"<c:v>31</c:v>", b"<c:v>13</c:v>")
    found = snapshot.compare(snapshot.of(report("en", "final")), file)
    assert [(d.place, d.code, d.expected, d.found) for d in found] == [
        ("chart", "themes_r1_c1", "31", "13")
    ]


def test_a_changed_value_in_a_charts_workbook_is_named(final: bytes) -> None:
    with ZipFile(BytesIO(final)) as archive:
        workbook = archive.read("word/embeddings/chart2.xlsx")
    forged = altered(workbook, "xl/worksheets/sheet1.xml", b"<v>31</v>", b"<v>30</v>")
    file = altered(final, "word/embeddings/chart2.xlsx", workbook, forged)
    found = snapshot.compare(snapshot.of(report("en", "final")), file)
    assert [(d.place, d.code, d.expected, d.found) for d in found] == [
        ("workbook", "themes_r1_c1", "31", "30")
    ]


def test_a_changed_snapshot_is_named(final: bytes) -> None:
    file = altered(final, "customXml/item1.xml", b"66.4%", b"86.4%")
    found = snapshot.compare(snapshot.of(report("en", "final")), file)
    assert [(d.place, d.code) for d in found] == [("snapshot", "maturity")]


def test_a_snapshot_that_was_taken_out_is_missed(final: bytes) -> None:
    file = altered(final, "customXml/item1.xml", b"ketenzicht", b"something")
    assert snapshot.embedded(file) is None
    found = snapshot.compare(snapshot.of(report("en", "final")), file)
    assert [(d.place, d.found) for d in found] == [("snapshot", None)]


def test_a_suppressed_figure_leaves_no_number_in_the_snapshot() -> None:
    with pytest.raises(ValueError, match="suppressed"):
        Figure("x", "X", None, "…", numerator=2, suppressed=True)
    assert snapshot.of(report("en")).shown["complaints"] == "×"


def test_the_content_hash_does_not_depend_on_the_zip(final: bytes) -> None:
    stream = BytesIO()
    with ZipFile(BytesIO(final)) as source, ZipFile(stream, "w", ZIP_STORED) as target:
        for name in reversed(source.namelist()):
            target.writestr(name, source.read(name))
    again = stream.getvalue()
    assert again != final
    assert snapshot.content_hash(again) == snapshot.content_hash(final)
    assert snapshot.content_hash(render_report(report("en", "final"))) == (
        snapshot.content_hash(final)
    )


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("word/document.xml", b"Deadlines are met", b"Deadlines are set"),
        ("word/document.xml", b"66.4%", b"66.5%"),
        ("word/charts/chart1.xml", b"<c:v>9</c:v>", b"<c:v>8</c:v>"),
        ("word/footer1.xml", b"Metal chains", b"Steel chains"),
        ("customXml/item1.xml", b"66.4%", b"66.5%"),
    ],
)
def test_the_content_hash_changes_with_what_is_said(
    final: bytes, part: str, old: bytes, new: bytes
) -> None:
    assert snapshot.content_hash(altered(final, part, old, new)) != snapshot.content_hash(final)


def test_a_page_number_that_was_worked_out_does_not_change_the_hash(final: bytes) -> None:
    before, after = b"</w:instrText></w:r>", b'<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    page = after + b"<w:r><w:t>3</w:t></w:r>"
    file = altered(final, "word/document.xml", before + after, before + page)
    assert snapshot.content_hash(file) == snapshot.content_hash(final)


def test_a_decimal_keeps_its_decimals() -> None:
    figure = Figure("x", "X", Decimal("66.40"), "…", unit="%")
    data = report("nl")
    chapters = (replace(data.chapters[2], figures=(figure,)),)
    data = replace(data, chapters=(*data.chapters[:2], *chapters, *data.chapters[3:]))
    assert snapshot.of(data).shown["x"] == "66,40%"


def test_a_chart_that_another_program_renamed_is_known_by_its_place(final: bytes) -> None:
    file = altered(final, "word/document.xml", b'name="Chart themes"', b'name="Object2"')
    assert snapshot.compare(snapshot.of(report("en", "final")), file) == ()


def test_a_chart_that_was_taken_out_is_named_once(final: bytes) -> None:
    file = altered(final, "word/document.xml", b'name="Chart themes"', b'name="Chart other"')
    found = snapshot.compare(snapshot.of(report("en", "final")), file)
    assert [(d.place, d.code, d.found) for d in found] == [
        ("chart", "themes", None),
        ("workbook", "themes", None),
    ]


def test_a_workbook_that_cannot_be_read_differs_everywhere(final: bytes) -> None:
    with ZipFile(BytesIO(final)) as archive:
        workbook = archive.read("word/embeddings/chart2.xlsx")
    file = altered(final, "word/embeddings/chart2.xlsx", workbook, b"no workbook")
    found = snapshot.compare(snapshot.of(report("en", "final")), file)
    assert {d.place for d in found} == {"workbook"}


def test_a_file_that_is_no_report_is_an_error_that_says_so(final: bytes) -> None:
    expected = snapshot.of(report("en", "final"))
    for file in (b"", b"x", altered(final, "word/document.xml", b"</w:body>", b"")):
        with pytest.raises(ReportError):
            snapshot.compare(expected, file)


def test_a_file_that_lists_thousands_of_papers_is_read_back() -> None:
    papers = tuple(SourceDocument(f"D{n:04d}", "Verklaring", "Engels", 4) for n in range(5_000))
    data = replace(report("nl", "final"), documents=papers)
    assert snapshot.compare(snapshot.of(data), render_report(data)) == ()
