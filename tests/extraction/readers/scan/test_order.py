"""The order in which what stands on a page is read."""

from extraction.readers.scan.order import Fragment, rows


def fragment(index, x0, top, x1, letters=40):
    return Fragment(index, (x0, top, x1, top + 10), letters)


def test_cells_of_a_row_are_read_across():
    cells = [
        fragment(index, x, top, x + 60, letters=9)
        for index, (top, x) in enumerate((top, x) for top in (0, 20, 40, 60, 80) for x in (300, 0))
    ]
    assert rows(cells) == [[1, 0], [3, 2], [5, 4], [7, 6], [9, 8]]


def test_columns_of_running_text_are_read_one_after_the_other():
    left = [fragment(index, 0, 15 * index + 40, 240) for index in range(6)]
    right = [fragment(index + 6, 260, 15 * index + 42, 500) for index in range(6)]
    title = fragment(12, 60, 0, 440)
    footer = fragment(13, 60, 200, 440)
    found = rows([title, footer, *right, *left])
    assert found == [[12], *([index] for index in range(12)), [13]]


def test_a_line_a_little_lower_stays_in_its_row():
    assert rows([fragment(0, 0, 0, 100), fragment(1, 120, 3, 200)]) == [[0, 1]]
