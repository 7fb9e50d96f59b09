"""A piece of a page's picture round a place on it: the line to look at, without the whole page."""

from dataclasses import dataclass

from workflows.models import DocumentPage

Box = tuple[float, float, float, float]

_EDGE = 6.0  # points round the marked words


@dataclass(frozen=True, slots=True)
class Crop:
    """A window on the page, in points from its top left, and the box that is marked in it."""

    number: int
    page_width: float
    page_height: float
    left: float
    top: float
    width: float
    height: float
    box: Box


def of(page: DocumentPage | None, box: Box | None, *, width: float, height: float) -> Crop | None:
    """The window of at least this size with the box in its middle; None without a picture."""
    if page is None or page.picture is None or box is None or not page.width:
        return None
    x0, top, x1, bottom = box
    wide = min(max(width, x1 - x0 + 2 * _EDGE), page.width)
    high = min(max(height, bottom - top + 2 * _EDGE), page.height)
    return Crop(
        page.number,
        page.width,
        page.height,
        _within((x0 + x1 - wide) / 2, page.width - wide),
        _within((top + bottom - high) / 2, page.height - high),
        wide,
        high,
        box,
    )


def _within(start: float, most: float) -> float:
    return min(max(start, 0.0), max(most, 0.0))
