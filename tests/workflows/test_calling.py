"""Names with an @ in a remark: of those who may read it, whole or first where that is one's own."""

from dataclasses import dataclass

import pytest

from workflows import calling


@dataclass(frozen=True)
class Person:
    name: str


ANNA, BEN, ANOTHER = Person("Anna Bedacht"), Person("Ben Verzonnen"), Person("Anna van Niets")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("@Anna Bedacht, kijk eens", [ANNA]),
        ("kijk eens, @ben", [BEN]),
        ("@Ben Verzonnen en @anna  van\nNiets.", [BEN, ANOTHER]),
        ("@Anna", []),  # which of the two?
        ("@Bennie", []),
        ("anna@bedacht.example en Ben", []),
        ("@Carla Elders", []),
    ],
)
def test_who_is_named_is_found_and_nobody_else(text, named):
    assert calling.of(text, [ANNA, BEN, ANOTHER]) == named
