"""A name in a text is found however its gaps are typed, and never within another word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows import said_names

DRAAD, SOLDEER, STAAL = "Voorbeeld Draad B.V.", "Voorbeeld Soldeer en Tin B.V.", "'t Staal N.V."
COMPANIES = {name: name for name in (DRAAD, SOLDEER, STAAL)}
GAPS = (
    " \t\n\r\u00a0\u2003\u2007\u2009\u202f\u3000\u2028\u0085\u200b\u2060\ufeff\u00ad"
    "-\u2010\u2011\u2013\u2014_"
)
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u180e\u200e"


def found(text):
    return [one.whose for one in said_names.find(COMPANIES.items(), text)]


@given(st.text(st.sampled_from(GAPS), min_size=1, max_size=4))
def test_a_name_is_found_whatever_stands_between_its_words(gap):
    text = f"Wij bezochten Voorbeeld{gap}Draad, en meer."
    (one,) = said_names.find(COMPANIES.items(), text)
    assert one.whose == DRAAD
    assert text[one.start : one.end] == one.written == f"Voorbeeld{gap}Draad"


@given(st.integers(1, len("Voorbeeld Draad") - 1), st.sampled_from(INVISIBLE))
def test_a_name_is_found_with_an_invisible_sign_anywhere_in_it(place, sign):
    name = "Voorbeeld Draad"
    assert found(f"Bij {name[:place]}{sign}{name[place:]} ging het goed.") == [DRAAD]


@given(st.text(st.sampled_from(GAPS + "abs'\u2019.,Voorbeeld Draad"), max_size=40))
def test_what_is_found_stands_where_it_is_said_to(text):
    for one in said_names.find(COMPANIES.items(), text):
        assert text[one.start : one.end] == one.written
        assert one.whose in found(one.written)


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("VOORBEELD DRAAD", [DRAAD]),
        ("Voorbeeld Draads plan, Voorbeeld Draad's plan, Voorbeeld Draad\u2019s plan", [DRAAD] * 3),
        ("Voorbeeld Dráád", [DRAAD]),
        ("VoorbeeldDraad", [DRAAD]),
        ("Voorbeeld Draad B.V. en \u2019t Staal", [DRAAD, STAAL]),
        ("het t Staal, \u2018t-Staal", [STAAL, STAAL]),
        ("een voorbeeld. Draad is nodig", []),
        ("Een voorbeelddraadje, onvoorbeeld draad", []),
        ("Voorbeeld Tin", []),
    ],
)
def test_a_name_counts_whole_in_any_hand(text, whose):
    assert found(text) == whose


def test_a_name_too_short_to_be_one_counts_with_its_form_alone():
    names = [("abc", "Abc B.V.")]
    assert not said_names.find(names, "abc", shortest=4)
    assert said_names.written(said_names.find(names, "De ABC  b.v. zei", shortest=4)) == [
        "ABC b.v."
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Voorbeeld Soldeer deed mee.", {"Voorbeeld Soldeer": SOLDEER}),
        ("Ook Draad B.V. deed mee.", {"Draad": DRAAD}),
        ("Er is draad nodig, en voorbeeld soldeer.", {}),
        ("Een Voorbeeld B.V. bestaat niet.", {}),
        ("Voorbeeld Soldeer en Tin deed mee.", {}),
    ],
)
def test_a_part_that_only_one_name_has_is_told_as_a_guess(text, told):
    assert {one.written: one.whose for one in said_names.find_parts(COMPANIES, text)} == told


HOEKSTRA, GIETERIJ = "Hoekstra Metaal B.V.", "Vlinder Gieterij Noord N.V."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Bij Hoekstra ging het goed.", {"Hoekstra": HOEKSTRA}),
        ("Hoekstra's plan is klaar.", {"Hoekstra": HOEKSTRA}),
        ("Het ging goed. Vlinder hielp.", {"Vlinder": GIETERIJ}),
        ("Een vlinder vloog. Vlinder is een woord.", {}),
        ("Wij zagen een vlinder, en hoekstra.", {}),
        ("In het Noorden: Metaal, Gieterij en Noord deden mee.", {}),
        ("Hoekstra Metaal deed mee.", {}),
    ],
)
def test_one_word_that_only_one_name_has_is_a_guess_where_it_is_no_usual_one(text, told):
    names = {name: name for name in (HOEKSTRA, GIETERIJ)}
    assert {one.written: one.whose for one in said_names.find_parts(names, text)} == told


def test_names_are_replaced_where_they_stand():
    text = "Voorbeeld\u00a0Draad vroeg Voorbeeld-Draad."
    places = said_names.find(COMPANIES.items(), text)
    assert said_names.replaced(text, places, "x") == "x vroeg x."
