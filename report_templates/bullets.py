"""Lines that people began with a dash, as items of a list that Word and screen readers know."""

from lxml import etree

from report_templates import marks as m
from report_templates.word_xml import element, qname, val

# What the schema puts before the numbering among the properties of a paragraph.
_BEFORE = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
_INDENT = "360"


def place(body: etree._Element, numbering: etree._Element | None) -> None:
    """Make an item of every paragraph that begins with the sign of one, and take the sign away.

    Where it stands after other words of the template, or the file numbers nothing, a dash does.
    """
    number = ""
    for holder in body.iter(qname("w:p")):
        texts = [one for one in holder.iter(qname("w:t")) if one.text]
        signed = [one for one in texts if m.ITEM in one.text]
        if not signed:
            continue
        first = signed[0] is texts[0] and signed[0].text.startswith(m.ITEM)
        if first and numbering is not None:
            number = number or _bullets(numbering)
            _list(holder, number)
            signed[0].text = signed[0].text.removeprefix(m.ITEM)
        for one in signed:
            one.text = one.text.replace(m.ITEM, "– ")


def _list(holder: etree._Element, number: str) -> None:
    properties = holder.find(qname("w:pPr"))
    if properties is None:
        properties = element("w:pPr")
        holder.insert(0, properties)
    for old in properties.findall(qname("w:numPr")):
        properties.remove(old)
    before = {qname(f"w:{name}") for name in _BEFORE}
    place = sum(child.tag in before for child in properties)
    listed = element("w:numPr", {}, val("w:ilvl", 0), val("w:numId", number))
    properties.insert(place, listed)


def _bullets(numbering: etree._Element) -> str:
    """A numbering of bullets, added to those of the file; the number by which it is used."""
    known = [_number(one, "w:abstractNumId") for one in numbering.iter(qname("w:abstractNum"))]
    used = [_number(one, "w:numId") for one in numbering.iter(qname("w:num"))]
    abstract, number = str(max(known, default=0) + 1), str(max(used, default=0) + 1)
    level = element(
        "w:lvl",
        {"w:ilvl": "0"},
        val("w:start", 1),
        val("w:numFmt", "bullet"),
        val("w:lvlText", "•"),
        val("w:lvlJc", "left"),
        element("w:pPr", {}, element("w:ind", {"w:left": _INDENT, "w:hanging": _INDENT})),
    )
    kind = val("w:multiLevelType", "singleLevel")
    made = element("w:abstractNum", {"w:abstractNumId": abstract}, kind, level)
    first = numbering.find(qname("w:num"))
    numbering.append(made) if first is None else first.addprevious(made)
    use = element("w:num", {"w:numId": number}, val("w:abstractNumId", abstract))
    last = numbering.findall(qname("w:num"))
    last[-1].addnext(use) if last else made.addnext(use)
    return number


def _number(one: etree._Element, name: str) -> int:
    said = one.get(qname(name)) or ""
    return int(said) if said.isdigit() else 0
