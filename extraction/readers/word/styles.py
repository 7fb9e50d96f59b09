"""What the named styles of paragraphs make of them: headings, and items of lists."""

from dataclasses import dataclass, field

from extraction.readers.word import numbering
from extraction.readers.word.package import Element, Parts, name, value

_LONGEST_CHAIN = 20  # styles that follow one another; a circle has no end


@dataclass(slots=True)
class _Style:
    heading: bool = False
    item: Element | None = None  # its numbering
    follows: str | None = None


@dataclass(slots=True)
class Styles:
    """The styles of a document by their names in the file."""

    known: dict[str, _Style] = field(default_factory=dict)

    def is_heading(self, style: str) -> bool:
        """Whether paragraphs of a style are headings or titles."""
        return any(one.heading for one in self._chain(style))

    def item(self, style: str) -> tuple[str | None, int]:
        """The number of the list that a style's paragraphs belong to, and their depth in it."""
        found = next((one.item for one in self._chain(style) if one.item is not None), None)
        return (None, 0) if found is None else of_item(found)

    def _chain(self, style: str) -> list[_Style]:
        chain: list[_Style] = []
        following: str | None = style
        while following in self.known and len(chain) < _LONGEST_CHAIN:
            chain.append(self.known[following])
            following = chain[-1].follows
        return chain


def of(parts: Parts) -> Styles:
    """The styles of a document."""
    found = Styles()
    for part in parts.related("styles"):
        root = parts.aside(part)
        for element in root if root is not None else ():
            if name(element) == "style":
                found.known[value(element, "styleId") or ""] = _style(element)
    return found


def _style(element: Element) -> _Style:
    style = _Style()
    for inner in element.iter():
        kind = name(inner)
        if kind == "outlineLvl" or (kind == "name" and _is_title(value(inner))):
            style.heading = True
        elif kind == "numPr":
            style.item = inner
        elif kind == "basedOn":
            style.follows = value(inner)
    return style


def _is_title(printed: str | None) -> bool:
    return (printed or "").lower() in ("title", "subtitle")


def of_item(properties: Element) -> tuple[str | None, int]:
    """The number of a list and the depth in it that a paragraph's or a style's numbering gives."""
    marks = {name(one): value(one) for one in properties}
    return marks.get("numId"), numbering.whole(marks.get("ilvl"))
