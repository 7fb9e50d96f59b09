"""Scores of the maturity questions: their bands, and what is never compared."""

import pytest

from workflows import instruments
from workflows.errors import NotFound
from workflows.instruments import Band, Score
from workflows.maturity_questions import EDITIONS


@pytest.mark.parametrize(
    ("points", "band", "percent"),
    [
        (0, Band.BASIC, 0),
        (3, Band.BASIC, 15),
        (4, Band.IMPROVING, 20),
        (11, Band.ESTABLISHED, 55),
        (12, Band.ADVANCED, 60),
        (16, Band.MATURE, 80),
        (20, Band.MATURE, 100),
    ],
)
def test_a_border_belongs_to_the_higher_band(points, band, percent):
    score = Score("2024", points, 20)
    assert (score.band, score.percent) == (band, percent)


def test_half_a_percent_is_rounded_up():
    assert Score("2024", 1, 8).percent == 13


def test_what_does_not_apply_is_left_out_of_the_score():
    assert instruments.score("2024", [4, 2, None]) == Score("2024", 6, 8)
    assert instruments.score("2024", [None, None]) is None


def test_scores_of_two_editions_are_not_compared():
    old, new = Score("2024", 5, 10), Score("2026", 8, 10)
    assert instruments.difference(old, Score("2024", 8, 10)) == 30
    assert instruments.difference(old, new) is None


@pytest.mark.parametrize(
    ("starts", "name"), [(2019, "2024"), (2025, "2024"), (2026, "2026"), (2031, "2026")]
)
def test_a_year_is_filled_in_by_the_newest_edition_of_its_time(starts, name):
    assert instruments.for_year(starts).name == name


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda one: one.name)
def test_every_edition_asks_of_all_six_steps_and_no_question_twice(edition):
    keys = [question.key for question in edition.questions]
    assert len(keys) == len(set(keys))
    for number in range(1, 7):
        assert len(instruments.of_step(edition.name, number)) >= 3


def test_an_edition_that_is_not_there_is_said_to_be_missing():
    with pytest.raises(NotFound):
        instruments.edition("1999")
