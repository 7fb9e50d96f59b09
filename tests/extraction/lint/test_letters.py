"""The draft of a mail to the supplier."""

import string

import pytest

from extraction.lint import letters, words
from extraction.records import LintSeverity, Remark

OLD = Remark("date_old", LintSeverity.WARNING, "Declaration!D22", ("2024-01-01",))
OPEN = [
    Remark("answer_missing", LintSeverity.WARNING, f"Declaration!D{row}") for row in range(32, 48)
]
TWICE = Remark("row_twice", LintSeverity.QUESTION, "Smelter List!C9", ("Smelter List!C5",))


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("rule", sorted(words.RULES))
def test_every_rule_says_the_same_values_in_four_languages(rule):
    _, english, dutch = words.RULES[rule]
    german, french = letters._WORDS[rule]
    assert placeholders(english) == placeholders(dutch)
    assert placeholders(english) == placeholders(german) == placeholders(french)


@pytest.mark.parametrize(
    ("language", "greeting", "said"),
    [
        ("nl", "Geachte heer of mevrouw,", "De datum 2024-01-01 is langer dan een jaar geleden."),
        ("en", "Dear Sir or Madam,", "The date 2024-01-01 is more than a year ago."),
        ("de", "Sehr geehrte Damen und Herren,", "Das Datum 2024-01-01 liegt mehr als ein Jahr"),
        ("fr", "Madame, Monsieur,", "La date 2024-01-01 remonte à plus d'un an."),
        ("zh", "Dear Sir or Madam,", "The date 2024-01-01 is more than a year ago."),
    ],
)
def test_a_letter_names_each_cell_in_the_suppliers_language(language, greeting, said):
    letter = letters.draft([OLD], language, "CMRT 6.5")
    assert letter.startswith(greeting)
    assert "CMRT 6.5" in letter
    assert f"- Declaration!D22: {said}" in letter


def test_what_is_said_of_many_cells_is_said_once():
    letter = letters.draft(OPEN, "en", "CMRT 6.5")
    assert letter.count("This question has no answer.") == 1
    assert "Declaration!D32, Declaration!D33," in letter
    assert "and 4 more:" in letter


def test_questions_stand_apart_from_what_must_be_mended():
    letter = letters.draft([OLD, TWICE], "en", "CMRT 6.5")
    assert letter.index("mend the following") < letter.index("Declaration!D22")
    assert letter.index("Declaration!D22") < letter.index("tell us") < letter.index("C9")


def test_without_remarks_the_letter_says_so():
    assert "We have no remarks." in letters.draft([], "en", "CMRT 6.5")


def test_text_of_a_document_is_never_taken_for_a_placeholder():
    odd = Remark("answer_odd", LintSeverity.WARNING, "Declaration!D45", ("{0.__class__} {9}",))
    assert "{0.__class__} {9}" in letters.draft([odd], "nl", "{x}")
