"""What a template is given of a chapter's figures: a result as its goal is, nothing twice."""

from dataclasses import replace

import pytest

from report_templates.data import STEPS, Chapter, Figure, Mention, Paragraph, Table
from report_templates.fields import fill
from tests.report_templates.samples import report


def counted(code="F203", value=13, over=27, goal=None, hidden=False):
    if hidden:
        return Figure(code, "Reviewed", None, "Documents reviewed.", suppressed=True)
    part = value if over is not None else None
    return Figure(code, "Reviewed", value, "Reviewed.", numerator=part, denominator=over, goal=goal)


def chapter_of(*figures, said=(), tables=()):
    paragraphs = tuple(Paragraph((Mention(code),)) for code in said)
    second = Chapter(2, paragraphs=paragraphs, figures=figures, tables=tables)
    chapters = tuple(second if step == 2 else Chapter(step) for step in STEPS)
    data = replace(report("en"), status="final", opening=(), chapters=chapters, closing=())
    fields, _marks = fill(data)
    return fields.chapters[1], fields


@pytest.mark.parametrize(
    ("figure", "goal", "ends"),
    [
        (counted(), "–", "of 27"),
        (counted(goal=75), "75%", "of 27)"),
        (counted(goal=75, over=None), "–", ""),
    ],
)
def test_a_result_is_given_as_its_goal_is(figure, goal, ends):
    chapter, _fields = chapter_of(figure)
    (shown,) = chapter.figures
    assert shown.goal == goal
    assert shown.result.endswith(ends)
    assert shown.result.startswith("48% (") is (goal == "75%")


def test_figures_that_the_sentences_say_are_listed_in_the_annex_alone():
    chapter, fields = chapter_of(counted(), said=("F203",))
    assert chapter.figures == ()
    assert [one.label for one in fields.counting] == ["Reviewed"]


def test_a_table_of_figures_stays_where_it_says_more_than_the_sentences():
    assert chapter_of(counted(goal=75), said=("F203",))[0].figures
    assert chapter_of(counted(), counted("F202"), said=("F203",))[0].figures
    of_none = counted("F602", value=0, over=0)
    assert chapter_of(counted(), of_none, said=("F203",))[0].figures == ()


def test_figures_of_which_none_is_shown_make_no_table():
    assert chapter_of(counted(hidden=True))[0].figures == ()


def test_a_chapter_explains_its_cross_once():
    figures = (counted(), counted("F202", hidden=True))
    assert chapter_of(*figures)[0].hidden
    noted = Table("Items", (), (), "× = not shown.")
    assert not chapter_of(*figures, tables=(noted,))[0].hidden
