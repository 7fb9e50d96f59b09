"""Pictures of the pages of a document, whatever its format; for formats that have pages to see."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from extraction.readers import pdf, picture
from extraction.readers.sniff import Format, sniff

Draw = Callable[[int, int], bytes]  # the page's number, pixels across: a PNG


@contextmanager
def opened(data: bytes) -> Iterator[tuple[int, Draw]]:
    """How many pages there are, and what draws one. Raises an ExtractionError, as does the drawing.

    A picture is at most 40 million pixels, and shows a page as a reader sees it.
    """
    if sniff(data) is Format.PICTURE:
        with picture.opened(data) as file:
            yield (
                picture.count(file),
                lambda number, width: picture.render(file, number, width_px=width),
            )
    else:
        with pdf.opened(data) as document:
            yield (
                len(document),
                lambda number, width: pdf.render_opened(document, number, width_px=width),
            )
