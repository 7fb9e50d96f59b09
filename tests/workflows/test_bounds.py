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
    return Verdict(ItemAction.CHANGE, changes=changes, places={"smelter": place})


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


def test_of_a_smelter_only_the_name_has_a_place_to_correct(session, world, item):
    verdict = Verdict(
        ItemAction.CHANGE, changes={"country": "MY"}, places={"country": Place(1, BOX)}
    )
    with pytest.raises(Invalid, match="only the place of its name"):
        deciding.decide(session, item, verdict, world.reader)


@pytest.fixture
def certificate(session, paper):
    """A certificate without an issuer read, on a page that tells one, a number and two days."""
    (item,) = paper(certificates=[a_certificate()])
    query = select(DocumentPage).where(DocumentPage.version_id == item.version_id)
    page = session.scalars(query).one()
    page.text, page.words = "", []
    for number, line in enumerate(("Keurdienst Zuid", "No. VB-2", "Ends 6 June 2028")):
        left = 10.0
        for word in line.split():
            start = len(page.text)
            page.text += f"{word} "
            page.words.append(
                [left, 20.0 * number, left + 30, 20.0 * number + 10, start, start + len(word)]
            )
            left += 40.0
        page.text = page.text[:-1] + "\n"
    return item


def standing(line, first, last):
    """The box of some words of a line of that page, counted from 0."""
    return Place(1, (10.0 + 40 * first, 20.0 * line, 40.0 + 40 * last, 20.0 * line + 10))


def test_every_field_of_a_certificate_has_its_own_place(session, world, certificate):
    deciding.decide(
        session,
        certificate,
        Verdict(
            ItemAction.CHANGE,
            changes={"issuer": "Keurdienst Zuid", "number": "VB-2", "expires": "2028-06-06"},
            places={
                "issuer": standing(0, 0, 1),
                "number": standing(1, 1, 1),
                "expires": standing(2, 1, 3),
                "scope": standing(0, 0, 1),  # says nothing: it stands nowhere
            },
        ),
        world.reader,
    )
    kept = {f.name: f.corrected_place for f in certificate.fields if f.corrected_place}
    assert {name: (place["origin"], place["quote"]) for name, place in kept.items()} == {
        "issuer": ("words", "Keurdienst Zuid"),
        "number": ("words", "No. VB-2"),
        # A day is kept as it is meant: the words still say it.
        "expires": ("words", "Ends 6 June 2028"),
    }
    assert certificate.state is ItemState.SECOND
    (seen,) = [decision.seen for decision in certificate.decisions]
    assert seen["corrected_places"] == kept
    deciding.undo(session, certificate, world.reader)
    assert [f.corrected_place for f in certificate.fields if f.corrected_place] == []
    assert "issuer" not in {f.name for f in certificate.fields}


def test_a_day_that_the_words_do_not_tell_was_typed(session, world, certificate):
    verdict = Verdict(
        ItemAction.CHANGE,
        changes={"expires": "2029-06-06"},
        places={"expires": standing(2, 1, 3)},
    )
    deciding.decide(session, certificate, verdict, world.reader)
    (place,) = [f.corrected_place for f in certificate.fields if f.corrected_place]
    assert place["origin"] == "typed"
