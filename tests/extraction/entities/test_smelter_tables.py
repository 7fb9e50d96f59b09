"""Smelters that the layout shows."""

from extraction.entities import layout, smelter_tables


def named(text: str) -> list[str]:
    lines = layout.lines(text)
    spans = smelter_tables.spans(lines, smelter_tables.headers(lines))
    return [text[span.start : span.end] for span in spans]


def test_cells_under_a_header_are_names() -> None:
    text = "Metal\tSmelter name\tCountry\nTin\tMerapi\tPeru\nGold\tAndara Refinery Ltd\tJapan\n"
    assert named(text) == ["Merapi", "Andara Refinery Ltd"]


def test_columns_may_come_in_any_order_and_rows_may_lack_cells() -> None:
    text = "Country | Smelter-ID | Schmelze |\n| Peru | XID000101 | Merapi |\n| Peru | | |\n"
    assert named("| " + text) == ["Merapi"]


def test_aligned_columns_are_followed_by_place() -> None:
    text = (
        "SMELTER ID   SMELTER NAME           COUNTRY\n"
        "XID000101    Merapi Tin Works       PERU\n"
        "XID000102    Andara                 JAPAN\n"
    )
    assert named(text) == ["Merapi Tin Works", "Andara"]


def test_answers_placeholders_countries_and_metals_are_no_names() -> None:
    text = (
        "Smelter name\tCountry\nSmelter not listed\tPeru\nUnknown\tPeru\nPeru\tPeru\nTin\tPeru\n"
        "n/a\tPeru\nChina-smelters\tChina\n"
    )
    assert named(text) == []


def test_a_plain_name_column_counts_under_a_heading_on_smelters() -> None:
    rows = "| naam | land | operator |\n|---|---|---|\n| Merapi | Peru | Norvik |\n"
    assert named("### Smelters en raffinage\n" + rows) == ["Merapi", "Norvik"]
    assert named("### Leveranciers\n" + rows) == []


def test_a_cell_beside_an_identifier_is_a_name_without_a_header() -> None:
    text = "1/20/2023  Tantalum  XID000101  Merapi Metals GmbH  GERMANY\n    Name corrected\n"
    assert named(text) == ["Merapi Metals GmbH"]


def test_a_line_of_a_list_with_an_identifier_names_one() -> None:
    assert named("- Merapi Tin Works, Indonesia (XID000101)\n") == ["Merapi Tin Works"]
    assert named("XID 000101 – Andara Refinery Co., Ltd. – Peru\n") == ["Andara Refinery Co., Ltd."]


def test_a_row_of_names_with_smelter_in_them_is_no_header() -> None:
    text = "Smelter\tCountry\nNorvik-smelter\tPeru\nSmelterij Andara\tPeru\n"
    assert named(text) == ["Norvik-smelter", "Smelterij Andara"]
