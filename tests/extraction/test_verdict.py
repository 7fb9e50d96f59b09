"""What comes of a reading that did not end well."""

import signal

import pytest

from extraction import verdict
from extraction.keepers import Ending
from extraction.limits import DEFAULT, Limits
from extraction.plain import NotPlain
from extraction.records import Outcome, Page, Word


def ending(**how):
    return Ending(**({"code": 0, "signal": 0, "peak": 0} | how))


def page(number, text="Tin"):
    return Page(number, 595, 842, text, has_ink=True)


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({"timed_out": True, "overflowed": False, "signal": signal.SIGKILL}, "page_too_slow"),
        ({"timed_out": False, "overflowed": True, "signal": signal.SIGKILL}, "page_too_big"),
        ({"timed_out": False, "overflowed": False, "signal": signal.SIGABRT}, "page_too_big"),
        ({"timed_out": False, "overflowed": False, "signal": signal.SIGKILL}, "page_too_big"),
        ({"timed_out": False, "overflowed": False, "signal": signal.SIGXCPU}, "page_too_slow"),
        ({"timed_out": False, "overflowed": False, "signal": signal.SIGSEGV}, "page_damaged"),
        ({"timed_out": False, "overflowed": False, "code": 1}, "page_too_big"),
        ({"timed_out": False, "overflowed": False}, "page_damaged"),
    ],
)
def test_the_way_a_reader_ends_tells_the_cause(how, code):
    assert verdict.cause(ending(**how)) == code


def test_pages_that_were_read_are_kept_and_the_others_named():
    found = verdict.salvaged("d", "1", [page(1), page(2, "")], 4, {2: "page_too_big"}, 1.0)
    assert found.outcome is Outcome.PARTLY
    assert [(w.code, w.page, w.detail) for w in found.warnings] == [
        ("page_too_big", 2, ""),
        ("unread_pages", None, "3-4"),
        ("not_analysed", None, ""),
    ]


def test_without_any_text_the_document_is_refused():
    found = verdict.salvaged("d", "1", [page(1, "")], 1, {1: "page_too_slow"}, 1.0)
    assert (found.outcome, found.error.code, found.pages) == (Outcome.REFUSED, "too_slow", ())


@pytest.mark.parametrize("number", [1, 3])
def test_a_page_out_of_order_is_not_taken(number):
    with pytest.raises(NotPlain):
        verdict.check_page(page(number), 1, DEFAULT)


def test_a_page_over_the_limit_is_not_taken():
    with pytest.raises(NotPlain):
        verdict.check_page(page(2), 1, Limits(pages=1))


@pytest.mark.parametrize(
    "words",
    [
        (Word("Tan", (0, 0, 1, 1), 0, 3),),
        (Word("Tin", (0, 0, 1, 1), 0, 9),),
        (Word("in", (0, 0, 1, 1), 1, 3), Word("T", (0, 0, 1, 1), 0, 1)),
        (Word("", (0, 0, 1, 1), 0, 0),),
    ],
)
def test_a_word_that_is_not_in_the_text_is_not_taken(words):
    with pytest.raises(NotPlain):
        verdict.check_page(Page(1, 595, 842, "Tin", words), 0, DEFAULT)
