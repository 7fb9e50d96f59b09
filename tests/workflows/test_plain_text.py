"""Places still to be filled in, and hints for plain words."""

import pytest

from workflows import plain_text


@pytest.mark.parametrize(
    ("text", "holes"),
    [
        ("Dit jaar [aantal noemen] bedrijven.", ["[aantal noemen]"]),
        ("Zie {naam}, <voorzitter> en XXX.", ["{naam}", "<voorzitter>", "XXX"]),
        ("Nog ntb. TODO: cijfers ___ en ???", ["ntb", "TODO", "___", "???"]),
        ("Lorem ipsum dolor.", ["Lorem ipsum"]),
        ("Zie noot [3] en [1, 2]; 5 < 6 en 7 > 3; om 3 p.m. A & B < C.", []),
        ("Alles is af. De twintigste eeuw (XX) is voorbij.", []),
    ],
)
def test_what_is_still_to_be_filled_in_is_found(text, holes):
    assert plain_text.left_open(text) == holes


def hints(text, language="nl"):
    return [(hint.kind, hint.words) for hint in plain_text.hints(text, language)]


def test_a_long_sentence_is_pointed_out_with_its_number_of_words():
    assert hints(" ".join(["woord"] * 21) + ". Kort is goed.") == [("long", 21)]
    assert hints(" ".join(["woord"] * 20) + ".") == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("De plannen worden door de leden gemaakt.", "nl"),
        ("Er werd veel besproken.", "nl"),
        ("The plans were made by the members.", "en"),
        ("Documents are carefully checked.", "en"),
    ],
)
def test_a_passive_sentence_is_pointed_out(text, language):
    assert [kind for kind, _words in hints(text, language)] == ["passive"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("De leden maken plannen. Wij hebben veel besproken.", "nl"),
        ("Het wordt tijd om te beginnen.", "nl"),
        ("The members make plans. The sea is blue.", "en"),
    ],
)
def test_a_sentence_that_says_who_does_it_is_not(text, language):
    assert hints(text, language) == []
