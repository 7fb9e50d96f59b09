"""Numbers in words."""

import pytest

from workflows import number_words


@pytest.mark.parametrize(
    ("language", "text", "numbers"),
    [
        ("nl", "Elf van de twaalf bedrijven", [11, 12]),
        ("nl", "eenentwintig, tweeëntwintig, drieëndertig en zevenennegentig", [21, 22, 33, 97]),
        ("nl", "een bedrijf, geen bedrijf, één bedrijf", [1]),
        ("nl", "tweede, drietal, achter en viervoudig", []),
        ("en", "Eleven of the twelve companies", [11, 12]),
        ("en", "twenty-one, thirty and ninety-nine", [21, 30, 99]),
        ("en", "no one, one of them, tenth and often", []),
    ],
)
def test_numbers_in_words_are_found_and_words_that_hold_them_are_not(language, text, numbers):
    assert [one.value for one in number_words.find(text, language)] == numbers


def test_every_number_below_a_hundred_is_known_but_a_lone_one_in_english():
    for language, least in (("nl", 1), ("en", 2)):
        known = set(number_words._VALUES[language].values())
        assert known == set(range(least, 100))


def test_a_number_is_given_as_it_is_written_with_where_it_ends():
    text = "Wel Elf leden"
    (found,) = number_words.find(text, "nl")
    assert (found.written, text[found.end :]) == ("Elf", " leden")
