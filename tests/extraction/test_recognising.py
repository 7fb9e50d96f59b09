"""Pages that are pictures, recognised in several lanes: the outcome is that of one reader."""

from dataclasses import replace
from functools import cache

import pytest

from extraction import pipeline
from extraction.isolated import extract_isolated
from extraction.lanes import Slots
from extraction.limits import Limits
from extraction.readers.course import COURSE, Course
from extraction.records import Outcome
from tests import papers, photographs


@cache
def scan() -> bytes:
    """A typed page, two pages of a list as pictures, and a picture that says nothing."""
    table = papers.smelter_table(3)
    return papers.joined(
        papers.letter("Our smelters of tin."),
        photographs.scanned(papers.cropped(table, 0, 640, 595, 842)),
        photographs.scanned(papers.cropped(table, 0, 600, 595, 842), tilt=1),
        photographs.as_pdf([photographs.Image.new("L", (400, 300), 90)]),
    )


def told(found):
    return replace(found, seconds=0, pages=tuple(found.pages))


def test_one_lane_and_two_read_what_one_process_reads() -> None:
    from extraction.readers.scan import reading

    token = COURSE.set(Course(scan=reading.read))
    try:
        whole = pipeline.read(scan(), "scan.pdf")
    finally:
        COURSE.reset(token)
    assert len(whole.records) > 2
    alone = extract_isolated(scan(), "scan.pdf")
    helped = extract_isolated(scan(), "scan.pdf", spare=Slots(1))
    assert told(alone) == told(helped) == told(whole)


def test_progress_is_told_while_pages_are_recognised() -> None:
    heard = []
    extract_isolated(scan(), "scan.pdf", on_page=lambda *at: heard.append(at), spare=Slots(1))
    assert (1, 3) in heard
    assert heard[-1] == (4, 4)


@pytest.mark.parametrize("free", [0, 1])
def test_a_page_over_its_time_in_one_lane_costs_only_itself(free) -> None:
    limits = Limits(page_seconds=0.05, deaths=5)
    found = extract_isolated(scan(), "scan.pdf", limits=limits, spare=Slots(free))
    assert found.outcome is Outcome.PARTLY
    codes = [(warning.code, warning.page) for warning in found.warnings]
    assert ("page_too_slow", 2) in codes
    assert ("page_too_slow", 3) in codes
    assert found.pages[0].text == "Our smelters of tin."
