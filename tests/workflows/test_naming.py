"""Names in pieces: where they divide, and where a half stands on its page."""

import pytest

from workflows.naming import box_of, halves, pieces


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Merapi Tin Works", ["Merapi", "Tin", "Works"]),
        ("Merapi/Kelana", ["Merapi/", "Kelana"]),
        ("Merapi  Tin\nWorks", ["Merapi", "Tin", "Works"]),
        ("Merapi", ["Merapi"]),
        ("假山 锡业", ["假山", "锡业"]),
        ("假山锡业", ["假", "山", "锡", "业"]),
    ],
)
def test_a_name_divides_between_its_words_or_between_signs_where_words_have_no_blanks(name, found):
    assert pieces(name) == found


@pytest.mark.parametrize(
    ("name", "at", "found"),
    [
        ("Merapi Tin Kelana Works", 2, ("Merapi Tin", "Kelana Works")),
        ("Merapi Tin and Kelana Works", 2, ("Merapi Tin", "Kelana Works")),
        ("Merapi Tin and Kelana Works", 3, ("Merapi Tin", "Kelana Works")),
        ("Merapi / Kelana", 1, ("Merapi", "Kelana")),
        ("Merapi Ltd., Kelana", 2, ("Merapi Ltd.", "Kelana")),
        ("假山锡业", 2, ("假山", "锡业")),
    ],
)
def test_what_only_joined_the_halves_belongs_to_neither(name, at, found):
    assert tuple(half.text for half in halves(name, at)) == found


@pytest.mark.parametrize(
    ("name", "at"), [("Merapi", 1), ("Merapi Tin", 0), ("Merapi Tin", 2), ("Merapi &", 1)]
)
def test_a_half_is_never_empty(name, at):
    assert halves(name, at) is None


def a_line(*words, left=10.0, top=20.0):
    """The text of a line and its words as a page keeps them: ten points a sign."""
    text, kept = "", []
    for word in words:
        start = len(text)
        kept.append(
            [
                left + 10 * start,
                top,
                left + 10 * (start + len(word)),
                top + 12,
                start,
                start + len(word),
            ]
        )
        text += word + " "
    return text, kept


def boxes(name, at, box, words, text):
    return [box_of(half, name, box, words, text) for half in halves(name, at)]


def test_each_half_stands_round_its_own_words():
    text, words = a_line("from", "Merapi", "Tin", "and", "Kelana,", "Peru")
    left, right = boxes("Merapi Tin and Kelana", 3, (60, 20, 270, 32), words, text)
    assert left == (60.0, 20.0, 160.0, 32.0)
    assert right == (210.0, 20.0, 270.0, 32.0)  # its comma is no part of it


def test_a_half_within_one_printed_word_gets_its_share_of_it():
    text, words = a_line("假山锡业")
    left, right = boxes("假山锡业", 1, (10, 20, 50, 32), words, text)
    assert left == (10.0, 20.0, 20.0, 32.0)
    assert right == (20.0, 20.0, 50.0, 32.0)


def test_the_same_words_elsewhere_on_the_page_do_not_count():
    text, words = a_line("Merapi", "Kelana")
    far = [[x0, 200.0, x1, 212.0, start, end] for x0, _top, x1, _bottom, start, end in words]
    left, _right = boxes("Merapi Kelana", 1, (10, 20, 140, 32), [*far, *words], text)
    assert left == (10.0, 20.0, 70.0, 32.0)


def test_a_name_that_the_words_do_not_spell_keeps_its_whole_box():
    text, words = a_line("Merapl", "Kelana")
    box = (10.0, 20.0, 140.0, 32.0)
    assert boxes("Merapi Kelana", 1, box, words, text) == [box, box]
    assert boxes("Merapi Kelana", 1, box, [], "") == [box, box]
