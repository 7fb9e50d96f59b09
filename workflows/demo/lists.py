"""The demo's smelter lists: rows of the invented register as suppliers print them."""

from collections.abc import Sequence

from workflows.demo import drawing
from workflows.demo.cast import Member
from workflows.demo.sites import BY_ID

Row = tuple[str, ...]

HEADERS = {
    "nl": ("Metaal", "Naam smelter", "Land", "Smelter-id"),
    "en": ("Metal", "Smelter Name", "Country", "Smelter ID"),
    "fr": ("Métal", "Nom de la fonderie", "Pays", "Identifiant"),
}

_METALS_NL = {
    "tin": "tin", "tantalum": "tantaal", "tungsten": "wolfraam", "gold": "goud",
    "cobalt": "kobalt", "nickel": "nikkel", "copper": "koper", "zinc": "zink", "lead": "lood",
    "aluminium": "aluminium", "steel": "staal",
}  # fmt: skip
_METALS_FR = {"tin": "étain", "tantalum": "tantale", "gold": "or", "lead": "plomb"}

_COUNTRIES: dict[str, tuple[str, str]] = {
    "AE": ("Verenigde Arabische Emiraten", "United Arab Emirates"), "AT": ("Oostenrijk", "Austria"),
    "AU": ("Australië", "Australia"), "BE": ("België", "Belgium"), "BO": ("Bolivia", "Bolivia"),
    "BR": ("Brazilië", "Brazil"), "CA": ("Canada", "Canada"), "CL": ("Chili", "Chile"),
    "CD": ("Democratische Republiek Congo", "Democratic Republic of the Congo"),
    "CH": ("Zwitserland", "Switzerland"), "CN": ("China", "China"), "DE": ("Duitsland", "Germany"),
    "EE": ("Estland", "Estonia"), "ES": ("Spanje", "Spain"), "FI": ("Finland", "Finland"),
    "ID": ("Indonesië", "Indonesia"), "IN": ("India", "India"), "IS": ("IJsland", "Iceland"),
    "IT": ("Italië", "Italy"), "JP": ("Japan", "Japan"), "KR": ("Zuid-Korea", "South Korea"),
    "KZ": ("Kazachstan", "Kazakhstan"), "MM": ("Myanmar", "Myanmar"),
    "MY": ("Maleisië", "Malaysia"), "MZ": ("Mozambique", "Mozambique"),
    "NL": ("Nederland", "Netherlands"), "NO": ("Noorwegen", "Norway"), "PE": ("Peru", "Peru"),
    "PL": ("Polen", "Poland"), "RW": ("Rwanda", "Rwanda"), "SE": ("Zweden", "Sweden"),
    "TH": ("Thailand", "Thailand"), "TR": ("Turkije", "Turkey"),
    "US": ("Verenigde Staten", "United States of America"), "VN": ("Vietnam", "Vietnam"),
    "ZA": ("Zuid-Afrika", "South Africa"), "ZM": ("Zambia", "Zambia"),
}  # fmt: skip
_COUNTRIES_FR = {"BE": "Belgique", "CH": "Suisse", "CD": "République démocratique du Congo"}


def country(code: str, language: str) -> str:
    """A country as a supplier prints it, in Dutch, French or English."""
    dutch, english = _COUNTRIES[code]
    return {"nl": dutch, "fr": _COUNTRIES_FR.get(code, english)}.get(language, english)


def metal(name: str, language: str) -> str:
    """A metal as a supplier prints it."""
    if language == "nl":
        return _METALS_NL[name].capitalize()
    return _METALS_FR.get(name, name).capitalize() if language == "fr" else name.capitalize()


def rows(numbers: Sequence[int], language: str, *, alias: bool = False) -> list[Row]:
    """A header and a row for each register number; with ``alias``, under its other name."""
    found: list[Row] = [HEADERS[language]]
    for number in numbers:
        entry = BY_ID[f"XID{number:06d}"]
        name = entry.aliases[0] if alias else entry.name
        found.append(
            (
                metal(entry.metals[0], language),
                name,
                country(str(entry.country), language),
                entry.identifiers[0],
            )
        )
    return found


def unknown(member: Member, metal_name: str, code: str, language: str) -> Row:
    """A row with the smelter that only this member's papers name; it has no number."""
    return (metal(metal_name, language), member.secret, country(code, language), "")


def dutch(
    member: Member, numbers: Sequence[int], year: int, *extra: Row, words: Sequence[str] = ()
) -> bytes:
    """A clean Dutch list with lines, of one year; ``words`` say more of some of its smelters."""
    flow = [
        *drawing.letterhead(member.supplier, f"Aan: {member.name}", f"Datum: 15 januari {year}"),
        *drawing.heading(f"Opgave van smelters {year}"),
        *drawing.texts(
            f"Hieronder staan de smelters waar ons metaal in {year} vandaan kwam. De opgave is "
            "naar beste weten gedaan."
        ),
        *drawing.ruled([*rows(numbers, "nl"), *extra]),
        *drawing.texts(*words, "Met vriendelijke groet,", member.supplier),
    ]
    return drawing.build(flow, title=f"Opgave van smelters {year}", language="nl")


