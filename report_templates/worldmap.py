"""A map of the world on which every country is a tile of the same size, roughly where it lies.

A small country is seen as well as a large one, and a colour says how many, not how much land. The
same tiles are drawn for the page and for Word; the number of a country stands in its tile. Where
the tiles lie was laid out for this product by hand, from roughly where the middle of each country
is; it says nothing about borders.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from lxml import etree
from PIL import Image, ImageDraw, ImageFont

from report_templates.printable import printable
from report_templates.word_xml import EMU_A_TWIP, NAMESPACES, TEXT_WIDTH, element

_GRID = """
.. .. .. .. .. .. .. .. GL .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. ..
.. .. CA .. .. .. .. .. .. IS .. .. NO SE FI .. .. .. .. .. .. RU .. .. .. .. .. .. .. .. .. ..
.. .. .. .. .. .. .. .. .. .. .. .. DK .. EE .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. ..
.. .. .. .. .. .. .. .. .. IE GB .. NL .. PL LT LV BY .. .. .. .. .. .. .. .. .. .. .. .. .. ..
.. .. .. .. .. .. .. .. .. .. .. BE LU DE CZ SK .. UA .. .. .. .. .. .. .. .. .. .. .. .. .. ..
.. .. .. .. .. .. .. .. .. .. .. FR CH LI AT HU RO MD .. .. .. KZ .. .. .. MN .. .. .. .. .. ..
.. .. .. .. .. .. .. .. .. .. .. .. MC SM SI HR RS .. .. .. .. .. .. .. .. .. .. .. .. .. .. ..
.. .. .. .. .. .. .. .. .. .. ES AD .. IT BA XK BG .. .. GE AZ UZ KG .. .. .. .. .. KP .. .. ..
.. .. US .. .. .. .. .. .. PT .. .. VA ME AL MK .. TR AM .. TM TJ .. .. .. .. .. .. KR JP .. ..
.. .. .. .. .. .. .. .. .. .. MA .. TN .. MT GR .. CY LB SY IR AF .. .. .. CN .. .. .. .. .. ..
.. .. .. .. BS .. .. .. .. .. .. DZ .. .. LY .. EG IL PS IQ KW .. PK NP BT .. HK .. .. .. .. ..
.. .. MX .. CU DO PR .. .. EH .. .. .. .. .. .. .. .. JO BH QA AE IN .. BD MM MO TW .. .. .. ..
.. .. GT BZ JM HT KN AG .. MR ML .. NE .. .. TD .. SD ER SA OM .. .. .. .. LA VN .. .. .. .. ..
.. .. .. SV HN DM LC .. CV GM SN BF .. .. .. .. .. .. DJ YE .. .. .. .. .. TH KH PH .. .. .. ..
.. .. .. NI CR GD VC BB .. GW GN BJ NG .. .. CF .. SS .. ET .. .. .. LK .. .. .. .. .. PW FM MH
.. .. .. .. PA VE TT .. SL LR GH TG .. CM .. .. .. .. .. SO .. .. MV .. .. .. MY BN .. .. .. ..
.. .. .. .. EC CO GY GF .. .. CI .. ST GQ CG .. RW UG KE .. .. .. .. .. .. SG .. ID .. .. NR KI
.. .. .. .. .. .. SR .. .. .. .. .. .. GA .. .. CD BI TZ .. SC .. .. .. .. .. .. .. .. PG TV ..
.. .. .. .. PE .. BR .. .. .. .. .. .. .. AO .. .. ZM MW KM .. .. .. .. .. .. .. .. TL SB .. WS
.. .. .. .. .. .. BO .. .. .. .. .. .. .. NA .. BW ZW MZ MG .. MU .. .. .. .. .. .. .. NC VU FJ
.. .. .. .. .. CL PY .. .. .. .. .. .. .. .. .. LS SZ .. .. .. .. .. .. .. .. .. AU .. .. .. TO
.. .. .. .. .. AR UY .. .. .. .. .. .. .. .. .. ZA .. .. .. .. .. .. .. .. .. .. .. .. .. .. ..
.. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. NZ .. ..
"""
_ROWS = tuple(tuple(line.split()) for line in _GRID.split("\n") if line)
COLUMNS, LINES = len(_ROWS[0]), len(_ROWS)
SHADES = 4
"""From light to dark; 0 is none."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A country at its column and line, from 0; its number, × where that is hidden; its shade."""

    country: str
    column: int
    line: int
    shown: str
    shade: int


@cache
def places() -> Mapping[str, tuple[int, int]]:
    """Where each country lies: its column and its line."""
    return {
        country: (column, line)
        for line, row in enumerate(_ROWS)
        for column, country in enumerate(row)
        if country != ".."
    }


