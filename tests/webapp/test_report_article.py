"""The article of a report: what the Word file says, with the same words and tables."""

import re
from dataclasses import replace
from html import unescape

import pytest
from flask import Flask, render_template

from report_templates import fields, wording
from report_templates.data import Chapter, Language, ReportData
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


@pytest.mark.parametrize("language", ["nl", "en"])
def test_lists_have_the_columns_that_they_have_in_word(app: Flask, language: Language) -> None:
    content = sample(language)
    page, (filled, _marks) = article(app, content), fields.fill(content)
    words = WORDS[content.kind][language]
    for header in (words.findings_header, words.counting_header):
        titles = "".join(f'<th scope="col">{title}</th>' for title in header)
        said = re.sub(r' class="number"', "", re.sub(r">\s+<", "><", page))
        assert titles in said
    for finding in (one for chapter in filled.chapters for one in chapter.findings):
        assert finding.where in plain(page)
    left_out = [phrase for figure in filled.counting for phrase in figure.exclusions]
    assert left_out
    assert all(phrase in plain(page) for phrase in left_out)
    for figure in filled.counting:
        assert figure.as_of in page
        assert figure.fraction in page
