"""A plain text file: one page without geometry, line ends kept."""

from extraction.errors import Unsupported
from extraction.readers.characters import visible
from extraction.records import Page


def read_text(data: bytes) -> Page:
    """The whole file as page 1. Offsets are those of the decoded file without its byte-order mark.

    Raises Unsupported when it is not UTF-8.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unsupported("text in another encoding than UTF-8") from error
    return Page(1, 0.0, 0.0, visible(text), has_ink=bool(text.strip()))
