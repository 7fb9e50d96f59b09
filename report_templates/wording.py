"""The report's own words in Dutch and English, and how it writes numbers and dates."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_decimal

from report_templates.data import Cell, Figure, Finding, Language, Number, ReportData, Special
from report_templates.printable import printable

LOCALES: dict[Language, str] = {"nl": "nl_NL", "en": "en_GB"}
WORD_LANGUAGES: dict[Language, str] = {"nl": "nl-NL", "en": "en-GB"}
NOTHING = "–"

# The six steps of the OECD Due Diligence Guidance for Responsible Business Conduct (2018).
STEP_TITLES: dict[Language, tuple[str, ...]] = {
    "nl": (
        "Beleid en managementsystemen",
        "Risico’s vinden en beoordelen",
        "Risico’s stoppen, voorkomen en verminderen",
        "Volgen wat maatregelen opleveren",
        "Vertellen wat er gebeurt",
        "Herstel bieden of eraan meewerken",
    ),
    "en": (
        "Policy and management systems",
        "Identifying and assessing risks",
        "Ceasing, preventing and mitigating risks",
        "Tracking what measures achieve",
        "Communicating what is done",
        "Providing or cooperating in remediation",
    ),
}


def step_title(number: int, language: Language) -> str:
    """What one of the six steps, from 1, is called: in reports, and on every page."""
    return STEP_TITLES[language][number - 1]


@dataclass(frozen=True, slots=True)
class Wording:
    """Phrases that the report composes itself; everything else stands in the template."""

    draft: str
    published: str
    published_on: str
    not_published: str
    withdrawn: str
    withdrawn_of: str
    fraction: str
    hidden: str
    of_nothing: str
    hidden_name: str
    source: str
    page: str
    left_out: str
    left_out_hidden: str
    total: str
    to_be_numbered: str
    version: str
    contents: str
    map: str
    suppression: str
    all_sources: str


WORDS: dict[Language, Wording] = {
    "nl": Wording(
        draft="Concept",
        published="Gepubliceerd",
        published_on="Gepubliceerd op {day}",
        not_published="Definitief, nog niet gepubliceerd",
        withdrawn="Ingetrokken na publicatie",
        withdrawn_of="Ingetrokken na publicatie op {day}",
        fraction="{numerator} van {denominator}",
        hidden=(
            "× = niet getoond: alleen of samen met andere cijfers en rapporten zou het iets over "
            "één bedrijf verraden. Zie bijlage A."
        ),
        of_nothing="er was niets te tellen",
        hidden_name="niet getoond",
        source="Bron",
        page="pagina",
        left_out="{reason}: {count}",
        left_out_hidden="{reason}",
        total="Totaal",
        to_be_numbered="volgt bij vaststelling",
        version="versie {number}",
        contents="Inhoud",
        map="Kaart van de wereld, met voor elk land een vakje. {alt}",
        all_sources="Alle gegevens achter dit cijfer",
        suppression=(
            "× = niet getoond. Achter zo’n getal staan minder dan {threshold} bedrijven, of één "
            "bedrijf bepaalt het: het zou iets over één bedrijf kunnen verraden. Soms blijft "
            "daarom ook een ander getal of een totaal weg: anders is het verborgen getal met een "
            "aftreksom terug te vinden, in dit rapport of samen met een eerder rapport."
        ),
    ),
    "en": Wording(
        draft="Draft",
        published="Published",
        published_on="Published on {day}",
        not_published="Final, not published yet",
        withdrawn="Withdrawn after publication",
        withdrawn_of="Withdrawn after publication on {day}",
        fraction="{numerator} of {denominator}",
        hidden=(
            "× = not shown: alone or together with other figures and reports it would give away "
            "something about one company. See annex A."
        ),
        of_nothing="there was nothing to count",
        hidden_name="not shown",
        source="Source",
        page="page",
        left_out="{reason}: {count}",
        left_out_hidden="{reason}",
        total="Total",
        to_be_numbered="given on adoption",
        version="version {number}",
        contents="Contents",
        map="Map of the world, with a tile for each country. {alt}",
        all_sources="Every record behind this figure",
        suppression=(
            "× = not shown. Behind such a number are fewer than {threshold} companies, or one "
            "company makes it up: it could give away something about a single company. Sometimes "
            "another number or a total is left out too: otherwise the hidden number could be found "
            "by subtraction, in this report or together with an earlier one."
        ),
    ),
}


def numbered(data: ReportData) -> str:
    """The report's number with its version from the second one on: both versions have the one."""
    words = WORDS[data.language]
    said = data.number or words.to_be_numbered
    return said if data.version == 1 else f"{said}, {words.version.format(number=data.version)}"


