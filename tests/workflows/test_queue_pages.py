"""A page of the queue, and what each of its parts holds, are asked together and agree."""

from datetime import timedelta

import pytest

from extraction.records import Certainty
from tests.cast import a_document, a_reading, a_record
from workflows import documents, queue_filters, queue_pages, readings
from workflows.queue_filters import Wanted


@pytest.fixture
def sent(session, store, world):
    """Send in a paper with one smelter, promised on its own day."""

    def make(days=0, **record):
        document = a_document(session, store, world.company, world.submitter)
        readings.record(session, documents.current(document), a_reading(a_record(**record)), {})
        document.due += timedelta(days=days)
        session.flush()
        return document

    return make


def test_a_page_holds_its_part_by_the_day_that_was_promised(session, world, sent, monkeypatch):
    monkeypatch.setattr(queue_pages, "PAGE_SIZE", 2)
    later, sooner, last = sent(5), sent(1), sent(9)
    pages = [queue_pages.look(session, world.reader, Wanted(), n).listing for n in (1, 2)]
    assert [page.rows for page in pages] == [[sooner, later], [last]]
    assert {(page.total, page.last) for page in pages} == {(3, 2)}


def test_a_page_beyond_the_last_is_the_last(session, world, sent, monkeypatch):
    monkeypatch.setattr(queue_pages, "PAGE_SIZE", 2)
    (*_, last) = (sent(number) for number in range(3))
    look = queue_pages.look(session, world.reader, Wanted(), 99)
    assert (look.listing.rows, look.listing.number) == ([last], 2)
    assert look.counts["mine"] == 3


@pytest.mark.parametrize("who", ["reader", "secretary", "other_reader"])
def test_whichever_part_is_shown_the_counts_are_the_same_and_its_own_is_its_total(
    session, world, sent, who
):
    actor = world.everybody[who]
    sent(certainty=Certainty.UNSURE)
    sent(metal="gold")
    for wanted in (Wanted(), Wanted(metal="gold"), Wanted(text="nothing says this")):
        looks = {
            part: queue_pages.look(
                session, actor, Wanted(part, metal=wanted.metal, text=wanted.text)
            )
            for part in queue_filters.buckets(session, actor)
        }
        assert len({tuple(look.counts.items()) for look in looks.values()}) == 1
        for part, look in looks.items():
            assert look.listing.total == look.counts[part] == len(look.listing.rows)
