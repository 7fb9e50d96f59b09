"""Turns of phrase that give a name to a smelter."""

import pytest

from extraction.entities import identifiers, turns


def named(text: str) -> list[str]:
    return [text[slice(*place)] for place in turns.spoken_of(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Greyfell smelter is closed.", ["Greyfell"]),
        ("Norvik's Greyfell copper smelter", ["Norvik", "Greyfell"]),
        ("gold refined by Heimat Dodu in Germany", ["Heimat Dodu"]),
        ("Het is geraffineerd bij Rui Fang in Peru.", ["Rui Fang"]),
        ("Anoden, raffiniert durch Harjako Oy in Finnland", ["Harjako Oy"]),
        ("Le cuivre est affiné par Nyrval Nord depuis 1990.", ["Nyrval Nord"]),
        ("We asked the refiner Tarcom about it.", ["Tarcom"]),
        ("Karin meldt dat smelter Rui Fang stopt.", ["Rui Fang"]),
        ("die Scheideanstalt Pforzingen antwortet", ["Pforzingen"]),
        ("Norvik Metals still refines tin.", ["Norvik Metals"]),
        ("Andara Orient, a refiner in Peru, agreed.", ["Andara Orient"]),
        ("tin naar Andara Timah, een smelter in Peru", ["Andara Timah"]),
        ("Norvik, la fonderie du nord, ferme", ["Norvik"]),
        ("Norvik in Delfhaven is de laatste zinksmelter", ["Norvik"]),
        ("dat 31 leveranciers Andara Orient als smelter noemen", ["Andara Orient"]),
        ("They named Andara Orient as their smelter.", ["Andara Orient"]),
        ("the last zinc smelter, Norvik, stopped", ["Norvik"]),
        ("The smelter belongs to Norvik Metals.", ["Norvik Metals"]),
        ("all tantalum powder is produced by Andara Orient in Peru", ["Andara Orient"]),
        ("the doré went to Andara Orient in Peru", ["Andara Orient"]),
    ],
)
def test_a_turn_of_phrase_names_a_smelter(text: str, names: list[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Norvik sold its smelter to the bank.",
        "The smelter was visited by Greyfell Bank.",
        "Norvik Traders buys from a refiner in Peru.",
        "the smelters that Norvik named",
        "Une fonderie Suspendue ne reçoit plus de commande.",
        "The paper was produced by Norvik.",
    ],
)
def test_other_turns_name_none(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hi Bo, found them. Andara Orient: XID000101, Peru", ["Andara Orient"]),
        ("asked Norvik Tin (XID 000101) again", ["Norvik Tin"]),
        ("- XID000101 Greyfell and Sons, Peru", ["Greyfell and Sons"]),
        ("XID000101: Norvik", ["Norvik"]),
        ("ANDARA ORIENT, PERU, XID000101", ["ANDARA ORIENT"]),
        ("Norvik (in no list, XID000101) Andara", []),
        ("Norvik\nXID000101\nAndara", []),
    ],
)
def test_a_name_in_the_line_beside_an_identifier_is_its_own(text: str, names: list[str]) -> None:
    (number,) = identifiers.find(text)
    places = turns.beside(text, number.start, number.end)
    assert [text[slice(*place)] for place in places] == names


def test_who_is_certified_before_an_identifier() -> None:
    text = "This is to certify that Andara Tin Sdn. Bhd., Lot 14, Peru (XID000101) conforms."
    (place,) = turns.certified(text, 0, text.index("XID"))
    assert text[slice(*place)].startswith("Andara Tin")
    assert turns.certified("Norvik writes to Andara (XID000101)", 0, 24) == []
