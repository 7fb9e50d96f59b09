"""Answers in the table of another tool: which line asks what, and what its answer means."""

import pytest

from workflows import answer_files
from workflows.answer_files import NOT_APPLICABLE, By, Columns, Meant
from workflows.errors import Invalid

ASKED = (
    answer_files.Asked("policy", 1, 1, ("Is there a policy?", "Is er een beleid?")),
    answer_files.Asked(
        "own_buying",
        1,
        2,
        (
            "Do you look whether your own prices make risks larger?",
            "Kijkt u of uw eigen prijzen risico's groter maken?",
        ),
    ),
    answer_files.Asked("origin", 2, 1, ("Do you know the countries of origin?",)),
)
WORDS = {"not yet": 0, "nog niet": 0, "for all": 3, "n a": NOT_APPLICABLE}


def understood(rows, meant=None, where=None):
    """The lines as (question, how it was known, level)."""
    table = answer_files.table(rows, ASKED)
    where = where or answer_files.columns(table, ASKED, WORDS)
    found = answer_files.lines(table, where, ASKED, WORDS, meant or Meant())
    return [(line.key, line.by, line.level) for line in found]


@pytest.mark.parametrize(
    ("cell", "key", "by"),
    [
        ("policy", "policy", By.NAME),
        ("own_buying", "own_buying", By.NAME),
        ("IS THERE A POLICY", "policy", By.WORDS),
        ("is er een beleid?", "policy", By.WORDS),
        ("1.1 Is there a policy?", "policy", By.WORDS),
        ("3) Is there a policy?", "policy", By.WORDS),
        ("Do you look whether your prices make the risks larger?", "own_buying", By.ALIKE),
        ("1.2", "own_buying", By.NUMBER),
        ("Q1.2", "own_buying", By.NUMBER),
        ("3", "origin", By.NUMBER),
        ("2-1 of ours", "origin", By.NUMBER),
        ("4", None, None),
        ("1.3", None, None),
        ("Do you have a canteen for all of your people?", None, None),
        ("", None, None),
    ],
)
def test_a_question_is_known_by_its_name_its_words_or_its_number(cell, key, by):
    rows = [["Question", "Answer"], [cell, "2"], ["origin", "1"]]
    assert understood(rows, where=Columns(0, 1))[0] == (key, by, 2)


@pytest.mark.parametrize(
    ("answers", "levels"),
    [
        (["0", "4", "2"], [0, 4, 2]),
        (["3.0", "3,0", "1"], [3, 3, 1]),
        (["Not yet", "nog niet", "For all"], [0, 0, 3]),
        (["n/a", "N.A.", "4"], [NOT_APPLICABLE, NOT_APPLICABLE, 4]),
        # One number beyond our scale: it is another scale, and 3 is not our 3.
        (["1", "3", "5"], [None, None, None]),
        (["60", "20", "100"], [None, None, None]),
        (["0.5", "1", "2"], [None, None, None]),
        (["yes", "partly", "²"], [None, None, None]),
    ],
)
def test_an_answer_is_one_of_our_levels_or_is_not_understood(answers, levels):
    rows = [["Question", "Answer"], *zip([one.key for one in ASKED], answers, strict=True)]
    assert [level for *_known, level in understood(rows, where=Columns(0, 1))] == levels


def test_what_an_answer_means_and_what_a_line_asks_can_be_said():
    rows = [["Question", "Answer"], ["policy", "yes"], ["a question of theirs", "no"]]
    meant = Meant({3: "origin", 2: ""}, {"yes": 3, "no": None})
    assert understood(rows, meant, Columns(0, 1)) == [
        (None, By.PERSON, 3),
        ("origin", By.PERSON, None),
    ]


def test_the_columns_are_found_whatever_their_order_and_names():
    rows = [
        ["Chapter", "Toelichting", "Score", "Vraag"],
        ["Beleid", "", "3", "Is er een beleid?"],
        ["Inkoop", "per kwartaal", "1", "Kijkt u of uw eigen prijzen risico's groter maken?"],
    ]
    table = answer_files.table(rows, ASKED)
    assert answer_files.columns(table, ASKED, WORDS) == Columns(3, 2, 1)
    (first, second) = answer_files.lines(table, Columns(3, 2, 1), ASKED, WORDS, Meant())
    assert (first.number, second.number, second.note) == (2, 3, "per kwartaal")


def test_questions_side_by_side_are_a_table_that_is_turned():
    rows = [["Company", "1.1", "1.2", "2.1"], ["Voorbeeld", "3", "0", "n/a"]]
    assert understood(rows)[1:] == [
        ("policy", By.NUMBER, 3),
        ("own_buying", By.NUMBER, 0),
        ("origin", By.NUMBER, NOT_APPLICABLE),
    ]


def test_a_table_without_names_of_columns_loses_no_line():
    assert understood([["policy", "2"], ["origin", "1"]]) == [
        ("policy", By.NAME, 2),
        ("origin", By.NAME, 1),
    ]


def test_an_apostrophe_before_what_a_spreadsheet_would_run_is_taken_off():
    rows = [["Question", "Answer", "Note"], ["policy", "2", "'=1+1"], ["origin", "1", "'s nachts"]]
    table = answer_files.table(rows, ASKED)
    found = answer_files.lines(table, Columns(0, 1, 2), ASKED, WORDS, Meant())
    assert [line.note for line in found] == ["=1+1", "'s nachts"]


@pytest.mark.parametrize("rows", [[], [[""]], [["policy", "2"]], [["x"]] * 501])
def test_a_file_without_lines_or_with_too_many_is_refused(rows):
    with pytest.raises(Invalid, match="a line for each question"):
        answer_files.table(rows, ASKED)


def test_the_different_answers_are_told_once_each():
    rows = [["Question", "Answer"], ["policy", "yes"], ["origin", "no"], ["own_buying", "yes"]]
    table = answer_files.table(rows, ASKED)
    assert answer_files.values(table, Columns(0, 1)) == ["yes", "no"]
