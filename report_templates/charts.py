"""Bar charts that Word can edit: the chart's XML, its workbook, and its place in the text."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO

import xlsxwriter
from lxml import etree
from xlsxwriter.utility import xl_col_to_name

from report_templates.data import Chart, Number, Series
from report_templates.printable import printable
from report_templates.word_xml import EMU_A_TWIP, TEXT_WIDTH, element, val

# Fill and label colour of each series in turn; neighbours differ in lightness, not only in hue.
COLOURS = (
    ("0B4F71", "FFFFFF"),
    ("7FB0C8", "1B1F24"),
    ("8A939E", "1B1F24"),
    ("A4501F", "FFFFFF"),
    ("B7D3E0", "1B1F24"),
    ("535B66", "FFFFFF"),
)
_EMU_A_CM = 360_000
_SHEET = "Data"
_CATEGORY_AXIS, _VALUE_AXIS = "500100", "500200"


@dataclass(frozen=True, slots=True)
class ChartFiles:
    """The bytes of a chart part and of the workbook behind it."""

    xml: bytes
    workbook: bytes


def files(chart: Chart, workbook_id: str) -> ChartFiles:
    """The parts of a chart; `workbook_id` is the relationship from chart to workbook."""
    root = element("c:chartSpace", {}, val("c:date1904", 0), val("c:roundedCorners", 0))
    root.append(_chart(chart))
    no_line = element("a:ln", {}, element("a:noFill"))
    root.append(element("c:spPr", {}, element("a:noFill"), no_line))
    root.append(_text_properties("1B1F24", 900))
    data = element("c:externalData", {"r:id": workbook_id}, val("c:autoUpdate", 0))
    root.append(data)
    xml = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return ChartFiles(xml, _workbook(chart))


def drawing(chart: Chart, chart_id: str, shape_id: int) -> etree._Element:
    """The run that shows a chart across the text's width, with its text alternative."""
    size = {"cx": str(TEXT_WIDTH * EMU_A_TWIP), "cy": str(_height(chart))}
    name = {"id": str(shape_id), "name": f"Chart {chart.code}", "descr": printable(chart.alt)}
    graphic = element(
        "a:graphicData",
        {"uri": "http://schemas.openxmlformats.org/drawingml/2006/chart"},
        element("c:chart", {"r:id": chart_id}),
    )
    inline = element(
        "wp:inline",
        {"distT": "0", "distB": "0", "distL": "0", "distR": "0"},
        element("wp:extent", size),
        element("wp:docPr", name),
        element("wp:cNvGraphicFramePr"),
        element("a:graphic", {}, graphic),
    )
    return element("w:r", {}, element("w:drawing", {}, inline))


def _height(chart: Chart) -> int:
    bars = len(chart.series) if chart.kind == "bar" else 1
    legend = 1.0 if len(chart.series) > 1 else 0.0
    centimetres = 0.6 + legend + len(chart.categories) * (0.35 + 0.5 * bars)
    return int(min(max(centimetres, 3.0), 20.0) * _EMU_A_CM)


def _chart(chart: Chart) -> etree._Element:
    stacked = chart.kind == "stacked"
    bars = element(
        "c:barChart",
        {},
        val("c:barDir", "bar"),
        val("c:grouping", "stacked" if stacked else "clustered"),
        val("c:varyColors", 0),
    )
    bars.extend(_series(chart, index, series) for index, series in enumerate(chart.series))
    bars.append(val("c:gapWidth", 45))
    bars.append(val("c:overlap", 100 if stacked else 0))
    bars.extend((val("c:axId", _CATEGORY_AXIS), val("c:axId", _VALUE_AXIS)))
    area = element("c:plotArea", {}, element("c:layout"), bars, *_axes(chart))
    made = element("c:chart", {}, val("c:autoTitleDeleted", 1), area)
    if len(chart.series) > 1:
        legend = element("c:legend", {}, val("c:legendPos", "b"), val("c:overlay", 0))
        made.append(legend)
    made.append(val("c:plotVisOnly", 1))
    made.append(val("c:dispBlanksAs", "gap"))
    return made


def _axes(chart: Chart) -> Iterator[etree._Element]:
    # The first category on top; the value axis starts at zero and is not drawn, as every bar
    # carries its number.
    rows = zip(*(series.values for series in chart.series), strict=True)
    longest = max((sum(value or 0 for value in row) for row in rows), default=0)
    most = [val("c:max", str(longest))] if chart.kind == "stacked" and longest > 0 else []
    line = element("c:spPr", {}, element("a:ln", {"w": "9525"}, _fill("767E89")))
    yield element(
        "c:catAx",
        {},
        val("c:axId", _CATEGORY_AXIS),
        element("c:scaling", {}, val("c:orientation", "maxMin")),
        val("c:delete", 0),
        val("c:axPos", "l"),
        element("c:numFmt", {"formatCode": "General", "sourceLinked": "0"}),
        val("c:majorTickMark", "none"),
        val("c:minorTickMark", "none"),
        val("c:tickLblPos", "low"),
        line,
        val("c:crossAx", _VALUE_AXIS),
        val("c:crosses", "autoZero"),
        val("c:auto", 0),
        val("c:lblAlgn", "ctr"),
        val("c:lblOffset", 100),
        val("c:noMultiLvlLbl", 1),
    )
    yield element(
        "c:valAx",
        {},
        val("c:axId", _VALUE_AXIS),
        element("c:scaling", {}, val("c:orientation", "minMax"), *most, val("c:min", 0)),
        val("c:delete", 1),
        val("c:axPos", "t"),
        element("c:numFmt", {"formatCode": "General", "sourceLinked": "0"}),
        val("c:majorTickMark", "none"),
        val("c:minorTickMark", "none"),
        val("c:tickLblPos", "nextTo"),
        val("c:crossAx", _CATEGORY_AXIS),
        val("c:crosses", "autoZero"),
    )


