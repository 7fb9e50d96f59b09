"""The invented smelters of the made lists, and what a paper says with the truth beside it."""

from dataclasses import dataclass
from random import Random

_SYLLABLES = (
    "ka", "ra", "wang", "zeven", "hui", "zen", "tam", "bo", "ran", "qui", "lla", "vos", "tra",
    "mer", "iso", "lun", "dor", "pel", "gra", "nit", "osa", "bel", "mor", "fen", "ush", "yan",
)  # fmt: skip
_WORKS = (
    "Tin Works", "Refinery", "Metals", "Smelting", "Smelter", "Non-Ferrous Metals", "Hüttenwerk",
    "Metallurgie", "Precious Metals", "Refining", "Mining and Smelting", "Raffinerie", "Tungsten",
    "Cobalt", "Nonferrous Metals Smelting", "Chemical", "New Materials", "Affinage",
)  # fmt: skip
_FORMS = (
    "", "", "", "Co., Ltd.", "Ltd.", "Corporation", "S.A.", "S.p.A.", "GmbH", "AG", "Inc.",
    "(Group) Co., Ltd.", "B.V.", "Sdn. Bhd.", "LLC", "Pte Ltd", "K.K.", "SA de CV", "Tbk",
)  # fmt: skip

# By ISO 3166 code: the name in English, Dutch, German and French, and other ways to write it.
COUNTRIES = {
    "ID": ("Indonesia", "Indonesië", "Indonesien", "Indonésie", "IDN"),
    "CN": ("China", "China", "China", "Chine", "P.R. China"),
    "DE": ("Germany", "Duitsland", "Deutschland", "Allemagne", "DEU"),
    "BO": ("Bolivia", "Bolivia", "Bolivien", "Bolivie", "Bolivia (Plurinational State of)"),
    "MY": ("Malaysia", "Maleisië", "Malaysia", "Malaisie", "MYS"),
    "JP": ("Japan", "Japan", "Japan", "Japon", "JPN"),
    "US": ("United States", "Verenigde Staten", "Vereinigte Staaten", "États-Unis", "U.S.A."),
    "KR": ("South Korea", "Zuid-Korea", "Südkorea", "Corée du Sud", "Korea, Republic of"),
    "CD": ("DR Congo", "DR Congo", "DR Kongo", "RD Congo", "Congo, Democratic Republic of the"),
    "TW": ("Taiwan", "Taiwan", "Taiwan", "Taïwan", "Taiwan, Province of China"),
    "RU": ("Russia", "Rusland", "Russland", "Russie", "Russian Federation"),
    "BE": ("Belgium", "België", "Belgien", "Belgique", "BEL"),
    "BR": ("Brazil", "Brazilië", "Brasilien", "Brésil", "Brasil"),
    "VN": ("Vietnam", "Vietnam", "Vietnam", "Viêt Nam", "Viet Nam"),
    "TR": ("Turkey", "Turkije", "Türkei", "Turquie", "Türkiye"),
    "GB": ("United Kingdom", "Verenigd Koninkrijk", "Großbritannien", "Royaume-Uni", "UK"),
    "CH": ("Switzerland", "Zwitserland", "Schweiz", "Suisse", "CHE"),
    "RW": ("Rwanda", "Rwanda", "Ruanda", "Rwanda", "RWA"),
    "TH": ("Thailand", "Thailand", "Thailand", "Thaïlande", "THA"),
    "ZA": ("South Africa", "Zuid-Afrika", "Südafrika", "Afrique du Sud", "RSA"),
}
# As a record names it: in English, Dutch, German and French, and as a symbol.
METALS = {
    "tin": ("Tin", "Tin", "Zinn", "Étain", "Sn"),
    "tantalum": ("Tantalum", "Tantaal", "Tantal", "Tantale", "Ta"),
    "tungsten": ("Tungsten", "Wolfraam", "Wolfram", "Tungstène", "W"),
    "gold": ("Gold", "Goud", "Gold", "Or", "Au"),
    "cobalt": ("Cobalt", "Kobalt", "Kobalt", "Cobalt", "Co"),
    "copper": ("Copper", "Koper", "Kupfer", "Cuivre", "Cu"),
    "nickel": ("Nickel", "Nikkel", "Nickel", "Nickel", "Ni"),
    "zinc": ("Zinc", "Zink", "Zink", "Zinc", "Zn"),
}
LANGUAGES = ("en", "nl", "de", "fr")


@dataclass(frozen=True, slots=True)
class Smelter:
    """An invented smelter as the truth has it: ISO code, the metal's English name, a plain id."""

    name: str
    country: str | None
    metal: str | None
    identifier: str | None


@dataclass(frozen=True, slots=True)
class Paper:
    """A made paper: its name, its bytes, and the records that it should give."""

    name: str
    layout: str
    wide: bool
    data: bytes
    truth: tuple[Smelter, ...]


def smelters(chance: Random, count: int) -> list[Smelter]:
    """So many invented smelters, no two of one name."""
    found: dict[str, Smelter] = {}
    while len(found) < count:
        place = "".join(chance.choices(_SYLLABLES, k=chance.choice((2, 2, 3)))).capitalize()
        name = f"{place} {chance.choice(_WORKS)} {chance.choice(_FORMS)}".strip()
        if chance.random() < 0.08:
            name = f"PT {name}"
        if chance.random() < 0.1:
            name = name.upper()
        number = f"XID{chance.randrange(1, 9999):06}"
        country, metal = chance.choice(list(COUNTRIES)), chance.choice(list(METALS))
        found[name] = Smelter(name, country, metal, number)
    return list(found.values())


def country_name(code: str, language: str, chance: Random) -> str:
    """The country as a paper in that language may write it."""
    names = COUNTRIES[code]
    odd = chance.random()
    return names[4] if odd < 0.15 else names[0] if odd < 0.25 else names[LANGUAGES.index(language)]


def metal_name(metal: str, language: str, chance: Random) -> str:
    """The metal as a paper in that language may write it."""
    names = METALS[metal]
    return names[4] if chance.random() < 0.1 else names[LANGUAGES.index(language)]


def identifier(plain: str, chance: Random) -> str:
    """An identifier in one of the styles met."""
    letters, figures = plain[:3], plain[3:]
    return chance.choice((plain, plain, plain, f"{letters} {figures}", f"{letters}-{figures}"))
