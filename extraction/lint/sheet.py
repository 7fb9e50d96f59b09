"""A filled template as the rules look at it: answers by topic, rows by metal, cells by address."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from extraction.lint import words
from extraction.records import Answer, DeclaredField, Remark
from extraction.reporting import Report, layouts, smelter_list
from extraction.reporting.look_up import metal_of
from extraction.reporting.smelter_list import ListRow

_RECYCLED = ("recycl", "scrap", "schroot", "schrott", "ferraille", "rebut", "gerecycl")
_NO_MINE = frozenset({"n/a", "na", "none", "unknown", "-", "no", "nvt", "n.v.t.", "tbd"})


@dataclass(frozen=True)
class Filled:
    """A report, and the day on which it is looked at."""

    report: Report
    today: date

    @cached_property
    def answers(self) -> dict[tuple[str, str | None], Answer]:
        """The answers by topic and metal."""
        return {(one.topic, one.metal): one for one in self.report.declaration.answers}

    @cached_property
    def rows(self) -> dict[str, list[ListRow]]:
        """The rows of the list by metal; those without a metal under an empty name."""
        found: dict[str, list[ListRow]] = {}
        for row in self.report.rows:
            found.setdefault(metal_of(row.metal) if row.metal else "", []).append(row)
        return found

    @cached_property
    def company(self) -> dict[str, DeclaredField]:
        """The company block by name of field."""
        return {one.name: one for one in self.report.declaration.company}

    def said(self, topic: str, metal: str | None) -> str:
        """An answer in lower case; empty where it was left open or is not asked."""
        answer = self.answers.get((topic, metal))
        return answer.text.casefold() if answer else ""

    def is_used(self, metal: str) -> bool:
        """Whether the product holds the metal, by the first questions."""
        return self.said("used", metal) == "yes" and self.said("remains", metal) != "no"

    @property
    def used(self) -> Iterator[str]:
        """The metals that the product holds."""
        return (metal for metal in self.report.declaration.metals if self.is_used(metal))

    def place(self, column: int | None, row: ListRow) -> str:
        """The address of a cell of a row; of its name where the template lacks the column."""
        columns = self.report.template.layout.columns
        shown = column or smelter_list.name_column(columns, row)
        return self.report.template.smelters.address(shown, row.number)


def remark(rule: str, cell: str | None, *values: str) -> Remark:
    """A remark under a rule; ``values`` are what its words name."""
    return Remark(rule, words.severity(rule), cell, values)


def names_mine(text: str) -> bool:
    """Whether a cell for mines names one, or a country: neither scrap nor a word for nothing."""
    plain = text.casefold().strip()
    return bool(plain) and plain not in _NO_MINE and not plain.startswith(_RECYCLED)


def products(filled: Filled) -> bool:
    """Whether the list of products names one."""
    sheet = filled.report.template.sheets.get(layouts.PRODUCTS)
    if sheet is None:
        return False
    first = layouts.FIRST_PRODUCT
    return any(sheet.at(column, row) for row in range(first, len(sheet.rows) + 1)
               for column in (2, 3))  # fmt: skip
