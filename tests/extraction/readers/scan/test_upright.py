"""Setting pictures upright: what their ink shows saves a search, and never misleads it."""

import numpy as np
import pytest

from extraction.readers.scan import engine, upright
from tests import papers, photographs

WORDS = """Our tin comes from Merapi Tin Works in Indonesia.
It was assessed in March and found conformant.
Gold for the connectors is bought in Peru, from one refiner
who keeps the weighing slip of each lot.
No other metal was purchased during the year.
Kindly report mistakes within three weeks.
"""


@pytest.fixture
def searches(monkeypatch):
    """The shapes of the pictures that lines were looked for in."""
    shapes = []
    likelihood = engine.likelihood

    def counted(picture):
        shapes.append(picture.shape)
        return likelihood(picture)

    monkeypatch.setattr(engine, "likelihood", counted)
    return shapes


@pytest.fixture(scope="module")
def scan():
    sheet = papers.cropped(papers.letter(WORDS), 0, 560, 400, 842)
    return np.asarray(photographs.photograph(sheet).convert("L"))


@pytest.mark.parametrize("quarters", [0, 1])
def test_lines_are_looked_for_once_however_the_page_lies(scan, searches, quarters):
    found = upright.set_upright(np.ascontiguousarray(np.rot90(scan, quarters)))
    assert found.picture.shape == pytest.approx(scan.shape, abs=10)
    assert len(searches) == 1


def test_a_page_whose_ink_stands_upright_is_not_turned(scan, searches):
    barred = scan.copy()
    barred[-200:, ::8] = 0
    barred[-200:, 1::8] = 0
    found = upright.set_upright(barred)
    assert found.back[0, 0] > 0.99  # but for a tilt
    assert len(searches) == 2
