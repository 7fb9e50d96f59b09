"""Marks inside the running text turned into bookmarks and comments; blocks put in their place."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date

from lxml import etree

from report_templates import marks as m
from report_templates import wording
from report_templates.data import Language, SourceRef
from report_templates.printable import printable
from report_templates.word_xml import element, paragraph, qname, run, text, val

AUTHOR = "Ketenzicht"
_CHANGE_RECORDS = ("w:rPrChange", "w:pPrChange", "w:tblPrChange", "w:tcPrChange", "w:trPrChange")
_COMMENT_TAGS = ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference")


@dataclass(slots=True)
class _Open:
    """What is being built: ids given so far, the marks that are open, the comments made."""

    marks: m.Marks
    language: Language
    on: date
    comments_allowed: bool = True
    next_id: int = 10_000
    open: dict[int, list[int]] = field(default_factory=dict)
    comments: list[etree._Element] = field(default_factory=list)


def remove_comments(root: etree._Element) -> None:
    """Take out every comment that the template itself carries."""
    for tag in _COMMENT_TAGS:
        for found in list(root.iter(qname(tag))):
            found.getparent().remove(found)


def accept_changes(root: etree._Element) -> None:
    """Accept every tracked change of the template: each one carries its maker's name."""
    for tag in ("w:del", "w:moveFrom", *_CHANGE_RECORDS, "w:sectPrChange"):
        for found in list(root.iter(qname(tag))):
            found.getparent().remove(found)
    for tag in ("w:ins", "w:moveTo"):
        for found in list(root.iter(qname(tag))):
            for child in list(found):
                found.addprevious(child)
            found.getparent().remove(found)


def place_blocks(
    root: etree._Element, marks: m.Marks, build: Callable[[m.Mark], etree._Element]
) -> None:
    """Replace each paragraph that holds a block's mark by the block: a `w:tbl`, or a `w:r` that
    gets a paragraph of its own."""
    for holder in list(root.iter(qname("w:p"))):
        content = "".join(t.text or "" for t in holder.iter(qname("w:t")))
        if not m.ANY.search(content):
            continue
        blocks = [p for p in m.pieces(content) if isinstance(p, m.Token) and p.kind == "block"]
        for token in blocks:
            made = build(marks[token.index])
            holder.addprevious(made if made.tag == qname("w:tbl") else _alone(holder, made))
        if blocks:
            _drop(holder)


def _alone(holder: etree._Element, made: etree._Element) -> etree._Element:
    properties = holder.find(qname("w:pPr"))
    kept = [] if properties is None else [deepcopy(properties)]
    return element("w:p", {}, *kept, made)


def _drop(holder: etree._Element) -> None:
    """Remove a paragraph, unless Word needs one there: at a cell's end, or between two tables."""
    before, after = holder.getprevious(), holder.getnext()
    tables = [e for e in (before, after) if e is not None and e.tag == qname("w:tbl")]
    last_in_cell = after is None and holder.getparent().tag == qname("w:tc")
    if len(tables) == 2 or (last_in_cell and tables):
        for child in holder.findall(qname("w:r")):
            holder.remove(child)
    else:
        holder.getparent().remove(holder)


def place_marks(
    root: etree._Element, marks: m.Marks, language: Language, on: date, *, comments: bool
) -> list[etree._Element]:
    """Turn the marks in a part's text into bookmarks and, where allowed, comments.

    Answers the `w:comment` elements that belong to it, dated `on`.
    """
    state = _Open(marks, language, on, comments_allowed=comments)
    for holder in list(root.iter(qname("w:r"))):
        if any(m.ANY.search(t.text or "") for t in holder.iterchildren(qname("w:t"))):
            for made in _split(state, holder):
                holder.addprevious(made)
            holder.getparent().remove(holder)
    return state.comments


def _split(state: _Open, holder: etree._Element) -> list[etree._Element]:
    properties = holder.find(qname("w:rPr"))
    made: list[etree._Element] = []
    current: etree._Element | None = None

    def put(child: etree._Element) -> None:
        nonlocal current
        if current is None:
            kept = [] if properties is None else [deepcopy(properties)]
            current = element("w:r", {}, *kept)
            made.append(current)
        current.append(child)

    for child in list(holder):
        if child.tag != qname("w:t"):
            if child is not properties:
                put(child)
            continue
        for piece in m.pieces(child.text or ""):
            if isinstance(piece, str):
                put(text(piece))
            else:
                made.extend(_marker(state, piece))
                current = None
    return made


def _marker(state: _Open, token: m.Token) -> list[etree._Element]:
    mark = state.marks[token.index]
    if isinstance(mark, m.SourceMark) and not state.comments_allowed:
        return []
    if token.kind == "start":
        state.next_id += 1
        state.open.setdefault(token.index, []).append(state.next_id)
        number = str(state.next_id)
        if isinstance(mark, m.FigureMark):
            name = f"_kz{number}_{mark.code}"
            return [element("w:bookmarkStart", {"w:id": number, "w:name": name})]
        return [element("w:commentRangeStart", {"w:id": number})]
    if token.kind != "end" or not state.open.get(token.index):
        return []
    number = str(state.open[token.index].pop())
    if isinstance(mark, m.SourceMark):
        state.comments.append(_comment(state, number, mark))
        style = element("w:rPr", {}, val("w:rStyle", "CommentReference"))
        reference = element("w:commentReference", {"w:id": number})
        return [
            element("w:commentRangeEnd", {"w:id": number}),
            element("w:r", {}, style, reference),
        ]
    return [element("w:bookmarkEnd", {"w:id": number})]


def _comment(state: _Open, number: str, mark: m.SourceMark) -> etree._Element:
    words = wording.WORDS[state.language]
    made = element(
        "w:comment",
        {
            "w:id": number,
            "w:author": AUTHOR,
            "w:date": f"{state.on.isoformat()}T00:00:00Z",
            "w:initials": "KZ",
        },
    )
    for source in mark.sources:
        made.append(paragraph("CommentText", *run(printable(_where(source, words)))))
    if mark.address:
        made.append(paragraph("CommentText", *run(f"{words.all_sources}: "), *_link(mark.address)))
    return made


def _link(address: str) -> list[etree._Element]:
    """A link as a field: it needs no relationship, and its words are the address itself."""
    instruction = element("w:instrText")
    instruction.text = f' HYPERLINK "{address}" '
    return [
        element("w:r", {}, element("w:fldChar", {"w:fldCharType": "begin"})),
        element("w:r", {}, instruction),
        element("w:r", {}, element("w:fldChar", {"w:fldCharType": "separate"})),
        *run(address),
        element("w:r", {}, element("w:fldChar", {"w:fldCharType": "end"})),
    ]


def _where(source: SourceRef, words: wording.Wording) -> str:
    """A source in one sentence; a whole document has no page, how many more there are no place."""
    if not source.document:
        return source.quote
    where = f"{words.source} {source.id}"
    if source.id != source.document:
        where += f": {source.document}"
    if source.page is not None:
        where += f", {words.page} {source.page}"
    return f"{where}. “{source.quote}”" if source.quote else f"{where}."
