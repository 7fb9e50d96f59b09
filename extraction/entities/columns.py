"""What a column of a table holds, by its header in the languages of declarations."""

import re
from collections.abc import Sequence
from enum import StrEnum

from extraction.entities.tokens import key


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
_NOT_A_NAME = re.compile(
    r"\b(?:ids?|identification|identifier|identificatie\w*|number|nummer|numero|no|nr|code|country"
    r"|land|pays|pais|paese|city|stad|plaats|stadt|ort|ville|ciudad|cidade|citta|street|straat|strasse"
    r"|rue|state|province|provincie|location|address|adres|adresse|contact|e-?mail|phone|telefoon"
    r"|status|comments?|opmerking\w*|source|bron|steps|input|feedstock|conformant|audit\w*|cycle|date"
    r"|datum|type|tier|crude|metal|metaal|metall|kennnummer|kennung|identifikation\w*|percentage"
    r"|mine|mines|website|url|list of|does|is|are|have|has|ist|sind|count|aantal|anzahl|total)\b"
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
    if not plain or not _HAS_SMELTER.search(plain) or len(plain.split()) > 9:
        return False
    return not _NOT_A_NAME.search(plain)


def smelter_cells(header: Sequence[str]) -> tuple[int, ...]:
    """The places in a header row whose columns hold names of smelters, from 0."""
    return tuple(place for place, text in enumerate(header) if is_smelter_header(text))


def _plain(text: str) -> str:
    """A header without case, accents, marks of required fields and footnotes."""
    bare = re.sub(r"\((?:\*|\d|s|en|n)\)|[*:_]|^[\d.]+\s", " ", key(text))
    return " ".join(bare.split()).strip(" -–/")
