"""Tables of two columns without rules between them, told by their headers."""

from extraction.readers.columns import lines_of
from extraction.readers.headed import headed_tables
from extraction.readers.sheets import with_tables
from extraction.records import Box, Page, Word

_LEFT, _BESIDE = 50.0, 200.0
Row = tuple[float, str, str]


def words(*rows: Row, left: float = 0.0, beside: float = _BESIDE) -> list[Word]:
    """Words of eight points, each row's texts in their columns at its height; empty ones left out.

    Read row by row.
    """
    found: list[Word] = []
    at = 0
    for top, *texts in rows:
        for start, text in zip((_LEFT + left, beside + left), texts, strict=True):
            x = start
            for word in text.split():
                box = (x, top, x + 4 * len(word), top + 8)
                found.append(Word(word, box, at, at + len(word)))
                x, at = box[2] + 2, at + len(word) + 1
    return found


def shown(*rows: Row, rules: tuple[Box, ...] = ()) -> list[list[list[str]]]:
    tables = headed_tables(1, lines_of(words(*rows)), rules)
    return [[[cell.text if cell else "" for cell in row.cells] for row in t.rows] for t in tables]


HEADER = (100.0, "Smelter", "Country")


def test_two_columns_below_headers_that_are_known_are_a_table() -> None:
    assert shown(HEADER, (112, "Merapi Tin Works", "Peru"), (124, "Kelana", "Chile")) == [
        [["Smelter", "Country"], ["Merapi Tin Works", "Peru"], ["Kelana", "Chile"]]
    ]


def test_prose_in_two_columns_and_forms_are_no_tables() -> None:
    assert shown((100, "we asked all", "most of them"), (110, "of them for", "did answer")) == []
    assert shown((100, "Name", "Merapi"), (112, "Country", "Peru")) == []


def test_a_name_that_wraps_stays_one_cell_with_and_without_space_between_rows() -> None:
    for row, wrapped in ((12, 10), (16, 10), (10, 10)):
        second = 100 + row + wrapped + row
        assert shown(
            HEADER,
            (100 + row, "Merapi Tin Works", "Peru"),
            (100 + row + wrapped, "(Group) Co., Ltd.", ""),
            (second, "Kelana", "Chile"),
        ) == [
            [
                ["Smelter", "Country"],
                ["Merapi Tin Works (Group) Co., Ltd.", "Peru"],
                ["Kelana", "Chile"],
            ]
        ]


def test_a_row_of_which_both_cells_wrap_is_one_row() -> None:
    rows = (
        (116, "Merapi Non-Ferrous", "United"),
        (126, "Metals", "Kingdom"),
        (142, "Kelana Works", "Chile"),
    )
    expected = [["Merapi Non-Ferrous Metals", "United Kingdom"], ["Kelana Works", "Chile"]]
    assert shown(HEADER, *rows) == [[["Smelter", "Country"], *expected]]
    assert shown(HEADER, *rows[:2]) == [[["Smelter", "Country"], expected[0]]]


def test_a_country_in_the_middle_of_its_row_stays_with_its_name() -> None:
    assert shown(
        HEADER,
        (116, "Merapi Non-Ferrous", ""),
        (121, "", "Peru"),
        (126, "Metals", ""),
        (142, "Kelana Works", "Chile"),
    ) == [
        [["Smelter", "Country"], ["Merapi Non-Ferrous Metals", "Peru"], ["Kelana Works", "Chile"]]
    ]


def test_rules_under_the_rows_part_them() -> None:
    rules = tuple((45.0, y, 300.0, y) for y in (109.0, 129.0, 139.0))
    rows = ((110, "Merapi", "United"), (120, "Works", "Kingdom"), (130, "Kelana", "Chile"))
    assert shown(HEADER, *rows, rules=rules) == [
        [["Smelter", "Country"], ["Merapi Works", "United Kingdom"], ["Kelana", "Chile"]]
    ]


def test_a_header_of_two_lines_is_one_row() -> None:
    assert shown(
        (100, "Name of the", "Country"),
        (110, "smelter", ""),
        (126, "Merapi", "Peru"),
    ) == [[["Name of the smelter", "Country"], ["Merapi", "Peru"]]]


def test_the_heading_and_the_header_of_the_next_table_are_no_rows_of_this_one() -> None:
    assert shown(
        HEADER,
        (112, "Merapi", "Peru"),
        (130, "Gold", ""),
        (142, "Smelter", "Country"),
        (154, "Kelana", "Chile"),
    ) == [
        [["Smelter", "Country"], ["Merapi", "Peru"]],
        [["Smelter", "Country"], ["Kelana", "Chile"]],
    ]


def test_the_prose_below_a_table_ends_it() -> None:
    below = "We asked all of them in spring where their metal comes from"
    assert shown(HEADER, (112, "Merapi", "Peru"), (124, below, "")) == [
        [["Smelter", "Country"], ["Merapi", "Peru"]]
    ]


def test_tables_in_two_text_columns_are_two_though_their_lines_stand_level() -> None:
    def column(left: float, at: int) -> list[Word]:
        prose = [(100.0 + 10 * line, "we asked every one", "") for line in range(9)]
        rows = [
            (200.0, "Smelter", "Country"),
            (212.0, "Merapi", "Peru"),
            (224.0, "Kelana", "Chile"),
        ]
        own = words(*prose, *rows, left=left, beside=110.0)
        return [word._replace(start=word.start + at, end=word.end + at) for word in own]

    first = column(0, 0)
    both = (*first, *column(150, first[-1].end + 1))
    page = Page(1, 595.0, 842.0, " ".join(word.text for word in both), both)
    _, tables, _ = with_tables(page, ())
    assert [[[cell.text for cell in row.cells if cell] for row in t.rows] for t in tables] == [
        [["Smelter", "Country"], ["Merapi", "Peru"], ["Kelana", "Chile"]],
    ] * 2
