"""Parting the words of a line: by the spaces that were read, and by the room between letters."""

import numpy as np

from extraction.readers.scan.engine import HEIGHT, Letter
from extraction.readers.scan.mending import mended
from extraction.readers.scan.spelling import words


def line(*printed):
    """A strip with a block of ink for each letter, and the letters; ``_`` is room, unread."""
    ink = np.full((HEIGHT, 4), 255, np.uint8)
    letters = []
    for sign in "".join(printed):
        block = np.full((HEIGHT, 14), 255, np.uint8)
        if sign not in " _":
            block[10:38, 2:12] = 0
        if sign != "_":
            letters.append(Letter(sign, ink.shape[1] + 7.0, 0.99))
        ink = np.hstack([ink, block])
    return ink, letters


def test_words_are_parted_at_the_spaces():
    found = words(*line("Merapi Tin Works"))
    assert [word.text for word in found] == ["Merapi", "Tin", "Works"]
    assert found[0].start < 0.1
    assert found[-1].end > 0.9
    assert all(one.end < other.start for one, other in zip(found, found[1:], strict=False))


def test_a_space_that_was_not_read_is_put_back():
    found = words(*line("Merapi Tin Works_in Indonesia"))
    assert [word.text for word in found] == ["Merapi", "Tin", "Works", "in", "Indonesia"]


def test_letters_far_apart_in_one_word_stay_together():
    strip, letters = line("T_E_S_T")
    assert [word.text for word in words(strip, letters)] == ["TEST"]


def test_wide_signs_in_latin_text_become_plain():
    strip, letters = line("Tin（b）")
    assert [word.text for word in words(strip, letters)] == ["Tin(b)"]


def test_letters_among_the_digits_of_a_number_are_digits():
    assert mended("XIDO00l01") == "XID000101"
    assert mended("(XID0oO104),") == "(XID000104),"


def test_words_are_left_alone():
    assert [mended(word) for word in ("POOL", "BOLIVIA", "ISO", "Oslo", "ISO14001")] == [
        "POOL",
        "BOLIVIA",
        "ISO",
        "Oslo",
        "ISO14001",
    ]
