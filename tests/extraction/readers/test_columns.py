"""Tables without rules: what belongs to one row, and shaded rows that are no tables."""

from extraction.readers.columns import aligned_tables, lines_of
from extraction.readers.sheets import with_tables
from extraction.records import Page, Word

COLUMNS = (50.0, 150.0, 300.0, 420.0)


def words(*lines: tuple[float, tuple[str, ...]]) -> tuple[Word, ...]:
    """Words of eight points, each of a line's texts in its column; an empty text leaves it free."""
    found: list[Word] = []
    at = 0
    for top, texts in lines:
        for left, text in zip(COLUMNS, texts, strict=False):
            x = left
            for word in text.split():
                box = (x, top, x + 4 * len(word), top + 8)
                found.append(Word(word, box, at, at + len(word)))
                x, at = box[2] + 2, at + len(word) + 1
    return tuple(found)


def shown(tables: tuple[object, ...]) -> list[list[str]]:
    (table,) = tables
    return [[cell.text for cell in row.cells] for row in table.rows]  # type: ignore[attr-defined]


HEADER = (100.0, ("No.", "Smelter", "Country", "RMAP"))


def test_a_header_of_several_lines_is_one_row() -> None:
    found = aligned_tables(
        1,
        lines_of(
            words(
                HEADER,
                (109.0, ("", "identification", "", "status")),
                (118.0, ("", "number", "", "")),
                (134.0, ("1", "XID000101", "Japan", "Active")),
                (150.0, ("2", "XID000102", "Peru", "Active")),
                (166.0, ("3", "XID000103", "Chile", "Active")),
            )
        ),
    )
    assert shown(found)[0] == ["No.", "Smelter identification number", "Country", "RMAP status"]
    assert len(shown(found)) == 4


FULL = "Merapi Tin Works of the Northern Islands"  # ends a blank before the next column


def test_a_cell_that_fills_its_column_is_parted_from_the_next() -> None:
    found = aligned_tables(
        1,
        lines_of(
            words(
                (100.0, ("Metal", "Smelter", "Country", "Number")),
                (116.0, ("Tin", FULL, "Indonesia", "XID000101")),
                (132.0, ("Tin", "Kelana", "Malaysia", "XID000102")),
                (148.0, ("Gold", "Quilla", "Peru", "XID000103")),
            )
        ),
    )
    assert shown(found)[1] == ["Tin", FULL, "Indonesia", "XID000101"]


def test_a_heading_whose_words_stand_over_a_column_stays_whole() -> None:
    over_two = "Nine different smelters of companies and their twelve subsidiaries in Peru"
    lines = lines_of(
        words(
            (88.0, (over_two,)),
            (100.0, ("Metal", "Smelter", "Country", "Number")),
            (116.0, ("Tin", "Merapi", "Indonesia", "XID000101")),
            (132.0, ("Tin", "Kelana", "Malaysia", "XID000102")),
            (148.0, ("Gold", "Quilla", "Peru", "XID000103")),
        )
    )
    (heading,) = lines[0]
    assert {*COLUMNS[:3]} < {word.box[0] for word in heading}
    assert shown(aligned_tables(1, lines))[0] == ["Metal", "Smelter", "Country", "Number"]


def test_rows_below_a_first_cell_that_holds_for_several_stay_rows() -> None:
    found = aligned_tables(
        1,
        lines_of(
            words(
                (100.0, ("Metal", "Smelter", "Country")),
                (116.0, ("Tin", "Merapi", "Indonesia")),
                (132.0, ("", "Kelana", "Malaysia")),
                (148.0, ("", "Quilla", "Peru")),
                (164.0, ("", "Andara", "Bolivia")),
            )
        ),
    )
    assert shown(found)[2:] == [
        ["", "Kelana", "Malaysia"],
        ["", "Quilla", "Peru"],
        ["", "Andara", "Bolivia"],
    ]


def test_shaded_rows_are_read_as_the_rows_of_one_table() -> None:
    own = words(
        HEADER,
        (116.0, ("1", "Merapi", "Indonesia", "Active")),
        (132.0, ("2", "Kelana", "Malaysia", "Active")),
        (148.0, ("3", "Quilla", "Peru", "Active")),
    )
    text = " ".join(word.text for word in own)
    page = Page(1, 595.0, 842.0, text, own)
    shades = [(45.0, 96.0, 500.0, 112.0), (45.0, 112.0, 500.0, 128.0)]
    _, tables, warnings = with_tables(page, shades)
    assert len(shown(tables)) == 4
    assert not warnings


def test_a_heading_over_a_part_of_a_table_is_a_row_of_its_own() -> None:
    found = aligned_tables(
        1,
        lines_of(
            words(
                (100.0, ("", "Smelter", "Country", "RMAP")),
                (116.0, ("", "Merapi", "Indonesia", "Active")),
                (140.0, ("Copper", "", "", "")),
                (156.0, ("", "Smelter", "Country", "RMAP")),
                (172.0, ("", "Kelana", "Malaysia", "Active")),
            )
        ),
    )
    assert [row[0] for row in shown(found)] == ["", "", "Copper", "", ""]


def test_a_remark_right_below_makes_no_one_column_of_two() -> None:
    found = aligned_tables(
        1,
        lines_of(
            words(
                (100.0, ("Metal", "Smelter", "Country", "ID")),
                (112.0, ("Steel", "Merapi Steel", "Indonesia", "XID000101")),
                (124.0, ("Steel", "Kelana", "Malaysia", "XID000102")),
                (136.0, ("Steel", "Quilla", "Peru", "XID000103")),
                (148.0, ("This list is in place of every list before it.",)),
            )
        ),
    )
    assert [row[:2] for row in shown(found)] == [
        ["Metal", "Smelter"],
        ["Steel", "Merapi Steel"],
        ["Steel", "Kelana"],
        ["Steel", "Quilla"],
    ]


def test_a_heading_over_two_columns_stays_between_the_rows() -> None:
    found = aligned_tables(
        1,
        lines_of(
            words(
                (100.0, ("Metal", "Smelter", "Country", "ID")),
                (112.0, ("Steel", "Merapi Steel", "Indonesia", "XID000101")),
                (124.0, ("The works of our second supplier of steel",)),
                (136.0, ("Steel", "Kelana", "Malaysia", "XID000102")),
                (148.0, ("Steel", "Quilla", "Peru", "XID000103")),
            )
        ),
    )
    assert [row[1] for row in shown(found)] == ["Smelter", "Merapi Steel", "", "Kelana", "Quilla"]
