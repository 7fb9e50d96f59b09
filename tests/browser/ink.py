"""Screenshots with and without a highlight: whose ink is inside it, and how far it reaches."""

from dataclasses import dataclass
from io import BytesIO

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Locator, Page

PAPER = 0.15  # darkness up to which a pixel is paper: the edges of letters are half dark
ROUND = 30  # of the browser's pixels round the word that are looked at too
SEEN = 12  # of 255: what a highlight changes at least, in one of the colours

Region = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Fit:
    """How a highlight sits on a word."""

    covered: float  # of the word's ink, the share inside the highlight
    foreign: float  # of the ink inside the highlight, the share that is not the word's
    beyond: float  # points from the ink to the highlight's edge, on the side where they are most
    pixel: float  # points

    def sits(self, most: float) -> bool:
        """Whether the word, and nothing else, is inside a box that is only little larger."""
        blur = 2 * self.pixel  # both edges lie somewhere within a pixel
        return self.covered >= 0.98 and self.foreign <= 0.02 and self.beyond <= most + blur


def fit(
    page: Page, picture: Locator, mark: Locator, paper: tuple[float, float], word: Region
) -> Fit:
    """Compare the picture of a page with and without its one mark.

    ``paper`` is the size of the whole page in points, ``word`` where on it nothing but the word
    stands; both as the maker of the page knows them.
    """
    frame = picture.bounding_box()
    assert frame is not None
    scale = frame["width"] / paper[0]  # of the browser's pixels to a point
    assert frame["height"] / paper[1] == pytest.approx(scale, rel=0.01)
    x0, top, x1, bottom = word
    clip = {
        "x": frame["x"] + x0 * scale - ROUND,
        "y": frame["y"] + top * scale - ROUND,
        "width": (x1 - x0) * scale + 2 * ROUND,
        "height": (bottom - top) * scale + 2 * ROUND,
    }
    marked = _pixels(page.screenshot(clip=clip))
    mark.evaluate("e => { e.style.visibility = 'hidden'; }")
    plain = _pixels(page.screenshot(clip=clip))
    mark.evaluate("e => { e.style.visibility = ''; }")
    dense = plain.shape[1] / clip["width"]  # of the screen's pixels to one of the browser's
    edge = round(ROUND * dense)
    all_ink = np.clip(1 - plain.mean(axis=2) / 255 - PAPER, 0, None)
    its_ink = np.zeros_like(all_ink)
    its_ink[edge:-edge, edge:-edge] = all_ink[edge:-edge, edge:-edge]
    box, ink = _around(np.abs(marked - plain).max(axis=2) > SEEN), _around(its_ink > 0)
    inside = slice(box[1], box[3]), slice(box[0], box[2])
    pixel = 1 / (dense * scale)
    sides = (ink[0] - box[0], ink[1] - box[1], box[2] - ink[2], box[3] - ink[3])
    return Fit(
        covered=float(its_ink[inside].sum() / its_ink.sum()),
        foreign=float(1 - its_ink[inside].sum() / all_ink[inside].sum()),
        beyond=max(sides) * pixel,
        pixel=pixel,
    )


def _pixels(screenshot: bytes) -> np.ndarray:
    return np.asarray(Image.open(BytesIO(screenshot)).convert("RGB"), np.float64)


def _around(found: np.ndarray) -> tuple[int, int, int, int]:
    """The smallest box of pixels round all that were found: left, top, right, bottom."""
    rows, columns = np.flatnonzero(found.any(axis=1)), np.flatnonzero(found.any(axis=0))
    assert rows.size, "there is nothing to see"
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1
