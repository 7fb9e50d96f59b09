"""Pages of two and three text columns: prose, and lists or small tables of smelters between it."""

from io import BytesIO
from random import Random

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from benchmarks.lists import facts
from benchmarks.lists.facts import Paper, Smelter

LAYOUTS = ("bullets", "brackets", "grid", "rows", "header")
COLUMNS = ("two", "three")
_PLAIN = ParagraphStyle("plain", fontName="Helvetica", fontSize=8, leading=9.6)
_PROSE = ParagraphStyle("prose", parent=_PLAIN, spaceAfter=5)
_ITEM = ParagraphStyle("item", parent=_PLAIN, leftIndent=8, bulletIndent=0)
_HEAD = ParagraphStyle("head", parent=_PLAIN, fontName="Helvetica-Bold", fontSize=9.5, spaceAfter=3)
_BOLD = ParagraphStyle("bold", parent=_PLAIN, fontName="Helvetica-Bold")
_TITLE = ParagraphStyle("title", parent=_HEAD, fontSize=12, leading=15)
_PARTS = {
    "en": ("Every supplier was asked in spring where its metal comes from.", "Answers came late,"
           " and not all of them were complete.", "We visited the works ourselves where we could.",
           "The board discusses the findings twice a year.", "A complaint can be made by anybody,"
           " also without a name.", "Prices rose and some contracts were not renewed."),
    "nl": ("Elke leverancier kreeg in het voorjaar de vraag waar zijn metaal vandaan komt.",
           "De antwoorden kwamen laat en waren niet alle volledig.", "Waar het kon gingen wij zelf"
           " kijken.", "Het bestuur bespreekt de bevindingen twee keer per jaar.", "Iedereen kan"
           " een klacht indienen, ook zonder naam."),
    "de": ("Jeder Lieferant wurde im Frühjahr nach der Herkunft seines Metalls gefragt.", "Die"
           " Antworten kamen spät und waren nicht alle vollständig.", "Wo es ging, sahen wir selbst"
           " nach.", "Der Vorstand bespricht die Befunde zweimal im Jahr."),
    "fr": ("Chaque fournisseur a été interrogé au printemps sur l'origine de son métal.", "Les"
           " réponses sont venues tard et n'étaient pas toutes complètes.", "Nous nous sommes"
           " rendus sur place quand cela se pouvait.", "Le conseil en discute deux fois par an."),
}  # fmt: skip
_LEADS = {
    "en": "Smelters of {} in our supply chain:",
    "nl": "Smelters van {} in onze keten:",
    "de": "Schmelzhütten für {} in unserer Lieferkette:",
    "fr": "Fonderies {} dans notre chaîne:",
}
_HEADERS = {
    "en": ("Smelter", "Country"),
    "nl": ("Smelter", "Land"),
    "de": ("Schmelzhütte", "Land"),
    "fr": ("Fonderie", "Pays"),
}


def paper(chance: Random, number: int, *, held_out: bool) -> Paper:
    """One made report; the held-out ones have narrower gaps between their columns."""
    language = chance.choice(facts.LANGUAGES)
    layout, columns = chance.choice(LAYOUTS), chance.choice(COLUMNS)
    known = facts.smelters(chance, chance.choice((4, 9, 16)))
    known.sort(key=lambda smelter: str(smelter.metal))
    known = [Smelter(one.name, one.country, one.metal, None) for one in known]
    count, gap = 2 + COLUMNS.index(columns), 10 if held_out else 16
    width = (515 - gap * (count - 1)) / count
    flow: list[Flowable] = [Paragraph("2026", _TITLE)]
    for metal in dict.fromkeys(str(smelter.metal) for smelter in known):
        flow += _prose(chance, language)
        own = [smelter for smelter in known if smelter.metal == metal]
        name = facts.METALS[metal][facts.LANGUAGES.index(language)]
        name = _of(name) if language == "fr" else name
        flow.append(Paragraph(_LEADS[language].format(name), _HEAD))
        flow += _named(chance, own, language, layout, width)
        flow.append(Spacer(0, 6))
    flow += _prose(chance, language) + _prose(chance, language)
    name = f"columns-{number:03}-{language}.pdf"
    data = _set(flow, count, width, gap)
    return Paper(name, f"{layout} {columns}", False, data, tuple(known))


def _of(metal: str) -> str:
    """A French metal with "de" before it."""
    return ("d'" if metal[0] in "OÉ" else "de ") + metal.lower()


def _prose(chance: Random, language: str) -> list[Flowable]:
    parts = _PARTS[language]
    return [
        Paragraph(" ".join(chance.choices(parts, k=chance.randint(2, 7))), _PROSE)
        for _ in range(chance.randint(2, 4))
    ]


def _named(
    chance: Random, own: list[Smelter], language: str, layout: str, width: float
) -> list[Flowable]:
    named = [
        (one.name.replace("&", "&amp;"), facts.country_name(str(one.country), language, chance))
        for one in own
    ]
    if layout == "bullets":
        return [Paragraph(f"{name}, {land}", _ITEM, bulletText="•") for name, land in named]
    if layout == "brackets":
        return [Paragraph(f"{name} ({land})", _ITEM, bulletText="-") for name, land in named]
    rows = [[Paragraph(text, _BOLD) for text in _HEADERS[language]]]
    rows += [[Paragraph(text, _PLAIN) for text in pair] for pair in named]
    style: list[tuple[object, ...]] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    if layout == "grid":
        style.append(("GRID", (0, 0), (-1, -1), 0.5, colors.grey))
    elif layout == "rows":
        style.append(("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.grey))
    else:
        style.append(("LINEBELOW", (0, 0), (-1, 0), 1, colors.black))
    return [Table(rows, colWidths=[width * 0.58, width * 0.34], repeatRows=1, style=style)]


def _set(flow: list[Flowable], columns: int, wide: float, gap: float) -> bytes:
    out = BytesIO()
    frames = [
        Frame(40 + place * (wide + gap), 50, wide, 740, 0, 0, 0, 0) for place in range(columns)
    ]
    document = BaseDocTemplate(out, pagesize=A4)
    document.addPageTemplates(PageTemplate(frames=frames))
    document.build(flow)
    return out.getvalue()
