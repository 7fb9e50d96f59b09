"""A mix of papers such as members send in: certificates, audits, lists, letters, long reports.

All are made, always the same ones. A page of a report holds some 450 words, and now and then a
table.
"""

from collections.abc import Iterator
from random import Random

from reportlab.platypus import Flowable

from benchmarks.lists import tables
from benchmarks.papers import sheet, tuned
from tests import papers

_CERTIFICATES_AND_AUDITS = 24
_LISTS = 8
_LETTERS = 6
_REPORTS = (("en", 18), ("nl", 12), ("en", 6))  # language and chapters; a chapter fills a page
_SENTENCES = {
    "en": (
        "In this reporting year we asked all {count} suppliers of {metal} where their metal comes"
        " from, and {less} of them answered in full.",
        "{works} in {country} was visited by our own team, which spoke with management, with"
        " workers and with people who live near the plant.",
        "Where an answer was late or incomplete we wrote again, and after the second reminder the"
        " buyer responsible made a telephone call.",
        "The risk assessment follows Annex II of the OECD guidance and looks at each country from"
        " which ore may have been bought.",
        "No payments to armed groups were found; two invoices could not be traced to a weighing"
        " slip, and the supplier was asked to explain them.",
        "Our complaints procedure received {less} reports, all of which were answered within the"
        " period that the policy lays down.",
        "The {metal} that we buy from {works} is melted from scrap of European origin, as its"
        " delivery notes show.",
    ),
    "nl": (
        "In dit verslagjaar vroegen wij alle {count} leveranciers van {metal} naar de herkomst van"
        " hun metaal; {less} van hen gaven een volledig antwoord.",
        "{works} in {country} is door onze eigen mensen bezocht, die spraken met de leiding, met"
        " werknemers en met omwonenden.",
        "Kwam een antwoord te laat of ontbrak er iets, dan schreven wij opnieuw, en na de tweede"
        " herinnering belde de inkoper zelf.",
        "De risicoanalyse volgt bijlage II van de OESO-richtlijn en kijkt naar elk land waaruit"
        " erts kan zijn gekocht.",
        "Betalingen aan gewapende groepen zijn niet gevonden; twee facturen waren niet te herleiden"
        " tot een weegbrief, en de leverancier is om uitleg gevraagd.",
        "Bij het klachtenloket kwamen {less} meldingen binnen, die alle binnen de afgesproken"
        " termijn zijn beantwoord.",
    ),
}
_METALS = {"en": ("tin", "tantalum", "tungsten", "gold"), "nl": ("tin", "tantaal", "goud")}
_TITLES = {"en": "Due diligence report", "nl": "Rapport over gepaste zorgvuldigheid"}
_CHAPTERS = {
    "en": "Step {step}: what we did and found",
    "nl": "Stap {step}: wat wij deden en vonden",
}


def made() -> Iterator[tuple[str, bytes]]:
    """The papers, each with a name."""
    for paper in tuned.papers(_CERTIFICATES_AND_AUDITS):
        yield f"{paper.name}.pdf", paper.data
    chance = Random(31)  # noqa: S311 - repeatable, not secret
    for number in range(_LISTS):
        listed = tables.paper(chance, number, held_out=False)
        yield listed.name, listed.data
    for number in range(_LETTERS):
        yield f"letter-{number}.pdf", papers.letter(*_letter(chance), size=10)
    for number, (language, chapters) in enumerate(_REPORTS):
        yield f"report-{number}-{language}.pdf", _report(language, chapters, chance)


def _letter(chance: Random) -> list[str]:
    """One or two pages of a letter, lines broken as in type."""
    language = chance.choice(sorted(_SENTENCES))
    return [
        "\n\n".join(_broken(_paragraph(language, chance, 3)) for _ in range(5))
        for _ in range(chance.choice((1, 1, 2)))
    ]


def _broken(words: str, most: int = 85) -> str:
    lines = [""]
    for word in words.split():
        if len(lines[-1]) + len(word) > most:
            lines.append("")
        lines[-1] += f"{word} "
    return "\n".join(lines)


def _report(language: str, chapters: int, chance: Random) -> bytes:
    flow: list[Flowable] = [sheet.text(_TITLES[language], sheet.TITLE)]
    for chapter in range(chapters):
        flow += [sheet.text(_CHAPTERS[language].format(step=chapter % 5 + 1), sheet.BIG)]
        rows = 10 if chapter % 4 == 3 else 0
        for _ in range(4 if rows else 7):
            flow += [sheet.text(_paragraph(language, chance, 3)), sheet.gap(8)]
        if rows:
            cells = [papers.HEADERS[language], *(one.cells for one in papers.smelters(rows))]
            flow += [sheet.table(cells, (70, 200, 110, 90), header=True)]
        flow += [sheet.page()]
    return sheet.pdf(flow, footer="Voorbeeld Draad B.V., {page}")


def _paragraph(language: str, chance: Random, sentences: int) -> str:
    works = papers.smelters(40)
    made = []
    for sentence in chance.choices(_SENTENCES[language], k=sentences):
        one = chance.choice(works)
        count = chance.randrange(20, 90)
        made.append(
            sentence.format(
                count=count,
                less=count - chance.randrange(2, 9),
                metal=chance.choice(_METALS[language]),
                works=one.name,
                country=one.country,
            )
        )
    return " ".join(made)
