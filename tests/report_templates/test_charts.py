"""Charts that Word can edit."""

from io import BytesIO

import openpyxl
from lxml import etree

from report_templates.charts import drawing, files
from report_templates.data import Chart, Series
from report_templates.word_xml import qname
from tests.report_templates.test_render import HOSTILE


def chart(names: tuple[str, ...] = ("a", "b"), kind: str = "bar") -> Chart:
    values = Series(names[0], tuple(range(1, len(names) + 1)))
    return Chart("c", "stacked" if kind == "stacked" else "bar", "t", "alt", names, (values,), "s")


def test_hostile_names_stay_text_in_the_chart_and_its_workbook() -> None:
    names = tuple(text for text in HOSTILE if text)
    made = files(chart(names), "rId1")
    category = next(etree.fromstring(made.xml).iter(qname("c:cat")))
    assert tuple(v.text for v in category.iter(qname("c:v"))) == names
    sheet = openpyxl.load_workbook(BytesIO(made.workbook)).active
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert tuple(cell.value for cell in cells) == names
    assert {cell.data_type for cell in cells} == {"s"}


def test_the_axis_starts_at_zero_and_values_are_printed() -> None:
    root = etree.fromstring(files(chart(), "rId1").xml)
    assert [e.get("val") for e in root.iter(qname("c:min"))] == ["0"]
    assert all(e.get("val") == "1" for e in root.iter(qname("c:showVal")))


def test_a_hidden_value_is_in_neither_chart_nor_workbook() -> None:
    hidden = Chart("c", "bar", "t", "alt", ("a", "b"), (Series("s", (7, None)),), "s")
    made = files(hidden, "rId1")
    values = next(etree.fromstring(made.xml).iter(qname("c:val")))
    assert [v.text for v in values.iter(qname("c:v"))] == ["7"]
    sheet = openpyxl.load_workbook(BytesIO(made.workbook)).active
    assert sheet["B3"].value == "×"


def test_the_drawing_has_its_text_alternative() -> None:
    shape = next(drawing(chart(), "rId1", 7).iter(qname("wp:docPr")))
    assert shape.get("descr") == "alt"


def test_the_same_chart_makes_the_same_bytes() -> None:
    assert files(chart(), "rId1") == files(chart(), "rId1")
