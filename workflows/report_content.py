"""From the frozen figures to what the report says: chapters, sentences, tables, charts, annexes."""

from collections.abc import Mapping
from typing import Any, cast

from report_templates.data import (
    Cell,
    Chapter,
    Column,
    Language,
    Paragraph,
    ReportData,
    Section,
    Special,
    Table,
)
from report_templates.printable import lines
from workflows import clock, report_errata, report_goals, report_head, report_parts, report_spoken
from workflows import report_words as words
from workflows.models import Report
from workflows.report_sentences import SENTENCES

Plain = dict[str, Any]


def of(
    report: Report,
    texts: Mapping[str, str],
    goals: Mapping[str, int],
    language: Language,
    *,
    before: report_errata.Before | None = None,
) -> ReportData:
    """The whole report in a language; ``before``: what the edition that it corrects said."""
    frozen = cast(Plain, report.snapshot)
    body = report_head.Body(
        title=words.TITLE.said(language),
        audience=words.AUDIENCE.said(language),
        prepared_by=words.PREPARED.said(language),
        checked_by=words.CHECKED.said(language),
        chapters=tuple(_chapter(step, report, texts, goals, language) for step in range(1, 7)),
        opening=(
            *report_parts.written("foreword", texts, language),
            *_objectives(report, goals, language),
        ),
        closing=report_parts.written("outlook", texts, language),
        # The first reports froze the language and pages of every document too.
        documents=report_parts.documents(
            [one | {"language": None, "pages": None} for one in frozen["documents"]], language
        ),
    )
    return report_head.of(report, body, language, before, goals)


def _objectives(
    report: Report, goals: Mapping[str, int], language: Language
) -> tuple[Section, ...]:
    """What was meant to be reached beside what was, where there are goals."""
    rows = tuple(
        (
            words.FIGURES[one.code].label.said(language),
            f"{one.goal}%",
            _reached(one, language),
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


def _reached(one: report_goals.Outcome, language: Language) -> Cell:
    """A result as its goal is given, in percent, with the count of the total; of nothing, that."""
    if one.hidden:
        return Special.SUPPRESSED
    if one.reached is None:
        return words.OF_NOTHING.said(language)
    return f"{one.reached}% ({one.value} {words.OF.said(language)} {one.over})"


def _chapter(
    step: int,
    report: Report,
    texts: Mapping[str, str],
    goals: Mapping[str, int],
    language: Language,
) -> Chapter:
    frozen = cast(Plain, report.snapshot)
    cut_off = clock.day(report.cutoff)
    figures = tuple(
        report_parts.figure(f, frozen, language, cut_off, goals.get(f["code"]))
        for f in frozen["figures"]
        if f["step"] == step
    )
    names = [name for name, table in words.TABLES.items() if table[0] == step]
    charts, tables = report_parts.drawn(names, frozen, language)
    return Chapter(
        step=step,
        paragraphs=(
            *_paragraphs(step, frozen, language),
            *report_parts.none_shown(names, frozen, language),
        ),
        written=lines(texts.get(str(step), "")),
        figures=figures,
        charts=charts,
        tables=tables,
        findings=report_parts.findings(frozen, language) if step == 4 else (),
    )


def _withheld(listed: int, frozen: Plain, language: Language) -> str:
    """That the list of findings is not whole; how many it leaves out, where the report says that
    already by how many there are."""
    told = next((one for one in frozen["figures"] if one["code"] == "F206"), None)
    if told is None or told["hidden"] or told["value"] <= listed:
        return words.WITHHELD_SINGLE.said(language)
    return words.SO_MANY_LISTED.said(language).format(listed=listed, total=told["value"])


def _paragraphs(step: int, frozen: Plain, language: Language) -> tuple[Paragraph, ...]:
    found = [report_spoken.spoken(SENTENCES[step], frozen, language)]
    if step == 1 and (frozen["joined"] or frozen["left"]):
        text = words.JOINED_LEFT.said(language)
        found.append(Paragraph((text.format(joined=frozen["joined"], left=frozen["left"]),)))
    if step == 4 and (listed := report_parts.findings(frozen, language)):
        count = sum(len(one.references) for one in listed)
        found.append(Paragraph((_withheld(count, frozen, language),)))
        if any(f["measures"] for f in frozen["findings"]) and not report_parts.tells_measures(
            frozen
        ):
            found.append(Paragraph((words.MEASURES_HIDDEN.said(language),)))
    return tuple(found)
