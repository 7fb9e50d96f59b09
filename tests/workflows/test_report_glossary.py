"""The words of the field: by the alphabet, in both languages, with the apostrophe of print."""

import pytest

from workflows import (
    member_duties,
    member_words,
    report_glossary,
    report_parts,
    report_sentences,
    report_words,
)
from workflows.report_words import Words

MODULES = (member_duties, member_words, report_glossary, report_sentences, report_words)


@pytest.mark.parametrize(
    ("language", "asked"),
    [
        ("nl", {"Apart gelegd document", "Smeltervermelding", "Keurmerk", "Feitelijke schade"}),
        ("en", {"Item", "Smelter item", "Scheme", "Register", "Actual harm", "Parked document"}),
    ],
)
def test_the_words_that_a_report_uses_are_explained_by_the_alphabet(language, asked):
    terms = [one.term for one in report_parts.glossary(language)]
    assert asked <= set(terms)
    assert terms == sorted(terms, key=str.casefold)
    assert len(terms) == len(set(terms))


def every_words(value):
    if isinstance(value, Words):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from every_words(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from every_words(one)


def test_reports_write_an_apostrophe_in_one_way():
    said = [
        words
        for module in MODULES
        for value in vars(module).values()
        for words in every_words(value)
    ]
    assert len(said) > 100
    assert [words for words in said if "'" in words.nl + words.en] == []
