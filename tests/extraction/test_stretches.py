"""Documents of many pages, read in stretches by several processes: what comes of it is the same."""

from dataclasses import replace
from functools import cache

import pytest

from extraction import pipeline, ranges
from extraction.isolated import extract_isolated
from extraction.lanes import ALONE, Slots
from extraction.limits import Limits
from extraction.records import Outcome, Register, RegisterEntry
from tests import papers

PAGES = 502
((_, FIRST_END), (_, SECOND_END), _) = ranges.of(PAGES)
NAMED = "Merapi Tin Works (MTW) in Indonesia smelts tin for us."
AGAIN = "The visit to Merapi Tin Works was put off to the spring."


def table(first, last):
    rows = [smelter.cells for smelter in papers.smelters(last)[first:]]
    return papers.supplier_table(rows, headers=papers.HEADERS["en"], ruled=first == 0)


@cache
def long():
    """Prose with two tables, each of which runs over the border between two stretches."""
    prose = [f"Page {number}. Nothing to report." for number in range(1, PAGES + 1)]
    prose[2], prose[9], prose[449] = NAMED, AGAIN, NAMED.replace("Merapi", "Zevenhuizen")
    one, two = table(0, 90), table(90, 180)
    before, between = FIRST_END - 1, SECOND_END - 1
    length = pages_of(one)
    return papers.joined(
        papers.letter(*prose[:before]),
        one,
        papers.letter(*prose[before + length : between]),
        two,
        papers.letter(*prose[between + pages_of(two) :]),
    )


def pages_of(paper):
    return pipeline.read(paper, "a.pdf").page_count


def told(found):
    return replace(found, seconds=0, sha256="", pages=tuple(found.pages))


def codes(found):
    return [(warning.code, warning.page, warning.detail) for warning in found.warnings]


def test_stretches_are_even_and_together_all_pages():
    assert ranges.of(0) == ()
    assert ranges.of(250) == ((1, 250),)
    assert ranges.of(251) == ((1, 125), (126, 251))
    assert ranges.of(5000)[-1] == (4751, 5000)


def test_several_processes_read_what_one_reads_tables_over_the_borders_included():
    known = RegisterEntry("7", papers.smelters(1)[0].name, (), (), "ID", ("tin",))
    register = Register((known,))
    whole = pipeline.read(long(), "long.pdf", register=register)
    assert whole.page_count == PAGES
    assert len(whole.records) == 181
    assert {record.smelter.source.page for record in whole.records} >= {FIRST_END, FIRST_END + 1}
    heard = []
    alone = extract_isolated(long(), "long.pdf", register=register)
    helped = extract_isolated(
        long(),
        "long.pdf",
        register=register,
        spare=Slots(1),
        on_page=lambda *at: heard.append(at),
    )
    assert told(alone) == told(whole)
    assert told(helped) == told(whole)
    assert heard == [(number, PAGES) for number in range(1, PAGES + 1)]


@cache
def deadly(*pages):
    prose = [f"Page {number}." for number in range(1, 261)]
    prose[99] = NAMED
    data = papers.bomb_among(*prose, bomb=pages[0])
    for page in pages[1:]:
        data = papers.copied_page(data, source=pages[0], target=page)
    return data


@pytest.mark.parametrize("spare", [ALONE, Slots(1)], ids=["alone", "helped"])
def test_pages_that_kill_their_reader_cost_only_themselves_in_every_stretch(spare):
    found = extract_isolated(deadly(20, 200), "bomb.pdf", spare=spare)
    assert found.outcome is Outcome.PARTLY
    assert codes(found) == [("page_too_big", 20, ""), ("page_too_big", 200, "")]
    assert [page.number for page in found.pages if not page.text] == [20, 200]
    assert len(found.records) == 1


@pytest.mark.parametrize("spare", [ALONE, Slots(1)], ids=["alone", "helped"])
def test_more_killing_pages_than_readers_end_it_before_the_last_of_them(spare):
    data, limits = deadly(20, 200, 250), Limits(deaths=2)
    found = extract_isolated(data, "bomb.pdf", limits=limits, spare=spare)
    assert found.outcome is Outcome.PARTLY
    assert len(found.pages) == 199
    assert codes(found) == [("page_too_big", 20, ""), ("unread_pages", None, "200-260")]
