"""The lines that a Word file prints, and those whose numbers differ from another printing of it.

A figure in a sentence carries a bookmark with its code (``snapshot``); every other number, in a
table, a caption or an annex, is compared here, by its line.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from lxml import etree

from report_templates import package
from report_templates.word_xml import qname

Place = Literal["line", "contents", "table", "header", "footer", "comment"]
_PARTS: tuple[tuple[re.Pattern[str], Place], ...] = (
    (re.compile(r"word/document\.xml"), "line"),
    (re.compile(r"word/header[0-9]*\.xml"), "header"),
    (re.compile(r"word/(footer[0-9]*|footnotes|endnotes)\.xml"), "footer"),
    (re.compile(r"word/comments\.xml"), "comment"),
)
_NUMBER = re.compile(r"\d[\d.,]*")
_ALIKE = 0.5  # of 1: below it two lines are not each other's
_MOST_PAIRED = 200  # lines that are held against each other one by one


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph outside tables, or a row of a table with its cells joined by ` | `."""

    place: Place
    text: str

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers that it prints, as they are written."""
        return tuple(_NUMBER.findall(self.text))


@dataclass(frozen=True, slots=True)
class Altered:
    """A line with other numbers; None: it is only in the one file, or only in the other."""

    place: Place
    expected: str | None
    found: str | None


def printed(docx: bytes) -> list[Line]:
    """Every line with a number in it, page numbers left out."""
    lines: list[Line] = []
    for name, content in package.unpack(docx).items():
        for pattern, place in _PARTS:
            if pattern.fullmatch(name):
                lines.extend(line for line in _lines(package.parse(content), place) if line.numbers)
    return lines


def altered(expected: bytes, found: bytes, *, complete: bool) -> Iterator[Altered]:
    """Lines whose numbers differ.

    ``complete``: also lines that only ``found`` has; else it may say more than was expected.
    """
    before, after = Counter(printed(expected)), Counter(printed(found))
    gone, new = list((before - after).elements()), list((after - before).elements())
    for line in gone:
        match = _closest(line, new)
        if match is not None:
            new.remove(match)
            if match.numbers == line.numbers:
                continue  # only its words differ
        elif line.place in ("comment", "contents"):
            continue  # who has read a draft takes its comments out; Word makes contents of its own
        yield Altered(line.place, line.text, match.text if match else None)
    if complete:
        yield from (Altered(line.place, None, line.text) for line in new)


def _closest(line: Line, others: Iterable[Line]) -> Line | None:
    matcher = SequenceMatcher(autojunk=False, b=line.text)
    best, score = None, _ALIKE
    for other in [one for one in others if one.place == line.place][:_MOST_PAIRED]:
        matcher.set_seq1(other.text)
        if matcher.real_quick_ratio() > score and (ratio := matcher.ratio()) > score:
            best, score = other, ratio
    return best


def _lines(root: etree._Element, place: Place) -> Iterator[Line]:
    fields = 0
    texts: dict[etree._Element, list[str]] = {}
    tags = ("w:t", "w:tab", "w:br", "w:fldChar", "wp:docPr", "w:tblCaption")
    for element in root.iter(*(qname(tag) for tag in tags)):
        kind = etree.QName(element).localname
        if kind == "fldChar":
            fields += {"begin": 1, "end": -1}.get(element.get(qname("w:fldCharType")), 0)
        elif fields == 0:
            said = {
                "t": element.text or "",
                "docPr": element.get("descr") or "",
                "tblCaption": element.get(qname("w:val")) or "",
            }.get(kind, " ")
            texts.setdefault(_holder(element), []).append(said)
    rows: dict[etree._Element, list[str]] = {}
    for holder, parts in texts.items():
        row = next(holder.iterancestors(qname("w:tr")), None)
        if row is None:
            yield Line("contents" if _in_contents(holder) else place, "".join(parts))
        else:
            rows.setdefault(row, []).append("".join(parts))
    yield from (Line("table" if place == "line" else place, " | ".join(c)) for c in rows.values())


def _holder(element: etree._Element) -> etree._Element:
    """The paragraph in which it stands; a table's own description stands in none."""
    return next(element.iterancestors(qname("w:p")), element)


def _in_contents(holder: etree._Element) -> bool:
    style = holder.find(f"{qname('w:pPr')}/{qname('w:pStyle')}")
    return style is not None and (style.get(qname("w:val")) or "").startswith("TOC")
