"""The evidence for a name, as the weights call it."""

from collections.abc import Sequence

from extraction.entities import pipeline
from extraction.entities.choosing import Name
from extraction.records import Page


def evidence(text: str, language: str = "en") -> dict[str, frozenset[str]]:
    seen: dict[str, frozenset[str]] = {}

    def listen(names: Sequence[Name]) -> Sequence[Name]:
        seen.update({name.text: name.evidence for name in names})
        return []

    pipeline.find([Page(1, 0, 0, text)], language=language, choose=listen)
    return seen


def test_a_country_a_metal_and_a_figure_beside_a_name_are_told_as_such() -> None:
    found = evidence("In 2024 the tin came from Norvik Smelting in Peru and from Andara.")
    norvik = found["norvik smelting"]
    assert {"before.from", "after.in", "after2.LAND", "left.METAL", "left.0"} <= norvik
    assert {"land.right1", "has.cue", "words2", "kept"} <= norvik


def test_evidence_does_not_hold_the_names_beside_it() -> None:
    found = evidence("Norvik Smelting and Andara Merapi sold tin to Kelana Orient.")
    words = {word for one in found["norvik smelting"] for word in one.split(".", 1)[1:]}
    assert not {"andara", "merapi", "kelana"} & words
    assert "right.Name" in found["norvik smelting"]


def test_where_a_metal_stands_is_told_by_side_and_distance() -> None:
    found = evidence("The smelter Norvik Andara makes tin.\nThe smelter Kelana Merapi is shut.")
    assert "metal.right1" in found["norvik andara"]
    assert "metal.none" in found["kelana merapi"]


def test_a_form_is_told_as_one() -> None:
    text = "Smelter look-up: choose from the drop-down. Our tin is smelted by Norvik Andara."
    assert "doc.strict" in evidence(text)["norvik andara"]
    assert "doc.strict" not in evidence("Our tin is smelted by Norvik Andara.")["norvik andara"]
