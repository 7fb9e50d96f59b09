"""Registers from CSV and workbooks: entries, and row by row what is wrong."""

import io
from collections.abc import Sequence

import pytest
import xlsxwriter

from extraction import registers, wording
from extraction.errors import Damaged, Empty, Unsupported
from extraction.records import RegisterEntry

CSV = """id,name,aliases,country,metal
XID000101,Merapi Tin Works,Merapi TW|PT Merapi,ID,Tin
XID000105,Alto Wolfram S.p.A.,,Italië,wolfraam|gold
,Kade Refinery,,GHANA,Gold
"""
MERAPI = RegisterEntry(
    "XID000101",
    "Merapi Tin Works",
    ("XID000101",),
    ("Merapi TW", "PT Merapi"),
    "ID",
    ("tin",),
)


def workbook(sheets: dict[str, Sequence[Sequence[object]]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return out.getvalue()


LOOK_UP: list[list[object]] = [
    ["some words of the template"],
    [],
    [],
    ["金属", "冶炼厂查找 (*)", "标准冶炼厂名称", "国家", "冶炼厂 ID"],
    ["Tin", "Merapi TW", "Merapi Tin Works", "INDONESIA", "XID000101"],
    ["Tin", "Merapi Tin Works", "Merapi Tin Works", "INDONESIA", "XID000101"],
    ["Tungsten", "Alto", "Alto Wolfram S.p.A.", "ITALY", "XID000105"],
    ["Tin", "Smelter not listed", "", "", ""],
    ["Tin", "Smelter not yet identified", "Unknown", "Unknown", ""],
    [0, "Smelter not listed", "", "", ""],
]


def test_a_list_gives_its_entries_with_codes_and_names_of_countries_and_metals() -> None:
    read = registers.read(CSV.encode())
    assert read.source == "list"
    assert read.problems == ()
    assert read.register.entries[0] == MERAPI
    alto, kade = read.register.entries[1:]
    assert (alto.country, alto.metals) == ("IT", ("tungsten", "gold"))
    assert (kade.key, kade.identifiers, kade.country) == ("row 4", (), "GH")


@pytest.mark.parametrize("mark", [";", "\t"])
def test_lists_parted_by_semicolons_or_tabs_and_with_a_byte_order_mark_are_read(mark: str) -> None:
    data = CSV.replace(",", mark).encode("utf-8-sig")
    assert registers.read(data).register.entries[0] == MERAPI


def test_columns_stand_in_any_order_and_some_may_be_missing() -> None:
    read = registers.read(b"Name,ID\nMerapi Tin Works,XID000101\n")
    assert read.register.entries == (
        RegisterEntry("XID000101", "Merapi Tin Works", ("XID000101",)),
    )


def test_each_problem_names_its_row_and_the_cell() -> None:
    text = (
        "id,name,aliases,country,metal\n"
        "XID000101,,,ID,tin\n"
        "XID000102,Bukit Smelter,,Atlantis,tin\n"
        "XID000103,Kade Smelter,,GH,unobtainium\n"
        "\n"
        "XID000102,Another Smelter,,ID,tin\n"
        f"XID000104,{'x' * 600},,ID,tin\n"
    )
    read = registers.read(text.encode())
    assert [(p.row, p.code, p.text[:20]) for p in read.problems] == [
        (2, "name_missing", "XID000101"),
        (3, "country_unknown", "Atlantis"),
        (4, "metal_unknown", "unobtainium"),
        (6, "id_twice", "XID000102"),
        (7, "cell_too_long", "x" * 20),
    ]
    assert [entry.key for entry in read.register.entries] == ["XID000102", "XID000103"]
    assert all(problem.code in wording.CODES for problem in read.problems)


def test_a_look_up_sheet_is_read_by_position_whatever_its_headers_say() -> None:
    read = registers.read(workbook({"Declaration": [["x"]], "Smelter Look-up": LOOK_UP}))
    assert read.source == "look-up sheet"
    assert read.problems == ()
    assert read.register.entries == (
        RegisterEntry(
            "XID000101", "Merapi Tin Works", ("XID000101",), ("Merapi TW",), "ID", ("tin",)
        ),
        RegisterEntry(
            "XID000105", "Alto Wolfram S.p.A.", ("XID000105",), ("Alto",), "IT", ("tungsten",)
        ),
    )


def test_one_id_with_two_names_on_a_look_up_sheet_is_a_problem() -> None:
    rows = [*LOOK_UP, ["Tin", "X", "Other Works", "ITALY", "XID000101"]]
    read = registers.read(workbook({"Smelter Look-up": rows}))
    assert [(p.row, p.code) for p in read.problems] == [(11, "id_twice")]


def test_a_plain_workbook_with_the_columns_is_a_list() -> None:
    rows = [line.split(",") for line in CSV.splitlines()]
    assert registers.read(workbook({"Blad1": rows})).register.entries[0] == MERAPI


def test_what_holds_no_register_is_refused_with_its_reason() -> None:
    with pytest.raises(Unsupported) as refused:
        registers.read(b"question,answer\n1,yes\n")
    assert refused.value.detail == "not_a_register"
    with pytest.raises(Empty):
        registers.read(b"")
    with pytest.raises(Unsupported):
        registers.read(b"%PDF-1.7\n")
    with pytest.raises((Damaged, Unsupported)):
        registers.read(workbook({"A": LOOK_UP})[:600])


JSON = """[
  {"id": "x1", "identifiers": ["XID000101"], "name": "Merapi Tin Works",
   "aliases": ["Merapi TW", "PT Merapi"], "country": "ID", "metals": ["tin"], "state": "active"},
  {"id": "XID000102", "name": "Kade Refinery", "country": null, "metal": "gold|silver"},
  {"id": "XID000103", "name": "  "},
  {"id": 104, "name": "Dicht", "state": "closed", "valid_to": {"any": "thing"}}
]"""


def test_json_is_read_as_a_list_is_with_several_values_in_lists():
    found = registers.read(b"\xef\xbb\xbf  " + JSON.encode())
    first, second, closed = found.register.entries
    assert first == MERAPI
    assert (second.country, second.metals) == (None, ("gold", "silver"))
    assert (closed.key, closed.active) == ("104", False)
    assert [(p.row, p.code) for p in found.problems] == [(3, "name_missing")]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b'[{"id": "XID000101",', Damaged),
        (b"[" * 100_000, Damaged),
        (b'["XID000101"]', Unsupported),
        (b'[{"naam": "Zonder nummer"}]', Unsupported),
        (b"{}", Unsupported),
        (b"[]", Unsupported),
    ],
)
def test_json_that_is_no_register_is_refused(data, error):
    with pytest.raises(error):
        registers.read(data)


