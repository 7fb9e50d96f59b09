"""WordprocessingML and DrawingML elements, made without python-docx."""

from functools import cache

from lxml import etree

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
}
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# Width of the text on an A4 page with margins of 25 mm, in twentieths of a point.
TEXT_WIDTH = 9070
# Its height between the margins of the shipped templates, in the same unit.
TEXT_HEIGHT = 13_832
EMU_A_TWIP = 635


@cache
def qname(name: str) -> str:
    """ "w:tbl" as lxml writes it."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if local else name


def element(
    name: str, attributes: dict[str, str] | None = None, *children: etree._Element
) -> etree._Element:
    """An element with prefixed names; the namespaces are declared on the first one only."""
    made = etree.Element(qname(name), nsmap={name.split(":")[0]: NAMESPACES[name.split(":")[0]]})
    for key, value in (attributes or {}).items():
        made.set(qname(key), value)
    made.extend(children)
    return made


def val(name: str, value: str | int) -> etree._Element:
    """The common form `<x val="..."/>`, the attribute in the element's own namespace if it is w."""
    return element(name, {"w:val" if name.startswith("w:") else "val": str(value)})


def text(content: str) -> etree._Element:
    """A `w:t`, its spaces kept."""
    made = element("w:t")
    made.text = content
    made.set(XML_SPACE, "preserve")
    return made


def paragraph(style: str, *runs: etree._Element) -> etree._Element:
    """A paragraph in a style."""
    return element("w:p", {}, element("w:pPr", {}, val("w:pStyle", style)), *runs)


def run(content: str) -> list[etree._Element]:
    """Runs that hold a text; tabs and line feeds become Word's own."""
    made = element("w:r")
    for number, line in enumerate(content.split("\n")):
        if number:
            made.append(element("w:br"))
        for position, part in enumerate(line.split("\t")):
            if position:
                made.append(element("w:tab"))
            if part:
                made.append(text(part))
    return [made] if len(made) else []
