"""Names that stand right before their country, or behind it as its own."""

import pytest

from extraction.entities import beside_country


def named(text: str, land: str = "Peru") -> tuple[str, bool] | None:
    found = beside_country.named(text, 0, text.index(land))
    return (text[found[0] : found[1]], found[2]) if found else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("smelters: Andara Orient (Peru)", "Andara Orient"),
        ("smelters: Andara (XID000101, Peru)", "Andara"),
        ("made by Cobre del Andara S.A. (Peru)", "Cobre del Andara S.A."),
    ],
)
def test_a_name_before_its_country_in_brackets(text: str, name: str) -> None:
    assert named(text) == (name, True)


def test_a_whole_name_in_a_country() -> None:
    assert named("tin of Andara Orient in Peru") == ("Andara Orient", False)
    assert named("Zinn von Andara Orient aus Peru") == ("Andara Orient", False)


@pytest.mark.parametrize(
    "text",
    ["the mines of Andara in Peru", "made at works in Andara (Peru)", "Orchid (two visits, Peru)"],
)
def test_a_place_and_a_remark_are_no_name(text: str) -> None:
    assert named(text) is None


def test_a_name_that_is_said_to_be_a_countrys_own() -> None:
    text = "Peru's Andara Orient sells tin; Peru's President Norvik"
    found = beside_country.of_a_country(text, 4)
    assert found is not None
    assert text[slice(*found)] == "Andara Orient"
    assert beside_country.of_a_country(text, text.rindex("Peru") + 4) is None


def test_a_line_that_begins_with_its_metal_parts_by_commas() -> None:
    text = "Tin: Andara Orient, Peru"
    assert beside_country.listed(text, 0, text.index("Peru")) == (5, 18)
