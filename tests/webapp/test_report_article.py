"""The article of a report: what the Word file says, with the same words and tables."""

import re
from dataclasses import replace
from html import unescape
from io import BytesIO

import pytest
from docx import Document as Word
from flask import Flask, render_template

from report_templates import fields, wording
from report_templates.data import Chapter, Language, ReportData
from report_templates.render import render_report
from report_templates.template_words import WORDS
from tests.report_templates import samples
from webapp import report_article
from workflows.models import Report


def article(app: Flask, content: ReportData) -> str:
    with app.test_request_context():
        given = report_article.shown(Report(), content, leads=False)
        return unescape(render_template("reports/_article.html", **given))


def sample(language: Language = "nl") -> ReportData:
    """The report that the Word files are tried with, without its charts: no report has such."""
    whole = samples.report(language)
    return replace(whole, chapters=tuple(replace(one, charts=()) for one in whole.chapters))


def plain(page: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", page).split())


@pytest.mark.parametrize("language", ["nl", "en"])
def test_why_a_number_is_hidden_is_told_once_before_the_first_table(
    app: Flask, language: Language
) -> None:
    content = sample(language)
    page = article(app, content)
    why = wording.WORDS[language].suppression.format(threshold=content.threshold)
    assert page.count(why) == 1
    assert page.index(why) < page.index("<table")


def test_a_report_that_hides_nothing_does_not_explain_it(app: Flask) -> None:
    content = replace(sample(), chapters=tuple(Chapter(step) for step in range(1, 7)))
    assert "Waarom soms × staat" not in article(app, content)


def test_results_are_written_as_in_word(app: Flask) -> None:
    content = sample()
    page, (filled, _marks) = plain(article(app, content)), fields.fill(content)
    assert not re.search(r"\d / \d", page)
    known = [figure for figure in content.figures if figure.denominator is not None]
    assert known
    for figure in known:
        printed = wording.figure(figure, "nl")
        assert wording.result(figure, printed, "nl") in page
    assert len(filled.counting) == len(content.figures)


def test_the_steps_have_the_tables_that_they_have_in_word(app: Flask) -> None:
    content = sample()
    page, (filled, _marks) = plain(article(app, content)), fields.fill(content)
    for chapter in filled.chapters:
        lists = {
            "Cijfers": chapter.figures,
            "Bevindingen": chapter.findings,
            "Maatregelen": chapter.measures,
            "Communicatie": chapter.communications,
        }
        for name, rows in lists.items():
            assert (f"{name} bij stap {chapter.step}" in page) is bool(rows)
    assert any(chapter.measures for chapter in filled.chapters)
    for finding in (one for chapter in content.chapters for one in chapter.findings):
        for measure in finding.measures:
            assert measure.text in page
            assert measure.owner in page


def headers(page: str) -> list[list[str]]:
    """What stands above the columns of each table of the page."""
    found = re.findall(r"<thead>(.*?)</thead>", page, re.DOTALL)
    return [re.findall(r"<th [^>]+>\s*(.*?)\s*</th>", one, re.DOTALL) for one in found]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("known", [True, False], ids=["places known", "places hidden"])
def test_lists_have_the_columns_that_they_have_in_word(
    app: Flask, language: Language, known: bool
) -> None:
    content = sample(language)
    if not known:
        chapters = (
            replace(
                one,
                findings=tuple(replace(f, smelter=None, country=None) for f in one.findings),
            )
            for one in content.chapters
        )
        content = replace(content, chapters=tuple(chapters))
    page = article(app, content)
    word = Word(BytesIO(render_report(content)))
    in_word = [[cell.text for cell in table.rows[0].cells] for table in word.tables]
    words = WORDS[content.kind][language]
    where = words.findings_header[2]
    assert any(where in header for header in in_word) is known
    firsts = {words.findings_header[1], words.counting_header[2], words.documents_header[1]}
    wanted = [header for header in in_word if firsts & set(header)]
    assert len(wanted) > 2
    assert all(header in headers(page) for header in wanted)


def test_what_a_figure_leaves_out_stands_on_the_page_too(app: Flask) -> None:
    content = sample()
    page, (filled, _marks) = plain(article(app, content)), fields.fill(content)
    left_out = [phrase for figure in filled.counting for phrase in figure.exclusions]
    assert left_out
    assert all(phrase in page for phrase in left_out)
    assert all(figure.fraction in page for figure in filled.counting)
