"""Remarks on single cells: what the template forbids to type."""

from collections.abc import Iterator

from extraction.lint.sheet import Filled, remark
from extraction.readers.workbook import Sheet
from extraction.records import Remark
from extraction.reporting import layouts

_FORBIDDEN = ("=", "#")
_LONGEST = 255  # characters advised
_SHOWN = 40


def check(filled: Filled) -> Iterator[Remark]:
    """All cells that a supplier fills in: company, answers, lists of smelters and products."""
    template = filled.report.template
    declared = template.declaration
    rows = [*template.layout.company.values()]
    rows += [question.row + slot for question in template.layout.by_metal
             for slot in range(template.layout.slots)]  # fmt: skip
    rows += [question.row for question in template.layout.by_company]
    for row in sorted(set(rows)):
        for column in (layouts.ANSWER, layouts.COMMENT):
            yield from _cell(declared, column, row)
    for row in range(layouts.FIRST_ROW, len(template.smelters.rows) + 1):
        for column in range(1, template.layout.columns.last + 1):
            yield from _cell(template.smelters, column, row)
    products = template.sheets.get(layouts.PRODUCTS)
    if products is not None:
        for row in range(layouts.FIRST_PRODUCT, len(products.rows) + 1):
            for column in range(2, 7):
                yield from _cell(products, column, row)


def _cell(sheet: Sheet, column: int, row: int) -> Iterator[Remark]:
    text = sheet.at(column, row)
    if text.startswith(_FORBIDDEN):
        yield remark("forbidden_sign", sheet.address(column, row), text[:_SHOWN])
    elif len(text) > _LONGEST:
        yield remark("text_long", sheet.address(column, row), str(len(text)))
