"""Tables of smelters, ruled and unruled, over pages, with merged cells and columns in any order."""

from dataclasses import replace
from io import BytesIO
from random import Random

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

from benchmarks.lists import facts
from benchmarks.lists.facts import Paper, Smelter

_HEADERS = {
    "en": {
        "name": ("Smelter name", "Smelter", "Name of smelter or refiner", "Facility name",
                 "Smelter / Refiner", "Standard smelter name", "Refiner"),
        "country": ("Country", "Smelter country", "Country location", "Location: country"),
        "metal": ("Metal", "Mineral", "Material", "Commodity"),
        "identifier": ("Smelter ID", "Smelter identification number", "CID", "RMI ID", "ID number"),
        "city": ("City", "State / Province"),
        "status": ("Status", "RMAP status"),
        "remark": ("Comments", "Remarks"),
        "number": ("No.", "#"),
    },
    "nl": {
        "name": ("Naam smelter", "Smelter", "Naam van de smelterij", "Smelterij / raffinaderij"),
        "country": ("Land", "Land van vestiging"),
        "metal": ("Metaal", "Grondstof"),
        "identifier": ("Smelter-ID", "ID-nummer", "Identificatienummer"),
        "city": ("Plaats",),
        "status": ("Status",),
        "remark": ("Opmerking",),
        "number": ("Nr.",),
    },
    "de": {
        "name": ("Name der Schmelzhütte", "Schmelzhütte", "Hütte", "Schmelze / Raffinerie"),
        "country": ("Land", "Standort (Land)"),
        "metal": ("Metall", "Rohstoff"),
        "identifier": ("Schmelz-ID", "Kennnummer", "ID-Nummer"),
        "city": ("Ort",),
        "status": ("Status",),
        "remark": ("Bemerkung",),
        "number": ("Nr.",),
    },
    "fr": {
        "name": ("Nom de la fonderie", "Fonderie", "Fonderie ou affinerie", "Affineur"),
        "country": ("Pays", "Pays de la fonderie"),
        "metal": ("Métal", "Minerai"),
        "identifier": ("ID fonderie", "Numéro d'identification", "Identifiant"),
        "city": ("Ville",),
        "status": ("Statut",),
        "remark": ("Remarque",),
        "number": ("N°",),
    },
}  # fmt: skip
_TITLES = {
    "en": "List of smelters in our supply chain",
    "nl": "Overzicht van smelters in onze keten",
    "de": "Liste der Schmelzhütten in unserer Lieferkette",
    "fr": "Liste des fonderies de notre chaîne",
}
_STATUSES = ("Conformant", "Active", "Not enrolled", "")
_CITIES = ("Noordhaven", "Port Amara", "Vostragrad", "Isarberg", "Quillabamba-Sur", "")
_PLAIN = ParagraphStyle("cell", fontName="Helvetica", fontSize=8, leading=9.5)
_BOLD = ParagraphStyle("head", parent=_PLAIN, fontName="Helvetica-Bold")
_TITLE = ParagraphStyle("title", fontName="Helvetica-Bold", fontSize=13, leading=18)
_HEAD = ParagraphStyle("section", fontName="Helvetica-Bold", fontSize=11, leading=16)
_PROSE = ParagraphStyle("prose", fontName="Helvetica", fontSize=9, leading=12)

RULES = ("grid", "rows", "header", "none", "bands")
METALS = ("column", "merged", "heading", "first", "absent")


def paper(chance: Random, number: int, *, held_out: bool) -> Paper:
    """One made list; the held-out ones differ in their rules, headings and order."""
    language = chance.choice(facts.LANGUAGES)
    rules = chance.choice(RULES)
    metals = chance.choice(METALS)
    known = facts.smelters(chance, chance.choice((3, 8, 20, 45)))
    if metals in ("merged", "heading", "first"):
        known.sort(key=lambda smelter: str(smelter.metal))
    if metals == "absent":
        known = [replace(smelter, metal=None) for smelter in known]
    columns = _columns(chance, metals, held_out=held_out)
    if "country" not in columns:
        known = [replace(smelter, country=None) for smelter in known]
    if "identifier" not in columns:
        known = [replace(smelter, identifier=None) for smelter in known]
    flow: list[Flowable] = [Paragraph(_TITLES[language], _TITLE)]
    if chance.random() < 0.5:
        flow.append(Paragraph("Voorbeeld Draad B.V., Noordhaven, 12 March 2026", _PROSE))
    flow.append(Spacer(0, 10))
    repeats = chance.random() < 0.6
    flow += _tables(chance, known, columns, language, rules, metals, repeats=repeats)
    out = BytesIO()
    wide = chance.random() < 0.3
    size = landscape(A4) if wide else A4
    SimpleDocTemplate(out, pagesize=size, leftMargin=40, rightMargin=40).build(flow)
    layout = f"{rules} {metals}{'' if repeats else ' once'}"
    return Paper(f"table-{number:03}-{language}.pdf", layout, wide, out.getvalue(), tuple(known))


