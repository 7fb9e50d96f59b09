"""What may be shown of counts to people who are each other's competitors."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflows.disclosure import Count, Rules, added, apart, judged, protected

RULES = Rules(members=3, largest=0.70)


@pytest.mark.parametrize(
    ("by", "reason"),
    [
        ({}, ""),
        ({"a": 0, "b": 0}, ""),
        ({"a": 5}, "few"),
        ({"a": 5, "b": 5}, "few"),
        ({"a": 5, "b": 5, "c": 0}, "few"),
        ({"a": 8, "b": 1, "c": 1}, "dominant"),
        ({"a": 7, "b": 2, "c": 1}, ""),
        ({"a": 1, "b": 1, "c": 1}, ""),
    ],
)
def test_a_count_is_shown_with_enough_companies_and_no_dominant_one(by, reason):
    count = judged(Count(by), RULES)
    assert (count.hidden, count.reason) == (bool(reason), reason)


@pytest.mark.parametrize(
    ("by", "reason"),
    [
        ({"a": 2, "b": 2, "c": 2}, "few"),
        ({"a": 2, "b": 2, "c": 2, "d": 2}, ""),
        ({"a": 6, "b": 8, "c": 1, "d": 1}, "dominant"),
        ({"b": 2, "c": 2, "d": 2}, ""),
        # What it says of one company that is known alone was never shown for that.
        ({"a": 2}, "few"),
    ],
)
def test_who_publishes_its_own_figures_does_not_count_to_hide_others(by, reason):
    count = judged(Count(by), Rules(members=3, largest=0.70, known=frozenset("a")))
    assert (count.hidden, count.reason) == (bool(reason), reason)


def test_one_hidden_cell_takes_the_smallest_other_with_it():
    cells = [
        Count({"a": 1}),
        Count({"a": 2, "b": 2, "c": 2}),
        Count({"a": 4, "b": 4, "c": 4}),
    ]
    assert [c.reason for c in protected(cells, RULES)] == ["few", "subtraction", ""]


def test_cells_that_are_safe_together_hide_nothing_more():
    cells = [
        Count({"a": 2}),
        Count({"b": 2}),
        Count({"c": 2}),
        Count({"a": 4, "b": 4, "c": 4}),
    ]
    assert [c.hidden for c in protected(cells, RULES)] == [True, True, True, False]


@settings(derandomize=True, max_examples=300)
@given(
    st.lists(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 9), max_size=6), max_size=7)
)
def test_what_a_known_sum_gives_back_is_never_about_too_few(rows):
    cells = protected([Count(row) for row in rows], RULES)
    hidden = [cell for cell in cells if cell.hidden]
    shown = [cell for cell in cells if not cell.hidden and cell.value]
    for cell in shown:
        assert not judged(cell, RULES).hidden
    if hidden and shown:
        assert len(hidden) > 1
        assert not judged(added(hidden), RULES).hidden


def test_a_difference_with_an_earlier_figure_about_too_few_hides_the_figure():
    earlier = {"a": 2, "b": 2, "c": 2}
    one_joined = Count({"a": 2, "b": 2, "c": 2, "d": 1})
    assert apart(one_joined, [earlier], RULES).reason == "difference"


def test_the_same_figure_and_one_that_many_changed_stay_shown():
    earlier = {"a": 2, "b": 2, "c": 2}
    assert not apart(Count(earlier), [earlier], RULES).hidden
    assert not apart(Count({"a": 3, "b": 3, "c": 3}), [earlier], RULES).hidden


def test_a_difference_that_is_mostly_one_companys_hides_the_figure():
    earlier = {"a": 2, "b": 2, "c": 2}
    assert apart(Count({"a": 90, "b": 3, "c": 3}), [earlier], RULES).reason == "difference"
    assert not apart(Count({"a": 9, "b": 8, "c": 7}), [earlier], RULES).hidden


def test_earlier_figures_are_taken_away_together_too():
    year = Count({"a": 20, "b": 15, "c": 7})
    first, second = {"a": 5, "b": 3, "c": 4}, {"a": 5, "b": 4, "c": 3}
    assert not apart(year, [first], RULES).hidden
    assert not apart(year, [second], RULES).hidden
    assert apart(year, [first, second], RULES).reason == "difference"


@pytest.mark.parametrize(
    ("by", "everyone", "reason"),
    [
        ({"a": 1, "b": 1, "c": 1}, 0, ""),
        ({"a": 1, "b": 1, "c": 1}, 3, "few"),
        ({"a": 1, "b": 1, "c": 1}, 4, "few"),
        ({"a": 1, "b": 1, "c": 1}, 5, ""),
        ({"a": 2, "b": 1, "c": 1}, 3, "few"),
        ({"a": 2, "b": 2, "c": 1}, 3, ""),
        ({"a": 1, "b": 1, "c": 1, "d": 1, "e": 1}, 5, "few"),
        ({"a": 1, "b": 1, "c": 1, "d": 1, "e": 1}, 6, ""),
    ],
)
def test_one_each_is_hidden_where_it_is_clear_who_they_are(by, everyone, reason):
    assert judged(Count(by), Rules(3, 0.70, everyone)).reason == reason


def test_a_cell_that_is_hidden_already_is_protected_from_subtraction():
    cells = [
        Count({"a": 3, "b": 3, "c": 3}, hidden=True, reason="difference"),
        Count({"a": 4, "b": 4, "c": 4}),
        Count({"a": 9, "b": 9, "c": 9}),
    ]
    assert [c.reason for c in protected(cells, RULES)] == ["difference", "subtraction", ""]
