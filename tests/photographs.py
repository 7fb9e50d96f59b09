"""Papers as pictures of themselves: scanned well or badly, photographed askew. For all tests."""

from collections.abc import Sequence
from io import BytesIO

import numpy as np
from PIL import Image, ImageFilter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extraction.readers import pdf


def photograph(
    data: bytes,
    number: int = 1,
    *,
    dpi: float = 200,
    tilt: float = 0,
    quarters: int = 0,
    noise: float = 0,
    contrast: float = 1,
) -> Image.Image:
    """A page of a PDF as a grey picture.

    ``tilt`` is in degrees clockwise, ``quarters`` are turns clockwise, ``noise`` is the spread of
    the specks that are added, ``contrast`` what is left between ink and paper.
    """
    with pdf.opened(data) as document:
        width = round(document[number - 1].get_width() * dpi / 72)
        drawn = pdf.render_opened(document, number, width_px=width)
    picture = Image.open(BytesIO(drawn)).convert("L")
    if tilt:
        picture = picture.rotate(-tilt, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    if quarters:
        picture = picture.rotate(-90 * quarters, expand=True)
    if contrast != 1:
        picture = picture.point(lambda light: 255 - contrast * (255 - light) * 0.8)
    return _with_noise(picture, noise) if noise else picture


def _with_noise(picture: Image.Image, spread: float) -> Image.Image:
    chance = np.random.default_rng(20261123)
    light = np.asarray(picture, np.float64) + chance.normal(0, spread, picture.size[::-1])
    speckled = Image.fromarray(light.clip(0, 255).astype(np.uint8))
    return speckled.filter(ImageFilter.GaussianBlur(0.6))


def as_pdf(pictures: Sequence[Image.Image], *, dpi: float = 200) -> bytes:
    """A PDF that holds nothing but pictures, one a page, each as large as its page."""
    out = BytesIO()
    canvas = Canvas(out, invariant=1)
    for picture in pictures:
        wide, high = (side * 72 / dpi for side in picture.size)
        canvas.setPageSize((wide, high))
        canvas.drawImage(ImageReader(picture), 0, 0, wide, high)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def scanned(data: bytes, number: int = 1, **how: float) -> bytes:
    """A page of a PDF as an image-only PDF; for ``how`` see :func:`photograph`."""
    return as_pdf([photograph(data, number, **how)], dpi=how.get("dpi", 200))


def filed(picture: Image.Image, kind: str, *, dpi: int | None = 200) -> bytes:
    """A picture as a file: PNG, JPEG or TIFF."""
    out = BytesIO()
    picture.save(out, kind, **({} if dpi is None else {"dpi": (dpi, dpi)}))
    return out.getvalue()
