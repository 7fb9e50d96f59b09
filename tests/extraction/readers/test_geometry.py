"""Where things are on a page: many boxes at once come where each would alone."""

import numpy as np
import pytest

from extraction.readers.geometry import View

BOXES = [(72.5, 700.25, 120.0, 712.125), (-3.0, 0.0, 4.0, 900.0), (610.0, 40.0, 580.0, 30.0)]


@pytest.mark.parametrize("turn", [0, 1, 2, 3])
def test_many_boxes_are_seen_where_each_is(turn):
    view = View(10.0, 20.0, 622.0, 812.0, turn)
    left, bottom, right, top = np.array(BOXES).T
    together = zip(
        *(side.tolist() for side in view.seen_all(left, bottom, right, top)), strict=True
    )
    assert list(together) == [view.seen(*box) for box in BOXES]
