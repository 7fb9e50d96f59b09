"""Rules brought into line: the same as the peer's, whatever is drawn."""

import random

import pytest
from pdfplumber.table import merge_edges

from extraction.readers.rules import Rule, edges, lined_up


def by_the_peer(rules: set[Rule]) -> list[Rule]:
    level = [{"x0": x0, "x1": x1, "top": y, "bottom": y, "orientation": "h"} for y, x0, x1 in rules]
    merged = merge_edges(level, 3, 3, 3, 3)
    return sorted((one["top"], one["x0"], one["x1"]) for one in merged)


def test_a_line_has_one_edge_and_a_rectangle_four() -> None:
    assert edges([(10, 20, 110, 21)]) == ({(20.5, 10, 110)}, set())
    level, upright = edges([(10, 20, 110, 60)])
    assert level == {(20, 10, 110), (60, 10, 110)}
    assert upright == {(10, 20, 60), (110, 20, 60)}


def test_a_dot_has_no_edges() -> None:
    assert edges([(10, 20, 11, 21)]) == (set(), set())


def test_rules_end_to_end_become_one_and_others_stay_apart() -> None:
    assert list(lined_up({(10, 0, 50), (11, 52, 90), (10, 100, 120)})) == [
        (10.33, 0, 90),
        (10.33, 100, 120),
    ]


def test_rules_of_all_lengths_give_the_same_as_the_peer() -> None:
    chance = random.Random(20261123)  # noqa: S311 - repeatable, not secret
    for _ in range(100):
        begins = [(chance.uniform(0, 80), chance.uniform(0, 400)) for _ in range(30)]
        rules = {(at, begin, begin + chance.uniform(3, 60)) for at, begin in begins}
        assert sorted(lined_up(rules)) == [
            pytest.approx(one, abs=0.006) for one in by_the_peer(rules)
        ]
