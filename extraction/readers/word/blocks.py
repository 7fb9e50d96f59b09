"""A Word document as blocks in reading order: paragraphs, and tables of cells that hold blocks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Union

from extraction.readers.word.package import Element, Parts, name, value

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
    is_item: bool = False  # of a list


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
class _Styles:
    """What the named styles of paragraphs make of them."""

    headings: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()


def of_document(parts: Parts) -> Iterator[Block]:
    """All blocks: of the heads of pages, the body, the notes, the feet of pages."""
    styles = _styles(parts)
    yield from _once(parts, parts.related("header"), styles)
    yield from _of_part(parts, parts.main, styles)
    yield from _once(parts, parts.related("footnotes", "endnotes"), styles)
    yield from _once(parts, parts.related("footer"), styles)


def _once(parts: Parts, wanted: Iterator[str], styles: _Styles) -> Iterator[Block]:
    """The blocks of some parts; the first page, even and odd ones often have the same head."""
    for blocks in dict.fromkeys(_of_part(parts, part, styles) for part in wanted):
        yield from blocks


def _of_part(parts: Parts, part: str, styles: _Styles) -> tuple[Block, ...]:
    root = parts.root(part)
    return () if root is None else tuple(_blocks(root, styles))


def _styles(parts: Parts) -> _Styles:
    headings: set[str] = set()
    lists: set[str] = set()
    for part in parts.related("styles"):
        root = parts.root(part)
        for style in root if root is not None else ():
            known = value(style, "styleId") if name(style) == "style" else None
            if known is None:
                continue
            for inner in style.iter():
                if name(inner) == "outlineLvl" or (name(inner) == "name" and _titles(inner)):
                    headings.add(known)
                elif name(inner) == "numPr":
                    lists.add(known)
    return _Styles(frozenset(headings), frozenset(lists))


def _titles(style_name: Element) -> bool:
    return (value(style_name) or "").lower() in ("title", "subtitle")


def _blocks(parent: Element, styles: _Styles) -> Iterator[Block]:
    """The blocks below an element, whatever wraps them: content controls, insertions, notes."""
    for element in parent:
        kind = name(element)
        if kind == "p":
            yield from _of_paragraph(element, styles)
        elif kind == "tbl":
            yield _table(element, styles)
        elif kind in ("footnote", "endnote"):
            if value(element, "type") in (None, "normal"):  # the others are lines between notes
                yield from _blocks(element, styles)
        elif _is_read(element, kind):
            yield from _blocks(_chosen(element), styles)


def _is_read(element: Element, kind: str) -> bool:
    """Whether a reader sees what is below: no deletion, nothing hidden, no words to be replaced."""
    if kind == "r":
        return not _is_hidden(element)
    if kind == "sdt":
        properties = (one for part in element if name(part) == "sdtPr" for one in part)
        return not any(name(one) == "showingPlcHdr" for one in properties)
    return kind not in _UNREAD


def _of_paragraph(element: Element, styles: _Styles) -> Iterator[Block]:
    """The paragraph, and behind it what the text boxes hold that hang on it."""
    boxes: list[Element] = []
    text = "".join(_text(element, boxes))
    style = next((value(one) or "" for one in _properties(element, "pStyle")), "")
    listed = any(True for _ in _properties(element, "numPr")) or style in styles.lists
    heading = style in styles.headings or any(True for _ in _properties(element, "outlineLvl"))
    yield Paragraph(text, is_heading=heading, is_item=listed and not heading)
    for box in boxes:
        yield from _blocks(box, styles)


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


def _table(element: Element, styles: _Styles) -> Table:
    rows = (tuple(_cells(row, styles)) for row in _inside(element, "tr") if not _is_deleted(row))
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
    marks = (one for properties in row if name(properties) == "trPr" for one in properties)
    return any(name(one) == "del" for one in marks)


def _cells(row: Element, styles: _Styles) -> Iterator[Cell]:
    for cell in _inside(row, "tc"):
        marks = {name(one): one for properties in cell if name(properties) == "tcPr"
                 for one in properties}  # fmt: skip
        span = value(marks["gridSpan"]) if "gridSpan" in marks else None
        goes_on = "vMerge" in marks and value(marks["vMerge"]) in (None, "continue")
        blocks: Sequence[Block] = () if goes_on else tuple(_blocks(cell, styles))
        yield Cell(tuple(blocks), _columns(span), goes_on)


def _columns(span: str | None) -> int:
    return min(int(span), _WIDEST) if span and span.isascii() and span.isdigit() else 1
