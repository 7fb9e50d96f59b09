"""A whole document: its pages in order, and a warning for everything that stayed in doubt."""

import pytest

from extraction import readers
from extraction.errors import Damaged, Empty, NeedsPassword, TooBig, Unsupported
from extraction.limits import Limits
from extraction.readers.course import COURSE, CROSS_CHECK, Course
from tests import papers


def codes(data):
    return [
        (warning.code, warning.page)
        for _, _, warnings in readers.open_document(data)
        for warning in warnings
    ]


@pytest.fixture
def course():
    """Sets the course of a reading, for one test."""
    tokens = []

    def sail(**settings):
        tokens.append(COURSE.set(Course(**settings)))

    yield sail
    for token in reversed(tokens):
        COURSE.reset(token)


def test_a_sound_document_is_read_without_a_warning():
    assert codes(papers.smelter_table(40)) == []


def test_each_page_of_a_scan_is_named():
    assert codes(papers.scan(2)) == [("no_text_layer", 1), ("no_text_layer", 2)]


def test_a_scan_with_a_typed_header_is_still_a_scan():
    assert codes(papers.scan(header="Page 1 of 1")) == [("no_text_layer", 1)]


def test_a_blank_page_is_no_scan():
    assert codes(papers.blank()) == []


def test_a_short_page_is_no_scan():
    assert codes(papers.letter("Annex 3")) == []


def test_a_file_whose_end_was_cut_off_is_mended_and_read():
    data = papers.letter("Merapi Tin Works")
    cut = data[: data.rindex(b"trailer")]
    ((page, _, warnings),) = readers.open_document(cut)
    assert page.text == "Merapi Tin Works"
    assert {warning.code for warning in warnings} <= {"repaired"}


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", Empty),
        (papers.without_pages(), Empty),
        (papers.encrypted(papers.letter("x")), NeedsPassword),
        (b"%PDF-1.7\n", Damaged),
        (b"<html></html>", Unsupported),
        (b"\x89PNG\r\n\x1a\n\0\0\0", Damaged),
    ],
)
def test_what_cannot_be_read_says_why(data, error):
    with pytest.raises(error):
        readers.open_document(data)


def test_an_unsupported_file_is_named():
    with pytest.raises(Unsupported) as refused:
        readers.open_document(b"<html></html>")
    assert refused.value.detail == "html"


def test_a_file_over_the_limit_is_not_opened(course):
    course(limits=Limits(bytes=10))
    with pytest.raises(TooBig):
        readers.open_document(b"a" * 11)


def test_pages_over_the_limit_are_named_as_unread(course):
    course(limits=Limits(pages=2))
    document = readers.open_document(papers.letter("a", "b", "c", "d"))
    read = list(document)
    assert document.page_count == 4
    assert [page.text for page, _, _ in read] == ["a", "b"]
    (warning,) = read[-1][2]
    assert (warning.code, warning.detail) == ("unread_pages", "3-4")


def test_reading_stops_when_its_time_is_over_and_says_so(course):
    course(started=-10_000.0)
    read = list(readers.open_document(papers.letter("a", "b")))
    assert [page.text for page, _, _ in read] == ["a"]
    assert [warning.code for warning in read[-1][2]] == ["unread_pages"]


def test_a_page_that_killed_a_reader_is_passed_over(course):
    course(passed_over={2: "page_too_slow"})
    read = list(readers.open_document(papers.letter("a", "b", "c")))
    assert [page.text for page, _, _ in read] == ["a", "", "c"]
    assert [(warning.code, warning.page) for warning in read[1][2]] == [("page_too_slow", 2)]


def test_a_count_that_could_not_be_checked_is_in_doubt(course):
    course(passed_over={CROSS_CHECK: "page_too_slow"})
    assert codes(papers.letter("a")) == [("page_count_differs", None)]


def test_progress_is_told(course):
    heard = []
    course(opened=lambda count: heard.append(("opened", count)), turned_to=heard.append)
    list(readers.open_document(papers.letter("a", "b")))
    assert heard == [("opened", 2), CROSS_CHECK, ("opened", 2), 1, 2]


def test_a_text_file_is_one_page():
    ((page, tables, warnings),) = readers.open_document(b"Merapi Tin Works")
    assert (page.text, tables, warnings) == ("Merapi Tin Works", (), ())


def test_a_page_on_which_the_second_reader_gets_stuck_is_named(course):
    course(limits=Limits(page_seconds=0.9))
    read = list(readers.open_document(papers.unending("Merapi Tin Works")))
    assert [page.text for page, _, _ in read] == ["Merapi Tin Works", ""]
    assert [warning.code for warning in read[1][2]] == ["page_too_slow"]
