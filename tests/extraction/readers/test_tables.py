"""Tables by rules and by alignment, in rows of cells with their words."""

import pytest

from extraction import readers
from extraction.readers.tables import Row, TooManyRules, cell_of, ruled_tables
from extraction.readers.undivided import divided
from extraction.records import Page, Word
from tests import papers

ROWS = [smelter.cells for smelter in papers.smelters(5)]


def tables_of(data):
    return [table for _, tables, _ in readers.open_document(data) for table in tables]


def texts(table):
    return [tuple(cell.text if cell else None for cell in row.cells) for row in table.rows]


@pytest.mark.parametrize("ruled", [True, False])
def test_a_table_gives_its_rows_cell_by_cell(ruled):
    (table,) = tables_of(papers.supplier_table(ROWS, ruled=ruled))
    assert table.ruled is ruled
    assert texts(table) == [papers.HEADERS["en"], *ROWS]


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_sideways_table_keeps_its_rows_and_its_boxes_lie_on_the_words(degrees):
    data = papers.turned(papers.supplier_table(ROWS), degrees)
    ((page, (table,), _),) = readers.open_document(data)
    assert texts(table) == [papers.HEADERS["en"], *ROWS]
    on_page = set(page.words)
    assert all(set(cell.words) <= on_page for row in table.rows for cell in row.cells)
    left, top, right, bottom = table.box
    assert 0 <= left < right <= page.width
    assert 0 <= top < bottom <= page.height


def test_rows_without_rules_between_them_are_told_apart():
    (table,) = tables_of(papers.supplier_table(ROWS, row_rules=False))
    assert texts(table) == [papers.HEADERS["en"], *ROWS]
    boxes = [row.box for row in table.rows]
    assert all(above[3] == below[1] for above, below in zip(boxes, boxes[1:], strict=False))


def test_a_name_that_wraps_stays_one_cell():
    words = (
        Word("Merapi", (10, 10, 40, 20), 0, 6),
        Word("Tin", (10, 22, 25, 32), 7, 10),
        Word("Works", (10, 34, 40, 44), 11, 16),
        Word("Indonesia", (60, 10, 90, 20), 17, 26),
    )
    left, right = cell_of(words[:3], (5, 5, 50, 50)), cell_of(words[3:], (50, 5, 95, 50))
    row = Row((left, right), (5, 5, 95, 50))
    assert divided(row) == (row,)


def test_each_page_of_a_long_table_gives_its_part():
    tables = tables_of(papers.smelter_table(70))
    assert [(table.page, len(table.rows)) for table in tables] == [(1, 31), (2, 31), (3, 11)]


def test_words_of_a_cell_lie_within_it():
    (table,) = tables_of(papers.supplier_table(ROWS))
    for row in table.rows:
        for cell in row.cells:
            left, top, right, bottom = cell.box
            for word in cell.words:
                assert left <= (word.box[0] + word.box[2]) / 2 <= right
                assert top <= (word.box[1] + word.box[3]) / 2 <= bottom


def test_prose_is_no_table():
    text = "We buy tin from several smelters, and each\nof them has sent us its own declaration.\n"
    assert tables_of(papers.letter(text * 6)) == []


def test_a_page_with_too_many_rules_is_not_searched():
    word = Word("tin", (1, 1, 9, 9), 0, 3)
    page = Page(1, 600, 800, "tin", (word,))
    rules = [(float(x), 0.0, x + 0.5, 700.0) for x in range(0, 21_000, 1)]
    with pytest.raises(TooManyRules):
        ruled_tables(page, rules)