def english(
    member: Member,
    numbers: Sequence[int],
    *extra: Row,
    wide: bool = False,
    slip: tuple[str, str] = ("", ""),
) -> bytes:
    """A clean English declaration with lines; ``slip`` is a number and how it was mistyped."""
    font = drawing.WIDE if wide else drawing.PLAIN
    right, wrong = slip
    found = [tuple(wrong if cell == right else cell for cell in row) for row in rows(numbers, "en")]
    flow = [
        *drawing.letterhead(member.supplier, f"To: {member.name}"),
        *drawing.heading("Smelter declaration"),
        *drawing.texts(
            "The metals in our products come from the smelters and refiners listed below. "
            "This declaration covers the whole company."
        ),
        *drawing.ruled([*found, *extra], font=font),
    ]
    return drawing.build(flow, title="Smelter declaration")


def without_lines(member: Member, numbers: Sequence[int], *extra: Row) -> bytes:
    """An English list set with white space only."""
    flow = [
        *drawing.letterhead(member.supplier, f"Customer: {member.name}"),
        *drawing.heading("Approved smelters and mills"),
        *drawing.unruled([*rows(numbers, "en"), *extra]),
        *drawing.texts("This list replaces all earlier ones."),
    ]
    return drawing.build(flow, title="Approved smelters")


def two_columns(member: Member, numbers: Sequence[int]) -> bytes:
    """A newsletter in two columns; each smelter in a sentence of its own."""
    sentences = []
    for row in rows(numbers, "en")[1:]:
        metal_name, name, where, number = row
        sentences.append(
            f"{metal_name} is supplied by {name} in {where} (smelter id {number}). We visited the "
            "plant and spoke with its management about working hours and waste."
        )
    filler = (
        "Our buyers were trained in responsible sourcing. They learned to read a smelter list, to "
        "ask for missing numbers and to write down what they were told."
    )
    flow = [
        *drawing.heading(member.supplier),
        *drawing.texts(f"Sourcing letter to {member.name}", *sentences[:2], *[filler] * 10),
        *drawing.texts(*sentences[2:], filler),
    ]
    return drawing.build(flow, title="Sourcing letter", columns=2)


# As it sounds, for whoever has no Chinese type: a reader of the page, or the machine that draws it.
_SOUNDS = {
    105: "Xugou Xiye",
    112: "Yangben Tanye",
    115: "Yangben Wuye",
    129: "Shili Tong Yelian",
}


def chinese(member: Member, numbers: Sequence[int]) -> bytes:
    """A list with Chinese names in Chinese type, each as it sounds and in English beside it."""
    found = [("金属 Metal", "冶炼厂 Smelter Name", "Local name", "国家 Country", "Smelter ID")]
    for row in rows(numbers, "en")[1:]:
        metal_name, name, where, number = row
        local = f"{BY_ID[number].aliases[0]} ({_SOUNDS[int(number[-3:])]})"
        found.append((metal_name, name, local, where, number))
    flow = [
        *drawing.letterhead(member.supplier, f"To: {member.name}"),
        *drawing.heading("Smelter list / 冶炼厂名单", font=drawing.CHINESE),
        *drawing.ruled(found, font=drawing.CHINESE),
    ]
    return drawing.build(flow, title="Smelter list")


def french(member: Member, numbers: Sequence[int], *extra: Row) -> bytes:
    """A French list with accented names."""
    flow = [
        *drawing.letterhead(member.supplier, f"Client : {member.name}"),
        *drawing.heading("Déclaration des fonderies et affineries"),
        *drawing.texts("Les métaux de nos pièces proviennent des usines suivantes."),
        *drawing.ruled([*rows(numbers, "fr"), *extra]),
    ]
    return drawing.build(flow, title="Déclaration des fonderies", language="fr")


def hostile(member: Member) -> bytes:
    """A list whose names try to be markup, a template, a formula and a path."""
    names = ("A & B < C Smelting", "{{ 7*7 }} Refinery", "=cmd() Smelter", "<b>Bold</b> Metals")
    more = ("../../etc/passwd Works", "Robert'); DROP TABLE site;-- Smelter")
    found: list[Row] = [HEADERS["en"]]
    for number, name in enumerate((*names, *more), start=1):
        found.append(("Tin", name, "Malaysia", f"XID9{number:05d}"))
    found.append(unknown(member, "tantalum", "EE", "en"))
    flow = [
        *drawing.letterhead(member.supplier, f"To: {member.name}"),
        *drawing.heading("Smelter list {{ 7*7 }}"),
        *drawing.ruled(found),
    ]
    return drawing.build(flow, title="{{ 7*7 }}")
