"""The map of the world: every country once, a number in its tile, the same picture each time."""

from io import BytesIO

import pycountry
import pytest
from PIL import Image

from report_templates import worldmap

# No territory has smelters of its own on the map: what they are is told in the table below it.
STATES = {"US", "CN", "RU", "BR", "ID", "CD", "RW", "NL", "XK", "TW", "ZA", "AU", "PE", "KZ"}


def test_every_country_has_a_tile_of_its_own() -> None:
    places = worldmap.places()
    assert len(set(places.values())) == len(places) > 195
    known = {country.alpha_2 for country in pycountry.countries} | {"XK"}
    assert set(places) <= known
    assert set(places) >= STATES


@pytest.mark.parametrize(
    ("west", "east"), [("US", "PT"), ("NL", "DE"), ("DE", "PL"), ("IR", "CN"), ("IN", "ID")]
)
def test_what_lies_west_of_another_stands_left_of_it(west: str, east: str) -> None:
    places = worldmap.places()
    assert places[west][0] < places[east][0]


def test_the_more_there_are_the_darker_a_country_is() -> None:
    shades = {t.country: t.shade for t in worldmap.tiles({"ID": 40, "PE": 9, "CD": 1, "XX": 80})}
    assert (shades["ID"], shades["PE"], shades["CD"], shades["NL"]) == (2, 1, 1, 0)
    shades = {t.country: t.shade for t in worldmap.tiles({"ID": 40, "PE": 21, "CD": 1})}
    assert (shades["ID"], shades["PE"], shades["CD"]) == (4, 3, 1)
    assert {t.shade for t in worldmap.tiles({})} == {0}


def test_a_hidden_number_is_not_taken_for_none() -> None:
    shown = {t.country: t.shown for t in worldmap.tiles({"ID": 40}, ("PE",))}
    assert (shown["ID"], shown["PE"], shown["NL"]) == ("40", "×", "")


@pytest.mark.parametrize("most", [1, 2, 3, 4, 9, 40])
def test_the_key_says_of_every_number_the_shade_that_it_has(most: int) -> None:
    drawn = worldmap.tiles({"ID": most}, ("PE",))
    for shade, numbers in worldmap.key(drawn):
        first, last = (int(number) for number in (numbers.split("-") * 2)[:2])
        for number in range(first, last + 1):
            tiles = worldmap.tiles({"ID": most, "CN": number})
            assert {t.shade for t in tiles if t.country == "CN"} == {shade}


def test_a_map_without_numbers_has_no_key() -> None:
    assert worldmap.key(worldmap.tiles({}, ("PE",))) == ()


def test_no_country_lies_where_the_key_stands() -> None:
    corner = [p for p in worldmap.places().values() if p[0] < 4 and p[1] >= 16]
    assert corner == []


def test_the_same_numbers_make_the_same_picture_and_others_another() -> None:
    one = worldmap.picture(worldmap.tiles({"ID": 4, "PE": 2}))
    assert one == worldmap.picture(worldmap.tiles({"ID": 4, "PE": 2}))
    assert one != worldmap.picture(worldmap.tiles({"ID": 5, "PE": 2}))
    with Image.open(BytesIO(one)) as image:
        assert image.size == (worldmap.COLUMNS * 60, worldmap.LINES * 60)
