"""A plain text file: one page without geometry, line ends kept."""

from extraction.errors import Unsupported
from extraction.readers import encodings
from extraction.readers.characters import visible
from extraction.readers.tables import Reading
from extraction.records import Page, Warning


def read_text(data: bytes) -> Reading:
    """The whole file as page 1. Offsets are those of the decoded file without its byte-order mark.

    Raises Unsupported when it is in no encoding that is known.
    """
    found = encodings.decoded(data)
    if found is None:
        raise Unsupported("text in an unknown encoding")
    text, assumed = found
    page = Page(1, 0.0, 0.0, visible(text), has_ink=bool(text.strip()))
    return page, (), () if assumed is None else (Warning("encoding_assumed", detail=assumed),)
