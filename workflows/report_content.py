"""From the frozen figures to what the report says: chapters, sentences, tables, charts, annexes."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, cast

from babel import Locale

from report_templates.data import (
    Cell,
    Chapter,
    Chart,
    Column,
    Exclusion,
    Figure,
    Finding,
    Language,
    Measure,
    Mention,
    Paragraph,
    ReportData,
    Section,
    Series,
    SourceDocument,
    SourceRef,
    Special,
    Table,
    Term,
)
from report_templates.printable import lines
from workflows import clock, report_differences, report_goals
from workflows import report_words as words
from workflows.counting import OTHER
from workflows.models import Report
from workflows.report_naming import named
from workflows.report_sentences import SENTENCES
from workflows.states import ReportState

CHAPTERS = ("foreword", "1", "2", "3", "4", "5", "6", "outlook")
CHARTED = ("metals", "phases")
_TITLES = {
    "foreword": words.Words("Voorwoord", "Foreword"),
    "outlook": words.Words("Vooruitblik", "Outlook"),
}
_CODE = re.compile(r"\{(F\d{3})\}")
Plain = dict[str, Any]


def of(report: Report, texts: Mapping[str, str], goals: Mapping[str, int]) -> ReportData:
    """The whole report in its own language."""
    frozen = cast(Plain, report.snapshot)
    language = cast(Language, report.language)
    final = report.state in (ReportState.FINAL, ReportState.PUBLISHED)
    cut_off = report.cutoff.astimezone(clock.ZONE).date()
    return ReportData(
        title=words.TITLE.said(language),
        agreement=frozen["agreement"],
        period=_period(frozen, language),
        language=language,
        status="final" if final else "draft",
        number=report.number,
        version=report.edition,
        snapshot_hash=report.snapshot_hash,
        cut_off=cut_off,
        prepared_by=(words.PREPARED.said(language),),
        checked_by=(words.PREPARED.said(language),) if report.checked_by_id else (),
        chapters=tuple(_chapter(step, frozen, texts, language, cut_off) for step in range(1, 7)),
        audience=words.AUDIENCE.said(language),
        threshold=int(frozen["threshold"]),
        opening=(*_section("foreword", texts, language), *_objectives(report, goals, language)),
        closing=_section("outlook", texts, language),
        documents=tuple(_document(d, language) for d in frozen["documents"]),
        errata=report_differences.errata(report),
        glossary=tuple(Term(t.said(language), m.said(language)) for t, m in words.GLOSSARY),
    )


def section_title(name: str, language: str) -> str:
    """The title of a chapter of people's own words."""
    return _TITLES[name].said(language)


def short_title(language: Language) -> str:
    """The title as part of a file name."""
    return "voortgangsrapport" if language == "nl" else "progress-report"


def _period(frozen: Plain, language: Language) -> str:
    return f"{_long(frozen['from'], language)} – {_long(frozen['to'], language)}"


def _long(day: str, language: Language) -> str:
    when = date.fromisoformat(day)
    months = Locale(language).months["format"]["wide"]
    return f"{when.day} {months[when.month]} {when.year}"


def _section(name: str, texts: Mapping[str, str], language: Language) -> tuple[Section, ...]:
    written = lines(texts.get(name, ""))
    if not written:
        return ()
    return (Section(_TITLES[name].said(language), tuple(Paragraph((line,)) for line in written)),)


def _objectives(
    report: Report, goals: Mapping[str, int], language: Language
) -> tuple[Section, ...]:
    """What was meant to be reached beside what was, where there are goals."""
    rows = tuple(
        (
            words.FIGURES[one.code].label.said(language),
            f"{one.goal}%",
            Special.SUPPRESSED if one.reached is None else f"{one.reached}%",
        )
        for one in report_goals.outcomes(report, goals)
    )
    if not rows:
        return ()
    titles = (words.OBJECTIVE, words.GOAL, words.RESULT)
    header = tuple(
        Column(title.said(language), numeric=number > 0, weight=10 if number else 30)
        for number, title in enumerate(titles)
    )
    hidden = any(Special.SUPPRESSED in row for row in rows)
    note = words.NOTE.said(language) if hidden else ""
    table = Table(words.OBJECTIVES.said(language), header, rows, note)
    return (Section(words.OBJECTIVES.said(language), (), (table,)),)


def _chapter(
    step: int, frozen: Plain, texts: Mapping[str, str], language: Language, cut_off: date
) -> Chapter:
    figures = tuple(
        _figure(f, frozen, language, cut_off) for f in frozen["figures"] if f["step"] == step
    )
    names = [name for name, table in words.TABLES.items() if table[0] == step]
    charts = {name: _chart(name, frozen, language) for name in names if name in CHARTED}
    # A chart prints its own numbers under it; a table says what a chart cannot: what is hidden.
    tables = [
        _table(name, frozen, language)
        for name in names
        if charts.get(name) is None or any(row["hidden"] for row in frozen["tables"][name])
    ]
    return Chapter(
        step=step,
        paragraphs=_paragraphs(step, frozen, language),
        written=lines(texts.get(str(step), "")),
        figures=figures,
        charts=tuple(chart for chart in charts.values() if chart is not None),
        tables=tuple(table for table in tables if table is not None),
        findings=tuple(_finding(f, language) for f in frozen["findings"]) if step == 4 else (),
    )


