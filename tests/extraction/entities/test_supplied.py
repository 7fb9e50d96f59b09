"""Turns of phrase that say where a metal comes from."""

import pytest

from extraction.entities import supplied


@pytest.mark.parametrize(
    "before",
    [
        "The tin in our solder comes from ",
        "powder that is made by ",
        "het zilver komt van ",
        "Het poeder is gemaakt door Andara (China) en ",
        "Das Zinn stammt zu 80 % von der ",
        "le métal provient de ",
        "achète sa poudre de tantale à ",
        "Het zilver komt van Andara (Peru) en het wolfraam van ",
    ],
)
def test_a_metal_comes_from_what_is_named_behind(before: str) -> None:
    assert supplied.speaks(before)
    assert supplied.is_source(f"{before}Norvik", len(before))


@pytest.mark.parametrize("before", ["A letter came to ", "The tin was sold to ", "Het is van "])
def test_other_words_name_no_source(before: str) -> None:
    assert not supplied.is_source(f"{before}Norvik", len(before))
