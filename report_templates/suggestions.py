"""What somebody wrote in a Word file: its tracked changes and comments, each with its paragraph.

Only text is read. A change is held against its paragraph as that was before all changes, so that
each can be taken over by itself. Nothing in the file is run, fetched or opened.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from report_templates import package
from report_templates.package import Parts, Refusal
from report_templates.printable import printable
from report_templates.word_xml import qname

MOST = 2000  # changes and comments of one file
_MACROS = re.compile(r"vbaProject|vbaData|activeX|oleObject|afchunk|customUI", re.I)
_MACROS_TYPE = re.compile(r"macroEnabled|ms-word\.vba|activeX|oleObject", re.I)
_OTHERS = re.compile(r"word/(header[0-9]*|footer[0-9]*|footnotes|endnotes)\.xml")
_GONE = frozenset({qname("w:del"), qname("w:moveFrom")})
_NEW = frozenset({qname("w:ins"), qname("w:moveTo")})
_BREAKS = {qname("w:tab"): "\t", qname("w:br"): "\n", qname("w:cr"): "\n"}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A change (``after`` is the paragraph with it) or a comment (``text``, on ``quote``).

    ``place`` is the number of the paragraph in the file's own, -1 outside the text; ``at`` is ISO.
    """

    place: int
    before: str
    after: str | None
    text: str
    quote: str
    author: str
    at: str


@dataclass(frozen=True, slots=True)
class Written:
    """The paragraphs of a file without its tracked changes, and what was written in them."""

    paragraphs: tuple[str, ...]
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words with one history: ``kind`` is same, new or gone."""

    kind: str
    text: str
    author: str = ""
    at: str = ""


@dataclass(slots=True)
class _Paragraph:
    """A paragraph as it was; paragraphs that were added to it since are in it, after a line end."""

    pieces: list[_Piece]
    marks: list[tuple[str, str]]  # id of a comment, with the words that it is about


def read(file: bytes) -> Written:
    """What was written in a file. Raises Refusal: not_word, too_big, active, damaged."""
    parts = package.unpack(file)
    _check(parts)
    body = _root(parts, "word/document.xml")
    if body is None:
        raise Refusal("not_word")
    notes = _comments(parts)
    paragraphs = list(_paragraphs(body))
    found = [one for n, each in enumerate(paragraphs) for one in _of(n, each, notes)]
    for name in sorted(parts):
        root = _root(parts, name) if _OTHERS.fullmatch(name) else None
        for each in _paragraphs(root) if root is not None else ():
            found.extend(_of(-1, each, notes))
    # A comment whose place is gone is not lost.
    found += [_note(-1, "", "", note) for note in notes.values()]
    if len(found) > MOST:
        raise Refusal("too_big")
    return Written(tuple(_before(one.pieces) for one in paragraphs), tuple(found))


def _check(parts: Parts) -> None:
    if _MACROS_TYPE.search(parts["[Content_Types].xml"].decode("utf-8", "replace")):
        raise Refusal("active")
    for name in parts:
        if _MACROS.search(name):
            raise Refusal("active", name)


def _root(parts: Parts, name: str) -> etree._Element | None:
    content = parts.get(name)
    if content is None:
        return None
    if len(content) > package.MOST_XML:
        raise Refusal("too_big", name)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise Refusal("damaged", name)
    return package.parse(content, name)


def _comments(parts: Parts) -> dict[str, _Piece]:
    root = _root(parts, "word/comments.xml")
    if root is None:
        return {}
    return {
        one.get(qname("w:id")) or "": _Piece(
            "note", "\n".join(_text(p) for p in one.iter(qname("w:p"))).strip(), *_by(one)
        )
        for one in root.iter(qname("w:comment"))
    }


def _by(made: etree._Element) -> tuple[str, str]:
    return printable(made.get(qname("w:author")) or ""), made.get(qname("w:date")) or ""


def _text(root: etree._Element) -> str:
    tags = (qname("w:t"), qname("w:delText"), *_BREAKS)
    return "".join(_BREAKS.get(e.tag) or printable(e.text or "") for e in root.iter(*tags))


def _paragraphs(root: etree._Element) -> Iterator[_Paragraph]:
    """The paragraphs as they were before the changes; a text box inside one is its own."""
    open_notes: dict[str, list[str]] = {}
    current: _Paragraph | None = None
    for holder in root.iter(qname("w:p")):
        current = current or _Paragraph([], [])
        _fill(current, holder, open_notes)
        added = holder.find(f"{qname('w:pPr')}/{qname('w:rPr')}/{qname('w:ins')}")
        if added is not None:  # this end of a line is new: what follows belongs to it
            current.pieces.append(_Piece("new", "\n", *_by(added)))
            continue
        yield current
        current = None
    if current is not None:
        yield current


def _fill(into: _Paragraph, holder: etree._Element, open_notes: dict[str, list[str]]) -> None:
    for one in holder.iter(etree.Element):
        if next(one.iterancestors(qname("w:p")), None) is not holder:
            continue
        number = one.get(qname("w:id")) or ""
        if one.tag == qname("w:commentRangeStart"):
            open_notes[number] = []
        elif one.tag == qname("w:commentReference"):
            into.marks.append((number, "".join(open_notes.pop(number, []))))
        elif one.tag in (qname("w:t"), qname("w:delText")) or one.tag in _BREAKS:
            piece = _piece(one, holder)
            into.pieces.append(piece)
            for words in open_notes.values():
                words.append(piece.text)


def _piece(one: etree._Element, holder: etree._Element) -> _Piece:
    text = _BREAKS.get(one.tag) or printable(one.text or "")
    kind, by = "same", ("", "")
    for above in one.iterancestors():
        if above is holder:
            break
        if above.tag in _GONE:
            # What one added and another took out again was never in the text.
            kind, by = ("never" if kind == "new" else "gone"), _by(above)
        elif above.tag in _NEW:
            kind, by = ("never" if kind == "gone" else "new"), _by(above)
    return _Piece(kind, text, *by)


def _before(pieces: list[_Piece]) -> str:
    return "".join(one.text for one in pieces if one.kind in ("same", "gone"))


def _of(place: int, each: _Paragraph, notes: dict[str, _Piece]) -> Iterator[Suggestion]:
    before = _before(each.pieces)
    for first, last in _changes(each.pieces):
        after = "".join(
            one.text
            for number, one in enumerate(each.pieces)
            if one.kind == ("new" if first <= number < last else "gone") or one.kind == "same"
        )
        made = each.pieces[first]
        if after != before:
            yield Suggestion(place, before, after, "", "", made.author, made.at)
    for number, quote in each.marks:
        note = notes.pop(number, None)
        if note is not None:
            yield _note(place, before, quote, note)


def _changes(pieces: list[_Piece]) -> Iterator[tuple[int, int]]:
    """Where each change begins and ends: what one person took out and put in side by side."""
    first: int | None = None
    for number, one in enumerate(pieces):
        if first is not None and (one.kind == "same" or one.author != pieces[first].author):
            yield first, number
            first = None
        if first is None and one.kind in ("new", "gone"):
            first = number
    if first is not None:
        yield first, len(pieces)


def _note(place: int, before: str, quote: str, note: _Piece) -> Suggestion:
    return Suggestion(place, before, None, note.text, quote, note.author, note.at)
