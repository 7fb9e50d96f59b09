"""What a column of a table holds, by its header in the languages of declarations."""

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from extraction.entities.tokens import key, word_keys


class Column(StrEnum):
    """The columns that matter to a record of a smelter."""

    SMELTER = "smelter"
    COUNTRY = "country"
    METAL = "metal"
    IDENTIFIER = "identifier"
    OPERATOR = "operator"
    NAME = "name"  # of what, the heading above the table must say


_SMELTER = (
    r"smelters?|refiners?|refiner(?:y|ies)|smelterij(?:en)?|raffinaderij(?:en)?|raffinadeurs?"
    r"|schmelzen?|schmelzhutten?(?:name|namen)?|schmelzereien?|raffinerien?|scheideanstalt(?:en)?"
    r"|hutten?(?:werke?)?|fonderies?|affineurs?|affineries?|raffineries?|fundicion(?:es)?|fundidoras?"
    r"|refinerias?|fundicao|fundicoes|refinarias?|fonderia|fonderie|raffineri[ae]|izabehane|rafineri"
    r"|processors?|processing (?:plant|facility)|smelterlijst|smelternaam|smelterijnaam"
)
# All other words that a header of such a column may have.
_BESIDE = word_keys(
    """name names naam namen nom noms nombre nome bezeichnung standard list lijst liste lista look
    up lookup reference reported actual as of the or and und et ou o y e en of van der des de la
    le les l d do da del della in full official legal facility facilities plant company works
    site operator not listed if tin tantalum tungsten gold cobalt copper nickel zinc lead silver
    mica 3tg metal smelt smelting refining raffinage bedrijf voor for known processor processors
    mineral metals alias aliases unique your supply chain identified our used suppliers supplier
    mill mills entry s n"""
)
_RULES: tuple[tuple[Column, re.Pattern[str]], ...] = (
    (
        Column.IDENTIFIER,
        re.compile(
            r"(?:(?:smelter|refiner|facility|rmi|cid|plant|schmelzen?|schmelzhutten?|smelterij)"
            r"[- ]?(?:id|identification|identifikation|identificatie|identifier|kennung)"
            r"(?: (?:number|nummer|code|no))?"
            r"|(?:cid|rmi|id)(?:[- ]?(?:number|nummer|no|nr|code))?|identification(?: number)?"
            r"|(?:numero|nr|no) (?:d'?identification|id)(?: .*)?|kennnummer(?: der .*)?"
            r"|identificatienummer(?: .*)?|identifikationsnummer(?: .*)?|smelter number)"
        ),
    ),
    (
        Column.COUNTRY,
        re.compile(
            r"(?:smelter |refiner |facility |fonderie |schmelzen? )?"
            r"(?:country|countries|land|landen|lander|pays|pais|paese|ulke)"
            r"(?: (?:location|code|of .*|van .*|der .*|de .*|naam|name))?"
            r"|(?:smelter |facility )*location:? country|country location|landcode|herkunftsland"
            r"|land van herkomst|standort(?: ?land)?"
        ),
    ),
    (
        Column.METAL,
        re.compile(
            r"(?:metals?|metaal|metalen|metalle?|metaux|metales?|metai?s|metallo|metalli|minerals?"
            r"|mineraal|mineral|mineraux|maden|material|grondstof|rohstoff|3tg)"
            r"(?: ?/ ?(?:mineral|minerals|metal|mineraal))?"
        ),
    ),
    (Column.OPERATOR, re.compile(r"operators?|owners?|eigenaar|exploitant|betreiber|exploitante?")),
    (Column.NAME, re.compile(r"names?|naam|namen|noms?|nombre|nome|bedrijf|firma|company|facility"
                             r"(?: name)?|company name|bedrijfsnaam|plant|anlage|site")),
)  # fmt: skip
_HAS_SMELTER = re.compile(rf"(?<!\w)(?:{_SMELTER})(?!\w)")


@lru_cache(maxsize=4_000)
def column_of(header: str) -> Column | None:
    """What the column under ``header`` holds; None where the header does not say."""
    plain = _plain(header)
    if not plain or len(plain) > 90:
        return None
    for column, rule in _RULES:
        if rule.fullmatch(plain):
            return column
    return Column.SMELTER if is_smelter_header(header) else None


def is_smelter_header(text: str) -> bool:
    """Whether a column under this header holds the names of smelters or refiners."""
    plain = _plain(text)
    rest, hits = _HAS_SMELTER.subn(" ", plain)
    return bool(hits) and len(plain.split()) <= 9 and _BESIDE.issuperset(re.findall(r"\w+", rest))


def smelter_cells(header: Sequence[str]) -> tuple[int, ...]:
    """The places in a header row whose columns hold names of smelters, from 0."""
    return tuple(place for place, text in enumerate(header) if is_smelter_header(text))


def _plain(text: str) -> str:
    """A header without case, accents, marks of required fields and footnotes."""
    bare = re.sub(r"\((?:\*|\d|s|en|n)\)|[*:_]|^[\d.]+\s", " ", key(text))
    return " ".join(bare.split()).strip(" -–/")