def tiles(values: Mapping[str, int], hidden: Collection[str] = ()) -> tuple[Tile, ...]:
    """Every tile, line by line; the darkest is the largest number.

    ``values`` and ``hidden`` by two letters; what has no tile (a territory, what is unknown) is
    left out.
    """
    most = max(values.values(), default=0)
    return tuple(
        Tile(
            country,
            column,
            line,
            "×" if country in hidden else str(values.get(country, "")),
            _shade(values.get(country), most),
        )
        for country, (column, line) in places().items()
    )


def _shade(value: int | None, most: int) -> int:
    """By equal steps, the least number in the lightest of them."""
    return -(-value * SHADES // most) if value and most else 0


# Fill and letters of each shade: what is written on it can be read on it.
COLOURS = (
    ("E9ECF0", "535B66"),
    ("B7D3E0", "1B1F24"),
    ("7FB0C8", "1B1F24"),
    ("2F7699", "FFFFFF"),
    ("0B4F71", "FFFFFF"),
)
_TILE = 60  # pixels on a side, at the width of a page some 290 to the inch
_GAP = 4


_KEY_LINE = 16  # the key stands in the south of the Pacific, where no country lies


def picture(drawn: tuple[Tile, ...]) -> bytes:
    """The map as a PNG: the letters of a country that has a number, and below them that number.

    The others are tiles without letters, which show where the world is. In a corner stands which
    numbers each colour is.
    """
    size = (COLUMNS * _TILE, LINES * _TILE)
    image = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(image)
    small, large = (ImageFont.load_default(points) for points in (27, 34))
    for tile in drawn:
        left, top = tile.column * _TILE, tile.line * _TILE
        letters = _square(pen, left, top, tile.shade)
        if tile.shown:
            middle = left + (_TILE - _GAP) / 2
            pen.text((middle, top + 14), tile.country, letters, small, anchor="mm")
            pen.text((middle, top + 39), tile.shown, letters, large, anchor="mm")
    for line, (shade, numbers) in enumerate(key(drawn)):
        top = (_KEY_LINE + line) * _TILE
        _square(pen, 0, top, shade)
        pen.text((_TILE + 8, top + 28), numbers, f"#{COLOURS[0][1]}", large, anchor="lm")
    stream = BytesIO()
    image.save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _square(pen: ImageDraw.ImageDraw, left: int, top: int, shade: int) -> str:
    """Draw a square in a shade; the colour of what is written on it."""
    fill, letters = COLOURS[shade]
    box = (left, top, left + _TILE - _GAP, top + _TILE - _GAP)
    pen.rounded_rectangle(box, radius=5, fill=f"#{fill}")
    return f"#{letters}"


def key(drawn: Sequence[Tile]) -> tuple[tuple[int, str], ...]:
    """The shades that may occur, the lightest first, and which numbers each of them is.

    With a hyphen: the font of the picture has no longer dash.
    """
    most = max((int(tile.shown) for tile in drawn if tile.shown.isdecimal()), default=0)
    found: dict[int, list[int]] = {}
    for shade in range(1, SHADES + 1):
        first, last = (shade - 1) * most // SHADES + 1, shade * most // SHADES
        if first <= last:
            found[shade] = [first, last]
    return tuple(
        (shade, "-".join(dict.fromkeys(map(str, numbers)))) for shade, numbers in found.items()
    )


def drawing(image_id: str, shape_id: int, alt: str) -> etree._Element:
    """The drawing that shows a picture of the map across the text's width."""
    wide = TEXT_WIDTH * EMU_A_TWIP
    size = {"cx": str(wide), "cy": str(wide * LINES // COLUMNS)}
    name = {"id": str(shape_id), "name": "Map of the world"}
    rectangle = element(
        "pic:spPr",
        {},
        element("a:xfrm", {}, element("a:off", {"x": "0", "y": "0"}), element("a:ext", size)),
        element("a:prstGeom", {"prst": "rect"}, element("a:avLst")),
    )
    shown = element(
        "pic:pic",
        {},
        element("pic:nvPicPr", {}, element("pic:cNvPr", name), element("pic:cNvPicPr")),
        element(
            "pic:blipFill",
            {},
            element("a:blip", {"r:embed": image_id}),
            element("a:stretch", {}, element("a:fillRect")),
        ),
        rectangle,
    )
    graphic = element("a:graphicData", {"uri": NAMESPACES["pic"]}, shown)
    return element(
        "w:drawing",
        {},
        element(
            "wp:inline",
            {"distT": "0", "distB": "0", "distL": "0", "distR": "0"},
            element("wp:extent", size),
            element("wp:docPr", {**name, "descr": printable(alt)}),
            element("wp:cNvGraphicFramePr"),
            element("a:graphic", {}, graphic),
        ),
    )
