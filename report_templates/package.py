"""A Word file as a package of parts: whether it is one, and whether it is safe to open."""

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from posixpath import normpath
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from report_templates.errors import ReportError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOST_BYTES = 20_000_000
MOST_UNPACKED = 60_000_000
MOST_XML = 16_000_000  # a list of 20,000 papers
MOST_PARTS = 2_000
MOST_RATIO = (
    300  # rows of a long table are alike: our own list of 4,000 papers packs to one part in 104
)
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_PICTURES = "word/media/"
_CONTENT_TYPES = "[Content_Types].xml"
# Fields that only show what the document itself holds. Others fetch, run or link.
SAFE_FIELDS = frozenset(
    {"TOC", "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "SEQ", "PAGEREF", "REF", "NOTEREF"}
    | {"STYLEREF", "TITLE", "DATE"}
)
_ACTIVE = re.compile(r"vbaProject|vbaData|activeX|oleObject|afchunk|/embeddings/|customUI", re.I)
_ACTIVE_TYPE = re.compile(r"macroEnabled|ms-word\.vba|activeX|oleObject", re.I)
_ALLOWED_LINK = re.compile(r"(https?://|mailto:)", re.I)

Parts = dict[str, bytes]


class Refusal(ReportError):
    """Why a file is not opened: `code` names a message, `part` the part it is about."""

    def __init__(self, code: str, part: str = "") -> None:
        super().__init__(f"{code}: {part}" if part else code)
        self.code = code
        self.part = part


def parse(content: bytes, name: str = "") -> etree._Element:
    """The root of an XML part: no entities, no network, no huge trees.

    Raises Refusal: `damaged`, with the part's name.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refusal("damaged", name) from error


def pictures(docx: bytes) -> Counter[bytes]:
    """The bytes of every picture in a Word file, and how often each is there."""
    return Counter(data for name, data in unpack(docx).items() if name.startswith(_PICTURES))


def unpack(file: bytes) -> Parts:
    """The parts of a Word file by name, sizes checked before anything is unpacked.

    Raises Refusal: `not_word`, `too_big`.
    """
    if len(file) > MOST_BYTES:
        raise Refusal("too_big")
    try:
        with ZipFile(BytesIO(file)) as archive:
            entries = archive.infolist()
            check_sizes(entries)
            parts = {entry.filename: archive.read(entry) for entry in entries}
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise Refusal("not_word") from error
    if len(parts) != len(entries) or "word/document.xml" not in parts:
        raise Refusal("not_word")
    if _CONTENT_TYPES not in parts:
        raise Refusal("not_word")
    return parts


def check_sizes(entries: list[ZipInfo]) -> None:
    """Refuse an archive that would unpack to too much, or to places outside. Raises Refusal."""
    if len(entries) > MOST_PARTS or sum(e.file_size for e in entries) > MOST_UNPACKED:
        raise Refusal("too_big")
    for entry in entries:
        if entry.file_size > 1_000_000 and entry.file_size > MOST_RATIO * entry.compress_size:
            raise Refusal("too_big", entry.filename)
        if normpath(entry.filename).startswith(("/", "..")) or "\\" in entry.filename:
            raise Refusal("not_word", entry.filename)


def check_safe(parts: Parts) -> None:
    """Refuse macros, embedded objects, links to outside, document types and fields that fetch.

    Raises Refusal: `not_word`, `too_big`, `active`, `external`, `damaged`, `field`.
    """
    types = parts[_CONTENT_TYPES].decode("utf-8", "replace")
    if _ACTIVE_TYPE.search(types):
        raise Refusal("active", _CONTENT_TYPES)
    if MAIN not in types:
        raise Refusal("not_word")
    for name, content in parts.items():
        if _ACTIVE.search(name):
            raise Refusal("active", name)
        if not name.endswith((".xml", ".rels")):
            continue
        if len(content) > MOST_XML:
            raise Refusal("too_big", name)
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise Refusal("damaged", name)
        root = parse(content, name)
        if root.getroottree().docinfo.doctype:
            raise Refusal("damaged", name)
        if name.endswith(".rels"):
            _check_links(root, name)
        for field in fields(root):
            if field.upper() not in SAFE_FIELDS:
                raise Refusal("field", field)


def _check_links(root: etree._Element, name: str) -> None:
    for link in root:
        external = (link.get("TargetMode") or "").lower() == "external"
        hyperlink = (link.get("Type") or "").endswith("/hyperlink")
        safe = hyperlink and _ALLOWED_LINK.match(link.get("Target") or "")
        if external and not safe:
            raise Refusal("external", name)


def fields(root: etree._Element) -> Iterator[str]:
    """The first word of every field instruction, however it is cut into runs."""
    instructions: list[str] = []
    for element in root.iter(f"{W}fldChar", f"{W}instrText", f"{W}fldSimple"):
        if element.tag == f"{W}fldSimple":
            yield _first(element.get(f"{W}instr") or "")
        elif element.tag == f"{W}instrText":
            if instructions:
                instructions[-1] += element.text or ""
            else:
                yield _first(element.text or "")
        elif element.get(f"{W}fldCharType") == "begin":
            instructions.append("")
        elif element.get(f"{W}fldCharType") == "end" and instructions:
            yield _first(instructions.pop())
    yield from (_first(instruction) for instruction in instructions)


def _first(instruction: str) -> str:
    words = instruction.split()
    return words[0] if words else ""