def test_a_list_with_dutch_columns_is_read_as_it_was_exported():
    rows = (
        "Naam;Andere namen;Identificaties;Land;Metalen;Soort;Status;Code\n"
        "Merapi Tin Works;Merapi TW | PT Merapi;XID000101;Indonesië;tin;Smelter;Actief;x1\n"
        "Dicht;;;België;goud, zilver;Smelter;Gesloten;XID000102\n"
    )
    first, second = registers.read(rows.encode()).register.entries
    assert first == MERAPI
    assert (second.country, second.metals, second.active) == ("BE", ("gold", "silver"), False)


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Indonesië", "ID"), ("Indonesia", "ID"), ("Birma", "MM"), ("Burma", "MM"),
        ("Swaziland", "SZ"), ("Ivoorkust", "CI"), ("Congo-Kinshasa", "CD"), ("Turkije", "TR"),
        ("Kosovo", "XK"), ("de Verenigde Staten", "US"), ("Congo", None), ("Atlantis", None),
    ],
)  # fmt: skip
def test_a_country_is_known_by_its_names_in_dutch_and_english_old_ones_too(printed, code):
    found = registers.read(f"id,name,country\nX1,Hut,{printed}\n".encode())
    assert found.register.entries[0].country == code
    assert [p.code for p in found.problems] == ([] if code else ["country_unknown"])


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        (b"Land;Nota\nCD; oost \n", [["Land", "Nota"], ["CD", "oost"]]),
        (b'["CD", "MM"]', [["CD"], ["MM"]]),
        (
            b'[{"country": "CD", "note": null}, {"country": "MM", "since": 2021}]',
            [["country", "note", "since"], ["CD", "", ""], ["MM", "", "2021"]],
        ),
        (workbook({"Blad1": [["Land"], ["Mali"]]}), [["Land"], ["Mali"]]),
    ],
)
def test_a_list_of_any_kind_is_rows_of_texts(data, rows):
    assert registers.table(data) == rows


@pytest.mark.parametrize(
    ("data", "error"), [(b"", Empty), (b"%PDF-1.4", Unsupported), (b"[1, 2]", Unsupported)]
)
def test_what_is_no_list_is_refused(data, error):
    with pytest.raises(error):
        registers.table(data)
