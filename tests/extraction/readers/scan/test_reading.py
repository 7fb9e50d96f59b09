"""Reading pictures of pages: the words are right, and their boxes lie on them."""

import re

import pytest

from extraction import readers
from extraction.readers.course import COURSE, Course
from extraction.readers.scan import engine, reading
from tests import papers, photographs

WORDS = (
    "Supplier declaration of Voorbeeld Draad B.V.\n"
    "Our tin comes from Merapi Tin Works (XID000101) in Indonesia, assessed on 12 March 2026.\n"
    "Één partij wolfraam kwam van Isarberg Hüttenwerk; l'étain est affiné à Noordhaven.\n"
)
HALF = (0, 570, 595, 842)  # of the sheet, where the words are: half the time to look at


@pytest.fixture(scope="module", autouse=True)
def with_engine():
    engine.prepare()
    token = COURSE.set(Course(scan=reading.read))
    yield
    COURSE.reset(token)


def only_page(data):
    ((page, tables, warnings),) = readers.open_document(data)
    return page, tables, [warning.code for warning in warnings]


@pytest.fixture(scope="module")
def typed():
    return papers.cropped(papers.letter(WORDS), *HALF)


@pytest.mark.parametrize(
    "how",
    [
        {},
        {"tilt": 2.5},
        {"tilt": -4, "noise": 20},
        {"quarters": 1},
        {"quarters": 2},
        {"quarters": 3, "tilt": 1},
        {"contrast": 0.3},
    ],
    ids=str,
)
def test_what_a_scan_says_is_read_however_it_lies(typed, how):
    page, _, codes = only_page(photographs.scanned(typed, **how))
    assert codes == ["read_by_ocr"]
    assert page.scanned
    wanted = readers.open_document(typed).pages
    text = next(wanted)[0].text
    assert re.sub(r"\s", "", page.text) == re.sub(r"\s", "", text)
    for word in page.words:
        assert page.text[word.start : word.end] == word.text


@pytest.mark.parametrize("quarters", [0, 3])
def test_boxes_lie_on_the_words_of_a_scan(typed, quarters):
    truth, _, _ = only_page(papers.turned(typed, 90 * quarters))
    found, _, _ = only_page(photographs.scanned(typed, quarters=quarters))
    assert (found.width, found.height) == pytest.approx((truth.width, truth.height), abs=1)
    places = {word.text: word.box for word in found.words}
    for word in truth.words:
        x0, top, x1, bottom = places[word.text]
        assert x0 < (word.box[0] + word.box[2]) / 2 < x1
        assert top < (word.box[1] + word.box[3]) / 2 < bottom
        assert abs(x0 - word.box[0]) < 4
        assert abs(top - word.box[1]) < 4


@pytest.mark.parametrize("ruled", [True, False])
def test_a_table_on_a_tilted_scan_keeps_its_rows(ruled):
    table = papers.cropped(papers.smelter_table(4, ruled=ruled), 0, 620, 595, 842)
    typed_page, typed_tables, _ = only_page(table)
    _, tables, _ = only_page(photographs.scanned(table, tilt=1.5))
    rows = [[cell.text for cell in row.cells if cell] for row in tables[0].rows]
    assert tables[0].ruled is ruled
    assert rows == [[cell.text for cell in row.cells if cell] for row in typed_tables[0].rows]


def test_a_letterhead_above_a_scan_does_not_hide_it(typed):
    sheet = photographs.as_pdf([photographs.photograph(typed)])
    page, _, codes = only_page(papers.with_line(sheet, "Voorbeeld Draad B.V., Dorpsstraat 1"))
    assert codes == ["read_by_ocr"]
    assert "XID000101" in page.text
    assert "Dorpsstraat" in page.text


def test_a_photograph_without_words_stays_unread():
    blank = photographs.photograph(papers.cropped(papers.blank(), *HALF), noise=40)
    page, _, codes = only_page(photographs.as_pdf([blank]))
    assert codes == ["no_text_layer"]
    assert page.text == ""


def test_a_word_that_is_hard_to_read_is_marked():
    letter = papers.cropped(papers.letter("Merapi Tin Works", size=9), 0, 700, 300, 842)
    page, _, _ = only_page(photographs.scanned(letter, dpi=70, noise=60))
    assert page.text
    assert set(page.unclear) <= {word.start for word in page.words}
    assert page.unclear
