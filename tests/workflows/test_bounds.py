"""Corrected boundaries: where a person found a name, kept beside where it was read."""

import pytest
from sqlalchemy import select

from tests.cast import a_candidate, a_certificate, a_record, a_site
from workflows import deciding, items
from workflows.bounds import Place
from workflows.engine import make_sessions
from workflows.errors import Invalid
from workflows.models import DocumentPage
from workflows.states import ItemAction, ItemState
from workflows.verdicts import Verdict

BOX = (10.0, 20.0, 120.0, 32.0)  # round "Merapi Tin" below


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def item(session, paper):
    """An item of which only "Merapi" was read, where the page says "(Merapi Tin), Indonesia"."""
    (item,) = paper(a_record("Merapi", candidates=[a_candidate(a_site(session))]))
    query = select(DocumentPage).where(DocumentPage.version_id == item.version_id)
    page = session.scalars(query).one()
    page.text = "Our smelters\n(Merapi Tin), Indonesia\nand others"
    page.words = [
        [10.0, 20.0, 70.0, 32.0, 13, 20],
        [80.0, 20.0, 120.0, 32.0, 21, 26],
        [130.0, 20.0, 200.0, 32.0, 27, 36],
    ]
    return item


def changing(place, **changes):
    return Verdict(ItemAction.CHANGE, changes=changes, place=place)


def test_name_box_and_line_stand_beside_what_was_read(session, world, item):
    deciding.decide(session, item, changing(Place(1, BOX), smelter="Merapi Tin"), world.reader)
    (field,) = [f for f in item.fields if f.name == "smelter"]
    assert (field.text, field.corrected) == ("Merapi", "Merapi Tin")
    assert field.corrected_place == {
        "page": 1,
        "box": list(BOX),
        "quote": "(Merapi Tin), Indonesia",
        "origin": "words",
    }
    (mention,) = items.mentions(item)
    assert (mention.text, mention.box, mention.quote) == (
        "Merapi Tin", BOX, "(Merapi Tin), Indonesia"
    )  # fmt: skip
    assert field.box == [72.0, 140.0, 160.0, 151.0]


def test_two_people_read_it_also_when_the_name_stays_the_same(session, world, item):
    deciding.decide(session, item, changing(Place(1, BOX)), world.reader)
    assert (item.state, item.second_reason) == (ItemState.SECOND, "changed")


@pytest.mark.parametrize("box", [(300.0, 300.0, 400.0, 320.0), BOX])
def test_what_no_words_of_the_page_say_was_typed(session, world, item, box):
    change = changing(Place(1, box), smelter="Merapi Timah")
    deciding.decide(session, item, change, world.reader)
    (place,) = [f.corrected_place for f in item.fields if f.corrected_place]
    assert place["origin"] == "typed"


@pytest.mark.parametrize(
    "place",
    [
        Place(2, BOX),
        Place(1, (10.0, 20.0, 10.0, 32.0)),
        Place(1, (10.0, 20.0, 900.0, 32.0)),
        Place(1, (float("nan"), 20.0, 120.0, 32.0)),
    ],
)
def test_a_place_is_on_a_page_of_the_document(session, world, item, place):
    with pytest.raises(Invalid):
        deciding.decide(session, item, changing(place, smelter="Merapi Tin"), world.reader)
    assert item.state is ItemState.OPEN


def test_undo_brings_back_the_place_that_was_read(session, world, item):
    was = items.mentions(item)
    deciding.decide(session, item, changing(Place(1, BOX), smelter="Merapi Tin"), world.reader)
    deciding.undo(session, item, world.reader)
    assert items.mentions(item) == was


def test_only_the_name_of_a_smelter_has_a_place_to_correct(session, world, paper):
    (item,) = paper(certificates=[a_certificate()])
    with pytest.raises(Invalid, match="smelter's name"):
        deciding.decide(session, item, changing(Place(1, BOX), number="VB-2"), world.reader)
