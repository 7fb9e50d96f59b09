"""Word documents (.docx, .docm, .dotx): their text as one page, with their tables.

Nothing is run, fetched or shown: macros, links, fields and embedded objects are left where they
are. What a reader of the printed document sees is read, so tracked insertions are and deletions
are not.
"""

from collections.abc import Iterator

from extraction.errors import Damaged, Empty, Unsupported
from extraction.readers.characters import letters
from extraction.readers.sniff import OLE
from extraction.readers.tables import Table
from extraction.readers.word import blocks, laying, package
from extraction.records import Page, Part, Warning

_FEW = 200  # letters: a document with fewer and a large picture is perhaps a scan with a title
_LARGE = 30_000  # bytes of a picture that may show a page; a logo has fewer

Reading = tuple[Page, tuple[Table, ...], tuple[Warning, ...]]


def read_word(data: bytes) -> Reading:
    """The whole document as page 1, without geometry: head, body, notes, foot.

    Raises Unsupported for the format of before 2007, Damaged when a part cannot be read, Empty
    when it holds nothing, TooBig when a part is larger than is read.
    """
    if data.startswith(OLE):
        raise Unsupported("Word document of before 2007")
    with package.opened(data) as parts:
        try:
            found = tuple(blocks.of_document(parts))
        except RecursionError as error:
            raise Damaged("a document nested without end") from error
        pictures = parts.pictures()
        holds_more = any(True for _ in parts.embedded())
        lost = ", ".join(dict.fromkeys(parts.lost))
    page, tables = laying.laid(found)
    said = letters(page.text)
    if not said and not pictures and not holds_more:
        raise Empty("no text")
    warnings: list[Warning] = []
    if pictures and (not said or (said < _FEW and max(pictures) >= _LARGE)):
        warnings.append(Warning("pictures_unread", detail=str(len(pictures))))
    if lost:
        warnings.append(Warning("word_part_lost", detail=lost))
    return page, tables, tuple(warnings)


def inside(data: bytes) -> Iterator[Part | Warning]:
    """The files put into a document that can be taken out, and how many cannot.

    Raises what :func:`read_word` raises when it cannot be opened.
    """
    left = 0
    with package.opened(data) as parts:
        for name, held in parts.embedded():
            if held is None:
                left += 1
            else:
                yield Part(name, held)
    if left:
        yield Warning("embedded_unread", detail=str(left))