def _columns(chance: Random, metals: str, *, held_out: bool) -> list[str]:
    columns = ["name"]
    columns += [one for one in ("country", "identifier") if chance.random() < 0.85]
    columns += ["metal"] if metals in ("column", "merged", "first") else []
    columns += [one for one in ("city", "status", "remark") if chance.random() < 0.3]
    chance.shuffle(columns)
    if metals in ("merged", "first"):
        columns.remove("metal")
        columns.insert(0, "metal")
    if chance.random() < (0.5 if held_out else 0.3):
        columns.insert(0, "number")
    return columns


def _tables(
    chance: Random,
    known: list[Smelter],
    columns: list[str],
    language: str,
    rules: str,
    metals: str,
    *,
    repeats: bool,
) -> list[Flowable]:
    titles = [chance.choice(_HEADERS[language][column]) for column in columns]
    if metals != "heading":
        return [_table(chance, known, columns, titles, language, rules, metals, repeats=repeats)]
    flow: list[Flowable] = []
    for metal in sorted({str(smelter.metal) for smelter in known}):
        own = [smelter for smelter in known if smelter.metal == metal]
        flow += [Paragraph(facts.METALS[metal][facts.LANGUAGES.index(language)], _HEAD)]
        flow += [_table(chance, own, columns, titles, language, rules, metals, repeats=repeats)]
        flow += [Spacer(0, 12)]
    return flow


def _table(
    chance: Random,
    known: list[Smelter],
    columns: list[str],
    titles: list[str],
    language: str,
    rules: str,
    metals: str,
    *,
    repeats: bool,
) -> Table:
    rows: list[list[Paragraph | str]] = [[Paragraph(title, _BOLD) for title in titles]]
    style: list[tuple[object, ...]] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    before, began = None, 1
    for place, smelter in enumerate(known, start=1):
        row: list[Paragraph | str] = []
        for column in columns:
            text = _text(chance, smelter, column, language, place)
            if column == "metal" and metals in ("merged", "first"):
                text = "" if smelter.metal == before else text
            row.append(Paragraph(text.replace("&", "&amp;"), _PLAIN) if text else "")
        if metals == "merged" and smelter.metal != before and before is not None:
            style.append(("SPAN", (0, began), (0, place - 1)))
            began = place
        before = smelter.metal
        rows.append(row)
    if metals == "merged":
        style.append(("SPAN", (0, began), (0, len(known))))
    style += _ruled(rules, len(rows))
    weights = {"name": 3.2, "number": 0.8, "remark": 1.5, "country": 1.6, "identifier": 1.5}
    total = sum(weights.get(column, 1.2) for column in columns)
    widths = [500 * weights.get(column, 1.2) / total for column in columns]
    return Table(rows, colWidths=widths, repeatRows=1 if repeats else 0, style=style)


def _text(chance: Random, smelter: Smelter, column: str, language: str, place: int) -> str:
    if column == "name":
        return smelter.name
    if column == "country":
        return facts.country_name(str(smelter.country), language, chance)
    if column == "metal":
        return facts.metal_name(str(smelter.metal), language, chance)
    if column == "identifier":
        return facts.identifier(str(smelter.identifier), chance)
    if column == "number":
        return str(place)
    return chance.choice({"city": _CITIES, "status": _STATUSES}.get(column, ("", "", "see annex")))


def _ruled(rules: str, rows: int) -> list[tuple[object, ...]]:
    grey = colors.Color(0.5, 0.5, 0.5)
    every = ((0, 0), (-1, -1))
    if rules == "grid":
        return [("GRID", *every, 0.5, grey)]
    if rules == "rows":
        return [("LINEBELOW", *every, 0.5, grey)]
    if rules == "header":
        return [("LINEBELOW", (0, 0), (-1, 0), 1, colors.black)]
    if rules == "bands":
        light = colors.Color(0.92, 0.92, 0.92)
        return [("BACKGROUND", (0, row), (-1, row), light) for row in range(0, rows, 2)]
    return []
