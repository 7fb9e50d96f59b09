"""A Word document as blocks in reading order: paragraphs, and tables of cells that hold blocks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Union

from extraction.readers.word import numbering, styles
from extraction.readers.word.numbering import Numbering
from extraction.readers.word.package import Element, Parts, name, value
from extraction.readers.word.styles import Styles, of_item

_UNREAD = frozenset(
    # Deleted or moved away, the reading aid above a Japanese word, and what fields are made of.
    ("del", "moveFrom", "rt", "instrText", "delText", "delInstrText", "rPr", "pPr", "sdtPr")
)
_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_OFF = frozenset(("0", "false", "off"))
_WIDEST = 200  # columns that one cell may span: more are no table that a person reads


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, its line breaks kept."""

    text: str
    is_heading: bool = False
    label: str = ""  # its number or bullet in a list


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell. ``span``: the columns it takes; ``goes_on``: it is merged with the one above."""

    blocks: tuple["Block", ...]
    span: int = 1
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table, row by row."""

    rows: tuple[tuple[Cell, ...], ...]


Block = Union[Paragraph, Table]  # noqa: UP007 - a forward reference in a tuple


@dataclass(frozen=True, slots=True)
class _Look:
    """What a document says of the look of its paragraphs."""

    styles: Styles
    numbering: Numbering


def of_document(parts: Parts) -> Iterator[Block]:
    """All blocks: of the heads of pages, the body, the notes, the feet of pages."""
    look = _Look(styles.of(parts), numbering.of(parts))
    yield from _once(parts, parts.related("header"), look)
    yield from _blocks(parts.root(parts.main), look)
    yield from _once(parts, parts.related("footnotes", "endnotes"), look)
    yield from _once(parts, parts.related("footer"), look)


def _once(parts: Parts, wanted: Iterator[str], look: _Look) -> Iterator[Block]:
    """The blocks of some parts; the first page, even and odd ones often have the same head."""
    for blocks in dict.fromkeys(_of_part(parts, part, look) for part in wanted):
        yield from blocks


def _of_part(parts: Parts, part: str, look: _Look) -> tuple[Block, ...]:
    root = parts.aside(part)
    return () if root is None else tuple(_blocks(root, look))


def _blocks(parent: Element, look: _Look) -> Iterator[Block]:
    """The blocks below an element, whatever wraps them: content controls, insertions, notes."""
    for element in parent:
        kind = name(element)
        if kind == "p":
            yield from _of_paragraph(element, look)
        elif kind == "tbl":
            yield _table(element, look)
        elif kind in ("footnote", "endnote"):
            if value(element, "type") in (None, "normal"):  # the others are lines between notes
                yield from _blocks(element, look)
        elif _is_read(element, kind):
            yield from _blocks(_chosen(element), look)


def _is_read(element: Element, kind: str) -> bool:
    """Whether a reader sees what is below: no deletion, nothing hidden, no words to be replaced."""
    if kind == "r":
        return not _is_hidden(element)
    if kind == "sdt":
        properties = (one for part in element if name(part) == "sdtPr" for one in part)
        return not any(name(one) == "showingPlcHdr" for one in properties)
    return kind not in _UNREAD


def _of_paragraph(element: Element, look: _Look) -> Iterator[Block]:
    """The paragraph, and behind it what the text boxes hold that hang on it."""
    boxes: list[Element] = []
    text = "".join(_text(element, boxes))
    style = next((value(one) or "" for one in _properties(element, "pStyle")), "")
    heading = look.styles.is_heading(style) or any(_properties(element, "outlineLvl"))
    label = _label(element, style, look)  # also of one without text: it is counted
    yield Paragraph(text, heading, label if text.strip() else "")
    for box in boxes:
        yield from _blocks(box, look)


def _label(element: Element, style: str, look: _Look) -> str:
    """The number or bullet before a paragraph."""
    number, depth = look.styles.item(style)
    for own in _properties(element, "numPr"):
        given, depth = of_item(own)
        number = given or number
    if number in (None, "0"):  # 0 takes a style's numbering off
        return ""
    return look.numbering.label(number, depth)


def _properties(paragraph: Element, wanted: str) -> Iterator[Element]:
    for properties in paragraph:
        if name(properties) == "pPr":
            yield from (one for one in properties if name(one) == wanted)


def _text(parent: Element, boxes: list[Element]) -> Iterator[str]:
    """The words of a paragraph's runs; text boxes are put into ``boxes``."""
    for element in parent:
        kind = name(element)
        if kind == "t":
            yield (element.text or "").replace("\n", " ")
        elif kind in _BREAKS:
            yield _BREAKS[kind]
        elif kind == "txbxContent":
            boxes.append(element)
        elif _is_read(element, kind):
            yield from _text(_chosen(element), boxes)


def _chosen(element: Element) -> Element:
    """Of one thing written for newer and for older programs the first; else the element."""
    if str(element.tag).endswith("}AlternateContent"):
        return next(iter(element), element)
    return element


def _is_hidden(run: Element) -> bool:
    marks = (one for properties in run if name(properties) == "rPr" for one in properties)
    return any(name(one) == "vanish" and value(one) not in _OFF for one in marks)


def _table(element: Element, look: _Look) -> Table:
    rows = (tuple(_cells(row, look)) for row in _inside(element, "tr") if not _is_deleted(row))
    return Table(tuple(row for row in rows if row))


def _inside(parent: Element, wanted: str) -> Iterator[Element]:
    """The rows or cells below an element, whatever wraps them."""
    for element in parent:
        kind = name(element)
        if kind == wanted:
            yield element
        elif kind in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _inside(element, wanted)


def _is_deleted(row: Element) -> bool:
    return any(name(one) == "del" for one in _of_row(row))


def _of_row(row: Element) -> Iterator[Element]:
    return (one for properties in row if name(properties) == "trPr" for one in properties)


def _cells(row: Element, look: _Look) -> Iterator[Cell]:
    """The cells of a row; one that begins further in has an empty cell before."""
    for mark in _of_row(row):
        if name(mark) == "gridBefore":
            yield Cell((), _columns(value(mark)))
    for cell in _inside(row, "tc"):
        marks = {name(one): one for properties in cell if name(properties) == "tcPr"
                 for one in properties}  # fmt: skip
        span = value(marks["gridSpan"]) if "gridSpan" in marks else None
        goes_on = "vMerge" in marks and value(marks["vMerge"]) in (None, "continue")
        blocks: Sequence[Block] = () if goes_on else tuple(_blocks(cell, look))
        yield Cell(tuple(blocks), _columns(span), goes_on)


def _columns(span: str | None) -> int:
    return min(numbering.whole(span, 1), _WIDEST)
