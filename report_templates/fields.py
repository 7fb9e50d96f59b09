"""The fields that a Word template may use, and how they are filled from a report's data."""

from dataclasses import dataclass, replace
from typing import NewType

from report_templates import marks as m
from report_templates import wording
from report_templates.data import (
    Chapter,
    Communication,
    Figure,
    Finding,
    Language,
    Measure,
    Mention,
    Paragraph,
    ReportData,
    Section,
    SourceRef,
    Table,
)
from report_templates.printable import item, lines

# A table or chart: it takes the place of the whole paragraph in which it stands.
Block = NewType("Block", str)


@dataclass(frozen=True, slots=True)
class TableFields:
    caption: str
    grid: Block
    note: str


@dataclass(frozen=True, slots=True)
class ChartFields:
    title: str
    picture: Block
    grid: Block
    source: str


@dataclass(frozen=True, slots=True)
class SectionFields:
    title: str
    numbered: bool
    paragraphs: tuple[str, ...]
    tables: tuple[TableFields, ...]


@dataclass(frozen=True, slots=True)
class FigureFields:
    label: str
    value: str
    result: str  # the value of its total, in percent too where the goal is
    goal: str
    fraction: str
    definition: str
    exclusions: tuple[str, ...]
    as_of: str  # a dash where it is the report's own cut-off date


@dataclass(frozen=True, slots=True)
class FindingFields:
    number: str
    statement: str
    state: str
    severity: str
    metal: str
    smelter: str
    country: str
    where: str  # smelter and country together, or that they are not shown
    organisation: str


@dataclass(frozen=True, slots=True)
class MeasureFields:
    finding: str
    text: str
    owner: str
    due: str
    state: str


@dataclass(frozen=True, slots=True)
class CommunicationFields:
    finding: str
    audience: str
    state: str
    date: str
    text: str


@dataclass(frozen=True, slots=True)
class ChapterFields:
    step: int
    title: str
    empty: bool
    hidden: bool
    paragraphs: tuple[str, ...]
    written: tuple[str, ...]
    figures: tuple[FigureFields, ...]
    charts: tuple[ChartFields, ...]
    tables: tuple[TableFields, ...]
    findings: tuple[FindingFields, ...]
    measures: tuple[MeasureFields, ...]
    communications: tuple[CommunicationFields, ...]


@dataclass(frozen=True, slots=True)
class DocumentFields:
    reference: str
    kind: str
    language: str
    pages: str


@dataclass(frozen=True, slots=True)
class TermFields:
    term: str
    meaning: str


@dataclass(frozen=True, slots=True)
class ChangeFields:
    place: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class ReportFields:
    title: str
    agreement: str
    audience: str
    period: str
    draft: bool
    withdrawn: bool
    withdrawal: str
    status: str
    number: str
    version: int
    hash: str
    cut_off: str
    prepared_by: str
    checked_by: str
    hidden: str
    suppression: str
    opening: tuple[SectionFields, ...]
    chapters: tuple[ChapterFields, ...]
    closing: tuple[SectionFields, ...]
    counting: tuple[FigureFields, ...]
    documents: tuple[DocumentFields, ...]
    glossary: tuple[TermFields, ...]
    errata: tuple[ChangeFields, ...]


@dataclass(frozen=True, slots=True)
class _Filling:
    """What every function below needs: the report, its figures by code, the marks made so far."""

    data: ReportData
    figures: dict[str, Figure]
    marks: m.Marks

    @property
    def language(self) -> Language:
        return self.data.language


def fill(data: ReportData) -> tuple[ReportFields, m.Marks]:
    """The fields of a report, and the marks that their texts hold. Sources are marked in a draft
    only: a final report carries none, not even hidden ones."""
    filling = _Filling(data, {figure.code: figure for figure in data.figures}, [])
    words = wording.WORDS[data.language]
    fields = ReportFields(
        title=m.plain(data.title),
        agreement=m.plain(data.agreement),
        audience=m.plain(data.audience),
        period=m.plain(data.period),
        draft=data.status == "draft",
        withdrawn=data.after == "withdrawn",
        withdrawal=m.plain(data.withdrawal),
        status=wording.status(data),
        number=m.plain(wording.numbered(data)),
        version=data.version,
        hash=m.plain(data.snapshot_hash),
        cut_off=wording.day(data.cut_off, data.language),
        prepared_by=m.plain(", ".join(data.prepared_by) or wording.NOTHING),
        checked_by=m.plain(", ".join(data.checked_by) or wording.NOTHING),
        hidden=words.hidden.format(threshold=data.threshold),
        suppression=words.suppression.format(threshold=data.threshold),
        opening=tuple(_section(filling, section) for section in data.opening),
        chapters=tuple(_chapter(filling, chapter) for chapter in data.chapters),
        closing=tuple(_section(filling, section) for section in data.closing),
        counting=tuple(_figure(filling, replace(f, sources=())) for f in data.figures),
        documents=tuple(
            DocumentFields(
                m.plain(document.reference),
                m.plain(document.kind),
                m.plain(document.language),
                wording.cell(document.pages, data.language),
            )
            for document in data.documents
        ),
        glossary=tuple(TermFields(m.plain(t.term), m.plain(t.meaning)) for t in data.glossary),
        errata=tuple(
            ChangeFields(m.plain(c.place), m.plain(c.was), m.plain(c.now)) for c in data.errata
        ),
    )
    return fields, filling.marks


