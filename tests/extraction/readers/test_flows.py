"""Text columns are told by the order in which a page is read."""

from extraction.readers.flows import text_columns
from extraction.records import Word

_HEIGHT, _STEP = 8.0, 10.0


def lines(left: float, top: float, count: int, text: str) -> list[tuple[float, float, str]]:
    """So many lines of this text, one below another: where each begins, and what it says."""
    return [(left, top + number * _STEP, text) for number in range(count)]


def words(*placed: tuple[float, float, str]) -> list[Word]:
    """The words of these lines, in this order of reading; a letter is four points wide."""
    found: list[Word] = []
    at = 0
    for left, top, text in placed:
        x = left
        for word in text.split():
            box = (x, top, x + 4 * len(word), top + _HEIGHT)
            found.append(Word(word, box, at, at + len(word)))
            x, at = box[2] + 2, at + len(word) + 1
    return found


def begun(*placed: tuple[float, float, str]) -> list[tuple[float, float]]:
    """Where the first word of each part stands."""
    return [part[0].box[:2] for part in text_columns(words(*placed))]


LEFT = lines(50, 100, 20, "we asked every one of them")
MIDDLE = lines(200, 100, 20, "most of them did answer us")
RIGHT = lines(350, 100, 5, "some of them did not")


def test_what_is_read_down_to_its_end_before_what_stands_beside_it_is_a_text_column() -> None:
    assert begun(*LEFT, *MIDDLE, *RIGHT) == [(50, 100), (200, 100), (350, 100)]


def test_what_stands_above_and_below_text_columns_is_a_part_of_its_own() -> None:
    title = (50.0, 60.0, "What our suppliers told us of their smelters in this year")
    foot = (50.0, 400.0, "Whoever wants to know more may ask the secretariat for it")
    assert begun(title, *LEFT, *MIDDLE, foot) == [(50, 60), (50, 100), (200, 100), (50, 400)]


def test_a_page_of_one_text_column_stays_whole() -> None:
    title = (200.0, 60.0, "Report of the year")
    assert begun((50.0, 790.0, "page 3 of 7 of it"), title, *LEFT) == [(50, 790)]
    assert text_columns([]) == []


def test_tall_cells_of_a_table_are_no_text_columns() -> None:
    cells = [
        line
        for top in (100, 150, 200)
        for left in (50, 200, 350)
        for line in lines(left, top, 4, "a remark that is long")
    ]
    assert begun(*cells) == [(50, 100)]


def test_a_table_that_is_drawn_column_by_column_stays_whole() -> None:
    names = lines(50, 100, 20, "Merapi Tin Works")
    assert begun(*names, *lines(200, 100, 20, "Indonesia")) == [(50, 100)]
