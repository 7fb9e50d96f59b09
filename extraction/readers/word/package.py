"""The parts of a Word file: found by their relationships, unpacked within bounds, parsed safely."""

import posixpath
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from typing import Any

from lxml import etree

from extraction.errors import Damaged, TooBig
from extraction.readers.zipped import BROKEN

_LARGEST = 50_000_000  # bytes of one part; five thousand pages of print have twenty million
_MAIN = "word/document.xml"
_WORD = frozenset(
    (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",  # the strict form of ISO/IEC 29500
    )
)

Element = Any  # lxml has no types


def name(element: Element) -> str:
    """The name of an element of Word's own vocabulary; empty for any other."""
    return _known(element.tag)


@lru_cache(maxsize=1_000)
def _known(tag: str) -> str:
    space, _, local = str(tag).rpartition("}")
    return local if space[1:] in _WORD else ""


def value(element: Element, attribute: str = "val") -> str | None:
    """An attribute of Word's own vocabulary."""
    for key, found in element.attrib.items():
        space, _, local = str(key).rpartition("}")
        if local == attribute and space[1:] in _WORD:
            return str(found)
    return None


class Parts:
    """The parts of an opened file; ``main`` is the name of the document's own.

    ``lost`` collects the names of the parts beside it that could not be read.
    """

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.lost: list[str] = []
        self._archive = archive
        self._names = {entry.filename: entry for entry in archive.infolist()}
        self.main = next(
            (target for kind, target in self._relations("") if kind == "officeDocument"), _MAIN
        )
        if self.main not in self._names:
            raise Damaged("a Word file without its document")

    def root(self, part: str) -> Element | None:
        """The root of a part; None where there is no such part. Raises Damaged or TooBig."""
        data = self._unpacked(part)
        return None if data is None else _parsed(data, part)

    def _unpacked(self, part: str) -> bytes | None:
        entry = self._names.get(part)
        if entry is None:
            return None
        try:
            with self._archive.open(entry) as file:
                data = file.read(_LARGEST + 1)
        except BROKEN as error:
            raise Damaged(f"{part} cannot be unpacked") from error
        if len(data) > _LARGEST:
            raise TooBig(f"{part} has more than {_LARGEST} bytes")
        return data

    def aside(self, part: str) -> Element | None:
        """The root of a part without which the document can be read; None when it is lost."""
        try:
            return self.root(part)
        except Damaged:
            self.lost.append(part)
            return None

    def related(self, *kinds: str) -> Iterator[str]:
        """The parts that the document refers to under one of these kinds, each once, in order."""
        found = [target for kind, target in self._relations(self.main) if kind in kinds]
        yield from dict.fromkeys(found)

    def pictures(self) -> list[int]:
        """The size of each picture, unpacked."""
        folder = posixpath.join(posixpath.dirname(self.main), "media/")
        return [e.file_size for n, e in self._names.items() if n.startswith(folder)]

    def embedded(self) -> Iterator[tuple[str, bytes | None]]:
        """The files in the document by name: sheets, objects, texts in other formats.

        None stands for one that only the program it was made in can open, or that is lost.
        """
        for kind in ("package", "oleObject", "aFChunk"):
            for part in self.related(kind):
                try:
                    data = self._unpacked(part) if kind == "package" else None
                except (Damaged, TooBig):
                    data = None
                yield posixpath.basename(part), data

    def _relations(self, part: str) -> Iterator[tuple[str, str]]:
        folder, file = posixpath.split(part)
        root = self.aside(posixpath.join(folder, "_rels", f"{file}.rels"))
        for one in root if root is not None else ():
            if one.get("TargetMode") == "External" or not one.get("Target"):
                continue
            kind = str(one.get("Type", "")).rpartition("/")[2]
            yield kind, posixpath.normpath(posixpath.join("/", folder, one.get("Target")))[1:]


@contextmanager
def opened(data: bytes) -> Iterator[Parts]:
    """The parts of a file whose directory was weighed before. Raises Damaged."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except BROKEN as error:
        raise Damaged("a Word file whose directory cannot be read") from error
    with archive:
        yield Parts(archive)


def _parsed(data: bytes, part: str) -> Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Damaged(f"{part} is no sound XML") from error
    if root.getroottree().docinfo.internalDTD is not None:  # Word writes none; entities hide there
        raise Damaged(f"{part} declares a document type")
    return root
