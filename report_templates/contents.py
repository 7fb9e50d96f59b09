"""The table of contents: an entry a heading, its page number a field that any program works out."""

from dataclasses import dataclass

from lxml import etree

from report_templates.word_xml import XML_SPACE, element, qname, run, val

TOC_STOPS = ("567", "1247")
"""Where titles begin after their number, in the shipped templates."""
_DEEPEST = 2


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the text: `level` from 1, `bookmark` at its place, `number` as Word counts."""

    level: int
    number: str
    title: str
    bookmark: str


def fill(body: etree._Element, styles: etree._Element, numbering: etree._Element | None) -> None:
    """Give every heading a bookmark and write an entry for it where the document's TOC field is,
    if it has one.

    The field itself goes: only Word fills it in, and only when its reader lets it. A reference to
    a page in an ordinary paragraph is worked out by LibreOffice too, at once.
    """
    start = _toc_start(body)
    if start is None:
        return
    entries = [h for h in _headings(body, styles, numbering) if h.level <= _DEEPEST]
    end = _toc_end(start)
    if not entries or end is None:
        return
    for heading in entries:
        start.addprevious(_entry(heading))
    _remove(start, end)


def _toc_start(body: etree._Element) -> etree._Element | None:
    for instruction in body.iter(qname("w:instrText")):
        if (instruction.text or "").split()[:1] == ["TOC"]:
            return next(instruction.iterancestors(qname("w:p")))
    return None


def _toc_end(start: etree._Element) -> etree._Element | None:
    """The paragraph, on the same level, in which the field that begins in `start` ends."""
    depth = 0
    holder: etree._Element | None = start
    while holder is not None:
        for mark in holder.iter(qname("w:fldChar")):
            depth += {"begin": 1, "end": -1}.get(mark.get(qname("w:fldCharType")), 0)
        if depth == 0:
            return holder
        holder = holder.getnext()
    return None


def _remove(start: etree._Element, end: etree._Element) -> None:
    holder: etree._Element = start
    while holder is not end:
        following = holder.getnext()
        holder.getparent().remove(holder)
        holder = following
    end.getparent().remove(end)


def _headings(
    body: etree._Element, styles: etree._Element, numbering: etree._Element | None
) -> list[Heading]:
    found: list[Heading] = []
    counts: dict[tuple[str, int], int] = {}
    outlined = {
        style.get(qname("w:styleId")): (style, int(outline))
        for style in styles.iter(qname("w:style"))
        if (outline := _val(style, "w:pPr/w:outlineLvl")).isdigit()
    }
    path = f"{qname('w:pPr')}/{qname('w:pStyle')}"
    for holder in body.iter(qname("w:p")):
        used = holder.find(path)
        if used is None or used.get(qname("w:val")) not in outlined:
            continue
        style, level = outlined[used.get(qname("w:val"))]
        title = "".join(t.text or "" for t in holder.iter(qname("w:t")))
        if not title.strip():
            continue
        bookmark = f"_Toc{len(found) + 1:08d}"
        _bookmark(holder, bookmark, str(len(found) + 1))
        number = "" if numbering is None else _number(style, numbering, counts)
        found.append(Heading(level + 1, number, title, bookmark))
    return found


def _bookmark(holder: etree._Element, name: str, number: str) -> None:
    properties = holder.find(qname("w:pPr"))
    properties.addnext(element("w:bookmarkStart", {"w:id": number, "w:name": name}))
    holder.append(element("w:bookmarkEnd", {"w:id": number}))


def _number(
    style: etree._Element, numbering: etree._Element, counts: dict[tuple[str, int], int]
) -> str:
    """What Word prints before a heading in this style, counting on from the ones before."""
    number = _val(style, "w:pPr/w:numPr/w:numId")
    level = int(_val(style, "w:pPr/w:numPr/w:ilvl") or "0")
    path = f"w:num[@w:numId='{number}']/w:abstractNumId"
    abstract = _val(numbering, path) if number.isdigit() else ""
    if not abstract.isdigit():
        return ""
    counts[number, level] = counts.get((number, level), 0) + 1
    for deeper in range(level + 1, 9):
        counts.pop((number, deeper), None)
    levels = f"w:abstractNum[@w:abstractNumId='{abstract}']/w:lvl[@w:ilvl='{level}']"
    shown = _val(numbering, f"{levels}/w:lvlText")
    for upper in range(level + 1):
        count = counts.get((number, upper), 1)
        path = f"w:abstractNum[@w:abstractNumId='{abstract}']/w:lvl[@w:ilvl='{upper}']/w:numFmt"
        letters = _val(numbering, path) == "upperLetter"
        shown = shown.replace(f"%{upper + 1}", chr(64 + count) if letters else str(count))
    return shown


def _val(root: etree._Element, path: str) -> str:
    found = root.find(path, {"w": qname("w:x")[1:-2]})
    return "" if found is None else (found.get(qname("w:val")) or "")


def _entry(heading: Heading) -> etree._Element:
    label = f"{heading.number}\t" if heading.number else ""
    link = element(
        "w:hyperlink",
        {"w:anchor": heading.bookmark, "w:history": "1"},
        *run(f"{label}{heading.title}\t"),
        *_page(heading.bookmark),
    )
    properties = element("w:pPr", {}, val("w:pStyle", f"TOC{heading.level}"))
    if not heading.number:
        # The stops after a number would hold up the page number of a short title.
        stops = (element("w:tab", {"w:val": "clear", "w:pos": stop}) for stop in TOC_STOPS)
        properties.append(element("w:tabs", {}, *stops))
    return element("w:p", {}, properties, link)


def _page(bookmark: str) -> list[etree._Element]:
    """The page of a heading. Nothing stands there until it is worked out: a guess would be worse
    than none."""
    instruction = element("w:instrText")
    instruction.text = f" PAGEREF {bookmark} \\h "
    instruction.set(XML_SPACE, "preserve")
    inside = element("w:r", {}, instruction)
    return [_field("begin"), inside, _field("separate"), _field("end")]


def _field(kind: str) -> etree._Element:
    return element("w:r", {}, element("w:fldChar", {"w:fldCharType": kind}))
