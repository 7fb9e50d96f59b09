"""Words folded to plain letters, identifiers in any style, and what is one mistake away."""

import pytest

from workflows import search_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Société des Étains", ["societe", "des", "etains"]),
        ("Socie\u0301te\u0301", ["societe"]),  # accents as signs of their own
        ("Straße-Nord, Ø 12", ["strasse", "nord", "o", "12"]),
        ("XID 000101", ["xid", "000101"]),
        ("zink\u00adsmelterij", ["zinksmelterij"]),  # a soft hyphen is no end of a word
        ("钢铁 Works", ["gang", "tie", "works"]),
        ("Ask Fenna <fenna@draad.example> first", ["ask", "fenna", "first"]),
        ("— ! —", []),
    ],
)
def test_a_text_is_folded_into_words(text, words):
    assert search_words.words(text) == words


@pytest.mark.parametrize("typed", ["xid000101", "xid", "000101", "101", "xid101"])
def test_an_identifier_is_found_in_any_style(typed):
    assert typed in search_words.forms("xid000101")


@pytest.mark.parametrize("typed", ["merpai", "merap", "merrapi", "merepi"])
def test_one_mistake_is_near(typed):
    assert search_words.near("merapi", typed)


@pytest.mark.parametrize(("one", "other"), [("merapi", "kobold"), ("tin", "tip"), ("0101", "0102")])
def test_other_words_short_ones_and_numbers_are_not_near(one, other):
    assert not search_words.near(one, other)


def test_a_word_of_thousands_of_letters_is_kept_short():
    assert search_words.words("a" * 5000) == ["a" * search_words.LONGEST]


@pytest.mark.parametrize("typed", ["stahl", "must", "musterstahl", "terst"])
def test_any_part_of_a_word_is_had_by_it(typed):
    assert search_words.has("musterstahl", typed)
    assert not search_words.has("ruhrblick", typed)


def test_a_number_is_had_without_its_zeros():
    assert search_words.has("xid000101", "xid101")
