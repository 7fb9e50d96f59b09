"""What a report says: frozen values, already in the order in which they are printed."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

Language = Literal["nl", "en"]
Kind = Literal["progress", "member", "plan"]
"""Of all companies together; of one company's year; of what it plans to do."""
Number = int | Decimal
STEPS = (1, 2, 3, 4, 5, 6)
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,19}")


class Special(StrEnum):
    """A cell that is no value: hidden because too few companies stand behind it."""

    SUPPRESSED = "×"


Cell = str | int | Decimal | date | Special | None


@dataclass(frozen=True, slots=True)
class SourceRef:
    """Where a statement comes from: `id` is short and anonymous ("D3F9-p2"), `page` from 1."""

    id: str
    document: str
    page: int | None
    quote: str


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A group that was left out of a count, and why."""

    reason: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Figure:
    """One counted number. `code` names it in the file: a letter, then up to
    19 letters, digits or underscores.

    `value` is None when nothing could be counted, or when `suppressed`; a suppressed figure
    carries no numbers at all, so that none can leak through the file's hidden parts. `goal` is in
    `unit`, or in percent of the total where there is none.
    """

    code: str
    label: str
    value: Number | None
    definition: str
    unit: str = ""
    numerator: int | None = None
    denominator: int | None = None
    goal: Number | None = None
    exclusions: tuple[Exclusion, ...] = ()
    as_of: date | None = None
    sources: tuple[SourceRef, ...] = ()
    suppressed: bool = False

    def __post_init__(self) -> None:
        if not _CODE.fullmatch(self.code):
            raise ValueError(f"not a figure code: {self.code!r}")
        numbers = (self.value, self.numerator, self.denominator)
        if self.suppressed and (any(n is not None for n in numbers) or self.sources):
            raise ValueError(f"suppressed figure {self.code} still carries numbers or sources")


@dataclass(frozen=True, slots=True)
class Mention:
    """The place in a sentence where the figure with this code is printed."""

    code: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence or more; figures are mentioned by code so that each printed number is known."""

    parts: tuple[str | Mention, ...]
    sources: tuple[SourceRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """`weight` is the column's share of the width, relative to the others."""

    title: str
    numeric: bool = False
    weight: int = 10


@dataclass(frozen=True, slots=True)
class Table:
    """`name` is what the program calls it; it is not printed."""

    caption: str
    header: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    name: str = ""

    def __post_init__(self) -> None:
        if any(len(row) != len(self.header) for row in self.rows):
            raise ValueError(f"table {self.caption!r}: every row needs {len(self.header)} cells")


@dataclass(frozen=True, slots=True)
class Series:
    """One value a category; None where the value is suppressed or unknown."""

    name: str
    values: tuple[Number | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars, or a map. `title` is the finding as a sentence; `alt` says it to who cannot see it."""

    code: str
    kind: Literal["bar", "stacked"]
    title: str
    alt: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    source: str
    category_title: str = ""
    unit: str = ""
    places: tuple[str, ...] = ()
    """By category the two letters of its country, empty where it is none: then it is a map."""
    hidden_places: tuple[str, ...] = ()
    unshown: tuple[str, ...] = ()
    """Categories that are hidden: a missing bar would be read as none, so that only the table has
    them."""

    def __post_init__(self) -> None:
        if not _CODE.fullmatch(self.code):
            raise ValueError(f"not a chart code: {self.code!r}")
        if not self.series or any(len(s.values) != len(self.categories) for s in self.series):
            raise ValueError(f"chart {self.code}: every series needs a value a category")
        if self.places and len(self.places) != len(self.categories):
            raise ValueError(f"chart {self.code}: a place for every category, or for none")

    @property
    def by_country(self) -> dict[str, int]:
        """The whole numbers of its first series that lie somewhere."""
        found = zip(self.places, self.series[0].values, strict=False)
        return {place: int(value) for place, value in found if place and value is not None}


@dataclass(frozen=True, slots=True)
class Measure:
    text: str
    owner: str
    due: date | None
    state: str


@dataclass(frozen=True, slots=True)
class Communication:
    """What was told to whom; a text that was withheld says why in `reason`."""

    audience: str
    state: str
    on: date | None = None
    text: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding, or several that are told alike: then `number` names them all.

    Smelter, country and organisation are given only where the audience may read them.
    `references` has each number by itself.
    """

    number: str
    statement: str
    state: str
    severity: str
    metal: str | None = None
    smelter: str | None = None
    country: str | None = None
    organisation: str | None = None
    measures: tuple[Measure, ...] = ()
    communications: tuple[Communication, ...] = ()
    sources: tuple[SourceRef, ...] = ()
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter of people's own words: foreword, lessons, outlook."""

    title: str
    paragraphs: tuple[Paragraph, ...] = ()
    tables: tuple[Table, ...] = ()
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Chapter:
    """One OECD step (1 to 6). `paragraphs` are generated, `written` is the secretariat's own."""

    step: int
    paragraphs: tuple[Paragraph, ...] = ()
    written: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[Table, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def tabled(self) -> tuple[Figure, ...]:
        """Its figures for a table; none where its sentences say all of them already.

        A part of nothing has no sentence, and is no reason for a table.
        """
        parts = (part for paragraph in self.paragraphs for part in paragraph.parts)
        said = {part.code for part in parts if isinstance(part, Mention)}
        more = any(
            figure.goal is not None or (figure.code not in said and figure.denominator != 0)
            for figure in self.figures
            if not figure.suppressed
        )
        return self.figures if more else ()


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A document behind the report, or several of which no more is told than that they are there.

    `reference` does not say whose it is; of several it names them all, and `references` has each.
    """

    reference: str
    kind: str
    language: str
    pages: int | None
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    term: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Change:
    """A line of the erratum: what an earlier version said, and what this one says.

    ``language``: of what it says, where that is another one than the report's.
    """

    place: str
    was: str
    now: str
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class ReportData:
    """A report by the six steps. `prepared_by` and `checked_by` are roles or a company.

    `agreement` stands above the title: the agreement, or the company that the report is of.
    """

    title: str
    agreement: str
    period: str
    language: Language
    status: Literal["draft", "final"]
    number: str | None
    version: int
    snapshot_hash: str
    cut_off: date
    prepared_by: tuple[str, ...]
    checked_by: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    audience: str = ""
    threshold: int = 3
    opening: tuple[Section, ...] = ()
    closing: tuple[Section, ...] = ()
    documents: tuple[SourceDocument, ...] = ()
    glossary: tuple[Term, ...] = ()
    errata: tuple[Change, ...] = ()
    address: str = ""
    """Where the records behind the figures are listed; a figure's code comes after it."""
    kind: Kind = "progress"
    after: Literal["", "published", "withdrawn"] = ""
    """What became of a final report."""
    published: date | None = None
    withdrawal: str = ""
    """Why it was withdrawn."""

    def __post_init__(self) -> None:
        if tuple(chapter.step for chapter in self.chapters) != STEPS:
            raise ValueError("a report has one chapter for each of the steps 1 to 6")
        codes = [f.code for f in self.figures] + [c.code for c in self.charts]
        if len(codes) != len(set(codes)):
            raise ValueError("two figures or charts share a code")
        known = {figure.code for figure in self.figures}
        unknown = sorted({m.code for m in self._mentions()} - known)
        if unknown:
            raise ValueError(f"figures mentioned but not given: {', '.join(unknown)}")

    def _mentions(self) -> tuple[Mention, ...]:
        holders: tuple[Section | Chapter, ...] = (*self.opening, *self.chapters, *self.closing)
        parts = (part for h in holders for p in h.paragraphs for part in p.parts)
        return tuple(part for part in parts if isinstance(part, Mention))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure, in printing order."""
        return tuple(figure for chapter in self.chapters for figure in chapter.figures)

    @property
    def charts(self) -> tuple[Chart, ...]:
        """Every chart, in printing order."""
        return tuple(chart for chapter in self.chapters for chart in chapter.charts)
