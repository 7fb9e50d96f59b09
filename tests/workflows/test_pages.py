"""The pages of a paper as one chooses from them."""

from tests.cast import a_document, a_reading, a_record
from workflows import documents, pages
from workflows.models import Mention


def test_every_page_of_a_short_paper_can_be_chosen():
    assert pages.strip({2: 5}, 3, 1) == [(1, 0), (2, 5), (3, 0)]


def test_of_a_long_paper_the_nearest_pages_on_which_something_waits_can_be_chosen():
    waiting = dict.fromkeys(range(10, 3000, 10), 2)
    found = pages.strip(waiting, 3000, 1505)
    assert [number for number, _ in found] == [*range(1310, 1505, 10), 1505, *range(1510, 1705, 10)]
    assert dict(found)[1505] == 0
    assert dict(found)[1510] == 2


def test_an_item_beyond_the_last_page_can_be_reached():
    assert pages.strip({4: 1}, 2, 1) == [(1, 0), (2, 0), (4, 1)]


def test_a_page_tells_what_stands_beside_its_names_as_items_keep_it(session, store, world):
    reading = a_reading(a_record("Merapi Tin Works"))
    paper = a_document(session, store, world.company, world.submitter, reading)
    version = documents.current(paper)

    def mention(label, text, place, page=1, box=(10.0, 20.0, 40.0, 30.0)):
        given = {"page": page, "start": place, "end": place + len(text), "rule": "test"}
        box = list(box) if box else None
        session.add(Mention(version_id=version.id, label=label, text=text, box=box, **given))

    mention("METAL", "Zinn", 1040)
    mention("COUNTRY", "Deutschland", 1000)
    mention("SMELTER_ID", "XID 001105", 1080)
    mention("COUNTRY", "Congo", 1100)  # which of the two?
    mention("METAL", "tin", 1120, box=None)
    mention("METAL", "tin", 1140, page=2)
    mention("SMELTER", "Merapi Tin Works", 1160)
    session.flush()
    place = [10.0, 20.0, 40.0, 30.0]
    page = pages.of(session, version, 1)
    found = [fact for fact in pages.facts(session, page) if fact[:4] == place]
    assert [fact[4:] for fact in found] == [
        ["country", "DE"],
        ["metal", "tin"],
        ["smelter_id", "XID001105"],
    ]


def test_a_country_that_was_read_as_part_of_a_name_fills_its_field_too(session, store, world):
    reading = a_reading(a_record("Merapi Tin Works"))
    version = documents.current(a_document(session, store, world.company, world.submitter, reading))
    page = pages.of(session, version, 1)
    page.text = text = "Musterkupfer Elbmarsch AG Germany Musterzinn AG"
    starts = [0, 13, 23, 26, 34, 45]
    page.words = [
        [10.0 * at, 20.0, 10.0 * at + 9, 30.0, start, start + len(text[start:].split()[0])]
        for at, start in enumerate(starts)
    ]
    for start, end in ((0, 33), (34, 47)):  # AG is a code of Antigua and Barbuda, but not here
        name = {"text": text[start:end], "start": start, "end": end, "box": [0.0, 20.0, 39.0, 30.0]}
        row = Mention(version_id=version.id, page=1, label="SMELTER", rule="test", **name)
        session.add(row)
    session.flush()
    country = [30.0, 20.0, 39.0, 30.0, "country", "DE"]
    assert [fact for fact in pages.facts(session, page) if fact[4] == "country"] == [country]
    kept = pages.beside(session, version, 1, (0.0, 20.0, 29.0, 30.0))
    assert kept[("country", "DE")] == country[:4]
