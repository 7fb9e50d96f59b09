"""From what a company's year was frozen as to what its own report says of it: all in its order."""

from collections.abc import Mapping
from datetime import date
from typing import cast

from babel import Locale

from report_templates.data import (
    Cell,
    Chapter,
    Column,
    Language,
    Paragraph,
    ReportData,
    Section,
    Table,
)
from report_templates.printable import lines
from workflows import clock, report_errata, report_head, report_parts, report_spoken
from workflows import member_duties as duties
from workflows import member_words as words
from workflows import report_words as shared
from workflows.models import Report
from workflows.report_kinds import ReportKind
from workflows.report_metals import METALS
from workflows.report_parts import Plain
from workflows.report_sentences import SENTENCES_OF_A_COMPANY
from workflows.report_words import Words


def of(
    report: Report,
    texts: Mapping[str, str],
    language: Language,
    *,
    before: report_errata.Before | None = None,
) -> ReportData:
    """The whole report in a language; ``before``: what the edition that it corrects said."""
    frozen = cast(Plain, report.snapshot)
    cut_off = clock.day(report.cutoff)
    is_plan = report.kind == ReportKind.PLAN
    closing = () if is_plan else _asked(frozen, texts, language)
    body = report_head.Body(
        title=words.TITLES[report.kind].said(language).format(company=frozen["company"]),
        audience=words.AUDIENCE.said(language),
        prepared_by=frozen["company"],
        checked_by=frozen["company"],
        chapters=tuple(
            _chapter(step, frozen, texts, language, cut_off, is_plan) for step in range(1, 7)
        ),
        opening=report_parts.written("foreword", texts, language),
        closing=(*closing, *report_parts.written("outlook", texts, language)),
        documents=report_parts.documents(frozen["documents"], language),
        kind="plan" if is_plan else "member",
    )
    return report_head.of(report, body, language, before, {})


def _chapter(
    step: int,
    frozen: Plain,
    texts: Mapping[str, str],
    language: Language,
    cut_off: date,
    is_plan: bool,
) -> Chapter:
    figures = tuple(
        report_parts.figure(one, frozen, language, cut_off)
        for one in frozen["figures"]
        if one["step"] == step
    )
    actions = [one for one in frozen["actions"] if one["step"] == step]
    if is_plan:
        return Chapter(step, figures=figures, tables=_actions(actions, language))
    names = [
        name
        for name, table in shared.TABLES.items()
        if table[0] == step and frozen["tables"].get(name)
    ]
    charts, tables = report_parts.drawn(names, frozen, language)
    own = {2: _risks(frozen["risks"], language), 4: _audits(frozen["audits"], language)}
    return Chapter(
        step=step,
        paragraphs=(report_spoken.spoken(SENTENCES_OF_A_COMPANY[step], frozen, language),),
        written=lines(texts.get(str(step), "")),
        figures=figures,
        charts=charts,
        tables=(*tables, *own.get(step, ())),
        findings=report_parts.findings(frozen, language) if step == 4 else (),
    )


def _table(
    caption: Words,
    header: tuple[Words, ...],
    weights: tuple[int, ...],
    rows: list[tuple[Cell, ...]],
    language: Language,
) -> tuple[Table, ...]:
    if not rows:
        return ()
    columns = tuple(
        Column(title.said(language), weight=weight)
        for title, weight in zip(header, weights, strict=True)
    )
    return (Table(caption.said(language), columns, tuple(rows)),)


def _actions(rows: list[Plain], language: Language) -> tuple[Table, ...]:
    cells: list[tuple[Cell, ...]] = [
        (
            _masked(one["text"], language),
            _masked(one["owner"], language) or None,
            _day(one["due"]),
            (words.DONE if one["done"] else words.TO_DO).said(language),
            _masked(one["result"], language) or None,
        )
        for one in rows
    ]
    return _table(words.ACTIONS, words.ACTIONS_HEADER, (18, 9, 10, 8, 13), cells, language)


def _risks(rows: list[Plain], language: Language) -> tuple[Table, ...]:
    countries = Locale(language).territories
    cells: list[tuple[Cell, ...]] = [
        (
            METALS[one["material"]].said(language)
            if one["material"] in METALS
            else one["material"],
            str(countries.get(one["country"], one["country"])) or None,
            one["risk"][language],
            shared.SEVERITIES[one["severity"]].said(language),
            words.LIKELIHOODS[one["likelihood"]].said(language),
        )
        for one in rows
    ]
    return _table(words.RISKS, words.RISKS_HEADER, (10, 11, 20, 9, 12), cells, language)


def _audits(rows: list[Plain], language: Language) -> tuple[Table, ...]:
    cells: list[tuple[Cell, ...]] = [
        (
            _masked(one["standard"] or "", language) or None,
            _masked(one["issuer"] or "", language) or None,
            _day(one["issued"]),
            _day(one["expires"]),
        )
        for one in rows
    ]
    return _table(words.AUDITS, words.AUDITS_HEADER, (14, 18, 10, 10), cells, language)


def _masked(text: str, language: Language) -> str:
    """What stands for a supplier, in the language of the edition and not of the snapshot."""
    supplier = words.SUPPLIER.said(language)
    return text.replace(words.SUPPLIER.nl, supplier).replace(words.SUPPLIER.en, supplier)


def _day(text: str | None) -> Cell:
    """A day; what a document prints as one and is none, as it is printed."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _asked(frozen: Plain, texts: Mapping[str, str], language: Language) -> tuple[Section, ...]:
    """The checklist of step 5, article 7, and the company's own words on that."""
    return (
        _checklist(frozen, texts, language),
        _article_7(frozen, texts, language),
        *report_parts.written("article7", texts, language),
    )


def _checklist(frozen: Plain, texts: Mapping[str, str], language: Language) -> Section:
    values = {one["code"]: one["value"] for one in frozen["figures"]}
    rows: list[tuple[Cell, ...]] = []
    for one in duties.ASKED:
        there = any(values.get(code) for code in one.figures)
        there = there or any(texts.get(chapter, "").strip() for chapter in one.texts)
        place = duties.STEP.said(language).format(step=one.step)
        answer = (duties.YES if there else duties.NOT_YET).said(language)
        rows.append((one.what.said(language), place, answer))
    table = _table(duties.CHECKLIST, duties.CHECKLIST_HEADER, (26, 8, 10), rows, language)
    title = duties.CHECKLIST.said(language)
    return Section(title, (Paragraph((duties.CHECKLIST_TEXT.said(language),)),), table)


def _article_7(frozen: Plain, texts: Mapping[str, str], language: Language) -> Section:
    own = duties.SEE_OWN if texts.get("article7", "").strip() else duties.NOTHING_SAID
    answers: dict[str, Words] = {
        "count": duties.SEE_COUNT,
        "own": own,
        "audits": duties.SEE_AUDITS if frozen["audits"] else duties.NO_AUDITS,
    }
    rows: list[tuple[Cell, ...]] = []
    for duty in duties.DUTIES:
        known = answers.get(duty.answer)
        said = duties.SEE_STEP.said(language).format(steps=duty.answer)
        answer = known.said(language) if known is not None else said
        rows.append((duty.number, duty.what.said(language), answer))
    paragraphs = (
        Paragraph((duties.ARTICLE_7_TEXT.said(language),)),
        report_spoken.spoken(duties.ARTICLE_7_COUNT, frozen, language),
    )
    table = _table(duties.ARTICLE_7, duties.ARTICLE_7_HEADER, (5, 24, 16), rows, language)
    return Section(duties.ARTICLE_7.said(language), paragraphs, table)
