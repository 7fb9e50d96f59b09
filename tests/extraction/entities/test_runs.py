"""Runs of capitalised words that may be a name."""

import pytest

from extraction.entities import runs
from extraction.entities.tokens import tokens


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ore went to Norvik Andara in May", ["Norvik Andara"]),
        ("Unternehmen Norvik Andara schloss", ["Norvik Andara"]),
        (
            "from Fonderie de Norvik and from Andara & Kelana",
            ["Fonderie de Norvik", "Andara & Kelana"],
        ),
        ("Norvik Zinc Works", ["Norvik Zinc Works"]),
        ("nothing here at all", []),
        ("", []),
    ],
)
def test_a_run_is_without_the_ordinary_words_at_its_ends(text: str, names: list[str]) -> None:
    found = tokens(text)
    said = [text[found[first].start : found[last - 1].end] for first, last in runs.runs(found)]
    assert said == names
