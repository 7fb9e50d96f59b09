"""Lines that begin with a dash: items of a list that Word knows as one."""

from dataclasses import replace
from io import BytesIO

import docx
import pytest

from report_templates.data import STEPS, Chapter, Paragraph, Section
from report_templates.printable import item
from report_templates.render import render_report
from report_templates.word_xml import qname
from tests.report_templates.samples import report

LINES = ("What we learned:", "- to ask earlier", "• to ask again", "-5 is no item")


def numbered(data):
    """The paragraphs of a report that stand in a list: their words and its number."""
    document = docx.Document(BytesIO(render_report(data)))
    return {
        one.text: one._p.pPr.numPr.numId.val
        for one in document.paragraphs
        if one._p.pPr is not None and one._p.pPr.numPr is not None
    }, document


@pytest.fixture
def written():
    chapters = tuple(Chapter(step, written=LINES if step == 1 else ()) for step in STEPS)
    opening = (Section("Foreword", tuple(Paragraph((line,)) for line in LINES)),)
    return replace(report("en"), opening=opening, chapters=chapters, closing=())


def test_lines_that_begin_with_a_dash_are_a_list_of_bullets(written):
    found, document = numbered(written)
    assert set(found) == {"to ask earlier", "to ask again"}
    (number,) = set(found.values())
    numbering = document.part.numbering_part.element
    (used,) = [one for one in numbering.num_lst if one.numId == number]
    kinds = numbering.findall(qname("w:abstractNum"))
    (kind,) = [
        one for one in kinds if one.get(qname("w:abstractNumId")) == str(used.abstractNumId.val)
    ]
    assert kind.find(f".//{qname('w:numFmt')}").get(qname("w:val")) == "bullet"
    texts = [one.text for one in document.paragraphs]
    assert texts.count("-5 is no item") == texts.count("What we learned:") == 2


def test_the_properties_of_an_item_stand_in_the_order_of_the_schema(written):
    _found, document = numbered(written)
    for one in document.paragraphs:
        if one.text == "to ask earlier":
            names = [child.tag for child in one._p.pPr]
            assert names[:2] == [qname("w:pStyle"), qname("w:numPr")]


@pytest.mark.parametrize(
    ("line", "words"),
    [("- a", "a"), ("–  a b", "a b"), ("* a", "a"), ("-a", None), ("- ", None), ("a - b", None)],
)
def test_a_line_is_an_item_when_words_follow_its_sign(line, words):
    assert item(line) == words
