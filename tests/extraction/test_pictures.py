"""Pictures of pages come from behind walls: one that cannot be drawn costs only itself."""

import pytest

from extraction.errors import NeedsPassword
from extraction.isolated import extract_isolated
from extraction.pictures import render_isolated
from extraction.records import Outcome
from tests import papers

WORDS = "Merapi Tin Works in Indonesia smelts tin."


def test_pages_are_drawn_in_the_order_asked_for():
    data = papers.smelter_table(70)
    drawn = list(render_isolated(data, [3, 1], width_px=200))
    assert [number for number, _ in drawn] == [3, 1]
    assert all(picture.startswith(b"\x89PNG") for _, picture in drawn)


def test_a_page_that_cannot_be_drawn_is_left_out():
    data = papers.bomb_among(WORDS, WORDS, WORDS, bomb=2)
    assert [number for number, _ in render_isolated(data, range(1, 4), width_px=200)] == [1, 3]


def test_a_page_that_is_not_there_is_left_out():
    drawn = render_isolated(papers.letter(WORDS), [1, 2], width_px=100)
    assert [number for number, _ in drawn] == [1]


def test_drawing_can_stop_half_way():
    drawn = render_isolated(papers.letter("a", "b", "c"), [1, 2, 3], width_px=100)
    assert next(drawn)[0] == 1
    drawn.close()
    assert extract_isolated(papers.letter(WORDS), "a.pdf").outcome is Outcome.READ


def test_drawing_what_cannot_be_opened_says_why():
    with pytest.raises(NeedsPassword):
        list(render_isolated(papers.encrypted(papers.letter("x")), [1], width_px=100))