def status(data: ReportData) -> str:
    """Where the report stands, in its own language."""
    words = WORDS[data.language]
    if data.status == "draft":
        return words.draft
    if not data.after:
        return words.not_published
    undated, dated = {
        "published": (words.published, words.published_on),
        "withdrawn": (words.withdrawn, words.withdrawn_of),
    }[data.after]
    if data.published is None:
        return undated
    return dated.format(day=day(data.published, data.language))


def number(value: Number, language: Language) -> str:
    """1234.5 as 1.234,5 (nl) or 1,234.5 (en); a Decimal keeps the decimals it was given."""
    decimals = max(0, -int(value.as_tuple().exponent)) if isinstance(value, Decimal) else 0
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, format=pattern, locale=LOCALES[language])


def with_unit(value: Number, unit: str, language: Language) -> str:
    """The number and its unit: "66%" closed up, any other unit after a no-break space."""
    text = number(value, language)
    if not unit:
        return text
    return f"{text}%" if unit == "%" else f"{text}\N{NO-BREAK SPACE}{printable(unit)}"


def share(part: int, whole: int, language: Language) -> str:
    """A part of a whole in percent, rounded: 75%."""
    return with_unit(round(100 * part / whole), "%", language)


def day(value: date | None, language: Language) -> str:
    """22 november 2026 (nl), 22 November 2026 (en); a dash where there is no date."""
    if value is None:
        return NOTHING
    return format_date(value, format="d MMMM y", locale=LOCALES[language])


def cell(value: Cell, language: Language) -> str:
    """A table's cell as text; None is a dash, a suppressed value the sign ×."""
    if value is None:
        return NOTHING
    if isinstance(value, Special):
        return value.value
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, date):
        return day(value, language)
    return number(value, language)


def figure(value: Figure, language: Language) -> str:
    """A figure as it is printed everywhere in the report."""
    if value.suppressed:
        return Special.SUPPRESSED.value
    return NOTHING if value.value is None else with_unit(value.value, value.unit, language)


def goal(value: Figure, language: Language) -> str:
    """What was meant to be reached; a dash where there is no goal, or no total to set it against.

    Without its total, a share that was meant to be reached would stand beside a mere count.
    """
    if value.goal is None or not (value.unit or value.denominator is not None):
        return NOTHING
    return with_unit(value.goal, value.unit or "%", language)


def result(value: Figure, printed: str, language: Language) -> str:
    """A count of a total as "3 of 4"; where its goal is a share, as "75% (3 of 4)".

    ``printed`` is the figure as :func:`figure` has it, with marks or without.
    """
    over = value.denominator
    if value.numerator is None or over is None:
        return printed
    if not over:
        return f"{printed} ({WORDS[language].of_nothing})"
    fraction, total = WORDS[language].fraction, number(over, language)
    if value.unit:
        numerator = number(value.numerator, language)
        return f"{printed} ({fraction.format(numerator=numerator, denominator=total)})"
    counted = fraction.format(numerator=printed, denominator=total)
    if value.goal is None:
        return counted
    return f"{share(value.numerator, over, language)} ({counted})"


def fraction(value: Figure, language: Language) -> str:
    """A part of its total, "3 of 4"; a dash where it is no part, or a part of nothing."""
    if value.numerator is None or not value.denominator:
        return NOTHING
    return WORDS[language].fraction.format(
        numerator=number(value.numerator, language), denominator=number(value.denominator, language)
    )


def left_out(value: Figure, language: Language) -> tuple[str, ...]:
    """What was not counted, a phrase a group: why, and how many where that may be told."""
    words = WORDS[language]
    return tuple(
        (words.left_out_hidden if one.count is None else words.left_out).format(
            reason=printable(one.reason), count=one.count
        )
        for one in value.exclusions
    )


def as_of(value: Figure, cut_off: date, language: Language) -> str:
    """The day on which a figure was counted; a dash where it is that of the report."""
    return day(None if value.as_of == cut_off else value.as_of, language)


def where(value: Finding, language: Language) -> str:
    """Smelter and country of a finding together, or that they are not shown."""
    known = [name for name in (value.smelter, value.country) if name is not None]
    return printable(", ".join(known)) if known else WORDS[language].hidden_name
