"""A template's tables once filled: columns that say nothing go, short tables stay whole."""

from dataclasses import replace
from io import BytesIO

import docx
import pytest

from report_templates.data import (
    STEPS,
    Chapter,
    Chart,
    Column,
    Finding,
    Measure,
    Series,
    Special,
    Table,
)
from report_templates.layout import SHORT
from report_templates.render import render_report
from report_templates.word_xml import TEXT_WIDTH, qname
from tests.report_templates.samples import report


def with_findings(*findings):
    chapters = tuple(Chapter(step, findings=findings if step == 4 else ()) for step in STEPS)
    return replace(report("en"), opening=(), chapters=chapters, closing=())


def finding(number, **given):
    return Finding(f"B{number:03d}", "A certificate has expired.", "Closed", "Major", **given)


def table_under(data, title):
    """The table whose first row holds a column of that title."""
    tables = docx.Document(BytesIO(render_report(data))).tables
    return next(t for t in tables if title in [cell.text for cell in t.rows[0].cells])


def titles(table):
    return [cell.text for cell in table.rows[0].cells]


def test_a_column_in_which_no_row_says_anything_is_left_out():
    table = table_under(with_findings(finding(1), finding(2)), "Finding")
    assert titles(table) == ["No.", "Finding", "Severity", "State"]
    assert {len(row.cells) for row in table.rows} == {4}


def test_the_columns_that_stay_fill_the_width():
    table = table_under(with_findings(finding(1)), "Finding")
    widths = [int(column.get(qname("w:w"))) for column in table._tbl.tblGrid]
    assert TEXT_WIDTH - 10 <= sum(widths) <= TEXT_WIDTH
    for row in table.rows:
        assert [cell._tc.tcPr.find(qname("w:tcW")).get(qname("w:w")) for cell in row.cells] == [
            str(width) for width in widths
        ]


def test_a_column_in_which_one_row_says_something_stays():
    data = with_findings(finding(1), finding(2, smelter="Smeltery of Nowhere"))
    assert "Smelter and country" in titles(table_under(data, "Finding"))


def test_of_a_measure_only_what_is_known_has_a_column():
    measure = Measure("Mitigate", "", None, "")
    table = table_under(with_findings(finding(1, measures=(measure,))), "Measure")
    assert titles(table) == ["No.", "Measure"]


@pytest.mark.parametrize(("rows", "whole"), [(SHORT, True), (SHORT + 1, False)])
def test_a_short_table_is_not_split_over_pages(rows, whole):
    data = with_findings(*(finding(number) for number in range(rows)))
    first, *between, last = table_under(data, "Finding").rows
    kept = [
        all(p._p.find(f".//{qname('w:keepNext')}") is not None for p in row.cells[0].paragraphs)
        for row in (first, *between)
    ]
    assert all(kept) is whole
    assert last._tr.find(f".//{qname('w:keepNext')}") is None


def test_a_long_table_leaves_no_row_alone_on_a_page():
    data = with_findings(*(finding(number) for number in range(SHORT + 9)))
    rows = table_under(data, "Finding").rows
    kept = [number for number, row in enumerate(rows) if kept_with_next(row)]
    assert kept == [0, 1, len(rows) - 2]


def kept_with_next(row):
    return all(p.paragraph_format.keep_with_next for cell in row.cells for p in cell.paragraphs)


def test_the_note_of_a_table_stands_on_the_page_of_its_last_row():
    header = (Column("Metal"), Column("Items", numeric=True))
    rows = tuple((f"Metal {number}", Special.SUPPRESSED) for number in range(SHORT + 5))
    noted, bare = (Table(f"Items, {note}", header, rows, note) for note in ("× = hidden.", ""))
    chapters = tuple(Chapter(step, tables=(noted, bare) if step == 2 else ()) for step in STEPS)
    data = replace(report("en"), opening=(), chapters=chapters, closing=())
    tables = docx.Document(BytesIO(render_report(data))).tables
    first, second = [one for one in tables if one.rows[0].cells[0].text == "Metal"]
    assert kept_with_next(first.rows[-1])
    assert not kept_with_next(second.rows[-1])


def drawn(rows):
    """A chart and its table: the paragraph of the picture, and the rows of its values."""
    names = tuple(f"State {number}" for number in range(rows))
    bars = (Series("Findings", tuple(range(rows))),)
    chart = Chart("C901", "bar", "Where findings stand", "Bars.", names, bars, "Source: itself.")
    chapters = tuple(Chapter(step, charts=(chart,) if step == 4 else ()) for step in STEPS)
    data = replace(report("en"), opening=(), chapters=chapters, closing=())
    body = docx.Document(BytesIO(render_report(data))).element.body
    (picture,) = (
        p for p in body.iter(qname("w:p")) if p.find(f".//{qname('w:drawing')}") is not None
    )
    return picture, picture.getnext().findall(qname("w:tr"))


def kept(part):
    """Whether every paragraph of a part is kept on the page of what follows."""
    return all(p.find(f".//{qname('w:keepNext')}") is not None for p in part.iter(qname("w:p")))


@pytest.mark.parametrize("rows", [3, SHORT + 4])
def test_a_figure_its_table_and_its_source_stand_on_one_page(rows):
    picture, table = drawn(rows)
    assert len(table) == rows + 1
    assert kept(picture)
    assert all(kept(row) for row in table)


def test_of_a_figure_longer_than_a_page_the_table_runs_on_below_its_first_rows():
    picture, table = drawn(60)
    assert kept(picture)
    assert [number for number, row in enumerate(table) if kept(row)] == [0, 1, 59, 60]
    assert table[0].find(f".//{qname('w:tblHeader')}") is not None
    assert all(row.find(f".//{qname('w:cantSplit')}") is not None for row in table)


def test_the_annexes_leave_no_page_behind_them_half_empty():
    body = docx.Document(BytesIO(render_report(report("en")))).element.body
    annexes = [
        p
        for p in body.iter(qname("w:p"))
        if (style := p.find(f".//{qname('w:pStyle')}")) is not None
        and style.get(qname("w:val")) == "AnnexHeading"
    ]
    assert annexes
    assert not any(list(p.iter(qname("w:pageBreakBefore"))) for p in annexes)
