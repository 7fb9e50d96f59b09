"""A report cannot be put together wrongly."""

from dataclasses import replace

import pytest

from report_templates.data import Chapter, Chart, Column, Figure, Mention, Paragraph, Series, Table
from tests.report_templates.samples import report


def test_the_six_steps_are_all_there_and_in_order() -> None:
    with pytest.raises(ValueError, match="steps 1 to 6"):
        replace(report(), chapters=report().chapters[:5])


def test_a_mention_needs_its_figure() -> None:
    chapters = (Chapter(1, (Paragraph((Mention("ghost"),)),)), *report().chapters[1:])
    with pytest.raises(ValueError, match="ghost"):
        replace(report(), chapters=chapters)


def test_a_code_is_used_once() -> None:
    figures = report().chapters[0].figures
    chapters = (*report().chapters[:2], Chapter(3, figures=figures), *report().chapters[3:])
    with pytest.raises(ValueError, match="share a code"):
        replace(report(), chapters=chapters)


@pytest.mark.parametrize("code", ["", "1a", "a-b", "a" * 21, "é"])
def test_a_code_must_fit_a_bookmark(code: str) -> None:
    with pytest.raises(ValueError, match="code"):
        Figure(code, "x", 1, "x")


def test_rows_and_series_have_the_right_length() -> None:
    with pytest.raises(ValueError, match="cells"):
        Table("t", (Column("a"),), (("x", "y"),))
    with pytest.raises(ValueError, match="series"):
        Chart("c", "bar", "t", "a", ("x", "y"), (Series("s", (1,)),), "s")
