"""The items of one paper: counted, found one after the other, and by the page they stand on."""

from dataclasses import replace

import pytest

from extraction.records import Certainty
from tests.cast import a_record, a_value
from workflows import deciding, documents, item_lists
from workflows.engine import make_sessions
from workflows.item_lists import Tally
from workflows.states import ItemAction, RejectReason
from workflows.verdicts import Verdict

APPROVE = Verdict(ItemAction.APPROVE)
DOUBT = Verdict(ItemAction.DOUBT)
MISREAD = Verdict(ItemAction.REJECT, RejectReason.MISREAD)


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


def a_name(name, page=1, certainty=Certainty.CHECK):
    return replace(a_record(name, certainty=certainty), smelter=a_value(name, page=page))


@pytest.fixture
def four(paper):
    """Two to check, one that is certain, one that is unsure; the last two on another page."""
    return paper(
        a_name("Alto"),
        a_name("Borealis"),
        a_name("Certo", 2, Certainty.CERTAIN),
        a_name("Dubbio", 2, Certainty.UNSURE),
    )


def version_of(rows):
    return documents.current(rows[0].document)


def test_items_are_counted_by_what_becomes_of_them(session, world, four):
    version = version_of(four)
    assert item_lists.tally(session, version, world.reader) == Tally(4, 0, 4, pages={1: 2, 2: 2})
    deciding.decide(session, four[0], MISREAD, world.reader)
    deciding.decide(session, four[3], APPROVE, world.reader)  # a new smelter: two read it
    assert item_lists.tally(session, version, world.reader) == Tally(4, 1, 2, pages={1: 1, 2: 1})
    assert item_lists.tally(session, version, world.other_reader) == Tally(
        4, 1, 3, pages={1: 1, 2: 2}
    )


def test_the_least_certain_comes_first_and_what_is_in_doubt_last(session, world, four):
    alto, borealis, certo, dubbio = four
    version = version_of(four)
    assert item_lists.first(session, version, world.reader) is dubbio
    assert item_lists.first(session, version, world.reader, besides=dubbio) is alto
    deciding.decide(session, dubbio, DOUBT, world.reader)
    order, item = [], item_lists.first(session, version, world.reader)
    for _ in four:
        order.append(item)
        item = item_lists.around(session, version, world.reader, item)[1]
    assert order == [alto, borealis, certo, dubbio]
    assert item is alto


def test_one_walks_in_a_circle_either_way(session, world, four):
    alto, borealis, certo, dubbio = four

    def around(item):
        return item_lists.around(session, version_of(four), world.reader, item)

    assert around(dubbio) == (certo, alto)
    assert around(alto) == (dubbio, borealis)
    assert around(certo) == (borealis, dubbio)
    assert around(None) == (None, dubbio)
    deciding.decide(session, dubbio, APPROVE, world.reader)
    assert around(dubbio) == (None, alto)
    for item in (alto, borealis):
        deciding.decide(session, item, MISREAD, world.reader)
    assert around(certo) == (None, None)


def test_an_item_has_its_place_in_reading_order(session, four):
    assert [item_lists.place(session, item) for item in four] == [1, 2, 3, 4]


def test_only_an_item_of_the_version_itself_is_shown(session, four, paper):
    (other,) = paper(a_name("Elders"))
    version = version_of(four)
    assert item_lists.one(session, version, four[1].public_id) is four[1]
    assert item_lists.one(session, version, other.public_id) is None


def test_on_a_page_stand_its_items_and_what_else_is_mentioned_there(session, paper):
    again = a_name("Alto", 3)
    alto, borealis, certo = paper(a_name("Alto"), a_name("Borealis"), a_name("Certo", 3), again)
    version = documents.current(alto.document)
    assert item_lists.on_page(session, version, 1) == [alto, borealis]
    assert item_lists.on_page(session, version, 3) == [alto, certo]


def test_beside_an_item_stand_those_of_the_page_that_is_shown_and_itself(session, paper):
    again = a_name("Alto", 3)
    alto, borealis, certo = paper(a_name("Alto"), a_name("Borealis"), a_name("Certo", 3), again)
    version = documents.current(alto.document)

    def on_page(number, current):
        given = {"place": 1, "total": 3, "number": number, "current": current}
        return item_lists.beside(session, version, **given).on_page

    assert on_page(1, None) == [alto, borealis]
    assert on_page(3, None) == [alto, certo]
    assert on_page(3, borealis) == [alto, borealis, certo]


def test_a_list_of_items_has_pages(session, paper):
    rows = paper(*(a_name(f"Smelterij {number}") for number in range(60)))
    found = item_lists.listing(session, rows[0].document, 2)
    assert (found.rows, found.total, found.last) == (rows[50:], 60, 2)


def nearby(session, rows, place):
    given = {"place": place, "total": len(rows), "number": 1, "current": None}
    found = item_lists.beside(session, version_of(rows), **given)
    return found.begin, found.nearby


def test_of_a_long_list_the_items_round_one_are_shown(session, paper):
    rows = paper(*(a_name(f"Smelterij {number}") for number in range(130)))
    assert nearby(session, rows, 0) == (1, rows[:24])
    assert nearby(session, rows, 70) == (58, rows[57:81])
    assert nearby(session, rows, 128) == (107, rows[106:])


def test_of_a_short_list_every_item_is_shown(session, four):
    assert nearby(session, four, 4) == (1, four)