def _series(chart: Chart, index: int, series: Series) -> etree._Element:
    fill, label = COLOURS[index % len(COLOURS)]
    column = xl_col_to_name(index + 1)
    last = len(chart.categories) + 1
    made = element("c:ser", {}, val("c:idx", index), val("c:order", index))
    name = _cache("c:strCache", [printable(series.name)])
    made.append(
        element("c:tx", {}, _reference("c:strRef", f"{_SHEET}!${column}$1", name)),
    )
    border = element("a:ln", {"w": "9525"}, _fill("FFFFFF"))
    made.append(element("c:spPr", {}, _fill(fill), border))
    made.append(val("c:invertIfNegative", 0))
    made.append(_labels(chart, label))
    categories = _cache("c:strCache", [printable(c) for c in chart.categories])
    made.append(
        element("c:cat", {}, _reference("c:strRef", f"{_SHEET}!$A$2:$A${last}", categories))
    )
    values = _cache("c:numCache", [None if v is None else str(v) for v in series.values])
    where = f"{_SHEET}!${column}$2:${column}${last}"
    made.append(element("c:val", {}, _reference("c:numRef", where, values)))
    return made


def _labels(chart: Chart, colour: str) -> etree._Element:
    stacked = chart.kind == "stacked"
    values = (v for series in chart.series for v in series.values if isinstance(v, Decimal))
    decimals = max((max(0, -int(v.as_tuple().exponent)) for v in values), default=0)
    number = "#,##0" + ("." + "0" * decimals if decimals else "")
    if chart.unit == "%":
        number += '"%"'
    # A zero in a stack has no bar to stand in: its label is left out, the table below shows it.
    number = f"{number};;" if stacked else number
    made = element("c:dLbls", {})
    made.append(element("c:numFmt", {"formatCode": number, "sourceLinked": "0"}))
    made.append(element("c:spPr", {}, element("a:noFill")))
    made.append(_text_properties(colour if stacked else "1B1F24", 900))
    made.append(val("c:dLblPos", "ctr" if stacked else "outEnd"))
    made.extend(
        val(f"c:show{what}", int(what == "Val"))
        for what in ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
    )
    return made


def _reference(name: str, where: str, cache: etree._Element) -> etree._Element:
    formula = element("c:f")
    formula.text = where
    return element(name, {}, formula, cache)


def _cache(name: str, values: list[str] | list[str | None]) -> etree._Element:
    made = element(name, {})
    if name == "c:numCache":
        code = element("c:formatCode")
        code.text = "General"
        made.append(code)
    made.append(val("c:ptCount", len(values)))
    for index, value in enumerate(values):
        if value is not None:
            content = element("c:v")
            content.text = value
            made.append(element("c:pt", {"idx": str(index)}, content))
    return made


def _fill(colour: str) -> etree._Element:
    return element("a:solidFill", {}, val("a:srgbClr", colour))


def _text_properties(colour: str, size: int) -> etree._Element:
    font = element("a:latin", {"typeface": "Arial"})
    defaults = element("a:defRPr", {"sz": str(size), "b": "0"}, _fill(colour), font)
    end = element("a:endParaRPr", {"lang": "en-GB"})
    paragraph = element("a:p", {}, element("a:pPr", {}, defaults), end)
    return element("c:txPr", {}, element("a:bodyPr"), element("a:lstStyle"), paragraph)


def _workbook(chart: Chart) -> bytes:
    stream = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"author": "Ketenzicht", "created": datetime(2000, 1, 1, tzinfo=UTC)})
    sheet = book.add_worksheet(_SHEET)
    sheet.write_string(0, 0, printable(chart.category_title))
    for row, category in enumerate(chart.categories, 1):
        sheet.write_string(row, 0, printable(category))
    for column, series in enumerate(chart.series, 1):
        sheet.write_string(0, column, printable(series.name))
        for row, value in enumerate(series.values, 1):
            _write(sheet, row, column, value)
    book.close()
    return stream.getvalue()


def _write(
    sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, value: Number | None
) -> None:
    if value is None:
        sheet.write_string(row, column, "×")
    else:
        sheet.write_number(row, column, value)