def _sourced(
    filling: _Filling, sources: tuple[SourceRef, ...], text: str, address: str = ""
) -> str:
    if not (sources or address) or filling.data.status == "final":
        return text
    return m.around(filling.marks, m.SourceMark(sources, address), text)


def _value(filling: _Filling, figure: Figure) -> str:
    text = m.plain(wording.figure(figure, filling.language))
    marked = m.around(filling.marks, m.FigureMark(figure.code), text)
    address = filling.data.address
    listed = address + figure.code if address and not figure.suppressed else ""
    return _sourced(filling, figure.sources, marked, listed)


def _line(text: str) -> str:
    words = item(text)
    return m.plain(text) if words is None else f"{m.ITEM}{m.plain(words)}"


def _paragraph(filling: _Filling, paragraph: Paragraph) -> str:
    texts = (
        _value(filling, filling.figures[part.code]) if isinstance(part, Mention) else _line(part)
        for part in paragraph.parts
    )
    return _sourced(filling, paragraph.sources, "".join(texts))


def _table(filling: _Filling, table: Table) -> TableFields:
    grid = Block(m.block(filling.marks, table))
    return TableFields(m.plain(table.caption), grid, m.plain(table.note))


def _section(filling: _Filling, section: Section) -> SectionFields:
    return SectionFields(
        m.plain(section.title),
        section.numbered,
        tuple(_paragraph(filling, paragraph) for paragraph in section.paragraphs),
        tuple(_table(filling, table) for table in section.tables),
    )


def _figure(filling: _Filling, figure: Figure) -> FigureFields:
    value = _value(filling, figure)
    return FigureFields(
        label=m.plain(figure.label),
        value=value,
        result=wording.result(figure, value, filling.language),
        goal=m.plain(wording.goal(figure, filling.language)),
        fraction=wording.fraction(figure, filling.language),
        definition=m.plain(figure.definition),
        exclusions=tuple(m.plain(one) for one in wording.left_out(figure, filling.language)),
        as_of=wording.as_of(figure, filling.data.cut_off, filling.language),
    )


def _finding(filling: _Filling, finding: Finding) -> FindingFields:
    hidden = wording.WORDS[filling.language].hidden_name
    return FindingFields(
        number=m.plain(finding.number),
        statement=_sourced(filling, finding.sources, m.plain(finding.statement)),
        state=m.plain(finding.state),
        severity=m.plain(finding.severity),
        metal=m.plain(finding.metal or wording.NOTHING),
        smelter=m.plain(hidden if finding.smelter is None else finding.smelter),
        country=m.plain(hidden if finding.country is None else finding.country),
        where=m.plain(wording.where(finding, filling.language)),
        organisation=m.plain(hidden if finding.organisation is None else finding.organisation),
    )


def _measure(filling: _Filling, finding: Finding, measure: Measure) -> MeasureFields:
    return MeasureFields(
        m.plain(finding.number),
        m.plain(measure.text),
        m.plain(measure.owner) or wording.NOTHING,
        wording.day(measure.due, filling.language),
        m.plain(measure.state) or wording.NOTHING,
    )


def _communication(filling: _Filling, finding: Finding, told: Communication) -> CommunicationFields:
    return CommunicationFields(
        m.plain(finding.number),
        m.plain(told.audience),
        m.plain(told.state),
        wording.day(told.on, filling.language),
        m.plain(told.text or told.reason or wording.NOTHING),
    )


def _chapter(filling: _Filling, chapter: Chapter) -> ChapterFields:
    marks = filling.marks
    figures = chapter.tabled
    explained = any("×" in table.note for table in chapter.tables) or any(
        "×" in chart.source for chart in chapter.charts
    )
    return ChapterFields(
        step=chapter.step,
        title=wording.step_title(chapter.step, filling.language),
        empty=not any((chapter.paragraphs, chapter.written, chapter.figures, chapter.charts))
        and not any((chapter.tables, chapter.findings)),
        hidden=any(figure.suppressed for figure in figures) and not explained,
        paragraphs=tuple(_paragraph(filling, paragraph) for paragraph in chapter.paragraphs),
        written=tuple(_line(line) for text in chapter.written for line in lines(text)),
        figures=tuple(_figure(filling, figure) for figure in figures),
        charts=tuple(
            ChartFields(
                title=m.plain(chart.title),
                picture=Block(m.block(marks, chart)),
                grid=Block(m.block(marks, m.DataTable(chart))),
                source=m.plain(chart.source),
            )
            for chart in chapter.charts
        ),
        tables=tuple(_table(filling, table) for table in chapter.tables),
        findings=tuple(_finding(filling, finding) for finding in chapter.findings),
        measures=tuple(_measure(filling, f, x) for f in chapter.findings for x in f.measures),
        communications=tuple(
            _communication(filling, f, x) for f in chapter.findings for x in f.communications
        ),
    )
