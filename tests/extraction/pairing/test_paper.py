"""Records from drawn pages: merged cells, names broken in a cell, two columns, lists, turns."""

from collections.abc import Callable
from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from extraction import pipeline
from extraction.records import SmelterRecord
from tests import papers

PLACES = (50, 120, 320, 420, 540)


def read(draw: Callable[[Canvas], None]) -> tuple[SmelterRecord, ...]:
    out = BytesIO()
    canvas = Canvas(out)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return pipeline.read(out.getvalue(), "drawn.pdf").records


def shown(records: tuple[SmelterRecord, ...]) -> list[tuple[str | None, ...]]:
    return [
        (
            record.smelter.text,
            record.country.value if record.country else None,
            record.metal.value if record.metal else None,
            record.smelter_id.value if record.smelter_id else None,
        )
        for record in records
    ]


def ruled(canvas: Canvas, rows: list[list[str]], *, height: int = 34, merged: int = 0) -> None:
    """A ruled table; cells may have lines; rule ``merged`` leaves out the first column."""
    top = 760
    for number, row in enumerate(rows):
        for place, cell in zip(PLACES, row, strict=False):
            for line, text in enumerate(cell.split("\n")):
                canvas.drawString(place + 3, top - height * number - 13 * (line + 1), text)
    for number in range(len(rows) + 1):
        left = PLACES[1] if merged and number == merged else PLACES[0]
        canvas.line(left, top - height * number, PLACES[-1], top - height * number)
    for place in PLACES:
        canvas.line(place, top, place, top - height * len(rows))


def test_a_merged_metal_cell_counts_for_all_its_rows() -> None:
    def draw(canvas: Canvas) -> None:
        ruled(
            canvas,
            [
                ["Metal", "Smelter", "Country", "ID"],
                ["Tin", "Merapi Tin Works", "Indonesia", "XID000101"],
                ["", "Bukit Smelting", "Malaysia", "XID000102"],
                ["Gold", "Kade Refinery", "Ghana", "XID000103"],
            ],
            merged=2,
        )

    assert shown(read(draw)) == [
        ("Merapi Tin Works", "ID", "tin", "XID000101"),
        ("Bukit Smelting", "MY", "tin", "XID000102"),
        ("Kade Refinery", "GH", "gold", "XID000103"),
    ]


def test_a_name_broken_inside_its_cell_is_made_whole_with_a_box_round_both_lines() -> None:
    def draw(canvas: Canvas) -> None:
        ruled(
            canvas,
            [
                ["Metal", "Smelter", "Country", "ID"],
                ["Tin", "Merapi Tin Works and\nRefining Company", "Indonesia", "XID000101"],
                ["Tungsten", "Alto Wolf-\nram S.p.A.", "Italy", "XID000105"],
            ],
        )

    records = read(draw)
    assert [record.smelter.text for record in records] == [
        "Merapi Tin Works and Refining Company",
        "Alto Wolfram S.p.A.",
    ]
    box = records[1].smelter.source.box
    assert box
    assert box[3] - box[1] > 20


def test_a_word_broken_at_its_own_hyphen_keeps_it() -> None:
    def draw(canvas: Canvas) -> None:
        rows = [["Smelter", "Country"], ["Merapi Non-\nFerrous Metals", "Royaume-\nUni"]]
        ruled(canvas, rows)

    assert shown(read(draw)) == [("Merapi Non-Ferrous Metals", "GB", None, None)]


def test_cells_that_wrap_are_no_headings_of_what_follows() -> None:
    def draw(canvas: Canvas) -> None:
        for top, heading, name, country in (
            (770, "Smelters of tin:", "Merapi", "Viet Nam"),
            (690, "", "Kade", "Ghana"),
            (570, "Smelters of gold:", "Onda", "Peru"),
        ):
            canvas.drawString(50, top + 30, heading)
            canvas.drawString(50, top, "Smelter")
            canvas.drawString(190, top, "Country")
            canvas.drawString(50, top - 20, f"{name} Smelting")
            canvas.drawString(50, top - 32, "Co., Ltd.")
            canvas.drawString(190, top - 20, country)

    assert shown(read(draw)) == [
        ("Merapi Smelting Co., Ltd.", "VN", "tin", None),
        ("Kade Smelting Co., Ltd.", "GH", "tin", None),
        ("Onda Smelting Co., Ltd.", "PE", "gold", None),
    ]


def test_two_aligned_columns_below_a_heading_are_a_list() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 800, "List of tin smelters")
        rows = [
            ("Smelter name", "Country"),
            ("Merapi Smelting Works", "Indonesia"),
            ("Bukit Sentosa Smelting Co., Ltd.", "Malaysia"),
        ]
        for number, (name, country) in enumerate(rows):
            canvas.drawString(50, 770 - 15 * number, name)
            canvas.drawString(300, 770 - 15 * number, country)

    assert shown(read(draw)) == [
        ("Merapi Smelting Works", "ID", "tin", None),
        ("Bukit Sentosa Smelting Co., Ltd.", "MY", "tin", None),
    ]


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_lists_in_two_text_columns_keep_their_names_and_metals(degrees: int) -> None:
    prose = ["We asked every supplier", "where its metal comes", "from, twice this year."] * 4
    columns = (
        ["Smelters of tin in our", "chain:", "- Merapi Tin Works Pte", "  Ltd, South Africa"],
        ["Smelters of gold in our", "chain:", "- Moravela Chemical (Peru)", "- Kade, Ghana"],
    )

    def draw(canvas: Canvas) -> None:
        for left, column in zip((50, 320), columns, strict=True):
            for number, text in enumerate([*prose, *column, "Prices rose."]):
                indent = canvas.stringWidth("- ") if text.startswith("  ") else 0
                canvas.drawString(left + indent, 780 - 14 * number, text.strip())

    out = BytesIO()
    canvas = Canvas(out)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    data = papers.turned(out.getvalue(), degrees) if degrees else out.getvalue()
    assert shown(pipeline.read(data, "drawn.pdf").records) == [
        ("Merapi Tin Works Pte Ltd", "ZA", "tin", None),
        ("Moravela Chemical", "PE", "gold", None),
        ("Kade", "GH", "gold", None),
    ]


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_turned_page_gives_the_same_records(degrees: int) -> None:
    data = papers.smelter_table(6)
    upright = pipeline.read(data, "a.pdf").records
    turned = pipeline.read(papers.turned(data, degrees), "a.pdf").records
    assert shown(turned) == shown(upright)
    assert len(turned) == 6
