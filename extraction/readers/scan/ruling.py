"""The rules drawn in a picture: long dark strokes, level or upright, as thin boxes."""

import cv2
import numpy as np

from extraction.limits import EDGES
from extraction.readers.scan.engine import Grey
from extraction.records import Box

_LONG = 40  # a rule is longer than the longer side of the picture through this
_THICKEST = 250  # the longer side through this is how thick a rule may be
_NEIGHBOURHOOD = 41  # pixels wide and high, whose lightness a pixel is compared with
_DARKER = 20  # than its neighbourhood, of 255


def rules(picture: Grey) -> tuple[tuple[Box, ...], bool]:
    """Boxes round the rules, in pixels, and whether there were more than are given."""
    dark = cv2.adaptiveThreshold(
        picture, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, _NEIGHBOURHOOD, _DARKER
    )
    long = max(8, max(picture.shape) // _LONG)
    level = _strokes(dark, long, 1)
    upright = _strokes(dark, 1, long)
    found = level + upright
    return tuple(found[:EDGES]), len(found) > EDGES


def _strokes(dark: cv2.typing.MatLike, wide: int, high: int) -> list[Box]:
    thickest = max(3, max(dark.shape) // _THICKEST)
    # A rule that is not quite level steps from row to row of pixels: it is thickened first.
    thick = cv2.dilate(dark, np.ones((3, 1) if wide > high else (1, 3), np.uint8))
    opened = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((high, wide), np.uint8))
    count, _, measures, _ = cv2.connectedComponentsWithStats(opened, connectivity=8)
    boxes: list[Box] = []
    for left, top, width, height, _ in measures[1:count].tolist():
        if min(width, height) <= thickest + 2:
            boxes.append(_thinned(left, top, left + width, top + height, wide > high))
    return boxes


def _thinned(left: int, top: int, right: int, bottom: int, level: bool) -> Box:
    """The stroke as a line of no thickness, where its middle is."""
    if level:
        middle = (top + bottom) / 2
        return float(left), middle, float(right), middle
    middle = (left + right) / 2
    return middle, float(top), middle, float(bottom)
