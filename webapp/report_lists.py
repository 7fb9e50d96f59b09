"""The lists of a report as its page shows them: the columns and cells that its Word file has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from report_templates import columns, wording
from report_templates.data import Chapter, Language, ReportData, Table
from report_templates.printable import printable
from report_templates.template_words import WORDS


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell: its words; of a figure its code, of records what the lists call them.

    ``language``: of the words, where that is another one than the report's.
    """

    text: str
    code: str = ""
    references: tuple[str, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Titled:
    """A column: ``look`` is ``head`` where it names its row, ``number`` or ``day``; or empty."""

    text: str
    look: str = ""

    @property
    def number(self) -> bool:
        """Whether its cells stand at the right."""
        return self.look == "number"


@dataclass(frozen=True, slots=True)
class Listed:
    """A list without the columns that say nothing, as in Word; each cell with its column."""

    header: tuple[Titled, ...]
    rows: tuple[tuple[tuple[Titled, Shown], ...], ...]


def _listed(
    header: Sequence[Titled], rows: Sequence[Sequence[Shown]], language: Language
) -> Listed:
    said = columns.told([[one.text for one in row] for row in rows], language)
    kept = said or [True] * len(header)
    return Listed(
        tuple(one for one, stays in zip(header, kept, strict=True) if stays),
        tuple(
            tuple(
                (title, one) for title, one, stays in zip(header, row, kept, strict=True) if stays
            )
            for row in rows
        ),
    )


def _by_field(
    fields: tuple[str, ...],
    titles: tuple[str, ...],
    looks: Mapping[str, str],
    rows: Sequence[Mapping[str, Shown | str]],
    language: Language,
) -> Listed:
    header = [
        Titled(title, looks.get(field, "")) for field, title in zip(fields, titles, strict=True)
    ]
    cells = [
        [Shown(one) if isinstance(one := row[field], str) else one for field in fields]
        for row in rows
    ]
    return _listed(header, cells, language)


def table(given: Table, language: Language) -> Listed:
    """Any table of the report; its first column names the row."""
    header = [
        Titled(one.title, "head" if place == 0 else "number" if one.numeric else "")
        for place, one in enumerate(given.header)
    ]
    rows = [[Shown(wording.cell(value, language)) for value in row] for row in given.rows]
    return _listed(header, rows, language)


def errata(content: ReportData) -> Listed:
    """What changed since the version before."""
    titles = WORDS[content.kind][content.language].errata_header
    header = [Titled(title, "" if place else "head") for place, title in enumerate(titles)]
    rows = [
        [Shown(one.place), Shown(one.was), Shown(one.now, language=one.language)]
        for one in content.errata
    ]
    return _listed(header, rows, content.language)


def figures(content: ReportData, chapter: Chapter) -> Listed:
    """The figures of a step, with their goals."""
    language = content.language
    rows: list[Mapping[str, Shown | str]] = [
        {
            "label": Shown(one.label, code=one.code),
            "goal": wording.goal(one, language),
            "result": wording.result(one, wording.figure(one, language), language),
        }
        for one in chapter.tabled
    ]
    looks, titles = {"label": "head", "result": "number"}, WORDS[content.kind][language]
    return _by_field(columns.FIGURES, titles.figures_header, looks, rows, language)


def counting(content: ReportData) -> Listed:
    """How each figure was counted."""
    language, titles = content.language, WORDS[content.kind][content.language]
    rows: list[Mapping[str, Shown | str]] = [
        {
            "label": Shown(one.label, code=one.code),
            "value": wording.figure(one, language),
            "definition": one.definition,
            "fraction": wording.fraction(one, language),
            "exclusions": "; ".join(wording.left_out(one, language)) or wording.NOTHING,
            "as_of": wording.as_of(one, content.cut_off, language),
        }
        for one in content.figures
    ]
    looks = {"label": "head", "value": "number"}
    return _by_field(columns.COUNTING, titles.counting_header, looks, rows, language)


def findings(content: ReportData, chapter: Chapter) -> Listed:
    """The findings of a step."""
    language, titles = content.language, WORDS[content.kind][content.language]
    rows: list[Mapping[str, Shown | str]] = [
        {
            "number": Shown(one.number, references=one.references),
            "statement": one.statement,
            "where": wording.where(one, language),
            "severity": one.severity,
            "state": one.state,
        }
        for one in chapter.findings
    ]
    looks = {"statement": "head"}
    return _by_field(columns.FINDINGS, titles.findings_header, looks, rows, language)


def measures(content: ReportData, chapter: Chapter) -> Listed:
    """What is done about these findings."""
    language, titles = content.language, WORDS[content.kind][content.language]
    rows: list[Mapping[str, Shown | str]] = [
        {
            "finding": finding.number,
            "text": printable(one.text),
            "owner": printable(one.owner) or wording.NOTHING,
            "due": wording.day(one.due, language),
            "state": one.state or wording.NOTHING,
        }
        for finding in chapter.findings
        for one in finding.measures
    ]
    looks = {"text": "head", "due": "day"}
    return _by_field(columns.MEASURES, titles.measures_header, looks, rows, language)


def communication(content: ReportData, chapter: Chapter) -> Listed:
    """What was told of these findings, or why not."""
    language, titles = content.language, WORDS[content.kind][content.language]
    rows: list[Mapping[str, Shown | str]] = [
        {
            "finding": finding.number,
            "audience": one.audience,
            "text": printable(one.text or one.reason) or wording.NOTHING,
            "date": wording.day(one.on, language),
            "state": one.state,
        }
        for finding in chapter.findings
        for one in finding.communications
    ]
    looks = {"audience": "head", "date": "day"}
    return _by_field(columns.COMMUNICATION, titles.communication_header, looks, rows, language)


def documents(content: ReportData) -> Listed:
    """The documents behind the report."""
    language, titles = content.language, WORDS[content.kind][content.language]
    rows: list[Mapping[str, Shown | str]] = [
        {
            "reference": Shown(one.reference, references=one.references),
            "kind": one.kind,
            "language": one.language,
            "pages": wording.cell(one.pages, language),
        }
        for one in content.documents
    ]
    looks = {"kind": "head", "pages": "number"}
    return _by_field(columns.DOCUMENTS, titles.documents_header, looks, rows, language)
