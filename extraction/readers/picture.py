"""Picture files, such as photos and faxes: each picture in one is a page. Only read here."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from extraction.errors import Damaged, TooBig
from extraction.limits import PIXELS
from extraction.readers import png
from extraction.readers.characters import letters
from extraction.readers.course import Course
from extraction.readers.scanned import Picture, fit_to_read
from extraction.readers.sheets import FEWEST, of_scan
from extraction.readers.tables import Reading
from extraction.records import Page, Warning

Image.MAX_IMAGE_PIXELS = None  # pixels are counted here, before anything is unpacked
_FORMATS = ("PNG", "JPEG", "TIFF", "GIF", "WEBP")
_UNPACKED = 4 * PIXELS  # of a JPEG, which can be opened smaller than it is
_DRAFT = (3_300, 3_300)  # at least: enough to read and to look at
_SHEETS = (200.0, 1700.0)  # points along the longer side: from a postcard to a poster
_SHEET = 842.0  # of a picture that does not say how large it is: A4


@contextmanager
def opened(data: bytes) -> Iterator[Image.Image]:
    """The file, open at its first picture. Raises Damaged."""
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as file:
            yield file
    except UnidentifiedImageError as error:
        raise Damaged("no picture can be found in it") from error


def count(file: Image.Image) -> int:
    """How many pages there are."""
    several = file.format == "TIFF"  # the pictures of the others move, and say the same
    return int(getattr(file, "n_frames", 1)) if several else 1


def read_pictures(data: bytes, course: Course) -> tuple[int, Iterator[Reading]]:
    """The number of pages, and the pages as they are read. Raises Damaged or TooBig."""
    with opened(data) as file:
        pages = count(file)
        _grey(file, 1)  # what cannot be unpacked is refused at once
    course.opened(pages)
    return pages, _pages(data, pages, course)


def _pages(data: bytes, pages: int, course: Course) -> Iterator[Reading]:
    last = min(pages, course.limits.pages)
    with opened(data) as file:
        for number in course.only or range(course.first, last + 1):
            course.turned_to(number)
            page, tables, warnings = _page(file, number, course)
            if number == last < pages and not course.only:
                warnings += (Warning("unread_pages", detail=f"{number + 1}-{pages}"),)
            yield page, tables, warnings


def _page(file: Image.Image, number: int, course: Course) -> Reading:
    if number in course.passed_over:
        code = course.passed_over[number]
        return Page(number, 0.0, 0.0, ""), (), (Warning(code, number),)
    known = course.known(number)
    if known is not None:
        return known
    try:
        picture = _grey(file, number)
    except (Damaged, TooBig) as error:
        return Page(number, 0.0, 0.0, ""), (), (Warning(f"page_{error.code}", number),)
    wide, high = picture.width * picture.point, picture.height * picture.point
    page = Page(number, round(wide, 2), round(high, 2), "", has_ink=True)
    if course.scan is None:
        course.scan_wanted(number)
    else:
        said = course.scan(picture)
        if letters(said.text) >= FEWEST:
            return of_scan(page, said)
    return page, (), (Warning("no_text_layer", number),)


def _grey(file: Image.Image, number: int) -> Picture:
    """A page as a grey picture fit for reading it."""
    picture, longer = _frame(file, number)
    grey = _on_paper(picture).convert("L")
    scale = fit_to_read(longer) / max(grey.size)
    wide, high = (max(1, round(side * scale)) for side in grey.size)
    how = Image.Resampling.BOX if scale < 1 else Image.Resampling.BICUBIC
    grey = grey.resize((wide, high), how)
    return Picture(grey.tobytes(), wide, high, longer / max(wide, high))


def render(file: Image.Image, number: int, *, width_px: int) -> bytes:
    """A picture of page ``number`` (from 1) as PNG, as it is seen. Raises Damaged or TooBig."""
    picture, _ = _frame(file, number)
    wide = max(1, min(width_px, 10_000))
    high = max(1, min(PIXELS // wide, round(picture.height * wide / picture.width)))
    drawn = _on_paper(picture).resize((wide, high), Image.Resampling.BOX, reducing_gap=2.0)
    return png.encode(bytearray(drawn.convert("RGBX").tobytes()), wide, high)


def _frame(file: Image.Image, number: int) -> tuple[Image.Image, float]:
    """The picture on a page as it is meant to be looked at, and its longer side in points."""
    try:
        if number > 1:
            file.seek(number - 1)
        pixels, most = file.width * file.height, PIXELS
        if file.format == "JPEG":  # which can be unpacked at a half, a quarter or an eighth
            most = _UNPACKED
        if pixels > most:
            raise TooBig(f"{file.width} x {file.height} pixels")
        longer = _longer(file)
        file.draft(file.mode, _DRAFT)
        picture = ImageOps.exif_transpose(file)
        picture.load()
    except (OSError, SyntaxError, ValueError, EOFError, ArithmeticError, LookupError) as error:
        raise Damaged(f"the picture cannot be unpacked: {error}") from error
    return picture, longer


def _longer(file: Image.Image) -> float:
    """The longer side in points, as the file says, unless that is no sheet of paper."""
    said = file.info.get("dpi")
    try:
        points = max(file.size) * 72 / float(said[0]) if said else 0.0
    except (ArithmeticError, TypeError, ValueError):
        points = 0.0
    return points if _SHEETS[0] <= points <= _SHEETS[1] else _SHEET


def _on_paper(picture: Image.Image) -> Image.Image:
    """The picture in colours or greys, on white where one can look through it."""
    if picture.mode in ("I;16", "I", "F"):
        return picture.point(lambda light: light / 256).convert("L")
    if not picture.has_transparency_data:
        return picture if picture.mode in ("L", "RGB") else picture.convert("RGB")
    seen = picture.convert("RGBA")
    paper = Image.new("RGBA", seen.size, "white")
    return Image.alpha_composite(paper, seen).convert("RGB")
