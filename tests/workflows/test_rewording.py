"""Other words for a paragraph land in its place, or nowhere."""

import pytest

from workflows.rewording import merged

TEXT = "Een begin.\n\nEen lang stuk over wat wij deden.\nHet eind."


@pytest.mark.parametrize(
    ("before", "after", "became"),
    [
        ("Een begin.", "Een goed begin.", TEXT.replace("Een begin", "Een goed begin")),
        ("Het eind.", "Het eind.\nEn meer.", TEXT + "\nEn meer."),
        ("Een begin.", "", TEXT.removeprefix("Een begin.\n")),
        ("", "Nog iets.", TEXT + "\nNog iets."),
        # Something else in the paragraph was changed since.
        (
            "Een kort stuk over wat wij deden.",
            "Een kort stuk over wat wij samen deden.",
            TEXT.replace("wij deden", "wij samen deden"),
        ),
        ("Er staat iets anders.", "Er stond iets anders.", None),
        ("Weg.", "", None),
    ],
)
def test_the_words_land_where_the_paragraph_is(before, after, became):
    assert merged(TEXT, before, after) == became


def test_a_paragraph_that_stands_there_twice_is_not_guessed_at():
    assert merged("Zie boven.\nZie boven.", "Zie boven.", "Zie onder.") is None
