"""Marks in a text that later become bookmarks, comments, tables and charts.

A template only ever meets text: values are escaped like any other. What must become more than text
is wrapped in noncharacters (U+FDD0 to U+FDD6), which `printable` never lets through from data, and
is replaced after the template has been filled in.
"""

import re
from dataclasses import dataclass

from report_templates.data import Chart, SourceRef, Table
from report_templates.printable import printable

_START, _END, _CLOSE, _BLOCK, _LEFT, _RIGHT = "\ufdd0\ufdd1\ufdd2\ufdd3\ufdd4\ufdd5"
ITEM = "\ufdd6"
"""Before a line that is an item of a list; see ``bullets``."""
TOKEN = re.compile("([\ufdd0\ufdd1\ufdd3])([0-9]+)\ufdd2")
ANY = re.compile("[\ufdd0-\ufdd5]")


@dataclass(frozen=True, slots=True)
class FigureMark:
    """The text is the printed value of the figure with this code."""

    code: str


@dataclass(frozen=True, slots=True)
class SourceMark:
    """The text is backed by these sources, to be shown as a comment; ``address`` lists them all."""

    sources: tuple[SourceRef, ...]
    address: str = ""


@dataclass(frozen=True, slots=True)
class DataTable:
    """A chart's values as a table; a cell's code is the chart's code with row and column."""

    chart: Chart


Mark = FigureMark | SourceMark | Table | Chart | DataTable
Marks = list[Mark]


@dataclass(frozen=True, slots=True)
class Token:
    """A mark met in a text: where it starts or ends, or the block that stands there."""

    kind: str
    index: int


def plain(text: str) -> str:
    """A value as a template may hold it. Braces are covered up: after filling in, the template
    library rewrites pairs such as `{_{`, also where they come from a value."""
    return printable(text).replace("{", _LEFT).replace("}", _RIGHT)


def uncovered(text: str) -> str:
    """The text with its braces again."""
    return text.replace(_LEFT, "{").replace(_RIGHT, "}")


def around(marks: Marks, mark: Mark, text: str) -> str:
    """Wrap a text made by `plain` in a mark."""
    marks.append(mark)
    index = len(marks) - 1
    return f"{_START}{index}{_CLOSE}{text}{_END}{index}{_CLOSE}"


def block(marks: Marks, mark: Mark) -> str:
    """The place holder of a table or chart."""
    marks.append(mark)
    return f"{_BLOCK}{len(marks) - 1}{_CLOSE}"


def pieces(text: str) -> list[str | Token]:
    """A text cut at its marks, braces uncovered; empty texts are left out."""
    found: list[str | Token] = []
    position = 0
    kinds = {_START: "start", _END: "end", _BLOCK: "block"}
    for match in TOKEN.finditer(text):
        if match.start() > position:
            found.append(uncovered(text[position : match.start()]))
        found.append(Token(kinds[match.group(1)], int(match.group(2))))
        position = match.end()
    if position < len(text):
        found.append(uncovered(text[position:]))
    return found
