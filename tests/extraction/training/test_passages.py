"""Passages: what training may learn of a page that people decided on."""

from random import Random

from extraction.entities.tokens import tokens
from extraction.records import Page
from extraction.training import passages
from extraction.training.passages import Passage

TEXT = (
    "Our tin comes from Merapi Tin Works in Indonesia. It is shipped by Zeewind Handel. "
    "Gold is refined by Oro Fino.\n\n"
    "Metal\tSmelter\tCountry\n"
    "Tin\tBromo Smelting\tIndonesia\n"
    "Gold\tAlpengold\tAustria\n"
)


def cut(*smelters, others=(), undecided=()):
    page = Page(1, 0, 0, TEXT)
    places = [(TEXT.index(name), TEXT.index(name) + len(name)) for name in undecided]
    return list(passages.cut(page, smelters, others, places))


def named(passage):
    return [passage.text[slice(*place)] for place in passage.smelters]


def test_a_sentence_and_a_row_with_an_approved_name_are_examples():
    found = cut("Merapi Tin Works", "Bromo Smelting")
    assert [(p.text, named(p)) for p in found] == [
        ("Our tin comes from Merapi Tin Works in Indonesia.", ["Merapi Tin Works"]),
        ("Tin | Bromo Smelting | Indonesia", ["Bromo Smelting"]),
    ]


def test_a_rejected_name_gives_an_example_of_none():
    (found,) = cut(others=["Zeewind Handel"])
    assert named(found) == []
    assert found.text[slice(*found.others[0])] == "Zeewind Handel"


def test_a_passage_with_a_name_that_nobody_decided_on_is_left_out():
    assert cut("Merapi Tin Works", undecided=["Merapi Tin"])
    assert not cut("Merapi Tin Works", undecided=["Indonesia"])


def test_a_name_within_a_word_or_a_longer_name_is_no_other_place():
    assert not cut("Mer")
    found = cut("Merapi Tin Works", "Merapi Tin")
    assert [named(p) for p in found] == [["Merapi Tin Works"]]


def test_invented_names_take_the_places_of_the_decided_ones():
    rng = Random(3)  # noqa: S311
    text = "ORO FINO buys from Merapi Tin Works and Zeewind Handel."
    passage = Passage(text, ((0, 8), (19, 35)), ((40, 54),))
    for _ in range(200):
        made = passages.exchanged(passage, rng)
        assert not {"ORO", "FINO", "Merapi", "Zeewind"} & {t.text for t in tokens(made.text)}
        assert len(made.smelters) == 2
        assert " buys from " in made.text
        assert made.text[slice(*made.smelters[0])].isupper()
        edges = tokens(made.text)
        assert {s for s, _ in made.smelters} <= {t.start for t in edges}
        assert {e for _, e in made.smelters} <= {t.end for t in edges}