def _paragraphs(step: int, frozen: Plain, language: Language) -> tuple[Paragraph, ...]:
    hidden = {figure["code"] for figure in frozen["figures"] if figure["hidden"]}
    counted = {None, *(figure["code"] for figure in frozen["figures"])}
    said = " ".join(
        _not_shown(code, language) if code in hidden else sentence.said(language)
        for code, sentence in SENTENCES[step]
        if code in counted
    )
    parts: list[str | Mention] = []
    for n, part in enumerate(_CODE.split(said)):
        if n % 2:
            parts.append(Mention(part))
        elif part:
            parts.append(part)
    found = [Paragraph(tuple(parts))]
    if step == 1 and (frozen["joined"] or frozen["left"]):
        text = words.JOINED_LEFT.said(language)
        found.append(Paragraph((text.format(joined=frozen["joined"], left=frozen["left"]),)))
    if step == 4:
        found.append(Paragraph((words.WITHHELD_SINGLE.said(language),)))
    return tuple(found)


def _not_shown(code: str | None, language: Language) -> str:
    label = words.FIGURES[str(code)].label.said(language)
    return words.HIDDEN.said(language).format(label=label, code=f"{{{code}}}")


def _figure(given: Plain, frozen: Plain, language: Language, cut_off: date) -> Figure:
    label, definition = words.FIGURES[given["code"]]
    over = given["over"]
    exclusions: tuple[Exclusion, ...] = ()
    if given["code"] == "F101" and frozen["left"]:
        reason = "uitgestapt in de periode" if language == "nl" else "left during the period"
        exclusions = (Exclusion(reason, frozen["left"]),)
    return Figure(
        code=given["code"],
        label=label.said(language),
        value=given["value"],
        definition=definition.said(language),
        numerator=given["value"] if over is not None else None,
        denominator=over,
        exclusions=exclusions,
        as_of=cut_off,
        sources=_sources(given, language),
        suppressed=given["hidden"],
    )


def _sources(given: Plain, language: Language) -> tuple[SourceRef, ...]:
    found = [SourceRef(s["id"], s["document"], s["page"], s["quote"]) for s in given["sources"]]
    if given.get("more"):
        more = words.MORE_SOURCES.said(language).format(more=given["more"])
        found.append(SourceRef("+", "", None, more))
    return tuple(found)


def _table(name: str, frozen: Plain, language: Language) -> Table | None:
    rows = frozen["tables"][name]
    if not rows:
        return None
    _step, caption, first, second = words.TABLES[name]
    cells: list[tuple[Cell, ...]] = [
        (named(name, row["key"], language), Special.SUPPRESSED if row["hidden"] else row["value"])
        for row in rows
    ]
    hidden = any(row["hidden"] for row in rows)
    return Table(
        caption.said(language),
        (Column(first.said(language), weight=30), Column(second.said(language), numeric=True)),
        tuple(cells),
        words.NOTE.said(language) if hidden else "",
        name,
    )


def _chart(name: str, frozen: Plain, language: Language) -> Chart | None:
    rows = [row for row in frozen["tables"][name] if not row["hidden"] and row["value"]]
    if len(rows) < 2:
        return None
    _step, caption, first, second = words.TABLES[name]
    labels = tuple(named(name, row["key"], language) for row in rows)
    title = caption.said(language)
    # What is unknown or left over is not what is found most.
    if rows[0]["key"] not in ("", OTHER) and rows[0]["value"] == max(row["value"] for row in rows):
        said = words.MOST.said(language)
        title = said.format(caption=title, name=labels[0], value=rows[0]["value"])
    told = "; ".join(f"{label} {row['value']}" for label, row in zip(labels, rows, strict=True))
    cutoff = _long(
        datetime.fromisoformat(frozen["cutoff"]).astimezone(clock.ZONE).date().isoformat(), language
    )
    return Chart(
        code=f"C{name}",
        kind="bar",
        title=title,
        alt=f"{caption.said(language)}. {told}.",
        categories=labels,
        series=(Series(second.said(language), tuple(row["value"] for row in rows)),),
        source=words.SOURCE.said(language).format(cutoff=cutoff),
        category_title=first.said(language),
    )


def _finding(given: Plain, language: Language) -> Finding:
    phase, severity = given["phase"], given["severity"]
    return Finding(
        number=given["number"],
        statement=words.RULES[given["rule"]].said(language),
        state=words.PHASES[phase].said(language) if phase is not None else "×",
        severity=words.SEVERITIES[severity].said(language) if severity is not None else "×",
        measures=tuple(
            Measure(
                words.MEASURES[m["kind"]].said(language), words.COMPANY.said(language), None, ""
            )
            for m in given["measures"]
        ),
        sources=_sources(given, language),
    )


def _document(given: Plain, language: Language) -> SourceDocument:
    locale = Locale(language)
    return SourceDocument(
        given["reference"],
        words.KINDS[given["kind"]].said(language),
        str(locale.languages.get(given["language"], given["language"])),
        given["pages"],
    )
