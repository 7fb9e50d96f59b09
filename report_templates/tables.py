"""Tables of any number of columns, and the table of values below a chart."""

from lxml import etree

from report_templates import marks as m
from report_templates import wording
from report_templates.data import Chart, Column, Language, Table
from report_templates.printable import printable
from report_templates.word_xml import TEXT_WIDTH, element, paragraph, run, val

STYLE = "KetenzichtTable"


def table(content: Table, language: Language) -> etree._Element:
    """A table with a repeated header row; rows are not split over pages."""
    rows = [[m.plain(wording.cell(value, language)) for value in row] for row in content.rows]
    return _grid(content.header, rows, content.caption)


def chart_values(chart: Chart, language: Language, marks: m.Marks) -> etree._Element:
    """The numbers behind the bars: a row a category, a column a series, every number marked."""
    header = (
        Column(chart.category_title, weight=20),
        *(Column(series.name, numeric=True) for series in chart.series),
    )
    rows = []
    for row, category in enumerate(chart.categories, 1):
        cells = [m.plain(category)]
        for column, series in enumerate(chart.series, 1):
            value = series.values[row - 1]
            shown = "×" if value is None else wording.with_unit(value, chart.unit, language)
            cells.append(m.around(marks, m.FigureMark(cell_code(chart, row, column)), shown))
        rows.append(cells)
    rows += [[m.plain(name), *["×"] * len(chart.series)] for name in chart.unshown]
    return _grid(header, rows, chart.alt)


def cell_code(chart: Chart, row: int, column: int) -> str:
    """The code of one value of a chart, row and column from 1."""
    return f"{chart.code}_r{row}_c{column}"


def _grid(header: tuple[Column, ...], rows: list[list[str]], description: str) -> etree._Element:
    weights = [max(1, column.weight) for column in header]
    widths = [TEXT_WIDTH * weight // sum(weights) for weight in weights]
    properties = element(
        "w:tblPr",
        {},
        val("w:tblStyle", STYLE),
        element("w:tblW", {"w:w": str(sum(widths)), "w:type": "dxa"}),
        element("w:tblLayout", {"w:type": "fixed"}),
        element("w:tblLook", {"w:val": "0020", "w:firstRow": "1", "w:noVBand": "1"}),
        val("w:tblCaption", printable(description)[:255]),
    )
    grid = element("w:tblGrid", {}, *(element("w:gridCol", {"w:w": str(w)}) for w in widths))
    titles = [m.plain(column.title) for column in header]
    made = element("w:tbl", {}, properties, grid, _row(header, widths, titles, True))
    made.extend(_row(header, widths, cells, False) for cells in rows)
    return made


def _row(
    header: tuple[Column, ...], widths: list[int], cells: list[str], head: bool
) -> etree._Element:
    properties = element("w:trPr", {}, element("w:cantSplit"))
    if head:
        properties.append(element("w:tblHeader"))
    made = element("w:tr", {}, properties)
    for column, width, content in zip(header, widths, cells, strict=True):
        style = "TableNumber" if column.numeric else "TableText"
        size = element("w:tcPr", {}, element("w:tcW", {"w:w": str(width), "w:type": "dxa"}))
        made.append(element("w:tc", {}, size, paragraph(style, *run(content))))
    return made
